"""FAMILY_DETAIL: facts about relatives, and what a family is made of."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.family.answered import answered_facts
from redactor.detect.en.family.continued import continued_facts
from redactor.detect.en.family.fields import field_facts
from redactor.detect.en.family.make_up import make_up_facts
from redactor.detect.en.family.told import told_facts
from redactor.detect.en.scene import scene_of
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import EntityType, Span

_FINDERS = (field_facts, told_facts, make_up_facts, answered_facts, continued_facts)
"""What finds a span first says why it is there."""


class FamilyDetailRecognizer(RuleRecognizer):
    """Finds clauses that state a fact about somebody's family."""

    entity_type = EntityType.FAMILY_DETAIL

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield family facts, one a clause, with the relative they are about."""
        scene = scene_of(reading)
        seen: set[Span] = set()
        for match in (m for facts in _FINDERS for m in facts(scene)):
            says = any(c.isalnum() for c in reading.text[match.span.start : match.span.end])
            if says and match.span not in seen:
                seen.add(match.span)
                yield match
