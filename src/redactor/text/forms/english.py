"""Ordinary English words: what a name must not be taken for."""

from __future__ import annotations

from functools import lru_cache

from redactor.text.tables import common_words, table


@lru_cache(maxsize=1 << 14)
def is_ordinary(word: str) -> bool:
    """Whether a folded word is an ordinary word of English, whatever else it may be."""
    names = table("names")
    return word in common_words("en") or word in names["ordinary_words"] or word in names["function_words"]
