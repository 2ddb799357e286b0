"""REPRISAL_RISK: statements for which a source or a family could be punished at home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from redactor.detect.en.clauses import clause_at, clause_span, governing_verb, subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Role

_THEMES = (
    "defection", "surrender", "informing", "banned_media", "forbidden_contact", "criticism", "helping", "dissent",
    "abuse_by_own_side",
)
_REASONS = {
    "defection": "speaks of a wish not to return, or to seek asylum",
    "surrender": "speaks of giving oneself up or deserting",
    "informing": "speaks of telling somebody secrets",
    "banned_media": "speaks of media that may be banned at home",
    "forbidden_contact": "speaks of contacts or trade that may be forbidden at home",
    "criticism": "criticises leaders, the war or the state",
    "helping": "speaks of help for which the helper could be punished",
    "dissent": "speaks of refusing or protesting",
    "abuse_by_own_side": "tells of crimes by one's own side",
    "wish": "answers what one wishes for, which at home may count as disloyal",
    "secrecy": "the speaker asks for it to be left out",
}


_WEAK = 0.45
"""The score of a hint: a person should look, but most hints turn out to be harmless."""


class ReprisalRiskRecognizer(RuleRecognizer):
    """Finds clauses that are punished rather than identifying; a person always decides on them."""

    entity_type = EntityType.REPRISAL_RISK

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield one match a clause, by theme, by the question, or because somebody asked for silence."""
        scene = scene_of(reading)
        for block in reading.blocks:
            if label_type(block) == "REPRISAL_RISK" and len(block.span):
                yield Match(block.span, 0.8, "reprisal.field", "stands in a form field for it")
        found: dict[tuple[int, int], tuple[str, float]] = {}
        for first, last, theme, score in (*_by_theme(scene), *_by_pair(scene), *_by_weak(scene), *_by_topic(scene), *_by_hint(scene), *_by_deed(scene), *_by_wish(scene), *_by_secrecy(scene), *_by_media_question(scene), *_by_criticism(scene)):
            clause = (first, last)
            if clause not in found or found[clause][1] < score:
                found[clause] = (theme, score)
        for (first, last), (theme, score) in found.items():
            yield Match(clause_span(reading, first, last), score, f"reprisal.{theme.replace('_', '-')}", _REASONS[theme])


@cache
def _index() -> PhraseIndex:
    lex = lexicon("en")
    return PhraseIndex(
        phrase for theme in _THEMES for phrase in lex.phrases(theme, f"reprisal/{theme}/lemmas", f"reprisal/{theme}/phrases")
    )


@cache
def _weak() -> PhraseIndex:
    lex = lexicon("en")
    return PhraseIndex(
        phrase for theme in _THEMES if "weak" in lex.entry(f"reprisal/{theme}")
        for phrase in lex.phrases(theme, f"reprisal/{theme}/weak")
    )


@cache
def _topics() -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Theme, words of which a question holds one, and words of which it holds one as well."""
    return [
        (topic["theme"], frozenset(topic["one_of"]), frozenset(topic["and_one_of"]))
        for topic in lexicon("en").entry("reprisal_questions/topics")
    ]


@cache
def _pairs() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Verb to the themes it belongs to, each with the objects that make it one."""
    lex = lexicon("en")
    pairs: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for theme in _THEMES:
        objects = lex.single_words(f"reprisal/{theme}/objects")
        for verb in lex.single_words(f"reprisal/{theme}/verbs"):
            pairs.setdefault(verb, []).append((theme, objects))
    return pairs


@cache
def _secrecy() -> PhraseIndex:
    return PhraseIndex(lexicon("en").phrases("secrecy", "reprisal/secrecy_cues"))


@cache
def _media() -> frozenset[str]:
    return lexicon("en").single_words("reprisal/banned_media/objects")


