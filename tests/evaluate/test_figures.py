"""The figures beside the headline: intervals, calibration, roles, detectors, tables, baseline."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import UnreadableError
from redactor.evaluate.baseline import BASELINE_SCHEMA, read_baseline, worse, write_baseline
from redactor.evaluate.bootstrap import Interval, ratio_interval
from redactor.evaluate.calibration import calibrate
from redactor.evaluate.detectors import (
    Detectors,
    ReachedBy,
    of_detectors,
    reached_by,
    recall_by_detector,
    split_run,
)
from redactor.evaluate.evaluation import Figure, Result, evaluate
from redactor.evaluate.json_fields import Field
from redactor.evaluate.records import GoldAction, Share
from redactor.evaluate.roles import SubjectRole, subject_roles
from redactor.evaluate.tab_figures import tab_figures
from redactor.evaluate.text_anonymization_benchmark import read
from redactor.model import Action

from .made import found, gold, results

PARTS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: (float(min(p)), float(max(p)))), max_size=8
)


@given(PARTS, st.integers(1, 60))
def test_an_interval_lies_between_the_worst_and_the_best_document(
    parts: list[tuple[float, float]], resamples: int
) -> None:
    interval = ratio_interval(parts, resamples)
    shares = [above / below for above, below in parts if below]
    if interval is None:
        assert len(parts) < 2 or not shares or resamples < 5
    else:
        assert min(shares) - 1e-9 <= interval.low <= interval.high <= max(shares) + 1e-9


def test_an_interval_is_the_same_every_time_and_moves_with_the_seed() -> None:
    parts = [(1.0, 4.0), (3.0, 4.0), (4.0, 5.0), (0.0, 2.0)]
    assert ratio_interval(parts) == ratio_interval(parts)
    assert ratio_interval(parts, 50, seed=1) != ratio_interval(parts, 50, seed=2)


def test_an_interval_of_two_documents_that_differ_spans_both() -> None:
    """A quarter of the resamples draws the same document twice: more than 2.5 % on either side."""
    assert ratio_interval([(0.0, 1.0), (1.0, 1.0)]) == Interval(0.0, 1.0)


def test_an_interval_leaves_out_a_fortieth_on_either_side() -> None:
    """One in 27 resamples draws the third document only: too many to be left out."""
    assert ratio_interval([(1.0, 1.0), (1.0, 1.0), (0.0, 1.0)]) == Interval(0.0, 1.0)


@pytest.mark.parametrize(
    ("parts", "resamples"), [([(1.0, 2.0)], 99), ([(0.0, 0.0)] * 3, 99), ([(1.0, 2.0)] * 3, 0)]
)
def test_there_is_no_interval_of_nothing(parts: list[tuple[float, float]], resamples: int) -> None:
    assert ratio_interval(parts, resamples) is None


def test_calibration_by_hand() -> None:
    document = gold("{{PERSON|a|protect::Ada}} met {{PERSON|b|flag::Bo}} in {{LOCATION|-|keep::Riga}}.")
    findings = [
        found(document, "Ada", score=0.9),
        found(document, "Bo", score=1.0),
        found(document, "Riga", score=0.95),
        found(document, "met", score=0.25),
        found(document, "da met", score=0.15),  # touches what is to be protected
    ]
    made = calibrate([(document, findings)])
    assert [(b.findings, b.right) for b in made.bins if b.findings] == [(1, 1), (1, 0), (3, 2)]
    # 1 x |0.15 - 1| + 1 x |0.25 - 0| + 3 x |0.95 - 2/3|, by 5 findings
    assert made.error == pytest.approx((0.85 + 0.25 + 0.85) / 5)


@given(results())
def test_every_finding_is_in_one_bin(result: Result) -> None:
    made = calibrate([result])
    assert sum(b.findings for b in made.bins) == len(result[1])
    assert made.error is None or 0 <= made.error <= 1
    assert all(b.low <= b.mean_score <= b.high + 1e-9 for b in made.bins if b.findings)


def test_roles_are_told_from_ids() -> None:
    document = gold(
        "{{PERSON|ro|protect::Ro}} {{AGE|ro.aunt|protect::50}} {{PERSON|bek|protect::Bek}} "
        "{{AGE|ro|protect::20}} {{PERSON|ro.friend|protect::Li}} {{PERSON|interpreter|protect::Va}} "
        "{{PERSON|public:ada-li|keep::Ada}} "
        "{{LOCATION|-|keep::Riga}} {{FAMILY_DETAIL|min.son|protect::a boy}} {{PERSON|min|protect::Min}}"
    )
    assert subject_roles(document) == {
        "ro": SubjectRole.SOURCE,
        "min": SubjectRole.SOURCE,  # a relative of his is marked
        "ro.aunt": SubjectRole.RELATIVE,
        "min.son": SubjectRole.RELATIVE,
        "bek": SubjectRole.COMRADE_OR_HELPER,
        "ro.friend": SubjectRole.COMRADE_OR_HELPER,
        "interpreter": SubjectRole.COMRADE_OR_HELPER,
        "public:ada-li": SubjectRole.PUBLIC,
        "-": SubjectRole.NOBODY,
    }


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("{{PERSON|ro|protect::Ro}} {{AGE|ro|protect::20}} {{PERSON|bek|protect::Bek}}", "ro"),
        ("{{PERSON|guard|protect::Li}} {{AGE|guard|protect::20}} {{PERSON|bek|protect::Bek}}", "bek"),
    ],
)
def test_without_relatives_the_one_with_most_marks_is_the_source(marked: str, source: str) -> None:
    roles = subject_roles(gold(marked))
    assert [subject for subject, role in roles.items() if role is SubjectRole.SOURCE] == [source]


def test_places_seen_as_something_else_have_a_column_of_their_own() -> None:
    document = gold(
        "{{HOMETOWN|a|protect::Bonn}}, {{LOCATION|-|keep::Riga}}, {{DUTY_STATION|a|protect::Ulm}}"
    )
    findings = [found(document, "Bonn", "PERSON"), found(document, "Ulm", "HOMETOWN")]
    assert evaluate([(document, findings)], resamples=0).places == {
        "DUTY_STATION": {"HOMETOWN": 1},
        "HOMETOWN": {"other": 1},
        "LOCATION": {"none": 1},
    }


def test_of_two_types_the_one_that_covers_more_is_seen() -> None:
    document = gold("{{HOMETOWN|a|protect::Bonn am Rhein}}")
    findings = [found(document, "Bonn am Rhei", "AGE"), found(document, "Bonn am Rhein", "LOCATION")]
    made = evaluate([(document, findings)], resamples=0)
    assert made.types == {"HOMETOWN": {"LOCATION": 1}}


def test_which_figures_are_better_when_they_are_lower() -> None:
    figures = evaluate([(gold("{{AGE|a|protect::9}} x"), [])], resamples=0).figures
    assert {name for name, figure in figures.items() if not figure.good} == {"over_redaction", "leak_rate"}


def test_initials_are_no_function_words() -> None:
    """The initial of "A. Ode" must be masked; the article of "a barge" need not."""
    text, mentions = "A. Ode had a barge", [("p", 0, 6, "DIRECT"), ("b", 11, 18, "QUASI")]
    keys = ("entity", "start", "end", "identifier")
    marks = [{"type": "MISC", **dict(zip(keys, m, strict=True))} for m in mentions]
    document = read(Field({"text": text, "mentions": marks}, "document 1"), "x")
    made = tab_figures([(document, [found(document, "Ode"), found(document, "barge")])])
    assert made.mention_recall == {"DIRECT": Share(0, 1), "QUASI": Share(1, 1)}


def test_detectors_are_scored_alone_and_together() -> None:
    document = gold("{{PERSON|a|protect::Ada Brandt}} and {{PERSON|b|protect::Bo}} and {{AGE|c|protect::9}}")
    findings = [
        found(document, "Ada", rule="case.name"),
        found(document, "Brandt", rule="model.person"),
        found(document, "Bo", rule="person.name"),
        found(document, "9", "AGE", rule="model.age"),
        found(document, "and", rule="model.person"),
    ]
    runs = split_run([(document, findings)])
    assert reached_by(runs) == ReachedBy(0, 1, 1, 1, 0, 0)
    both, rules, model = recall_by_detector(runs)
    assert (both.detectors, both.findings, both.protect) == (Detectors.ALL, 5, Share(3, 3))
    assert (rules.detectors, rules.findings, rules.protect) == (Detectors.RULES, 2, Share(1, 3))
    assert (model.detectors, model.findings, model.protect) == (Detectors.MODEL, 3, Share(1, 3))


@given(results())
def test_rules_and_model_share_the_findings_out(result: Result) -> None:
    rules, model = (of_detectors(result[1], d) for d in (Detectors.RULES, Detectors.MODEL))
    assert sorted(map(repr, (*rules, *model))) == sorted(map(repr, result[1]))


def test_what_both_hide_and_what_neither_does_are_told_apart() -> None:
    document = gold("{{PERSON|a|protect::Ada}} and {{PERSON|b|protect::Bo}}")
    findings = [found(document, "Ada", rule=rule) for rule in ("model.person", "person.name")]
    assert reached_by(split_run([(document, findings)])) == ReachedBy(1, 0, 0, 0, 1, 0)


def test_runs_of_each_alone_tell_what_was_undone() -> None:
    document = gold("{{PERSON|a|protect::Ada}} and {{PERSON|b|protect::Bo}}")
    names = [found(document, "Ada"), found(document, "Bo")]
    alone = {Detectors.RULES: [(document, names)], Detectors.MODEL: [(document, names[:1])]}
    made = evaluate([(document, names[:1])], 0, alone)
    assert made.reached_by == ReachedBy(1, 0, 0, 0, 0, 1)
    assert [d.protect for d in made.by_detector] == [Share(1, 2), Share(2, 2), Share(1, 2)]


@given(results())
def test_tables_hold_every_mark_once(result: Result) -> None:
    made = evaluate([result], resamples=0)
    (score,) = made.scores
    counted = sum(n for row in made.types.values() for n in row.values())
    assert counted == sum(s.gold.action is not GoldAction.KEEP for s in score.spans)
    assert sum(s.right.total for s in made.by_type.values()) == len(score.spans)
    assert sum(s.total for s in made.by_role.values()) == len(score.spans)
    assert all(made.by_type[t, a].typed.hits <= made.by_type[t, a].right.total for t, a in made.by_type)


def _mention(kind: str, start: int, end: int, identifier: str, entity: str) -> dict[str, object]:
    keys = ("entity_type", "start_offset", "end_offset", "identifier_type", "entity_id")
    return dict(zip(keys, (kind, start, end, identifier, entity), strict=True))


BENCHMARK = {
    "doc_id": "1",
    "text": "Mr Ode of Bonn, born in 1950, saw Ode and Judge Ek.",
    "annotations": {
        "one": {
            "entity_mentions": [
                _mention("PERSON", 0, 6, "DIRECT", "p"),
                _mention("PERSON", 34, 37, "QUASI", "p"),
                _mention("LOC", 10, 14, "QUASI", "b"),
                _mention("PERSON", 42, 50, "NO_MASK", "j"),
            ]
        },
        "two": {"entity_mentions": [_mention("DATETIME", 21, 28, "QUASI", "p")]},
    },
}


def test_the_benchmark_by_hand() -> None:
    """An entity counts only whole; "Mr" and "in" need not be masked; every annotator's marks count."""
    document = read(Field(BENCHMARK, "document 1"), "x")
    findings = [found(document, words) for words in ("Ode", "1950", "Judge")]
    findings.append(found(document, "Bonn", action=Action.KEEP))
    made = tab_figures([(document, findings)])
    assert made.entity_recall == {"DIRECT": Share(0, 1), "QUASI": Share(1, 2)}
    assert made.mention_recall == {"DIRECT": Share(1, 1), "QUASI": Share(1, 3)}
    assert made.token_precision == Share(2, 6)  # Ode for the one, 1950 for the other, of 3 words for each


