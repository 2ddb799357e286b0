"""Says who speaks: by known labels, else by who asks, else by question marks and quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from redactor.detect.layout.blocks import CELL, DASH, Block, Speaker, as_turn, content
from redactor.detect.layout.lines import has_cues
from redactor.detect.layout.words import LayoutWords
from redactor.model import Context

_OPENING = "“\"«„‟‘'"
_CLOSING = "”\"»“’'"
_LONGEST_LEAD = 160
"""Code points that a line between two quoted answers has at most, if it is their question."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a text marks its turns.

    Attributes:
        labels: all labels of the text.
        repeated: those that stand more than once.
        askers: unknown ones that ask more than they tell.
        labelled: whether questions bear labels.
        dashes_ask: whether a block behind a dash asks.
        speakers: form labels ("Wife", "Doctor") that in this text name who speaks.
    """

    labels: frozenset[str]
    repeated: frozenset[str]
    askers: frozenset[str]
    labelled: bool
    dashes_ask: bool
    speakers: frozenset[str]

    @classmethod
    def of(cls, text: str, blocks: Sequence[Block], words: LayoutWords) -> _Habits:
        counts = Counter(b.label for b in blocks)
        askers = _asking_labels(text, blocks, words)
        return cls(
            labels=frozenset(counts),
            repeated=frozenset(label for label, n in counts.items() if n > 1),
            askers=askers,
            labelled=bool(askers) or not words.question_labels.isdisjoint(counts),
            dashes_ask=any(b.label == DASH and _asks(text, b) for b in blocks),
            speakers=_speaking_fields(blocks),
        )


def with_turns(text: str, blocks: Sequence[Block], words: LayoutWords) -> list[Block]:
    """Say who utters each block, and what it is: question, answer or narration.

    Args:
        text: the text.
        blocks: all blocks, in order, table cells with their headings.
        words: the language's layout words.

    Returns:
        As many blocks.
    """
    habits = _Habits.of(text, blocks, words)
    turned = [_turned(text, block, habits, words) for block in blocks]
    if not any(b.context is Context.QUESTION for b in turned):
        return _turns_by_quotes(text, turned)
    if habits.dashes_ask:
        turned = [as_turn(b, asks=True) if not b.label and _asks(text, b) else b for b in turned]
    return _continued_turns(text, turned) if has_cues(text) else turned


def linked(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, each answer pointing at the question before it."""
    question: int | None = None
    for i, block in enumerate(blocks):
        if block.context is Context.QUESTION:
            question = i
        yield replace(block, question=question) if block.context is Context.ANSWER else block


def _speaking_fields(blocks: Sequence[Block]) -> frozenset[str]:
    """Form labels that come again and again, each on a line of its own: "Wife: ...", not a column."""
    on_line = Counter(b.line for b in blocks)
    counts = Counter(b.label for b in blocks if b.is_field and on_line[b.line] == 1)
    return frozenset(label for label, n in counts.items() if n >= _TURNS)


_TURNS = 3
"""How often a form label has to come again before it counts as a speaker's."""


def _turned(text: str, block: Block, habits: _Habits, words: LayoutWords) -> Block:
    label = block.label
    if block.is_field and habits.labelled and label in habits.speakers:
        return replace(as_turn(block, asks=False), is_field=False)
    if block.is_field or label in ("", CELL) or block.context in (Context.CAPTION, Context.NOTE):
        return block
    if label == DASH:
        return _dashed(text, block, habits)
    if label in words.question_labels or label in habits.askers:
        return as_turn(block, asks=True)
    if words.paired_labels.get(label, label) not in habits.labels:
        return block  # a heading "B. Journey", not an answer
    answers = habits.labelled and label in habits.repeated and label not in words.narrator_labels
    return as_turn(block, asks=False) if answers or label in words.answer_labels else block


def _dashed(text: str, block: Block, habits: _Habits) -> Block:
    """A turn where dashes mark turns, else an item of a list."""
    if habits.dashes_ask or habits.labelled:
        return as_turn(block, asks=not habits.labelled and _asks(text, block))
    return replace(block, label="", context=Context.NARRATION, speaker=Speaker.NARRATOR)


def _asks(text: str, block: Block) -> bool:
    return content(text, block).rstrip("”\"»’') ").endswith("?")


def _asking_labels(text: str, blocks: Sequence[Block], words: LayoutWords) -> frozenset[str]:
    """The unknown speaker labels that ask more than they tell."""
    asked: dict[str, int] = defaultdict(int)
    told: dict[str, int] = defaultdict(int)
    known = words.answer_labels | words.narrator_labels | {"", CELL, DASH}
    for block in blocks:
        if block.is_field or block.label in known or block.context is not Context.NARRATION:
            continue
        asked[block.label] += _sounds_asking(content(text, block).lower(), words)
        told[block.label] += 1
    return frozenset(label for label, n in asked.items() if n * 2 > told[label])


def _sounds_asking(body: str, words: LayoutWords) -> bool:
    tokens = body.split()
    return (
        body.rstrip().endswith("?")
        or not words.question_starts.isdisjoint(tokens[:3])
        or any(t.strip(".,?") in words.addressing_words for t in tokens)
    )


def _continued_turns(text: str, blocks: Sequence[Block]) -> list[Block]:
    """In subtitles, a cue without a label goes on with the turn before it."""
    result: list[Block] = []
    for block in blocks:
        bracketed = text[block.span.start : block.span.start + 1] == "["
        if result and not block.label and not bracketed and block.context is Context.NARRATION:
            result.append(replace(block, context=result[-1].context, speaker=result[-1].speaker))
        else:
            result.append(block)
    return result


def _turns_by_quotes(text: str, blocks: Sequence[Block]) -> list[Block]:
    """In a feature, an unquoted line that asks, followed by a quoted paragraph, is a turn."""
    result = list(blocks)
    for i, block in enumerate(blocks):
        if block.context is not Context.NARRATION or block.label:
            continue
        if _is_quoted(text, block):
            result[i] = as_turn(block, asks=False)
        elif i + 1 < len(blocks) and _is_quoted(text, blocks[i + 1]):
            leads = len(block.span) < _LONGEST_LEAD and i > 0 and result[i - 1].context is Context.ANSWER
            if leads or _asks(text, block):
                result[i] = as_turn(block, asks=True)
    return result


def _is_quoted(text: str, block: Block) -> bool:
    body = content(text, block)
    return body[:1] in _OPENING and body[-1:] in _CLOSING
