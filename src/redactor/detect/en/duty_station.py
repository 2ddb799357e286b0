"""DUTY_STATION: where somebody served, trained or was sent to work."""

from __future__ import annotations

from redactor.detect.en.place_recognizer import PlaceRecognizer
from redactor.model import EntityType


class DutyStationRecognizer(PlaceRecognizer):
    """Finds places that are somebody's post."""

    entity_type = EntityType.DUTY_STATION
