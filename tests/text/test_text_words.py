"""Words of a text, the longer ones among them, and what spares looking at most of them."""

from __future__ import annotations

import random

import pytest

from redactor.text.forms import Term, TermFinder, TermKind
from redactor.text.forms.slots import Beginnings
from redactor.text.forms.text_words import words_of
from redactor.text.korean import may_begin, skeleton


def _longer(text: str, index: int = 0) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.form) for t in words_of(text).longer(index)]


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("Ri Jong ho", [("Ri Jong", "joined"), ("Ri Jong ho", "joined")]),
        ("Jong-ho came", [("Jong-ho", "hyphen"), ("Jong-ho came", "joined")]),
        ("п'ять років", [("п'ять", "apostrophe"), ("п'ять років", "joined")]),
        ("Kova-\nlenko", [("Kova-\nlenko", "hyphenation")]),
        ("R i J o n g", [("R i J o n g", "spaced")]),
        ("Ri, Jong", []),
        ("it's", []),
        ("Ri 17", []),
        ("Хо John", [("Хо John", "joined")]),
    ],
)
def test_longer_words_begin_with_a_word(text: str, longer: list[tuple[str, str]]) -> None:
    assert _longer(text) == longer


def test_words_stand_in_the_original_text() -> None:
    text = "Ｋｉｍ\u200b ½ cup"
    words = words_of(text)
    assert [text[start:end] for start, end in words.spans] == list(words.surfaces)
    assert words.word(0).readings[0].word == "kim"


def test_in_line_apostrophes_join_and_longer_words_are_left_out() -> None:
    text = "п'ять років-два Kova-\nlenko"
    assert [text[t.start : t.end] for t in words_of(text).in_line()] == [
        "п'ять",
        "років",
        "два",
        "Kova",
        "lenko",
    ]


def test_beginnings_of_words() -> None:
    known = Beginnings(["jongho", "kim"])
    assert known.has("")
    assert known.has("jon")
    assert known.has("kim")
    assert not known.has("kimm")
    assert known.has_both("JONG", "ho")
    assert not known.has_both("jong", "hi")


def test_a_skeleton_begins_as_its_first_letter_says() -> None:
    chance = random.Random(1)  # noqa: S311
    for _ in range(20_000):
        name = "".join(chance.choice("aeiouyhcgjktdpbslrnmé1") for _ in range(chance.randrange(1, 9)))
        bones = skeleton(name)
        if bones:
            assert all(may_begin(name[:cut], bones[0]) for cut in range(1, len(name) + 1)), name


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Term("k", TermKind.PERSON, "Ri Jongho"), "They saw Ri Jong Ho there."),
        (Term("k", TermKind.PLACE, "Pukchang"), "They saw Puk Chang there."),
        (Term("k", TermKind.PLACE, "Pukchang"), "They saw Buk Chang there."),
        (Term("k", TermKind.PHRASE, "skyscraper house"), "They saw a sky scraper house there."),
        (Term("k", TermKind.PERSON, "Хо Чонман"), "Там был Хо Чон Ман."),
    ],
)
def test_terms_that_a_blank_parts_are_found(term: Term, text: str) -> None:
    assert TermFinder([term]).find(text)
