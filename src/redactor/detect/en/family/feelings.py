"""Verbs of feeling and saying, which state no fact about the relative who feels or says."""

from __future__ import annotations

from functools import cache

from redactor.detect.lexicon import lexicon


@cache
def feeling_verbs() -> frozenset[str]:
    """Return the lemmas."""
    return lexicon("en").words("family/feeling_verbs")
