"""Reads the layout of a draft: who speaks where, without any model.

A draft in plain text carries its structure in habits: "Q:" and "A:", speaker labels,
time codes, quotes, dashes, form fields, table rows, captions. The layout cuts the text
into *blocks*, each with the context it stands in, because "only child" is about the
source when it answers "Any siblings?" and about nobody in a paragraph on birth rates.

Every code point belongs to exactly one block or to the markup between blocks, and the
words that mean "question" or "photo" come from ``<language>/lexicons/layout.yaml``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from redactor.model import Context, Span


class Speaker(StrEnum):
    """Who utters a block, as far as its layout tells."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """The words that a language's layout habits are recognized by.

    Attributes:
        question_labels: folded speaker labels that mark a question: ``q``, ``interviewer``.
        answer_labels: folded speaker labels that mark an answer.
        narrator_labels: folded labels of a narrator or on-screen text.
        caption_labels: folded first words of a caption: ``photo``.
        note_labels: folded first words of an editorial note.
        question_starts: lower-case words that open a question where marks are missing.
        field_labels: lower-case form labels, so that "Label: value" is a field.
    """

    question_labels: frozenset[str]
    answer_labels: frozenset[str]
    narrator_labels: frozenset[str]
    caption_labels: frozenset[str]
    note_labels: frozenset[str]
    question_starts: frozenset[str]
    field_labels: frozenset[str]


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


_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]*(?:\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]|$)")
_CUE_TIME = re.compile(r"[ \t]*(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}\s+-->\s", re.MULTILINE)
_CUE_NUMBER = re.compile(r"\s*\d{1,6}\s*$")
_TIMECODE = re.compile(r"\s*[\[(]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]\s*")
_SPEAKER = re.compile(
    r"(?P<label>[^\W\d_][\w.'’\- ]{0,28}?(?:\s?\(\w+\))?|[A-Z]+_?\d+)(?P<sep>\s*:|\.(?=\s+[^\s\d]))\s+", re.UNICODE
)
_MARKUP = re.compile(r"\s*(?:#{1,6}\s+|[-=]>\s*|[>*+]\s+|[-–—]\s+|\d{1,3}[.)]\s+|\*{1,2}(?=\S)|_{1,2}(?=\S))")
_DASH = re.compile(r"\s*[-–—]\s*(?=\S)")
_HEADING = re.compile(r"\s*(?:#{1,6}\s+\S|[◇◆■□▶●]\s*\S)")
_LEADER = re.compile(r"(?P<label>\S[^\n]*?)\s*(?:\.{3,}|\s{2,}|\t+)\s*(?P<value>\S.*)")
_RULE = re.compile(r"\s*[-=*_|:\s]+$")
_CELL = re.compile(r"[^|\n\r]+")
_NOTE = re.compile(r"\s*[\[(].*[\])]\.?\s*$")
_OPENING = "“\"«„‟‘'"
_CLOSING = "”\"»“’'"
_WRAP_WIDTH = (45, 120)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its number and its span without the line end."""

    number: int
    start: int
    end: int


def read_layout(text: str, words: LayoutWords) -> tuple[Block, ...]:
    """Cut ``text`` into blocks.

    Args:
        text: the decoded text, line ends untouched.
        words: the language's layout words.

    Returns:
        Blocks in order of position; their spans are disjoint.
    """
    lines = _lines(text)
    blocks: list[Block] = []
    for group in _paragraphs(text, lines, words):
        blocks.extend(_blocks_of(text, group, words))
    blocks = _assign_turns(text, blocks, words)
    return tuple(_link_answers(blocks))


def _lines(text: str) -> list[_Line]:
    lines = []
    for number, m in enumerate(_LINE.finditer(text)):
        if m.start() == m.end():
            break
        body = m.group().rstrip("\r\n\u2028\u2029\x0b\x0c\x85")
        lines.append(_Line(number, m.start(), m.start() + len(body)))
    return lines


