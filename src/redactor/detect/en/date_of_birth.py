"""DATE_OF_BIRTH: when somebody was born or left school."""

from __future__ import annotations

from redactor.detect.en.time_recognizer import TimeRecognizer
from redactor.model import EntityType


class DateOfBirthRecognizer(TimeRecognizer):
    """Finds dates of birth."""

    entity_type = EntityType.DATE_OF_BIRTH
