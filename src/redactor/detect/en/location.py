"""LOCATION: every other place, a battlefield or a capital that stands for its government."""

from __future__ import annotations

from redactor.detect.en.place_recognizer import PlaceRecognizer
from redactor.model import EntityType


class LocationRecognizer(PlaceRecognizer):
    """Finds places that are nobody's home and nobody's post."""

    entity_type = EntityType.LOCATION
