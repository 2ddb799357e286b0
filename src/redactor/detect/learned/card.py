"""What the trained network is, without loading it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from redactor.detect.learned.extent import Extent
from redactor.detect.learned.floors import Floors

MODEL_FOLDER = Path(__file__).with_name("model")


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


def learned_version() -> str:
    """Return which learned recognizer is built in: its version, its files and how it decides."""
    card = ModelCard.read(MODEL_FOLDER)
    decoding = hashlib.sha256((MODEL_FOLDER / "model.yaml").read_bytes()).hexdigest()
    return f"{card.version} {' '.join(card.sha256[name] for name in sorted(card.sha256))} {decoding}"
