"""What a policy says about a query: the first rule whose conditions all hold.

Pure functions of policy and query. ``explain`` puts what ``answer`` goes by into words, so
that the two cannot disagree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from redactor.policy.records import Answer, Match, Policy, Query, Rule
from redactor.policy.vocabulary import ENTITY_TYPES
from redactor.policy.wording import phrase_condition, phrase_match, phrase_treatment


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A rule that did not match.

    Attributes:
        rule: that rule.
        condition: key of the first of its conditions that does not hold: ``role``.
    """

    rule: Rule
    condition: str

    def __str__(self) -> str:
        wanted = phrase_condition(self.rule.match, self.condition)
        return f"{self.rule.answer.rule} ({self.rule.place}) wants {self.condition}: {wanted}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an answer came about; its ``str`` is for people and holds no text of the document.

    Attributes:
        query: what was asked.
        answer: what the policy says.
        rule: the rule that says so; ``None`` for the default.
        passed_over: the rules before it, in order.
    """

    query: Query
    answer: Answer
    rule: Rule | None
    passed_over: tuple[PassedOver, ...]

    def __str__(self) -> str:
        said = self.answer
        place = f" ({self.rule.place})" if self.rule is not None else ""
        lines = [
            f"{said.rule}{place} answers: {phrase_treatment(said.action, said.rung, said.review_required)}",
            f"  because [{said.reason_code}] {said.reason}",
        ]
        if self.rule is not None:
            lines.append(f"  it wants {phrase_match(self.rule.match)}")
        if self.passed_over:
            lines += ["Earlier rules that do not match:", *(f"  {p}" for p in self.passed_over)]
        return "\n".join(lines) + "\n"


def answer(policy: Policy, query: Query) -> Answer:
    """Return what a policy says about a query. It always says something.

    Args:
        policy: whose rules answer.
        query: a finding, as rules see it. An entity type that no policy can name gets
            the default answer, which masks.
    """
    said, _, _ = _decided(policy, query)
    return said


def explain(policy: Policy, query: Query) -> Explanation:
    """Return what a policy says, which rule says so, and why no earlier one does."""
    said, rule, failing = _decided(policy, query)
    passed = (PassedOver(*one) for one in zip(policy.rules, failing, strict=False))
    return Explanation(query, said, rule, tuple(passed))


def _decided(policy: Policy, query: Query) -> tuple[Answer, Rule | None, list[str]]:
    """Return the answer, the rule that gives it, and the condition that each earlier rule fails on."""
    failing: list[str] = []
    if query.entity_type not in ENTITY_TYPES:
        return policy.default, None, failing
    for rule in policy.rules:
        try:
            condition = first_failing(rule.match, query)
        except (TimeoutError, MemoryError):
            return _undecided(policy, rule), None, failing
        if condition is None:
            return rule.answer, rule, failing
        failing.append(condition)
    return policy.default, None, failing


def first_failing(match: Match, query: Query) -> str | None:
    """Return the key of the first condition that does not hold; ``None`` if all hold.

    Raises:
        TimeoutError: if the pattern takes too long.
    """
    if match.types and query.entity_type not in match.types:
        return "type"
    for condition, holds in _OTHER_CONDITIONS:
        if not holds(match, query):
            return condition
    return None


def fold_literal(text: str) -> str:
    """Return a text in the form in which literals are compared.

    Full-width and other compatible forms are made plain (NFKC), characters without width
    go, letters lose their case and runs of blanks become one.
    """
    plain = unicodedata.normalize("NFKC", text)
    visible = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join(visible.casefold().split())


def _undecided(policy: Policy, rule: Rule) -> Answer:
    """Return the default's mask where a rule could not be asked."""
    reason = f"The pattern of the rule {rule.answer.rule} took too long on this text, so it is masked."
    return replace(policy.default, reason_code="pattern-timeout", reason=reason, review_required=True)


def _score_reaches(m: Match, q: Query) -> bool:
    return m.min_score is None or q.score >= m.min_score


def _score_stays(m: Match, q: Query) -> bool:
    return m.max_score is None or q.score <= m.max_score


_OTHER_CONDITIONS: tuple[tuple[str, Callable[[Match, Query], bool]], ...] = (
    ("role", lambda m, q: not m.roles or q.role in m.roles),
    ("relation", lambda m, q: not m.relations or q.relation in m.relations),
    ("context", lambda m, q: not m.contexts or q.context in m.contexts),
    ("min_score", _score_reaches),
    ("max_score", _score_stays),
    ("literal", lambda m, q: not m.literals or fold_literal(q.text) in m.literals),
    ("pattern", lambda m, q: m.pattern is None or m.pattern.found_in(q.text)),
)
"""In this order, so that the cheap ones come first and a pattern is searched only if all else holds;
before them all the type, on which most rules fail."""