def _by_theme(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    reading = scene.reading
    for first, last, theme in _index().find(reading):
        sentence = reading.sentence(first)
        if sentence is None or not _counts(scene, sentence, first):
            continue
        if last - first > 2 and all(reading.raw[t][:1].isupper() for t in range(first, last) if len(reading.raw[t]) > 2):
            continue  # the name of a hotline or a programme
        weak = last - first == 1
        if weak and (theme in ("criticism", "informing") or not _is_agent(scene, first)):
            continue
        yield (*clause_at(reading, first), theme, 0.6 if weak else 0.7)


def _by_pair(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """A verb and its object that make a theme only together: 'lend' and 'phone'."""
    reading = scene.reading
    for t, lemma in enumerate(reading.lemma):
        themes = _pairs().get(lemma)
        if not themes or reading.pos[t] != "VERB":
            continue
        sentence = reading.sentence(t)
        if sentence is None or not _counts(scene, sentence, t):
            continue
        objects = _objects_of(reading, t)
        for theme, wanted in themes:
            if objects & wanted:
                yield (*clause_at(reading, t), theme, 0.65)
                break


def _by_weak(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """Phrases that are harmless of others: they count where the speaker says them of oneself."""
    reading = scene.reading
    for first, last, theme in _weak().find(reading):
        sentence = reading.sentence(first)
        if sentence is None or not _counts(scene, sentence, first):
            continue
        verb = first if reading.pos[first] in ("VERB", "AUX") else governing_verb(reading, first)
        subject = subject_of(reading, verb) if verb is not None else None
        if subject is not None and reading.lower[subject] in words().first | words().third:
            yield (*clause_at(reading, first), theme, _WEAK)


def _by_hint(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """A thing that may be forbidden at home, in a clause about somebody: a film, a SIM card."""
    reading = scene.reading
    hints = _hints()
    for t, lemma in enumerate(reading.lemma):
        theme = hints.get(lemma)
        if theme is None or reading.pos[t] not in ("NOUN", "PROPN"):
            continue
        sentence = reading.sentence(t)
        if sentence is not None and _counts(scene, sentence, t):
            yield (*clause_at(reading, t), theme, _WEAK)


@cache
def _hints() -> dict[str, str]:
    lex = lexicon("en")
    return {w: theme for theme in ("forbidden_contact", "banned_media", "defection") for w in lex.single_words(f"reprisal/{theme}/objects")}


def _by_deed(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """'She gave me bread', 'he told us to stay down', 'I told them': deeds between two sides."""
    reading = scene.reading
    for t, pos in enumerate(reading.pos):
        if pos != "VERB" or reading.lemma[t] not in _deeds():
            continue
        sentence = reading.sentence(t)
        if sentence is None or reading.blocks[sentence.block].context is Context.QUESTION:
            continue
        subject = subject_of(reading, t)
        if subject is None or not (reading.lower[subject] in ("i", "he", "she") or subject in scene.person_at):
            continue
        if scene.is_personal(t) and any(reading.lower[c] in ("me", "us", "him", "them") for c in reading.children[t]):
            yield (*clause_at(reading, t), "helping", _WEAK)


@cache
def _deeds() -> frozenset[str]:
    return lexicon("en").words("reprisal_questions/deeds")


def _by_topic(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """What an interviewer asks about tells what the answer is: surrender, informing, desertion."""
    reading = scene.reading
    for sentence in reading.sentences:
        number = sentence.number - reading.sentences_of_block(sentence.block)[0].number
        if reading.blocks[sentence.block].context is not Context.ANSWER or number > 2:
            continue
        asked = scene.asked(sentence)
        for theme, one_of, and_one_of in _topics():
            if asked & one_of and asked & and_one_of and _own_deed(scene, sentence):
                yield sentence.first, sentence.last, theme, _WEAK
                break


def _own_deed(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells what the speaker did, in the past."""
    reading = scene.reading
    return any(
        reading.lower[t] in ("i", "we") and reading.dep[t] == "nsubj" and reading.tag[reading.head[t]] in ("VBD", "VBN", "VB")
        and reading.lemma[reading.head[t]] not in ("be", "think", "know", "say", "remember", "see", "hear", "believe", "want", "like")
        for t in range(sentence.first, sentence.last)
    )


def _objects_of(reading: Reading, verb: int) -> frozenset[str]:
    """Lemmas of the nouns that hang on a verb directly or by a preposition."""
    found: set[str] = set()
    for c in reading.children[verb]:
        if reading.dep[c] in ("dobj", "obj", "nsubjpass", "attr"):
            found.add(reading.lemma[c])
        elif reading.dep[c] in ("prep", "prt", "dative") and reading.lower[c : c + 2] != ["in", "return"]:
            found.update(reading.lemma[g] for g in reading.children[c] if reading.dep[g] == "pobj")
        elif reading.dep[c] == "xcomp" and c != verb:
            found.add(reading.lemma[c])
            found |= _objects_of(reading, c)
    return frozenset(found)


def _counts(scene: Scene, sentence: Sentence, token: int) -> bool:
    reading = scene.reading
    block = reading.blocks[sentence.block]
    if block.context in (Context.QUESTION, Context.HEADLINE):
        return False
    stance = scene.stance(sentence)
    if stance in (Stance.GENERAL, Stance.PUBLIC):
        return False
    if stance is Stance.OPEN and block.context is not Context.ANSWER:
        return False
    return _has_person(scene, token)


def _has_person(scene: Scene, token: int) -> bool:
    """Whether the clause lets somebody to be protected act, not a state, an army or a drone."""
    reading = scene.reading
    verb = token if reading.pos[token] in ("VERB", "AUX") else governing_verb(reading, token)
    subject = subject_of(reading, verb) if verb is not None else None
    if subject is not None:
        if reading.lower[subject] in ("who", "that", "which"):
            return scene.is_somebody(reading.head[verb]) if verb is not None else False
        return scene.is_somebody(subject) and reading.lower[subject] not in words().second
    first, last = clause_at(reading, token)
    return any(scene.is_somebody(t) for t in range(first, last))


def _is_agent(scene: Scene, token: int) -> bool:
    """Whether the verb's subject is the speaker or somebody the speaker knows."""
    reading = scene.reading
    w = words()
    return any(
        reading.dep[c] in ("nsubj", "nsubjpass") and reading.lower[c] in w.first | w.third for c in reading.children[token]
    )


_WISH_WORDS = frozenset({"want", "like", "wish", "hope", "future", "plan", "happen", "would"})
_WISH_FRAMES = ({"would", "like"}, {"you", "want"}, {"you", "hope"}, {"you", "wish"}, {"your", "future"}, {"would", "you", "go"}, {"you", "go", "back"})


def _by_wish(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """'Where would you like to go?': the answer may be a wish to defect."""
    reading = scene.reading
    for sentence in reading.sentences:
        if not scene.opens_answer(sentence):
            continue
        asked = scene.asked(sentence)
        if not any(frame <= asked for frame in _WISH_FRAMES) or asked & {"say", "tell", "ask", "show", "parents", "drink", "eat", "stop", "do"}:
            continue
        if sentence.last - sentence.first >= 4 and _wishes(reading, sentence):
            yield sentence.first, sentence.last, "wish", _WEAK


def _wishes(reading: Reading, sentence: Sentence) -> bool:
    """Whether an answer names what is wished for: a verb or a place, not a shrug."""
    return any(
        reading.lemma[t] in ("want", "like", "go", "stay", "live", "wish", "hope", "will", "would", "somewhere", "not")
        for t in range(sentence.first, sentence.last)
    )


def _by_criticism(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """What a source says right after a leader is named: 'He is an old man who ...'"""
    reading = scene.reading
    for sentence in reading.sentences:
        block = reading.blocks[sentence.block]
        told = block.context is Context.ANSWER or scene.stance(sentence) is Stance.PERSONAL
        if not told or block.context is Context.QUESTION or sentence.last - sentence.first < 4:
            continue
        if not _about_another(reading, sentence):
            continue
        if _leader_named(scene, scene.reading.question_before(sentence) if scene.opens_answer(sentence) else []) or _leader_before(scene, sentence):
            yield sentence.first, sentence.last, "criticism", _WEAK


def _about_another(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence says something of a third person, not of the speaker."""
    w = words()
    lowers = set(reading.words_of(sentence))
    if lowers & {"he", "him", "his", "she", "her"}:
        return True
    return not any(reading.dep[t] in ("nsubj", "nsubjpass") for t in range(sentence.first, sentence.last)) and not lowers & w.first


def _leader_named(scene: Scene, sentences: Sequence[Sentence]) -> bool:
    return any(
        (m := scene.person_at.get(t)) is not None and scene.cast.role(m.key) is Role.PUBLIC_FIGURE
        for s in sentences for t in range(s.first, s.last)
    )


def _leader_before(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence before, of the same speaker, does nothing but name a leader."""
    number = sentence.number - 1
    if number < 0 or scene.reading.sentences[number].block != sentence.block:
        return False
    before = scene.reading.sentences[number]
    return before.last - before.first <= 8 and _leader_named(scene, [before])


def _by_media_question(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """'Have you watched them?' 'All of them, twice.'"""
    reading = scene.reading
    media = _media()
    for sentence in reading.sentences:
        if not scene.opens_answer(sentence):
            continue
        asked = scene.asked(sentence)
        consumes = asked & {"watch", "listen", "heard", "read"} and "you" in asked
        if not consumes or not (asked & media or "they" in asked or "them" in asked or "anything" in asked):
            continue
        tokens = set(reading.words_of(sentence))
        if not tokens & {"no", "never", "nods"}:
            yield sentence.first, sentence.last, "banned_media", 0.6


def _by_secrecy(scene: Scene) -> Iterator[tuple[int, int, str, float]]:
    """'... Cut that.': what stands before the request is what must go."""
    reading = scene.reading
    for first, last, _ in _secrecy().find(reading):
        sentence = reading.sentence(first)
        if sentence is None or reading.blocks[sentence.block].context is not Context.ANSWER:
            continue
        if sentence.last - sentence.first > last - first + 4:
            continue
        if reading.text[reading.starts[sentence.first]] in "([":
            continue
        number = sentence.number - 1
        while number >= 0 and reading.text[reading.starts[reading.sentences[number].first]] in "([":
            number -= 1  # "(He shows a scar.)" is not what was said
        if number >= 0 and reading.sentences[number].block == sentence.block:
            before = reading.sentences[number]
            yield before.first, before.last, "secrecy", 0.6
