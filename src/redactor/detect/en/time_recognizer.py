"""What the three recognizers of dates share: one reading of times, one kind each."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.times.roles import times
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer


class TimeRecognizer(RuleRecognizer):
    """Yields the dates and durations that are of this recognizer's entity type."""

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield times of this kind."""
        for time in times(reading):
            if time.kind == self.entity_type:
                yield Match(time.span, time.score, time.rule, time.reason, time.role)
