"""Values of somebody's JSON, read with their paths, so that a mistake can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from redactor.errors import UnreadableError
from redactor.model import Span


@dataclass(frozen=True, slots=True)
class Field:
    """A JSON value and where it stands.

    Attributes:
        value: as parsed.
        path: for messages: ``document 3, spans[2]``.
    """

    value: Any = field(repr=False)
    path: str

    def __getitem__(self, key: str) -> Field:
        """Return the value under a key.

        Raises:
            UnreadableError: if this is no object or has no such key.
        """
        if not isinstance(self.value, dict):
            self.refuse("it is no JSON object")
        if key not in self.value:
            self.refuse(f"the key {key} is missing")
        return Field(self.value[key], f"{self.path}, {key}")

    def get(self, key: str, default: Any) -> Field:
        """Return the value under a key, or the default where there is none or ``null``."""
        present = isinstance(self.value, dict) and self.value.get(key) is not None
        return self[key] if present else Field(default, f"{self.path}, {key}")

    def __iter__(self) -> Iterator[Field]:
        if not isinstance(self.value, list):
            self.refuse("it is no list")
        for number, item in enumerate(self.value, 1):
            yield Field(item, f"{self.path}[{number}]")

    def items(self) -> Iterator[tuple[str, Field]]:
        """Yield the keys and values of an object."""
        if not isinstance(self.value, dict):
            self.refuse("it is no JSON object")
        for key in self.value:
            yield str(key), self[key]

    def text(self) -> str:
        """Return a string, or raise ``UnreadableError``."""
        if not isinstance(self.value, str):
            self.refuse("it is no string")
        return self.value

    def number(self) -> int:
        """Return a whole number, or raise ``UnreadableError``."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse("it is no whole number")
        return self.value

    def span(self, start: str, end: str, size: int) -> Span:
        """Return the span that two keys give, or raise ``UnreadableError`` if it is none of the text."""
        first, last = self[start].number(), self[end].number()
        if not 0 <= first < last <= size:
            self.refuse(f"{start} and {end} are no span of the text")
        return Span(first, last)

    def refuse(self, complaint: str) -> NoReturn:
        """Raise ``UnreadableError`` with the path and a complaint."""
        raise UnreadableError(f"{self.path}: {complaint}; mend it, or export the file again")
