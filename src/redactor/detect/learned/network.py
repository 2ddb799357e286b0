"""Runs the trained network on one core with onnxruntime.

The files lie in the package; a file whose SHA-256 is not the one that `model.yaml` states
is refused, because a changed model may find less.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import yaml

from redactor.detect.learned.extent import Extent
from redactor.detect.learned.floors import Floors
from redactor.detect.learned.tokens import Tokens, WordPieces
from redactor.detect.learned.windows import Window, windows
from redactor.errors import DetectionError

Probabilities = npt.NDArray[np.float32]

MODEL_FOLDER = Path(__file__).with_name("model")
_BATCH = 1


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `model.yaml` says of the model beside it.

    Attributes:
        version: of the weights.
        labels: entity types in the order of the network's outputs.
        thresholds: probability from which a label counts, for each label.
        extent: how far a span reaches around its most telling words.
        window: word pieces that are read at once.
        overlap: word pieces that neighbouring windows share.
        floors: below which the network sees nothing in what the rules found.
        sha256: of each file that the model is made of, by file name.
    """

    version: str
    labels: tuple[str, ...]
    thresholds: Mapping[str, float]
    extent: Extent
    window: int
    overlap: int
    floors: Floors
    sha256: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> ModelCard:
        """Read `model.yaml` of a folder."""
        raw: dict[str, Any] = yaml.safe_load((folder / "model.yaml").read_text("utf-8"))
        return cls(
            version=str(raw["version"]),
            labels=tuple(raw["thresholds"]),
            thresholds={name: float(value) for name, value in raw["thresholds"].items()},
            extent=Extent(**{name: float(value) for name, value in raw["extent"].items()}),
            window=int(raw["window"]),
            overlap=int(raw["overlap"]),
            floors=Floors(
                {name: float(value) for name, value in raw["floors"]["by_type"].items()},
                float(raw["floors"]["full_name"]),
                float(raw["floors"]["lone_name"]),
            ),
            sha256=dict(raw["sha256"]),
        )


class Network:
    """A loaded model.

    Args:
        folder: holds `model.yaml` and the files that it names.

    Raises:
        DetectionError: if a file is missing or is not the one that was released.
    """

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        self.card = ModelCard.read(folder)
        for name, expected in self.card.sha256.items():
            _check(folder / name, expected)
        self.pieces = WordPieces(folder / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def probabilities(self, tokens: Tokens) -> Probabilities:
        """Return how likely each word piece carries each label, shape ``(pieces, labels)``."""
        result = np.zeros((len(tokens), len(self.card.labels)), dtype=np.float32)
        read = np.zeros(len(tokens), dtype=np.bool_)
        queue = list(windows(len(tokens), self.card.window - 2, self.card.overlap))
        for first in range(0, len(queue), _BATCH):
            batch = queue[first : first + _BATCH]
            answers = self._run(tokens, batch)
            for window, answer in zip(batch, answers, strict=True):
                offset = 1 - window.start  # the piece before the window's first is [CLS]
                own = slice(window.own_start, window.own_end)
                result[own] = answer[window.own_start + offset : window.own_end + offset]
                read[own] = True
        if not read.all():
            raise DetectionError("a part of the text was not read by the learned recognizer")
        return result

    def _run(self, tokens: Tokens, batch: list[Window]) -> Probabilities:
        width = max(w.end - w.start for w in batch) + 2
        ids = np.full((len(batch), width), self.pieces.padding, dtype=np.int64)
        writing = np.zeros_like(ids)
        mask = np.zeros_like(ids)
        for row, window in enumerate(batch):
            length = window.end - window.start
            ids[row, 0] = self.pieces.first
            ids[row, 1 : length + 1] = tokens.ids[window.start : window.end]
            ids[row, length + 1] = self.pieces.last
            writing[row, 1 : length + 1] = tokens.writing[window.start : window.end]
            mask[row, : length + 2] = 1
        names = {"ids": ids, "mask": mask, "writing": writing}
        (answers,) = self._session.run(["probabilities"], names)
        return np.asarray(answers, dtype=np.float32)


def _check(path: Path, expected: str) -> None:
    try:
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise DetectionError(f"the learned recognizer's file {path.name} is missing; install again") from None
    if actual != expected:
        raise DetectionError(
            f"the learned recognizer's file {path.name} is not the released one; install again"
        )
