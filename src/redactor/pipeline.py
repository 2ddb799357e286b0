"""The flow: read, detect, attribute, decide, plan, apply, write, read again, verify.

Each step is a function of what it is given; this module only orders them. No file is touched here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.apply import final_edits
from redactor.attribute import attribute, subjects_of
from redactor.case import detections_of, prove, superseded, with_case_subjects
from redactor.decide import decide
from redactor.detect.look import Before, Look
from redactor.detect.registry import DetectorSet
from redactor.engine import Engine, load_engine
from redactor.file_findings import hidden_parts, named_columns
from redactor.fixed import beside_fixed, with_echoes
from redactor.formats import Format, released_name
from redactor.generalize import assign_pseudonyms, merge_pseudonyms, own_words
from redactor.inference import inferable
from redactor.model import (
    Action,
    Analysis,
    Decision,
    Detection,
    Document,
    EntityType,
    Finding,
    Leak,
    LeakKind,
    Outcome,
    Plan,
    PseudonymScope,
    Span,
)
from redactor.plan import make_plan
from redactor.release import neutral_name, safe_name
from redactor.rulings import Ruling, Rulings
from redactor.second_look import WayBack, missed, undecided
from redactor.smooth import smoothed
from redactor.text.cover import Cover
from redactor.verify import verify

__all__ = ["DetectorSet", "Engine", "Look", "analyze_document", "load_engine", "look_at", "redact_document"]

_LOOKS = 4
"""How often a text is written and looked at again before what is left counts as a leak."""

_NAMES = frozenset({EntityType.PERSON, EntityType.HOMETOWN, EntityType.DUTY_STATION, EntityType.CONTACT})


def analyze_document(
    engine: Engine, document: Document, rulings: Sequence[Ruling] = (), look: Look | None = None
) -> Analysis:
    """Decide on everything in a document that could expose somebody; change nothing.

    Args:
        engine: from :func:`load_engine`.
        document: as read.
        rulings: what persons said of it, which stands above the policy.
        look: at this very document, if there was one; see :func:`look_at`.

    Raises:
        DetectionError: if a detector failed, so that the document counts as unread.
    """
    return _decided(engine, document, Rulings(rulings), look or look_at(engine, document))


def look_at(engine: Engine, document: Document, before: Before | None = None) -> Look:
    """Let the detectors read a document; what the case file's people are called is nothing to them.

    Args:
        engine: from :func:`load_engine`.
        document: as read.
        before: the look at the draft, where the document is what was written of it.

    Raises:
        DetectionError: if a detector failed, so that the document counts as unread.
    """
    public = [name for figure in engine.policy.public_figures for name in figure.names]
    case = engine.case
    return engine.detector.look(document, [*public, *(case.public_names if case else ())], before)


def _decided(engine: Engine, document: Document, said: Rulings, look: Look) -> Analysis:
    """Decide on what a look at a document found."""
    findings = _found(engine, document, said, look)
    pseudonyms = _pseudonyms(engine, document, findings)
    decisions = _decide(engine, document, findings, pseudonyms, said)
    return Analysis(document, decisions, pseudonyms, _not_checked(document))


def _found(engine: Engine, document: Document, said: Rulings, look: Look) -> tuple[Finding, ...]:
    """Return everything in a document that there is to decide on."""
    findings = [
        *_findings(engine, document, look.detections),
        *hidden_parts(document),
        *named_columns(document),
    ]
    findings += list(said.marked(document, findings))
    return beside_fixed(document, findings)


def _pseudonyms(engine: Engine, document: Document, findings: Sequence[Finding]) -> Mapping[str, str]:
    """Name the people as far over the documents as the policy lets a pseudonym reach."""
    people, soldiers = list(subjects_of(findings)), _soldiers(findings)
    case, language, scope = engine.case, document.language, engine.policy.pseudonyms
    if case is not None:
        soldiers = (soldiers - {subject.id for subject in case.people}) | case.soldiers
    if scope is PseudonymScope.MERGED:
        return merge_pseudonyms(people, soldiers=soldiers, language=language)
    if scope is PseudonymScope.DOCUMENT or case is None:
        return assign_pseudonyms(people, soldiers=soldiers, language=language)
    named = case.named(people)
    return assign_pseudonyms(
        [*named.people, *people], soldiers=soldiers, language=language, given=named.given
    )


def _decide(
    engine: Engine,
    document: Document,
    findings: Sequence[Finding],
    pseudonyms: Mapping[str, str],
    rulings: Rulings,
) -> tuple[Decision, ...]:
    case = engine.case
    tells = (lambda words: bool(case.hidden_in("words", words))) if case else None
    return decide(engine.policy, document, findings, pseudonyms, tells=tells, rulings=rulings)


def _findings(engine: Engine, document: Document, found: Sequence[Detection]) -> tuple[Finding, ...]:
    """Attribute; what the case file knows stands above what the detectors say."""
    case = engine.case
    if case is None:
        return attribute(document, _not_own(document, found))
    known = case.find(document)
    found = (*(d for d in found if not superseded(d, known, document)), *detections_of(document, known))
    order = {s.id: n for n, s in enumerate(document.segments)}
    kept = sorted(_not_own(document, found), key=lambda d: (order[d.segment], d.span, d.rule))
    return with_case_subjects(attribute(document, kept), known)


def redact_document(
    engine: Engine, name: str, data: bytes, rulings: Sequence[Ruling] = (), look: Look | None = None
) -> Outcome:
    """Take a file's bytes to checked bytes, or to the reasons why there are none.

    The written bytes are read again, searched for every hidden value and run through the
    detectors once more. What that second look finds is hidden too, where the policy says so,
    and the file written anew, a few times at most; what is still there then is a leak, and
    nothing is released.

    Args:
        engine: from :func:`load_engine`.
        name: the file's name without folders.
        data: its bytes.
        rulings: what persons said of this very document, which stands above the policy; what
            the case file hides has to be gone all the same.
        look: at this very document, if there was one; see :func:`look_at`.

    Returns:
        An outcome whose ``content`` is set only if nothing hidden was found in the bytes;
        its ``name`` is neutral where the original's held something hidden.

    Raises:
        HeldError: if the file has parts that a person has to look at first.
        UnreadableError: if the bytes cannot be read.
        DetectionError: if a detector failed.
        ValueError: if a ruling points beyond the document.
    """
    file_format = engine.format_of(name, data)
    document = engine.read(name, data)
    said = Rulings(rulings)
    look = look or look_at(engine, document)
    analysis = _decided(engine, document, said, look)
    for _ in range(_LOOKS):
        attempt = _attempt(engine, file_format, analysis, name, data)
        anew, look = _again(engine, said, analysis, look, attempt)
        analysis = replace(analysis, decisions=(*analysis.decisions, *anew))
        if not any(map(_hides, anew)):
            break
    else:
        attempt = _attempt(engine, file_format, analysis, name, data)
        anew, _ = _again(engine, said, analysis, look, replace(attempt, leaks=()))
    worked_out = inferable(document, analysis.decisions)
    leaks = (*attempt.leaks, *(_redetected(d.finding) for d in anew if _hides(d)), *worked_out)
    return Outcome(analysis, attempt.plan, leaks, attempt.name, None if leaks else attempt.content)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A document written as planned, with what the check says of it."""

    plan: Plan
    name: str
    content: bytes
    written: Document
    leaks: tuple[Leak, ...]


