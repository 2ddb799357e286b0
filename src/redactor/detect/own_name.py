"""Who tells the own name."""

from __future__ import annotations

from redactor.model import Context, Detection, Role
from redactor.text.tables import table

_LONGEST = 20


def tells_own_name(text: str, name: Detection) -> bool:
    """Whether a name is its speaker's: 'I am X'. Whoever says so, and does not ask, is the source.

    Args:
        text: of the name's segment.
        name: of a person.
    """
    if name.context is Context.QUESTION or name.role is Role.PUBLIC_FIGURE:
        return False
    before = text[max(0, name.span.start - _LONGEST) : name.span.start].lower().split()
    return any(before[-len(cue.split()) :] == cue.split() for cue in table("bearers")["own_name"])
