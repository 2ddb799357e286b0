"""The English lexicons are well-formed data: what a rule reads there is what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml

from redactor.detect.lexicon import Lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.model import EntityType

FOLDER = files("redactor.detect").joinpath("en", "lexicons")
KEYS = {
    "kin": ["relations", "ambiguous", "family_make_up", "titles_not_kin", "generic_subjects"],
    "military": [
        "ranks",
        "ranks_also_everyday",
        "trades",
        "trades_ambiguous",
        "unit_nouns",
        "unit_nouns_ambiguous",
        "unit_abbreviations",
        "arms",
        "named_forces",
    ],
    "service": ["enlist", "discharge", "serve", "station", "captivity", "depart", "wounded", "battle"],
    "home": ["origin", "residence_nouns", "birthplace_labels", "weak", "questions"],
    "labels": [
        "PERSON",
        "DATE_OF_BIRTH",
        "HOMETOWN",
        "FAMILY_DETAIL",
        "CONTACT",
        "JOURNALIST",
        "HELPER",
        "KEEP",
    ],
    "health": ["injury", "body_parts", "lasting_marks", "illness"],
    "background": [
        "education",
        "occupations",
        "occupations_ambiguous",
        "work",
        "faith",
        "standing",
        "dreams",
    ],
    "reprisal": [
        "defection",
        "surrender",
        "informing",
        "banned_media",
        "forbidden_contact",
        "criticism",
        "helping",
        "dissent",
        "abuse_by_own_side",
        "secrecy_cues",
    ],
    "names": ["korean", "slavic", "honorifics", "honorifics_also_names", "name_introducers", "particles"],
    "public": [
        "figures",
        "offices",
        "experts",
        "posts",
        "press",
        "institutions",
        "small_units",
        "statements",
        "fates",
        "helping_verbs",
        "journalist_cues",
        "speech_verbs",
        "government_verbs",
    ],
    "general": ["quantifiers", "reporting_bodies", "law", "statistics", "background_cues", "weak"],
}
AMBIGUOUS = [
    ("military/trades", "military/trades_ambiguous"),
    ("military/unit_nouns", "military/unit_nouns_ambiguous"),
    ("background/occupations", "background/occupations_ambiguous"),
    ("kin/relations", "kin/ambiguous"),
    ("kin/family_make_up/phrases", "kin/family_make_up/ambiguous"),
    ("names/honorifics", "names/honorifics_also_names"),
    ("names/honorifics", "names/honorifics_also_everyday"),
    ("names/name_introducers/phrases", "names/name_introducers/weak"),
    ("home/origin", "home/weak"),
    ("general/quantifiers", "general/weak"),
    *(
        (f"reprisal/{theme}/phrases", f"reprisal/{theme}/weak")
        for theme in KEYS["reprisal"]
        if theme != "secrecy_cues"
    ),
]


def load(name: str) -> Any:
    return yaml.safe_load(FOLDER.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def lists(value: Any, path: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield every list of a lexicon with the keys that lead to it."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from lists(child, f"{path}/{key}")
    elif isinstance(value, list):
        yield path, value


WORD_LISTS = [entry for name in KEYS for entry in lists(load(name), name) if entry[0] != "public/figures"]


@pytest.mark.parametrize("name", sorted(p.name for p in FOLDER.iterdir() if p.name.endswith(".yaml")))
def test_opens_with_purpose_source_and_matching(name: str) -> None:
    """Whoever edits a file learns from its head where it comes from and how it is matched."""
    lines = FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()
    head = " ".join(line for line in lines[:8] if line.startswith("#"))
    assert lines[0].startswith("# ")
    assert "Source" in head
    assert "Matched" in head


@pytest.mark.parametrize("name", KEYS)
def test_has_the_keys_that_rules_read(name: str) -> None:
    """A renamed key would silence a rule."""
    assert set(KEYS[name]) <= set(load(name))


@pytest.mark.parametrize(("path", "entries"), WORD_LISTS, ids=[path for path, _ in WORD_LISTS])
def test_entries_are_distinct_lower_case_words(path: str, entries: list[Any]) -> None:
    """YAML turns a bare no into False and 1 into a number: neither matches any text."""
    assert entries
    for entry in entries:
        assert isinstance(entry, str), f"{path}: {entry!r} needs quotes"
        assert entry == entry.lower() == " ".join(entry.split()) != "", f"{path}: {entry!r}"
    assert sorted({e for e in entries if entries.count(e) > 1}) == []


@pytest.mark.parametrize(("safe", "ambiguous"), AMBIGUOUS)
def test_ambiguous_words_are_not_also_safe(safe: str, ambiguous: str) -> None:
    """An everyday word that a rule may only take with a second cue is not in the list it takes at once."""
    lexicon = Lexicon("en")
    assert lexicon.words(safe) & lexicon.words(ambiguous) == set()


def test_everyday_ranks_are_ranks() -> None:
    lexicon = Lexicon("en")
    assert lexicon.words("military/ranks_also_everyday") <= lexicon.words("military/ranks")


@pytest.mark.parametrize("entries", [e for p, e in WORD_LISTS if p.endswith(("/phrases", "/weak"))])
def test_phrases_have_words_at_both_ends(entries: list[str]) -> None:
    """A gap at an end would say nothing, and a phrase needs a first word to be found by."""
    assert [e for e in entries if e.startswith("*") or e.endswith("*")] == []
    PhraseIndex((e, "") for e in entries)


def test_a_form_label_has_one_type() -> None:
    """Else the order of the file would decide what a field is."""
    labels = [label for entries in load("labels").values() for label in entries]
    assert sorted({label for label in labels if labels.count(label) > 1}) == []


def test_label_types_exist() -> None:
    assert set(load("labels")) <= set(EntityType) | {"JOURNALIST", "HELPER", "KEEP"}


def test_public_figures_have_ids_and_names_of_their_own() -> None:
    """Two figures under one name, or one id twice, would mix two people up."""
    figures = load("public")["figures"]
    assert all(set(f) == {"id", "names"} and f["names"] for f in figures)
    ids = [f["id"] for f in figures]
    names = [name for f in figures for name in f["names"]]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)


def test_famous_names_are_listed_once() -> None:
    """Also not beside the figures, whose ids tell spellings of one person."""
    famous = [name for names in load("famous").values() for name in names]
    figures = [name for figure in load("public")["figures"] for name in figure["names"]]
    assert sorted({name for name in famous if famous.count(name) > 1 or name in figures}) == []


@pytest.mark.parametrize(
    "name", ["olena", "taras", "sashko", "yun", "chol", "myong", "tesfay", "vasyl", "hassan"]
)
def test_names_are_no_common_words(name: str) -> None:
    """The list says what is *not* a name, so a name in it would be overlooked."""
    assert name not in Lexicon("en").common_words()


@pytest.mark.parametrize("word", ["march", "kettle", "soldier", "colour", "color", "mothers"])
def test_common_words_hold_everyday_words(word: str) -> None:
    assert word in Lexicon("en").common_words()


def test_common_words_are_lower_case_words() -> None:
    words = Lexicon("en").common_words()
    assert len(words) > 60_000
    assert all(w == w.lower() and "'" not in w for w in words)


class _NoDuplicates(yaml.SafeLoader):
    """Refuses what plain YAML takes silently: the second of two equal keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice in lines {node.start_mark.line}.."
        return super().construct_mapping(node, deep)


@pytest.mark.parametrize("name", sorted(p.name for p in FOLDER.iterdir() if p.name.endswith(".yaml")))
def test_no_key_of_a_lexicon_stands_twice(name: str) -> None:
    yaml.load(FOLDER.joinpath(name).read_text("utf-8"), _NoDuplicates)  # noqa: S506 - a safe loader, made stricter
