"""PERSON: surnames, given names, nicknames, call signs, initials."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.people.initials import titled_initials, with_initials
from redactor.detect.en.people.speakers import speaking_initials
from redactor.detect.en.scene import scene_of
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import EntityType, Role, Span
from redactor.text.cover import Cover

_SURE = 0.99
"""Of a name beside which its bearer's role is said, so that no other recognizer's finding replaces it."""


class PersonRecognizer(RuleRecognizer):
    """Finds personal names; the role says whether the bearer is protected."""

    entity_type = EntityType.PERSON

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield every mention that the whole document's evidence makes a person."""
        scene = scene_of(reading)
        known: list[Span] = []
        for mention in scene.people:
            role = scene.cast.role(mention.key)
            score = _SURE if mention.role else min(_SURE, 0.6 + 0.08 * max(0.0, mention.score))
            known.append(with_initials(reading.text, reading.span(mention.first, mention.last)))
            yield Match(
                known[-1],
                score,
                "person.cue" if mention.score >= 3 else "person.name",
                mention.why,
                None if role is Role.UNKNOWN else role,
                pinned=mention.fated or mention.met,
            )
        for span in speaking_initials(reading):
            yield Match(span, 0.8, "person.initials", "initials of somebody who answers", Role.SOURCE)
        cover = Cover(known)
        for span in titled_initials(reading):
            if not cover.contains(span):
                yield Match(span, 0.8, "person.initials", "initials behind a title")
