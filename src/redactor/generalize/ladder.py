"""Climbs a hierarchy from the rung asked for to the first that fits and is entailed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import cast

from redactor.generalize.core import core_of, fitted
from redactor.generalize.masks import in_path, mask
from redactor.generalize.request import Phrase, Request
from redactor.generalize.slot import Slot, Wording, any_of, tokens
from redactor.generalize.tables import table, word_set
from redactor.model import Span

Hierarchy = Callable[[Slot, str], Wording | None]
"""Says a span on a named rung, or ``None`` where that would not fit or not be true."""


def generalize(request: Request) -> Phrase:
    """Say a span less exactly.

    Climbs from the rung asked for to ever vaguer ones until one fits its sentence, is true
    of the original and repeats none of its words; masks where none does. A span that is as
    vague as the rung already ("in her 50s") is returned unchanged.

    Args:
        request: what to say less exactly, and on which rung.

    Returns:
        The phrase, with the rung used.
    """
    hierarchy = _hierarchies(request.language).get(request.entity_type)
    core = core_of(request)
    slot = core.slot
    if hierarchy is None or in_path(slot) or not slot.surface.strip() or _is_reversed(slot, request.language):
        return mask(request)
    neutral = word_set(f"{request.language}/grammar", "neutral")
    for rung in _rungs(request.entity_type, request.rung):
        wording = hierarchy(slot, rung)
        if wording and _says_the_same(slot, wording, neutral):
            return Phrase(request.segment_text[request.span.start : request.span.end], request.span, rung)
        if wording and not _repeats(slot, wording, neutral):
            edit, text = fitted(core, wording)
            return Phrase(*_without_double_blank(slot.text, edit, text), rung)
    return mask(request)


def _hierarchies(language: str) -> Mapping[str, Hierarchy]:
    """Return a language's hierarchies by entity type: each language is a folder."""
    module = import_module(f"redactor.generalize.{language}")
    return cast("Mapping[str, Hierarchy]", module.HIERARCHIES)


def _rungs(entity_type: str, asked: str | None) -> Iterator[str]:
    ladder: list[str] = table("data/ladders").get(entity_type, [])
    if asked in ladder:
        yield from ladder[ladder.index(asked) :]


def _is_reversed(slot: Slot, language: str) -> bool:
    """Whether a negation or the like in the clause makes the vaguer words say more, not less."""
    words = table(f"{language}/grammar")
    clause = slot.clause_before(words["clause_ends"])
    return bool(re.search(rf"\b(?:{any_of(words['reversing'])})\b|n['’]t\b", clause, re.IGNORECASE))


def _says_the_same(slot: Slot, wording: Wording, neutral: frozenset[str]) -> bool:
    """Whether the span is as vague as the rung already, but for an article or a preposition."""
    said, original = tokens(wording.text) - neutral, tokens(slot.surface) - neutral
    return (bool(original) and said == original) or wording.text.lower() == slot.surface.lower()


def _repeats(slot: Slot, wording: Wording, neutral: frozenset[str]) -> bool:
    """Whether the wording repeats a telling word or number of the original."""
    return bool((tokens(slot.surface) & tokens(wording.text)) - wording.keeps - neutral)


def _without_double_blank(text: str, edit: Span, phrase: str) -> tuple[str, Span]:
    """Where nothing takes the span's place, let one of the blanks around it go too."""
    if not phrase and text[edit.end : edit.end + 1] == " " and text[: edit.start][-1:] in {"", " ", "\n"}:
        edit = Span(edit.start, edit.end + 1)
    return phrase, edit
