"""The desk: a copy with tracked changes for the people who know the source, and its way back.

The copy holds the original. What people decide in it is told to the usual way as rulings, so
that nothing is released but what was written anew and checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from redactor.delivery import deliver
from redactor.errors import UsageError
from redactor.formats import Format
from redactor.formats.tracking import Redaction, Resolution, Resolved, TracksChanges
from redactor.intake import read_file
from redactor.model import Action, Analysis, Edit, EntityType, Outcome, SegmentKind, Span
from redactor.pipeline import Engine, redact_document
from redactor.release import write_release
from redactor.rulings import Ruling

SUFFIX = ".tracked.docx"
"""Ends the name of a copy for the desk, and of nothing else."""

_FORMAT = "docx"
_CODE = "desk"
_KEPT = "A person at the desk kept it."
_WORDED = "A person at the desk chose the words."
_UNTOLD = "It repeats what is hidden elsewhere."


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy for the desk that was written.

    Attributes:
        name: of the file.
        changes: how many it shows.
        outcome: what a release would be as things stand.
    """

    name: str
    changes: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a copy that people worked on.

    Attributes:
        outcome: as of any draft.
        counts: how many changes were resolved in which way.
        lost: how many are not in the file any more.
    """

    outcome: Outcome
    counts: Counter[Resolution]
    lost: int


def write_copy(engine: Engine, path: Path, out: Path, taken: Collection[str] = ()) -> Copy:
    """Write a copy of a draft with all that a release would change as tracked changes.

    Nothing is released. The copy is readable by its owner only.

    Args:
        engine: from :func:`redactor.pipeline.load_engine`.
        path: the draft.
        out: folder to write to; made if it is missing. It must hold no release of the draft.
        taken: stems of names that this run has already given out.

    Raises:
        RedactorError: if the draft cannot be read or the copy not be written.
    """
    data = read_file(path, engine.handling.limits.bytes)
    tracker = _tracker(engine.format_of(path.name, data))
    outcome = redact_document(engine, path.name, data)
    name = f"{_free_stem(PurePath(outcome.name).stem, taken)}{SUFFIX}"
    if (out / outcome.name).exists():
        raise UsageError(f"{out} holds a release of this draft; give the copy a folder of its own with -o")
    content = tracker.write_tracked(outcome.analysis.document, _redactions(outcome), data, engine.handling)
    write_release(out, {name: content}, inputs=[path], private=[name])
    return Copy(name, len(_redactions(outcome)), outcome)


def tracked_copy(engine: Engine, name: str, data: bytes, outcome: Outcome) -> bytes:
    """Return a draft with what an outcome would change as tracked changes.

    Args:
        engine: that made the outcome.
        name: of the draft.
        data: its bytes.
        outcome: of the draft, released or not.

    Raises:
        UsageError: if it is no Word document.
        RedactorError: if the copy cannot be written.
    """
    tracker = _tracker(engine.format_of(name, data))
    return tracker.write_tracked(outcome.analysis.document, _redactions(outcome), data, engine.handling)


def apply_copy(
    engine: Engine, path: Path, out: Path, *, internal: bool = False, taken: Collection[str] = ()
) -> Applied:
    """Release a draft as people decided in its copy, if nothing leaks.

    Args:
        engine: from :func:`redactor.pipeline.load_engine`.
        path: the copy.
        out: folder to write to; made if it is missing.
        internal: as for :func:`redactor.delivery.redact_file`.
        taken: stems of names that this run has already given out.

    Raises:
        RedactorError: if it is no such copy, people put in what nobody understands, it is not
            clear what they decided, a detector fails or nothing can be written.
    """
    data = read_file(path, engine.handling.limits.bytes)
    tracker = _tracker(engine.format_of(path.name, data))
    engine.read(path.name, data)  # what people put in that nobody understands holds the copy
    tracked = tracker.read_tracked(data, engine.handling)
    outcome = _decided(engine, _released_name(path), tracked.original, tracked.resolved)
    outcome = deliver(engine, outcome, out, inputs=[path], internal=internal, taken=taken)
    return Applied(outcome, Counter(r.resolution for r in tracked.resolved), len(tracked.lost))


def _tracker(file_format: Format) -> TracksChanges:
    if file_format.name != _FORMAT or not isinstance(file_format, TracksChanges):
        raise UsageError("only a Word document can show redactions as tracked changes")
    return file_format


def _released_name(path: Path) -> str:
    stem = path.name.removesuffix(SUFFIX)
    return f"{stem}.{_FORMAT}" if stem != path.name else path.name


def _free_stem(stem: str, taken: Collection[str]) -> str:
    used = {one.casefold() for one in taken}
    stems = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(used) + 2))
    return next(one for one in stems if one.casefold() not in used)


def _redactions(outcome: Outcome) -> tuple[Redaction, ...]:
    shown = {s.id for s in outcome.analysis.document.segments if s.kind is not SegmentKind.HIDDEN}
    return tuple(_redaction(e, outcome.analysis) for e in outcome.plan.edits if e.segment in shown and e.span)


def _redaction(edit: Edit, analysis: Analysis) -> Redaction:
    """Return an edit with the decision that speaks for it."""
    about = [
        d
        for d in analysis.decisions
        if d.action is not Action.KEEP
        and d.finding.segment == edit.segment
        and (d.finding.span.overlaps(edit.span) or d.edit.overlaps(edit.span))
    ]
    said = max(about, key=lambda d: (d.replacement == edit.replacement, d.action, len(d.edit)), default=None)
    if said is None:
        rule, reason, code, kind = _CODE, _UNTOLD, _CODE, str(EntityType.HIDDEN_TEXT)
    else:
        rule, reason, code = said.decided_by, said.reason, said.reason_code
        kind = said.finding.entity_type
    return Redaction(edit.segment, edit.span, edit.replacement, rule, reason, code, kind)


def _decided(engine: Engine, name: str, original: bytes, resolved: Sequence[Resolved]) -> Outcome:
    """Redact the original as people decided.

    What they accepted is what the policy says; only where it now says otherwise, their word
    stands for it, so that nothing accepted comes back.
    """
    rulings = [ruling for one in resolved for ruling in _rulings(one)]
    outcome = redact_document(engine, name, original, rulings)
    accepted = [r for r in resolved if r.resolution is Resolution.ACCEPTED]
    shown = [r for r in accepted if not _is_hidden(outcome, r.redaction.segment, r.redaction.span)]
    if not shown:
        return outcome
    rulings += [ruling for one in shown for ruling in _worded(one, one.redaction.reason)]
    return redact_document(engine, name, original, rulings)


def _rulings(one: Resolved) -> Iterator[Ruling]:
    redaction = one.redaction
    if one.resolution is Resolution.REJECTED:
        yield Ruling(redaction.segment, redaction.span, None, Action.KEEP, _CODE, _KEPT)
    elif one.resolution is Resolution.CHANGED:
        yield from _worded(one, _WORDED)


def _worded(one: Resolved, reason: str) -> Iterator[Ruling]:
    """Yield rulings that put words in a place, whatever is found there, and if nothing is."""
    redaction = one.redaction
    action = Action.GENERALIZE if one.text else Action.MASK
    for entity_type in (None, redaction.entity_type):
        yield Ruling(
            redaction.segment, redaction.span, entity_type, action, _CODE, reason, replacement=one.text
        )


def _is_hidden(outcome: Outcome, segment: str, span: Span) -> bool:
    """Whether edits cover a place but for blanks and signs."""
    text = outcome.analysis.document.segment(segment).text
    covered = {
        at for e in outcome.plan.edits if e.segment == segment for at in range(e.span.start, e.span.end)
    }
    return not any(text[at].isalnum() for at in range(span.start, span.end) if at not in covered)
