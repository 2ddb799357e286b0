"""Public figures' names: who bears one, and which of them may stand in a text.

They are folded once, because they are the same for every document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from redactor.model import Detection, EntityType, Role
from redactor.text.fold import fold
from redactor.text.variants import name_parts
from redactor.text.words import WORD

_LEARNED = "model."
_SURELY_PROTECTED = 0.95
"""Score from which the network's word on a famous surname counts: of famous bearers it is not that sure."""


def bare(name: str) -> str:
    """Return a text's folded letters and digits alone."""
    return "".join(filter(str.isalnum, fold(name).text))


@lru_cache(maxsize=4)
def _bare_names(public: tuple[str, ...]) -> frozenset[str]:
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


def public_people(
    texts: Mapping[str, str], found: Iterable[Detection], public: Sequence[str]
) -> Iterator[Detection]:
    """Yield detections; whoever bears a public figure's full name is one, by a listed surname alone too.

    Not where somebody else of the document has the surname, or a sentence says that its bearer is another.

    Args:
        texts: of the document, by segment.
        found: in it.
        public: names of public figures.
    """
    people = list(found)
    surfaces = [
        _surface(texts, d)
        for d in people
        if d.entity_type == EntityType.PERSON and (d.role is None or d.role.is_protected)
    ]
    borne = {bare(part) for name in surfaces if " " in name.strip() for part in name_parts(name)}
    names = _bare_names(tuple(public)) - borne
    for d in people:
        is_open = d.entity_type == EntityType.PERSON and d.role is None and not _is_settled(d)
        if is_open and bare(_surface(texts, d)) in names:
            yield replace(d, role=Role.PUBLIC_FIGURE, reason="a public figure's name")
        else:
            yield d


def _is_settled(d: Detection) -> bool:
    """Whether a sentence says that a name is somebody's to protect, or the network is sure of it."""
    return d.pinned or (d.rule.startswith(_LEARNED) and d.score >= _SURELY_PROTECTED)


def _surface(texts: Mapping[str, str], d: Detection) -> str:
    return texts[d.segment][d.span.start : d.span.end]
