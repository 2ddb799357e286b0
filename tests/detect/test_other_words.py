"""A fact that is hidden once is hidden in other words, too."""

from __future__ import annotations

import pytest

from redactor.detect.en.other_words import in_other_words
from redactor.model import Context, Detection, Document, EntityType, Role, Segment, SegmentKind, Span

FAMILY, BACKGROUND, HEALTH = EntityType.FAMILY_DETAIL, EntityType.BACKGROUND, EntityType.HEALTH


def again(
    first: str, rest: str, kind: EntityType, relation: str | None, **more: object
) -> list[tuple[str, str | None]]:
    """Return what of ``rest`` says the fact ``first`` again, and whose it is."""
    text = f"{first} {rest}"
    document = Document("a.txt", "txt", "en", "0" * 64, (Segment("text", SegmentKind.TEXT, text),))
    given = {"score": 0.9, "role": None} | more
    span = Span(0, len(first))
    told = Detection(
        "text", span, kind, Context.NARRATION, given["score"], "test.rule", "a test", given["role"], relation
    )
    found = in_other_words(document, [told])
    return [(text[d.span.start : d.span.end], d.relation) for d in found if d.entity_type == kind]


@pytest.mark.parametrize(
    ("first", "rest", "kind", "relation", "words"),
    [
        ("My father is a miner.", "A miner's son keeps quiet.", FAMILY, "father", "A miner's son"),
        (
            "My father works at the pit.",
            "The sons of coalminers are strong.",
            FAMILY,
            "father",
            "sons of coalminers",
        ),
        (
            "My mother teaches in Musan.",
            "He was a teacher’s only son.",
            FAMILY,
            "mother",
            "a teacher’s only son",
        ),
        ("I worked as a welder.", "The welder from Nampo says little.", BACKGROUND, None, "The welder"),
        ("I worked as a welder.", "Nobody asks a welder like me.", BACKGROUND, None, "a welder like me"),
        ("She has tuberculosis.", "The TB got worse.", HEALTH, "sister", "TB"),
    ],
)
def test_it_is_found_and_is_the_same_persons(
    first: str, rest: str, kind: EntityType, relation: str | None, words: str
) -> None:
    assert again(first, rest, kind, relation) == [(words, relation)]


@pytest.mark.parametrize(
    ("first", "rest", "kind", "relation"),
    [
        ("My father is a miner.", "The miners struck in 1984.", FAMILY, "father"),
        ("My father is a miner.", "A teacher's son keeps quiet.", FAMILY, "father"),
        ("I worked as a welder.", "Welders were needed at the yard.", BACKGROUND, None),
        ("She has tuberculosis.", "He coughed all night.", HEALTH, "sister"),
    ],
)
def test_what_tells_of_others_stays(first: str, rest: str, kind: EntityType, relation: str | None) -> None:
    assert again(first, rest, kind, relation) == []


def test_a_doubtful_fact_and_a_public_persons_are_not_looked_for() -> None:
    sentences = ("My father is a miner.", "A miner's son keeps quiet.")
    assert again(*sentences, FAMILY, "father", score=0.3) == []
    assert again(*sentences, FAMILY, "father", role=Role.PUBLIC_FIGURE) == []