def _again(
    engine: Engine, said: Rulings, analysis: Analysis, look: Look, attempt: _Attempt
) -> tuple[tuple[Decision, ...], Look]:
    """Look at what was written of a document.

    Returns:
        Decisions on what it still shows, and the look at the document, which now knows the new
        blocks too: most of them stand in the next attempt as well.
    """
    document, written, edits = analysis.document, attempt.written, attempt.plan.edits
    way = WayBack(document, edits)
    again = look_at(engine, written, Before(look, way.origin))
    findings = _found(engine, written, Rulings(()), again)
    left = undecided(way, analysis.decisions, findings)
    pseudonyms = _pseudonyms(engine, written, findings) if left else {}
    shown = _decide(engine, written, left, pseudonyms, Rulings(()))
    found = beside_fixed(document, missed(document, edits, analysis.decisions, shown, attempt.leaks))
    anew = _decide(engine, document, found, analysis.pseudonyms, said)
    return anew, replace(look, parsed=again.parsed)


def _attempt(engine: Engine, file_format: Format, analysis: Analysis, name: str, data: bytes) -> _Attempt:
    document = analysis.document
    plan = with_echoes(document, smoothed(document, analysis.decisions, make_plan(analysis.decisions)))
    content = file_format.write(document, final_edits(document, plan), data, engine.handling)
    name = released_name(file_format, name, engine.handling)
    written = engine.read(name, content)
    final_name = safe_name(name, _hidden_names(analysis))
    if engine.case is not None and engine.case.is_named_in(final_name):
        final_name = neutral_name(name)
    beneath = content if file_format.is_container else None
    leaks = verify(document, written, analysis.decisions, plan.edits, final_name, content=beneath)
    if engine.case is not None:
        leaks = (*leaks, *prove(engine.case, document, written, plan.edits, name=final_name).leaks)
    return _Attempt(plan, final_name, content, written, leaks)


