"""Weighs what the rules found against what the network says of the same words.

What either of the two finds is found. But where a rule speaks and the network, which read
the same sentence, gives its words less of a chance of being anything to hide than it gives nearly
all that is (measured on documents that neither was made on; see the model card), the rule is
wrong nearly always, provided that the network had a passage to read and not a line. Such a finding
stays, as a doubt for a person to look at: its score says so, and a policy decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from redactor.detect.learned.bare import PLACES
from redactor.detect.learned.floors import Floors
from redactor.model import CLAUSES, Detection, EntityType, Role, Span
from redactor.text.variants import name_parts

LEARNED = "model."
"""Rules that begin with it are the network's."""
DOUBTED = 0.2
"""Score of a finding that the network doubts."""
_BESIDE = 20
"""Code points: "X was born in", "X, aged"."""
_NOTHING = 0.5
"""Share of a type's floor below which a piece at the end of a rule's clause is no part of what it tells."""
_READ_AS_PROTECTED = 0.8
"""Probability of being a protected person's name from which the network contradicts an office or a credit."""
_SURE_ENDINGS = (".field",)
"""Rules that rest on a form's label, not on how a sentence reads."""
_SURE = frozenset({EntityType.HIDDEN_TEXT})
_TIMES = frozenset({EntityType.DATE, EntityType.DATE_OF_BIRTH, EntityType.SERVICE_RECORD, EntityType.AGE})
_CALLED = frozenset({Role.OFFICIAL, Role.JOURNALIST})
"""Roles that words beside a name give it."""
_CONTRADICTED = "the learned recognizer reads the name as somebody's to be protected"
_DOUBT = "the learned recognizer, which read the same sentence, sees nothing here"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A detection with what the network says of its words.

    Attributes:
        detection: by a rule or by the network itself.
        support: highest probability of any label, 0 to 1.
        named: the text of a person's name, empty for everything else.
        name_support: highest probability that a word of it is a protected person's name.
        pieces: of a clause, what commas part in it, with the highest probability of any label.
        in_context: whether the network read enough around the words for its silence to count.
    """

    detection: Detection
    support: float
    named: str = ""
    name_support: float = 0.0
    pieces: tuple[tuple[Span, float], ...] = ()
    in_context: bool = True


def second_opinion(weighed: Sequence[Weighed], floors: Floors) -> Iterator[Detection]:
    """Yield the detections, the doubted ones with the score of a doubt.

    Where a rule and the network find the same name, place or date, the rule's finding stands for both.

    Args:
        weighed: a whole document's, because a name is judged by all its mentions.
        floors: of this network.
    """
    weighed = _with_contradicted(weighed)
    public = _read_as_public(weighed, floors)
    exact, names = _exact(weighed, floors), _names(weighed)
    bearers = _bearers(weighed, public)
    for w in weighed:
        if _is_said_exactly(w.detection, exact) or _is_part_of_name(w.detection, names):
            continue
        if w.detection.entity_type == EntityType.PERSON:
            yield _as_public(w.detection) if w.detection.role is None and w.named in public else w.detection
        else:
            is_doubted = _is_doubtful(w, floors) and not _stands_beside(w.detection, bearers)
            yield _doubted(w.detection) if is_doubted else _within_the_told(w, floors)


def _with_contradicted(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Take the office or the credit from whom the network reads as somebody to be protected.

    A rule reads it from a few words beside a name, the network the whole sentence; the stricter wins. One
    mention contradicts an office. A credit is a line of its own, where the network has little to read, so
    that it takes two. Whoever the lexicon lists as a public figure stays one.
    """
    read: dict[str, int] = defaultdict(int)
    for w in weighed:
        if w.detection.role in _CALLED and w.name_support >= _READ_AS_PROTECTED:
            for part in name_parts(w.named):
                read[part] += 1
    return [_uncalled(w) if _is_contradicted(w, read) else w for w in weighed]


def _is_contradicted(w: Weighed, read: Mapping[str, int]) -> bool:
    parts = name_parts(w.named)
    needed = 1 if w.detection.role is Role.OFFICIAL else 2
    return w.detection.role in _CALLED and bool(parts) and all(read[part] >= needed for part in parts)


def _uncalled(w: Weighed) -> Weighed:
    d = w.detection
    return replace(w, detection=replace(d, role=None, reason=f"{d.reason}; {_CONTRADICTED}"))


def _within_the_told(w: Weighed, floors: Floors) -> Detection:
    """Cut a rule's clause at the comma behind which, or before which, the network sees nothing in it."""
    d = w.detection
    if (
        len(w.pieces) < 2
        or not w.in_context
        or d.rule.startswith(LEARNED)
        or d.rule.endswith(_SURE_ENDINGS)
        or d.pinned
    ):
        return d
    floor = floors.by_type.get(d.entity_type, 0.0) * _NOTHING
    told = [span for span, support in w.pieces if support >= floor]
    return replace(d, span=Span(told[0].start, told[-1].end)) if told else d


