"""Finds place names: the model's, the gazetteer's, and unknown names behind 'in', 'at', 'near'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redactor.detect.en.field_labels import label_type
from redactor.detect.en.letter_case import has_no_capitals
from redactor.detect.en.places.questions import bare_answers
from redactor.detect.en.places.words import name_words
from redactor.detect.en.scene import Scene
from redactor.detect.reading import Reading
from redactor.text.places import is_known_place

_PLACES = frozenset({"GPE", "LOC", "FAC", "LOCATION"})
_PEOPLES = frozenset({"NORP", "LANGUAGE"})
_SOMEBODY = frozenset({"PERSON", "ORG"})
_LONGEST = 6
"""Tokens of the longest name."""
_REGION_WITHIN = 4
"""Tokens of a name up to which a region noun may follow it."""


def place_names(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the place names in a text, in order."""
    return _joined(scene.reading, _runs(scene))


def is_post(lowers: Iterable[str]) -> bool:
    """Whether the words of a name are a military post's: 'Camp X', 'Fort X'."""
    return not name_words().post_nouns.isdisjoint(lowers)


def _runs(scene: Scene) -> Iterator[tuple[int, int]]:
    answers, raw = bare_answers(scene), scene.reading.raw
    in_any_case = has_no_capitals(scene.reading)
    i, n = 0, len(raw)
    while i < n:
        may_begin = in_any_case or raw[i][:1].isupper()
        stop = answers.get(i) or (_name_end(scene, i) if may_begin else i)
        if stop > i:
            yield i, stop
        i = max(stop, i + 1)


def _name_end(scene: Scene, i: int) -> int:
    """Return where a place name that starts at token ``i`` ends, or ``i``."""
    reading = scene.reading
    raw = reading.raw[i]
    if i in scene.person_at or not raw[:1].isalpha() or reading.sentence_of[i] < 0:
        return i
    if not raw[:1].isupper():
        return _lower_case_end(reading, i)
    stop = _capitals_end(scene, i)
    if stop - i > 1 and _is_opening_word(reading, i):
        return i
    return stop if _is_place(reading, i, stop) else i


def _capitals_end(scene: Scene, i: int) -> int:
    """Where the capitals that start at ``i`` end: 'Ust-Kamen', 'X region'."""
    reading = scene.reading
    stop, n = i + 1, len(reading.raw)
    while stop < n and stop - i < _LONGEST and reading.sentence_of[stop] == reading.sentence_of[i]:
        if _is_hyphenated(reading, stop):
            stop += 2
        elif reading.raw[stop][:1].isupper() and stop not in scene.person_at:
            stop += 1
        else:
            region = reading.lower[stop] in name_words().region_nouns and stop - i < _REGION_WITHIN
            return stop + region
    return stop


def _is_hyphenated(reading: Reading, hyphen: int) -> bool:
    """Whether a hyphen stands between two words without blanks."""
    if reading.raw[hyphen] not in "-‐‑" or hyphen + 1 >= len(reading.raw):
        return False
    tight = reading.starts[hyphen] == reading.ends[hyphen - 1]
    return tight and reading.starts[hyphen + 1] == reading.ends[hyphen] and reading.raw[hyphen + 1].isalpha()


def _is_opening_word(reading: Reading, t: int) -> bool:
    """Whether a token has its capital from the sentence that it opens."""
    sentence, lower = reading.sentence(t), reading.lower[t]
    if sentence is None or sentence.first != t:
        return False
    common = lower in name_words().common and lower not in name_words().openers
    return common and not is_known_place(reading.raw[t])


def _is_place(reading: Reading, first: int, last: int) -> bool:
    w = name_words()
    name = reading.text[reading.starts[first] : reading.ends[last - 1]]
    lowers = reading.lower[first:last]
    if _is_something_else(name, lowers):
        return False
    all_common = all(word in w.common for word in lowers)
    if not all_common and is_known_place(name) and reading.pos[last - 1] != "ADJ":
        return True
    entities = set(reading.ent[first:last])
    if entities & _PEOPLES:
        return False
    several = len(lowers) > 1
    if several and (lowers[-1] in w.place_nouns or is_post(lowers)):
        return True
    named, before = bool(entities & _PLACES), reading.lower[first - 1] if first else ""
    if all_common:
        return several and named and before in w.strong
    moved = before in ("from", "to") and not entities & _SOMEBODY
    return named or moved or before in w.strong or _is_in_field(reading, first)


def _is_something_else(name: str, lowers: Sequence[str]) -> bool:
    """Whether a name is a date's, an organisation's or a unit's."""
    w = name_words()
    if len(lowers) == 1 and lowers[0] in w.calendar:
        return True
    return not w.others.isdisjoint(lowers) or (name.isupper() and lowers[0] in w.unit_abbreviations)


def _is_in_field(reading: Reading, token: int) -> bool:
    return label_type(reading.block_of(token)) in ("HOMETOWN", "DUTY_STATION")


def _lower_case_end(reading: Reading, i: int) -> int:
    """In a transcript without capitals, a gazetteer name that is no common word."""
    common = name_words().common
    for size in (3, 2, 1):
        lowers = reading.lower[i : i + size]
        words = len(lowers) == size and all(r.isalpha() for r in reading.raw[i : i + size])
        if words and any(w not in common for w in lowers) and is_known_place(" ".join(lowers)):
            return i + size
    raw, lower = reading.raw[i], reading.lower[i]
    unknown = lower not in common and raw.isalpha() and len(raw) > 3 and raw.islower()
    return i + 1 if unknown and i and reading.lower[i - 1] in ("in", "at", "near", "from") else i


def _joined(reading: Reading, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join 'Tanchon, South Hamgyong' to one mention."""
    pending: tuple[int, int] | None = None
    for first, last in runs:
        if pending is not None and _goes_on(reading, pending, first, last):
            pending = (pending[0], last)
            continue
        if pending is not None:
            yield pending
        pending = (first, last)
    if pending is not None:
        yield pending


def _goes_on(reading: Reading, before: tuple[int, int], first: int, last: int) -> bool:
    """Whether a name says in which region the name before it is."""
    if reading.lower[before[1] : first] not in ([","], [",", "in"], [",", "in", "the"]):
        return False
    return reading.sentence_of[first] == reading.sentence_of[before[0]] and not _is_listed(reading, last)


def _is_listed(reading: Reading, last: int) -> bool:
    """Whether what follows a name makes it one of a list: 'Bago, Pyay and Magway'."""
    after = reading.lower[last : last + 2]
    return after[:1] in (["and"], ["or"]) or after in ([",", "and"], [",", "or"])
