"""Ages in English: "(26)" is "(in his 20s)", "a 26-year-old rifleman" is "a twenty-something rifleman"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from redactor.generalize.en.numbers import number_pattern, read_number, tens_word
from redactor.generalize.slot import Slot, Wording, any_of, tokens
from redactor.generalize.tables import table, word_set
from redactor.model import Span
from redactor.text.articles import indefinite

_HYPHEN = r"[-\u2010\u2011]"
_TEENS = range(13, 20)
_OLDEST = 99
_CLAUSE = re.compile(r"[,;:(—–]|\b(?:and|but|while|because|that)\b", re.IGNORECASE)
_CLAUSE_GOES_ON = re.compile(r"[;:\[(—–.!?]|(?<=\w),\s|\b(?:and|but|whose)\b", re.IGNORECASE)
_BE = r"(?:is|was|are|were|am|be|been|being|\w+['’](?:s|m|re))"
_BOUND = r"(?:by|until|till|since|from|before|after|over|under|turned|turning)\s+(?:the\s+age\s+of\s+)?"
"""Behind these a decade would say something else: "by 30" does not entail "by their 30s"."""
_LIMIT = rf"\b(?P<limit>before|after|until|till)\s+(?:[\w'’-]+\s+){{1,3}}?{_BE}\s+"
"""How a clause begins that ends or begins at an age: "before he was 25" was not before his 20s."""
_JUST = r"(?:(?:now|only|just|already|still|about|almost|nearly|barely|then)\s+)?"


def say_age(slot: Slot, rung: str) -> Wording | None:
    """Say an age on a rung from ``band`` (mid-20s) to ``life_stage`` (adult)."""
    rounded = _rounded().fullmatch(slot.surface)
    if rounded:
        return _say_rounded(slot, rounded, rung)
    found = _pattern().fullmatch(slot.surface)
    age = read_number(found["n"]) if found else None
    if not found or age is None or age > _OLDEST:
        return None
    if found["attribute"]:
        return _attributive(slot, age, rung, plural=found["attribute"].endswith("s"))
    return _free(slot, age, rung)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:aged?\s+)?(?P<n>{number_pattern()})"
        rf"(?:(?P<attribute>{_HYPHEN}years?(?:{_HYPHEN}|\s)olds?|\s+year(?:{_HYPHEN}|\s+)olds?)|\s+years?(?:\s+old|\s+of\s+age)?|\s*y\.?o\.?)?",
        re.IGNORECASE,
    )


@cache
def _rounded() -> re.Pattern[str]:
    tens = any_of([f"{tens_word(n)[:-1]}ies" for n in range(20, 100, 10)])
    return re.compile(
        rf"(?P<lead>in\s+(?:\w+)\s+)?"
        rf"(?:(?P<part>early|mid|late)[-\u2010\u2011 ])?(?P<tens>{tens}|teens|[2-9]0s)",
        re.IGNORECASE,
    )


def _say_rounded(slot: Slot, found: re.Match[str], rung: str) -> Wording | None:
    """Say "mid-20s" as "20s", and a decade as a stage of life where that fits."""
    if rung == "decade" and not found["part"]:
        return Wording(slot.surface, slot.span, tokens(found[0]))
    if rung == "decade":
        return Wording(f"{found['lead'] or ''}{found['tens']}", slot.span, tokens(found[0]))
    lead = found["lead"] or (
        before[0] if (before := slot.preceded_by(r"in\s+(?:my|your|his|her|their)\s+")) else ""
    )
    at = slot.span.start - (0 if found["lead"] else len(lead))
    verb = re.search(rf"(?<!\w){_BE}\s+\Z", slot.before[: len(slot.before) - (slot.span.start - at)])
    if rung != "life_stage" or not lead or not verb or found["tens"].lower() == "teens":
        return None
    return Wording("an adult", Span(at, slot.span.end))


def _attributive(slot: Slot, age: int, rung: str, *, plural: bool) -> Wording | None:
    """Say "26-year-old" before a noun or as one."""
    after = slot.followed_by(r"\s+([a-z]+)")
    modifies = bool(after and after[1] not in word_set("en/ages", "no_noun") and not after[1].endswith("ed"))
    if rung == "life_stage" or age < _TEENS.stop:
        if rung == "band":
            return None
        stage = _stage(age)
        noun = f"{stage['noun']}ren" if plural and age < _TEENS.start else stage["noun"] + "s" * plural
        return Wording(stage["adjective"] if modifies and not plural else noun, slot.span)
    if rung == "band" or plural:
        return None
    tens = tens_word(age // 10 * 10)
    return Wording(f"{tens}-something", slot.span, frozenset({tens}))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an age stands that is no attribute.

    Attributes:
        edit: what is replaced, with the words that lead up to the age.
        is_bare: the age is a field's value or a whole answer, so that nothing says whose it is.
    """

    edit: Span
    is_bare: bool = False


def _free(slot: Slot, age: int, rung: str) -> Wording | None:
    """Say an age that stands by itself: after a verb, in parentheses, in a field."""
    place = _place(slot)
    if place is None:
        return None
    unit = slot.followed_by(r"\s+years?(?:\s+old|\s+of\s+age)\b|\s*y\.o\.")
    edit = Span(place.edit.start, place.edit.end + len(unit[0]) if unit else place.edit.end)
    limit = slot.preceded_by(_LIMIT + _JUST)
    if limit and (rung == "life_stage" or limit["limit"].lower() in ("before", "after")):
        return None
    if rung == "life_stage":
        # "An adult" stands after "is" and in an aside, not after "at the age of".
        noun = str(_stage(age)["noun"])
        text = noun if place.is_bare else f"{indefinite(noun)} {noun}"
        return Wording(text, edit) if place.edit.start == slot.span.start else None
    years = _years(age, rung)
    if not years:
        return None
    return Wording(years if place.is_bare else f"in {_whose(slot)} {years}", edit, frozenset({years}))


