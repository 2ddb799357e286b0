"""Cuts a paragraph into blocks: its words, apart from markup, label and time code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from redactor.detect.layout.blocks import CELL, DASH, Block, Speaker, trimmed
from redactor.detect.layout.labels import field_label, fold_label, is_form_label, match_field, match_speaker
from redactor.detect.layout.lines import Line
from redactor.detect.layout.marks import DASHED, HEADING, MARKUP, TIMECODE
from redactor.detect.layout.words import LayoutWords
from redactor.model import Context, Span

_NOTE = re.compile(r"\s*[\[(].*[\])]\.?\s*$")
_CELL = re.compile(r"[^|\n\r]+")


def cut(text: str, paragraph: Sequence[Line], words: LayoutWords) -> list[Block]:
    """Return the blocks of a paragraph; nobody speaks yet.

    Args:
        text: the text.
        paragraph: its lines, at least one.
        words: the language's layout words.
    """
    first, end = paragraph[0], paragraph[-1].end
    body = text[first.start : end]
    if "|" in body and len(paragraph) == 1:
        return _cells(text, first)
    context = _context(body)
    timecode = TIMECODE.match(body)
    skip = timecode.end() if timecode else 0
    dashed = DASHED.match(body, skip)
    markup = MARKUP.match(body, skip)
    if markup:
        skip = markup.end()
    block = Block(Span(first.start + skip, end), context, Speaker.NARRATOR, line=first.number)
    if markup and dashed and context is Context.NARRATION:
        return [trimmed(text, replace(block, context=Context.ANSWER, label=DASH))]
    return [trimmed(text, _labelled(text, block, words))]


def _context(body: str) -> Context:
    if HEADING.match(body):
        return Context.HEADLINE
    return Context.NOTE if _NOTE.match(body) else Context.NARRATION


def _labelled(text: str, block: Block, words: LayoutWords) -> Block:
    """The block behind its speaker or form label, if it has one."""
    start, end = block.span.start, block.span.end
    while start < end and text[start].isspace():
        start += 1
    body = text[start:end]
    field = match_field(body, words)
    if field is not None:
        value = start + body.index(field["value"], field.end("label"))
        return replace(block, span=Span(value, end), label=field_label(field), is_field=True)
    m = match_speaker(body, words)
    if m is None:
        return block
    label = fold_label(m["label"])
    speakers = words.question_labels | words.answer_labels | words.narrator_labels
    return replace(
        block,
        span=Span(start + m.end(), end),
        context=_labelled_context(label, words) or block.context,
        label=label,
        is_field=label not in speakers and is_form_label(m["label"], words),
    )


def _labelled_context(label: str, words: LayoutWords) -> Context | None:
    if label in words.caption_labels:
        return Context.CAPTION
    return Context.NOTE if label in words.note_labels else None


def _cells(text: str, line: Line) -> list[Block]:
    """The cells of a table row; :mod:`~redactor.detect.layout.tables` gives them headings."""
    return [
        trimmed(
            text, Block(Span(*m.span()), Context.NARRATION, Speaker.NARRATOR, label=CELL, line=line.number)
        )
        for m in _CELL.finditer(text, line.start, line.end)
    ]
