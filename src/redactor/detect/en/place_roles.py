"""Finds English place names and reads which role each plays in its sentence.

Pyongyang is a hometown in "his parents live in Pyongyang", a government in "Pyongyang
denied it" and a place on a map elsewhere. The nearest cue in the sentence decides; in an
interview the question may hold the cue and the answer only the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.letter_case import has_no_capitals
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context, EntityType, Role, Span
from redactor.text.places import is_country, is_known_place

_MEMO = "en.places"
_CONFINED = re.compile(r"interview|captur|detention|detain|arrest|held|hospital|taken")
_REACH = 12
_ENT_PLACES = frozenset({"GPE", "LOC", "FAC", "LOCATION"})
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "new"})


_FIELD_KINDS = {
    "HOMETOWN": EntityType.HOMETOWN,
    "DUTY_STATION": EntityType.DUTY_STATION,
    "SERVICE_RECORD": EntityType.DUTY_STATION,
    "MILITARY_UNIT": EntityType.DUTY_STATION,
    "PERSON": EntityType.HOMETOWN,
    "HELPER": EntityType.HOMETOWN,
}
"""What a place is that stands in a form field for something."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name with the role it plays.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        kind: HOMETOWN, DUTY_STATION or LOCATION.
        score: confidence, 0 to 1.
        rule: which cue decided.
        reason: the cue in words.
        role: ``NOBODY`` where it is about no one; ``None`` where attribution has to say.
        relation: the relative whose place it is, if one is named.
        pinned: the sentence itself makes it a government or a place on a map.
    """

    first: int
    last: int
    kind: EntityType
    score: float
    rule: str
    reason: str
    role: Role | None
    relation: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class _Cues:
    index: PhraseIndex
    place_nouns: frozenset[str]
    org_nouns: frozenset[str]
    prepositions: frozenset[str]
    strong: frozenset[str]
    institutions: frozenset[str]
    government: frozenset[str]
    common: frozenset[str]
    calendar: frozenset[str]
    relations: dict[str, str]
    units: frozenset[str]
    unit_abbreviations: frozenset[str]


@cache
def cues() -> _Cues:
    """Return the English cue lexicons for places, loaded once."""
    lex = lexicon("en")
    phrases = [
        *lex.phrases("home", "home/origin", "home/questions"),
        ("born", "home"),
        *lex.phrases("station", "service/station", "service/serve"),
        *[(w, "station") for w in ("regiment", "brigade", "battalion", "platoon", "garrison", "barrack", "airfield", "camp")],
        *lex.phrases("battle", "entities/battle_cues", "service/battle"),
        *lex.phrases("captivity", "service/captivity"),
        *lex.phrases("travel", "service/depart"),
    ]
    return _Cues(
        index=PhraseIndex(phrases),
        place_nouns=lex.words("entities/place_nouns"),
        org_nouns=lex.words("entities/org_nouns"),
        prepositions=lex.words("entities/place_prepositions"),
        strong=lex.words("entities/strong_place_prepositions"),
        institutions=lex.words("entities/institution_nouns"),
        government=lex.words("entities/government_verbs"),
        common=lex.common_words(),
        calendar=lex.words("grammar/months", "grammar/weekdays", "grammar/seasons"),
        relations=kin_relations(),
        units=lex.single_words("military/unit_nouns"),
        unit_abbreviations=lex.single_words("military/unit_abbreviations"),
    )


@cache
def kin_relations() -> dict[str, str]:
    """Return kin word to canonical relation."""
    relations = lexicon("en").entry("kin/relations")
    return {w: relation for relation, kin in relations.items() for w in kin}


def places(reading: Reading) -> tuple[PlaceMention, ...]:
    """Return the place names of a reading with their roles, in order."""
    return reading.memo(_MEMO, lambda r: tuple(_places(scene_of(r))))


def _places(scene: Scene) -> Iterator[PlaceMention]:
    reading = scene.reading
    triggers = _triggers(reading)
    for first, last in _name_runs(scene):
        sentence = reading.sentence(first)
        if sentence is None:
            yield PlaceMention(first, last, EntityType.LOCATION, 0.5, "location.name", "a place name", Role.NOBODY)
            continue
        yield _role(scene, first, last, sentence, triggers)


def _triggers(reading: Reading) -> dict[int, list[tuple[int, int, str]]]:
    """Sentence number to the cues in it."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for first, last, kind in cues().index.find(reading):
        number = reading.sentence_of[first]
        if number >= 0:
            found.setdefault(number, []).append((first, last, kind))
    return found


