"""What people decided in a copy for the desk.

Each change is found by its bookmark, which stays where it is whatever becomes of the change
and its comment. The words that stand there now tell what somebody decided: the original's,
the replacement, or others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from redactor.errors import UnreadableError
from redactor.formats.docx.document import File
from redactor.formats.docx.names import q, short
from redactor.formats.docx.package import written_package
from redactor.formats.docx.record import Entry, recorded
from redactor.formats.docx.tracked import MARK
from redactor.formats.paragraphs import story_text
from redactor.formats.tracking import Redaction, Resolution, Resolved, Tracked
from redactor.formats.xml_parts import parse_xml
from redactor.formats.zip_package import members, packed
from redactor.handling import DEFAULT_HANDLING, Handling, Revisions
from redactor.model import Edit, Span

_STORIES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_NAME = re.compile(MARK.format(r"([1-9][0-9]{0,6})"))
_BEGIN, _END, _STOP = "\ufdd0", "\ufdd1", "\ufdd2"
"""Characters that no text has: they take the bookmarks' places while the text is read."""
_PLACE = re.compile(f"[{_BEGIN}{_END}]([0-9]+){_STOP}")
_CHANGES = frozenset({"w:ins", "w:del", "w:moveFrom", "w:moveTo"})
_BLOCKS = frozenset({"w:body", "w:tc", "w:tr", "w:tbl", "w:hdr", "w:ftr", "w:footnote", "w:endnote",
                     "w:txbxContent"})  # fmt: skip


def read_tracked(data: bytes, handling: Handling = DEFAULT_HANDLING) -> Tracked:
    """See :meth:`redactor.formats.tracking.TracksChanges.read_tracked`."""
    handling = replace(handling, revisions=Revisions.ACCEPT)
    entries = recorded(File.of(data, handling).parts.xml)
    file = File.of(_with_places(data, handling, entries), handling)
    texts = {name: story_text(tuple(story)) for name, story in file.found.stories.items()}
    found = [now for name, text in texts.items() for now in _standing(name, text)]
    numbers = [now.number for now in found]
    if len(set(numbers)) < len(numbers) or (entries and not found):
        raise UnreadableError(
            "the bookmarks of its changes were lost or copied; write it anew from the draft"
        )
    resolved = {}
    edits: list[Edit] = []
    for segment, text in texts.items():
        moved = 0
        for now in (one for one in found if one.segment == segment):
            entry = entries[now.number]
            resolved[now.number] = _resolved(now, entry, text, now.whole.start + moved)
            edits += _undone(now, entry, resolved[now.number])
            moved += len(entry.original) - len(now.whole)
    return Tracked(
        written_package(file, edits),
        tuple(resolved[number] for number in sorted(resolved)),
        tuple(sorted(set(entries) - set(resolved))),
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a change stands now.

    Attributes:
        number: of the change.
        segment: id of the segment.
        whole: with the characters that mark its ends.
        inner: without them.
    """

    number: int
    segment: str
    whole: Span
    inner: Span


def _standing(segment: str, text: str) -> Iterator[_Standing]:
    """Yield a story's changes.

    Raises:
        UnreadableError: if one of them does not end, or they lie within one another.
    """
    places = list(_PLACE.finditer(text))
    if len(places) % 2:
        raise _damaged(places[-1][1])
    for begin, end in zip(places[::2], places[1::2], strict=True):
        if begin[0][0] != _BEGIN or end[0][0] != _END or begin[1] != end[1]:
            raise _damaged(begin[1])
        yield _Standing(
            int(begin[1]), segment, Span(begin.start(), end.end()), Span(begin.end(), end.start())
        )


def _damaged(number: str) -> UnreadableError:
    return UnreadableError(f"the bookmark of change {number} is damaged; write the file anew from the draft")


def _resolved(now: _Standing, entry: Entry, text: str, start: int) -> Resolved:
    words = text[now.inner.start : now.inner.end]
    if entry.replacement and words in (
        entry.original + entry.replacement,
        entry.replacement + entry.original,
    ):
        raise UnreadableError(
            f"change {now.number} is decided by halves; accept or reject both the old words and the new"
        )
    redaction = Redaction(
        now.segment,
        Span(start, start + len(entry.original)),
        entry.replacement,
        entry.rule,
        entry.reason,
        entry.reason_code,
        entry.entity_type,
    )
    if words == entry.replacement:
        return Resolved(redaction, Resolution.ACCEPTED, words)
    rejected = words == entry.original
    return Resolved(redaction, Resolution.REJECTED if rejected else Resolution.CHANGED, words)


def _undone(now: _Standing, entry: Entry, resolved: Resolved) -> Iterator[Edit]:
    """Yield the edits that put the original's words back."""
    begin = Span(now.whole.start, now.inner.start)
    if resolved.resolution is Resolution.REJECTED:
        yield Edit(now.segment, begin, "")
    elif now.inner:
        yield Edit(now.segment, begin, "")
        yield Edit(now.segment, now.inner, entry.original)
    else:
        yield Edit(now.segment, begin, entry.original)
    yield Edit(now.segment, Span(now.inner.end, now.whole.end), "")


def _with_places(data: bytes, handling: Handling, entries: Mapping[int, Entry]) -> bytes:
    """Return the file with characters in the places of the bookmarks."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    found = members(data, handling.limits)
    for name, content in found.items():
        if _STORIES.fullmatch(name):
            root = parse_xml(name, content, handling.limits.depth)
            if any(c in text for text in root.itertext() for c in (_BEGIN, _END, _STOP)):
                raise UnreadableError("its text has characters that Unicode keeps free; take them out")
            _place(root, entries)
            found[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return packed(found.items())


def _place(root: Any, entries: Mapping[int, Entry]) -> None:
    open_marks: dict[str, str] = {}
    for element in list(root.iter(q("w:bookmarkStart"), q("w:bookmarkEnd"))):
        identifier = element.get(q("w:id"), "")
        if short(element.tag) == "w:bookmarkStart":
            name = _NAME.fullmatch(element.get(q("w:name"), ""))
            if name and int(name[1]) in entries:
                open_marks[identifier] = name[1]
                _put(element, f"{_BEGIN}{name[1]}{_STOP}", begins=True)
        elif identifier in open_marks:
            _put(element, f"{_END}{open_marks.pop(identifier)}{_STOP}", begins=False)


def _put(element: Any, characters: str, *, begins: bool) -> None:
    """Put characters at a bookmark's place, outside tracked changes and inside a paragraph."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    run = etree.Element(q("w:r"))
    etree.SubElement(run, q("w:t")).text = characters
    chain = [element, *element.iterancestors()]
    inside = next((n for n, e in enumerate(chain) if short(e.tag) in (*_BLOCKS, "w:p")), None)
    if inside is None:
        return
    if chain[inside].tag == q("w:p"):
        changes = [e for e in chain[1:inside] if short(e.tag) in _CHANGES]
        place = changes[-1] if changes else element
        if begins:
            place.addprevious(run)
        else:
            place.addnext(run)
        return
    axis = "following" if begins else "preceding"
    paragraphs = element.xpath(f"{axis}::w:p", namespaces={"w": q("w:p")[1:-2]})
    if not paragraphs:
        return
    if begins:
        properties = paragraphs[0].find(q("w:pPr"))
        paragraphs[0].insert(0 if properties is None else 1, run)
    else:
        paragraphs[-1].append(run)
