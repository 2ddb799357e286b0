"""Names that come back in another form, and finding them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model import Span
from redactor.text.fold import fold
from redactor.text.variants import mentions, name_parts, name_variants, reads_as_name


def found(name: str, text: str) -> list[str]:
    return [text[s.start : s.end] for _, s in mentions(fold(text), name_variants(name))]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Olena Lytvyn", ("olena", "lytvyn")),
        ("Ri Jong-ho", ("ri", "jong ho")),
        ("Ri Jong Ho", ("ri", "jong ho")),
        ("Ri Jongho", ("ri", "jongho")),
        ("Sgt. Anne-Marie O’Brien", ("anne marie", "o brien")),
        ("Vincent van Gogh", ("vincent", "gogh")),
        ("J. Smith", ("smith",)),
        ("An Ok-ju", ("ok ju",)),
        ("리정호", ("리정호",)),
        ("", ()),
    ],
)
def test_parts_of_a_name(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("name", "text", "mention"),
    [
        ("Olena Lytvyn", "It was LYTVYN, OLENA who", "LYTVYN, OLENA"),
        ("Olena Lytvyn", "said O. Lytvyn on", "O. Lytvyn"),
        ("Olena Lytvyn", "Lytvyn's house", "Lytvyn"),
        ("Olena Lytvyn", "the Lytvyns left", "Lytvyns"),
        ("Olena Lytvyn", "Olena\nLytvyn", "Olena\nLytvyn"),
        ("Olena Lytvyn", "Lyt-\r\nvyn", "Lyt-\r\nvyn"),
        ("Olena Lytvyn", "L y t v y n", "L y t v y n"),
        ("Olena Lytvyn", "img/lytvyn_hands-town01.jpg", "lytvyn"),
        ("Olena Lytvyn", "olena.lytvyn@example.org", "olena.lytvyn"),
        ("Olena Lytvyn", "see OlenaLytvyn", "OlenaLytvyn"),
        ("Olena Lytvyn", "lytvyn01", "lytvyn"),
        ("Olena Lytvyn", "Lуtvуn", "Lуtvуn"),
        ("Olena Lytvyn", "Lyt\u00advyn", "Lyt\u00advyn"),
        ("John Michael Smith", "J. M. Smith", "J. M. Smith"),
        ("John Michael Smith", "John Smith", "John Smith"),
        ("Ri Jong-ho", "Lee Jong Ho", "Lee Jong Ho"),
        ("Ri Jong-ho", "Jongho Rhee", "Jongho Rhee"),
        ("Ri Jong-ho", "Yi Jeong-ho", "Yi Jeong-ho"),
        ("Ri Jong-ho", "J.H. Ri", "J.H. Ri"),
        ("Ri Jongho", "Ri Jong-ho", "Ri Jong-ho"),
        ("Pak Chol", "Park Cheol", "Park Cheol"),
        ("Choe Un-hui", "Choi Eun-hee", "Choi Eun-hee"),
        ("리정호", "리정호씨의 말", "리정호"),
        ("리정호", "이정호는", "이정호"),
        ("리정호", "리 정호에게", "리 정호"),
        ("리정호", "정호가", "정호"),
    ],
)
def test_a_variant_is_found_as_a_whole(name: str, text: str, mention: str) -> None:
    assert found(name, text) == [mention]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ri Jong-ho", "the prison bride: a ripe Henri"),
        ("Ri Jong-ho", "Lee said nothing"),
        ("Olena Lytvyn", "Lytvynenko, Polytvyn"),
        ("Kim Song", "Kimchi songs"),
        ("An Ok-ju", "an apple, An apple"),
        ("Olena Ivanova", "O, dear. o"),
        ("리정호", "정호수가 넓다"),
        ("Amin", "I am in the camp"),
        ("Ri Jong", "Ri said so.\n\nJungle"),
    ],
)
def test_other_words_are_not_found(name: str, text: str) -> None:
    assert [m for m in found(name, text) if m != "Ri"] == []


def test_an_initial_is_no_possessive() -> None:
    assert found("Kim Sung", "Kim's dog, and that was Kim's.") == ["Kim", "Kim"]


def test_needles_are_given_back_as_they_came() -> None:
    text = "From SINCHON, in Hwanghae-namdo."
    needles = ["Sinchon", "Hwanghae namdo", "Kaesong"]
    assert list(mentions(fold(text), needles)) == [("Sinchon", Span(5, 12)), ("Hwanghae namdo", Span(17, 31))]


def test_the_longest_mention_counts_and_overlapping_ones_both_do() -> None:
    text = "Kim Chol Su Ri"
    hits = mentions(fold(text), ["kim", "kim chol", "chol", "chol su ri"])
    assert list(hits) == [("kim chol", Span(0, 8)), ("chol su ri", Span(4, 14))]


def test_needles_without_letters_find_nothing() -> None:
    assert list(mentions(fold("a - b ..."), ["", "-", "..."])) == []


@given(st.text(alphabet="abK -\n.é\u200b", max_size=40), st.integers(0, 40))
def test_a_planted_name_is_always_found(text: str, place: int) -> None:
    planted = f"{text[:place]} Lyt\u200bvyn! {text[place:]}"
    at = planted.index("Lyt")
    assert Span(at, at + 7) in [span for _, span in mentions(fold(planted), ["lytvyn"])]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("We met Hope there", "Hope", True),
        ("I hope so", "hope", False),
        ("Hope dies last", "Hope", False),
        ("It ended. Hope dies last", "Hope", False),
        ("A: Hope dies last", "Hope", False),
        ("Yes, ma'am", "ma", False),
        ("Then Ma left", "Ma", True),
        ("the file lytvyn.jpg", "lytvyn", True),
    ],
)
def test_an_ordinary_word_is_a_name_only_with_a_telling_capital(text: str, word: str, expected: bool) -> None:
    at = text.index(word)
    assert reads_as_name(text, Span(at, at + len(word))) is expected
