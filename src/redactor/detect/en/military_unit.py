"""MILITARY_UNIT: the unit, branch or agency that somebody belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.detect.en.clauses import governing_verb, subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Role, Span

_NUMBER = re.compile(r"\d{1,5}(?:st|nd|rd|th)?$|no\.?$")
_ORDINAL_WORDS = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "eleven",
        "twelve",
    ]
)
_PUNCTUATION = frozenset("-‐‑–'’")
_VAGUE = frozenset(
    {
        "army",
        "company",
        "unit",
        "group",
        "team",
        "force",
        "forces",
        "front",
        "section",
        "service",
        "base",
        "crew",
        "staff",
        "department",
        "agency",
        "ministry",
        "party",
        "troops",
        "column",
        "cell",
        "academy",
        "command",
        "center",
        "centre",
        "squad",
        "platoon",
        "division",
        "office",
        "guard",
        "guards",
        "troop",
        "school",
        "headquarters",
        "hq",
        "depot",
        "wing",
        "sector",
        "detail",
        "band",
        "bloc",
        "formation",
        "patrol",
        "cohort",
        "garrison",
        "directorate",
        "bureau",
    }
)


class MilitaryUnitRecognizer(RuleRecognizer):
    """Finds numbered and named units, and branches that an answer names as one's own."""

    entity_type = EntityType.MILITARY_UNIT

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield units: by number, by name, by abbreviation, by the question."""
        scene = scene_of(reading)
        taken: set[int] = set()
        for first, last, rule, reason in (
            *_by_noun(scene),
            *_by_abbreviation(scene),
            *_by_ordinal(scene),
            *_forces(scene),
            *_answers(scene),
        ):
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                own = _is_own(scene, first)
                role = None if own else Role.NOBODY if rule == "unit.force" else _role(scene, first)
                yield Match(reading.span(first, last), 0.8, rule, reason, role)
        yield from _fields(scene)


@cache
def _nouns() -> frozenset[str]:
    return lexicon("en").single_words("military/unit_nouns") - {
        "cell",
        "band",
        "section",
        "detail",
        "school",
        "base",
        "party",
        "sector",
    }


@cache
def _arms() -> frozenset[str]:
    return frozenset(w for entry in lexicon("en").words("military/arms") for w in entry.split())


@cache
def _abbreviations() -> frozenset[str]:
    return lexicon("en").single_words("military/unit_abbreviations") - {"div", "aa", "bat", "reg", "la"}


@cache
def _named() -> PhraseIndex:
    return PhraseIndex(lexicon("en").phrases("force", "military/named_forces"))


def _by_noun(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    """'the 36th marine brigade', 'Storm Corps', 'third battalion', 'Corps 2', 'coastal artillery'."""
    reading = scene.reading
    nouns = _nouns()
    for t, lemma in enumerate(reading.lemma):
        if reading.sentence_of[t] < 0 or (lemma not in nouns and reading.lower[t] not in nouns):
            continue
        first = _left_edge(reading, t)
        last = _right_edge(reading, t + 1) if reading.raw[t][:1].isupper() and first < t else t + 1
        if (
            last < len(reading.raw)
            and re.fullmatch(r"\d{1,4}", reading.raw[last])
            and reading.raw[t][:1].isupper()
        ):
            last += 1
        modifiers = [reading.raw[i] for i in range(first, t) if reading.raw[i] not in _PUNCTUATION]
        numbered = reading.raw[last - 1].isdigit() or any(
            _NUMBER.match(m.lower()) or m.lower() in _ORDINAL_WORDS for m in modifiers
        )
        named = any(m[:1].isupper() for m in modifiers) and reading.raw[t][:1].isupper()
        armed = any(m.lower() in _arms() for m in modifiers)
        vague = lemma in _VAGUE or reading.lower[t] in _VAGUE
        if numbered and (
            armed or named or not vague or reading.lower[t] in ("division", "company", "platoon")
        ):
            yield first, last, "unit.number", "a numbered unit"
        elif named and (not vague or armed or (scene.is_personal(t) and _military_name(modifiers))):
            yield first, last, "unit.name", "a named unit"
        elif armed and not vague and scene.is_personal(t) and reading.tag[t] != "NNS":
            yield first, last, "unit.arm", "a unit of a branch"


def _military_name(modifiers: list[str]) -> bool:
    return any(
        m.lower() in _arms() or m.lower() in ("general", "army", "special", "storm", "supreme")
        for m in modifiers
    )


def _left_edge(reading: Reading, t: int) -> int:
    first = t
    while first > 0 and reading.sentence_of[first - 1] == reading.sentence_of[t] and t - first < 9:
        raw = reading.raw[first - 1]
        lower = raw.lower()
        if lower in ("the", "a", "an", "our", "my", "his", "their", "this", "that", "in", "of", "and"):
            break
        if (
            _NUMBER.match(lower)
            or lower in _ORDINAL_WORDS
            or lower in _arms()
            or raw[:1].isupper()
            or (raw in _PUNCTUATION and first - 1 > 0)
        ) or (lower in ("'s", "’s", "s") and first - 2 >= 0 and reading.raw[first - 2][:1].isupper()):
            first -= 1
        else:
            break
    while first < t and reading.raw[first] in _PUNCTUATION | {"'s", "’s"}:
        first += 1
    return first


def _by_abbreviation(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    """'1008th regt', 'LIB 552', 'OMON'."""
    reading = scene.reading
    n = len(reading.raw)
    for t, lower in enumerate(reading.lower):
        word = lower.rstrip(".")
        if word not in _abbreviations() or reading.sentence_of[t] < 0:
            continue
        before = bool(t and _NUMBER.match(reading.lower[t - 1]))
        after = t + 1 < n and re.fullmatch(r"\d{1,5}", reading.raw[t + 1]) is not None
        if before or after:
            yield t - before, t + 1 + after, "unit.number", "a numbered unit"
        elif reading.raw[t].isupper() and len(word) > 2 and scene.is_personal(t):
            yield t, t + 1, "unit.abbreviation", "an abbreviated unit"
        elif word in ("coy", "bn", "bde", "regt") and t and reading.raw[t - 1][:1].isupper():
            yield _left_edge(reading, t), t + 1, "unit.name", "a named unit"


def _by_ordinal(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    """'the 91st light infantry', 'with the 128th'."""
    reading = scene.reading
    n = len(reading.raw)
    for t in range(1, n):
        if not re.fullmatch(r"\d{1,4}(?:st|nd|rd|th)", reading.lower[t]) or reading.sentence_of[t] < 0:
            continue
        last = t + 1
        while (
            last < n
            and reading.lower[last] in _arms()
            and reading.sentence_of[last] == reading.sentence_of[t]
        ):
            last += 1
        alone = (
            last == t + 1
            and reading.lower[t - 1] == "the"
            and (
                last == n
                or (reading.pos[last] not in ("NOUN", "PROPN", "ADJ") and reading.lower[last] != "of")
            )
        )
        if last > t + 1 or (alone and int(re.sub(r"\D", "", reading.raw[t])) > 31):
            yield t, last, "unit.number", "a numbered unit"


def _forces(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    """Named armies and groups: protected only where the sentence makes it somebody's own."""
    for first, last, _ in _named().find(scene.reading):
        if scene.reading.raw[first][:1].isupper() and scene.reading.sentence_of[first] >= 0:
            stop = _right_edge(scene.reading, last)
            yield first, stop, "unit.force", "a named force"
            if _abbreviated(scene.reading, stop):
                yield stop + 1, stop + 2, "unit.force", "the abbreviation of a named force"


