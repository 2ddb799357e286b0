"""From findings to decisions: what the policy answers, in words that fit the sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.generalize import Phrase, Request, generalize, mask
from redactor.model import BY_PERSON, Action, Decision, Document, Finding
from redactor.policy import Answer, Policy, Query, answer
from redactor.rulings import Ruling, Rulings

_CASE = "case."
_OPEN = {
    "already-public": "It has been published before; the case file holds the evidence.",
    "consent": "The person agreed to its publication; the case file holds who recorded it.",
}
_BY_ARCHIVE = "Another document of the archive hides this name."
_VAGUE = "The text says it as vaguely already as the policy asks for."


def decide(
    policy: Policy,
    document: Document,
    findings: Sequence[Finding],
    pseudonyms: Mapping[str, str],
    *,
    tells: Callable[[str], bool] | None = None,
    rulings: Rulings | None = None,
) -> tuple[Decision, ...]:
    """Decide on every finding.

    Args:
        policy: whose rules answer.
        document: the findings' document.
        findings: in any order.
        pseudonyms: subject id to the name it has in the released text.
        tells: whether some words name what a case file hides; what would be said less
            exactly in such words is masked.
        rulings: what persons said, which stands above the policy.

    Returns:
        One decision a finding, in the same order.
    """
    texts = {s.id: s.text for s in document.segments}
    wording = _Wording(document.language, pseudonyms, tells)
    said = rulings or Rulings()
    return tuple(_decide(policy, texts[f.segment], f, wording, said.on(f)) for f in findings)


@dataclass(frozen=True, slots=True)
class _Wording:
    """What the words of a whole document have in common."""

    language: str
    pseudonyms: Mapping[str, str]
    tells: Callable[[str], bool] | None

    def phrase(self, request: Request, action: Action) -> Phrase:
        """Return the words, masked where less exact ones would still tell what has to be hidden."""
        if action is Action.GENERALIZE:
            phrase = generalize(request)
            if phrase.rung is None or self.tells is None or not self.tells(phrase.text):
                return phrase
        return mask(request)


def _decide(
    policy: Policy, text: str, finding: Finding, wording: _Wording, ruling: Ruling | None
) -> Decision:
    said = _certain(finding, answer(policy, _query(finding, text)))
    if ruling is not None:
        said = _ruled(said, ruling)
    if said.action is Action.KEEP:
        return _decision(finding, said, Action.KEEP, None)
    request = Request(
        entity_type=finding.entity_type,
        rung=said.rung if said.action is Action.GENERALIZE else None,
        segment_text=text,
        span=finding.span,
        subject=finding.subject,
        pseudonym=wording.pseudonyms.get(finding.subject.id),
        language=wording.language,
    )
    if ruling is not None and ruling.replacement is not None:
        return _decision(finding, said, said.action, Phrase(ruling.replacement, ruling.span, None))
    phrase = wording.phrase(request, said.action)
    is_certain = finding.rule.startswith(_CASE) or ruling is not None
    if (
        not is_certain
        and phrase.edit == finding.span
        and phrase.text == text[finding.span.start : finding.span.end]
    ):
        return _decision(
            finding, replace(said, reason_code="already-vague", reason=_VAGUE), Action.KEEP, None
        )
    action = Action.GENERALIZE if phrase.rung is not None else Action.MASK
    return _decision(finding, said, action, phrase)


def _certain(finding: Finding, said: Answer) -> Answer:
    """What the case file says stands above the policy: open facts stay, dangerous ones never do."""
    entry = finding.rule.removeprefix(_CASE) if finding.rule.startswith(_CASE) else ""
    if entry in _OPEN:
        return replace(
            said,
            action=Action.KEEP,
            rung=None,
            rule=f"case/{entry}",
            reason_code=entry,
            reason=_OPEN[entry],
            review_required=True,
        )
    if entry and said.action is Action.KEEP:
        reason = _BY_ARCHIVE if entry == "archive" else "The case file says that this must not be readable."
        return replace(
            said,
            action=Action.MASK,
            rule="case/dangerous",
            reason_code="case-file",
            reason=reason,
            review_required=False,
        )
    return said


def _ruled(said: Answer, ruling: Ruling) -> Answer:
    return replace(
        said,
        action=ruling.action,
        rung=ruling.rung,
        rule=BY_PERSON,
        reason_code=ruling.reason_code,
        reason=ruling.reason,
        review_required=False,
    )


def _query(finding: Finding, text: str) -> Query:
    return Query(
        entity_type=finding.entity_type,
        role=finding.subject.role,
        relation=finding.subject.relation,
        context=finding.context,
        score=finding.score,
        text=text[finding.span.start : finding.span.end],
    )


def _decision(finding: Finding, said: Answer, action: Action, phrase: Phrase | None) -> Decision:
    return Decision(
        finding=finding,
        action=action,
        replacement=None if phrase is None else phrase.text,
        edit=finding.span if phrase is None else phrase.edit,
        rung=None if phrase is None else phrase.rung,
        decided_by=said.rule,
        reason_code=said.reason_code,
        reason=said.reason,
        review_required=said.review_required,
    )
