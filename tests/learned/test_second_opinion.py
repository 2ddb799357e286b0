"""What the learned recognizer says of the rules' findings: doubts are shown, never dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detect.learned.floors import NOTHING_DOUBTED, Floors
from redactor.detect.learned.second_opinion import DOUBTED, Weighed, second_opinion
from redactor.model import Context, Detection, EntityType, Role, Span

FLOORS = Floors(
    {t.value: 0.05 for t in EntityType if t is not EntityType.CONTACT}, full_name=0.05, lone_name=0.01
)
SURE, UNSURE = 0.9, 0.025


def detection(
    entity_type: str, rule: str = "family.fact", *, role: Role | None = None, score: float = 0.8, at: int = 0
) -> Detection:
    return Detection("text", Span(at, at + 4), entity_type, Context.NARRATION, score, rule, "a reason", role)


def name(surface: str, support: float, *, role: Role | None = None, at: int = 0) -> Weighed:
    return Weighed(detection(EntityType.PERSON, "person.cue", role=role, at=at), 1.0, surface, support)


def roles(*weighed: Weighed) -> list[Role | None]:
    return [d.role for d in second_opinion(weighed, FLOORS)]


@pytest.mark.parametrize("entity_type", [EntityType.FAMILY_DETAIL, EntityType.HOMETOWN, EntityType.AGE])
def test_a_doubted_finding_stays_with_the_score_of_a_doubt(entity_type: EntityType) -> None:
    (found,) = second_opinion([Weighed(detection(entity_type), UNSURE)], FLOORS)
    assert found.score == DOUBTED
    assert found.entity_type == entity_type
    assert "sees nothing" in found.reason


@pytest.mark.parametrize(
    "weighed",
    [
        Weighed(detection(EntityType.FAMILY_DETAIL), SURE),
        Weighed(detection(EntityType.AGE, "age.field"), UNSURE),
        Weighed(detection(EntityType.CONTACT, "contact.phone"), UNSURE),
        Weighed(detection(EntityType.AGE, role=Role.PUBLIC_FIGURE), UNSURE),
        name("Dragana", UNSURE),
    ],
)
def test_what_is_supported_or_rests_on_form_is_untouched(weighed: Weighed) -> None:
    assert list(second_opinion([weighed], FLOORS)) == [weighed.detection]


def test_what_follows_a_protected_name_is_not_doubted() -> None:
    bearer, born = name("Dragana", SURE), Weighed(detection(EntityType.HOMETOWN, at=16), UNSURE)
    assert list(second_opinion([bearer, born], FLOORS)) == [bearer.detection, born.detection]
    far = Weighed(detection(EntityType.HOMETOWN, at=90), UNSURE)
    assert list(second_opinion([bearer, far], FLOORS))[1].score == DOUBTED
    official = name("Aleksa Brkic", 0.01)
    assert list(second_opinion([official, born], FLOORS))[1].score == DOUBTED


def test_rules_alone_are_never_doubted() -> None:
    alone = [Weighed(detection(EntityType.AGE), 0.0), name("Aleksa Brkic", 0.0)]
    assert list(second_opinion(alone, NOTHING_DOUBTED)) == [w.detection for w in alone]


def test_a_full_name_that_reads_as_public_everywhere_is_kept_for_a_person_to_confirm() -> None:
    weighed = [name("Aleksa Brkic", 0.01), name("Brkic", 0.02, at=40)]
    found = list(second_opinion(weighed, FLOORS))
    assert [d.role for d in found] == [Role.OFFICIAL, Role.OFFICIAL]
    assert all(d.score == DOUBTED for d in found)


@pytest.mark.parametrize(
    "mentions",
    [
        [("Aleksa Brkic", 0.01), ("Brkic", 0.6)],  # one mention reads like a source's
        [("Aleksa Brkic", 0.01), ("Aleksa", 0.3)],
        [("Brkic", 0.01)],  # no full name
        [("Aleksa Brkic", 0.01), ("Milka Brkic", 0.7)],  # a relative shares the surname
    ],
)
def test_a_single_mention_that_reads_like_a_source_keeps_the_name_protected(
    mentions: list[tuple[str, float]],
) -> None:
    weighed = [name(surface, support, at=20 * n) for n, (surface, support) in enumerate(mentions)]
    assert roles(*weighed) == [None] * len(mentions)


def test_whom_the_rules_know_to_be_protected_stays_so() -> None:
    weighed = [name("Aleksa Brkic", 0.0, role=Role.SOURCE), name("Aleksa Brkic", 0.0, at=40)]
    assert roles(*weighed) == [Role.SOURCE, None]


@given(
    st.lists(
        st.builds(
            lambda kind, support, role: Weighed(detection(kind, role=role), support),
            st.sampled_from([t.value for t in EntityType]),
            st.floats(0, 1),
            st.sampled_from([None, *Role]),
        ),
        max_size=12,
    )
)
def test_nothing_is_dropped_moved_or_retyped(weighed: list[Weighed]) -> None:
    found = list(second_opinion(weighed, FLOORS))
    assert [(d.span, d.entity_type, d.rule) for d in found] == [
        (w.detection.span, w.detection.entity_type, w.detection.rule) for w in weighed
    ]
    assert all(d.score <= w.detection.score for d, w in zip(found, weighed, strict=True))


NOTHING = 0.001


@pytest.mark.parametrize(
    ("supports", "kept"),
    [
        ((SURE, SURE, NOTHING, NOTHING), (0, 9)),
        ((NOTHING, SURE, UNSURE, SURE), (5, 19)),
        ((SURE, NOTHING, NOTHING, SURE), (0, 19)),
        ((NOTHING, NOTHING, NOTHING, NOTHING), (0, 19)),
        ((UNSURE, SURE, SURE, UNSURE), (0, 19)),
    ],
)
def test_a_rules_clause_ends_where_the_network_sees_nothing_more(
    supports: tuple[float, ...], kept: tuple[int, int]
) -> None:
    pieces = tuple((Span(5 * n, 5 * n + 4), support) for n, support in enumerate(supports))
    clause = Detection("text", Span(0, 19), EntityType.HEALTH, Context.ANSWER, 0.8, "health.mark", "a reason")
    (found,) = second_opinion([Weighed(clause, SURE, pieces=pieces)], FLOORS)
    assert (found.span.start, found.span.end) == kept


@pytest.mark.parametrize("rule", ["health.field", "model.health"])
def test_forms_and_its_own_clauses_keep_their_ends(rule: str) -> None:
    pieces = ((Span(0, 4), SURE), (Span(5, 9), NOTHING))
    clause = Detection("text", Span(0, 9), EntityType.HEALTH, Context.ANSWER, 0.8, rule, "a reason")
    assert list(second_opinion([Weighed(clause, SURE, pieces=pieces)], FLOORS)) == [clause]
