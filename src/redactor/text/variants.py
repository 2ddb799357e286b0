"""Forms under which a personal name comes back, and finding such forms in folded text.

A needle is one or more folded words joined by single spaces; a letter with a full stop
(``j. h. ri``) is an initial and found only where the text marks it as one. Text is read as
words too, so ``ri jong ho`` is found in "Ri Jong-ho", "RI_JONG.HO" and "ri/jong-ho.jpg"
alike; what stands between two words of a mention may be a space, a line end, a hyphen or
the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from redactor.model import Span
from redactor.text.fold import Folded, fold
from redactor.text.tables import table
from redactor.text.words import WORD, Node, Words, begins_with, trie

_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n])[\s\"'“”‘’(\[*_>#-]*\Z")
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")
_VOWEL = "(?:yae|yeo|wae|ae|ya|eo|ye|oe|wa|wo|we|wi|ui|eu|yo|yu|oo|ee|ou|yi|a|o|u|e|i)"
_KOREAN_SYLLABLE = re.compile(
    rf"(?:kk|tt|pp|ss|jj|ch|th|kh|ph|sh|ry|[kgntdrlmpbsjhyw])?{_VOWEL}(?:ng|[nmlktpbgh])?"
)
_LEAST_PLURAL = 5
_REMEMBERED = 1024
"""Names that were taken apart last: a document has few, and asks for each again and again."""


@lru_cache(maxsize=_REMEMBERED)
def name_parts(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name that are looked for on their own.

    Parts are its words; a hyphenated given name, or the two syllables of a Korean one, are
    one part. Titles, particles such as "van", function words ("an", "no") and single letters
    are left out. Many remaining parts are ordinary words too: see :func:`reads_as_name`.
    """
    words = [" ".join(WORD.findall(word)) for word in fold(name).text.split()]
    words = [word for word in words if word and word not in table("names")["titles"]]
    korean = _as_korean(words)
    parts = (korean.surname, " ".join(korean.given)) if korean else words
    kept = (p for p in parts if len(p) >= 2 and p not in table("names")["function_words"])
    return tuple(dict.fromkeys(kept))


@lru_cache(maxsize=_REMEMBERED)
def name_variants(name: str) -> frozenset[str]:
    """Return the folded forms under which a personal name may come back.

    Its parts, the whole in either order, with initials for given names, without middle
    names, without hyphen or space; for Korean names also the usual romanizations of surname
    and given name (the surname alone only as spelled) and, in Hangul, the name without its
    surname. Possessives need no form of their own; the plural of a family ("the Smiths") has
    one where the part is long enough to be no ordinary word.

    Returns:
        Needles for :func:`mentions`; empty if the name has no part to look for.
    """
    parts = name_parts(name)
    if not parts:
        return frozenset()
    words = WORD.findall(fold(name).text)
    while words and words[0] in table("names")["titles"]:
        words.pop(0)
    korean = _as_korean(words)
    forms = set(parts) | {part.replace(" ", "") for part in parts}
    forms |= {f"{part}s" for part in parts if len(part) >= _LEAST_PLURAL and part.isascii()}
    forms |= _korean_forms(korean) if korean else _forms(words)
    if len(words) == 1 and _HANGUL_NAME.fullmatch(words[0]):
        forms |= _hangul_forms(words[0])
    return frozenset(f for f in forms if len(f) >= 2 and f not in table("names")["function_words"])


def mentions(haystack: Folded, needles: Iterable[str]) -> Iterator[tuple[str, Span]]:
    """Find whole-word mentions of many needles in one pass.

    A mention may run over a line end, be hyphenated at one or be s p a c e d out, stand in
    a slug or a path, and be followed by Korean particles. At each word the longest mention
    counts; one that lies inside an earlier, longer one is not reported.

    Args:
        haystack: folded text.
        needles: names and other phrases; they are folded before the search.

    Yields:
        The needle as it was given and the mention's span in the original, in text order.
    """
    searched = Searched.of(haystack)
    letters = {haystack.text[start] for start, _ in searched.words.spans}
    yield from mentions_in(searched, trie(needle for needle in needles if begins_with(needle, letters)))


