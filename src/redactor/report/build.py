"""From an outcome to its report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from redactor.model import Action, Decision, Document, Outcome, Role, Segment, Subject
from redactor.report.passages import changed_passages
from redactor.report.places import Lines, Places
from redactor.report.records import (
    SCHEMA,
    CaseEntry,
    ChangeEntry,
    DecisionEntry,
    FileEntry,
    Origin,
    PolicyEntry,
    Provenance,
    Report,
)


def build_report(
    outcome: Outcome,
    released: Document,
    provenance: Provenance,
    *,
    case: CaseEntry | None = None,
    internal: bool = False,
) -> Report:
    """Say what was done to a released document.

    Args:
        outcome: of a released document.
        released: the document read again from the released bytes.
        provenance: with what the decisions were made.
        case: what a case file was good for, with all that the internal form tells.
        internal: whether to add original text, places in it, its hash and name, and what
            the detectors said. Without it the report tells only what may be known to
            everybody who has the released text: a decision inside a wider replacement is
            told with that replacement and not with its own, and a relative whom the
            released text does not call "mother" is only "relative".

    Raises:
        ValueError: if the outcome was refused.
    """
    if outcome.content is None:
        raise ValueError("there is no report on a document that was not released")
    analysis, document = outcome.analysis, outcome.analysis.document
    entries = _decisions(outcome, released, internal=internal)
    return Report(
        schema=SCHEMA,
        form="internal" if internal else "external",
        released=FileEntry(outcome.name, hashlib.sha256(outcome.content).hexdigest()),
        original=FileEntry(document.name, document.sha256) if internal else None,
        format=document.format,
        language=document.language,
        policy=_policy(provenance, internal=internal),
        case=case if internal or case is None else replace(case, forms={}, evidence=()),
        versions=dict(provenance.versions),
        counts=_counts(analysis.decisions),
        awaiting_review=tuple(e.number for e in entries if e.review_required),
        not_checked=analysis.not_checked,
        decisions=entries,
        changes=_changes(outcome) if internal else (),
    )


def _policy(provenance: Provenance, *, internal: bool) -> PolicyEntry:
    files = (FileEntry(f.name, f.sha256) for f in provenance.policy_files if internal or f.shipped)
    return PolicyEntry(provenance.policy, provenance.policy_version, tuple(files))


def _counts(decisions: Sequence[Decision]) -> Mapping[str, Mapping[str, int]]:
    counted = Counter((d.finding.entity_type, d.action) for d in decisions)
    types = sorted({entity_type for entity_type, _ in counted})
    strictest_first = sorted(Action, reverse=True)
    return {t: {a.label: counted[t, a] for a in strictest_first} for t in types}


def _decisions(outcome: Outcome, released: Document, *, internal: bool) -> tuple[DecisionEntry, ...]:
    document = outcome.analysis.document
    places = Places(document, outcome.plan, released)
    subjects = _SubjectNames(outcome.analysis.pseudonyms, released)
    origins = _Origins(document) if internal else None
    return tuple(
        _entry(number, decision, places, subjects, origins)
        for number, decision in enumerate(outcome.analysis.decisions, 1)
    )


def _entry(
    number: int, decision: Decision, places: Places, subjects: _SubjectNames, origins: _Origins | None
) -> DecisionEntry:
    finding = decision.finding
    edit, place = places.locate(finding.segment, finding.span)
    replacement = edit.replacement if edit else None
    return DecisionEntry(
        number=number,
        entity_type=finding.entity_type,
        action=decision.action.label,
        replacement=replacement,
        covered=replacement != decision.replacement,
        place=place,
        subject=subjects.name(finding.subject),
        rule=decision.decided_by,
        reason_code=decision.reason_code,
        reason=decision.reason,
        review_required=decision.review_required,
        origin=origins.of(decision) if origins else None,
    )


class _SubjectNames:
    """Names a subject by what the released text calls it, or by no more than the role."""

    def __init__(self, pseudonyms: Mapping[str, str], released: Document) -> None:
        texts = [s.text for s in released.segments]
        self._names = {i: name for i, name in pseudonyms.items() if any(name in text for text in texts)}

    def name(self, subject: Subject) -> str:
        if subject.role is Role.NOBODY:
            return "nobody in particular"
        return self._names.get(subject.id, subject.role.replace("_", " "))


class _Origins:
    """Tells what a decision was about in the original."""

    def __init__(self, document: Document) -> None:
        self._segments: Mapping[str, tuple[Segment, Lines]] = {
            s.id: (s, Lines.of(s.text)) for s in document.segments
        }

    def of(self, decision: Decision) -> Origin:
        finding, span = decision.finding, decision.finding.span
        segment, lines = self._segments[finding.segment]
        return Origin(
            text=segment.text[span.start : span.end],
            segment=finding.segment,
            line=lines.number(span.start),
            start=span.start,
            end=span.end,
            subject=finding.subject.id,
            relation=finding.subject.relation,
            context=finding.context,
            score=finding.score,
            rule=finding.rule,
            reason=finding.reason,
            replacement=decision.replacement,
            rung=decision.rung,
        )


def _changes(outcome: Outcome) -> tuple[ChangeEntry, ...]:
    passages = changed_passages(outcome.analysis.document, outcome.plan)
    return tuple(ChangeEntry(p.segment, p.line, p.before, p.after) for p in passages)
