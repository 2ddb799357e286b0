"""Family, health, background and organisations in English.

Such spans are noun phrases ("widowed mother"), predicates ("lost two fingers") or whole
clauses. Only of the first two is the kind said in words; a clause gives way to words in
brackets, which fit wherever it stood.
"""

from __future__ import annotations

import re

from redactor.generalize.slot import Slot, Wording, any_of, tokens
from redactor.generalize.tables import table
from redactor.text.articles import determiner_before, word_before

_FINITE = re.compile(
    r"\b(?:is|was|are|were|am|has|had|have|died|passed|lives?|lived|works?|worked|left|knows?|does|do|did|will|would|"
    r"can|could|went|got|remarried|divorced|who|that|which)\b|['’](?:s|m|re|ve)\s|n['’]t\b",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 6


def say_family(slot: Slot, rung: str) -> Wording | None:
    """Say a fact about relatives as ``relative`` or as a family ``circumstance``."""
    words = table("en/facts")["family"]
    if rung == "circumstance":
        return _bracketed(slot, words["clause"])
    head = _head(slot.surface)
    bare = head.lower()
    if not head or re.search(rf"\b(?:{any_of(words['not_kin'])})\b", slot.surface, re.IGNORECASE):
        return None
    if slot.preceded_by(r"(?:only|no|not|an?\s+only|without)\s+") or slot.followed_by(r"['’]s|\s+of\b"):
        return None
    plural = bare in words["kin_plural"] or (bare.endswith("s") and bare[:-1] in words["kin"])
    if not plural and bare not in words["kin"]:
        return None
    possessor = word_before(slot.text, slot.span.start)
    owned = possessor and possessor[0] in {"my", "his", "her", "their", "our", "your"}
    left = slot.text[possessor[1].start : slot.span.start] if possessor and owned else ""
    return Wording(words["relatives"] if plural else words["relative"], slot.widened(left))


def _head(surface: str) -> str:
    """Return the noun that a short noun phrase is about; empty for anything else."""
    plain = surface.strip(" .,;\"'”’")
    if len(plain.split()) > _LONGEST_PHRASE or _FINITE.search(plain) or "," in plain:
        return ""
    noun_phrase = re.split(r"\s+(?:in|at|from|with|of|on)\s+", plain)[0]
    return noun_phrase.split()[-1] if noun_phrase.split() else ""


def say_health(slot: Slot, rung: str) -> Wording | None:
    """Say a wound or an illness as ``injury``, in words where it is a noun or a participle."""
    if rung != "injury":
        return None
    words = table("en/facts")["health"]
    first, *_ = [*slot.surface.lower().split(), ""]
    injured = re.search(
        rf"\b(?:{any_of([*words['injury_words'], *words['participles']])})", slot.surface, re.IGNORECASE
    )
    if first in words["participles"] and slot.preceded_by(
        r"(?:was|were|been|got|being|be|is|am|are|badly)\s+"
    ):
        return _unless_same(slot, words["injured"])
    if first in words["verbs"]:
        done = slot.preceded_by(r"(?:has|have|had|\w+['’](?:ve|d))\s+")
        return Wording("been injured" if done else words["was_injured"], slot.span)
    if _head(slot.surface):
        noun = _injury_noun(slot, words, injured=bool(injured))
        if noun:
            return noun
    return _bracketed(slot, words["clause"]) if injured else None


def _injury_noun(slot: Slot, words: dict[str, str], *, injured: bool) -> Wording | None:
    ill = re.search(rf"\b(?:{any_of(words['illness_words'])})", slot.surface, re.IGNORECASE)
    if injured == bool(ill):
        return None
    if ill:
        return _unless_same(slot, words["illness"])
    plural = re.search(r"(?:wounds|injuries|scars|burns|splinters|fractures)\b", slot.surface, re.IGNORECASE)
    return _unless_same(slot, words["injuries"] if plural else words["injury"])


def _unless_same(slot: Slot, phrase: str) -> Wording:
    """Return the phrase; where the span says no more than that already, the span itself."""
    same = tokens(phrase) >= tokens(slot.surface)
    return Wording(slot.surface if same else phrase, slot.span, tokens(phrase))


def say_background(slot: Slot, rung: str) -> Wording | None:
    """Say that there is a detail of somebody's ``background``."""
    return _bracketed(slot, table("en/facts")["background"]["clause"]) if rung == "background" else None


def say_organization(slot: Slot, rung: str) -> Wording | None:
    """Say what ``kind`` of organisation it is."""
    if rung != "kind" or slot.followed_by(r"[-\u2010\u2011]\w"):
        return None
    last = re.findall(r"[^\W\d_]+", slot.surface.lower())
    for noun, words in table("en/facts")["organization"]["kinds"].items():
        if last and last[-1] in words and len(last) > 1:
            return Wording(noun, slot.span, tokens(noun))
    return None


def _bracketed(slot: Slot, words: str) -> Wording:
    """Put words in brackets in the span's place; an article before a noun phrase goes."""
    found = determiner_before(slot.text, slot.span.start)
    article = found and found[0] in {"a", "an"} and word_before(slot.text, slot.span.start) == found
    left = slot.text[found[1].start : slot.span.start] if found and article else ""
    return Wording(words, slot.widened(left), tokens(words))