FIGURES = {
    "kept": Figure(0.9, None, True),
    "over_redaction": Figure(0.05, None, False),
    "none": Figure(None, None, True),
}


@pytest.mark.parametrize(
    ("baseline", "fallen"),
    [
        ({"kept": 0.92, "over_redaction": 0.03}, []),  # exactly the tolerance
        ({"kept": 0.9201}, ["kept was 0.9201 and is 0.9000"]),
        ({"over_redaction": 0.0299}, ["over_redaction was 0.0299 and is 0.0500"]),
        ({"kept": 0.1, "over_redaction": 0.9}, []),  # better
        ({"none": 0.5}, ["none was 0.5000 and is not measured any more"]),
        ({"gone": 0.5}, ["gone was 0.5000 and is not measured any more"]),
    ],
)
def test_what_is_worse_than_the_baseline(baseline: dict[str, float], fallen: list[str]) -> None:
    assert list(worse(FIGURES, baseline)) == fallen


def test_a_baseline_is_read_as_it_was_written() -> None:
    before = read_baseline(write_baseline(FIGURES))
    assert before == {"kept": 0.9, "over_redaction": 0.05}
    assert not worse(FIGURES, before)


@pytest.mark.parametrize(
    "data",
    [b"no", b"[]", b"{}", json.dumps({"schema": "other/1", "figures": {}}).encode(),
     json.dumps({"schema": BASELINE_SCHEMA, "figures": {"kept": "much"}}).encode(),
     json.dumps({"schema": BASELINE_SCHEMA, "figures": {"kept": True}}).encode()],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="--write-baseline"):
        read_baseline(data)
