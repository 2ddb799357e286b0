"""Stretches of a document in their context, for the page that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from redactor.evaluate.records import GoldAction
from redactor.evaluate.score import DocumentScore
from redactor.model import Span

_AROUND = 90
"""Characters of context on either side."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of original text with what stands around it.

    Attributes:
        kind: ``left``, ``not-flagged``, ``lost`` or ``over``.
        line: in the text without marks, from 1.
        about: type of the mark, and whom it is about; empty for what has no mark.
        seen_as: the type that the tool gave it, if one reached it.
        before: text in front.
        inside: the stretch.
        after: text behind.
    """

    kind: str
    line: int
    about: tuple[str, ...]
    seen_as: str | None
    before: str = field(repr=False)
    inside: str = field(repr=False)
    after: str = field(repr=False)


_KINDS = {GoldAction.PROTECT: "left", GoldAction.FLAG: "not-flagged", GoldAction.KEEP: "lost"}


def passages(score: DocumentScore) -> tuple[Passage, ...]:
    """Return everything that went wrong in a document, in the document's order."""
    return tuple(sorted(_passages(score), key=lambda p: p.line))


def _passages(score: DocumentScore) -> Iterator[Passage]:
    text = score.document.text
    for s in score.spans:
        if not s.right:
            kind = _KINDS[s.gold.action]
            yield _passage(text, s.gold.span, kind, (s.gold.entity_type, s.gold.subject), s.seen_as)
    lost = [s.gold.span for s in score.spans if s.gold.action is GoldAction.KEEP and not s.right]
    for span in score.over:
        if not any(other.contains(span) for other in lost):
            yield _passage(text, span, "over", (), None)


def _passage(text: str, span: Span, kind: str, about: tuple[str, ...], seen_as: str | None) -> Passage:
    before, after = text[max(span.start - _AROUND, 0) : span.start], text[span.end : span.end + _AROUND]
    return Passage(
        kind,
        text.count("\n", 0, span.start) + 1,
        about,
        seen_as,
        before if span.start <= _AROUND else "… " + before[before.find(" ") + 1 :],
        text[span.start : span.end],
        after if span.end + _AROUND >= len(text) else (after.rpartition(" ")[0] or after) + " …",
    )
