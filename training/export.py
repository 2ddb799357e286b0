"""Turns a trained classifier into the files that the product ships.

    python training/export.py FOLDER --version 1

Writes `model.onnx` (int8) and `model.yaml` with thresholds and SHA-256 into the package. The
thresholds are chosen on the held-out documents: for each label the lowest at which what is
found is right often enough, so that recall comes first. From there `decoding.py` shows which
steps are worth taking; those are written into `model.yaml` by hand.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
import yaml
from classifier import Classifier, Probabilities
from corpus import Example, read_examples
from examples import LABELS, OUTPUTS, labelled
from floors import choose_floors
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import WINDOW, encoder_folder, split

from redactor.detect.learned.card import MODEL_FOLDER
from redactor.detect.learned.network import Network

OVERLAP = 64
EXTENT = {"names": 0.8, "clauses": 0.7, "shown": 0.6, "core": 0.9}
"""How far spans reach: chosen with `decoding.py`."""
HEAD = """\
# Written by training/export.py; what it means: docs/model-card.md.
# Thresholds: training/export.py chose them on the held-out documents (training/held-out.txt).
# Extent and the cap of the floors: chosen on one half of these documents and confirmed on the other,
# with training/decoding.py.
"""
GRID = [round(0.1 + 0.05 * i, 2) for i in range(18)]
ENOUGH = {
    "PERSON": 0.75,
    "DATE_OF_BIRTH": 0.4,
    "DUTY_STATION": 0.5,
    "LOCATION": 0.5,
    "MILITARY_UNIT": 0.5,
    "MILITARY_ROLE": 0.5,
    "SERVICE_RECORD": 0.5,
    "DATE": 0.5,
    "BACKGROUND": 0.5,
    "REPRISAL_RISK": 0.35,
}
"""Share of the marked words that must be right at a label's threshold, where it is not the usual one:
what identifies in a word or two costs little text where it is wrong, and what is only shown to a
person costs a glance."""
USUALLY_ENOUGH = 0.66


def export(folder: Path, version: str) -> None:
    """Write the network as int8 ONNX, then choose its thresholds."""
    classifier = Classifier(encoder_folder(), OUTPUTS)
    classifier.load_state_dict(torch.load(folder / "classifier.pt"))
    classifier.eval()
    with TemporaryDirectory() as temporary:
        exact = Path(temporary) / "exact.onnx"
        example = torch.ones((2, 16), dtype=torch.long)
        free = {0: "batch", 1: "pieces"}
        torch.onnx.export(
            Probabilities(classifier, len(LABELS)),
            (example, example, torch.zeros_like(example)),
            str(exact),
            input_names=["ids", "mask", "writing"],
            output_names=["probabilities"],
            dynamic_axes=dict.fromkeys(("ids", "mask", "writing", "probabilities"), free),
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            MODEL_FOLDER / "model.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            # Eight bits overflow on processors without VNNI instructions, which then would find less.
            reduce_range=True,
        )
    none: dict[str, Any] = {"by_type": {}, "full_name": 0.0, "lone_name": 0.0}
    _write_card(version, dict.fromkeys(LABELS, 0.5), none)
    _, held_out = split(read_examples())
    thresholds = choose_thresholds(Network(), held_out)
    _write_card(version, thresholds, none)
    _write_card(version, thresholds, choose_floors(held_out))


def choose_thresholds(network: Network, held_out: list[Example]) -> dict[str, float]:
    """Choose each label's threshold on documents that were not trained on."""
    targets, found, weights = [], [], []
    for example in held_out:
        document = labelled(example, network.pieces)
        targets.append(document.targets)
        weights.append(document.weights)
        found.append(network.probabilities(document.tokens))
    target, probability, weight = map(np.concatenate, (targets, found, weights))
    chosen = {}
    for column, label in enumerate(LABELS):
        counts = weight[:, column] > 0
        wanted, scores = target[counts, column] > 0, probability[counts, column]
        enough = ENOUGH.get(label, USUALLY_ENOUGH)
        chosen[label] = next((t for t in GRID if _precision(wanted, scores, t) >= enough), GRID[-1])
        share = float((scores[wanted] >= chosen[label]).mean()) if wanted.any() else float("nan")
        right = _precision(wanted, scores, chosen[label])
        print(
            f"{label:16} from {chosen[label]:.2f}: precision {right:.3f},"
            f" recall {share:.3f} of {wanted.sum()}"
        )
    return chosen


def _precision(wanted: np.ndarray, scores: np.ndarray, threshold: float) -> float:  # type: ignore[type-arg]
    marked = scores >= threshold
    return float(wanted[marked].mean()) if marked.any() else 0.0


def _write_card(version: str, thresholds: dict[str, float], floors: dict[str, Any]) -> None:
    files = ("model.onnx", "tokenizer.json")
    sums = {name: hashlib.sha256((MODEL_FOLDER / name).read_bytes()).hexdigest() for name in files}
    card = {
        "version": version,
        "window": WINDOW + 2,
        "overlap": OVERLAP,
        "thresholds": thresholds,
        "extent": EXTENT,
        "floors": floors,
        "sha256": sums,
    }
    (MODEL_FOLDER / "model.yaml").write_text(HEAD + yaml.safe_dump(card, sort_keys=False), "utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--version", required=True)
    options = arguments.parse_args()
    export(options.folder, options.version)
