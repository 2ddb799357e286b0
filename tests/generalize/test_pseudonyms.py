"""One name a person through a document."""

from itertools import pairwise

from redactor.generalize import assign_pseudonyms
from redactor.model import NOBODY, UNKNOWN, Role, Subject

SOURCE = Subject("s1", Role.SOURCE)
MOTHER = Subject("s1.mother", Role.RELATIVE, "mother")


def test_letters_follow_the_order_of_first_mention():
    people = [
        SOURCE,
        Subject("c1", Role.COMRADE),
        Subject("h1", Role.HELPER),
        Subject("p1", Role.UNKNOWN),
        SOURCE,
    ]
    names = assign_pseudonyms(people)
    assert names == {"s1": "Soldier A", "c1": "Comrade B", "h1": "Helper C", "p1": "Person D"}


def test_relatives_are_named_after_the_source_even_when_named_first():
    assert assign_pseudonyms([MOTHER, SOURCE]) == {"s1": "Soldier A", "s1.mother": "Soldier A's mother"}


def test_a_relative_of_nobody_known_has_a_letter():
    names = assign_pseudonyms([Subject("r1", Role.RELATIVE), Subject("unknown.son", Role.RELATIVE, "son")])
    assert names == {"r1": "Relative A", "unknown.son": "Relative B"}


def test_two_relatives_of_one_kind_stay_apart():
    brothers = [Subject(f"s1.brother{n}", Role.RELATIVE, "brother") for n in (1, 2)]
    names = assign_pseudonyms([SOURCE, *brothers])
    assert names["s1.brother1"] == "Soldier A's brother"
    assert names["s1.brother2"] == "Soldier A's brother B"


def test_a_source_not_known_to_be_a_soldier_is_a_source():
    people = [SOURCE, Subject("s2", Role.SOURCE)]
    assert assign_pseudonyms(people, soldiers={"s2"}) == {"s1": "Source A", "s2": "Soldier B"}


def test_who_is_not_protected_or_not_one_person_gets_no_name():
    others = [NOBODY, UNKNOWN, Subject("public:x", Role.PUBLIC_FIGURE), Subject("o", Role.OFFICIAL)]
    assert assign_pseudonyms(others) == {}


def test_after_z_comes_aa_and_no_name_comes_twice():
    names = list(assign_pseudonyms([Subject(f"p{n}", Role.UNKNOWN) for n in range(60)]).values())
    assert names[25:28] == ["Person Z", "Person AA", "Person AB"]
    assert len(set(names)) == len(names)
    assert all(len(a) <= len(b) for a, b in pairwise(names))
