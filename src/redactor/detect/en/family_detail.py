"""FAMILY_DETAIL: facts about relatives, and what a family is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import clause_at, clause_span, clauses_of, phrase_left
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.place_roles import kin_relations
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.layout.blocks import Block
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Span

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "NUM", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Knowledge:
    relations: dict[str, str]
    make_up: PhraseIndex
    idioms: PhraseIndex
    feeling: frozenset[str]
    object_verbs: frozenset[str]
    question_words: frozenset[str]
    empty: frozenset[str]
    owners: frozenset[str]
    ambiguous: dict[str, str]


@cache
def _knowledge() -> _Knowledge:
    lex = lexicon("en")
    ambiguous = lex.entry("kin/ambiguous")
    return _Knowledge(
        relations={w: r for w, r in kin_relations().items() if " " not in w},
        make_up=PhraseIndex(_make_up_phrases()),
        idioms=PhraseIndex(lex.phrases("idiom", "kin/titles_not_kin/phrases", "kin/generic_subjects")),
        feeling=lex.words("family/feeling_verbs"),
        object_verbs=lex.words("family/object_verbs"),
        question_words=lex.words("family/question_words"),
        empty=lex.words("family/empty_answers"),
        owners=lex.words("family/owners"),
        ambiguous={w: r for r, ws in ambiguous.items() for w in ws if " " not in w},
    )


def _make_up_phrases() -> list[tuple[str, str]]:
    """Phrases that name a relative or a state of marriage; the rest says too little alone."""
    lex = lexicon("en")
    anchors = lex.single_words("kin/relations") | lex.words("family/make_up_words")
    return [(p, "make-up") for p in sorted(lex.words("kin/family_make_up/phrases")) if anchors & set(p.split())]


class FamilyDetailRecognizer(RuleRecognizer):
    """Finds clauses that state a fact about somebody's family."""

    entity_type = EntityType.FAMILY_DETAIL

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield family facts, one a clause, with the relative they are about."""
        scene = scene_of(reading)
        seen: set[Span] = set()
        for match in (*_fields(scene), *_told(scene), *_made_up(scene), *_answered(scene), *_continued(scene)):
            if match.span not in seen and any(c.isalnum() for c in reading.text[match.span.start : match.span.end]):
                seen.add(match.span)
                yield match


def _fields(scene: Scene) -> Iterator[Match]:
    rows = _relatives_of_rows(scene)
    for block in scene.reading.blocks:
        relative = rows.get(block.line) if block.label.split(" ")[0] in _REMARKS else None
        if (label_type(block) == "FAMILY_DETAIL" or relative) and _tells(scene.reading, block):
            relation = relative or _knowledge().relations.get(block.label.split()[-1].rstrip("s"), "family")
            yield Match(block.span, 0.85, "family.field", "stands in a form field for the family", None, relation)


_REMARKS = frozenset({"remark", "remarks", "note", "notes", "comment", "comments", "detail", "details", "status", "occupation", "work", "job", "health", "situation", "fate"})
"""Column headings under which a table tells about the person of its row."""


def _tells(reading: Reading, block: Block) -> bool:
    return sum(c.isalpha() for c in reading.text[block.span.start : block.span.end]) > 2


def _relatives_of_rows(scene: Scene) -> dict[int, str]:
    """Line of a table row to the relation that a cell of it names: 'husband', 'her brother'."""
    reading, k = scene.reading, _knowledge()
    found: dict[int, str] = {}
    for block in reading.blocks:
        if not block.label.startswith("relation"):
            continue
        for word in reading.text[block.span.start : block.span.end].lower().split():
            relation = k.relations.get(word.strip(",.()"))
            if relation:
                found[block.line] = relation
    return found


def kin_at(scene: Scene, t: int) -> str | None:
    """Return the relation that token ``t`` names, if it is a kin word and no title or idiom."""
    reading, k = scene.reading, _knowledge()
    relation = k.relations.get(reading.lemma[t]) or k.relations.get(reading.lower[t])
    owned = _owned(scene, t)
    if relation is None and owned and reading.lower[t - 1] in words().first | words().third:
        relation = k.ambiguous.get(reading.lemma[t])
    if relation is None or t in scene.person_at or _is_nobodys(reading, t):
        return None
    if _is_title(scene, t) and not (owned and reading.raw[t].islower()):
        return None
    return None if t in _idioms(reading) else relation


def _idioms(reading: Reading) -> frozenset[int]:
    return reading.memo(
        "en.kin-idioms",
        lambda r: frozenset(t for first, last, _ in _knowledge().idioms.find(r) for t in range(first, last)),
    )


def _is_nobodys(reading: Reading, t: int) -> bool:
    """'nobody's uncle', 'anybody's father': no relative of anyone."""
    return any(reading.lower[c] in ("nobody", "anybody", "somebody", "everybody", "everyone", "no", "whose") and reading.dep[c] == "poss" for c in reading.children[t])


def _is_title(scene: Scene, t: int) -> bool:
    """'Father Vasyl', 'Uncle Bai', 'our Father, the Marshal'."""
    reading = scene.reading
    if t + 1 < len(reading.raw) and reading.raw[t][:1].isupper() and t + 1 in scene.person_at:
        return True
    return reading.raw[t] == "Father" and t + 2 < len(reading.raw) and reading.raw[t + 1] == "," and reading.lower[t + 2] == "the"


def _owned(scene: Scene, t: int) -> bool:
    reading, k = scene.reading, _knowledge()
    sentence = reading.sentence(t)
    first = sentence.first if sentence is not None else 0
    near = reading.lower[max(first, t - 3) : t]
    if any(w in k.owners for w in near) or (near and near[-1] in ("'s", "’s")):
        return True
    if reading.dep[t] in ("dobj", "obj") and reading.lemma[reading.head[t]] == "have":
        return True
    return any(reading.lower[c] in k.owners for c in reading.children[t])


def _told(scene: Scene) -> Iterator[Match]:
    """A clause in which a relative is, does or suffers something."""
    reading = scene.reading
    for sentence in reading.sentences:
        stance = scene.stance(sentence)
        if stance in (Stance.GENERAL, Stance.PUBLIC):
            continue
        for t in range(sentence.first, sentence.last):
            relation = kin_at(scene, t)
            if relation is None or not _is_own(scene, sentence, t):
                continue
            if _states_fact(scene, sentence, t):
                first, last = _fact_range(reading, sentence, t)
                yield Match(clause_span(reading, first, last), 0.75, "family.fact", "a clause that tells something about a relative", None, relation)


def _is_own(scene: Scene, sentence: Sentence, t: int) -> bool:
    """Somebody's own relative: possessed, or named bare by the one who speaks."""
    if _owned(scene, t):
        return True
    reading = scene.reading
    block = reading.blocks[sentence.block]
    bare = not any(reading.dep[c] == "det" for c in reading.children[t]) or reading.lower[t - 1] == "the"
    if bare and (block.context is Context.ANSWER or block.is_field):
        return scene.stance(sentence) is not Stance.GENERAL
    if any(reading.lower[c] in _BIRTH_ORDER for c in reading.children[t]):
        return True
    opens = t == clause_at(reading, t)[0] or reading.raw[t - 1] in (",", ";", ":") or reading.dep[t] == "nsubj"
    return opens and not any(reading.dep[c] in ("det", "amod") for c in reading.children[t]) and reading.tag[t] != "NNS"


