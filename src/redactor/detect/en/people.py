"""Finds personal names in English and casts the people they belong to.

No single cue is enough: the small pipeline takes Korean names for places and places for
persons, machine transcripts have no capitals, and a call sign may be any word. So every
run of capitalised words collects evidence, for and against being a person, over the
whole document; what one sentence proves ("Mr. Ri", "called Ju") holds for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.detect.layout import Block, resolve_label
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import PhraseIndex, Reading, Sentence
from redactor.model import Context, Role
from redactor.text.places import is_known_place

_MEMO = "en.mentions"
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.]*(?:['’][^\W\d_]+)?\.?$", re.UNICODE)
_PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|ovna|evna|ivna|yich|ych|ovych|yevich)$")
_SLAVIC = re.compile(r"\w{2,}(?:enko|chuk|shvili|idze|yan|skyi|sky|skiy|ska|skaya|ov|ova|ev|eva|yev|yeva|ko|uk|yuk|vych|vich|iy)$")
_AGE_BEHIND = re.compile(
    r"(?:,\s*|\s*\()(?:\d{1,2}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:-[a-z]+)?|[a-z]+teen)\s*(?=[),.;]|$)", re.MULTILINE
)
_THRESHOLD = 2.0
_CERTAIN = 3.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of tokens that names, or may name, a person.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        key: its words in lower case, without hyphens.
        score: evidence of this place alone.
        placed: whether the words around it make it a place.
        role: what the words around it say about who that is.
        why: the strongest cue, for the report.
    """

    first: int
    last: int
    key: tuple[str, ...]
    score: float
    placed: bool
    role: Role | None
    why: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a document.

    Attributes:
        roles: every name key and every part of it, with the role of its bearer.
        scores: the evidence that a key names a person.
        surnames_only: parts that are certain to be a person's.
        on_record: whether the text is a news agency's, where speakers are named on purpose.
    """

    roles: dict[tuple[str, ...], Role]
    scores: dict[tuple[str, ...], float]
    parts: dict[str, Role]
    on_record: bool

    def is_person(self, key: tuple[str, ...]) -> bool:
        """Whether the evidence over the whole document makes ``key`` a person."""
        return self.scores.get(key, 0.0) >= _THRESHOLD or all(p in self.parts for p in key)

    def role(self, key: tuple[str, ...]) -> Role:
        """Return the role of the bearer of a name, unknown if nothing is known."""
        found = self.roles.get(key)
        if found is not None:
            return found
        roles = {self.parts[p] for p in key if p in self.parts}
        protected = [r for r in roles if r.is_protected]
        if protected:
            return protected[0]
        return next(iter(roles), Role.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Names:
    """What the lexicons know about names, as sets of lower-case words."""

    surnames: frozenset[str]
    given: frozenset[str]
    syllables: frozenset[str]
    titles: frozenset[str]
    kin: frozenset[str]
    orgs: frozenset[str]
    places: frozenset[str]
    place_prepositions: frozenset[str]
    strong_prepositions: frozenset[str]
    calendar: frozenset[str]
    animate: frozenset[str]
    speech: frozenset[str]
    offices: frozenset[str]
    experts: frozenset[str]
    helpers: frozenset[str]
    person_nouns: frozenset[str]
    peoples: frozenset[str]
    forms_of_address: frozenset[str]
    common: frozenset[str]
    introducers: PhraseIndex
    figures: dict[tuple[str, ...], str]


@cache
def names() -> Names:
    """Return the English lexicons of names, loaded once."""
    lex = lexicon("en")
    figures = {}
    for figure in lex.entry("public/figures"):
        for name in figure["names"]:
            figures[_key_of(name)] = figure["id"]
    return Names(
        surnames=lex.single_words("names/korean/surnames"),
        given=frozenset(
            w for family in lex.entry("names") if "given" in lex.entry(f"names/{family}")
            for w in lex.single_words(f"names/{family}/given") if len(w) > 2
        ) | lex.single_words("names/slavic/diminutives"),
        syllables=lex.single_words("names/korean/given_syllables"),
        titles=lex.single_words("names/honorifics"),
        kin=lex.single_words("kin/relations"),
        orgs=lex.words("entities/org_nouns"),
        places=lex.words("entities/place_nouns"),
        place_prepositions=lex.words("entities/place_prepositions"),
        strong_prepositions=lex.words("entities/strong_place_prepositions"),
        calendar=lex.words("grammar/months", "grammar/weekdays", "grammar/seasons"),
        animate=lex.words("entities/animate_verbs") | lex.single_words("public/speech_verbs"),
        speech=lex.single_words("public/speech_verbs") | {"call", "put"},
        offices=lex.single_words("public/offices"),
        experts=lex.single_words("public/experts"),
        helpers=lex.single_words("labels/HELPER"),
        person_nouns=lex.words("grammar/person_nouns")
        | lex.single_words("military/trades", "military/trades_ambiguous", "military/ranks", "background/occupations"),
        peoples=lex.single_words("background/peoples"),
        forms_of_address=lex.words("entities/forms_of_address"),
        common=lex.common_words(),
        introducers=PhraseIndex(lex.phrases("name", "names/name_introducers/phrases")),
        figures=figures,
    )


def _key_of(name: str) -> tuple[str, ...]:
    return tuple(w for w in re.split(r"[\s\-‐‑–.]+", name.lower().replace("’", "'")) if w)


def public_names() -> tuple[str, ...]:
    """Return the names of the public figures that the lexicon lists."""
    return tuple(name for figure in lexicon("en").entry("public/figures") for name in figure["names"])


def mentions(reading: Reading) -> list[Mention]:
    """Return every run of tokens that may name a person, in order of position."""
    return reading.memo(_MEMO, _mentions)


def cast_of(readings: Sequence[Reading]) -> Cast:
    """Weigh all mentions of a document together.

    Args:
        readings: the readings of all its parts.

    Returns:
        Who is a person, and in which role; the stricter role wins for a shared name part,
        unless the full name is a public figure's.
    """
    total: dict[tuple[str, ...], float] = defaultdict(float)
    best: dict[tuple[str, ...], float] = defaultdict(float)
    claims: dict[tuple[str, ...], list[Role]] = defaultdict(list)
    for reading in readings:
        for m in mentions(reading):
            total[m.key] += m.score
            best[m.key] = max(best[m.key], m.score)
            if m.role is not None:
                claims[m.key].append(m.role)
    scores = {k: best[k] if total[k] > 0 or best[k] >= _CERTAIN else min(best[k], total[k] + _THRESHOLD) for k in total}
    people = {k for k, v in scores.items() if v >= _THRESHOLD}
    on_record = any(_has_dateline(r) for r in readings)
    roles = {k: _role_of(k, claims, on_record) for k in people}
    parts = _parts(people, roles)
    return Cast(roles={**_inherited(people, roles)}, scores=scores, parts=parts, on_record=on_record)


_DATELINE = re.compile(r"^\W*[A-Z][A-Z .'’-]{2,30},?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}\s*)?\([^)\n]{2,40}\)\s*[-–—]", re.MULTILINE)


def _on_record(reading: Reading) -> bool:
    return reading.memo("en.on-record", _has_dateline)


def _asks_for_silence(reading: Reading, sentence: Sentence | None) -> bool:
    if sentence is None:
        return False
    text = " ".join(reading.words_of(sentence))
    return any(cue in text for cue in lexicon("en").words("entities/anonymity_cues"))


def _has_dateline(reading: Reading) -> bool:
    return bool(_DATELINE.search(reading.text[:4000]))


def _role_of(key: tuple[str, ...], claims: dict[tuple[str, ...], list[Role]], on_record: bool) -> Role:
    knowledge = names()
    if _flat(key) in knowledge.figures:
        return Role.PUBLIC_FIGURE
    said = claims.get(key, [])
    for role in (Role.RELATIVE, Role.SOURCE, Role.JOURNALIST, Role.OFFICIAL, Role.PUBLIC_FIGURE, Role.HELPER, Role.COMRADE):
        if role in said:
            return role
    return Role.UNKNOWN


def _inherited(people: Iterable[tuple[str, ...]], roles: dict[tuple[str, ...], Role]) -> dict[tuple[str, ...], Role]:
    """A short form has the role of the one longer name that contains it."""
    longer: dict[str, set[Role]] = defaultdict(set)
    for key in people:
        if len(key) > 1:
            for part in key:
                longer[part].add(roles[key])
    result = dict(roles)
    for key in people:
        if len(key) == 1 and roles[key] is Role.UNKNOWN and longer[key[0]]:
            result[key] = _strictest(longer[key[0]])
    return result


def _strictest(roles: Iterable[Role]) -> Role:
    ordered = sorted(roles, key=lambda r: (not r.is_protected, r.value))
    return ordered[0]


def _parts(people: Iterable[tuple[str, ...]], roles: dict[tuple[str, ...], Role]) -> dict[str, Role]:
    """The words that stand for a person alone: parts of a certain name."""
    claims: dict[str, set[Role]] = defaultdict(set)
    knowledge = names()
    for key in people:
        for part in key:
            if len(part) > 1 and part not in knowledge.titles and part not in knowledge.calendar:
                claims[part].add(roles[key])
    return {part: _strictest(found) for part, found in claims.items()}


def _mentions(reading: Reading) -> list[Mention]:
    found = []
    cued = _cued(reading)
    lower_seen = _lower_case_words(reading)
    for first, last in _runs(reading):
        m = _weigh(reading, first, last, cued, lower_seen)
        if m is not None:
            found.append(m)
    for m in (*_cued_mentions(reading, cued), *_lower_case_names(reading)):
        weak = [f for f in found if f.first < m.last and m.first < f.last]
        if all(f.score < _THRESHOLD for f in weak):
            found = [f for f in found if f not in weak] + [m]
    found.sort(key=lambda m: m.first)
    return found


def _lower_case_words(reading: Reading) -> frozenset[str]:
    return frozenset(r for r in reading.raw if r.islower())


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Maximal runs of name-shaped tokens within one sentence."""
    i, n = 0, len(reading.raw)
    while i < n:
        if not _name_shaped(reading, i):
            i += 1
            continue
        last = i + 1
        while last < n and reading.sentence_of[last] == reading.sentence_of[i]:
            if last > i and _opens_with_title(reading, last):
                break
            if _name_shaped(reading, last) and reading.starts[last] - reading.ends[last - 1] <= 1:
                last += 1
            elif last + 1 < n and reading.raw[last] in "-‐‑–" and _hyphen_part(reading, last + 1):
                last += 2
            else:
                break
        yield i, last
        i = last


