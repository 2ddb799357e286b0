"""Shows what each step of the decoding wins and costs on held-out documents: how `model.yaml` is chosen.

    python training/decoding.py [--as-was]

The whole product reads the held-out documents, under the shipped policy, with one figure of
`model.yaml` moved by a step: a type's threshold, how far a span reaches, the floors' cap. The
documents are parted in two halves by a seed. A step is taken if in the half that proposes it
and in the half that confirms it the places that it hides more, at :data:`PRICE` letters each,
are worth the letters that it masks wrongly more; nothing is written, a person writes the
figures down. With `--as-was` the steps go out from the figures before the last choice, so that
it can be followed. Each step reads all documents once, half a minute on one core.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from corpus import DOCUMENTS

from redactor.detect.learned.card import ModelCard
from redactor.detect.learned.extent import Extent
from redactor.detect.learned.recognizer import network
from redactor.evaluate.readers import read_gold
from redactor.evaluate.records import Found, GoldAction, GoldDocument
from redactor.evaluate.score import DocumentScore, score_document
from redactor.pipeline import Engine, analyze_document, load_engine
from redactor.policy import load_policy

PRICE = 40
"""Letters that may be masked wrongly for one protected place more that is hidden: about a clause."""
SEED = 5
"""Parts the held-out documents."""
HELD_OUT = Path(__file__).with_name("held-out.txt")
THRESHOLD_STEPS = (-0.1, 0.1, 0.2)
EXTENTS = {
    "names": (0.7, 0.8, 0.9, 1.0),
    "clauses": (0.6, 0.7, 0.8, 0.9),
    "shown": (0.5, 0.6, 0.7),
    "core": (0.0, 0.8, 0.9, 1.0),
}
CAPS = (0.2, 0.3, 0.4, 0.5)
"""What the highest floors may be."""
BEFORE = {"AGE": 0.45, "HOMETOWN": 0.45, "LOCATION": 0.4, "SERVICE_RECORD": 0.5, "BACKGROUND": 0.35}
"""Thresholds before the last choice; the others did not move."""
EXTENT_BEFORE = Extent(names=0.9, clauses=0.7, shown=0.7, core=0.0)
CAP_BEFORE = 0.2


class Step(NamedTuple):
    """One figure moved."""

    name: str
    card: ModelCard


class Outcome(NamedTuple):
    """What the product made of some documents."""

    hidden: int
    wrong: int


def steps(card: ModelCard) -> Iterator[Step]:
    """Yield the cards that differ from one in one figure."""
    for label, threshold in card.thresholds.items():
        for by in THRESHOLD_STEPS:
            if 0.05 <= (moved := round(threshold + by, 2)) <= 0.95:
                yield Step(f"{label} {moved}", _with_threshold(card, label, moved))
    for name, shares in EXTENTS.items():
        for share in shares:
            if share != getattr(card.extent, name):
                yield Step(f"{name} {share}", replace(card, extent=replace(card.extent, **{name: share})))
    for cap in CAPS:
        if cap != _cap(card):
            yield Step(f"floors {cap}", _with_cap(card, cap))


def _with_threshold(card: ModelCard, label: str, threshold: float) -> ModelCard:
    return replace(card, thresholds={**card.thresholds, label: threshold})


def _cap(card: ModelCard) -> float:
    return max(card.floors.by_type.values())


def _with_cap(card: ModelCard, cap: float) -> ModelCard:
    highest = _cap(card)
    floors = {
        kind: cap if floor == highest else min(floor, cap) for kind, floor in card.floors.by_type.items()
    }
    return replace(card, floors=replace(card.floors, by_type=floors))


def _as_was(card: ModelCard) -> ModelCard:
    before = replace(card, thresholds={**card.thresholds, **BEFORE}, extent=EXTENT_BEFORE)
    return _with_cap(before, CAP_BEFORE)


def halves(names: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Part the documents: the half that proposes and the half that confirms."""
    mixed = sorted(names)
    random.Random(SEED).shuffle(mixed)  # noqa: S311 - nothing secret hangs on it
    return frozenset(mixed[: len(mixed) // 2]), frozenset(mixed[len(mixed) // 2 :])


def read_all(engine: Engine, documents: Sequence[GoldDocument], card: ModelCard) -> list[DocumentScore]:
    """Let the product read documents with another card."""
    network().card = card
    scores = []
    for gold in documents:
        document = engine.read("document.txt", gold.text.encode())
        found = tuple(Found.of(d) for d in analyze_document(engine, document).decisions)
        scores.append(score_document(gold, found))
    return scores


def outcome(scores: Sequence[DocumentScore], names: frozenset[str]) -> Outcome:
    """Add up the documents of a half."""
    mine = [s for s in scores if s.document.name in names]
    return Outcome(sum(s.share(GoldAction.PROTECT).hits for s in mine), sum(s.over_letters for s in mine))


def main(*, as_was: bool) -> None:
    """Print the table."""
    names = HELD_OUT.read_text("utf-8").split()
    paths = [DOCUMENTS / f"{name}.gold.txt" for name in names]
    documents = [gold for path in paths for gold in read_gold(path.name, path.read_bytes())]
    engine = load_engine(load_policy())
    card = _as_was(network().card) if as_was else network().card
    parts = halves([gold.name for gold in documents])
    start = [outcome(scores, part) for scores in [read_all(engine, documents, card)] for part in parts]
    print(f"{'':24} {'proposes':>16} {'confirms':>16}")
    print(f"{'as it is':24} " + " ".join(f"{o.hidden:8}{o.wrong:8}" for o in start), flush=True)
    for step in steps(card):
        scores = read_all(engine, documents, step.card)
        moved = [outcome(scores, part) for part in parts]
        by = [Outcome(m.hidden - s.hidden, m.wrong - s.wrong) for m, s in zip(moved, start, strict=True)]
        worth = [PRICE * o.hidden - o.wrong for o in by]
        taken = "  worth it" if min(worth) >= 0 < max(worth) else ""
        print(f"{step.name:24} " + " ".join(f"{o.hidden:+8}{o.wrong:+8}" for o in by) + taken, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--as-was", action="store_true", help="from the figures before the last choice")
    main(as_was=parser.parse_args().as_was)
