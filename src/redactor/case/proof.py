"""Proves that nothing of the case file is left in what was written.

The written file is searched again for every term in every form: each segment, the file's
name, the reports. This is a search, not an estimate; only what the product itself put there
is excused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redactor.case.known import CaseFinder, Known, spellings
from redactor.model import Document, Edit, Leak, LeakKind
from redactor.verify import Cover, follow


@dataclass(frozen=True, slots=True)
class Proof:
    """What was searched, and what was found.

    Attributes:
        terms: of the case file that had to be gone.
        segments: of the written file that were searched.
        found: form to number of places of the document as read where a term stood in it.
        leaks: where a term still stands; empty if the proof holds.
    """

    terms: int
    segments: int
    found: Mapping[str, int]
    leaks: tuple[Leak, ...]


def prove(
    finder: CaseFinder,
    before: Document,
    after: Document,
    edits: Sequence[Edit],
    *,
    name: str,
    rendered: Iterable[Iterable[str]] = (),
    wording: Iterable[str] = (),
) -> Proof:
    """Search what was written for everything that the case file wants hidden.

    Args:
        finder: of the case.
        before: the document as read.
        after: the document read again from the written bytes.
        edits: the plan's edits.
        name: file name to be released.
        rendered: what each text says that is released beside the document, piece by piece.
        wording: the product's own words in these: the heading "Health" tells of no illness.
    """
    tracks, _ = follow(before, after, edits)
    own = {track.after: Cover(track.replacements()) for track in tracks}
    leaks = [
        _leak(LeakKind.SURVIVES, k)
        for s in after.segments
        for k in finder.hidden_in(s.id, s.text)
        if s.id not in own or not own[s.id].contains(k.span)
    ]
    for spelling in spellings(name):
        leaks += [_leak(LeakKind.FILE_NAME, k) for k in finder.hidden_in("name", spelling)]
    excused = {_surface(piece, k) for piece in wording for k in finder.hidden_in("wording", piece)}
    for number, pieces in enumerate(rendered, 1):
        leaks += [
            _leak(LeakKind.REPORT, k)
            for piece in dict.fromkeys(pieces)  # a report says most things several times
            for k in finder.hidden_in(f"report[{number}]", piece)
            if _surface(piece, k) not in excused
        ]
    forms = Counter(k.form for s in before.segments for k in finder.hidden_in(s.id, s.text))
    return Proof(finder.terms, len(after.segments), dict(sorted(forms.items())), tuple(dict.fromkeys(leaks)))


def _surface(text: str, known: Known) -> str:
    return text[known.span.start : known.span.end].casefold()


def _leak(kind: LeakKind, known: Known) -> Leak:
    where = known.span if kind is not LeakKind.FILE_NAME else None
    detail = f"something that the case file names is still there (form: {known.form})"
    return Leak(kind, known.segment, where, known.entry.entity_type, detail)
