"""Masks: fixed wordings that say only what kind of thing is withheld."""

from __future__ import annotations

import re

from redactor.generalize.request import Phrase, Request
from redactor.generalize.slot import Slot, any_of
from redactor.generalize.tables import table
from redactor.model import EntityType, Span
from redactor.text.articles import fit

_LINK_BEFORE = re.compile(r"(?:\]\(|\]:\s*|<|://|www\.|(?:href|src)=[\"'])[^\s<>\"']*\Z")
_IN_WORD_BEFORE = re.compile(r"\w[\w./\\-]*[_/\\@]\Z|(?:[\w.]*[/\\]){2}[\w.-]*\Z")
_FILE_AFTER = re.compile(r"[\w/\\.-]*\.[a-z][a-z0-9]{1,4}\b|[_\\@]\w|/\w+/")
_LAST_MARKS = re.compile(r"[.!?…]+[\"”’')\]]*\s*\Z|\s+\Z")


def mask(request: Request) -> Phrase:
    """Return the wording that hides a span wholly.

    A person's name gives way to the pseudonym, where there is one; inside a file name or a
    link the wording has no blanks and no brackets. A full stop that a span ends with stays.
    """
    words = table(f"{request.language}/masks")
    slot = Slot(request.segment_text, request.span)
    if request.entity_type == EntityType.HIDDEN_TEXT:
        return Phrase("", request.span, None)
    if in_path(slot):
        text = words["in_path"].get(request.entity_type, words["other_in_path"])
        return Phrase(text, request.span, None)
    if request.entity_type == EntityType.PERSON and request.pseudonym:
        return _named(slot, request.pseudonym, words["honorifics"])
    text = words["words"].get(request.entity_type, words["other"]) + last_marks(slot.surface)
    edit, text = fit(slot.text, slot.span, text)
    return Phrase(text, edit, None)


def last_marks(surface: str) -> str:
    """Return the full stop or the like that ends a span and must stay."""
    found = _LAST_MARKS.search(surface)
    return found[0] if found and found.start() else ""


def in_path(slot: Slot) -> bool:
    """Whether the span stands inside a file name, a path, an address or a link's target."""
    return bool(
        _LINK_BEFORE.search(slot.before)
        or _IN_WORD_BEFORE.search(slot.before)
        or _FILE_AFTER.match(slot.after)
    )


def _named(slot: Slot, pseudonym: str, honorifics: list[str]) -> Phrase:
    title = slot.preceded_by(rf"(?:{any_of(honorifics)})\.?\s+")
    start = slot.span.start - len(title[0]) if title else slot.span.start
    edit, text = fit(slot.text, Span(start, slot.span.end), pseudonym)
    return Phrase(text, edit, None)
