"""The gazetteer finds a place under every spelling, and the ancestors that namesakes share."""

import gzip
from importlib.resources import files

import pytest

from redactor.generalize.whereabouts import locate
from redactor.text.places import (
    countries_named,
    country_name,
    is_country,
    is_known_place,
    lookup_place,
    place_key,
    province_name,
)


@pytest.mark.parametrize(
    "spelling",
    [
        "Hwanghae-namdo", "South Hwanghae", "Hwanghaenam-do", "Hwanghae South", "South Hwanghae Province",
        "hwanghae namdo", "HWANGHAENAMDO", "Hwanghaenamdo", "황해남도", "the South Hwanghae Province",
    ],
)  # fmt: skip
def test_a_province_is_found_under_every_spelling(spelling):
    assert {(p.country, p.province) for p in lookup_place(spelling)} == {("KP", "06")}


@pytest.mark.parametrize(
    ("spelling", "country", "province"),
    [
        ("Sinch’ŏn", "KP", "06"),
        ("Sincheon", "KP", "06"),
        ("Sinchon-up", "KP", "06"),
        ("Sinchon County", "KP", "06"),
        ("Musan-gun", "KP", "17"),
        ("Pyeongseong", "KP", "15"),
        ("P'yŏngsŏng", "KP", "15"),
        ("Najin", "KP", "18"),
        ("Cheongjin", "KP", "17"),
        ("Харків", "UA", "07"),
        ("Kharkov", "UA", "07"),
        ("Kharkiv Oblast", "UA", "07"),
        ("the Kursk region", "RU", "41"),
        ("Гомель", "BY", "02"),
        ("city of Dandong", "CN", "19"),
        ("Bakhmut", "UA", "05"),
        ("Artemivsk", "UA", "05"),
        ("부산", "KR", "10"),
    ],
)
def test_a_place_is_found_under_its_spellings(spelling, country, province):
    assert (country, province) in {(p.country, p.province) for p in lookup_place(spelling)}


@pytest.mark.parametrize("name", ["Ri", "Kim", "Pak", "us", "it", "", " ", "-", "Chol-su", "Qwertyville"])
def test_what_is_no_place_is_not_known(name):
    assert not is_known_place(name)


@pytest.mark.parametrize("name", ["North Korea", "DPRK", "the United States", "US", "Russia", "Україна"])
def test_countries_are_known(name):
    assert is_country(name)


@pytest.mark.parametrize("name", ["Pyongyang", "us", "Kursk", "Russian"])
def test_what_is_no_country_is_none(name):
    assert not is_country(name)


@pytest.mark.parametrize(
    ("description", "near", "country", "province", "part"),
    [
        ("Sinchon, Hwanghae-namdo", "", "KP", "06", "southwest"),
        ("Nowhere, Musan County", "", "KP", "17", "northeast"),
        ("Moscow", "", "RU", "", "west"),
        ("Sunchon", "He left North Korea.", "KP", "15", "west"),
        ("southern Kherson region", "", "UA", "08", "south"),
        ("Unsan", "", "KP", "", ""),
        ("Chicago", "", "US", "IL", ""),
    ],
)
def test_what_is_certain_about_a_place(description, near, country, province, part):
    found = locate(description, near)
    assert (found.country, found.province, found.part) == (country, province, part)


@pytest.mark.parametrize(
    "description", ["Donetsk", "Sunchon", "Kangwon", "Nowhere", "north of Nowhere", "between Anju and Anak"]
)
def test_where_namesakes_lie_in_several_countries_nothing_is_certain(description):
    assert locate(description, "") is None


def test_countries_are_named_by_their_people_too():
    assert countries_named("Ukrainian guards and a North Korean") == {"UA", "KP"}


def test_every_row_of_the_table_is_found_by_its_own_name():
    """The table holds folded names: it has to be rebuilt when the fold changes."""
    data = gzip.decompress((files("redactor.text") / "data" / "places.tsv.gz").read_bytes()).decode()
    rows = [line.split("\t") for line in data.split("\n")]
    stale = [
        r
        for r in rows[::37]
        if r[0] == "place" and len(place_key(r[6])) > 2 and place_key(r[6]) not in r[7].split("|")
    ]
    assert not stale


def test_every_province_of_the_six_countries_has_a_part_and_a_name():
    data = gzip.decompress((files("redactor.text") / "data" / "places.tsv.gz").read_bytes()).decode()
    provinces = [r for line in data.split("\n") if (r := line.split("\t"))[0] == "province" and r[1] in _SIX]
    assert len(provinces) > 150
    assert all(r[3] for r in provinces)
    assert all(province_name(r[1], r[2]) and country_name(r[1]) for r in provinces)


_SIX = {"KP", "KR", "UA", "RU", "BY", "CN"}
