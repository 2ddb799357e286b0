"""Runs the trained network on one core with onnxruntime.

The files lie in the package; a file whose SHA-256 is not the one that `model.yaml` states
is refused, because a changed model may find less.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from redactor.detect.learned.card import MODEL_FOLDER, ModelCard
from redactor.detect.learned.tokens import Tokens, WordPieces
from redactor.detect.learned.windows import Window, windows
from redactor.errors import DetectionError

Probabilities = npt.NDArray[np.float32]

_BATCH = 1
_INPUTS = ("ids", "mask", "writing")


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

    def release_memory(self) -> None:
        """Give back what was taken to read texts, a hundred MiB or so; the next text takes it anew.

        onnxruntime keeps it for the next text and gives it back only at the end of one, if told so.
        """
        options = onnxruntime.RunOptions()
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        nothing = np.ones((1, 1), dtype=np.int64)
        self._session.run(None, dict.fromkeys(_INPUTS, nothing), options)

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
        inputs = dict(zip(_INPUTS, (ids, mask, writing), strict=True))
        (answers,) = self._session.run(["probabilities"], inputs)
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
