"""What holds of every phrase, whatever the text, the span, the type and the rung."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.generalize import Request, generalize, mask
from redactor.generalize.tables import table
from redactor.model import UNKNOWN, EntityType, Span
from redactor.text.fold import fold
from redactor.text.places import country_name, lookup_place

LADDERS = table("data/ladders")
TYPED_RUNGS = [(kind, rung) for kind, rungs in LADDERS.items() for rung in rungs]

SURFACES = {
    "HOMETOWN": [
        "Sinchon",
        "Sinchon, Hwanghae-namdo",
        "the Kursk region",
        "Musan County",
        "Lviv",
        "Moscow",
        "Nowhere",
    ],
    "DATE": [
        "12 April 2022",
        "Jan 9",
        "mid-December",
        "in May 2021",
        "2015",
        "last month",
        "14.2.90",
        "six weeks",
    ],
    "SERVICE_RECORD": ["10 years", "since 2019", "four years and three months", "the spring of 2018", "2010"],
    "DATE_OF_BIRTH": ["14.2.1999", "1998", "July 4, 1973", "May 2001"],
    "AGE": [
        "26",
        "26-year-old",
        "twenty-four",
        "seventeen",
        "in her fifties",
        "mid-fifties",
        "31 years old",
        "4",
    ],
    "MILITARY_UNIT": [
        "36th marine brigade",
        "the 11th Corps",
        "Border Guard Corps",
        "Storm",
        "3rd and 4th battalions",
    ],
    "MILITARY_ROLE": ["sniper", "a radio operator", "riflemen", "Private", "platoon leader"],
    "FAMILY_DETAIL": ["widowed mother", "only child", "two brothers", "my father cannot walk.", "divorced"],
    "HEALTH": ["shot in the jaw", "a shrapnel wound", "tuberculosis", "lost two fingers"],
    "BACKGROUND": ["party member", "studied physics"],
    "ORGANIZATION": ["Moonlight Trading Company", "the Ministry of Fisheries", "Dawn"],
}
FRAMES = """
{}
{}.
He was {}.
She is {} now.
They came from {} on foot.
He left in {} for good.
At {} nobody slept.
the {} barracks
a {} man
an {} officer said so.
His {} waits.
Ganz ({}) said.
Ganz, {}, said he knew.
It began on {} at dawn.
He served for {} there.
Q: When? A: {}
Age: {}
{}'s end
born {}, taken in winter
as a former {} he knew
near {}, Ukraine
the town of {} burned
""".strip().split("\n")
BAD_ENGLISH = re.compile(r"\b(?:an? an?|an? the|the an?|the the|in in|in the in)\b|  | [.,]", re.IGNORECASE)
WRONG_ARTICLE = re.compile(r"\b(?:a \[?(?:[aeio])|an \[?(?:[bcdfgjklmnpqrstvwz]))", re.IGNORECASE)


def say(kind: str, rung: str | None, text: str, span: Span, pseudonym: str | None = None):
    request = Request(kind, rung, text, span, UNKNOWN, pseudonym)
    return mask(request) if rung is None else generalize(request)


def put(frame: str, surface: str) -> tuple[str, Span]:
    start = frame.index("{}")
    return frame.replace("{}", surface), Span(start, start + len(surface))


def released(kind: str, rung: str | None, frame: str, surface: str) -> str:
    text, span = put(frame, surface)
    phrase = say(kind, rung, text, span)
    return text[: phrase.edit.start] + phrase.text + text[phrase.edit.end :]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_text_any_span_gives_a_phrase_over_the_span(data):
    alphabet = st.sampled_from("ab Az09.,'’-\n(:[{}]ŏЖ가\u200b") | st.characters(codec="utf-8")
    text = data.draw(st.text(alphabet, min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    kind, rung = data.draw(st.sampled_from(TYPED_RUNGS))
    phrase = say(kind, rung, text, span)
    assert phrase.edit.contains(span)
    assert phrase.edit.end <= len(text)
    assert phrase.rung is None or phrase.rung in LADDERS[kind]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("kind", SURFACES)
def test_every_surface_in_every_frame_reads_as_english(kind, frame):
    for surface in SURFACES[kind]:
        for rung in (None, *LADDERS[kind]):
            if BAD_ENGLISH.search(frame.format(surface)):
                continue  # no such sentence
            text = released(kind, rung, frame, surface)
            if text == frame.format(surface):
                continue  # as vague as the rung already: the sentence is its author's
            assert not BAD_ENGLISH.search(text), text
            assert not WRONG_ARTICLE.search(text), text


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("kind", ["HOMETOWN", "MILITARY_UNIT", "MILITARY_ROLE", "AGE"])
def test_numbers_and_names_of_the_original_are_gone(kind, frame):
    for surface in SURFACES[kind]:
        for rung in LADDERS[kind]:
            text, span = put(frame, surface)
            phrase = say(kind, rung, text, span).text
            assert not set(re.findall(r"\d+", surface)) & set(re.findall(r"\d+", phrase)), phrase
            names = set(re.findall(r"[A-Z][a-z]{2,}", surface)) - {"Border", "Private"}
            assert not names & set(re.findall(r"[A-Z][a-z]{2,}", phrase)), phrase


@pytest.mark.parametrize("kind", SURFACES)
def test_the_rung_used_is_never_more_exact_than_the_one_asked_for(kind):
    for frame in FRAMES:
        for surface in SURFACES[kind]:
            for index, rung in enumerate(LADDERS[kind]):
                text, span = put(frame, surface)
                used = say(kind, rung, text, span).rung
                assert used is None or LADDERS[kind].index(used) >= index


def test_saying_it_again_changes_nothing_more():
    """A released decade, region or unit that is asked about again is not said more exactly."""
    for kind, surfaces in SURFACES.items():
        for surface in surfaces:
            for rung in LADDERS[kind]:
                once = say(kind, rung, surface, Span(0, len(surface))).text
                if not once:
                    continue
                twice = say(kind, rung, once, Span(0, len(once)))
                assert twice.rung is None or LADDERS[kind].index(twice.rung) >= LADDERS[kind].index(rung)


@given(st.integers(0, 99), st.sampled_from(["band", "decade"]))
def test_an_age_lies_in_the_years_named(age, rung):
    text = released("AGE", rung, "She is {}.", str(age))
    if age < 13:
        assert text == "She is a child."
        return
    found = re.fullmatch(r"She is in her (?:(early|late) |(mid)-)?(teens|\d0s|\w+ties)\.", text)
    assert found, text
    tens_words = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ]
    words = dict(zip(tens_words, range(2, 10), strict=True))
    tens = 1 if found[3] == "teens" else words.get(found[3]) or int(found[3][0])
    assert age // 10 == tens
    part = found[1] or found[2]
    assert part == (["early"] * 4 + ["mid"] * 3 + ["late"] * 3)[age % 10] if rung == "band" else part is None


@given(
    st.dates(date(1940, 1, 1), date(2039, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_a_date_lies_in_the_time_named(day, pattern):
    surface = day.strftime(pattern).lstrip("0")
    said = {rung: released("DATE", rung, "He left on {} by train.", surface) for rung in LADDERS["DATE"][:5]}
    month = day.strftime("%B")
    third = ("early ", "mid-", "late ")[min((day.day - 1) // 10, 2)]
    assert said["part_of_month"] == f"He left in {third}{month} {day.year} by train."
    assert said["month"] == f"He left in {month} {day.year} by train."
    assert said["year"] == f"He left in {day.year} by train."
    seasons = {12: "late", 1: "early", 2: "early"}
    season = seasons.get(day.month) or ("spring", "summer", "autumn")[day.month // 3 - 1]
    assert said["season"] == f"He left in {season} {day.year} by train."
    decade = f"in the {day.year // 10 * 10}s" if day.year % 10 else "some time ago"
    assert said["decade"] == f"He left {decade} by train."


@given(st.integers(1, 40), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_length_is_never_said_longer_than_it_is(number, unit):
    text = released("SERVICE_RECORD", "duration", "He served for {} there.", f"{number} {unit}")
    days = number * {"days": 1, "weeks": 7, "months": 30.4, "years": 365}[unit]
    least = {
        "several years": 1095,
        "over a year": 366,
        "some months": 61,
        "several weeks": 21,
        "some days": 2,
    }
    for words, fewest in {**least, "several days": 3}.items():
        if words in text:
            assert days >= fewest
    assert str(number) not in text


_NAMES = [
    "Sinchon", "Musan", "Hyesan", "Pyongyang", "Kharkiv", "Lviv", "Kursk", "Novosibirsk",
    "Gomel", "Minsk", "Dandong", "Yanji", "Busan", "Kyiv", "Odesa", "Mariupol",
    "Vladivostok", "Chicago", "Aleppo", "Warsaw",
]  # fmt: skip


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("rung", LADDERS["HOMETOWN"])
def test_a_place_keeps_its_country(name, rung):
    text = released("HOMETOWN", rung, "He came from {} on foot.", name)
    largest = lookup_place(name)[0]
    if rung in {"region", "country"}:
        assert country_name(largest.country) in text
    assert fold(name).text not in fold(text).text


@pytest.mark.parametrize("kind", [*EntityType, "PLUGIN_TYPE"])
def test_a_mask_tells_nothing_of_the_original(kind):
    """Two originals of any length leave the same mask."""
    short, long = (released(kind, None, "He said {} then.", s) for s in ("x", "Some much longer original"))
    assert short == long
    assert not re.search(r"\d", short)
    assert not re.search(r"\[[^]]*[A-Z]", short)
