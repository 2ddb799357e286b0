"""Finds dates and durations and reads what each is the date of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.en.times.cues import asked_for, nearest_cue, speaks_of_service
from redactor.detect.en.times.imprisonment import is_imprisonment
from redactor.detect.en.times.lived import is_lived_through, is_long_and_lived
from redactor.detect.en.times.mention import TimeMention, WrittenTime
from redactor.detect.en.times.papers import dates_a_paper
from redactor.detect.en.times.patterns import (
    DATE_ITSELF,
    date_pattern,
    duration_pattern,
    service_year_pattern,
)
from redactor.detect.reading import Reading
from redactor.model import EntityType, Role, Span

_BIRTH, _SERVICE, _DATE = EntityType.DATE_OF_BIRTH, EntityType.SERVICE_RECORD, EntityType.DATE
_BORN = re.compile(r"\b(?:b\.|born|d\.?o\.?b\.?:?)\s*$", re.IGNORECASE)


def times(reading: Reading) -> tuple[TimeMention, ...]:
    """Return the dates of a reading, then its durations, each in order."""
    return reading.memo("en.times", lambda r: tuple(_times(scene_of(r))))


def _times(scene: Scene) -> Iterator[TimeMention]:
    dates = list(_dates(scene.reading))
    for span in dates:
        date = WrittenTime.at(scene, span)
        if date is not None:
            yield _in_field(date) or _in_sentence(date)
    covered = {c for s in dates for c in range(s.start, s.end)}
    lengths = [m.span() for m in duration_pattern().matches(scene.reading)]
    lengths += [m.span("counted") for m in service_year_pattern().matches(scene.reading)]
    for start, end in sorted(lengths):
        duration = WrittenTime.at(scene, Span(start, end)) if start not in covered else None
        if duration is None:
            continue
        if _is_service(duration):
            yield _length_of_service(duration)
        elif is_imprisonment(duration):
            yield _length_of_sentence(duration)


def _dates(reading: Reading) -> Iterator[Span]:
    text = reading.text
    for m in date_pattern().matches(reading):
        start, end = m.span(next((g for g in DATE_ITSELF if m[g]), 0))
        if text[end - 1] == "." and not re.match(r"\s*[\da-z]", text[end : end + 3]):
            end -= 1
        token = reading.token_at(start)
        is_verb = reading.pos[token] == "AUX" and text[start:end].lower() == "may"
        if not is_verb and reading.sentence_of[token] >= 0:
            yield Span(start, end)


def _in_field(date: WrittenTime) -> TimeMention | None:
    if date.block.is_field and "interview" in date.block.label:
        reason = "stands in a field for the date of access"
        return TimeMention(date.span, _DATE, 0.8, "date.field", reason)
    label = label_type(date.block)
    if label not in (_BIRTH, _SERVICE, _DATE):
        return None
    kind, reason = EntityType(label), "stands in a form field for it"
    return TimeMention(date.span, kind, 0.9, f"{_slug(kind)}.field", reason)


def _in_sentence(date: WrittenTime) -> TimeMention:
    public = TimeMention(date.span, _DATE, 0.6, "date.general", "a date of public events", Role.NOBODY)
    if _is_general(date) or dates_a_paper(date):
        return public
    found = _by_cue(date)
    if found is not None:
        return found
    asked = asked_for(date)
    if asked is not None:
        return TimeMention(date.span, asked, 0.8, f"{_slug(asked)}.answer", "answers a question about it")
    if is_lived_through(date):
        return TimeMention(date.span, _DATE, 0.7, "date.personal", "a date in what somebody lived through")
    return public


def _by_cue(date: WrittenTime) -> TimeMention | None:
    cue, span = nearest_cue(date), date.span
    if cue is _BIRTH or _BORN.search(date.reading.text, max(0, span.start - 8), span.start):
        return TimeMention(span, _BIRTH, 0.85, "date-of-birth.cue", "its sentence speaks of a birth")
    if cue is _SERVICE:
        reason = "its sentence speaks of enlisting or serving"
        return TimeMention(span, _SERVICE, 0.8, "service-record.cue", reason)
    return None


def _is_service(duration: WrittenTime) -> bool:
    """Whether a length of time is one of service, and no age and no "two years ago"."""
    reading = duration.reading
    after = reading.token_at(duration.span.end - 1) + 1
    if "old" in reading.lower[after : after + 2] or reading.lower[after : after + 1] == ["ago"]:
        return False
    if label_type(duration.block) == _SERVICE or speaks_of_service(duration) or _tells_service(duration):
        return True
    return asked_for(duration) is _SERVICE or is_long_and_lived(duration)


def _tells_service(duration: WrittenTime) -> bool:
    """'my ninth year in the army': its own words say of what."""
    text = duration.reading.text[duration.span.start : duration.span.end].lower()
    return re.search(r"\b(?:army|service|military|uniform|forces|navy|ranks)\Z", text) is not None


def _length_of_service(duration: WrittenTime) -> TimeMention:
    role = Role.NOBODY if _is_general(duration) else None
    reason = "a length of time with a word of service"
    return TimeMention(duration.span, _SERVICE, 0.75, "service-record.duration", reason, role)


def _length_of_sentence(duration: WrittenTime) -> TimeMention:
    role = None if is_lived_through(duration) else Role.NOBODY
    return TimeMention(duration.span, _DATE, 0.75, "date.sentence", "the length of a prison sentence", role)


def _is_general(time: WrittenTime) -> bool:
    return time.scene.stance(time.sentence) in (Stance.GENERAL, Stance.PUBLIC)


def _slug(kind: EntityType) -> str:
    return kind.lower().replace("_", "-")
