"""Keys of JSON objects, whatever an edit put into them: no two become one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from redactor.errors import UnwritableError
from redactor.formats.tables.json_text import Path
from redactor.model import Span

_NUMBERED = re.compile(r"（\d{1,2}）\Z")
_MOST = 99


def read_key(key: str) -> str:
    """Return a key as text: the number by which :func:`written_keys` told it from others is no text."""
    return _NUMBERED.sub("", key)


def written_keys(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the new keys by the old ones.

    Args:
        texts: by key, in order, what its text has become.

    Raises:
        UnwritableError: if too many keys become the same.
    """
    written = {key: key for key, text in texts.items() if text == read_key(key)}
    taken = set(written)
    for key, text in texts.items():
        if key not in written:
            numbers = (f"{text}（{n}）" if n > 1 else text for n in range(1, _MOST + 1))
            new = next((candidate for candidate in numbers if candidate not in taken), None)
            if new is None:
                raise UnwritableError("too many keys would become the same; mask fewer of them")
            written[key] = new
            taken.add(new)
    return written


def parts_of_label(path: Path, place: Span) -> Iterator[tuple[Span, str]]:
    """Yield the stretches of a label and the key that each repeats; none for what is no key.

    Args:
        path: the way to the value that the label stands before.
        place: of the label.
    """
    shown = [read_key(part) if isinstance(part, str) else str(part + 1) for part in path]
    if " ".join(" ".join(shown).split()) != " ".join(shown) or len(" ".join(shown)) != len(place):
        yield place, ""
        return
    at = place.start
    for part, text in zip(path, shown, strict=True):
        if text:
            yield Span(at, at + len(text)), part if isinstance(part, str) else ""
        at += len(text) + 1
