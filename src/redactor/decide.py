"""From findings to decisions: what the policy answers, in words that fit the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from redactor.generalize import Phrase, Request, generalize, mask
from redactor.model import Action, Decision, Document, Finding
from redactor.policy import Answer, Policy, Query, answer

_CASE = "case."
_OPEN = {
    "already-public": "It has been published before; the case file holds the evidence.",
    "consent": "The person agreed to its publication; the case file holds who recorded it.",
}
_VAGUE = "The text says it as vaguely already as the policy asks for."


def decide(
    policy: Policy, document: Document, findings: Sequence[Finding], pseudonyms: Mapping[str, str]
) -> tuple[Decision, ...]:
    """Decide on every finding.

    Args:
        policy: whose rules answer.
        document: the findings' document.
        findings: in any order.
        pseudonyms: subject id to the name it has in the released text.

    Returns:
        One decision a finding, in the same order.
    """
    texts = {s.id: s.text for s in document.segments}
    return tuple(_decide(policy, document.language, texts[f.segment], f, pseudonyms) for f in findings)


def _decide(
    policy: Policy, language: str, text: str, finding: Finding, pseudonyms: Mapping[str, str]
) -> Decision:
    said = _certain(finding, answer(policy, _query(finding, text)))
    if said.action is Action.KEEP:
        return _decision(finding, said, Action.KEEP, None)
    request = Request(
        entity_type=finding.entity_type,
        rung=said.rung if said.action is Action.GENERALIZE else None,
        segment_text=text,
        span=finding.span,
        subject=finding.subject,
        pseudonym=pseudonyms.get(finding.subject.id),
        language=language,
    )
    phrase = generalize(request) if said.action is Action.GENERALIZE else mask(request)
    is_certain = finding.rule.startswith(_CASE)
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
        reason = "The case file says that this must not be readable."
        return replace(
            said,
            action=Action.MASK,
            rule="case/dangerous",
            reason_code="case-file",
            reason=reason,
            review_required=False,
        )
    return said


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
