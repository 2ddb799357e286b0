"""Which of several people a short name means, as far as what stands around it settles that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.model import Context, Detection, Role
from redactor.text.lines import block_start
from redactor.text.tables import table

_PARAGRAPH = 2_000
_SPOKEN = frozenset({Context.ANSWER, Context.QUESTION})


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody whose whole name a short one may stand for.

    Attributes:
        role: who that is in the story.
        named: where the whole name stands in the short one's segment.
        is_convention: whether the narrator used the short name for this person before anybody else had it.
    """

    role: Role
    named: Sequence[int]
    is_convention: bool


def settled(text: str, mention: Detection, bearers: Sequence[Bearer]) -> int | None:
    """Return the number of the bearer that is meant, ``None`` where nothing tells.

    A rank or a word for a relative before the name tells; so does the narrator, who names
    somebody in full in the same paragraph, or has used the short name before it was two people's.
    What people call out tells nothing of whom they mean.

    Args:
        text: of the mention's segment.
        mention: the short name.
        bearers: those whose name it may be.
    """
    start = mention.span.start
    opens = block_start(text, start, _PARAGRAPH)
    before = text[opens:start]
    serving = [n for n, b in enumerate(bearers) if b.role is not Role.RELATIVE]
    if _follows(before, "ranks"):
        return serving[0] if len(serving) == 1 else None
    relatives = [n for n, b in enumerate(bearers) if b.role is Role.RELATIVE]
    if _follows(before, "kin"):
        return relatives[0] if len(relatives) == 1 else None
    if mention.context in _SPOKEN or _in_quotes(before):
        return None
    # Whom the narrator calls by the surname alone is not "Mr." all of a sudden.
    titled = _follows(before, "honorifics")
    usual = None if titled else next((n for n, b in enumerate(bearers) if b.is_convention), None)
    near = [n for n, b in enumerate(bearers) if any(opens <= at < start for at in b.named)]
    if not near:
        return usual
    if len(near) > 1 or (usual is None and near[0] in relatives):
        return None
    return near[0] if usual in (None, near[0]) else None


def _follows(before: str, kind: str) -> bool:
    words = "|".join(map(re.escape, table("bearers")[kind]))
    return bool(re.search(rf"(?<![^\W_])(?:{words})\.?\s+\Z", before, re.IGNORECASE))


def _in_quotes(before: str) -> bool:
    """Whether a quotation is open at the end of a paragraph's first part."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
