"""From documents to the tensors that the network is trained on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from corpus import Example

from redactor.detect.learned.tokens import Tokens, WordPieces

LABELS = (
    "PERSON",
    "AGE",
    "DATE_OF_BIRTH",
    "HOMETOWN",
    "DUTY_STATION",
    "LOCATION",
    "MILITARY_UNIT",
    "MILITARY_ROLE",
    "SERVICE_RECORD",
    "DATE",
    "FAMILY_DETAIL",
    "HEALTH",
    "BACKGROUND",
    "REPRISAL_RISK",
    "CONTACT",
)
"""What the network tells apart; organisations are never protected and have no output."""

PUBLIC = (
    "PERSON",
    "AGE",
    "LOCATION",
    "HOMETOWN",
    "MILITARY_UNIT",
    "MILITARY_ROLE",
    "DATE",
    "FAMILY_DETAIL",
    "CONTACT",
)
"""Of these the network also learns which are to be kept: whoever can tell a minister's age from a
prisoner's has learned what both look like. These outputs help in training only and are not shipped."""
OUTPUTS = len(LABELS) + len(PUBLIC)

_MIXED = 400
"""Windows that are sorted by length together."""
_SPOKEN = re.compile(r"[.!?]+(?=\s)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document as the network sees it.

    Attributes:
        tokens: its word pieces.
        targets: 1 where a piece lies in a span to be found, or, in the last columns, in one to be
            kept; shape ``(pieces, OUTPUTS)``.
        weights: 0 where reasonable editors differ, so that nothing is learned there.
    """

    tokens: Tokens
    targets: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]


def labelled(example: Example, pieces: WordPieces) -> Labelled:
    """Give every word piece its labels: what is to be protected or flagged counts, the rest does not."""
    tokens = pieces.cut(example.text)
    targets = np.zeros((len(tokens), OUTPUTS), dtype=np.float32)
    weights = np.ones_like(targets)
    for wanted in ("either", "keep", "found"):
        for mark in example.marks:
            found = "found" if mark.action in ("protect", "flag") else mark.action
            if mark.entity_type not in LABELS or found != wanted:
                continue
            rows = slice(
                np.searchsorted(tokens.ends, mark.start, side="right"),
                np.searchsorted(tokens.starts, mark.end, side="left"),
            )
            for column, is_on in _columns(mark.entity_type, found):
                targets[rows, column] = float(is_on)
                weights[rows, column] = 0.0 if found == "either" else 1.0
    return Labelled(tokens, targets, weights)


def _columns(label: str, found: str) -> list[tuple[int, bool]]:
    """The outputs that a mark tells something about, and whether they are on."""
    columns = [(LABELS.index(label), found == "found")]
    if label in PUBLIC:
        columns.append((len(LABELS) + PUBLIC.index(label), found == "keep"))
    return columns


def as_spoken(example: Example) -> Example:
    """Return the example as a machine would write it down: lower case, no full stops; same length."""
    text = _SPOKEN.sub(lambda m: " " * len(m.group()), example.text.lower())
    return example if len(text) != len(example.text) else Example(example.name, text, example.marks)


def batches(
    documents: Sequence[Labelled], window: int, size: int, rng: random.Random
) -> list[list[tuple[Labelled, int, int]]]:
    """Cut documents into windows that begin at a random place and mix them into batches.

    Args:
        documents: to cut.
        window: word pieces a window has at most.
        size: word pieces a batch has at most, padding included; windows of like length go together.
        rng: mixes.
    """
    cut: list[tuple[Labelled, int, int]] = []
    for document in documents:
        start = -rng.randrange(window)
        while start < len(document.tokens):
            low, high = max(0, start), min(start + window, len(document.tokens))
            if high > low:
                cut.append((document, low, high))
            start += window
    rng.shuffle(cut)
    mixed = [
        batch
        for first in range(0, len(cut), _MIXED)
        for batch in _of_like_length(cut[first : first + _MIXED], size)
    ]
    rng.shuffle(mixed)
    return mixed


def _of_like_length(
    windows: list[tuple[Labelled, int, int]], size: int
) -> Iterator[list[tuple[Labelled, int, int]]]:
    batch: list[tuple[Labelled, int, int]] = []
    for one in sorted(windows, key=lambda w: w[1] - w[2]):
        width = max(one[2] - one[1], *(high - low for _, low, high in batch), 1)
        if batch and width * (len(batch) + 1) > size:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch
