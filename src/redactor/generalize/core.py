"""The core of a span: what is replaced of it, and the marks at its ends that stay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redactor.generalize.request import Request
from redactor.generalize.slot import Slot, Wording
from redactor.model import EntityType, Span
from redactor.text.articles import fit

_FIRST = re.compile(r"[\s*_~\"“]+")
_LAST = re.compile(r"[\s*_~\"”.!?…]+\Z")
# A full stop that belongs to its word: "Sgt.", "U.S.", "Ri J."
_ABBREVIATED = re.compile(
    r"\b(?:[^\W\d]|Mr|Mrs|Dr|St|Lt|Sgt|Cpl|Pvt|Col|Gen|Capt|Maj|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\Z"
)


@dataclass(frozen=True, slots=True)
class Core:
    """A span without the blanks, emphasis, quotes and full stops at its ends.

    Attributes:
        slot: the core.
        first: the marks before it, within the span.
        last: the marks behind it, within the span.
    """

    slot: Slot
    first: str
    last: str


def core_of(request: Request) -> Core:
    """Take a request's span apart; of a span of nothing but marks no core is left."""
    text, span = request.segment_text, request.span
    surface = text[span.start : span.end]
    found = _FIRST.match(surface)
    first = found[0] if found else ""
    last = _last_marks(surface, is_name=request.entity_type == EntityType.PERSON)
    if len(first) + len(last) >= len(surface):
        return Core(Slot(text, Span(span.end, span.end)), surface, "")
    return Core(Slot(text, Span(span.start + len(first), span.end - len(last))), first, last)


def _last_marks(surface: str, *, is_name: bool) -> str:
    found = _LAST.search(surface)
    if not found:
        return ""
    stop = 1 if is_name or _ABBREVIATED.search(surface[: found.start() + 1]) else 0
    return found[0][stop:] if found[0].startswith(".") else found[0]


def fitted(core: Core, wording: Wording) -> tuple[Span, str]:
    """Fit a wording to its sentence and put the span's outer marks around it.

    Returns:
        The span to replace, at least the request's, and the words that take its place.
    """
    span = core.slot.span
    edit, text = fit(core.slot.text, wording.edit, wording.text)
    if core.first and edit.start == span.start:
        edit, text = Span(edit.start - len(core.first), edit.end), core.first + text
    if core.last and edit.end == span.end:
        edit, text = Span(edit.start, edit.end + len(core.last)), text + core.last
    return edit, text
