"""How far a fact of a body reaches within its clause: the hurt, not the life around it."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from redactor.detect.en.body.signs import is_part
from redactor.detect.reading import Reading

_REMARK = 5
"""Tokens up to which what follows a comma without a verb still belongs to the fact: "deaf, since birth"."""


def telling_part(reading: Reading, first: int, last: int, signs: Collection[int]) -> tuple[int, int]:
    """Return the tokens of a clause from the first of its pieces that tells of a body to the last.

    Pieces are what commas part: "In June, the dam broke, he lost an eye, and smokes" has one that
    tells. What only describes the hurt one before it ("Ho, 23, a driver, has ...") goes with it.

    Args:
        reading: the text.
        first: the clause's first token.
        last: token after its last.
        signs: tokens that tell of a wound, an illness or a mark.
    """
    pieces = _pieces(reading, first, last)
    telling = [n for n, piece in enumerate(pieces) if _tells(reading, piece, signs)]
    if not telling:
        return first, last
    begin, end = telling[0], telling[-1]
    while begin and not _has_subject(reading, pieces[begin]) and _describes(reading, pieces[begin - 1]):
        begin -= 1
    while end + 1 < len(pieces) and _is_remark(reading, pieces[end + 1]):
        end += 1
    return pieces[begin].start, pieces[end].stop


def _pieces(reading: Reading, first: int, last: int) -> list[range]:
    cuts = [first, *(t for t in range(first + 1, last) if reading.raw[t - 1] == ","), last]
    return [range(a, b) for a, b in itertools.pairwise(cuts)]


def _tells(reading: Reading, piece: range, signs: Collection[int]) -> bool:
    return any(t in signs or is_part(reading, t) for t in piece)


def _has_subject(reading: Reading, piece: range) -> bool:
    return any(reading.dep[t] in ("nsubj", "nsubjpass") for t in piece)


def _describes(reading: Reading, piece: range) -> bool:
    return not any(reading.pos[t] in ("VERB", "AUX") for t in piece)


def _is_remark(reading: Reading, piece: range) -> bool:
    told = [t for t in piece if reading.raw[t][:1].isalnum()]
    return len(told) <= _REMARK and not any(reading.pos[t] in ("VERB", "AUX") for t in told)
