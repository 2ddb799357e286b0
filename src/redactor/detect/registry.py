"""Which recognizers read a language. A new language is a new folder and a line here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    CryptoRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    UrlRecognizer,
)
from presidio_analyzer.predefined_recognizers.country_specific.korea.kr_rrn_recognizer import KrRrnRecognizer

from redactor.detect.en.cue_words import words
from redactor.detect.en.family.asked import relation_asked
from redactor.detect.en.family.meant import relation_meant
from redactor.detect.en.kin import relation_of
from redactor.detect.en.other_words import in_other_words
from redactor.detect.en.people.cast import cast_of
from redactor.detect.en.recognizers import english_recognizers
from redactor.detect.en.scene import scene_of, set_cast
from redactor.detect.learned.recognizer import LearnedRecognizer
from redactor.detect.phones import SparingPhoneRecognizer
from redactor.detect.reading import Reading
from redactor.errors import UsageError
from redactor.model import Detection, Document, EntityType

_BESIDE_A_DOT = re.compile(r"\w\.\w")
"""What every domain has; dots and ".so" are the end of one thing said and the begin of another."""
_IN_A_DOMAIN = re.compile(r"\.\w")
"""What every URL has, with or without a scheme before it."""
_IN_AN_ADDRESS = re.compile(r"\d\.\d|:[\da-f]{0,4}:", re.IGNORECASE)
"""What every address of a computer has: figures around a dot, or two colons with figures between or none."""


class WholeUrlRecognizer(UrlRecognizer):
    """Presidio's URL recognizer without the half of a file name that looks like a domain."""

    def analyze(self, text: str, entities: list[str], *args: Any, **kwargs: Any) -> list[RecognizerResult]:
        """Return the URLs that end where a word ends."""
        if not _IN_A_DOMAIN.search(text):
            return []  # Presidio's patterns try a thousand endings everywhere
        found: list[RecognizerResult] = super().analyze(text, entities, *args, **kwargs)
        return [
            r
            for r in found
            if not text[r.end : r.end + 1].isalnum() and _BESIDE_A_DOT.search(text, r.start, r.end)
        ]


class SparingIpRecognizer(IpRecognizer):
    """Finds what Presidio's recognizer finds, under its name."""

    def __init__(self, **how: Any) -> None:
        super().__init__(name=IpRecognizer.__name__, **how)

    def analyze(self, text: str, entities: list[str], *args: Any, **kwargs: Any) -> list[RecognizerResult]:
        """Return the addresses of a text; one that can have none is not read by five patterns."""
        if not _IN_AN_ADDRESS.search(text):
            return []
        found: list[RecognizerResult] = super().analyze(text, entities, *args, **kwargs)
        return found


_PHONE_REGIONS = ("UA", "RU", "BY", "KR", "PL", "GB")


class DetectorSet(StrEnum):
    """Which detectors read a draft. A release needs all; the others tell what each finds alone."""

    ALL = "all"
    RULES = "rules"
    MODEL = "model"


def recognizers_for(language: str, detectors: DetectorSet = DetectorSet.ALL) -> Sequence[EntityRecognizer]:
    """Return fresh recognizers for a language, usable in any Presidio ``AnalyzerEngine``.

    Args:
        language: ISO 639-1 code.
        detectors: which of them.

    Raises:
        UsageError: if the product does not read the language.
    """
    if language != "en":
        raise UsageError(f"the language {language!r} is not read yet; known: en")
    rules = [] if detectors is DetectorSet.MODEL else [*english_recognizers(), *_predefined(language)]
    learned = [] if detectors is DetectorSet.RULES else [LearnedRecognizer(language)]
    return [*rules, *learned]


def _predefined(language: str) -> list[EntityRecognizer]:
    """Presidio's own recognizers for what leads to a person's door, mapped to CONTACT."""
    return [
        recognizer(supported_entity=EntityType.CONTACT, supported_language=language)
        for recognizer in (
            EmailRecognizer,
            IbanRecognizer,
            CreditCardRecognizer,
            CryptoRecognizer,
            SparingIpRecognizer,
            WholeUrlRecognizer,
            KrRrnRecognizer,
        )
    ] + [
        SparingPhoneRecognizer(
            supported_entity=EntityType.CONTACT, supported_language=language, supported_regions=_PHONE_REGIONS
        )
    ]


_QUOTES = frozenset('"“”«»')


def cast_readings(language: str, readings: Sequence[Reading]) -> None:
    """Weigh the people of all passages of a document together, before any rule runs."""
    cast = cast_of(readings)
    for reading in readings:
        set_cast(reading, cast)


def restated_in_words(language: str, document: Document, found: Sequence[Detection]) -> Iterator[Detection]:
    """Yield what says a protected fact again in words of its own."""
    return in_other_words(document, found) if language == "en" else iter(())


def relation_within(language: str, reading: Reading, first: int, last: int) -> str | None:
    """Return the relation that the first kin word among some tokens names."""
    if language != "en":
        return None
    return next((r for t in range(first, last) if (r := relation_of(reading, t)) is not None), None)


def relation_in_question(language: str, reading: Reading, first: int) -> str | None:
    """Return the relative whom the question asked about that a token's sentence answers."""
    return relation_asked(reading, first) if language == "en" else None


def relation_going_on(language: str, reading: Reading, first: int) -> str | None:
    """Return the relative whom the sentences before a token's sentence spoke of, if it goes on about them."""
    return relation_meant(scene_of(reading), first) if language == "en" else None


def told_of_oneself(language: str, reading: Reading, token: int) -> bool:
    """Whether the sentence of a token is one in which somebody tells of himself, who is not on the record.

    "My father is a scientist", but not what a minister says of his; whose words a quotation is, the sentences
    beside it tell.
    """
    sentence = reading.sentence(token)
    if language != "en" or sentence is None or words().first.isdisjoint(reading.words_of(sentence)):
        return False
    near = [sentence]
    if reading.raw[sentence.first] in _QUOTES and sentence.number > 0:
        near.append(reading.sentences[sentence.number - 1])
    if reading.raw[sentence.last - 1] in _QUOTES and sentence.number + 1 < len(reading.sentences):
        near.append(reading.sentences[sentence.number + 1])
    scene = scene_of(reading)
    people = [m for m in scene.people if any(s.first <= m.first < s.last for s in near)]
    return all(scene.cast.role(m.key).is_protected for m in people)