class Searched(NamedTuple):
    """A text that is searched for several lists of needles.

    Attributes:
        folded: the text.
        words: of its folded form.
    """

    folded: Folded
    words: Words

    @classmethod
    def of(cls, folded: Folded) -> Searched:
        """Split a folded text into its words."""
        return cls(folded, Words.of(folded.text))


def mentions_in(haystack: Searched, root: Node) -> Iterator[tuple[str, Span]]:
    """Find mentions as :func:`mentions` does, in a text and of needles that are made ready."""
    folded, words = haystack
    furthest = 0
    for index in words.may_start(root):
        found = words.longest(index, root)
        if found and found[1] > furthest:
            needle, furthest = found
            yield needle, folded.origin(Span(words.spans[index][0], furthest))


def reads_as_name(text: str, span: Span) -> bool:
    """Whether a mention in the original text can be a name.

    A part such as "Hope" or "May" is an ordinary word as well: it reads as a name only with
    a capital letter that the start of a sentence does not explain. Parts of two letters need
    a capital ("Ma" is a name, "ma'am" holds none). Any other mention reads as a name.
    """
    folded = fold(text[span.start : span.end]).text
    has_capital = text[span.start : span.start + 1].isupper()
    if folded not in table("names")["ordinary_words"]:
        return has_capital or len(folded) > 2 or not folded.isascii()
    before = text[max(0, span.start - 16) : span.start]
    return has_capital and not _SENTENCE_START.search(before)


class _Korean(NamedTuple):
    surname: str
    given: tuple[str, ...]


def _as_korean(words: list[str]) -> _Korean | None:
    """Read words as a romanized Korean name: a known surname and one or two syllables."""
    if not 2 <= len(words) <= 3:
        return None
    for surname, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        given = tuple(" ".join(rest).split())
        if surname in _surnames() and len(given) <= 2 and any(_syllables("".join(given))):
            return _Korean(surname, given)
    return None


def _syllables(word: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways of reading a word as one or two Korean syllables."""
    if _KOREAN_SYLLABLE.fullmatch(word):
        yield (word,)
    for cut in range(1, len(word)):
        pair = (word[:cut], word[cut:])
        if all(_KOREAN_SYLLABLE.fullmatch(part) for part in pair):
            yield pair


def _korean_forms(name: _Korean) -> set[str]:
    """Spellings of a Korean name: surname, given name, both orders, initials."""
    readings = [name.given] if len(name.given) == 2 else list(_syllables(name.given[0]))
    spellings = {s for reading in readings for s in product(*(_spellings(part) for part in reading))}
    spellings.add(name.given)
    given = {joint.join(spelling) for spelling in spellings for joint in ("", " ")}
    initials = {form for reading in readings for form in _initials(reading)}
    surnames = {name.surname} | _surnames()[name.surname]
    wholes = {f for s in surnames for g in given | initials for f in (f"{s} {g}", f"{g} {s}")}
    return wholes | given


def _forms(words: list[str]) -> set[str]:
    """Forms of any other name: rotations, reversal, initials, first and last only."""
    first, last, given = words[0], words[-1], words[:-1]
    if not given:
        return set()
    middle = [f"{word[0]}." for word in given[1:]]
    heads = {" ".join(given), first, "".join(given), " ".join([first, *middle]), f"{first[0]}."}
    heads |= _initials(given)
    orders = {f for head in heads for f in (f"{head} {last}", f"{last} {head}")}
    return orders | {" ".join(reversed(words)), " ".join([*words[1:], first]), "".join(words)}


def _initials(words: Sequence[str]) -> set[str]:
    """Initials with full stops, or as one word where there are several."""
    dotted = " ".join(f"{word[0]}." for word in words)
    return {dotted, "".join(word[0] for word in words)} if len(words) > 1 else {dotted}


def _hangul_forms(name: str) -> set[str]:
    pairs = [pair for pair in table("names")["hangul_surnames"] if name[0] in pair]
    surnames = {name[0], *"".join(pairs)}
    given = name[1:]
    return {given} | {f"{s}{joint}{given}" for s in surnames for joint in ("", " ")}


def _spellings(syllable: str) -> set[str]:
    return {syllable}.union(*(row for row in table("names")["syllables"] if syllable in row))


@cache
def _surnames() -> dict[str, frozenset[str]]:
    rows = table("names")["surnames"]
    return {name: frozenset().union(*(r for r in rows if name in r)) for row in rows for name in row}
