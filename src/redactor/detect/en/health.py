"""HEALTH: wounds, illnesses and marks of the body."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.clauses import clause_at, clause_span, governing_verb, subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.kin import kin_at
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Role

_DAMAGE = frozenset(
    {
        "take",
        "lose",
        "miss",
        "break",
        "burn",
        "freeze",
        "stay",
        "stop",
        "hit",
        "shatter",
        "cut",
        "tear",
        "remove",
        "go",
        "gone",
        "heal",
        "hurt",
        "shoot",
        "pierce",
        "smash",
        "crush",
        "bandage",
        "wrap",
        "stitch",
        "piece",
        "fragment",
        "metal",
        "iron",
        "bullet",
        "splinter",
        "shrapnel",
        "mark",
        "dot",
        "ink",
        "missing",
        "half",
        "hole",
        "plate",
        "without",
        "swollen",
        "numb",
        "slur",
        "stiff",
        "tied",
        "tie",
    }
)


class HealthRecognizer(RuleRecognizer):
    """Finds clauses on injuries, illnesses and bodily marks of somebody to be protected."""

    entity_type = EntityType.HEALTH

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield one match a clause: lasting marks first, then injuries, then illnesses."""
        scene = scene_of(reading)
        for block in reading.blocks:
            if label_type(block) == "HEALTH" and len(block.span):
                yield Match(block.span, 0.85, "health.field", "stands in a form field for it")
        found: dict[tuple[int, int], str] = {}
        for token, kind in (*_phrases(reading), *_damaged_parts(reading)):
            if _counts(scene, token):
                clause = clause_at(reading, token)
                found[clause] = _stronger(found.get(clause, kind), kind)
        for (first, last), kind in found.items():
            begin = _from_subject(reading, first, last)
            score = {"mark": 0.85, "part": 0.7}.get(kind, 0.75)
            yield Match(
                clause_span(reading, begin, _before_next_deed(reading, begin, last)),
                score,
                f"health.{kind}",
                _REASONS[kind],
                _role(scene, begin, last),
            )


def _from_subject(reading: Reading, first: int, last: int) -> int:
    """'Captured in May after a retreat, he was hit in the arm': begin where the one who is hurt comes in."""
    for t in range(first + 3, last - 2):
        if reading.dep[t] in ("nsubj", "nsubjpass") and reading.pos[t] in ("PRON", "PROPN") and t + 4 < last:
            lead = any(reading.dep[i] in ("nsubj", "nsubjpass") for i in range(first, t))
            return first if lead else t
    return first


def _before_next_deed(reading: Reading, first: int, last: int) -> int:
    """'He has a burn ..., and keeps his sleeves down': what follows is another matter."""
    for t in range(first + 4, last - 1):
        if (
            reading.raw[t - 1] == ","
            and reading.lower[t] in ("and", "but")
            and reading.pos[t + 1] in ("VERB", "AUX")
        ):
            return t
    return last


_HURTS = frozenset(
    {"wound", "injury", "bandage", "scar", "cough", "speech", "burn", "fever", "sight", "hearing"}
)
"""Nouns for what somebody suffers, which are somebody's own with a possessive."""

_REASONS = {
    "mark": "a mark by which somebody can be recognised",
    "injury": "tells of an injury",
    "illness": "tells of an illness",
    "part": "tells what happened to a part of the body",
}


@cache
def _index() -> PhraseIndex:
    lex = lexicon("en")
    return PhraseIndex(
        [
            *lex.phrases("mark", "health/lasting_marks/lemmas", "health/lasting_marks/phrases"),
            *lex.phrases("injury", "health/injury/lemmas", "health/injury/phrases"),
            *lex.phrases("illness", "health/illness/lemmas", "health/illness/phrases"),
        ]
    )


@cache
def _parts() -> frozenset[str]:
    return lexicon("en").single_words("health/body_parts") - {
        "head",
        "face",
        "side",
        "back",
        "body",
        "hair",
        "bottom",
        "trunk",
        "crown",
        "temple",
        "heart",
        "arch",
        "mouth",
        "sole",
        "nail",
        "disc",
        "gut",
        "blood",
        "beard",
        "skin",
    }


@cache
def _everyday() -> frozenset[str]:
    """Words of the lexicon that mostly mean something else."""
    return frozenset(
        {
            "condition",
            "fast",
            "brand",
            "mole",
            "burn",
            "whip",
            "starve",
            "fragment",
            "fever",
            "flu",
            "torture",
            "sick",
            "trauma",
            "tic",
            "ginger",
            "mute",
            "depression",
            "addict",
            "seizure",
            "bleed",
            "blind",
            "infect",
            "swell",
            "breakdown",
            "suicide",
            "tumour",
            "cripple",
            "nightmare",
            "aid",
            "aids",
            "splinter",
            "tourniquet",
            "stitch",
            "inform",
            "weigh only",
            "commit suicide",
            "suicidal",
            "in hospital",
            "want to die",
            "be hit",
            "cut off",
            "tear off",
        }
    )