def _hidden_names(analysis: Analysis) -> list[str]:
    """The hidden names of people and places, which a file name must not hold either."""
    document = analysis.document
    return [
        document.segment(d.finding.segment).text[d.finding.span.start : d.finding.span.end]
        for d in analysis.decisions
        if d.action is not Action.KEEP and d.finding.entity_type in _NAMES
    ]


def _hides(decision: Decision) -> bool:
    return decision.action is not Action.KEEP


def _redetected(finding: Finding) -> Leak:
    return Leak(
        LeakKind.REDETECTED,
        finding.segment,
        finding.span,
        finding.entity_type,
        "read again, the written text still holds something that the policy hides",
    )


_MILITARY = frozenset(
    {EntityType.MILITARY_UNIT, EntityType.MILITARY_ROLE, EntityType.SERVICE_RECORD, EntityType.DUTY_STATION}
)


def _soldiers(findings: Sequence[Finding]) -> frozenset[str]:
    """The ids of those of whom the text tells a service: the others must not be called soldiers."""
    return frozenset(
        f.subject.id for f in findings if f.entity_type in _MILITARY and f.subject.role.is_protected
    )


def _not_own(document: Document, found: Sequence[Detection]) -> list[Detection]:
    """Leave out what was found in masks and pseudonyms of an earlier run."""
    texts = {s.id: s.text for s in document.segments}
    own = {segment: Cover(own_words(text, document.language)) for segment, text in texts.items()}
    return [d for d in found if not _is_own(d, texts[d.segment], own[d.segment])]


def _is_own(d: Detection, text: str, own: Cover) -> bool:
    """What the learned recognizer reads around a mask it reads of a text that nobody wrote."""
    end = d.span.end
    while end > d.span.start and not (text[end - 1].isalnum() or text[end - 1] in "])"):
        end -= 1  # "Source A." is one with its full stop
    return own.contains(Span(d.span.start, end)) or (d.rule.startswith("model.") and own.overlaps(d.span))


def _not_checked(document: Document) -> tuple[str, ...]:
    notes = ["Facts that no rule knows, and what other published texts add: a person has to read for them."]
    if document.format == "md":
        notes.append("Pictures and pages that links point to were not opened.")
    return (*notes, *document.remarks)
