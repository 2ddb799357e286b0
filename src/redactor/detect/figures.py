"""Public figures' names, folded once: they are the same for every document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from redactor.text.fold import fold
from redactor.text.words import WORD


def bare(name: str) -> str:
    """Return a text's folded letters and digits alone."""
    return "".join(filter(str.isalnum, fold(name).text))


@lru_cache(maxsize=4)
def bare_names(public: tuple[str, ...]) -> frozenset[str]:
    """Return public names, bare."""
    return frozenset(map(bare, public))


def figures_in(texts: Iterable[str], public: Sequence[str]) -> Iterator[str]:
    """Yield the folded whole names that may stand in some texts: whose first word does.

    Args:
        texts: in which a word may be spaced out or parted at a line's end.
        public: names of public figures; of those of one word nothing is yielded.
    """
    squeezed = "\n".join(map(bare, texts))
    return (name for name, first in _whole_names(tuple(public)).items() if first in squeezed)


@lru_cache(maxsize=4)
def _whole_names(public: tuple[str, ...]) -> Mapping[str, str]:
    """Return the folded names of several words, each with its first word."""
    folded = (fold(name).text for name in public if " " in name)
    return {name: WORD.findall(name)[0] for name in folded if WORD.search(name)}
