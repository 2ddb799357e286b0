"""Looks for hidden values elsewhere than in the text: in reports beside it, in the bytes beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from redactor.model import Leak, LeakKind, Span
from redactor.verify.buried import Noise, TooLargeError, texts_in
from redactor.verify.letters import Letters, letters_of, read_letters
from redactor.verify.outside import Cover
from redactor.verify.search import Search
from redactor.verify.values import IDENTIFYING, Value

_TELLING_BREAKS = 3
_LEAST_BITS = 32
_IDEOGRAPH = "一"
_IDEOGRAPHS = re.compile("[㐀-䶿一-鿿]+")
"""Letters, each for itself only; few hidden values have any."""


def in_reports(
    rendered: Iterable[str], values: Sequence[Value], sayable: Search, wording: str = ""
) -> Iterator[Leak]:
    """Look into texts that are released beside the document.

    Args:
        rendered: these texts.
        values: the hidden ones.
        sayable: what the texts may say.
        wording: what they say of every document; a value that stands there tells nothing of this one.
    """
    search = _telling(_beyond(wording, values))
    for number, text in enumerate(rendered, 1):
        for value, span in _unsaid(text, search, sayable):
            detail = f"it holds a hidden {value.entity_type}"
            yield Leak(LeakKind.REPORT, f"report[{number}]", span, value.entity_type, detail)


def _beyond(wording: str, values: Sequence[Value]) -> list[Value]:
    """Return the values that a wording does not say."""
    said = {value for value, _ in Search(values).mentions(wording)} if wording else set()
    return [value for value in values if value not in said]


def beneath(content: bytes | None, values: Iterable[Value], sayable: Search) -> Iterator[Leak]:
    """Look into the written bytes: what a file tool finds that no reader of the format shows.

    Args:
        content: unpacked and searched, see :mod:`redactor.verify.buried`; nothing for ``None``.
        values: the hidden ones.
        sayable: what the bytes may say.
    """
    if content is None:
        return
    told = list(values)
    search, noise = _telling(told), _InNoise(told)
    try:
        found = {
            value.entity_type
            for text in texts_in(content)
            for value, _ in (
                noise.unsaid(text, sayable) if isinstance(text, Noise) else _unsaid(text, search, sayable)
            )
        }
    except TooLargeError:
        yield Leak(LeakKind.STRUCTURE, "file", None, "", "a part of it unpacks to more than can be searched")
        return
    for entity_type in sorted(found):
        detail = f"beneath its text the file holds a hidden {entity_type}"
        yield Leak(LeakKind.SURVIVES, "file", None, entity_type, detail)


class _InNoise:
    """Looks for hidden values in bytes that are hardly text.

    Args:
        values: of them those are looked for that are hardly there by chance.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        strong = [value for value in values if _bits(value) >= _LEAST_BITS]
        self._search = _telling(strong)
        self._has_ideographs = any(_IDEOGRAPHS.search(value.plain) for value in strong)

    def unsaid(self, text: str, sayable: Search) -> Iterator[tuple[Value, Span]]:
        """Yield the values that some noise mentions outside what may be said."""
        if not self._has_ideographs:
            # Half of all noise, and each another letter that is to be remembered.
            text = _IDEOGRAPHS.sub(_IDEOGRAPH, text)
        return _unsaid(text, self._search, sayable, read_letters(text))


def _bits(value: Value) -> int:
    """Return how unlikely a value is in bytes that mean something else."""
    consonants = sum("\u1100" <= c <= "\u115f" or "\u11a8" <= c <= "\u11ff" for c in value.plain)
    beyond = sum(not c.isascii() for c in value.plain) - consonants
    return 7 * sum(c.isascii() for c in value.plain) + 16 * beyond


def _telling(values: Iterable[Value]) -> Search:
    return Search(v for v in values if v.entity_type in IDENTIFYING or len(v.breaks) >= _TELLING_BREAKS)


def _unsaid(
    text: str, search: Search, sayable: Search, letters: Letters | None = None
) -> Iterator[tuple[Value, Span]]:
    """Yield the hidden values that a text mentions outside what may be said."""
    letters = letters or letters_of(text)
    found = list(search.mentions(text, letters))
    allowed = Cover(span for _, span in sayable.mentions(text, letters)) if found else Cover([])
    for value, span in found:
        if not allowed.contains(span):
            yield value, span
