"""Dates in English: part of the month, month, season, year, decade, some time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from redactor.generalize.en.dates import read_date
from redactor.generalize.en.durations import say_duration
from redactor.generalize.moment import Moment
from redactor.generalize.slot import Slot, Wording, any_of, tokens
from redactor.generalize.tables import table
from redactor.model import Span

_FUTURE = re.compile(
    r"\b(?:will|shall|next|tomorrow|upcoming|going to|(?:I|we|they|s?he|you)['’]ll)\b", re.IGNORECASE
)
_ADVERBIAL = re.compile(r"(?:last|this|that|the same|the following|the previous) year\Z|the year before\Z")
_MODIFIED_NOUN = r"\s+(?!(?:and|or|but|when|where|while|as|in|on|at|to|for|from|with|who|he|she|they|it|we|i|is|was|were|has|had|that|which|near|by|after|before|until|because|so|the|a|an|his|her|my|our)\b)[a-z]"


def say_time(slot: Slot, rung: str) -> Wording | None:
    """Say a date or a length of time on a rung from ``part_of_month`` to ``duration``.

    A length of time has one rung only, whichever is asked for. Seasons are those of the
    northern hemisphere.
    """
    length = say_duration(slot)
    if length:
        return length if rung in {"duration", "relative"} else None
    setting = _setting(slot)
    moment = read_date(setting.words) or _relative_words(setting.words)
    if moment is None or _modifies(slot):
        return None
    phrase = _phrase(moment, rung)
    if not phrase or tokens(phrase) == tokens(setting.words):
        return None
    return _placed(slot, setting, phrase, _kept(moment))


@dataclass(frozen=True, slots=True)
class _Setting:
    """A date with the words that lead up to it.

    Attributes:
        words: the date without preposition.
        lead: preposition and article before it, as written, within the span or before it.
        preposition: the preposition, in lower case; empty if there is none.
        outside: how much of ``lead`` stands before the span.
    """

    words: str
    lead: str
    preposition: str
    outside: int


def _setting(slot: Slot) -> _Setting:
    calendar = table("en/calendar")
    prepositions = any_of([*calendar["become_in"], *calendar["keep"], *calendar["never"]])
    pattern = rf"(?:({prepositions})\s+)?(?:the\s+)?"
    inside = re.match(pattern, slot.surface, re.IGNORECASE)
    lead = inside[0] if inside else ""
    words = slot.surface[len(lead) :]
    if inside and inside[1]:
        return _Setting(words, lead, inside[1].lower(), 0)
    before = re.search(rf"(?<!\w)(?:({prepositions})\s+)?(?:the\s+)?\Z", slot.before, re.IGNORECASE)
    outside = before[0] if before else ""
    preposition = before[1].lower() if before and before[1] else ""
    return _Setting(words, outside + lead, preposition, len(outside))


def _relative_words(words: str) -> Moment | None:
    """Read a time that only the day of writing tells: last month, yesterday, two weeks ago."""
    known = re.fullmatch(
        r"(?:yesterday|the day before yesterday|today|(?:last|this|the previous) (?:week|month|\w+day|spring|summer|autumn|fall|winter)"
        r"|a (?:week|month|year|few days|few weeks|few months) ago)(?: (?:morning|evening|night|afternoon))?",
        words.strip().lower(),
    )
    return Moment() if known else None


def _modifies(slot: Slot) -> bool:
    """Whether the date stands before a noun ("the 2015 offensive") or owns something."""
    if slot.followed_by(r"['’]s?\b|[-\u2010\u2011/]\w"):
        return True
    governed = slot.preceded_by(r"(?:a|an|his|her|my|our|their|its|\w+['’]s)\s+") or (
        slot.preceded_by(r"(?<!in )(?<!of )(?<!on )(?:the)\s+") and re.match(r"[\d A-Z]", slot.surface)
    )
    return bool(governed and slot.followed_by(_MODIFIED_NOUN))


def _phrase(moment: Moment, rung: str) -> str:
    if rung == "relative":
        return str(table("en/calendar")["relative"])
    if rung == "part_of_month" and moment.month and moment.day:
        return _with_year(_joined(moment.part_of_month, _month(moment)), moment)
    if rung == "month" and moment.month and (moment.day or moment.part):
        return _with_year(_month(moment), moment)
    if rung == "season" and moment.month:
        return _season(moment)
    if rung == "year" and (moment.month or moment.season or moment.part):
        return str(moment.year) if moment.year else moment.deictic
    if rung == "decade" and moment.year:
        return f"the {moment.year // 10 * 10}s" if moment.year % 10 else ""
    return ""


def _joined(part: str, noun: str) -> str:
    return f"mid-{noun}" if part == "mid" else f"{part} {noun}"


def _month(moment: Moment) -> str:
    return str(table("en/calendar")["months"][(moment.month or 1) - 1][0])


def _season(moment: Moment) -> str:
    calendar = table("en/calendar")
    if moment.month in calendar["seasons"]:
        return _with_year(calendar["seasons"][moment.month], moment)
    winter, part = calendar["winter"][moment.month]
    if moment.year:
        return f"{part} {moment.year}"
    return f"{part} {moment.deictic}" if moment.deictic in {"last year", "this year"} else winter


def _with_year(noun: str, moment: Moment) -> str:
    if moment.year:
        return f"{noun} {moment.year}"
    return f"{noun} {moment.deictic}" if moment.deictic else noun


def _kept(moment: Moment) -> frozenset[str]:
    """Return the words that vaguer rungs repeat on purpose: the month and the year."""
    year = {str(moment.year)} if moment.year else set()
    month = {_month(moment).lower()} if moment.month else set()
    return frozenset(year | month | tokens(moment.deictic) | {"early", "late", "mid", "some", "time", "ago"})


def _placed(slot: Slot, setting: _Setting, phrase: str, kept: frozenset[str]) -> Wording | None:
    """Put the phrase behind the preposition that it needs, or ``None`` where it would not fit."""
    calendar = table("en/calendar")
    full = Span(slot.span.start - setting.outside, slot.span.end)
    is_adverb = phrase == calendar["relative"] or bool(_ADVERBIAL.fullmatch(phrase))
    if phrase == calendar["relative"] and not _is_past(slot, setting):
        return None
    if setting.preposition in calendar["never"]:
        return None
    if setting.preposition in calendar["keep"]:
        kept_word = re.match(r"\w+", setting.lead)
        word = kept_word[0] if kept_word else setting.preposition
        return None if phrase == calendar["relative"] else Wording(f"{word} {phrase}", full, kept)
    if setting.preposition in calendar["become_in"]:
        return Wording(phrase if is_adverb else f"in {phrase}", full, kept)
    if is_adverb or _stands_alone(slot):
        return Wording(phrase, full, kept)
    return Wording(f"in {phrase}", full, kept)


def _is_past(slot: Slot, setting: _Setting) -> bool:
    before, after = slot.sentence
    if setting.preposition in table("en/calendar")["keep"] or _stands_alone(slot):
        return False
    return not _FUTURE.search(f"{before} {after}") and not _born().search(before)


def _stands_alone(slot: Slot) -> bool:
    """Whether the date is an answer, a field's value, an aside or a subject, not an adverb."""
    before, after = slot.sentence
    if re.search(r"(?:[(:,;–—|=]|\b(?:is|was|be|date|born|year))\s*\Z", before):
        return True
    return not before.strip(" \"'“‘*_>#-") and not re.match(r",\s", after)


@cache
def _born() -> re.Pattern[str]:
    return re.compile(r"\b(?:born|birthday|birth)\b", re.IGNORECASE)
