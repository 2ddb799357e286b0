"""Places in English: county, province, region, country."""

from __future__ import annotations

import re

from redactor.generalize.slot import Slot, Wording, any_of, tokens
from redactor.generalize.tables import table
from redactor.generalize.whereabouts import Whereabouts, locate
from redactor.model import Span
from redactor.text.articles import indefinite
from redactor.text.places import country_name, is_country, province_name

_DISTANCE = re.compile(r"\d\s*\w+\s+\Z")
"""Of "20 km from Tanchon" only the distance is near Tanchon."""
_FRAGMENT_END = re.compile(r"\W*\Z")
_WIDER_AFTER = re.compile(r"(?:,|\s+in)\s+((?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+){0,3})")


def say_place(slot: Slot, rung: str) -> Wording | None:
    """Say where a place lies, on a rung from ``county`` to ``country``.

    Only where the sentence goes on being true: "grew up in Tanchon" entails "grew up in the
    northeast of North Korea", but "Tanchon starved" does not entail that the northeast did.
    """
    found = locate(slot.surface, slot.near)
    if found is None or _modifies(slot) or _is_owned(slot.surface):
        return None
    phrase = _phrase(found, rung)
    if not phrase:
        return None
    if tokens(phrase) == tokens(slot.surface):
        # A country is as vague as it gets; a province may share the name of its town.
        return Wording(slot.surface, slot.span, tokens(phrase)) if found.kind == "country" else None
    placed = _placed(slot, phrase)
    if placed is None or _goes_on(slot, found):
        return None
    text, edit = placed
    return Wording(text, _over_country(slot, edit, found, phrase), tokens(country_name(found.country)))


def _phrase(found: Whereabouts, rung: str) -> str:
    """Return the noun phrase of a rung, empty if the place has no such rung above it."""
    words = table("en/places")
    country = country_name(found.country)
    if rung == "county" and found.kind == "place" and found.county:
        county = found.county
        return county if " " in county else words["county"].format(county=county)
    if rung == "province" and found.kind in {"place", "county"}:
        return province_name(found.country, found.province)
    if rung == "region" and found.kind != "country" and found.part:
        return str(words["parts"][found.part].format(country=country))
    return country if rung == "country" else ""


def _modifies(slot: Slot) -> bool:
    """Whether the name stands before a noun as an adjective does, or owns something."""
    if slot.followed_by(r"['’]s?\b|['’](?=\s)|[-\u2010\u2011]\w"):
        return True
    if slot.followed_by(rf"\s+(?:{any_of(table('en/places')['nouns'])})\b"):
        return True
    has_article = slot.preceded_by(r"(?:a|an|the|his|her|my|our|their|this|that)\s+")
    return bool(has_article and slot.followed_by(r"\s+[a-z]") and not _kind_after(slot))


def _is_owned(surface: str) -> bool:
    """Whether it is somebody's house or street in a place: who walks through it walks through no region."""
    kinds = any_of(table("en/places")["kinds"])
    return (
        re.match(rf"(?:my|your|his|her|our|their)\s+(?!(?:\w+\s+)?(?:{kinds})\b)[a-z]", surface) is not None
    )


def _kind_after(slot: Slot) -> re.Match[str] | None:
    return slot.followed_by(rf"\s+(?:{any_of(table('en/places')['kinds'])})\b(?!-)")


def _placed(slot: Slot, phrase: str) -> tuple[str, Span] | None:
    """Return the phrase and its span where the words before let it stand, else ``None``."""
    return _town_of(slot, phrase) or _governed(slot, phrase) or _alone(slot, phrase)


def _town_of(slot: Slot, phrase: str) -> tuple[str, Span] | None:
    """Say "the town of Pochon" as "a town in the north of North Korea"."""
    kinds = any_of(table("en/places")["kinds"])
    town = slot.preceded_by(rf"(?:the|a|an)\s+((?:[a-z]+\s+){{0,2}}(?:{kinds}))\s+of\s+")
    return (f"{indefinite(town[1])} {town[1]} in {phrase}", slot.widened(town[0])) if town else None


def _governed(slot: Slot, phrase: str) -> tuple[str, Span] | None:
    """Put the phrase behind the preposition that governs the name, or behind "in"."""
    words = table("en/places")
    article, right = _around(slot)
    before = slot.before[: len(slot.before) - len(article)]
    found = re.search(rf"\b({any_of(words['prepositions'])})\s+\Z", before, re.IGNORECASE)
    if not found or _DISTANCE.search(before[: found.start()]):
        return None
    preposition = found[1].lower()
    if preposition in words["become_in"]:
        return f"in {phrase}", slot.widened(found[0] + article, right)
    if preposition in words["beside"] and is_country(phrase):
        return None
    if preposition in words["become_in_or_near"]:
        return f"in or near {phrase}", slot.widened(found[0] + article, right)
    return phrase, slot.widened(article, right)


def _alone(slot: Slot, phrase: str) -> tuple[str, Span] | None:
    return (phrase, slot.widened(*_around(slot))) if _is_fragment(slot) else None


def _around(slot: Slot) -> tuple[str, str]:
    """Return the article before and the noun behind that go with the name: "the Kursk region"."""
    article, kind = slot.preceded_by(r"the\s+"), _kind_after(slot)
    return article[0] if article else "", kind[0] if kind else ""


def _is_fragment(slot: Slot) -> bool:
    """Whether the place alone is the answer or the field's value."""
    before, after = slot.sentence
    is_open = not before.strip() or re.search(r":\W*\Z|\A\W*\Z", before)
    return bool(is_open and _FRAGMENT_END.match(after.rstrip(".!? ")))


def _goes_on(slot: Slot, found: Whereabouts) -> bool:
    """Whether a wider place follows that is no country: "Meridian, Idaho" with only the town marked."""
    named = re.match(r",\s+([A-Z]\w+(?:[\s-][A-Z]\w+){0,2})", slot.after)
    if not named or is_country(named[1]):
        return False
    after = locate(named[1], slot.near)
    return after is not None and after.country == found.country


def _over_country(slot: Slot, edit: Span, found: Whereabouts, phrase: str) -> Span:
    """Let the country go that follows the place, where the phrase names it already."""
    named = _WIDER_AFTER.match(slot.text, edit.end)
    country = country_name(found.country)
    if named and country in phrase and is_country(named[1]):
        after = locate(named[1], "")
        if after and after.country == found.country:
            return Span(edit.start, named.end(1))
    return edit
