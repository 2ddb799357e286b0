"""Blocks: the stretches of a text that are read as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from redactor.model import Context, Span

DASH = "-"
"""The label of a block behind a dash, which may be a turn or a list."""

CELL = "|"
"""The label of a table cell whose heading is not known."""


class Speaker(StrEnum):
    """Who utters a block, as far as its layout tells."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is read as a whole.

    Attributes:
        span: its words, without markup, label or time code.
        context: where in the document it stands.
        speaker: who utters it.
        label: form label, column heading or speaker label that governs it, else "".
        is_field: whether ``label`` is a form label or column heading.
        question: index of the block that asked, for an answer; else ``None``.
        line: number of its first line, from 0.
    """

    span: Span
    context: Context
    speaker: Speaker
    label: str = ""
    is_field: bool = False
    question: int | None = None
    line: int = 0


def content(text: str, block: Block) -> str:
    """Return a block's characters."""
    return text[block.span.start : block.span.end]


def trimmed(text: str, block: Block) -> Block:
    """Return a block without the blanks at its ends."""
    start, end = block.span.start, block.span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(block, span=Span(start, end))


def as_turn(block: Block, *, asks: bool) -> Block:
    """Return a block as a turn of an interview, a question or an answer."""
    if asks:
        return replace(block, context=Context.QUESTION, speaker=Speaker.INTERVIEWER)
    return replace(block, context=Context.ANSWER, speaker=Speaker.INTERVIEWEE)