def _name_runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Place names: the model's, the gazetteer's, and unknown names behind 'in', 'at', 'near'."""
    reading = scene.reading
    taken: list[tuple[int, int]] = []
    answers = _short_answers(scene)
    i, n = 0, len(reading.raw)
    while i < n:
        stop = answers.get(i) or _name_end(scene, i)
        if stop > i:
            taken.append((i, stop))
            i = stop
        else:
            i += 1
    yield from _joined(reading, taken)


def _short_answers(scene: Scene) -> dict[int, int]:
    """'Where did you grow up?' 'chung jin': a bare answer is the name, however it is spelled."""
    reading = scene.reading
    found = {}
    for sentence in reading.sentences:
        bracketed = reading.text[reading.starts[sentence.first] :][:3].lstrip("“\"‘'")[:1] in ("(", "[")
        told = reading.blocks[sentence.block].context is Context.ANSWER
        if bracketed or not told or not _asked_about(scene, sentence):
            continue
        if reading.pos[sentence.first] == "PROPN" and reading.raw[sentence.first + 1 : sentence.first + 2] in ([","], ["."]):
            if sentence.first not in scene.person_at and reading.lower[sentence.first] not in cues().common:
                found[sentence.first] = sentence.first + 1
            continue
        if not scene.opens_answer(sentence):
            continue
        named = [t for t in range(sentence.first, sentence.last) if reading.raw[t][:1].isalpha()]
        plain = all(reading.pos[t] in ("NOUN", "PROPN", "ADJ", "X") for t in named)
        if 1 <= len(named) <= 3 and plain and (has_no_capitals(reading) or reading.raw[named[0]][:1].isupper()):
            found[named[0]] = named[-1] + 1
    return found


def _name_end(scene: Scene, i: int) -> int:
    """Return where a place name that starts at token ``i`` ends, or ``i``."""
    reading, c = scene.reading, cues()
    raw = reading.raw[i]
    if i in scene.person_at or not raw[:1].isalpha() or reading.sentence_of[i] < 0:
        return i
    if not raw[:1].isupper():
        return _lower_case_end(scene, i)
    stop = i + 1
    while stop < len(reading.raw) and stop - i < 6 and reading.sentence_of[stop] == reading.sentence_of[i]:
        joined = reading.raw[stop] in "-‐‑" and stop + 1 < len(reading.raw) and reading.starts[stop] == reading.ends[stop - 1]
        if joined and reading.starts[stop + 1] == reading.ends[stop] and reading.raw[stop + 1].isalpha():
            stop += 2
        elif reading.raw[stop][:1].isupper() and reading.raw[stop][:1].isalpha() and stop not in scene.person_at:
            stop += 1
        elif reading.lower[stop] in ("region", "province", "oblast", "county", "district", "city", "town") and stop - i < 4:
            stop += 1
            break
        else:
            break
    start = i
    while start < stop - 1 and _is_opening_word(reading, start):
        start += 1
    return stop if start == i and _is_place(scene, i, stop) else i


def _is_opening_word(reading: Reading, t: int) -> bool:
    sentence = reading.sentence(t)
    opens = sentence is not None and sentence.first == t
    return opens and reading.lower[t] in cues().common and reading.lower[t] not in _DIRECTIONS and not is_known_place(reading.raw[t])


def _is_place(scene: Scene, first: int, last: int) -> bool:
    reading, c = scene.reading, cues()
    name = reading.text[reading.starts[first] : reading.ends[last - 1]]
    lowers = reading.lower[first:last]
    if any(w in c.calendar for w in lowers) and len(lowers) == 1:
        return False
    ents = {reading.ent[t] for t in range(first, last)}
    if any(w in c.org_nouns | c.units for w in lowers) or (name.isupper() and lowers[0] in c.unit_abbreviations):
        return False
    all_common = all(w in c.common for w in lowers)
    if is_known_place(name) and not all_common and reading.pos[last - 1] != "ADJ":
        return True
    if ents & {"NORP", "LANGUAGE"}:
        return False
    if len(lowers) > 1 and (lowers[-1] in c.place_nouns or _is_post(lowers)):
        return True
    before = reading.lower[first - 1] if first else ""
    label = label_type(reading.block_of(first))
    if ents & _ENT_PLACES and not all_common:
        return True
    if all_common:
        return bool(ents & _ENT_PLACES) and before in c.strong and reading.sentence(first) is not None and len(lowers) > 1
    return before in c.strong or (before in ("from", "to") and not ents & {"PERSON", "ORG"}) or label in ("HOMETOWN", "DUTY_STATION")


def _is_post(lowers: list[str]) -> bool:
    """'Forward Operating Base X', 'Camp X', 'Fort X': a post by its own name."""
    return any(w in ("base", "camp", "fort", "garrison", "barracks", "airfield", "airbase") for w in lowers)


def _lower_case_end(scene: Scene, i: int) -> int:
    """In a transcript without capitals, a gazetteer name that is no common word."""
    reading, c = scene.reading, cues()
    if not has_no_capitals(reading):
        return i
    for size in (3, 2, 1):
        stop = i + size
        if stop > len(reading.raw) or any(not r.isalpha() for r in reading.raw[i:stop]):
            continue
        lowers = reading.lower[i:stop]
        if all(w in c.common for w in lowers):
            continue
        if is_known_place(" ".join(lowers)):
            return stop
    unknown = reading.lower[i] not in c.common and reading.lower[i].isalpha() and len(raw := reading.raw[i]) > 3 and raw.islower()
    return i + 1 if unknown and i and reading.lower[i - 1] in ("in", "at", "near", "from") else i


def _joined(reading: Reading, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join 'Sinchon, South Hwanghae' to one mention."""
    pending: tuple[int, int] | None = None
    for first, last in runs:
        gap = reading.lower[pending[1] : first] if pending is not None else []
        if pending is not None and gap in ([","], [",", "in"], [",", "in", "the"]):
            if reading.sentence_of[first] == reading.sentence_of[pending[0]] and not _listed(reading, pending[1], last):
                pending = (pending[0], last)
                continue
        if pending is not None:
            yield pending
        pending = (first, last)
    if pending is not None:
        yield pending


