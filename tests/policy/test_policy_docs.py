"""docs/policy.md names every word that a policy may use, and its example does what it says."""

import re
from pathlib import Path

import pytest

from redactor.model import Action, Context, EntityType, PseudonymScope, Role
from redactor.policy import diff, lint, load_policy, shipped_policies
from redactor.policy.vocabulary import ROLE_GROUPS, keys, reason_codes, relations, rungs

DOCS = (Path(__file__).parents[2] / "docs" / "policy.md").read_text("utf-8")
WORDS = {
    *EntityType,
    *Role,
    *ROLE_GROUPS,
    *Context,
    *PseudonymScope,
    *(a.label for a in Action),
    *relations(),
    *reason_codes(),
    *shipped_policies(),
    *(rung for t in EntityType for rung in rungs(t)),
}


@pytest.mark.parametrize(
    "level",
    ["policy", "documents", "limits", "pseudonyms", "default", "public_figure", "rule", "match"],
)
def test_every_key_is_documented_with_its_meaning(level):
    for key, meaning in keys(level).items():
        assert f"| `{key}` | {meaning} |" in DOCS


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_word_is_documented(word):
    assert f"`{word}`" in DOCS


@pytest.mark.parametrize("code", reason_codes())
def test_every_reason_code_is_documented_with_its_meaning(code):
    assert f"| `{code}` | {reason_codes()[code]} |" in DOCS


def test_the_example_does_what_is_printed_below_it(tmp_path):
    (example,) = re.findall(r"^```yaml\n(.*?)^```", DOCS, re.DOTALL | re.MULTILINE)
    (printed,) = re.findall(r"^```text\n(.*?)^```", DOCS, re.DOTALL | re.MULTILINE)
    (tmp_path / "desk.yaml").write_text(example)
    desk = load_policy(tmp_path / "desk.yaml")
    assert str(diff(load_policy("pow-families"), desk)) == printed
    assert lint(desk) == ()
