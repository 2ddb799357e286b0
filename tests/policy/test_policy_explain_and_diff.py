"""What people read: explanations, differences and warnings."""

from pathlib import Path

import pytest

from redactor.model import Context, EntityType, Role
from redactor.policy import Query, diff, explain, lint, load_policy

HERE = Path(__file__).parent
HEAD = "name: {}\nversion: 1\ndescription: x\ndefault: {{action: mask, reason_code: no-rule, reason: x}}\n"


@pytest.fixture
def policy_of(tmp_path):
    """Return a function from a policy's name and its rules, one a line, to the policy."""

    def load(name, *rules, extends=None, more=""):
        text = HEAD.format(name) + f"rules: [{', '.join(f'{{{r}, reason: x}}' for r in rules)}]\n" + more
        if extends:
            text += f"extends: ./{extends}.yaml\n"
        (tmp_path / f"{name}.yaml").write_text(text)
        return load_policy(tmp_path / f"{name}.yaml")

    return load


def golden(name: str, actual: str) -> None:
    assert actual == (HERE / "golden" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("policy", "query"),
    [
        ("hometown", Query("HOMETOWN", Role.SOURCE, None, Context.ANSWER, 0.9, "x")),
        ("reprisal", Query("REPRISAL_RISK", Role.SOURCE, None, Context.ANSWER, 0.9, "x")),
        ("service", Query("SERVICE_RECORD", Role.SOURCE, None, Context.ANSWER, 0.9, "ten years")),
        ("plugin", Query("PLATE_NUMBER", Role.SOURCE, None, Context.ANSWER, 0.9, "x")),
    ],
)
def test_explanations(policy, query):
    golden(f"explain-{policy}.txt", str(explain(load_policy(), query)))


@pytest.mark.parametrize("other", ["strict", "names-only"])
def test_diff_of_shipped_policies(other):
    golden(f"diff-{other}.txt", str(diff(load_policy("pow-families"), load_policy(other))))


def test_diff_the_other_way_round_swaps_less_and_more():
    a, b = load_policy("pow-families"), load_policy("names-only")
    there, back = diff(a, b), diff(b, a)
    assert len(there.less) == len(back.more)
    assert there.more == back.less == ()


def test_a_policy_does_not_differ_from_itself():
    policy = load_policy(HERE / "valid" / "every-condition.yaml")
    assert str(diff(policy, policy)).count("nothing") == 2


def test_strict_protects_nothing_less_than_the_default():
    assert diff(load_policy("pow-families"), load_policy("strict")).less == ()


KEEP_AGE = "name: age, match: {type: AGE%s}, action: keep, reason_code: consent"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("", "AGE | everyone: mask -> keep"),
        (", role: protected", "AGE | protected: mask -> keep"),
        (", role: [not_protected, source]", "AGE | not_protected, source: mask -> keep"),
        (", role: relative, relation: mother", "AGE | relative | mother: mask -> keep"),
        (", context: [caption, headline]", "AGE | everyone | headline, caption: mask -> keep"),
        (", min_score: 0.7", "AGE | everyone | score at least 0.7: mask -> keep"),
        (", max_score: 0.3", "AGE | everyone | score at most 0.3: mask -> keep"),
        (
            ", min_score: 0.3, max_score: 0.7",
            "AGE | everyone | score at least 0.3 and at most 0.7: mask -> keep",
        ),
        (", min_score: 0", "AGE | everyone: mask -> keep"),
        (", literal: [Old, young]", "AGE | everyone | the text 'old', 'young': mask -> keep"),
        (", pattern: 'o.d'", "AGE | everyone | a text with /o.d/: mask -> keep"),
    ],
)
def test_diff_names_the_conditions_under_which_it_holds(policy_of, condition, expected):
    found = diff(policy_of("before"), policy_of("after", KEEP_AGE % condition))
    assert [str(c) for c in found.less] == [expected]
    assert found.more == ()


def test_diff_knows_that_a_vaguer_rung_protects_more(policy_of):
    def rung(name, word):
        return policy_of(
            name, f"name: r, match: {{type: AGE}}, action: generalize, rung: {word}, reason_code: no-rule"
        )

    found = diff(rung("a", "band"), rung("b", "life_stage"))
    assert [str(c) for c in found.more] == ["AGE | everyone: generalize to band -> generalize to life_stage"]


def test_diff_counts_a_lost_review_as_less(policy_of):
    watched = policy_of("a", KEEP_AGE % "" + ", review: required")
    found = diff(watched, policy_of("b", KEEP_AGE % ""))
    assert [str(c) for c in found.less] == ["AGE | everyone: keep, review required -> keep"]


