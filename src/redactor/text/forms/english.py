"""Ordinary English words: what a name must not be taken for."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.resources import files

from redactor.text.tables import table


@lru_cache(maxsize=1 << 16)
def is_ordinary(word: str) -> bool:
    """Whether a folded word is an ordinary word of English, whatever else it may be."""
    names = table("names")
    return word in _common_words() or word in names["ordinary_words"] or word in names["function_words"]


@cache
def _common_words() -> frozenset[str]:
    """Return the everyday words that the English detector ships; data, not code, crosses here."""
    data = (files("redactor") / "detect" / "en" / "lexicons" / "common_words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode("utf-8").split())
