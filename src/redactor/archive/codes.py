"""Draws the codes by which people are told apart over an archive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from secrets import choice

from redactor.errors import RefusedError
from redactor.generalize import CODE_DIGITS, CODE_FORM, CODE_LETTERS

MOST_CODES = len(CODE_LETTERS) ** CODE_FORM.count("A") * len(CODE_DIGITS) ** CODE_FORM.count("D") // 2
"""How many people one vault can name. Half of all codes, so that drawing one never takes long."""


def draw_codes(taken: Collection[str], pick: Callable[[Sequence[str]], str] = choice) -> Iterator[str]:
    """Yield codes that nobody has, each drawn without regard to anything: not whose it is, not its turn.

    Args:
        taken: codes that are given out.
        pick: draws one of several at random, for keeps.

    Raises:
        RefusedError: if so many are given out that the archive needs another vault.
    """
    used = set(taken)
    while len(used) < MOST_CODES:
        code = "".join(pick(CODE_LETTERS if place == "A" else CODE_DIGITS) for place in CODE_FORM)
        if code not in used:
            used.add(code)
            yield code
    raise RefusedError(f"the vault has named {MOST_CODES} people and has no code left; split the archive")