def test_diff_shows_public_figures(policy_of):
    with_figure = policy_of("b", more="public_figures: [{id: jane-example, names: Jane Example}]\n")
    there = diff(policy_of("a"), with_figure)
    assert (there.figures_added, there.figures_removed) == (("jane-example",), ())
    assert "Protects less\n  public figure: jane-example added\n" in str(there)


@pytest.mark.parametrize(
    ("rules", "warning"),
    [
        (
            [
                KEEP_AGE % ", role: source",
                "name: b, match: {type: AGE, min_score: 1, role: source}, action: mask, reason_code: no-rule",
            ],
            "never answers, because earlier rules do: p/age",
        ),
        (
            [
                "name: a, match: {role: protected}, action: mask, reason_code: no-rule",
                "name: b, match: {role: not_protected}, action: mask, reason_code: no-rule",
                "name: c, match: {type: AGE}, action: mask, reason_code: no-rule",
            ],
            "never answers, because earlier rules do: p/a, p/b",
        ),
        (
            ["name: a, match: {role: source, relation: mother}, action: mask, reason_code: no-rule"],
            "never answers, because no finding meets all its conditions",
        ),
        (
            ["name: a, match: {type: PERSON}, action: keep, reason_code: consent"],
            "keeps PERSON of protected people",
        ),
        (
            [
                "name: a, match: {role: relative, type: [PERSON, DUTY_STATION, HEALTH, AGE]}, action: keep, "
                "reason_code: consent"
            ],
            "keeps PERSON, AGE, HEALTH of protected people",
        ),
        (
            ["name: a, match: {type: HIDDEN_TEXT, role: nobody}, action: keep, reason_code: consent"],
            "keeps text that no reader sees",
        ),
        (
            ["name: a, match: {type: DATE}, action: keep, reason_code: already-public"],
            "keeps what is already public",
        ),
    ],
)
def test_lint_warns(policy_of, rules, warning):
    (found,) = lint(policy_of("p", *rules))
    assert warning in found
    assert found.startswith("p.yaml:")


@pytest.mark.parametrize(
    "rules",
    [
        ["name: a, match: {type: PERSON}, action: keep, reason_code: consent, review: required"],
        ["name: a, match: {type: PERSON, role: not_protected}, action: keep, reason_code: public-role"],
        ["name: a, match: {type: AGE, role: source}, action: keep, reason_code: consent"],
        [
            "name: a, match: {type: PERSON}, action: mask, reason_code: no-rule",
            "name: b, match: {role: protected, type: [PERSON, AGE]}, action: mask, reason_code: no-rule",
        ],
        [
            "name: a, match: {type: AGE, pattern: x}, action: mask, reason_code: no-rule",
            "name: b, match: {type: AGE, literal: x}, action: mask, reason_code: no-rule",
            "name: c, match: {type: AGE, literal: [x, y]}, action: mask, reason_code: no-rule",
            "name: d, match: {type: AGE}, action: mask, reason_code: no-rule",
        ],
    ],
)
def test_lint_is_silent_about_what_is_meant(policy_of, rules):
    assert lint(policy_of("p", *rules)) == ()


def test_lint_lets_a_child_override_its_parent(policy_of):
    policy_of("parent", "name: a, match: {type: AGE}, action: mask, reason_code: no-rule")
    assert lint(policy_of("child", KEEP_AGE % ", role: [protected, not_protected]", extends="parent")) == (
        "child.yaml:5: the rule child/age keeps AGE of protected people; a second person has to look: "
        "add 'review: required'",
    )


def test_every_entity_type_is_in_the_grid(policy_of):
    keep_all = policy_of("b", "name: a, match: {min_score: 0}, action: keep, reason_code: consent")
    (change,) = diff(policy_of("a"), keep_all).less
    assert change.entity_types == frozenset(EntityType)


@pytest.mark.parametrize(("first", "second"), [("archive", "document"), ("document", "merged")])
def test_the_scope_of_pseudonyms_is_compared(policy_of, first, second):
    wide = policy_of("wide", more=f"pseudonyms: {{scope: {first}}}\n")
    narrow = policy_of("narrow", more=f"pseudonyms: {{scope: {second}}}\n")
    said = f"pseudonyms: {first} -> {second}"
    assert str(diff(wide, narrow)).partition("Protects more")[2].strip() == said
    back = str(diff(narrow, wide)).partition("Protects more")
    assert f"pseudonyms: {second} -> {first}" in back[0]
    assert back[2].strip() == "nothing"
