"""Makes what is left around a document's edits read as sentences.

A finding seldom ends where a sentence does: "He [family circumstance withheld] and what they
will be told." Here edits grow over scraps that say nothing alone, and neighbours that say the
same become one. No edit ever hides less than before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from redactor.generalize.scraps import grown, with_list_mark
from redactor.generalize.tables import table
from redactor.model import Edit, Span
from redactor.text.cover import Cover
from redactor.text.lines import is_soft_break

_MARKS = " \t.,;:!?…—–"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What edits must not grow over or merge across.

    Attributes:
        kept: findings that stay on purpose, and what the file's layout gives.
        names: where people are named: two names side by side are two.
    """

    kept: Cover
    names: Cover


def tidy(text: str, edits: Sequence[Edit], around: Surroundings, language: str = "en") -> tuple[Edit, ...]:
    """Return the edits of a segment, grown and merged so that what is released reads well.

    Args:
        text: the whole segment's.
        edits: disjoint, in order.
        around: what they must leave alone.
        language: of the text, an ISO 639-1 code.

    Returns:
        Disjoint edits, in order, that cover all that the given ones covered.
    """
    words = table(f"{language}/tidy")
    some = list(edits)
    for n, edit in enumerate(some):
        least = some[n - 1].span.end if n else 0
        most = some[n + 1].span.start if n + 1 < len(some) else len(text)
        wider = grown(text, edit, Span(least, most), words)
        if not _added(edit.span, wider.span, around.kept):
            some[n] = wider
    merged: list[Edit] = []
    for edit in some:
        one = _as_one(text, merged[-1], edit, around, words) if merged else None
        if one is None:
            merged.append(edit)
        else:
            merged[-1] = one
    months = [name for names in table(f"{language}/calendar")["months"] for name in names]
    return tuple(with_list_mark(text, edit, months) for edit in merged)


def _added(span: Span, wider: Span, kept: Cover) -> bool:
    """Whether an edit would grow over something that stays on purpose."""
    return kept.overlaps(Span(wider.start, span.start)) or kept.overlaps(Span(span.end, wider.end))


def _as_one(text: str, one: Edit, other: Edit, around: Surroundings, words: dict[str, Any]) -> Edit | None:
    """Return one edit for two neighbours that say the same, ``None`` if they don't."""
    first, second = one.replacement.rstrip(_MARKS), other.replacement.rstrip(_MARKS)
    same: dict[str, str] = words["same"]
    if not first or same.get(first, first).casefold() != same.get(second, second).casefold():
        return None
    gap = Span(one.span.end, other.span.start)
    is_name = around.names.overlaps(one.span) and first not in words["clauses"]
    if is_name or around.kept.overlaps(gap) or not _only_joins(text, gap, first, words):
        return None
    said = first if first.casefold() == second.casefold() else same.get(first, first)
    tail = other.replacement[len(second) :]
    return Edit(one.segment, Span(one.span.start, other.span.end), said + tail)


def _only_joins(text: str, gap: Span, said: str, words: dict[str, Any]) -> bool:
    """Whether nothing but marks, and "and" between words in brackets, stands in a gap within a paragraph."""
    between = text[gap.start : gap.end]
    if any(c == "\n" and not is_soft_break(text, gap.start + n) for n, c in enumerate(between)):
        return False
    left = [w for w in between.lower().split() if w.strip(_MARKS)]
    is_bracketed = said.startswith("[")
    return not left or (is_bracketed and len(left) == 1 and left[0].strip(_MARKS) in words["joining"])
