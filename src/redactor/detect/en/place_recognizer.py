"""What the three recognizers of places share: one reading of roles, one kind each."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.field_labels import label_type
from redactor.detect.en.places.roles import places
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer


class PlaceRecognizer(RuleRecognizer):
    """Yields the place names whose role is this recognizer's entity type."""

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield places of this kind with the relative whose place it is."""
        taken: set[int] = set()
        for place in places(reading):
            taken.update(range(place.first, place.last))
            if place.kind == self.entity_type:
                span = reading.span(place.first, place.last)
                yield Match(
                    span, place.score, place.rule, place.reason, place.role, place.relation, place.pinned
                )
        yield from self._unnamed_fields(reading, taken)

    def _unnamed_fields(self, reading: Reading, taken: set[int]) -> Iterator[Match]:
        """A field for places holds one even where nothing knows the name: 'Camp 9, Row K'."""
        for block in reading.blocks:
            if label_type(block) != self.entity_type or not len(block.span) or len(block.span) > 60:
                continue
            value = reading.text[block.span.start : block.span.end]
            first = reading.token_at(block.span.start)
            if value[:1].isupper() and (first not in taken or any(c.isdigit() for c in value)):
                yield Match(
                    block.span,
                    0.8,
                    f"{self.entity_type.lower().replace('_', '-')}.field",
                    "stands in a form field for it",
                )