def _place(slot: Slot) -> _Place | None:
    """Return how the age stands in its sentence; ``None`` where no wording of ours would fit."""
    if slot.preceded_by(_BOUND):
        return None
    rules = (_in_field, _behind_age, _of_person, _behind_verb, _aside, _as_answer)
    return next((place for rule in rules if (place := rule(slot))), None)


def _in_field(slot: Slot) -> _Place | None:
    """``Age: 26``."""
    return _Place(slot.span, is_bare=True) if slot.preceded_by(r"age\**\s*[:=|]\**\s*") else None


def _behind_age(slot: Slot) -> _Place | None:
    """``aged 26``, ``at the age of 26``, ``at 26``."""
    age = slot.preceded_by(rf"(?:(?:at|of)\s+)?(?:the\s+)?age(?:d|\s+of)?\s+{_JUST}|at\s+{_JUST}")
    if age:
        return _Place(slot.widened(age[0]))
    return _Place(slot.span) if re.match(r"aged?\s", slot.surface, re.IGNORECASE) else None


def _of_person(slot: Slot) -> _Place | None:
    """``a man of 44``."""
    of = slot.preceded_by(rf"(?:{any_of(_people())})\s+(of\s+)")
    return _Place(slot.widened(of[1])) if of else None


def _behind_verb(slot: Slot) -> _Place | None:
    """``she is 34``, but not ``they were 26 men``."""
    adverb = r"(?:(?:now|only|just|already|still|then)\s+)?"
    verb = slot.preceded_by(rf"{_BE}\s+{adverb}")
    of_thing = slot.preceded_by(rf"(?:it|that|this)(?:['’]s|\s+{_BE})\s+{adverb}")
    return _Place(slot.span) if verb and not of_thing and not _counts(slot) else None


def _aside(slot: Slot) -> _Place | None:
    """``Ri (26)``, ``Ri, 26, said``."""
    in_brackets = re.search(r"\(\s*\Z", slot.before) and slot.followed_by(r"\s*[),;]")
    in_commas = re.search(r"\w[\"”’*]*,\s+\Z", slot.before) and slot.followed_by(r"\s*[,.;)]|\s*\Z")
    return _Place(slot.span) if in_brackets or in_commas else None


def _as_answer(slot: Slot) -> _Place | None:
    before, after = slot.sentence
    is_open = not re.sub(r"\A\W*(?:[A-Z]\w*:)?\W*", "", before)
    return _Place(slot.span, is_bare=True) if is_open and not after.strip(' .!"”’*') else None


def _counts(slot: Slot) -> bool:
    """Whether the number counts something: a noun follows a bare number, or "there were" stands before."""
    bare = read_number(slot.surface) is not None
    noun = slot.followed_by(rf"\s+(?!(?:{any_of(word_set('en/ages', 'no_noun'))})\b)[a-z]{{3,}}")
    return bool((bare and noun) or slot.preceded_by(rf"there\s+{_BE}\s+"))


@cache
def _people() -> frozenset[str]:
    return frozenset(word for words in table("en/ages")["people"].values() for word in words) | {
        "soldier",
        "person",
    }


def _years(age: int, rung: str) -> str:
    """Return the decade of life, in words where its digits would tell the age itself."""
    if age < _TEENS.start:
        return ""
    decade = "teens" if age in _TEENS else f"{age // 10 * 10}s"
    if age >= _TEENS.stop and age % 10 == 0:
        decade = f"{tens_word(age)[:-1]}ies"
    if rung == "decade":
        return decade
    third = [word for least, word in table("en/ages")["thirds"].items() if age % 10 >= least][-1]
    return f"mid-{decade}" if third == "mid" else f"{third} {decade}"


def _stage(age: int) -> dict[str, str]:
    stages: list[dict[str, str]] = [stage for stage in table("en/ages")["stages"] if age >= stage["from"]]
    return stages[-1]


def _whose(slot: Slot) -> str:
    """Return "his", "her", "my" and the like where the clause, or the sentence, leaves no doubt."""
    words = table("en/ages")
    subject = slot.preceded_by(rf"\b(?P<who>\w+)\s+{_BE}\s+{_JUST}")
    people = _claims(subject["who"], words["pronouns"]) if subject else set()
    if people:
        return people.pop()
    before, after = slot.sentence
    clause = _CLAUSE.split(before.rstrip(" ,(—–"))[-1]
    people = _claims(clause, words["pronouns"]) | _claims(clause, words["people"])
    if not people:
        people = _claims(clause, words["possessives"])
    if not people:
        # Behind the age only its own clause counts: whom it goes on to speak of may be others.
        third = {whose: words["pronouns"][whose] + words["possessives"][whose] for whose in ("his", "her")}
        sentence = f"{before} {_CLAUSE_GOES_ON.split(after, maxsplit=1)[0]}"
        people = _claims(sentence, third) | _claims(sentence, words["people"])
    if not people:
        # "Ri is 23. He is thin": a sentence that begins with the pronoun goes on about the same person.
        following = re.match(r"\s?(he|she|his|her)\b", slot.after[len(after) :], re.IGNORECASE)
        people = {"his" if following[1].lower() in ("he", "his") else "her"} if following else set()
    return people.pop() if len(people) == 1 else str(words["unsure"])


def _claims(text: str, words: dict[str, list[str]]) -> set[str]:
    return {
        whose for whose, some in words.items() if re.search(rf"\b(?:{any_of(some)})\b", text, re.IGNORECASE)
    }
