"""DATE: when somebody left, was wounded, was captured; and every public date."""

from __future__ import annotations

from redactor.detect.en.time_recognizer import TimeRecognizer
from redactor.model import EntityType


class DateRecognizer(TimeRecognizer):
    """Finds other dates."""

    entity_type = EntityType.DATE