def _paragraphs(text: str, lines: Sequence[_Line], words: LayoutWords) -> Iterator[list[_Line]]:
    """Group lines that are one paragraph hard-wrapped; skip blank lines and cue times."""
    wrapped = _is_wrapped(lines)
    group: list[_Line] = []
    in_cue = False
    for line in lines:
        body = text[line.start : line.end]
        cue_time = bool(_CUE_TIME.match(body))
        if not body.strip() or cue_time or _RULE.match(body):
            if cue_time and group and _CUE_NUMBER.match(text[group[-1].start : group[-1].end]):
                group.pop()
            if group:
                yield group
            group, in_cue = [], cue_time
            continue
        if group and not _continues(text, group, line, words, wrapped or in_cue, in_cue):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Whether lines end because they are full: most of those that go on are nearly as long as the longest."""
    widths = sorted(line.end - line.start for line in lines if line.end > line.start)
    if not widths or widths[int(len(widths) * 0.9)] > _WRAP_WIDTH[1]:
        return False
    full = 0.7 * widths[int(len(widths) * 0.9)]
    followed = [a for a, b in zip(lines, lines[1:], strict=False) if a.end > a.start and b.end > b.start]
    return bool(followed) and sum(a.end - a.start >= full for a in followed) > 0.6 * len(followed)


def _continues(
    text: str, group: Sequence[_Line], line: _Line, words: LayoutWords, wrapped: bool, in_cue: bool
) -> bool:
    """Whether ``line`` goes on with the paragraph of ``group``."""
    body = text[line.start : line.end]
    previous = text[group[-1].start : group[-1].end]
    if _starts_anew(body, words) or "|" in body or "|" in previous or _HEADING.match(previous):
        return False
    if not wrapped:
        return False
    if not in_cue and len(previous) < _WRAP_WIDTH[0] and not previous.rstrip().endswith((",", "-")):
        return False
    return in_cue or body[:1].islower() or not previous.rstrip().endswith((".", "!", "?", ":", "”", '"'))


def _starts_anew(body: str, words: LayoutWords) -> bool:
    stripped = body.lstrip()
    if _HEADING.match(body) or _TIMECODE.match(body) or _MARKUP.match(body):
        return True
    label = _speaker_label(stripped, words)
    return bool(label) or stripped[:1] in "[(" or _is_field(stripped, words) is not None


def _speaker_label(body: str, words: LayoutWords) -> re.Match[str] | None:
    """Match a speaker label at the start of ``body``: short, and either known or followed by a colon."""
    m = _SPEAKER.match(body)
    if m is None:
        return None
    label = _fold_label(m["label"])
    colon = m["sep"].strip() == ":"
    if label in words.question_labels | words.answer_labels:
        return m
    if colon and (
        label in words.narrator_labels | words.caption_labels | words.note_labels
        or (not _is_heading_case(m["label"]) and resolve_label(label, words.field_labels))
    ):
        return m
    if colon and len(m["label"].split()) <= 3 and m["label"][:1].isupper():
        return m
    return None


def _is_heading_case(label: str) -> bool:
    """'Jagang Province Floods: ...' explains a term; 'Place of birth: ...' is a form field."""
    capitals = [w for w in label.split() if w[:1].isupper() and not w.isupper()]
    return len(capitals) > 1


def _fold_label(label: str) -> str:
    return re.sub(r"[\s.]+", " ", label).strip().lower()


def resolve_label(label: str, known: frozenset[str]) -> str:
    """Return the known form label that ``label`` is or contains, or "".

    Args:
        label: a folded label: ``present address``, ``rank / trade``, ``phone (neighbour's)``.
        known: folded labels; the longest one contained as whole words wins, the first among equals.
    """
    bare = re.sub(r"\s*\([^)]*\)", "", label).strip(" :.")
    if bare in known:
        return bare
    tokens = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", bare)
    for size in range(min(len(tokens), 4), 0, -1):
        for i in range(len(tokens) - size + 1):
            candidate = " ".join(tokens[i : i + size])
            for form in (candidate, candidate.removesuffix("s")):
                if form in known and (size > 1 or len(tokens) <= 3):
                    return form
    return ""


def _is_field(body: str, words: LayoutWords) -> re.Match[str] | None:
    """Match "Label ..... value" and "Label   value": dots always, blanks for a known label."""
    m = _LEADER.match(body)
    if m is None or len(m["label"]) > 40 or len(m["label"].split()) > 6:
        return None
    dotted = "..." in body[m.end("label") : m.start("value")]
    label = _fold_label(m["label"].rstrip(". "))
    return m if dotted or resolve_label(label, words.field_labels) else None


def _blocks_of(text: str, group: Sequence[_Line], words: LayoutWords) -> list[Block]:
    start, end = group[0].start, group[-1].end
    body = text[start:end]
    if "|" in body and len(group) == 1 and body.count("|") >= 1:
        return _row(text, group[0])
    context = Context.NARRATION
    if _HEADING.match(body):
        context = Context.HEADLINE
    elif _NOTE.match(body):
        context = Context.NOTE
    skip = 0
    if m := _TIMECODE.match(body):
        skip = m.end()
    if m := _MARKUP.match(body, skip):
        dash = _DASH.match(body, skip)
        skip = m.end()
        if dash and context is Context.NARRATION:
            return [_trim(text, Block(Span(start + skip, end), Context.ANSWER, Speaker.NARRATOR, "-", line=group[0].number))]
    return _labelled(text, start, end, skip, context, words, group[0].number)


def _labelled(
    text: str, start: int, end: int, skip: int, context: Context, words: LayoutWords, line: int
) -> list[Block]:
    """A block behind a speaker or form label, or a plain one."""
    while start + skip < end and text[start + skip].isspace():
        skip += 1
    body = text[start + skip : end]
    offset = start + skip
    field = _is_field(body, words)
    if field is not None:
        value = offset + body.index(field["value"], field.end("label") - field.start("label"))
        return [_trim(text, Block(Span(value, end), context, Speaker.NARRATOR, _fold_label(field["label"].rstrip(". ")), True, line=line))]
    m = _speaker_label(body, words)
    if m is None:
        return [_trim(text, Block(Span(offset, end), context, Speaker.NARRATOR, line=line))]
    label = _fold_label(m["label"])
    if label in words.caption_labels:
        context = Context.CAPTION
    elif label in words.note_labels:
        context = Context.NOTE
    is_field = (
        label not in words.question_labels | words.answer_labels | words.narrator_labels
        and not _is_heading_case(m["label"])
        and bool(resolve_label(label, words.field_labels))
    )
    return [_trim(text, Block(Span(offset + m.end(), end), context, Speaker.NARRATOR, label, is_field, line=line))]


def _row(text: str, line: _Line) -> list[Block]:
    """The cells of a table row; headings are given to them by :func:`_assign_turns`."""
    cells = []
    for m in _CELL.finditer(text, line.start, line.end):
        block = _trim(text, Block(Span(m.start(), m.end()), Context.NARRATION, Speaker.NARRATOR, "|", line=line.number))
        cells.append(block)
    return cells


def _trim(text: str, block: Block) -> Block:
    start, end = block.span.start, block.span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(block, span=Span(start, end))


def _assign_turns(text: str, blocks: Sequence[Block], words: LayoutWords) -> list[Block]:
    """Say who speaks: by known labels, else by who asks, else by question marks and quotes."""
    blocks = _head_cells(text, blocks, words)
    askers = _asking_labels(text, blocks, words)
    repeated = _repeated_labels(blocks)
    dashes_ask = any(b.label == "-" and _asks(text, b) for b in blocks)
    labels = {b.label for b in blocks}
    labelled = bool(askers) or bool(labels & words.question_labels)
    turned = []
    for block in blocks:
        label = block.label
        if block.is_field or not label or label == "|" or block.context in (Context.CAPTION, Context.NOTE):
            turned.append(block)
        elif label == "-":
            if dashes_ask or labelled:
                turned.append(_turn(block, asks=not labelled and _asks(text, block)))
            else:
                turned.append(replace(block, label="", context=Context.NARRATION, speaker=Speaker.NARRATOR))
        elif label in words.question_labels or label in askers:
            turned.append(_turn(block, asks=True))
        elif label == "a" and "q" not in labels:
            turned.append(block)  # a heading "A. Household", not an answer
        elif label in words.answer_labels or (labelled and label in repeated and label not in words.narrator_labels):
            turned.append(_turn(block, asks=False))
        else:
            turned.append(block)
    if not any(b.context is Context.QUESTION for b in turned):
        return _turns_by_quotes(text, turned)
    if dashes_ask:
        turned = [_turn(b, asks=True) if not b.label and _asks(text, b) else b for b in turned]
    return _continued_turns(text, turned)


def _repeated_labels(blocks: Sequence[Block]) -> frozenset[str]:
    counts: dict[str, int] = defaultdict(int)
    for b in blocks:
        counts[b.label] += 1
    return frozenset(label for label, n in counts.items() if n > 1)


def _continued_turns(text: str, blocks: Sequence[Block]) -> list[Block]:
    """In subtitles, a cue without a label goes on with the turn before it."""
    if not _CUE_TIME.search(text):
        return list(blocks)
    result: list[Block] = []
    for b in blocks:
        before = result[-1] if result else None
        bracketed = text[b.span.start : b.span.start + 1] == "["
        if before is not None and not b.label and not bracketed and b.context is Context.NARRATION:
            b = replace(b, context=before.context, speaker=before.speaker)
        result.append(b)
    return result


def _turn(block: Block, *, asks: bool) -> Block:
    if asks:
        return replace(block, context=Context.QUESTION, speaker=Speaker.INTERVIEWER)
    return replace(block, context=Context.ANSWER, speaker=Speaker.INTERVIEWEE)


def _asks(text: str, block: Block) -> bool:
    return text[block.span.start : block.span.end].rstrip("”\"»’') ").endswith("?")


def _asking_labels(text: str, blocks: Sequence[Block], words: LayoutWords) -> frozenset[str]:
    """The unknown speaker labels that ask more than they tell."""
    asked: dict[str, int] = defaultdict(int)
    told: dict[str, int] = defaultdict(int)
    for block in blocks:
        if not block.label or block.is_field or block.label in ("|", "-") or block.context is not Context.NARRATION:
            continue
        if block.label in words.answer_labels | words.narrator_labels:
            continue
        body = text[block.span.start : block.span.end].lower()
        tokens = body.split()
        second_person = any(t.strip(".,?") in ("you", "your") for t in tokens)
        opens = bool(words.question_starts.intersection(tokens[:3]))
        asked[block.label] += bool(body.rstrip().endswith("?") or opens or second_person)
        told[block.label] += 1
    return frozenset(label for label, n in asked.items() if n * 2 > told[label])


def _head_cells(text: str, blocks: Sequence[Block], words: LayoutWords) -> list[Block]:
    """Give each table cell the heading of its column, or of its row where there are two columns."""
    rows: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if block.label == "|":
            rows[block.line].append(i)
    result = list(blocks)
    heading: list[str] = []
    last_line = -9
    for line, members in rows.items():
        cells = [_fold_label(text[blocks[i].span.start : blocks[i].span.end]) for i in members]
        if line > last_line + 2:
            heading = []
        last_line = line
        turns = words.question_labels | words.answer_labels
        known = sum(bool(resolve_label(c, words.field_labels)) or c.split(" ")[0] in turns for c in cells)
        if len(cells) >= 2 and not heading and known * 2 > len(cells) and max(map(len, cells)) < 40:
            heading = cells
            continue
        if len(cells) == 2 and not heading:
            known_label = bool(resolve_label(cells[0], words.field_labels))
            result[members[1]] = replace(blocks[members[1]], label=cells[0], is_field=known_label)
            continue
        for position, i in enumerate(members):
            if position < len(heading):
                result[i] = replace(
                    blocks[i],
                    label=heading[position],
                    is_field=len(heading) > 2 or bool(resolve_label(heading[position], words.field_labels)),
                )
    return _cell_turns(result, words)


def _cell_turns(blocks: Sequence[Block], words: LayoutWords) -> list[Block]:
    """A table with a question and an answer column is an interview."""
    turned = []
    for b in blocks:
        words_of_label = b.label.split()
        if words_of_label and b.context is Context.NARRATION and b.is_field:
            if words_of_label[0] in words.question_labels:
                b = replace(_turn(b, asks=True), is_field=False)
            elif words_of_label[0] in words.answer_labels:
                b = replace(_turn(b, asks=False), is_field=False)
        turned.append(b)
    return turned


def _turns_by_quotes(text: str, blocks: Sequence[Block]) -> list[Block]:
    """In a feature, an unquoted line that asks, followed by a quoted paragraph, is a turn."""
    result = list(blocks)
    for i, block in enumerate(blocks):
        if block.context is not Context.NARRATION or block.label:
            continue
        body = text[block.span.start : block.span.end]
        quoted = body[:1] in _OPENING and body[-1:] in _CLOSING
        if quoted:
            result[i] = replace(block, context=Context.ANSWER, speaker=Speaker.INTERVIEWEE)
        elif i + 1 < len(blocks) and (_asks(text, block) or (len(body) < 160 and _answers(result, i - 1))):
            following = text[blocks[i + 1].span.start : blocks[i + 1].span.end]
            if following[:1] in _OPENING and following[-1:] in _CLOSING:
                result[i] = replace(block, context=Context.QUESTION, speaker=Speaker.INTERVIEWER)
    return result


def _answers(blocks: Sequence[Block], i: int) -> bool:
    return i >= 0 and blocks[i].context is Context.ANSWER


def _link_answers(blocks: Sequence[Block]) -> Iterator[Block]:
    """Point each answer at the question before it."""
    question: int | None = None
    for i, block in enumerate(blocks):
        if block.context is Context.QUESTION:
            question = i
            yield block
        elif block.context is Context.ANSWER:
            yield replace(block, question=question)
        else:
            yield block