def _right_edge(reading: Reading, last: int) -> int:
    """A force's name goes on over capitals: 'People's Army Special Operations Force'."""
    while (
        last < len(reading.raw)
        and reading.raw[last][:1].isupper()
        and reading.lower[last] in _arms() | _nouns() | _VAGUE
    ):
        last += 1
    return last


def _abbreviated(reading: Reading, last: int) -> bool:
    return (
        last + 2 < len(reading.raw)
        and reading.raw[last] == "("
        and reading.raw[last + 1].isupper()
        and reading.raw[last + 2] == ")"
    )


def _is_own(scene: Scene, token: int) -> bool:
    """Whether the sentence, or the question before it, speaks of serving in the force."""
    reading = scene.reading
    sentence = reading.sentence(token)
    if sentence is None:
        return False
    if scene.opens_answer(sentence) and scene.asked(sentence) & {"unit", "brigade", "regiment", "battalion"}:
        return True
    if _owned_unit(reading, sentence):
        return True
    verb = governing_verb(reading, token)
    if verb is None or not {reading.lemma[verb], reading.lower[verb]} & lexicon("en").words(
        "entities/membership_cues"
    ):
        return False
    subject = subject_of(reading, verb)
    return (
        subject is None
        or scene.is_somebody(subject)
        or reading.lower[subject] in ("they", "both", "soldiers")
    )


def _owned_unit(reading: Reading, sentence: Sentence) -> bool:
    """'Your unit, the X', 'our brigade, the Y'."""
    owners = words().first | words().second | words().third
    return any(
        reading.lower[t] in owners
        and reading.lemma[t + 1] in ("unit", "brigade", "regiment", "battalion", "division", "corps")
        for t in range(sentence.first, min(sentence.last - 1, sentence.first + 4))
    )


def _answers(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    """'In which unit?' 'The snipers of the air force.'"""
    reading = scene.reading
    for sentence in reading.sentences:
        if not scene.opens_answer(sentence):
            continue
        asked = scene.asked(sentence)
        if not asked & {"unit", "regiment", "brigade", "battalion", "branch", "division"} or not asked & (
            words().second | {"what", "which"}
        ):
            continue
        yield from _noun_phrases(reading, sentence)


def _noun_phrases(reading: Reading, sentence: Sentence) -> Iterator[tuple[int, int, str, str]]:
    for t in range(sentence.first, sentence.last):
        lower = reading.lower[t]
        if t > sentence.first and reading.lower[t - 1] in ("each", "every", "any"):
            continue
        if lower in _arms() | _nouns() and reading.pos[t] in ("NOUN", "PROPN", "ADJ"):
            first = _left_edge(reading, t)
            last = t + 1
            while last < sentence.last and (reading.lower[last] in _arms() | _nouns() | {"of", "the"}):
                last += 1
            while last > t + 1 and reading.lower[last - 1] in ("of", "the"):
                last -= 1
            yield first, last, "unit.answer", "answers a question about the unit"


def _fields(scene: Scene) -> Iterator[Match]:
    for block in scene.reading.blocks:
        if label_type(block) == "MILITARY_UNIT" and len(block.span) and block.context is not Context.QUESTION:
            text = scene.reading.text[block.span.start : block.span.end]
            yield Match(
                Span(block.span.start, block.span.start + len(text.split(";")[0])),
                0.85,
                "unit.field",
                "stands in a form field for it",
            )


def _role(scene: Scene, token: int) -> Role | None:
    sentence = scene.reading.sentence(token)
    stance = scene.stance(sentence)
    if stance in (Stance.GENERAL, Stance.PUBLIC):
        return Role.NOBODY
    if stance is Stance.OPEN and scene.reading.block_of(token).context not in (
        Context.ANSWER,
        Context.QUESTION,
    ):
        return Role.NOBODY
    return None
