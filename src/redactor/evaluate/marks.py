"""The gold format: plain text with marks ``{{TYPE|subject|action::text}}``, which may nest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from redactor.evaluate.records import GoldAction, GoldSpan, by_position
from redactor.model import EntityType, Span

GOLD_TYPES = frozenset(
    {
        EntityType.PERSON,
        EntityType.AGE,
        EntityType.DATE_OF_BIRTH,
        EntityType.HOMETOWN,
        EntityType.DUTY_STATION,
        EntityType.LOCATION,
        EntityType.MILITARY_UNIT,
        EntityType.MILITARY_ROLE,
        EntityType.SERVICE_RECORD,
        EntityType.DATE,
        EntityType.FAMILY_DETAIL,
        EntityType.HEALTH,
        EntityType.BACKGROUND,
        EntityType.REPRISAL_RISK,
        EntityType.CONTACT,
        EntityType.ORGANIZATION,
    }
)
"""The types that an annotator may give."""

_OPENING = re.compile(r"\{\{([A-Z_]+)\|([^|{}\n]*)\|([a-z]+)::")
_SUBJECT = re.compile(r"-|public:[a-z0-9-]+|[a-z0-9-]+(\.[a-z0-9-]+)*")
_BRACES = re.compile(r"\{\{|\}\}")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a mark, and where. Holds no text of the document.

    Attributes:
        line: in the marked file, from 1.
        column: in that line, from 1.
        message: what is wrong and what to do.
    """

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked text taken apart.

    Attributes:
        text: the text without its marks.
        spans: what the well-formed marks give.
        complaints: what is wrong; empty for a text that may be scored.
        warnings: what is allowed (a subtitle's cue goes over lines) and seldom meant.
    """

    text: str = field(repr=False)
    spans: tuple[GoldSpan, ...]
    complaints: tuple[Complaint, ...]
    warnings: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that is not closed yet: where it stands, where its text begins, what it says."""

    at: int
    start: int
    head: tuple[str, str, str]


def read_marks(marked: str) -> Marked:
    """Take a marked text apart, as far as that goes, with every complaint about it."""
    pieces: list[str] = []
    spans: list[GoldSpan] = []
    complaints: list[Complaint] = []
    warnings: list[Complaint] = []
    stack: list[_Open] = []
    size = at = 0
    for brace in _BRACES.finditer(marked):
        if brace.start() < at:
            continue
        pieces.append(marked[at : brace.start()])
        size += brace.start() - at
        head = _OPENING.match(marked, brace.start())
        if head is not None:
            stack.append(_Open(brace.start(), size, (head[1], head[2], head[3])))
            complaints += (_complaint(marked, brace.start(), wrong) for wrong in _wrong_words(stack[-1].head))
            at = head.end()
            continue
        at = brace.end()
        if brace[0] == "{{":
            complaints.append(_complaint(marked, brace.start(), _NO_MARK))
        elif not stack:
            complaints.append(_complaint(marked, brace.start(), _NOT_OPENED))
        else:
            opened = stack.pop()
            spans += _span(opened, size)
            if size == opened.start:
                complaints.append(_complaint(marked, opened.at, _EMPTY))
            if "\n" in marked[opened.at : brace.start()]:
                warnings.append(_complaint(marked, opened.at, _OVER_LINES))
    pieces.append(marked[at:])
    complaints += (_complaint(marked, mark.at, _NOT_CLOSED) for mark in stack)
    return Marked("".join(pieces), by_position(spans), _ordered(complaints), _ordered(warnings))


_NO_MARK = "'{{' begins no mark; write {{TYPE|subject|action::text}}"
_NOT_OPENED = "a mark is closed that was not opened; take '}}' out, or open the mark"
_NOT_CLOSED = "a mark is not closed; end it with '}}'"
_OVER_LINES = "a mark runs over a line break; make one mark a line where you can"
_EMPTY = "a mark covers no text; take it out"


def _wrong_words(head: tuple[str, str, str]) -> Iterator[str]:
    entity_type, subject, action = head
    if entity_type not in GOLD_TYPES:
        yield f"unknown type {entity_type}; one of {', '.join(sorted(GOLD_TYPES))}"
    if not _SUBJECT.fullmatch(subject):
        yield "unknown form of subject; write ri, ri.mother, public:first-last or -"
    if action not in set(GoldAction):
        yield f"unknown action {action}; one of {', '.join(GoldAction)}"


def _span(opened: _Open, end: int) -> Iterator[GoldSpan]:
    entity_type, subject, action = opened.head
    if action in set(GoldAction):
        yield GoldSpan(Span(opened.start, end), entity_type, subject, GoldAction(action))


def _complaint(marked: str, at: int, message: str) -> Complaint:
    line_start = marked.rfind("\n", 0, at) + 1
    return Complaint(marked.count("\n", 0, at) + 1, at - line_start + 1, message)


def _ordered(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    return tuple(sorted(complaints, key=lambda c: (c.line, c.column)))
