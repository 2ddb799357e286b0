"""Folding: what a reader takes for one is equal, and the way back holds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model import Span
from redactor.text.fold import fold, hidden_characters

EVASIONS = [
    ("capitals", "OLENA LYTVYN"),
    ("accents", "Ólènâ Lŷtvÿn"),
    ("accents as combining marks", "O\u0301lena Lytvyn\u0308"),
    ("zero-width space", "Ole\u200bna Lytvyn"),
    ("zero-width joiner", "Ole\u200dna Lyt\u200cvyn"),
    ("word joiner and byte order mark", "Ole\u2060na Lyt\ufeffvyn"),
    ("soft hyphen", "Ole\u00adna Lyt\u00advyn"),
    ("bidirectional controls", "\u202eOlena\u202c \u2066Lytvyn\u2069"),
    ("tag characters", "Olena\U000e0041\U000e007f Lytvyn"),
    ("variation selector", "Olena\ufe0f Lytvyn"),
    ("control characters", "Ol\x08ena Lyt\x1bvyn"),
    ("Cyrillic letters among Latin ones", "Оlеnа Lуtvуn"),
    ("Greek letters among Latin ones", "Οlεnα Lytvyn"),
    ("full width", "Ｏｌｅｎａ\u3000Ｌｙｔｖｙｎ"),
    ("mathematical letters", "𝐎𝐥𝐞𝐧𝐚 𝓛𝔂𝓽𝓿𝔂𝓷"),
    ("circled letters", "Ⓞⓛⓔⓝⓐ Ⓛⓨⓣⓥⓨⓝ"),
    ("squared capitals", "🅾🅻🅴🅽🅰 🅻🆈🆃🆅🆈🅽"),
    ("letters with strokes", "Øłena Łytvyn"),
    ("no-break space", "Olena\u00a0Lytvyn"),
    ("narrow no-break space", "Olena\u202fLytvyn"),
    ("ideographic space", "Olena\u3000Lytvyn"),
]


@pytest.mark.parametrize("text", [text for _, text in EVASIONS], ids=[name for name, _ in EVASIONS])
def test_a_disguised_name_folds_to_the_plain_one(text: str) -> None:
    assert fold(text).text == "olena lytvyn"


@pytest.mark.parametrize("hyphen", "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d")
def test_hyphens_and_dashes_are_one(hyphen: str) -> None:
    assert fold(f"Jong{hyphen}ho").text == "jong-ho"


@pytest.mark.parametrize("quote", "'\u2018\u2019\u02bc\uff07`\u00b4")
def test_apostrophes_are_one(quote: str) -> None:
    assert fold(f"Ri{quote}s").text == "ri's"


@pytest.mark.parametrize(
    "text",
    [
        "리정호",
        unicodedata.normalize("NFD", "리정호"),
        "ㄹㅣㅈㅓㅇㅎㅗ",
        "ㄹ\u200bㅣ정\u2060호",
        "ﾘ정호".replace("ﾘ", unicodedata.normalize("NFD", "리")),
    ],
    ids=["composed", "decomposed", "separate letters", "with zero-width", "mixed"],
)
def test_spellings_of_a_hangul_name_are_one(text: str) -> None:
    assert fold(text).text == "리정호"


def test_a_final_consonant_joins_its_syllable() -> None:
    assert fold("기\u11b7").text == fold("김").text == fold(unicodedata.normalize("NFD", "김")).text


def test_a_cyrillic_name_stays_comparable_in_any_case() -> None:
    assert len({fold(text).text for text in ("Виктор", "ВИКТОР", "виктор")}) == 1


def test_line_ends_stay_line_ends() -> None:
    assert fold("a\r\nb\u2028c\u00a0d").text == "a\r\nb\nc d"


def test_different_names_stay_different() -> None:
    names = ["Olena", "Elena", "Alena", "Олена", "Ri", "Rhee", "리", "이"]
    assert len({fold(name).text for name in names}) == len(names)


def test_the_way_back_covers_what_was_invisible_inside() -> None:
    text = "by «Ole\u200bna»"
    folded = fold(text)
    start = folded.text.index("olena")
    assert folded.origin(Span(start, start + 5)) == Span(4, 10)


def test_the_way_back_of_several_characters_from_one() -> None:
    folded = fold("Straße €")
    assert folded.text == "strasse €"
    assert folded.origin(Span(4, 5)) == folded.origin(Span(4, 6)) == Span(4, 5)


def test_an_empty_span_has_a_place_too() -> None:
    folded = fold("é\u200ba\u200b")
    assert [folded.origin(Span(i, i)) for i in range(3)] == [Span(0, 0), Span(2, 2), Span(4, 4)]


def test_a_span_beyond_the_text_is_an_error() -> None:
    with pytest.raises(IndexError):
        fold("abc").origin(Span(1, 4))


NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aZé\u0301ß\u200b\u00ad\u202e’—\u00a0 \n\r\tЛаОİﬁ김ㄱㅣㅁ\u1100\u1175\u11b7Ⓐ𝐀\U000e0041"
        ),
        st.characters(exclude_categories=["Cs"]),
    )
)


def is_hangul(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff"


@given(NASTY.filter(lambda text: not any(is_hangul(c) for c in unicodedata.normalize("NFKD", text))))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(NASTY, st.data())
def test_what_a_span_comes_from_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    edges = [
        i
        for i in range(len(folded.text) + 1)
        if i in (0, len(folded.text)) or folded.starts[i - 1] != folded.starts[i]
    ]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    origin = folded.origin(Span(start, end))
    assert fold(text[origin.start : origin.end]).text == folded.text[start:end]


@given(NASTY)
def test_the_way_back_never_runs_backwards(text: str) -> None:
    folded = fold(text)
    origins = [folded.origin(Span(i, i + 1)) for i in range(len(folded.text))]
    assert origins == sorted(origins)
    assert all(0 <= o.start < o.end <= len(text) for o in origins)


@given(NASTY)
def test_nothing_hidden_survives_the_fold(text: str) -> None:
    assert not hidden_characters(fold(text).text)


def test_runs_of_hidden_characters_are_found() -> None:
    text = "a\u200b\u00adb\U000e0041\nc\u2003d\ufeff"
    assert hidden_characters(text) == (Span(1, 3), Span(4, 5), Span(9, 10))


@pytest.mark.parametrize("text", ["plain\r\n\ttext", "no\u00a0break\u2009space", "é e\u0301 Ω 한 \u200a"])
def test_visible_text_holds_no_hidden_characters(text: str) -> None:
    assert hidden_characters(text) == ()
