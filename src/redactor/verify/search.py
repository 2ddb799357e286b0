"""Looking for many values in a text at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from redactor.model import Span
from redactor.verify.letters import Letters, letters_of
from redactor.verify.values import Value

# Values are looked up by their first letters; the longest of these lengths that fits.
_KEYS = (32, 16, 8, 4, 2)
_WIDEST_GAP = 12
_LEAST_PLURAL = 5
_LEAST_SPLIT = 5
_INSIDE_WORD = re.compile(r"[\-‐‑'’*_~`\u00ad]+(?:\s*[\r\n]\s*)?\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n])[\s\"'“”‘’(\[*_>#-]*\Z")


class Search:
    """A set of values, ready to be looked for."""

    def __init__(self, values: Iterable[Value]) -> None:
        """Sort values by their first letters."""
        self._by_key: dict[str, list[Value]] = defaultdict(list)
        for value in dict.fromkeys(values):
            size = next(size for size in _KEYS if size <= len(value.plain))
            self._by_key[value.plain[:size]].append(value)
        self._sizes: dict[str, list[int]] = defaultdict(list)
        """By two first letters how long the keys are that begin with them, the longest first."""
        for key in sorted(self._by_key, key=len, reverse=True):
            if len(key) not in self._sizes[key[:2]]:
                self._sizes[key[:2]].append(len(key))

    def mentions(self, text: str, letters: Letters | None = None) -> Iterator[tuple[Value, Span]]:
        """Yield each mention of a value in a text.

        A mention starts and ends at a word's border. Case, accents, look-alikes, invisible
        characters and gaps do not matter, but a gap inside a word of the value has to look
        like one made to hide it: see :func:`_reads_as_one`.
        """
        seen = letters or letters_of(text)
        plain, sizes = seen.plain, self._sizes
        # Few words begin as a value does: the others are passed over before all else.
        for start in [at for at in seen.starts if plain[at : at + 2] in sizes]:
            for size in sizes[plain[start : start + 2]]:
                key = plain[start : start + size]
                # Near the end it comes out short, and would be another size's.
                for value in self._by_key.get(key, ()) if len(key) == size else ():
                    if plain.startswith(value.plain, start) and _is_mention(text, seen, start, value):
                        last = seen.at[start + len(value.plain) - 1]
                        yield value, Span(seen.at[start], last + 1)


def _is_mention(text: str, seen: Letters, start: int, value: Value) -> bool:
    return (
        _ends_at_border(seen, start + len(value.plain), value)
        and _reads_as_one(text, seen, start, value)
        and not (value.is_word and not _has_telling_capital(text, seen.at[start], value))
        and not (value.is_common and text[seen.at[start]].islower())
    )


def _ends_at_border(seen: Letters, end: int, value: Value) -> bool:
    plain = seen.plain
    if end == len(plain) or seen.gaps[end] or plain[end].isdigit() != plain[end - 1].isdigit():
        return True
    if "\u1100" <= plain[end] <= "\u11ff":
        return True  # Korean particles follow a name without a gap.
    plural = value.is_part and len(value.plain) >= _LEAST_PLURAL and plain[end] == "s"
    return plural and (end + 1 == len(plain) or bool(seen.gaps[end + 1]))


def _reads_as_one(text: str, seen: Letters, start: int, value: Value) -> bool:
    """Whether the gaps in a match leave it one mention.

    Where the value itself has a gap, any short one will do. Inside a word of it, gaps count
    as a disguise if they are hyphens or markup, if every letter stands alone, or if every
    piece has a capital ("Jong Ho" for "Jongho"); "am in" is no mention of "Amin".
    """
    size = len(value.plain)
    gaps = [i for i in range(1, size) if seen.gaps[start + i]]
    between = {i: text[seen.at[start + i - 1] + 1 : seen.at[start + i]] for i in gaps}
    if value.is_part and any(len(gap) > _WIDEST_GAP for gap in between.values()):
        return False
    odd = [i for i in gaps if i not in value.breaks]
    if not odd or all(_INSIDE_WORD.match(between[i]) for i in odd):
        return True
    if len(gaps) == size - 1 and size > 2:
        return True
    return size >= _LEAST_SPLIT and all(text[seen.at[start + i]].isupper() for i in [0, *gaps])


def _has_telling_capital(text: str, at: int, value: Value) -> bool:
    """Whether a mention of an ordinary word has a capital that no sentence start explains."""
    if not text[at].isupper():
        return False
    return len(value.plain) <= 2 or not _SENTENCE_START.search(text[max(0, at - 16) : at])
