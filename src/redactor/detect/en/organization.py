"""ORGANIZATION: an organisation that is not the subject's own unit."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.scene import scene_of
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import EntityType, Role
from redactor.text.places import countries_named, is_known_place

_NAMED, _GENERIC = 0.6, 0.3


class OrganizationRecognizer(RuleRecognizer):
    """Finds the organisations that the language model names and no person bears."""

    entity_type = EntityType.ORGANIZATION

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield organisations; they are about nobody unless attribution says more."""
        scene = scene_of(reading)
        for first, last, label in reading.entities:
            if label not in ("ORG", "ORGANIZATION") or any(t in scene.person_at for t in range(first, last)):
                continue
            if _is_figure_of_speech(reading, first, last):
                continue
            span = reading.span(first, last)
            if _is_generic(reading, first, last):
                reason = "an institution of a kind that every country has, without a name of its own"
                yield Match(span, _GENERIC, "organization.generic", reason, Role.NOBODY)
            else:
                reason = "the language model takes it for an organisation"
                yield Match(span, _NAMED, "organization.name", reason, Role.NOBODY)


def _is_generic(reading: Reading, first: int, last: int) -> bool:
    """'the Supreme Court', 'the Finnish Government': an institution's common words and a country's."""
    words = [reading.raw[t] for t in range(first, last) if reading.raw[t][:1].isalpha()]
    institutions = lexicon("en").words("entities/public_institutions")
    kinds = [word.lower() in institutions for word in words]
    return any(kinds) and all(known or _names_nothing(w) for w, known in zip(words, kinds, strict=True))


def _names_nothing(word: str) -> bool:
    """Whether a word is a common one, and no town's name, or a whole country's or people's."""
    lower = word.lower()
    if countries_named(word) or lower in lexicon("en").words("entities/institution_qualifiers"):
        return True
    return lower in lexicon("en").common_words() and not is_known_place(lower)


def _is_figure_of_speech(reading: Reading, first: int, last: int) -> bool:
    """'inter alia', which the language model takes for a name because of its unusual words."""
    return " ".join(reading.lower[first:last]) in lexicon("en").words("entities/latin_phrases")
