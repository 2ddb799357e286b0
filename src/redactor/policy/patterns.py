"""Regular expressions out of a policy file, which must not hang on any text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex  # type: ignore[import-untyped]

_SECONDS = 0.1
"""How long a pattern may search one finding's text. A finding has a few words."""
_MAX_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled regular expression; two are equal if their sources are.

    Attributes:
        source: as the policy writes it.
    """

    source: str
    _compiled: Any = field(repr=False, compare=False)

    def found_in(self, text: str) -> bool:
        """Whether the pattern is found anywhere in a text.

        Raises:
            TimeoutError: if that takes too long.
        """
        return self._compiled.search(text, timeout=_SECONDS) is not None


def compile_pattern(source: str) -> Pattern:
    """Compile a regular expression.

    Args:
        source: in the syntax of the ``regex`` package.

    Raises:
        ValueError: if it is none, is too complicated, or says nothing; the message tells.
    """
    if len(source) > _MAX_LENGTH:
        raise ValueError(f"the pattern is longer than {_MAX_LENGTH} characters")
    try:
        pattern = Pattern(source, regex.compile(source))
        says_nothing = pattern.found_in("")
    except regex.error as e:
        raise ValueError(f"not a regular expression: {e.msg}, at its character {(e.pos or 0) + 1}") from e
    except (TimeoutError, RecursionError, MemoryError, OverflowError) as e:
        raise ValueError("the regular expression is too complicated") from e
    if says_nothing:
        raise ValueError("the pattern is found even in an empty text, so that it matches everything")
    return pattern
