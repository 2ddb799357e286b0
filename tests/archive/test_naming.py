"""Whose name is whose: forms of one name are one person, and what may be two people's is nobody's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.archive.linking import link, persons_in
from redactor.archive.naming import is_same, read_name, same_people
from redactor.archive.people import FoundPerson
from redactor.case import read_case
from redactor.model import Role

SAME = [
    ("Zoran Babic", "Babic Zoran"),
    ("Zoran Babic", "ZORAN BABIC"),
    ("Zoran Babic", "Zoran Babic's"),
    ("Ivan Petrov", "Иван Петров"),
    ("Ivan Petrov", "Ivan Sergeyevich Petrov"),
    ("Aleksandr Ivanov", "Sasha Ivanov"),
    ("Kim Chol-su", "Kim Cheol-soo"),
    ("Kim Chol-su", "김철수"),
]
APART = [
    ("Zoran Babic", "Zoran Kolar"),
    ("Zoran Babic", "Goran Babic"),
    ("Ivan Sergeyevich Petrov", "Ivan Olegovich Petrov"),
    ("Kim Chol-su", "Kim Yong-ho"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_one_name_are_the_same_name(one: str, other: str) -> None:
    first, second = read_name(one), read_name(other)
    assert first is not None
    assert second is not None
    assert is_same(first, second)
    assert is_same(second, first)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_names_are_two_people(one: str, other: str) -> None:
    first, second = read_name(one), read_name(other)
    assert first is not None
    assert second is not None
    assert not is_same(first, second)


@pytest.mark.parametrize("part", ["Zoran", "Babic", "Z. Babic", "sergeant 12", "", "Zoran, Goran Babic"])
def test_a_part_of_a_name_is_no_whole_name(part: str) -> None:
    assert read_name(part) is None


def test_a_name_that_fits_two_people_is_a_third() -> None:
    texts = ["Ivan Sergeyevich Petrov", "Ivan Olegovich Petrov", "Ivan Petrov"]
    names = [name for name in map(read_name, texts) if name is not None]
    assert len(same_people(names)) == 3


def found(*names: str, role: Role = Role.COMRADE, is_hidden: bool = True) -> FoundPerson:
    return FoundPerson(names, role, is_hidden, is_soldier=True, relation=None)


PEOPLE = [
    found("Zoran Babic"),
    found("Babic Zoran", role=Role.SOURCE),
    found("Иван Петров"),
    found("Ivan Petrov"),
    found("Kim Chol-su"),
    found("김철수"),
    found("Grabovac"),
    found("Olena Kovalenko", is_hidden=False),
]


@settings(deadline=None)
@given(st.permutations(PEOPLE))
def test_the_order_of_the_files_changes_nobody(people: Sequence[FoundPerson]) -> None:
    documents = {f"{number}.txt": [person] for number, person in enumerate(people)}
    persons = persons_in(documents)
    assert persons == persons_in({str(n): [p] for n, p in enumerate(PEOPLE)})
    assert len(persons) == 3
    codes = {key: f"Soldier {n}" for n, person in enumerate(persons) for key in person.keys}
    linked = link(documents, None, codes)
    assert linked == link({"all.txt": PEOPLE}, None, codes)
    assert {"babic", "grabovac"} <= set(linked.hidden_names)


def test_a_public_figure_is_nobody_of_the_case() -> None:
    documents = {"a.txt": [found("Zoran Babic"), found("Andrej Kolar", role=Role.PUBLIC_FIGURE)]}
    assert persons_in(documents, public=["Zoran Babic"]) == ()


def test_who_had_one_code_is_never_parted_from_it() -> None:
    """A later file says nothing against it, so that two forms stay one person."""
    codes = {"babic zoran": "Soldier B2BB2"}
    documents = {"a.txt": [found("Zoran Babic")]}
    linked = link(documents, None, codes)
    assert [person.pseudonym for person in linked.people] == ["Soldier B2BB2"]


def test_two_codes_of_one_person_become_one_and_always_the_same() -> None:
    codes = {"ivan petrov": "Soldier D2DD2", "иван петров": "Soldier B2BB2"}
    for names in (["Ivan Petrov", "Иван Петров"], ["Иван Петров", "Ivan Petrov"]):
        linked = link({f"{n}.txt": [found(name)] for n, name in enumerate(names)}, None, codes)
        assert [person.pseudonym for person in linked.people] == ["Soldier B2BB2"]


def test_numbers_of_people_follow_their_codes_and_not_their_names() -> None:
    codes = {"babic zoran": "Soldier X2XX2", "andrej kolar": "Soldier B2BB2"}
    linked = link({"a.txt": [found("Zoran Babic"), found("Andrej Kolar")]}, None, codes)
    assert [person.pseudonym for person in linked.people] == ["Soldier B2BB2", "Soldier X2XX2"]
    assert [person.id for person in linked.people] == ["/0", "/1"]


def test_the_case_files_own_name_for_somebody_stands() -> None:
    case = read_case(
        b"name: x\nversion: 1\npeople:\n  - id: one\n    role: source\n"
        b"    names: [Zoran Babic]\n    pseudonym: Milan\n"
    )
    documents = {"a.txt": [found("Babic Zoran"), found("Andrej Kolar")]}
    persons = persons_in(documents, case)
    codes = {key: "Soldier B2BB2" for person in persons for key in person.keys}
    assert [person.pseudonym for person in link(documents, case, codes).people] == ["Milan", "Soldier B2BB2"]
