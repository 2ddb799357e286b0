"""Which words stand inside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.reading import Reading


def quoted(reading: Reading) -> tuple[bool, ...]:
    """Return, one a token, whether it stands inside quotation marks; no quotation crosses a block."""
    return tuple(_quoted(reading))


def _quoted(reading: Reading) -> Iterator[bool]:
    inside, block = False, -2
    for i, raw in enumerate(reading.raw):
        sentence = reading.sentence(i)
        here = sentence.block if sentence is not None else -1
        if here != block:
            inside, block = False, here
        if raw in ("“", "„", "«") or (raw == '"' and not inside):
            inside = True
            yield True
        elif raw in ("”", "»") or (raw == '"' and inside):
            inside = False
            yield True
        else:
            yield inside
