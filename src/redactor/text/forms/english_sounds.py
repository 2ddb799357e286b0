"""English names as Russian and Ukrainian write them, by sound ("Baker" as "Бейкер")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from redactor.text.forms.slavic import merged
from redactor.text.tables import table

_MOST = 64
"""A name that may be written in more ways is looked for in its likeliest ones only."""
_LONGEST_GROUP = 4


@lru_cache(maxsize=4096)
def cyrillic_keys(name: str) -> frozenset[str]:
    """Return the Slavic keys under which an English name may stand in Cyrillic.

    Args:
        name: one word in small Latin letters.
    """
    return frozenset(merged("".join(parts)) for parts in product(*likeliest(_sounds(name), _MOST)))


def likeliest(choices: Sequence[Sequence[str]], most: int) -> list[Sequence[str]]:
    """Return choices, the likeliest of each first, cut so that no more than ``most`` ways are left."""
    cut = list(choices)
    while _size(cut) > most:
        widest = max(range(len(cut)), key=lambda at: len(cut[at]))
        cut[widest] = cut[widest][:-1]
    return cut


def _size(choices: Sequence[Sequence[str]]) -> int:
    size = 1
    for choice in choices:
        size *= len(choice)
    return size


def _sounds(name: str) -> list[list[str]]:
    data = table("english_sounds")
    sounds: list[list[str]] = []
    at = 0
    while at < len(name):
        rest = name[at:]
        if at and rest in data["last"]:
            return [*sounds, data["last"][rest]]
        lengths = range(min(_LONGEST_GROUP, len(rest)), 1, -1)
        group = next((rest[:n] for n in lengths if rest[:n] in data["groups"]), "")
        if group:
            sounds.append(data["groups"][group])
        elif rest[0] in data["soft"] and rest[1:2] in ("e", "i", "y"):
            sounds.append(data["soft"][rest[0]])
        else:
            sounds.append(data["letters"].get(rest[0], [rest[0]]))
        at += len(group) or 1
    return sounds
