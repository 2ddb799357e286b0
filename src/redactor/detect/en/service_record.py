"""SERVICE_RECORD: when and how long somebody served."""

from __future__ import annotations

from redactor.detect.en.time_recognizer import TimeRecognizer
from redactor.model import EntityType


class ServiceRecordRecognizer(TimeRecognizer):
    """Finds dates and lengths of service."""

    entity_type = EntityType.SERVICE_RECORD
