"""Whether words that fit a name are meant as that name, and in which form they have it."""

from __future__ import annotations

import re

from redactor.text.forms.chains import Chain, Link
from redactor.text.forms.english import is_ordinary
from redactor.text.forms.slots import INITIALS, WHOLE
from redactor.text.forms.tokens import Script, own_fold
from redactor.text.tables import table

_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n])[\s\"'“”‘’(\[*_>#-]*\Z")
_TITLE = re.compile(r"([^\W\d_]+)\.?\s+\Z")
_DATED = re.compile(
    r"(?:\d|\b(?:in|since|until|by|last|next|early|late|mid|this|every))[\s,-]+(?:of\s+)?\Z", re.I
)
_DATE_FOLLOWS = re.compile(r"[\s,]+(?:of\s+)?\d")
_SPEAKS = re.compile(r"(?:['’]s\b|,? (?:said|says|told|asked|replied|answered|who)\b|:)")
_ACTS = re.compile(
    r",? (?:was|is|had|has|did|does|went|came|and I|also|never|ran|took|left|gave|knew"
    r"|thought|saw|made|got|felt|kept|sat|stood|lay|fell|wrote|spoke|began|led|brought|lost|held|heard|found|met|paid|sent|slept|ate|drank|drove|fought|hid|shook|wept|swore"
    r"|[a-z]{3,}ed)\b|[,.]"
)
_MONTHS = frozenset({"may", "april", "june", "august", "march"})
_NO_TITLES = frozenset(
    {"the", "of", "and", "aka", "van", "von", "der", "den", "de", "del", "della", "di", "da"}
)
_FORMS = (
    *("typo", "look-alike", "hyphenation", "spaced", "diminutive", "inflection", "cyrillic", "hangul"),
    *("romanization", "alternative", "initials", "order", "part", "joined", "possessive", "exact"),
)
"""From the most telling to the plainest."""
_LONGEST_COMMON = 4
_LEAST_SIGNATURE = 3
_PLAIN = frozenset({"exact", "part", "joined", "initials", "look-alike"})


def is_name(text: str, chain: Chain, proven: bool) -> bool:
    """Whether a chain of words reads as its person or place.

    Args:
        text: the original text.
        chain: words that fit the term.
        proven: whether the term's name stands elsewhere in the text beyond doubt.
    """
    if _is_signature(text, chain):
        return True
    if not _has_enough(text, chain):
        return False
    if not chain.in_latin and len(chain.links) == 1 and _is_small_and_short(text, chain.links[0]):
        return False
    if not chain.in_latin or len(chain.parts) > 1:
        return not chain.in_latin or _looks_like_name(text, chain)
    link = next(link for link in chain.links if not link.is_initial)
    if not _looks_like_name(text, chain):
        return False
    if not is_ordinary(_word(link)) or len(chain.links) > 1:
        return True
    return _is_capital_meant(text, chain, proven)


def form_of(text: str, chain: Chain, parts: int) -> str:
    """Return the form in which a mention has its name, the most telling one of several.

    Args:
        text: the original text.
        chain: the mention.
        parts: how many parts the whole name has.
    """
    joints = {link.token.form for link in chain.links} - {"joined", "apostrophe", "hyphen"}
    forms = {link.hit.form for link in chain.links} | joints
    numbers = [link.part for link in chain.links]
    bare = [part - INITIALS if part >= INITIALS else part for part in numbers]
    if WHOLE not in bare and bare != sorted(bare):
        forms.add("order")
    if WHOLE not in bare and len(set(bare)) < parts:
        forms.add("part")
    if re.match(r"['’ʼ]s?\b", text[chain.span.end : chain.span.end + 2]):
        forms.add("possessive")
    return next((form for form in _FORMS if form in forms), "exact")


def fits_its_place(text: str, link: Link) -> bool:
    """Whether a word may be what it is looked up as: joined words need a capital letter."""
    token, start = link.token, link.token.start
    capital = text[start].isupper()
    if token.form in {"joined", "apostrophe", "hyphen"} and link.hit.form == "joined":
        return False
    if (
        token.form == "joined"
        and link.hit.form == "inflection"
        and len(text[start : token.end].rsplit(maxsplit=1)[-1]) == 1
    ):
        # An ending is no word of its own: "Хо и" is a name and an "and".
        return False
    if token.form in {"joined", "hyphen"} and link.hit.script is Script.LATIN:
        pieces = [own_fold(piece) for piece in text[start : token.end].split()]
        ordinary = len(pieces) > 1 and all(is_ordinary(piece) for piece in pieces)
        return link.hit.form == "exact" or (capital and not ordinary)
    return True


def _is_small_and_short(text: str, link: Link) -> bool:
    """Whether a short form of a first name may be a word of Russian ("том", "сам", "дай")."""
    is_short = link.hit.form == "diminutive" and len(_word(link)) <= _LONGEST_COMMON
    return is_short and link.hit.script is Script.CYRILLIC and not text[link.token.start].isupper()


def _has_enough(text: str, chain: Chain) -> bool:
    """Whether a chain has a strong word, two parts, a title, or a surname with all initials."""
    if chain.is_strong or len(chain.parts) > 1:
        return True
    if not chain.parts or chain.parts == {WHOLE}:
        return False
    if sum(link.is_initial for link in chain.links) > 1:
        return True
    if max(len(_word(link)) for link in chain.links) < 2:
        return False
    before = _TITLE.search(text[max(0, chain.span.start - 24) : chain.span.start])
    titles = table("names")["titles"]
    return bool(before and before[1].lower() in titles and before[1].lower() not in _NO_TITLES)


def _is_signature(text: str, chain: Chain) -> bool:
    """Whether a chain is all of a name's initials and nothing else, three at least: "R. J. H."."""
    starts = [link.token.start for link in chain.links]
    letters = [text[link.token.start : link.token.end] for link in chain.links]
    dotted = all(text[link.token.end : link.token.end + 1] == "." for link in chain.links)
    return (
        len({*starts}) >= _LEAST_SIGNATURE
        and all(link.is_initial for link in chain.links)
        and dotted
        and all(len(letter) == 1 and letter.isupper() for letter in letters)
    )


def _looks_like_name(text: str, chain: Chain) -> bool:
    if text[chain.span.start].isupper() or any(text[link.token.start].isupper() for link in chain.links):
        return True
    plain = all(link.hit.form in _PLAIN for link in chain.links)
    if len(chain.links) > 1:
        return plain
    return plain and len(_word(chain.links[0])) > 2


def _is_capital_meant(text: str, chain: Chain, proven: bool) -> bool:
    """Whether an ordinary word is a name: by a capital letter that nothing else explains."""
    start, end = chain.span.start, chain.span.end
    link = chain.links[0]
    if not text[start].isupper() or link.hit.form in {"typo", "inflection"}:
        return False
    before = text[max(0, start - 24) : start]
    if _word(link) in _MONTHS and (_DATED.search(before) or _DATE_FOLLOWS.match(text, end)):
        return False
    if not _SENTENCE_START.search(before):
        return True
    return bool(_SPEAKS.match(text, end) or (proven and _ACTS.match(text, end)))


def _word(link: Link) -> str:
    return link.token.readings[0].word