def _listed(reading: Reading, comma: int, last: int) -> bool:
    """Whether the comma is that of a list: 'Sittwe, Maungdaw and Buthidaung'."""
    after = reading.lower[last] if last < len(reading.raw) else ""
    return after in ("and", "or") or (after == "," and last + 1 < len(reading.raw) and reading.lower[last + 1] in ("and", "or"))


def _role(
    scene: Scene, first: int, last: int, sentence: Sentence, triggers: dict[int, list[tuple[int, int, str]]]
) -> PlaceMention:
    reading = scene.reading
    block = reading.blocks[sentence.block]
    stance = scene.stance(sentence)
    label = label_type(block)
    if label in ("PERSON", "HELPER") and is_country(reading.text[reading.starts[first] : reading.ends[last - 1]]):
        label = ""
    if label in _FIELD_KINDS or (label == "CONTACT" and "address" in block.label):
        kind = _FIELD_KINDS.get(label, EntityType.HOMETOWN)
        return PlaceMention(first, last, kind, 0.9, f"{kind.lower()}.field", "stands in a form field for it", None)
    if label == "LOCATION" and _CONFINED.search(block.label):
        return PlaceMention(first, last, EntityType.LOCATION, 0.8, "location.field", "stands in a field for a place of detention or interview", None)
    location = PlaceMention(first, last, EntityType.LOCATION, 0.6, "location.name", "a place name", Role.NOBODY)
    name = reading.text[reading.starts[first] : reading.ends[last - 1]]
    if _is_institution(scene, first, last):
        return _pinned(location)
    if stance in (Stance.PUBLIC, Stance.GENERAL) and not _origin_of_person(scene, first):
        return _pinned(location)
    if block.context is Context.HEADLINE or is_country(name):
        return location
    found = _by_cue(scene, first, last, sentence, triggers.get(sentence.number, []))
    if found is not None and not (found.kind is EntityType.DUTY_STATION and _is_battlefield(name)):
        return found
    turn = block.context in (Context.ANSWER, Context.QUESTION, Context.NOTE, Context.CAPTION)
    return location if stance is Stance.PERSONAL or (turn and stance is Stance.OPEN) else _pinned(location)


def _is_battlefield(name: str) -> bool:
    """Whether a name is a known theatre of war, which every paper prints."""
    battlefields = lexicon("en").words("entities/battlefields")
    return any(part.strip().lower() in battlefields for part in name.split(",")[:1])


def _pinned(p: PlaceMention) -> PlaceMention:
    return PlaceMention(p.first, p.last, p.kind, p.score, "location.general", "a government or a place on a map", Role.NOBODY, None, True)


def _is_institution(scene: Scene, first: int, last: int) -> bool:
    """'Pyongyang denied', 'the Kursk front', 'Moscow's prison service'."""
    reading, c = scene.reading, cues()
    after = reading.lower[last] if last < len(reading.raw) else ""
    if after in c.institutions:
        return True
    if after in ("'s", "’s") and last + 1 < len(reading.raw):
        return reading.lower[last + 1] in c.institutions or reading.lower[last + 1] in c.org_nouns
    head = reading.head[last - 1]
    return reading.dep[last - 1] == "nsubj" and reading.lemma[head] in c.government and reading.pos[head] == "VERB"


