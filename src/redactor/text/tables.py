"""The tables that travel with the product, read once."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> Any:
    """Return a table of ``redactor/text/data``: ``confusables``, ``names``. Do not change it."""
    return yaml.safe_load((files("redactor.text") / "data" / f"{name}.yaml").read_text("utf-8"))


@cache
def common_words(language: str) -> frozenset[str]:
    """Return a language's common words, lower-case: the list that its detector ships.

    Data, not code, crosses here: one copy of the largest list serves all who ask.

    Raises:
        FileNotFoundError: if the language has no such list.
    """
    data = (files("redactor") / "detect" / language / "lexicons" / "common_words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode("utf-8").split())
