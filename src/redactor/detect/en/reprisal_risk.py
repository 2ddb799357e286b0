"""REPRISAL_RISK: statements for which a source or a family could be punished at home."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.clauses import clause_span
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.reprisal.hints import by_deed, by_thing
from redactor.detect.en.reprisal.leaders import by_leader
from redactor.detect.en.reprisal.questions import by_media, by_topic, by_wish
from redactor.detect.en.reprisal.secrecy import by_secrecy
from redactor.detect.en.reprisal.suspicion import Suspicion
from redactor.detect.en.reprisal.themes import by_pair, by_theme, by_weak_phrase
from redactor.detect.en.scene import scene_of
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import EntityType

_REASONS = {
    "defection": "speaks of a wish not to return, or to seek asylum",
    "surrender": "speaks of giving oneself up or deserting",
    "informing": "speaks of telling somebody secrets",
    "banned_media": "speaks of media that may be banned at home",
    "forbidden_contact": "speaks of contacts or trade that may be forbidden at home",
    "criticism": "criticises leaders, the war or the state",
    "helping": "speaks of help for which the helper could be punished",
    "dissent": "speaks of refusing or protesting",
    "abuse_by_own_side": "tells of crimes by one's own side",
    "wish": "answers what one wishes for, which at home may count as disloyal",
    "secrecy": "the speaker asks for it to be left out",
}
_FINDERS = (
    by_theme,
    by_pair,
    by_weak_phrase,
    by_topic,
    by_thing,
    by_deed,
    by_wish,
    by_secrecy,
    by_media,
    by_leader,
)
"""Of two that are equally sure of a clause, the first says why."""


class ReprisalRiskRecognizer(RuleRecognizer):
    """Finds clauses that are punished rather than identifying; a person always decides on them."""

    entity_type = EntityType.REPRISAL_RISK

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield one match a clause, by theme, by the question, or because somebody asked for silence."""
        for block in reading.blocks:
            if label_type(block) == "REPRISAL_RISK" and len(block.span):
                yield Match(block.span, 0.8, "reprisal.field", "stands in a form field for it")
        for s in _surest(reading):
            span, rule = clause_span(reading, s.first, s.last), f"reprisal.{s.theme.replace('_', '-')}"
            yield Match(span, s.score, rule, _REASONS[s.theme])


def _surest(reading: Reading) -> Iterator[Suspicion]:
    """The surest suspicion of each clause, in the order in which the clauses were found."""
    scene = scene_of(reading)
    found: dict[tuple[int, int], Suspicion] = {}
    for suspicion in (s for finder in _FINDERS for s in finder(scene)):
        clause = (suspicion.first, suspicion.last)
        if clause not in found or found[clause].score < suspicion.score:
            found[clause] = suspicion
    yield from found.values()