def _origin_of_person(scene: Scene, first: int) -> bool:
    """'a girl from X', 'Filmon from X', 'who is from X': somebody's origin, whoever speaks."""
    reading = scene.reading
    if not first or reading.lower[first - 1] != "from":
        return False
    before = first - 2
    while before >= 0 and reading.raw[before] in ",()":
        before -= 1
    if before < 0:
        return False
    if before in scene.person_at:
        return scene.cast.role(scene.person_at[before].key).is_protected
    return reading.lemma[before] in words().person_nouns | {"everyone", "everybody", "someone", "somebody"} and reading.sentence_of[before] == reading.sentence_of[first]


def _by_cue(
    scene: Scene, first: int, last: int, sentence: Sentence, triggers: list[tuple[int, int, str]]
) -> PlaceMention | None:
    """The nearest cue in the sentence, else the question's, decides the role."""
    reading = scene.reading
    relation = _relation_near(scene, first, sentence)
    if _is_from(scene, first, sentence):
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.85, "hometown.from", "said to be where somebody is from", None, relation)
    nearest = _nearest(reading, first, last, triggers)
    if _is_sent_to(scene, first):
        return PlaceMention(first, last, EntityType.DUTY_STATION, 0.75, "duty-station.sent", "somebody was moved there", None)
    if nearest == "home":
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.85, "hometown.cue", "its sentence speaks of home, birth or residence", None, relation)
    if nearest == "station":
        return PlaceMention(first, last, EntityType.DUTY_STATION, 0.8, "duty-station.cue", "its sentence speaks of service or training", None)
    if _is_post(reading.lower[first:last]):
        return PlaceMention(first, last, EntityType.DUTY_STATION, 0.75, "duty-station.post", "the name of a post", None)
    if _is_left(scene, first):
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.7, "hometown.left", "somebody left it", None, relation)
    if nearest in ("battle", "travel", "captivity"):
        return None
    if _is_whereabouts(scene, first):
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.75, "hometown.whereabouts", "says where somebody stays", None, relation)
    if relation is not None:
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.75, "hometown.relative", "its sentence places a relative", None, relation)
    return _by_question(scene, first, last, sentence)


@cache
def _residences() -> frozenset[str]:
    lex = lexicon("en")
    return lex.single_words("home/residence_nouns") | {"sanatorium", "hostel", "clinic", "shop", "school", "market"}


def _is_whereabouts(scene: Scene, first: int) -> bool:
    """'the sanatorium in X', 'Oksana in X': where somebody to be protected stays."""
    reading = scene.reading
    if first < 2 or reading.lower[first - 1] not in ("in", "at", "near", "outside"):
        return False
    holder = reading.head[first - 1]
    if reading.pos[holder] == "NOUN":
        return reading.lemma[holder] in _residences()
    mention = scene.person_at.get(first - 2)
    return mention is not None and scene.cast.role(mention.key).is_protected


def _is_sent_to(scene: Scene, first: int) -> bool:
    """'they moved us to X': a post that others chose."""
    reading = scene.reading
    if not first or reading.lower[first - 1] not in ("to", "into"):
        return False
    verb = reading.head[first - 1]
    return reading.lemma[verb] in ("move", "send", "transfer", "post", "assign", "relocate") and any(
        reading.lower[c] in ("us", "me", "him", "her") for c in reading.children[verb] if reading.dep[c] in ("dobj", "dative")
    )


def _first_token(reading: Reading, token: int) -> int:
    sentence = reading.sentence(token)
    return sentence.first if sentence is not None else token


def _is_left(scene: Scene, first: int) -> bool:
    """'She left X', 'he fled X': the place one leaves was home or post."""
    reading = scene.reading
    t = first
    while reading.dep[t] == "compound" and reading.head[t] != t:
        t = reading.head[t]
    verb = reading.head[t]
    if first and reading.lower[first - 1] in ("left", "fled") and scene.is_personal(first) and first - 1 == _first_token(reading, first):
        return True  # notes leave the subject out: "Left X on the 3rd"
    if reading.dep[t] != "dobj" or reading.lemma[verb] not in ("leave", "flee", "escape"):
        return False
    subject = subject_of(reading, verb)
    return subject is not None and scene.is_somebody(subject)