_BIRTH_ORDER = frozenset({"older", "elder", "eldest", "younger", "youngest", "twin", "late", "only"})


def _states_fact(scene: Scene, sentence: Sentence, t: int) -> bool:
    reading, k = scene.reading, _knowledge()
    block = reading.blocks[sentence.block]
    asks = reading.raw[sentence.last - 1] == "?" and block.context in (Context.QUESTION, Context.NARRATION)
    if asks:
        return False
    head = reading.head[t]
    verb = reading.lemma[head]
    if reading.dep[t] in ("nsubj", "nsubjpass"):
        return verb not in k.feeling and not _is_auxiliary_only(reading, head)
    if _is_located(reading, t):
        return True
    if reading.dep[t] in ("dobj", "obj"):
        future = any(reading.lower[c] in ("will", "would", "'ll", "might") for c in reading.children[head])
        said_more = len(reading.children[t]) > 1 or any(reading.dep[c] in ("prep", "advmod", "npadvmod") for c in reading.children[head])
        return verb in k.object_verbs and not future and (verb != "have" or said_more)
    if reading.dep[t] == "poss":
        if reading.lemma[head] in ("name", "voice", "word", "face", "eye", "sake"):
            return False
        return reading.dep[head] in ("nsubj", "nsubjpass") and reading.lemma[reading.head[head]] not in k.feeling
    if reading.dep[t] in ("appos", "attr", "ROOT", "conj", "npadvmod"):
        return _has_content(reading, t)
    if reading.dep[t] == "pobj":
        return _has_apposition(reading, t, sentence)
    return False


