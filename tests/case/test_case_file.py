"""Case files: what is refused, with which words, and what sealing promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.case import load_case, read_case
from redactor.case.known import subjects_of_case
from redactor.case.seal import is_sealed, seal, unseal
from redactor.errors import PolicyError, UnreadableError, UsageError

HERE = Path(__file__).parent
HEAD = "version: 1\nname: x\npeople:\n  - {id: a, role: source, names: [Zoran Babic]}\n"
PASSPHRASE = "four words of straw"


def test_a_case_file_is_read_whole() -> None:
    case = load_case(HERE / "case.yaml")
    assert [p.id for p in case.people] == ["gwak", "gwak-mother", "driver"]
    assert [f.entity_type for f in case.facts] == ["HOMETOWN", "MILITARY_UNIT", "DATE"]
    assert case.open_facts[0].evidence.when == "2025-03-01"


def test_subjects_hold_none_of_the_editors_words() -> None:
    case = load_case(HERE / "case.yaml")
    ids = [s.id for s in subjects_of_case(case.people).values()]
    assert ids == ["case-1", "case-1.mother", "case-3"]


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("", "1:1", "empty"),
        (HEAD + "colour: red\n", "5:1", "unknown key"),
        (HEAD.replace("version: 1", "version: 2"), "1:10", "version"),
        (HEAD + "name: y\n", "5:1", "twice"),
        (HEAD + "  - {id: a, role: helper, names: [B]}\n", "5:10", "ids are given once"),
        (HEAD + "  - {id: b, role: relative, names: [B]}\n", "5:5", "needs 'of'"),
        (HEAD + "  - {id: b, role: relative, of: c, relation: mother}\n", "5:33", "further up"),
        (HEAD + "  - {id: b, role: uncle, names: [B]}\n", "5:19", "unknown role"),
        (HEAD + "  - {id: b, role: source}\n", "5:5", "needs 'names'"),
        (HEAD + "facts:\n  - {about: z, type: AGE, texts: [aged 31]}\n", "6:13", "id of one of the people"),
        (HEAD + "facts:\n  - {about: a, type: SHOE, texts: [big]}\n", "6:22", "unknown type"),
        (HEAD + 'facts:\n  - {about: a, type: AGE, texts: ["31"]}\n', "6:35", "bare number"),
        (HEAD + "public:\n  - {about: a, type: AGE, texts: [aged 31]}\n", "6:5", "needs 'evidence'"),
        (
            HEAD + "consent:\n  - {about: a, type: AGE, texts: [aged 31], evidence: {who: x, where: y}}\n",
            "6:55",
            "needs 'when'",
        ),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, where: str, says: str) -> None:
    with pytest.raises(PolicyError) as caught:
        read_case(text.encode(), "case.yaml")
    assert any(
        line.startswith(f"case.yaml:{where}:") and says in line for line in str(caught.value).splitlines()
    ), str(caught.value)


def test_mistakes_repeat_no_name_of_the_file() -> None:
    text = HEAD + "facts:\n  - {about: Zoran Babic, type: AGE, texts: [aged 31]}\n"
    with pytest.raises(PolicyError) as caught:
        read_case(text.encode())
    assert "Zoran" not in str(caught.value)
    assert "31" not in str(caught.value)


def test_a_missing_file_is_said() -> None:
    with pytest.raises(UnreadableError, match=r"nowhere\.yaml"):
        load_case(HERE / "nowhere.yaml")


@settings(max_examples=5, deadline=None)
@given(st.binary(max_size=300), st.text(st.characters(codec="utf-8"), min_size=12, max_size=40))
def test_what_was_sealed_is_opened_by_its_passphrase_only(data: bytes, passphrase: str) -> None:
    sealed = seal(data, passphrase)
    assert is_sealed(sealed)
    assert unseal(sealed, passphrase) == data
    with pytest.raises(UsageError, match="wrong"):
        unseal(sealed, passphrase + "x")


def test_a_sealed_file_shows_nothing_and_any_change_is_noticed(tmp_path: Path) -> None:
    plain = (HERE / "case.yaml").read_bytes()
    sealed = seal(plain, PASSPHRASE)
    assert b"Gwak" not in sealed
    path = tmp_path / "case.sealed"
    path.write_bytes(sealed)
    assert load_case(path, PASSPHRASE).people[0].id == "gwak"
    with pytest.raises(UsageError, match="needs its passphrase"):
        load_case(path)
    for place in (len(sealed) // 3, len(sealed) // 2, len(sealed) - 5):
        changed = bytearray(sealed)
        changed[place] = ord("A") if changed[place] != ord("A") else ord("B")
        with pytest.raises(UsageError, match="wrong, or the sealed case file was changed"):
            unseal(bytes(changed), PASSPHRASE)
    with pytest.raises(UsageError, match="wrong"):
        unseal(sealed[:-10], PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 12"):
        seal(b"x", "short")
