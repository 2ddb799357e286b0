"""Masks: fixed wordings that say only what kind of thing is withheld."""

from __future__ import annotations

import re

from redactor.generalize.core import core_of, fitted
from redactor.generalize.request import Phrase, Request
from redactor.generalize.slot import Slot, Wording, any_of
from redactor.generalize.tables import table
from redactor.model import EntityType

_LINK_BEFORE = re.compile(r"(?:(?:\]\(|<|://|www\.|(?:href|src)=[\"'])[^\s<>\"']*|\]:[ \t]*[\w./:-]+)\Z")
_IN_WORD_BEFORE = re.compile(r"\w[\w./\\-]*[_/\\@]\Z|(?:[\w.]*[/\\]){2}[\w.-]*\Z")
_FILE_AFTER = re.compile(r"[\w/\\.-]*\.[a-z][a-z0-9]{1,4}\b|[_\\@]\w|/\w+/")
_LAST_MARKS = re.compile(r"[.!?…]+[\"”’')\]]*\s*\Z|\s+\Z")


def mask(request: Request) -> Phrase:
    """Return the wording that hides a span wholly.

    A person's name gives way to the pseudonym, where there is one; inside a file name or a
    link the wording has no blanks and no brackets. A full stop that a span ends with stays.
    """
    words = table(f"{request.language}/masks")
    if request.entity_type == EntityType.HIDDEN_TEXT:
        return Phrase("", request.span, None)
    core = core_of(request)
    if not len(core.slot.span):
        return Phrase(core.first, request.span, None)  # blanks and marks: nothing to hide
    if in_path(core.slot):
        text = words["in_path"].get(request.entity_type, words["other_in_path"])
        return Phrase(text, request.span, None)
    if request.entity_type == EntityType.PERSON and request.pseudonym:
        wording = _named(core.slot, request.pseudonym, words["honorifics"])
    else:
        wording = Wording(words["words"].get(request.entity_type, words["other"]), core.slot.span)
    edit, text = fitted(core, wording)
    return Phrase(text, edit, None)


def in_path(slot: Slot) -> bool:
    """Whether the span stands inside a file name, a path, an address or a link's target."""
    return bool(
        _LINK_BEFORE.search(slot.before)
        or _IN_WORD_BEFORE.search(slot.before)
        or _FILE_AFTER.match(slot.after)
    )


def _named(slot: Slot, pseudonym: str, honorifics: list[str]) -> Wording:
    title = slot.preceded_by(rf"(?:{any_of(honorifics)})\.?\s+")
    return Wording(pseudonym, slot.widened(title[0] if title else ""))
