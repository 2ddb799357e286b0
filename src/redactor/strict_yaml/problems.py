"""Mistakes in a policy file, gathered so that one run shows all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from yaml import Node

from redactor.errors import PolicyError

_SHOWN = 60
"""Characters of an unknown word that a message repeats."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake.

    Attributes:
        file: the file as the user named it.
        line: from 1.
        column: in code points, from 1.
        message: what is wrong and what to do.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Mark(Protocol):
    """A place in a file, counted from 0, as PyYAML does."""

    @property
    def line(self) -> int:
        """Line, from 0."""

    @property
    def column(self) -> int:
        """Column in code points, from 0."""


class Problems:
    """Collects the mistakes of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def at(self, place: Node | Mark | None, message: str) -> None:
        """Add a mistake.

        Args:
            place: where it is; ``None`` for the file as a whole.
            message: what is wrong and what to do.
        """
        mark = place.start_mark if isinstance(place, Node) else place
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        self.found.append(Problem(self.file, line, column, _printable(message)))

    def unknown(self, place: Node, what: str, word: str, known: Iterable[str]) -> None:
        """Add an unknown word, with the known one that is most like it."""
        self.at(place, f"unknown {what} '{word[:_SHOWN]}'; {closest(word, known)}")


def _printable(message: str) -> str:
    """Return a message that cannot steer a terminal, whatever words of the file it repeats."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)


def closest(word: str, known: Iterable[str]) -> str:
    """Return a hint: the known word that is most like a mistyped one, else all of them."""
    words = {w.casefold(): w for w in known}
    like = get_close_matches(word.casefold(), words, n=1)
    return f"did you mean '{words[like[0]]}'?" if like else f"known: {', '.join(sorted(words.values()))}"


def refuse(problems: Iterable[Problem]) -> None:
    """Do nothing if there are no mistakes.

    Raises:
        PolicyError: with every mistake on a line of its own, in order of file and place.
    """
    lines = [str(p) for p in sorted(set(problems))]
    if lines:
        raise PolicyError("\n".join(lines))
