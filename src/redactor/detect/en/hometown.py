"""HOMETOWN: where somebody comes from, lives, or went to school."""

from __future__ import annotations

from redactor.detect.en.place_recognizer import PlaceRecognizer
from redactor.model import EntityType


class HometownRecognizer(PlaceRecognizer):
    """Finds places that are somebody's home."""

    entity_type = EntityType.HOMETOWN
