"""What holds for every term and every text."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.text.forms import Term, TermFinder, TermKind, TermMatch, hangul

TERMS = (
    Term("ri", TermKind.PERSON, "Ri Jong-ho"),
    Term("ol", TermKind.PERSON, "Oleksandr Kovalenko"),
    Term("iv", TermKind.PERSON, "Иванов Сергей Петрович"),
    Term("kim", TermKind.PERSON, "김철수"),
    Term("kilju", TermKind.PLACE, "Kilju"),
    Term("nova", TermKind.PLACE, "Nova Kakhovka"),
    Term("91", TermKind.UNIT, "91st Separate Assault Brigade"),
    Term("azov", TermKind.UNIT, "Azov Brigade"),
    Term("day", TermKind.DATE, "14 December 2024"),
    Term("sum", TermKind.NUMBER, "12345"),
    Term("mill", TermKind.PHRASE, "the paper mill"),
)
FINDER = TermFinder(TERMS)
unhurried = settings(deadline=None)
PIECES = st.sampled_from(
    [term.text for term in TERMS]
    + [
        "Ri",
        "J.",
        "jong",
        "-",
        "'",
        "’s",
        "\n",
        "\r\n",
        " ",
        ", ",
        ". ",
        "1",
        "91",
        "-й",
        "st",
        "Dec",
        "/",
        "12",
        "24",
    ]
    + [
        "리정호",
        "는",
        "Коваленка",
        "в",
        "\u00ad",
        "\u200b",
        "\u0301",
        "ᄀ",
        "ᅡ",
        "ﬁ",
        "İ",
        "ß",
        "𝐑𝐢",
        "李",
        "é",
        "no.",
        "of",
        "А",
    ]
)
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join)
SURNAMES = st.sampled_from(
    ["김", "리", "박", "최", "정", "강", "조", "윤", "장", "림", "한", "오", "서", "신", "권", "황"]
)
SYLLABLES = st.sampled_from([*"정호철수영남은희경일명성국혁광진동현준민석훈길룡순옥선미란춘심봉학"])
NAMES = st.tuples(SURNAMES, SYLLABLES, SYLLABLES)


def found(term: str, kind: TermKind, text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in TermFinder([Term("key", kind, term)]).find(text)]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_matches_lie_in_the_text_in_order(text: str) -> None:
    matches = FINDER.find(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in matches)
    assert list(matches) == sorted(matches, key=lambda m: (m.span.start, -m.span.end))
    assert {m.key for m in matches} <= {term.key for term in TERMS}


@given(st.sampled_from(list(TermKind)), st.text(max_size=30), TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_term_can_be_looked_for_in_any_text(kind: TermKind, term: str, text: str) -> None:
    for match in TermFinder([Term("key", kind, term)]).find(f"{term} {text} {term}"):
        assert match.key == "key"


@given(TEXTS)
@unhurried
def test_terms_do_not_disturb_each_other(text: str) -> None:
    for term in TERMS:
        alone = TermFinder([term]).find(text)
        assert alone == tuple(m for m in FINDER.find(text) if m.key == term.key)


@given(TEXTS)
@unhurried
def test_the_same_text_gives_the_same_matches(text: str) -> None:
    assert FINDER.find(text) == TermFinder(TERMS).find(text)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_a_term_is_found_as_it_is_written(term: Term) -> None:
    text = f"There is {term.text} here."
    match = next(m for m in TermFinder([term]).find(text))
    assert text[match.span.start : match.span.end] == term.text
    assert match.form == "exact"


@given(st.data(), NAMES)
@unhurried
def test_every_romanization_of_a_korean_name_is_found(data: st.DataObject, name: tuple[str, ...]) -> None:
    surname, given_name = name[0], name[1] + name[2]
    first = data.draw(st.sampled_from(sorted(hangul.surname_latin(surname))))
    last = data.draw(st.sampled_from(sorted(hangul.latin(given_name))))
    written = f"{first.capitalize()} {last.capitalize()}"
    assert found(surname + given_name, TermKind.PERSON, f"We met {written} there.") == [written]


@given(st.data(), NAMES)
@unhurried
def test_a_romanized_name_is_found_in_hangul_and_in_cyrillic(
    data: st.DataObject, name: tuple[str, ...]
) -> None:
    parts = [data.draw(st.sampled_from(sorted(hangul.latin(syllable)))) for syllable in name[1:]]
    term = f"{hangul.revised(name[0]).capitalize()} {parts[0].capitalize()}-{parts[1]}"
    assert "".join(name) in "".join(found(term, TermKind.PERSON, f"그때 {''.join(name)}가 왔다."))
    cyrillic = data.draw(st.sampled_from(sorted(hangul.cyrillic("".join(name[1:])))))
    assert found(term, TermKind.PERSON, f"Тогда {cyrillic.capitalize()} пришёл.") == [cyrillic.capitalize()]


@given(st.sampled_from(["Ri Jong-ho", "Oleksandr Kovalenko", "Коваленко"]), st.data())
@unhurried
def test_what_cannot_be_seen_hides_nothing(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 1))
    hidden = data.draw(st.sampled_from(["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"]))
    written = name[:at] + hidden + name[at:]
    assert found(name, TermKind.PERSON, f"We met {written} there.") == [written]


@given(st.sampled_from(["Kovalenko", "Whitfield", "Коваленко", "Shcherbak"]), st.data())
@unhurried
def test_one_slip_of_the_pen_hides_no_long_name(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 2))
    letter = data.draw(st.sampled_from("aeiou" if name.isascii() else "аеиоу"))
    slips = [
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ]
    written = data.draw(st.sampled_from(slips))
    assert found(name, TermKind.PERSON, f"We met {written} there.") == [written]


DATE_FORMS = (
    "{d.day} {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%b}. {d.day}", "{d:%Y-%m-%d}", "{d:%d.%m.%Y}",
    "{d:%d.%m.%y}",
    "{d:%m/%d/%Y}", "{d.year}년 {d.month}월 {d.day}일", "{d.day}. {d:%B}", "{d:%d-%b-%y}", "{d:%Y%m%d}",
)  # fmt: skip


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2030, 12, 31)), *[st.sampled_from(DATE_FORMS)] * 2)
@unhurried
def test_a_date_in_one_notation_is_found_in_any_other(date: datetime.date, one: str, other: str) -> None:
    written = other.format(d=date)
    assert written in found(one.format(d=date), TermKind.DATE, f"It was on {written} in town.")


@given(st.integers(1000, 99_999_999))
@unhurried
def test_a_number_is_found_with_any_separator(number: int) -> None:
    for separator in (",", " ", ".", "\u202f", "'"):
        written = f"{number:,}".replace(",", separator)
        assert found(str(number), TermKind.NUMBER, f"It was {written} in all.") == [written]


def test_equal_keys_and_empty_terms_are_allowed() -> None:
    terms = [
        Term("a", TermKind.PERSON, ""),
        Term("b", TermKind.DATE, "-"),
        Term("a", TermKind.PHRASE, "blue door"),
    ]
    assert [m.key for m in TermFinder(terms).find("a blue door")] == ["a"]


def test_matches_of_different_keys_may_overlap() -> None:
    terms = [Term("all", TermKind.PHRASE, "the mill in Kilju"), Term("town", TermKind.PLACE, "Kilju")]
    matches: tuple[TermMatch, ...] = TermFinder(terms).find("behind the mill in Kilju")
    assert [m.key for m in matches] == ["all", "town"]


def test_a_term_shows_no_text_when_printed() -> None:
    assert "Kilju" not in repr(Term("town", TermKind.PLACE, "Kilju"))
