"""Proves that nothing of the case file is left in what was written.

The written file is searched again for every term in every form: each segment, the file's
name, the reports. This is a search, not an estimate; only what the product itself put there
is excused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.case.known import CaseFinder, Known, spaced
from redactor.model import Document, Edit, Leak, LeakKind
from redactor.verify import Cover, follow


@dataclass(frozen=True, slots=True)
class Proof:
    """What was searched, and what was found.

    Attributes:
        terms: of the case file that had to be gone.
        segments: of the written file that were searched.
        leaks: where a term still stands; empty if the proof holds.
    """

    terms: int
    segments: int
    leaks: tuple[Leak, ...]


def prove(
    finder: CaseFinder,
    before: Document,
    after: Document,
    edits: Sequence[Edit],
    *,
    name: str,
    rendered: Iterable[str] = (),
) -> Proof:
    """Search what was written for everything that the case file wants hidden.

    Args:
        finder: of the case.
        before: the document as read.
        after: the document read again from the written bytes.
        edits: the plan's edits.
        name: file name to be released.
        rendered: texts that are released beside the document.
    """
    tracks, _ = follow(before, after, edits)
    own = {track.after: Cover(track.replacements()) for track in tracks}
    leaks = [
        _leak(LeakKind.SURVIVES, k)
        for k in finder.find(after)
        if not k.entry.is_open and not (k.segment in own and own[k.segment].contains(k.span))
    ]
    leaks += [_leak(LeakKind.FILE_NAME, k) for k in _hidden(finder, "name", spaced(name))]
    for number, text in enumerate(rendered, 1):
        leaks += [_leak(LeakKind.REPORT, k) for k in _hidden(finder, f"report[{number}]", text)]
    return Proof(finder.terms, len(after.segments), tuple(leaks))


def _hidden(finder: CaseFinder, segment: str, text: str) -> Iterator[Known]:
    return (k for k in finder.find_in(segment, text) if not k.entry.is_open)


def _leak(kind: LeakKind, known: Known) -> Leak:
    where = known.span if kind is not LeakKind.FILE_NAME else None
    detail = f"something that the case file names is still there (form: {known.form})"
    return Leak(kind, known.segment, where, known.entry.entity_type, detail)
