"""Looks parts of speech and lemmas up where spaCy matches some 180 patterns against every token.

An English pipeline's attribute ruler and its lemmatizer read nothing but the token itself (its word,
tag and dependency label), a handful of patterns over two tokens apart. So what both say of a token
is asked of them once and remembered; the few longer patterns are matched as ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]  # has no stub
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_NAME = "redactor_word_forms"
_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_FORMS: list[int | str] = [TAG, POS, MORPH, LEMMA, DEP]
"""What the two components set."""
_READ = frozenset({"ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"})
"""What patterns may ask of a token so that its word, tag and label tell the answer."""
_MOST = 50_000
"""Words that are remembered, so that a long run's memory stays bounded."""


class _Word(NamedTuple):
    """All that a token's forms depend on, as spaCy's numbers."""

    orth: int
    tag: int
    dep: int
    longer: tuple[int, ...]
    """The patterns of several tokens that hit it, in the ruler's order."""


class WordForms:
    """Sets what an attribute ruler and the lemmatizer behind it would set.

    Args:
        ruler: of a pipeline; its patterns are those that :func:`remember` accepts.
        lemmatizer: that runs behind it.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: EnglishLemmatizer) -> None:
        self._vocab = ruler.vocab
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._plain: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._single, self._longer = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._cues: dict[str, set[int]] = {"LOWER": set(), "DEP": set()}
        for number, rule in enumerate(ruler.patterns):
            for pattern in _patterns(rule):
                self._add(number, pattern)
        self._known: dict[_Word, Sequence[int]] = {}
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for part_of_speech, words in index.items():  # lists of thousands, only ever asked "is it in there?"
            index[part_of_speech] = frozenset(words)

    def _add(self, rule: int, pattern: list[dict[str, Any]]) -> None:
        """Sort a pattern in: one word or tag needs no matcher."""
        asked = pattern[0]
        if len(pattern) > 1:
            self._longer.add(f"{rule}/{len(self._longer)}", [pattern])
            attribute, value = next(_cues_of(pattern))
            self._cues[attribute].add(self._vocab.strings.add(value))
        elif {"TAG", "LOWER"}.issuperset(asked) and all(isinstance(v, str) and v for v in asked.values()):
            tag, lower = (self._vocab.strings.add(asked.get(name, "")) for name in ("TAG", "LOWER"))
            self._plain[tag, lower].append(rule)
        else:
            self._single.add(f"{rule}/{len(self._single)}", [pattern])

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, parts of speech, morphology, lemmas and labels of a tagged and parsed text."""
        if not len(doc):
            return doc
        columns = doc.to_array([ORTH, TAG, DEP, LOWER]).T.tolist()
        longer: Mapping[int, tuple[int, ...]] = {}
        if self._has_cue({"DEP": columns[2], "LOWER": columns[3]}):
            longer = self._rules(self._longer, doc)
        patterns = [longer.get(i, ()) for i in range(len(doc))] if longer else repeat((), len(doc))
        words = list(map(_Word, *columns[:3], patterns))
        if len(self._known) > _MOST:
            self._known = {}  # a new one: another thread may be reading the old
        known = self._known
        unknown = [word for word in dict.fromkeys(words) if word not in known]
        if unknown:
            known.update(zip(unknown, self._asked(unknown), strict=True))
        return _set(doc, _FORMS, [known[word] for word in words])

    def _has_cue(self, told: Mapping[str, Sequence[int]]) -> bool:
        """Whether a text holds what each pattern of several tokens wants at one of them."""
        return any(not cues.isdisjoint(told[attribute]) for attribute, cues in self._cues.items())

    def _asked(self, words: Sequence[_Word]) -> Iterator[Sequence[int]]:
        """Ask the two components about words, which stand in a row that no pattern reads across."""
        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[word.orth] for word in words])
        _set(doc, [TAG, DEP], [(word.tag, word.dep) for word in words])
        single = self._rules(self._single, doc)
        _set(doc, _FORMS, [self._ruled(word, single.get(i, ())) for i, word in enumerate(words)])
        return iter(self._lemmatizer(doc).to_array(_FORMS).tolist())

    def _ruled(self, word: _Word, rules: Sequence[int]) -> list[int]:
        """Return a word's forms as the patterns set them, where later ones win."""
        forms = {TAG: word.tag, DEP: word.dep}
        lower = self._vocab[word.orth].lower
        plain = (self._plain.get(key, ()) for key in ((word.tag, 0), (0, lower), (word.tag, lower)))
        for rule in sorted((*chain.from_iterable(plain), *rules, *word.longer)):
            forms.update(self._ruler.attrs[rule])
        return [forms.get(attribute, 0) for attribute in _FORMS]

    def _rules(self, matcher: Matcher, doc: Doc) -> Mapping[int, tuple[int, ...]]:
        """Return by token the numbers of the rules whose patterns hit it, in order."""
        hits: defaultdict[int, set[int]] = defaultdict(set)
        for key, start, end in matcher(doc, allow_missing=True):
            rule = int(self._vocab.strings[key].partition("/")[0])
            index = self._ruler.indices[rule]
            hits[index + (start if index >= 0 else end)].add(rule)
        return {token: tuple(sorted(rules)) for token, rules in hits.items()}


def _set(doc: Doc, attributes: list[int | str], rows: Sequence[Sequence[int]]) -> Doc:
    values: Any = np.array(rows, np.uint64)  # spaCy's stub knows thinc's arrays only
    return doc.from_array(attributes, values)


def _patterns(rule: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    patterns: list[list[dict[str, Any]]] = rule["patterns"]
    return patterns


def remember(nlp: Language) -> None:
    """Let a pipeline look word forms up, if its ruler and lemmatizer read only what that rests on.

    Args:
        nlp: a loaded pipeline; one of another make stays as it is.
    """
    names = nlp.pipe_names
    if _RULER not in names or names[names.index(_RULER) + 1 :][:1] != [_LEMMATIZER]:
        return
    ruler, lemmatizer = nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER)
    if not (isinstance(ruler, AttributeRuler) and _reads_little(ruler)):
        return
    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule" or lemmatizer.overwrite:
        return
    nlp.add_pipe(_NAME, after=_LEMMATIZER)
    nlp.remove_pipe(_RULER)
    nlp.remove_pipe(_LEMMATIZER)


def _reads_little(ruler: AttributeRuler) -> bool:
    tokens = [token for rule in ruler.patterns for pattern in _patterns(rule) for token in pattern]
    longer = [pattern for rule in ruler.patterns for pattern in _patterns(rule) if len(pattern) > 1]
    return (
        all(_READ.issuperset(token) for token in tokens)
        and all(set(_FORMS).issuperset(attributes) for attributes in ruler.attrs)
        and all(any(True for _ in _cues_of(pattern)) for pattern in longer)
    )


def _cues_of(pattern: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the words and labels that a pattern wants, each with its attribute."""
    for token in pattern:
        yield from ((name, token[name]) for name in ("LOWER", "DEP") if isinstance(token.get(name), str))


@Language.factory(_NAME, assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep"])
def _of_pipeline(nlp: Language, name: str) -> WordForms:  # spaCy names its components
    ruler, lemmatizer = nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER)
    return WordForms(ruler, lemmatizer)  # type: ignore[arg-type]  # remember() looked
