"""The JSON Schema agrees with the loader, and the data files with the rest of the product."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import redactor
from redactor.model import EntityType
from redactor.policy import json_schema, load_policy, shipped_policies

HERE = Path(__file__).parent
POLICIES = sorted((HERE.parents[1] / "policies").glob("*.yaml"))
VALIDATOR = Draft202012Validator(json_schema())
BEYOND_A_SCHEMA = {
    "alias",
    "duplicate-key",
    "duplicate-policy-key",
    "duplicate-rule",
    "extends-folder",
    "extends-itself",
    "extends-missing-file",
    "extends-unknown-name",
    "figure-twice",
    "merge-key",
    "pattern-bad",
    "pattern-idle",
    "score-bounds",
}
NOT_YAML = {"object-tag", "syntax", "tab", "two-documents", "nothing", "score-nan"}
INVALID = [p for p in sorted((HERE / "invalid").glob("*.yaml")) if p.stem not in BEYOND_A_SCHEMA | NOT_YAML]


def mistakes(path):
    return [e.message for e in VALIDATOR.iter_errors(yaml.safe_load(path.read_text("utf-8")))]


def test_it_is_a_schema_that_json_can_hold():
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()


@pytest.mark.parametrize("path", [*POLICIES, *sorted((HERE / "valid").glob("*.yaml"))], ids=lambda p: p.stem)
def test_it_accepts_what_the_loader_accepts(path):
    load_policy(path)
    assert mistakes(path) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_it_rejects_what_the_loader_rejects(path):
    assert mistakes(path) != []


def test_the_exceptions_are_still_exceptions():
    for name in BEYOND_A_SCHEMA:
        assert mistakes(HERE / "invalid" / f"{name}.yaml") == [], name


def test_every_key_is_described():
    def properties(schema):
        if isinstance(schema, dict):
            for key, part in schema.get("properties", {}).items():
                yield key, part
            for key, part in schema.items():
                if key != "allOf":
                    yield from properties(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from properties(part)

    described = dict(properties(json_schema()))
    assert len(described) > 20
    assert all(part.get("description") for part in described.values())


def test_all_shipped_policies_lie_in_policies():
    assert tuple(p.stem for p in POLICIES) == shipped_policies()


def test_rungs_are_those_of_known_types():
    ladders = yaml.safe_load((Path(redactor.__file__).parent / "policy" / "rungs.yaml").read_text("utf-8"))
    types = [t for ladder in ladders["ladders"] for t in ladder["types"]]
    assert len(types) == len(set(types))
    assert set(types) <= set(EntityType)


def test_relations_are_those_of_the_recognizers():
    package = Path(redactor.__file__).parent
    known = yaml.safe_load((package / "policy" / "relations.yaml").read_text("utf-8"))
    for lexicon in (package / "detect").glob("*/lexicons/kin.yaml"):
        words = yaml.safe_load(lexicon.read_text("utf-8"))
        assert set(words["relations"]) | set(words["ambiguous"]) <= set(known)