def _is_located(reading: Reading, t: int) -> bool:
    """'my aunt in X': where a relative is, whatever is said of her."""
    return any(
        reading.lower[c] in ("in", "at", "near") and any(reading.pos[g] == "PROPN" for g in reading.children[c])
        for c in reading.children[t] if reading.dep[c] == "prep"
    )


def _is_auxiliary_only(reading: Reading, head: int) -> bool:
    """'My mother is.' says nothing; 'My mother is ill.' does."""
    told = [c for c in reading.children[head] if reading.dep[c] not in ("nsubj", "nsubjpass", "punct", "neg", "aux", "cc")]
    return reading.lemma[head] in ("be", "do", "have") and not told


def _has_content(reading: Reading, t: int) -> bool:
    sentence = reading.sentence(t)
    if sentence is not None and _is_bare(reading, sentence) and reading.blocks[sentence.block].context is Context.ANSWER:
        return True
    first, last = clause_at(reading, t)
    others = [i for i in range(first, last) if i != t and reading.pos[i] in _CONTENT]
    return len(others) >= 1


def _is_bare(reading: Reading, sentence: Sentence) -> bool:
    """'Mother.' as an answer says who lives there."""
    return sum(reading.raw[t].isalpha() for t in range(sentence.first, sentence.last)) == 1


def _has_apposition(reading: Reading, t: int, sentence: Sentence) -> bool:
    """'with my mother, a teacher': what follows tells about the relative."""
    after = t + 1
    return after + 1 < sentence.last and reading.raw[after] == "," and reading.lower[after + 1] in ("a", "an", "who", "the")


def _fact_range(reading: Reading, sentence: Sentence, t: int) -> tuple[int, int]:
    """From where the relative's noun phrase begins to the end of the clause.

    What stands before it ("says that", "and it comes from") tells nothing of the relative,
    unless the relative is the object of what happened.
    """
    first, last = clause_at(reading, t)
    owner = reading.head[t] if reading.dep[t] == "poss" else t
    if reading.dep[owner] in ("dobj", "obj"):
        verb = reading.head[owner]
        own_subject = [c for c in reading.children[verb] if reading.dep[c] in ("nsubj", "nsubjpass")]
        return max(first, min([verb, *own_subject])), last
    return phrase_left(reading, min(owner, t), first), _before_next_deed(reading, t, last)


def _before_next_deed(reading: Reading, t: int, last: int) -> int:
    """'brother is on their side, wants that off the record': the second verb is another's."""
    for i in range(t + 3, last):
        if reading.raw[i - 1] == "," and reading.tag[i] in ("VBZ", "VBP") and reading.dep[i] not in ("relcl", "acl"):
            return i - 1
    return last