def _opens_with_title(reading: Reading, t: int) -> bool:
    """'a hospital in Kyiv Dr X': a title begins a name of its own."""
    known = reading.lower[t].rstrip(".") in names().forms_of_address and reading.raw[t][:1].isupper()
    return known and t + 1 < len(reading.raw) and _name_shaped(reading, t + 1)


def _name_shaped(reading: Reading, i: int) -> bool:
    raw = reading.raw[i]
    return raw[:1].isupper() and bool(_NAME.match(raw)) and (len(raw) > 1 or raw not in "IA") and reading.sentence_of[i] >= 0


def _hyphen_part(reading: Reading, i: int) -> bool:
    return reading.raw[i].isalpha() and reading.starts[i] == reading.ends[i - 1] and reading.starts[i - 1] == reading.ends[i - 2]


def _trim(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Cut titles, kin words and sentence-initial common words off a run."""
    know = names()
    while first < last:
        word = reading.lower[first].rstrip(".")
        sentence = reading.sentence(first)
        opens = sentence is not None and first == sentence.first
        function_word = reading.pos[first] in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ") and word in know.common
        surname = word in know.surnames and (reading.pos[first] not in ("PRON", "ADP") or word == "an")
        if surname and function_word and _acts(reading, first + 1, last):
            break
        if surname and last - first >= 3 and _korean(_key(reading, first, last)):
            break
        if word in know.titles or word in know.kin or word in know.offices or function_word:
            first += 1
        elif opens and last - first > 1 and word in know.common and word not in know.given | know.surnames:
            first += 1
        else:
            break
    return first, last


def _key(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """The words of a name; a hyphenated given name is one word."""
    text = "".join(
        "-" if reading.raw[t] in "-‐‑–" else reading.lower[t].rstrip(".") + ("" if _joins(reading, t, last) else " ")
        for t in range(first, last)
    )
    return tuple(text.split())


def _joins(reading: Reading, t: int, last: int) -> bool:
    return t + 1 < last and reading.raw[t + 1] in "-‐‑–"


def _flat(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for k in key for w in k.split("-"))


def _acts(reading: Reading, t: int, last: int) -> bool:
    """'An saw nothing': a word that is also an article is a name where a verb follows."""
    return t == last and t < len(reading.raw) and (reading.pos[t] in ("VERB", "AUX") or reading.lower[t] == "'s")


def _weigh(
    reading: Reading, start: int, end: int, cued: dict[int, str], lower_seen: frozenset[str]
) -> Mention | None:
    first, last = _trim(reading, start, end)
    if first >= last:
        return None
    know = names()
    key = _key(reading, first, last)
    score, why = 0.0, "a name-like word"
    for cue, weight, reason in (*_inner_cues(reading, first, last, key, lower_seen), *_outer_cues(reading, first, last)):
        if cue:
            score += weight
            if weight >= 1.5:
                why = reason
    if any(t in cued for t in range(start, last)):
        score, why = score + 3, "introduced as a name"
    titled = any(reading.lower[t].rstrip(".") in know.titles | know.kin | know.offices for t in range(start, first)) or (
        start > 0 and reading.lower[start - 1].rstrip(".") in know.forms_of_address
    )
    if titled and not all(k in know.calendar for k in key):
        score, why = score + 3, "follows a title or form of address"
    placed = _is_placed(reading, first, last, key)
    if placed:
        score -= 2.5
    role = _local_role(reading, start, first, last, key)
    return Mention(first, last, key, score, placed, role, why)


def _inner_cues(
    reading: Reading, first: int, last: int, key: tuple[str, ...], lower_seen: frozenset[str]
) -> Iterator[tuple[bool, float, str]]:
    """Evidence in the words themselves."""
    know = names()
    ents = {reading.ent[t] for t in range(first, last)}
    unknown = [k for k in key if k not in know.common and k not in lower_seen]
    place = is_known_place(" ".join(reading.raw[first:last])) or (len(key) == 1 and is_known_place(key[0]))
    yield "PERSON" in ents, 0.5 if place else 2, "the language model takes it for a person"
    yield bool(ents & {"LOCATION", "GPE", "LOC", "FAC"}), -1.5, ""
    yield bool(ents & {"ORGANIZATION", "ORG"}), -0.5, ""
    yield bool(ents & {"NORP", "LANGUAGE"}), -4, ""
    yield bool(ents & {"LAW", "EVENT", "WORK_OF_ART", "PRODUCT"}), -1, ""
    yield _flat(key) in know.figures, 6, "a public figure's name"
    yield _korean(key), 3, "built like a Korean name"
    yield any(k in know.given for k in key), 2, "holds a usual given name"
    yield key[0] in know.surnames and len(key) == 1, 1, "a usual surname"
    yield any(_PATRONYMIC.match(k) for k in key), 3, "holds a patronymic"
    yield len(key) > 1 and not place and any(_SLAVIC.match(k) for k in unknown), 1.5, "ends like a Slavic surname"
    yield len(unknown) == len(key), 1, ""
    yield len(unknown) == 0, -1.5, ""
    yield len(key) >= 2 and len(unknown) >= 2, 0.5, ""
    yield place and not any(k in know.given for k in key), -1, ""
    yield any(k in know.orgs for k in key), -4, ""
    yield any(k in know.places for k in key), -3, ""
    yield any(k in know.calendar for k in key) and len(key) == 1, -3, ""
    yield len(key) > 4, -3, ""
    yield len(key) == 1 and key[0] in know.peoples and not any(k in know.surnames for k in key), -3, ""


def _korean(key: tuple[str, ...]) -> bool:
    """Surname and one or two given syllables."""
    know = names()
    key = _flat(key)
    if not 2 <= len(key) <= 3:
        return False
    rest = key[1:]
    return key[0] in know.surnames and (
        all(k in know.syllables for k in rest) or (len(rest) == 1 and _splits(rest[0], know.syllables))
    )


def _splits(word: str, syllables: frozenset[str]) -> bool:
    return any(word[:i] in syllables and word[i:] in syllables for i in range(1, len(word)))


def _outer_cues(reading: Reading, first: int, last: int) -> Iterator[tuple[bool, float, str]]:
    """Evidence in the words around the run."""
    know = names()
    raw, lower, n = reading.raw, reading.lower, len(reading.raw)
    after = lower[last] if last < n else ""
    head = reading.head[last - 1]
    described = _described(reading, last)
    yield described, 2, "described as a person"
    yield reading.dep[last - 1] == "appos" and reading.lemma[head] in know.person_nouns, 2, "said to be a person"
    subject = reading.dep[last - 1] in ("nsubj", "nsubjpass") and reading.lemma[head] in know.animate
    place = is_known_place(" ".join(raw[first:last]))
    yield subject and not place, 1.5, "does what people do"
    yield subject and not place and reading.lemma[head] in ("say", "tell", "ask", "laugh"), 1, "speaks"
    yield after == "who" or (after == "," and lower[last + 1 : last + 2] == ["who"]), 2, "followed by 'who'"
    yield bool(_AGE_BEHIND.match(reading.text, reading.ends[last - 1])), 1.5, "followed by an age"
    possessive = after in ("'s", "’s") and last + 1 < n
    named_after = re.match(r",\s+(\w+)(?:\s+(\w+))?", reading.text[reading.ends[last - 1] : reading.ends[last - 1] + 40])
    yield any(g and _PATRONYMIC.match(g.lower()) for g in (named_after.groups() if named_after else ())), 5, "surname before given names"
    yield possessive and lower[last + 1] in know.kin, 2.5, "has relatives"
    yield possessive and lower[last + 1] not in know.kin, 0.5, ""
    before = lower[first - 1] if first else ""
    yield before in ("by", "with", "and") and first > 0, 0.3, ""
    yield before == "the", -2.5, ""
    yield after in know.orgs or after in know.places, -2, ""
    label = _label_type(reading.block_of(first))
    yield label in ("PERSON", "JOURNALIST", "HELPER") and not place, 2.5, "stands in a field for names"
    yield label in ("HOMETOWN", "DUTY_STATION", "MILITARY_UNIT", "DATE", "DATE_OF_BIRTH"), -2.5, ""


def _described(reading: Reading, last: int) -> bool:
    """'X, a girl from Y', 'X, radio operator', 'X, the chaplain'."""
    sentence = reading.sentence(last - 1)
    if sentence is None or last >= sentence.last or reading.raw[last] != ",":
        return False
    for t in range(last + 1, min(sentence.last, last + 5)):
        if reading.raw[t] in ",.;":
            return False
        if reading.lemma[t] in names().person_nouns:
            return reading.pos[t] in ("NOUN", "PROPN")
        if reading.pos[t] not in ("DET", "ADJ", "NOUN", "NUM", "PROPN", "PUNCT"):
            return False
    return False


def _is_placed(reading: Reading, first: int, last: int, key: tuple[str, ...]) -> bool:
    """Whether a preposition of place governs the run."""
    know = names()
    before = reading.lower[first - 1] if first else ""
    if before in know.strong_prepositions:
        return not any(k in know.given for k in key) or is_known_place(" ".join(reading.raw[first:last]))
    if before in (",", "and", "or") and _in_list_of_places(reading, first):
        return not any(k in know.given for k in key)
    if before == "of" and first > 1 and reading.lemma[first - 2] in _INHABITED:
        return True
    if before in ("from", "to", "of", "for", "around", "through", "behind"):
        return is_known_place(" ".join(reading.raw[first:last])) or before in ("from", "to") and not _animate_target(reading, first)
    return False


_INHABITED = frozenset({"people", "town", "village", "city", "battle", "siege", "street", "region", "province", "district", "outskirts", "port", "mayor", "north", "south", "east", "west", "inhabitant", "resident", "streets", "road"})


def _in_list_of_places(reading: Reading, first: int) -> bool:
    """'in A, B and C': the preposition before the first governs them all."""
    t, steps = first - 1, 0
    while t > 0 and steps < 12:
        if reading.raw[t] in "," or reading.lower[t] in ("and", "or") or reading.raw[t][:1].isupper():
            t, steps = t - 1, steps + 1
            continue
        return reading.lower[t] in names().strong_prepositions
    return False


def _animate_target(reading: Reading, first: int) -> bool:
    """'He wrote to X', 'a letter from X': the preposition may govern a person."""
    head = reading.head[first - 1] if first else 0
    return reading.lemma[head] in {"write", "speak", "talk", "say", "letter", "call", "belong", "listen", "give", "read", "word", "news", "message"}


@cache
def _labels() -> dict[str, str]:
    lex = lexicon("en")
    types = {word: kind for kind in lex.entry("labels") for word in lex.words(f"labels/{kind}")}
    return types | dict.fromkeys(lex.words("home/birthplace_labels"), "HOMETOWN")


def _label_type(block: Block) -> str:
    """Return the entity type that a block's form label or column heading asks for, or ""."""
    if not block.label:
        return ""
    labels = _labels()
    return labels.get(resolve_label(block.label, frozenset(labels)), "") if block.is_field else labels.get(block.label, "")


def _local_role(reading: Reading, start: int, first: int, last: int, key: tuple[str, ...]) -> Role | None:
    """What the sentence says about who the bearer of a name is."""
    know = names()
    if _flat(key) in know.figures:
        return Role.PUBLIC_FIGURE
    block = reading.block_of(first)
    label = _label_type(block)
    sentence = reading.sentence(first)
    window = reading.lower[max(0, start - 4) : start]
    apposition = _apposition(reading, last, sentence)
    before = {w.rstrip(".") for w in reading.lower[max(0, start - 3) : first]}
    if start and reading.raw[start - 1] == ":" and _CREDITS.search(_line_of(reading, start)):
        return Role.JOURNALIST
    if len(key) <= 2 and _asked_for_an_office(reading, sentence):
        return Role.OFFICIAL
    if before & {"interp", "interpreter", "translator"}:
        return Role.HELPER
    if label == "PERSON" and _opens_field(reading, block, first):
        return Role.SOURCE
    if label == "JOURNALIST" and _opens_field(reading, block, first) or block.context is Context.CAPTION and "by" in window:
        return Role.JOURNALIST
    if _byline(reading, first, sentence) or _legend(reading, first):
        return Role.JOURNALIST
    spoken = reading.dep[last - 1] == "nsubj" and reading.lemma[reading.head[last - 1]] in know.speech
    if len(key) > 1 and _of_an_institution(reading, last):
        return Role.OFFICIAL
    if spoken and len(key) > 1 and _on_record(reading) and not _asks_for_silence(reading, sentence):
        return Role.OFFICIAL
    if before & know.kin and not before & know.titles or apposition & know.kin and not before:
        return Role.RELATIVE
    if label == "HELPER" or before & know.helpers or apposition & know.helpers:
        return Role.HELPER
    if before & (know.offices | {"journalist", "reporter", "photographer"}) or apposition & (know.offices | know.experts):
        return Role.OFFICIAL
    return None


def _apposition(reading: Reading, last: int, sentence: Sentence | None) -> set[str]:
    """The words of ', a retired brigadier who teaches at ...' right behind a name."""
    if sentence is None or last >= sentence.last or reading.raw[last] not in ",(":
        return set()
    stop = min(sentence.last, last + 20)
    words: set[str] = set()
    for t in range(last + 1, stop):
        if reading.raw[t] in ".;”\"":
            break
        words.add(reading.lemma[t])
    return words


_BYLINE_WORDS = frozenset({"by", "photo", "photos", "picture", "pictures", "reporting", "editing", "camera", "sound", "author", "desk", "host", "edited", "interviewer", "reporter", "correspondent", "cleanup", "words", "photography", "illustration"})


def _of_an_institution(reading: Reading, last: int) -> bool:
    """'X of the Lantern Institute', 'Y from Human Rights Watch'."""
    if last + 1 >= len(reading.raw) or reading.lower[last] not in ("of", "from", "at"):
        return False
    window = range(last + 1, min(last + 7, len(reading.raw)))
    return any(reading.lower[t] in names().orgs and reading.raw[t][:1].isupper() for t in window)


def _opens_field(reading: Reading, block: Block, first: int) -> bool:
    """Whether a name is the value of its field, and not just spoken of in a remark behind a label."""
    start = reading.token_at(block.span.start)
    return first - start <= 6 and not any(reading.pos[t] in ("VERB", "AUX", "PRON") for t in range(start, first))


_CREDITS = re.compile(r"\b(?:Author|Desk|By|Editor|Photo|Photos|Words|Reporter|Interviewer|Host)\s*:")


def _line_of(reading: Reading, token: int) -> str:
    start = reading.text.rfind("\n", 0, reading.starts[token]) + 1
    end = reading.text.find("\n", reading.starts[token])
    return reading.text[start : end if end >= 0 else len(reading.text)]


def _asked_for_an_office(reading: Reading, sentence: Sentence | None) -> bool:
    """'Something about the president?' 'X?': the answer names the office's holder."""
    if sentence is None or sentence != reading.sentences_of_block(sentence.block)[0] or sentence.last - sentence.first > 4:
        return False
    return any(reading.lemma[t] in ("president", "minister", "chancellor", "marshal", "premier", "king")
               for q in reading.question_before(sentence) for t in range(q.first, q.last))


def _legend(reading: Reading, first: int) -> bool:
    """'B = me (Beth ...)': the writer's own key to the notes."""
    return first >= 3 and reading.raw[first - 1] == "(" and reading.lower[first - 2] == "me" and reading.raw[first - 3] in "=:"


def _byline(reading: Reading, start: int, sentence: Sentence | None) -> bool:
    """Whether a name is credited: 'By X and Y', 'Photo: X', 'Reporting by X; editing by Y'."""
    if sentence is None:
        return False
    size = sentence.last - sentence.first
    lead = reading.lower[sentence.first : start]
    if lead and lead[0] == "by" and sentence.first == reading.sentences_of_block(sentence.block)[0].first:
        return size <= 16
    window = range(max(sentence.first, start - 4), start)
    credit = [t for t in window if reading.lower[t] in _BYLINE_WORDS and (reading.raw[t][:1].isupper() or reading.lower[t] in ("by", "editing", "reporting"))]
    if not credit or size > 24:
        return False
    return reading.lower[start - 1] in ("by", ":", "and") or start - 1 in credit


def _names_a_thing(reading: Reading, first: int) -> bool:
    """'loaves that are called X', 'a village called Y': no person's name."""
    t = first - 1
    while t >= 0 and reading.lower[t] in ("that", "which", "is", "are", "was", "were", ",", "be"):
        t -= 1
    know = names()
    return t >= 0 and reading.pos[t] == "NOUN" and reading.lemma[t] not in know.person_nouns | know.kin | {"name", "people"}


_NAME_WORDS = frozenset({"surname", "nickname", "callsign", "sign", "pseudonym", "alias"})


def _cued(reading: Reading) -> dict[int, str]:
    """Tokens right behind 'called', 'named', 'my name is'."""
    found: dict[int, str] = {}
    told = [stop for first, stop, _ in names().introducers.find(reading) if not _names_a_thing(reading, first)]
    told += [t + 1 for t, lemma in enumerate(reading.lemma[:-1]) if lemma in _NAME_WORDS and reading.raw[t + 1] in ",:"]
    for stop in told:
        t = stop
        while t < len(reading.raw) and reading.raw[t] in (",", ":", '"', "“", "‘", "'", "her", "him", "me"):
            t += 1
        if t + 1 < len(reading.raw) and reading.lower[t] == "the" and reading.raw[t + 1][:1].isupper():
            t += 1
        if t < len(reading.raw) and reading.sentence_of[t] == reading.sentence_of[stop - 1]:
            found[t] = "introduced"
    return found


def _cued_mentions(reading: Reading, cued: dict[int, str]) -> Iterator[Mention]:
    """Names without a capital: after a cue, or in answer to a question for the name."""
    know = names()
    for t in cued:
        if reading.raw[t].isalpha() and reading.lower[t] not in know.common:
            yield Mention(t, t + 1, (reading.lower[t],), 3.0, False, None, "introduced as a name")
    for sentence in reading.sentences:
        if sentence.last - sentence.first > 8:
            continue
        asked = {w for q in reading.question_before(sentence) for w in reading.words_of(q)}
        if not asked & {"name", "surname", "nickname", "called"} and not {"call", "you"} <= asked:
            continue
        yield from _answered_name(reading, sentence)


def _answered_name(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    know = names()
    for t in range(sentence.first, sentence.last):
        word = reading.lower[t]
        function_word = reading.pos[t] in ("PRON", "DET", "AUX", "ADP", "CCONJ", "PART", "INTJ")
        if not reading.raw[t].isalpha() or function_word or (reading.pos[t] == "VERB" and _size(reading, sentence) > 2):
            continue
        if word not in know.common or _size(reading, sentence) <= 2:
            yield Mention(t, t + 1, (word,), 3.0, False, Role.SOURCE, "answers a question for the name")


def _size(reading: Reading, sentence: Sentence) -> int:
    return sum(reading.raw[t].isalpha() for t in range(sentence.first, sentence.last))


def _lower_case_names(reading: Reading) -> Iterator[Mention]:
    """In a transcript without capitals: 'mister pack', 'pak yong nam'."""
    know = names()
    if not has_no_capitals(reading):
        return
    n = len(reading.raw)
    for t in range(n):
        word = reading.lower[t]
        if word in ("mister", "mr", "doctor", "dr", "missus", "mrs", "comrade") and t + 1 < n and reading.raw[t + 1].isalpha():
            last = t + 2
            if last < n and reading.lower[last] not in know.common and reading.raw[last].isalpha():
                last += 1
            yield Mention(t + 1, last, _key(reading, t + 1, last), 3.0, False, None, "follows a form of address")
        elif word in know.surnames and t + 2 < n and all(
            w in know.syllables and reading.pos[i] != "PRON" for i, w in enumerate(reading.lower[t + 1 : t + 3], t + 1)
        ):
            unusual = any(w not in know.common for w in reading.lower[t : t + 3])
            if unusual and reading.pos[t] not in ("ADP", "PRON", "DET") and not is_known_place(" ".join(reading.lower[t - 1 : t + 1])):
                yield Mention(t, t + 3, _key(reading, t, t + 3), 3.5, False, None, "built like a Korean name")


def has_no_capitals(reading: Reading) -> bool:
    """Whether a text is written without capitals, as machine transcripts are."""
    return reading.memo("en.no-capitals", _no_capitals)


def _no_capitals(reading: Reading) -> bool:
    letters = [r for i, r in enumerate(reading.raw) if r[:1].isalpha() and reading.sentence_of[i] >= 0]
    return len(letters) > 30 and sum(r[:1].isupper() for r in letters) < len(letters) * 0.05
