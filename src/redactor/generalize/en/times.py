"""Dates in English: part of the month, month, season, year, decade, some time."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_BIRTH = re.compile(r"\b(?:born|birthday|birth)\b", re.IGNORECASE)
_SOONER = re.compile(r"\b(?:early|late|later|earlier|ago)\s+\Z", re.IGNORECASE)
"""Behind these the date is a whole: "early on 3 November" is not "early in autumn"."""
_DECADE = re.compile(r"(?:the\s+)?\d{3}0s", re.IGNORECASE)
_MARKS = " \"'“”‘’*_>#-"


def say_time(slot: Slot, rung: str) -> Wording | None:
    """Say a date or a length of time on a rung from ``part_of_month`` to ``duration``.

    A length of time has one rung only, whichever is asked for. Seasons are those of the
    northern hemisphere.
    """
    length = say_duration(slot)
    if length:
        return length if rung == "duration" else None
    setting = _setting(slot)
    if _DECADE.fullmatch(setting.words):
        return Wording(slot.surface, slot.span, tokens(slot.surface))
    moment = read_date(setting.words) or _relative_words(setting.words)
    if moment is None or _modifies(slot):
        return None
    if (
        rung == "season"
        and not moment.month
        and (moment.season or moment.part)
        and not _SOONER.search(slot.before)
    ):
        return Wording(slot.surface, slot.span, tokens(slot.surface))
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
    """Read a time that only the day of writing tells: last month, yesterday, a week ago."""
    spans = any_of(table("en/calendar")["deictic_spans"])
    days = any_of(table("en/calendar")["deictic_days"])
    known = re.fullmatch(
        rf"(?:{days}|(?:last|the previous) (?:{spans})|a (?:few )?(?:{spans})s? ago)", words.lower()
    )
    return Moment() if known else None


def _modifies(slot: Slot) -> bool:
    """Whether the date stands before a noun ("the 2015 offensive") or owns something."""
    if slot.followed_by(r"['’]s?\b|[-\u2010\u2011/]\w"):
        return True
    named = re.match(r"[\dA-Z]", slot.surface)
    governed = slot.preceded_by(r"(?:a|an|his|her|my|our|their|its|\w+['’]s)\s+") or (
        named and slot.preceded_by(r"the\s+")
    )
    no_noun = any_of(table("en/calendar")["no_noun"])
    return bool(governed and slot.followed_by(rf"\s+(?!(?:{no_noun})\b)[a-z]"))


def _phrase(moment: Moment, rung: str) -> str:
    """Return what the rung says; empty if the date is no more exact than that."""
    return {
        "part_of_month": _part_of_month,
        "month": _only_month,
        "season": _season,
        "year": _year,
        "decade": _decade,
        "relative": _some_time,
    }.get(rung, _nothing)(moment)


def _part_of_month(moment: Moment) -> str:
    if not (moment.month and moment.day):
        return ""
    return _with_year(_joined(moment.part_of_month, _month(moment)), moment)


def _only_month(moment: Moment) -> str:
    return _with_year(_month(moment), moment) if moment.month and (moment.day or moment.part) else ""


def _year(moment: Moment) -> str:
    if not (moment.month or moment.season or moment.part):
        return ""
    return str(moment.year) if moment.year else moment.deictic


def _decade(moment: Moment) -> str:
    """Return the decade; of its first year nothing, since "2010" would show in "the 2010s"."""
    return f"the {moment.year // 10 * 10}s" if moment.year and moment.year % 10 else ""


def _some_time(moment: Moment) -> str:
    return str(table("en/calendar")["relative"])


def _nothing(moment: Moment) -> str:
    return ""


def _joined(part: str, noun: str) -> str:
    return f"mid-{noun}" if part == "mid" else f"{part} {noun}"


def _month(moment: Moment) -> str:
    return str(table("en/calendar")["months"][(moment.month or 1) - 1][0])


def _season(moment: Moment) -> str:
    calendar = table("en/calendar")
    if not moment.month:
        return ""
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
    edit = Span(slot.span.start - setting.outside, slot.span.end)
    if setting.preposition in calendar["never"] or _SOONER.search(
        slot.text[max(0, edit.start - 20) : edit.start]
    ):
        return None
    is_vague = phrase == calendar["relative"]
    if is_vague and not _is_past(slot, setting):
        return None
    if setting.preposition in calendar["keep"]:
        return Wording(f"{setting.lead.split()[0]} {phrase}", edit, kept)
    says_when = setting.preposition in calendar["become_in"] or _is_adverb(slot, setting)
    if not says_when and not _stands_alone(slot):
        return None
    needs_in = says_when and not (is_vague or _ADVERBIAL.fullmatch(phrase))
    return Wording(f"in {phrase}" if needs_in else phrase, edit, kept)


def _is_past(slot: Slot, setting: _Setting) -> bool:
    """Whether "some time ago" is true: nothing near speaks of the future, or of a birth."""
    before, after = slot.sentence
    if setting.preposition in table("en/calendar")["keep"] or _stands_alone(slot):
        return False
    return not _FUTURE.search(f"{before} {after}") and not _BIRTH.search(before)


def _stands_alone(slot: Slot) -> bool:
    """Whether the date is an answer, a field's value or an aside."""
    before, after = slot.sentence
    if re.search(r"(?:[(:,;–—|=]|\b(?:is|was|be))\s*\Z", before):
        return True
    return not before.strip(_MARKS) and not after.strip(f".!?{_MARKS}")


def _is_adverb(slot: Slot, setting: _Setting) -> bool:
    """Whether a date without preposition says when: not "he remembers January 9"."""
    if _stands_alone(slot):
        return False
    before, after = slot.sentence
    opens = not before.strip(_MARKS)
    if read_date(setting.words) is None:
        return not opens or after.startswith((" ", ","))
    behind_verb = re.search(
        rf"\b(?:{any_of(table('en/calendar')['adverb_after'])})\s+\Z", before, re.IGNORECASE
    )
    return bool(behind_verb) or (opens and after.startswith(","))