def _exact(weighed: Iterable[Weighed], floors: Floors) -> dict[tuple[str, str], list[Span]]:
    """Where rules found names, places, dates and the like, by segment and type."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for w in weighed:
        d = w.detection
        protected = d.role is None or d.role.is_protected
        if not d.rule.startswith(LEARNED) and not _is_doubtful(w, floors) and protected:
            found[d.segment, _kind(d)].append(d.span)
    return found


def _names(weighed: Iterable[Weighed]) -> dict[str, list[Span]]:
    """Where rules found people's names, by segment."""
    found: dict[str, list[Span]] = defaultdict(list)
    for w in weighed:
        d = w.detection
        if d.entity_type == EntityType.PERSON and not d.rule.startswith(LEARNED):
            found[d.segment].append(d.span)
    return found


def _is_part_of_name(d: Detection, names: Mapping[str, Sequence[Span]]) -> bool:
    """Whether the network takes a person's name for a place."""
    if not d.rule.startswith(LEARNED) or d.entity_type not in PLACES:
        return False
    return any(span.contains(d.span) for span in names.get(d.segment, ()))


def _bearers(weighed: Iterable[Weighed], public: frozenset[str]) -> dict[str, list[Span]]:
    """Where the names of those stand who are not read as public, by segment."""
    found: dict[str, list[Span]] = defaultdict(list)
    for w in weighed:
        d = w.detection
        is_protected = d.role.is_protected if d.role is not None else w.named not in public
        if d.entity_type == EntityType.PERSON and is_protected:
            found[d.segment].append(d.span)
    return found


def _stands_beside(d: Detection, bearers: Mapping[str, Sequence[Span]]) -> bool:
    """Whether a fact follows somebody's name so closely that it is that person's, however plain it reads."""
    if d.entity_type in CLAUSES:
        return False
    return any(0 <= d.span.start - name.end <= _BESIDE for name in bearers.get(d.segment, ()))


def _kind(d: Detection) -> str:
    """A date, a birthday, an age and a length of service are one kind: each ends where the rule says."""
    return "time" if d.entity_type in _TIMES else d.entity_type


def _is_said_exactly(d: Detection, exact: Mapping[tuple[str, str], Sequence[Span]]) -> bool:
    """Whether the network's finding is a rule's as well, which knows better where a date or a place ends."""
    if not d.rule.startswith(LEARNED) or d.entity_type in CLAUSES:
        return False
    return any(span.overlaps(d.span) for span in exact.get((d.segment, _kind(d)), ()))


def _is_doubtful(w: Weighed, floors: Floors) -> bool:
    d = w.detection
    protected = d.role is None or d.role.is_protected
    return (
        protected
        and w.in_context
        and not d.rule.startswith(LEARNED)
        and w.support < floors.by_type.get(d.entity_type, 0.0)
        and d.entity_type not in _SURE
        and not d.pinned
        and not d.rule.endswith(_SURE_ENDINGS)
    )


def _doubted(d: Detection) -> Detection:
    return replace(d, score=min(d.score, DOUBTED), reason=f"{d.reason}; {_DOUBT}")


def _as_public(d: Detection) -> Detection:
    reason = "the learned recognizer reads every mention of the name as somebody's on the record"
    return replace(d, role=Role.OFFICIAL, score=min(d.score, DOUBTED), reason=reason)


def _read_as_public(weighed: Iterable[Weighed], floors: Floors) -> frozenset[str]:
    """Full names, and their parts alone, of which no mention reads like somebody's to be protected."""
    people = [w for w in weighed if w.detection.entity_type == EntityType.PERSON and w.named]
    highest: dict[str, float] = defaultdict(float)
    anything: dict[str, float] = defaultdict(float)
    told: set[str] = set()
    for w in people:
        for part in name_parts(w.named):
            highest[part] = max(highest[part], w.name_support)
            anything[part] = max(anything[part], w.support)
            is_protected = w.detection.role is not None and w.detection.role.is_protected
            if is_protected or w.detection.pinned or not w.in_context:
                told.add(part)
    full = {
        part
        for w in people
        if len(parts := name_parts(w.named)) > 1 and all(highest[p] < floors.full_name for p in parts)
        for part in parts
    }
    lone = {part for part, support in anything.items() if support < floors.lone_name}
    return frozenset(w.named for w in people if _is_public(name_parts(w.named), full - told, lone - told))


def _is_public(parts: Sequence[str], full: AbstractSet[str], lone: AbstractSet[str]) -> bool:
    """Whether a name is one that reads as public, or a part of it; a single word may do so by itself."""
    return bool(parts) and (all(part in full for part in parts) or (len(parts) == 1 and parts[0] in lone))
