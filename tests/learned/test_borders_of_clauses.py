"""How far a clause reaches that the network finds: what tells nothing at its ends goes, nothing else does."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import spacy
from spacy.language import Language

from redactor.detect.languages import DEFAULT_PIPELINES
from redactor.detect.learned.bare import bare
from redactor.detect.learned.decode import decode
from redactor.detect.learned.extent import Extent
from redactor.detect.learned.opinion import Opinion
from redactor.detect.learned.recognizer import network
from redactor.detect.lexicon import lexicon

EXTENT = Extent(names=0.8, clauses=0.7, shown=0.6, core=0.9)
LABEL = "FAMILY_DETAIL"
THRESHOLD = 0.5
SURE, NEARLY, UNSURE, NOTHING = 0.95, 0.8, 0.4, 0.02


@cache
def pipeline() -> Language:
    return spacy.load(DEFAULT_PIPELINES["en"])


def clauses(text: str, likely: dict[str, float], label: str = LABEL) -> list[str]:
    """Decode a text in which each of some stretches has a probability and the rest next to none."""
    tokens = network().pieces.cut(text)
    probabilities = np.full((len(tokens), 1), NOTHING, dtype=np.float32)
    for words, probability in likely.items():
        start = text.index(words)
        inside = (tokens.starts >= start) & (tokens.ends <= start + len(words))
        probabilities[inside] = probability
    found = decode(text, Opinion(tokens, probabilities, (label,)), {label: THRESHOLD}, EXTENT)
    doc, words_of = pipeline()(text), lexicon("en")
    told = [bare(text, f, doc, words_of) for f in found]
    return [text[f.span.start : f.span.end] for f in told if f is not None]


@pytest.mark.parametrize(
    ("text", "likely", "expected"),
    [
        (
            "He told us that the old parents sell bread and it was with them.",
            {"that the": UNSURE, "old parents sell bread": SURE, "and it was with them": UNSURE},
            "old parents sell bread",
        ),
        (
            "She has kept two cows for them, which is why.",
            {"She has": UNSURE, "kept two cows": SURE, "for them, which is": UNSURE},
            "kept two cows",
        ),
        # What is as sure as the rest stays, whatever kind of word it is.
        (
            "We were with them until they left.",
            {"with them until they left": SURE},
            "with them until they left",
        ),
    ],
)
def test_words_that_tell_nothing_go_from_the_ends_of_a_clause(
    text: str, likely: dict[str, float], expected: str
) -> None:
    assert clauses(text, likely) == [expected]


@pytest.mark.parametrize(
    ("time", "expected"), [("the last", []), ("the next", []), ("last winter", ["last winter"])]
)
def test_a_word_that_orders_times_is_none(time: str, expected: list[str]) -> None:
    assert clauses(f"On {time} they sang.", {time: SURE}, "DATE") == expected


@pytest.mark.parametrize(
    "end",
    [
        "and Oksana",  # a name
        "with two",  # a number
        "in 2014",
        "from Rivne",  # a place
        "and her sister",  # a relative
        "and mama",
        "as a welder",  # an occupation
        "abroad",
        "and limps",  # something else that tells
        "of Xk'raa",  # what is no common word may be a name
    ],
)
def test_what_tells_something_is_never_taken_off_a_clause(end: str) -> None:
    text = f"My brother sells bread {end} with us."
    (clause,) = clauses(text, {"brother sells bread": SURE, f"{end} with us": UNSURE})
    assert clause.endswith(end)
    last = end.rpartition(" ")[2]
    text = f"And it was {last} who with my brother sold bread."
    (clause,) = clauses(text, {text.partition("brother")[0]: UNSURE, "brother sold bread": SURE})
    assert clause.startswith(last)


def test_sentences_that_are_sure_are_clauses_of_their_own() -> None:
    text = "My brother sells bread. Their mother went blind."
    likely = {"brother sells bread": SURE, "Their mother went blind": NEARLY}
    assert clauses(text, likely) == ["brother sells bread", "Their mother went blind"]


def test_a_clause_that_is_never_sure_is_none() -> None:
    assert clauses("My brother sells bread.", {"brother sells bread": UNSURE}) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("the 17th Rifle Brigade had 30 men", "the 17th Rifle Brigade"),
        ("he was in the 17th Rifle Brigade", "17th Rifle Brigade"),
    ],
)
def test_what_a_unit_did_is_no_part_of_it(told: str, expected: str) -> None:
    assert [
        found.endswith(expected) for found in clauses(f"Later {told}.", {told: SURE}, "MILITARY_UNIT")
    ] == [True]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("I was called up in May 2019", "May 2019"),
        ("They signed in the autumn of 2022", "the autumn of 2022"),
        # A place, and a number, are told as well.
        ("I joined at Kherson in 2019", "Kherson in 2019"),
        ("I did 2 years until 2019", "2 years until 2019"),
    ],
)
def test_when_somebody_served_is_the_time_alone_where_only_plain_words_lead_to_it(
    told: str, expected: str
) -> None:
    (found,) = clauses(f"{told}, and it rained.", {told: SURE}, "SERVICE_RECORD")
    assert found == expected
