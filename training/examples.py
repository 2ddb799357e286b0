"""From documents to the tensors that the network is trained on."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
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

_SPOKEN = re.compile(r"[.!?]+(?=\s)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document as the network sees it.

    Attributes:
        tokens: its word pieces.
        targets: 1 where a piece lies in a span to be found, shape ``(pieces, labels)``.
        weights: 0 where reasonable editors differ, so that nothing is learned there.
    """

    tokens: Tokens
    targets: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]


def labelled(example: Example, pieces: WordPieces) -> Labelled:
    """Give every word piece its labels: what is to be protected or flagged counts, the rest does not."""
    tokens = pieces.cut(example.text)
    targets = np.zeros((len(tokens), len(LABELS)), dtype=np.float32)
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
            column = LABELS.index(mark.entity_type)
            targets[rows, column] = 1.0 if found == "found" else 0.0
            weights[rows, column] = 0.0 if found == "either" else 1.0
    return Labelled(tokens, targets, weights)


def as_spoken(example: Example) -> Example:
    """Return the example as a machine would write it down: lower case, no full stops; same length."""
    text = _SPOKEN.sub(lambda m: " " * len(m.group()), example.text.lower())
    return example if len(text) != len(example.text) else Example(example.name, text, example.marks)


def batches(
    documents: Sequence[Labelled], window: int, size: int, rng: random.Random
) -> list[list[tuple[Labelled, int, int]]]:
    """Cut documents into windows that begin at a random place and mix them into batches."""
    cut: list[tuple[Labelled, int, int]] = []
    for document in documents:
        start = -rng.randrange(window)
        while start < len(document.tokens):
            low, high = max(0, start), min(start + window, len(document.tokens))
            if high > low:
                cut.append((document, low, high))
            start += window
    rng.shuffle(cut)
    return [cut[i : i + size] for i in range(0, len(cut), size)]
