"""Sheet names that Excel accepts, whatever an edit put into them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.errors import UnwritableError

MAX_LENGTH = 31

_FORBIDDEN = "[]:*?/\\"
_WIDE = "［］：＊？／＼"
_NUMBERED = re.compile(r"（\d+）\Z")


def read_name(name: str) -> str:
    """Return a sheet's name as text: what :func:`written_names` had to change is undone."""
    return _NUMBERED.sub("", name).translate(str.maketrans(_WIDE, _FORBIDDEN))


def written_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names as Excel wants them: of full-width brackets, and no two alike.

    Raises:
        UnwritableError: if one is empty or too long.
    """
    written: list[str] = []
    taken: set[str] = set()
    for name in names:
        wide = name.translate(str.maketrans(_FORBIDDEN, _WIDE))
        numbers = (f"{wide}（{n}）" if n > 1 else wide for n in range(1, len(names) + 1))
        new = next(candidate for candidate in numbers if candidate.casefold() not in taken)
        if not wide.strip() or len(new) > MAX_LENGTH:
            raise UnwritableError("a sheet's new name is empty or too long; shorten the replacement")
        taken.add(new.casefold())
        written.append(new)
    return tuple(written)