def _made_up(scene: Scene) -> Iterator[Match]:
    """'an only child', 'the youngest of three', 'engaged'."""
    reading = scene.reading
    for first, last, _ in _knowledge().make_up.find(reading):
        sentence = reading.sentence(first)
        stance = scene.stance(sentence)
        if sentence is None or stance in (Stance.GENERAL, Stance.PUBLIC) or first in _idioms(reading):
            continue
        general = stance is Stance.OPEN and reading.blocks[sentence.block].context is not Context.ANSWER
        single = last - first == 1
        if general or (single and reading.pos[first] not in ("NOUN", "ADJ", "VERB")):
            continue
        if reading.lower[last : last + 1] in (["to"], ["with"], ["of"], ["by"]):
            last = clause_at(reading, first)[1]
        yield Match(clause_span(reading, first, last), 0.7, "family.make-up", "says what a family is made of", None, "family")


def _answered(scene: Scene) -> Iterator[Match]:
    """'Brothers, sisters?' 'One of each. He's at sea.'"""
    reading, k = scene.reading, _knowledge()
    for sentence in reading.sentences:
        if not _first_words(scene, sentence):
            continue
        question = [t for q in reading.question_before(sentence) for t in range(q.first, q.last)]
        relation = next((r for t in question if (r := kin_at(scene, t)) is not None), None)
        lowers = {reading.lower[t] for t in question}
        if relation is None and len(question) <= 6 and lowers & {"older", "younger", "married", "alive"}:
            relation = "family"
        if relation is None or not _asks_for_facts(scene, question):
            continue
        if reading.text[reading.starts[sentence.first] :].lstrip("“\"‘'")[:1] in ("(", "["):
            continue
        told = [w for w in reading.words_of(sentence) if w.isalnum() and w not in k.empty]
        if told and sentence.last - sentence.first <= 40:
            yield Match(clause_span(reading, sentence.first, sentence.last), 0.75, "family.answer", "answers a question about the family", None, relation)


def _first_words(scene: Scene, sentence: Sentence) -> bool:
    """The first sentence of an answer, or the second where the first is a word or two."""
    if scene.opens_answer(sentence):
        return True
    number = sentence.number - 1
    before = scene.reading.sentences[number] if number >= 0 else None
    return before is not None and before.last - before.first <= 4 and scene.opens_answer(before) and before.block == sentence.block


def _asks_for_facts(scene: Scene, question: list[int]) -> bool:
    reading, k = scene.reading, _knowledge()
    lemmas = {reading.lemma[t] for t in question}
    if lemmas & {"know", "say", "think", "miss", "tell", "feel", "want", "like", "hear", "write"}:
        return False
    return len(question) <= 7 or bool(lemmas & k.question_words)


def _continued(scene: Scene) -> Iterator[Match]:
    """'My father was a miner. He died at fifty.': the pronoun goes on about the relative."""
    reading, k = scene.reading, _knowledge()
    relation: str | None = None
    block = -1
    for sentence in reading.sentences:
        here = reading.blocks[sentence.block]
        if sentence.block != block:
            keeps = here.context is Context.ANSWER and block >= 0 and reading.blocks[block].context is Context.ANSWER
            relation = relation if keeps else None
            block = sentence.block
        own = [r for t in range(sentence.first, sentence.last) if (r := kin_at(scene, t)) and _is_own(scene, sentence, t)]
        if own:
            relation = own[-1]
            continue
        if any(t in scene.person_at for t in range(sentence.first, sentence.last)):
            relation = None
            continue
        if relation is None or here.context is Context.QUESTION:
            continue
        first_person_story = here.context is Context.ANSWER or scene.quoted[sentence.first] or scene.stance(sentence) is Stance.PERSONAL
        for first, last in clauses_of(reading, sentence):
            if first_person_story and _pronoun_fact(reading, first, last, k, here.context is Context.ANSWER):
                yield Match(clause_span(reading, first, last), 0.65, "family.continued", "goes on about a relative", None, relation)


def _pronoun_fact(reading: Reading, first: int, last: int, k: _Knowledge, answer: bool) -> bool:
    if not answer:
        return False
    for t in range(first, min(last, first + 3)):
        if reading.lower[t] in ("he", "she") and reading.dep[t] in ("nsubj", "nsubjpass"):
            return reading.lemma[reading.head[t]] not in k.feeling
        if reading.pos[t] in ("NOUN", "VERB", "PROPN"):
            return False
    return False


