"""Masks: fixed wordings that say only what kind of thing is withheld."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from redactor.generalize.core import core_of, fitted
from redactor.generalize.request import Phrase, Request
from redactor.generalize.slot import Slot, Wording, any_of
from redactor.generalize.tables import table
from redactor.model import EntityType

_LINK_BEFORE = re.compile(r"(?:\]\(|<|://|www\.|(?:href|src)=[\"'])[^\s<>\"']*\Z")
_LABEL_BEFORE = re.compile(r"\]:[ \t]*[\w./:-]+\Z")
_IN_WORD_BEFORE = re.compile(r"\w[\w./\\-]*[_/\\@]\Z|(?:[\w.]*[/\\]){2}[\w.-]*\Z")
_FILE_AFTER = re.compile(r"[\w/\\.-]*\.[a-z][a-z0-9]{1,4}\b|[_\\@]\w|/\w+/")
_INITIAL = re.compile(r"(?:\A|[\s.])[^\W\d_]\Z")
_FULL_STOP = re.compile(r"\.(?=\s+[a-z]|\s*[,:;)\]'’])")
"""Of an initial, and none that ends a sentence."""
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
    if request.entity_type == EntityType.PERSON:
        wording = _named(core.slot, request.pseudonym, words)
    else:
        wording = Wording(words["words"].get(request.entity_type, words["other"]), core.slot.span)
    edit, text = fitted(core, wording)
    return Phrase(text, edit, None)


def in_path(slot: Slot) -> bool:
    """Whether the span stands inside a file name, a path, an address or a link's target."""
    return _goes_on_in_path(slot.before) or bool(_FILE_AFTER.match(slot.after))


def _goes_on_in_path(before: str) -> bool:
    """Whether what stands before ends in the middle of a path; a blank ends every path."""
    if not before or before[-1].isspace():
        return False
    last = before.rsplit(maxsplit=1)[-1]
    return bool(_LINK_BEFORE.search(last) or _IN_WORD_BEFORE.search(last) or _LABEL_BEFORE.search(before))


def _named(slot: Slot, pseudonym: str | None, words: Mapping[str, Any]) -> Wording:
    """Say whom a name means; a name that may be several people's has no pseudonym and means nobody."""
    right = _FULL_STOP.match(slot.after) if _INITIAL.search(slot.surface) else None
    title = slot.preceded_by(rf"(?:{any_of(words['honorifics'])})\.?\s+") if pseudonym else None
    span = slot.widened(title[0] if title else "", right[0] if right else "")
    name = pseudonym or words["words"][EntityType.PERSON]
    article = _family_article(slot)
    if article and pseudonym:
        return Wording(words["family"]["of"].format(name=name), slot.widened(article))
    return Wording(words["family"]["named"].format(name=name) if article else name, span)


def _family_article(slot: Slot) -> str:
    """Return the article before the plural of a surname that stands elsewhere alone: "the Bondars"."""
    the, surface = slot.preceded_by(r"the\s+"), slot.surface
    if not the or not surface[:1].isupper() or not surface.endswith("s"):
        return ""
    return the[0] if re.search(rf"\b{re.escape(surface[:-1])}\b", slot.text) else ""