def _is_from(scene: Scene, first: int, sentence: Sentence) -> bool:
    reading = scene.reading
    before = reading.lower[first - 1] if first > sentence.first else ""
    if before != "from":
        return False
    if first - 1 == sentence.first or _origin_of_person(scene, first):
        return True
    head = reading.head[first - 1]
    lemma = reading.lemma[head]
    if lemma in ("be", "come", "hail", "’m", "'m", "originally"):
        rest = reading.lower[first : min(sentence.last, first + 6)]
        return "to" not in rest or lemma == "be"
    return reading.lemma[first - 2] in ("be", "’s", "'s", "'re", "’re", "originally")


def _nearest(reading: Reading, first: int, last: int, triggers: list[tuple[int, int, str]]) -> str:
    best, kind = _REACH + 1.0, ""
    for start, stop, payload in triggers:
        if start >= first and stop <= last:
            continue
        distance = first - stop if stop <= first else (start - last) * 1.5 + 1
        if distance < best:
            best, kind = distance, payload
    return kind


def _relation_near(scene: Scene, first: int, sentence: Sentence) -> str | None:
    """The relative that the sentence is about, if one stands before the place."""
    reading, c = scene.reading, cues()
    for t in range(first - 1, sentence.first - 1, -1):
        relation = c.relations.get(reading.lemma[t]) or c.relations.get(reading.lower[t])
        if relation is not None and t not in scene.person_at:
            return relation
    return None


def _by_question(scene: Scene, first: int, last: int, sentence: Sentence) -> PlaceMention | None:
    reading, c = scene.reading, cues()
    block = reading.blocks[sentence.block]
    if block.context is Context.QUESTION:
        previous = _previous_answer(scene, sentence)
        short = sentence.last - sentence.first <= 6
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.6, "hometown.guess", "a short question that names a place", None) if short and previous == "home" else None
    if block.context is Context.ANSWER and last - first >= sentence.last - sentence.first - 1:
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.6, "hometown.bare", "a sentence that is nothing but a place", None)
    asked = _asked_about(scene, sentence)
    kin = _asked_kin(scene, sentence)
    if kin is not None:
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.7, "hometown.answer", "answers a question about relatives", None, kin)
    if asked == "home":
        return PlaceMention(first, last, EntityType.HOMETOWN, 0.8, "hometown.answer", "answers a question about home", None)
    if asked == "station":
        return PlaceMention(first, last, EntityType.DUTY_STATION, 0.75, "duty-station.answer", "answers a question about service", None)
    return None


def _asked_about(scene: Scene, sentence: Sentence) -> str:
    """What the question asks about: home or service; a short follow-up goes on with the question before."""
    reading = scene.reading
    questions = reading.question_before(sentence)
    found = _topic_of(scene, questions)
    if found or not questions or sum(q.last - q.first for q in questions) > 14:
        return found  # the follow-up goes on about home, which people tell in pieces
    number = next((n for n in range(questions[0].block - 1, max(-1, questions[0].block - 4), -1)
                   if reading.blocks[n].context is Context.QUESTION), None)
    before = _topic_of(scene, reading.sentences_of_block(number)) if number is not None else ""
    return before if before == "home" else ""


def _topic_of(scene: Scene, questions: list[Sentence]) -> str:
    reading = scene.reading
    for q in questions:
        for _, _, kind in cues().index.find(reading, q.first, q.last):
            if kind in ("home", "station"):
                return kind
        lowers = set(reading.words_of(q))
        if "home" in lowers and "where" in lowers:
            return "home"
        if lowers & cues().units and lowers & words().second:
            return "station"
    return ""


def _asked_kin(scene: Scene, sentence: Sentence) -> str | None:
    """The relative that a short question asks about: 'brothers?'"""
    reading, c = scene.reading, cues()
    for q in reading.question_before(sentence):
        if q.last - q.first <= 8:
            for t in range(q.first, q.last):
                relation = c.relations.get(reading.lemma[t]) or c.relations.get(reading.lower[t])
                if relation is not None:
                    return relation
    return None


def _previous_answer(scene: Scene, sentence: Sentence) -> str:
    """What the question two turns ago asked about: 'Where is home?' '...' 'Hyesan?'"""
    reading = scene.reading
    for number in range(sentence.block - 1, max(-1, sentence.block - 4), -1):
        if reading.blocks[number].context is Context.ANSWER:
            before = reading.sentences_of_block(number)
            return _asked_about(scene, before[0]) if before else ""
    return ""


def span_of(reading: Reading, place: PlaceMention) -> Span:
    """Return the characters of a place name."""
    return reading.span(place.first, place.last)
