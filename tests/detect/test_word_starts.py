"""Patterns that are tried only where they can begin match what they match everywhere."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from spacy.lang.en import English

from redactor.detect.en import age, contact, money
from redactor.detect.en.people import initials
from redactor.detect.en.times import patterns
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, read
from redactor.detect.word_starts import Beginnings, first_words

ALL = {
    "dates": patterns.date_pattern(),
    "durations": patterns.duration_pattern(),
    "years of service": patterns.service_year_pattern(),
    "phones": contact._PHONE,
    "documents": contact._DOCUMENT,
    "numbered things": contact._NUMBERED,
    "streets": contact._STREET,
    "handles": contact._HANDLE,
    "ages": age._IN_A_PHRASE[0][0],
    "ages of subjects": age._IN_A_PHRASE[1][0],
    "sums": money._sums(),
    "initials": initials._titled(),
}
TELLING = """
12 3rd 5 1999 2011 07 1,000 159.50 EUR USD40 $ € +380 (044) 555-12-34 AB123456 12-A45 Mr. Mrs F.L. K.H.
the of in on a year years old months age at turned he is was i'm she’s about last this that my ninth
winter army passport Block Flat street @name t.me/abc may May by since first to and from two thousand
"""
BETWEEN = (*[" "] * 9, "-", "–", "—", ", ", ". ", ": ", "(", ") ", "\n", "/", "’", "", "  ", "_", "\u00a0")
TOKENIZER = English()
LOOK_ALIKE = str.maketrans("isk", "İſ\N{KELVIN SIGN}")


def reading_of(text: str) -> Reading:
    return read(TOKENIZER.make_doc(text), lexicon("en").layout_words())


def same(beginnings: Beginnings, reading: Reading) -> None:
    everywhere = [m.regs for m in beginnings.pattern.finditer(reading.text)]
    assert [m.regs for m in beginnings.matches(reading)] == everywhere


@pytest.mark.parametrize("name", ALL)
def test_they_match_what_they_match_everywhere(name: str) -> None:
    rnd = random.Random(name)  # noqa: S311 - no secret, and each run the same
    own = re.findall(r"[a-z]{1,12}", ALL[name].pattern.pattern.lower())
    listed = sorted(lexicon("en").words("grammar/months", "grammar/seasons", "grammar/ordinals"))
    for _ in range(60):
        words = rnd.choices((*TELLING.split(), *listed), k=200) + rnd.choices(own, k=200)
        rnd.shuffle(words)
        change = rnd.choice((str, str, str.upper, str.capitalize, lambda w: w.translate(LOOK_ALIKE)))
        same(ALL[name], reading_of("".join(change(w) + rnd.choice(BETWEEN) for w in words)))


def test_samples_match_as_before(sample: Path) -> None:
    reading = reading_of(sample.read_text("utf-8"))
    for beginnings in ALL.values():
        same(beginnings, reading)


def test_matches_do_not_overlap() -> None:
    pairs = Beginnings(re.compile(r"\w+ \w+"), frozenset({"a", "b", "c"}))
    assert [m[0] for m in pairs.matches(reading_of("a b c b x c"))] == ["a b", "c b"]


def test_first_words_stand_up_to_their_first_sign() -> None:
    assert first_words("two thousand|Twenty-first", r"ab\.") == {"two", "twenty", "ab"}