def _phrases(reading: Reading) -> Iterator[tuple[int, str]]:
    for first, last, kind in _index().find(reading):
        if reading.lemma[first] in ("suicide", "suicidal") or reading.lemma[last - 1] == "suicide":
            continue
        if last - first == 1 and reading.lemma[first] in _everyday() and not _near_part(reading, first):
            continue
        if reading.pos[first] in ("ADP", "DET") and last - first == 1:
            continue
        if (
            first
            and reading.lower[first - 1] == "the"
            and reading.lower[first] in ("injured", "wounded", "sick", "disabled", "starving")
        ):
            continue
        yield first, kind


def _near_part(reading: Reading, t: int) -> bool:
    sentence = reading.sentence(t)
    if sentence is None:
        return False
    window = range(max(sentence.first, t - 8), min(sentence.last, t + 9))
    return any(reading.lemma[i] in _parts() or reading.lower[i] in words().first for i in window)


def _damaged_parts(reading: Reading) -> Iterator[tuple[int, str]]:
    """'they took three toes', 'half of this ear stayed there', 'one in the neck'."""
    for t, lemma in enumerate(reading.lemma):
        if (lemma not in _parts() and reading.lower[t] not in _parts()) or reading.sentence_of[t] < 0:
            continue
        first, last = clause_at(reading, t)
        near = set(reading.lemma[first:last]) | set(reading.lower[first:last])
        asked = {
            w
            for s in (reading.sentence(t),)
            if s
            for q in reading.question_before(s)
            for w in reading.words_of(q)
        }
        unable = near & {"not", "n't", "cannot"} and near & {
            "use",
            "lift",
            "move",
            "bend",
            "close",
            "carry",
            "feel",
            "raise",
            "turn",
            "hold",
        }
        if near & _DAMAGE or unable or asked & {"hit", "hurt", "wounded", "injured", "wound", "injury"}:
            yield t, "part"


def _counts(scene: Scene, token: int) -> bool:
    """Whether it is about a body to be protected; a relative's illness is a family fact."""
    reading = scene.reading
    sentence = reading.sentence(token)
    if sentence is None or scene.stance(sentence) in (Stance.GENERAL, Stance.PUBLIC):
        return False
    block = reading.blocks[sentence.block]
    if block.context is Context.QUESTION:
        return False
    first, last = clause_at(reading, token)
    if any(kin_at(scene, t) for t in range(first, last)):
        return False
    if not _is_somebodys(scene, token, first, last):
        return False
    if scene.stance(sentence) is Stance.OPEN:
        if _carries_on(scene, sentence) or (
            block.context is Context.ANSWER and reading.lemma[token] in _parts()
        ):
            return True
        return block.context is Context.ANSWER and bool(
            scene.asked(sentence)
            & {"hurt", "wound", "wounded", "injure", "injured", "injury", "hit", "health", "happen"}
        )
    return True


def _carries_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, was about somebody to be protected."""
    before = sentence.number - 1
    same = before >= 0 and scene.reading.sentences[before].block == sentence.block
    return same and scene.stances[before] is Stance.PERSONAL


def _is_somebodys(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether the body is that of somebody to be protected, not of 'the injured' or 'another soldier'."""
    reading = scene.reading
    verb = governing_verb(reading, token)
    subject = subject_of(reading, verb) if verb is not None else None
    if subject is not None and reading.lower[subject] not in ("it", "there", "this", "that", "who", "which"):
        own = scene.is_somebody(subject) or (
            reading.lemma[subject] in _parts() | _HURTS
            and any(scene.is_somebody(c) for c in reading.children[subject])
        )
        if reading.lower[subject] == "they" and reading.lemma[token] in _parts():
            return scene.stance(reading.sentence(token)) is Stance.PERSONAL
        if not own and reading.lemma[subject] not in _parts():
            return any(
                scene.is_somebody(t)
                for t in range(subject, last)
                if reading.lower[t] in ("my", "me", "his", "him", "her")
            )
        return True
    return (
        subject is None
        or any(scene.is_somebody(t) for t in range(first, last))
        or reading.lower[subject] == "there"
    )


def _stronger(a: str, b: str) -> str:
    order = ("mark", "injury", "part", "illness")
    return min(a, b, key=order.index)


def _role(scene: Scene, first: int, last: int) -> Role | None:
    for t in range(first, last):
        mention = scene.person_at.get(t)
        if mention is not None:
            role = scene.cast.role(mention.key)
            return None if role is Role.UNKNOWN else role
    return None
