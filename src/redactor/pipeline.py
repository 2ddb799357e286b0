"""The flow: read, detect, attribute, decide, plan, apply, write, read again, verify.

Each step is a function of what it is given; this module only puts them in order. Nothing
here reads or writes a file: the edges do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redactor.apply import apply_plan, strip_hidden_characters
from redactor.attribute import attribute, subjects_of
from redactor.decide import decide
from redactor.detect.engine import Detector, load_detector
from redactor.formats import format_for
from redactor.generalize import assign_pseudonyms
from redactor.model import (
    NOBODY,
    Action,
    Analysis,
    Context,
    Decision,
    Document,
    EntityType,
    Finding,
    Leak,
    LeakKind,
    Outcome,
    SegmentKind,
    Span,
)
from redactor.plan import make_plan
from redactor.policy import Policy
from redactor.verify import verify


@dataclass(frozen=True, slots=True)
class Engine:
    """Loaded models and a policy: all that a document needs.

    Attributes:
        policy: whose rules decide.
        detector: the language's models and recognizers.
    """

    policy: Policy
    detector: Detector


def load_engine(policy: Policy, *, pipeline: str | None = None, language: str = "en") -> Engine:
    """Load the models once for any number of documents; takes a second or two.

    Args:
        policy: from :func:`redactor.policy.load_policy`.
        pipeline: an installed spaCy pipeline; the language's default if ``None``.
        language: ISO 639-1 code of the documents.

    Raises:
        UsageError: for a language or pipeline that is not there.
    """
    return Engine(policy, load_detector(language, pipeline))


def analyze_document(engine: Engine, document: Document) -> Analysis:
    """Decide on everything in a document that could expose somebody; change nothing.

    Raises:
        DetectionError: if a detector failed, so that the document counts as unread.
    """
    findings = [*attribute(document, engine.detector.detect(document)), *_hidden_text(document)]
    pseudonyms = assign_pseudonyms(list(subjects_of(findings)))
    return Analysis(
        document=document,
        decisions=decide(engine.policy, document, findings, pseudonyms),
        pseudonyms=pseudonyms,
        not_checked=_not_checked(document),
    )


def redact_document(engine: Engine, name: str, data: bytes) -> Outcome:
    """Take a file's bytes to checked bytes, or to the reasons why there are none.

    Args:
        engine: from :func:`load_engine`.
        name: the file's name without folders.
        data: its bytes.

    Returns:
        An outcome whose ``content`` is set only if the written bytes were read again and
        nothing hidden was found in them.

    Raises:
        UnreadableError: if the bytes cannot be read.
        DetectionError: if a detector failed.
    """
    file_format = format_for(name, data)
    document = file_format.read(name, data, engine.detector.language)
    analysis = analyze_document(engine, document)
    plan = make_plan(analysis.decisions)
    changed = strip_hidden_characters(apply_plan(document, plan))
    content = file_format.write(changed, data)
    written = format_for(name, content).read(name, content, engine.detector.language)
    leaks = (
        *verify(document, written, analysis.decisions, plan.edits, name),
        *_redetected(engine, written, analysis),
    )
    return Outcome(analysis, plan, leaks, name, None if leaks else content)


def _hidden_text(document: Document) -> list[Finding]:
    """One finding for each part of the file that a reader does not see."""
    return [
        Finding(
            s.id, Span(0, len(s.text)), EntityType.HIDDEN_TEXT, NOBODY, Context.NOTE, 1.0,
            "hidden-text.segment", "a part of the file that a reader does not see",
        )
        for s in document.segments
        if s.kind is SegmentKind.HIDDEN and s.text
    ]


def _not_checked(document: Document) -> tuple[str, ...]:
    notes = ["Facts that no rule knows, and what other published texts add, were not checked: a person has to read."]
    if document.format == "md":
        notes.append("Pictures and pages that links point to were not opened.")
    return tuple(notes)


def _redetected(engine: Engine, written: Document, analysis: Analysis) -> Sequence[Leak]:
    """What the detectors would hide in the written file that no decision has hidden already."""
    again = analyze_document(engine, written)
    kept = _kept_surfaces(analysis)
    replacements = {d.replacement for d in analysis.decisions if d.replacement}
    leaks = []
    for decision in again.decisions:
        if decision.action is Action.KEEP:
            continue
        surface = _surface(written, decision)
        if surface in kept or _from_replacement(surface, replacements):
            continue
        leaks.append(
            Leak(
                LeakKind.REDETECTED, decision.finding.segment, decision.finding.span, decision.finding.entity_type,
                "read again, the written text holds something that the policy hides",
            )
        )
    return leaks


def _surface(document: Document, decision: Decision) -> str:
    span = decision.finding.span
    return document.segment(decision.finding.segment).text[span.start : span.end]


def _kept_surfaces(analysis: Analysis) -> frozenset[str]:
    return frozenset(_surface(analysis.document, d) for d in analysis.decisions if d.action is Action.KEEP)


def _from_replacement(surface: str, replacements: frozenset[str] | set[str]) -> bool:
    return any(r in surface or surface in r for r in replacements)
