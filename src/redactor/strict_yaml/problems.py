"""Mistakes in one of the editor's files, gathered so that one run shows all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from yaml import Node

from redactor.errors import PolicyError, RedactorError

_REPEATED = re.compile(r"'(?!<)[^']{2,}'")
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
    """Collects the mistakes of one file.

    Args:
        file: the file as the user named it.
        kind: of file, for messages: ``policy``.
        discreet: whether the file is a secret, so that no message repeats a word of it.
    """

    def __init__(self, file: str, kind: str = "policy", *, discreet: bool = False) -> None:
        self.file = file
        self.kind = kind
        self.found: list[Problem] = []
        self._discreet = discreet

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
        self.at(place, f"unknown {what}{self.quoted(word)}; {closest(word, known)}")

    def quoted(self, word: str, form: str = " '{}'") -> str:
        """Return a word of the file as a part of a message; nothing if the file is a secret."""
        return "" if self._discreet else form.format(word[:_SHOWN])

    def without_words(self, message: str) -> str:
        """Return a message of the YAML library without the words of the file that it repeats."""
        return _REPEATED.sub("a word", message) if self._discreet else message


def _printable(message: str) -> str:
    """Return a message that cannot steer a terminal, whatever words of the file it repeats."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)


def closest(word: str, known: Iterable[str]) -> str:
    """Return a hint: the known word that is most like a mistyped one, else all of them."""
    words = {w.casefold(): w for w in known}
    like = get_close_matches(word.casefold(), words, n=1)
    return f"did you mean '{words[like[0]]}'?" if like else f"known: {', '.join(sorted(words.values()))}"


def refuse(problems: Iterable[Problem], error: type[RedactorError] = PolicyError) -> None:
    """Do nothing if there are no mistakes.

    Args:
        problems: of one file or more.
        error: what is raised.

    Raises:
        RedactorError: ``error`` with every mistake on a line of its own, in order of file and place.
    """
    lines = [str(p) for p in sorted(set(problems))]
    if lines:
        raise error("\n".join(lines))
