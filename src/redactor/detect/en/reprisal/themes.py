"""Phrases, and pairs of verb and object, that belong to a theme which is punished at home."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.clauses import clause_at
from redactor.detect.en.reprisal.exposure import exposes_somebody, has_single_subject, is_said_of_oneself
from redactor.detect.en.reprisal.suspicion import HINT, THEMES, Suspicion
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading

_MANY_WORDS = ("criticism", "informing")
"""Themes whose single words say too little."""


def by_theme(scene: Scene) -> Iterator[Suspicion]:
    """Yield the clauses with a phrase of a theme, or a verb of it that somebody does."""
    reading = scene.reading
    for first, last, theme in _phrases().find(reading):
        if _is_title(reading, first, last) or not exposes_somebody(scene, first):
            continue
        single = last - first == 1
        if single and (theme in _MANY_WORDS or not has_single_subject(scene, first)):
            continue
        yield Suspicion(*clause_at(reading, first), theme, 0.6 if single else 0.7)


def by_pair(scene: Scene) -> Iterator[Suspicion]:
    """Yield the clauses with a verb and its object that make a theme only together: 'lend' and 'phone'."""
    reading = scene.reading
    for t, lemma in enumerate(reading.lemma):
        themes = _pairs().get(lemma)
        if not themes or reading.pos[t] != "VERB" or not exposes_somebody(scene, t):
            continue
        objects = _objects_of(reading, t)
        theme = next((theme for theme, wanted in themes if objects & wanted), None)
        if theme is not None:
            yield Suspicion(*clause_at(reading, t), theme, 0.65)


def by_weak_phrase(scene: Scene) -> Iterator[Suspicion]:
    """Yield the clauses with a phrase that is harmless of others, where it is said of oneself."""
    for first, _, theme in _weak_phrases().find(scene.reading):
        if exposes_somebody(scene, first) and is_said_of_oneself(scene, first):
            yield Suspicion(*clause_at(scene.reading, first), theme, HINT)


@cache
def _phrases() -> PhraseIndex:
    lex = lexicon("en")
    return PhraseIndex(
        phrase
        for theme in THEMES
        for phrase in lex.phrases(theme, f"reprisal/{theme}/lemmas", f"reprisal/{theme}/phrases")
    )


@cache
def _weak_phrases() -> PhraseIndex:
    lex = lexicon("en")
    with_weak = (theme for theme in THEMES if "weak" in lex.entry(f"reprisal/{theme}"))
    return PhraseIndex(
        phrase for theme in with_weak for phrase in lex.phrases(theme, f"reprisal/{theme}/weak")
    )


@cache
def _pairs() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Verb to the themes it belongs to, each with the objects that make it one."""
    lex = lexicon("en")
    pairs: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for theme in THEMES:
        objects = lex.single_words(f"reprisal/{theme}/objects")
        for verb in lex.single_words(f"reprisal/{theme}/verbs"):
            pairs.setdefault(verb, []).append((theme, objects))
    return pairs


def _is_title(reading: Reading, first: int, last: int) -> bool:
    """Whether a phrase is the name of a hotline or a programme."""
    long_words = [w for w in reading.raw[first:last] if len(w) > 2]
    return last - first > 2 and all(w[:1].isupper() for w in long_words)


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
