"""ORGANIZATION: an organisation that is not the subject's own unit."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.scene import scene_of
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import EntityType, Role


class OrganizationRecognizer(RuleRecognizer):
    """Finds the organisations that the language model names and no person bears."""

    entity_type = EntityType.ORGANIZATION

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield organisations; they are about nobody unless attribution says more."""
        scene = scene_of(reading)
        for first, last, label in reading.entities:
            if label in ("ORG", "ORGANIZATION") and not any(t in scene.person_at for t in range(first, last)):
                yield Match(
                    reading.span(first, last),
                    0.6,
                    "organization.name",
                    "the language model takes it for an organisation",
                    Role.NOBODY,
                )
