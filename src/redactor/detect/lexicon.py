"""Loads a language's lexicons: what the rules know, as YAML data.

Every language has a folder ``detect/<language>/lexicons``; a rule names what it needs,
and a missing list is a mistake of the package, never an empty answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from redactor.detect.layout.words import LayoutWords
from redactor.errors import UsageError
from redactor.text.tables import common_words


class Lexicon:
    """The lexicons of one language, each read from its file on first use.

    Args:
        language: ISO 639-1 code.

    Raises:
        UsageError: if the product has no lexicons for the language.
    """

    def __init__(self, language: str) -> None:
        self._folder = files("redactor.detect").joinpath(language, "lexicons")
        if not self._folder.is_dir():
            raise UsageError(f"there are no lexicons for the language {language!r}")
        self._loaded: dict[str, Any] = {}
        self._words: dict[tuple[str, ...], frozenset[str]] = {}
        self._layout_words: LayoutWords | None = None
        self.language = language

    def entry(self, path: str) -> Any:
        """Return what stands at ``file/key/key``; raises ``KeyError`` if nothing does."""
        name, *keys = path.split("/")
        if name not in self._loaded:
            text = self._folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")
            self._loaded[name] = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, in C
        value = self._loaded[name]
        for key in keys:
            value = value[key]
        return value

    def words(self, *paths: str) -> frozenset[str]:
        """Return all words under the given places, however deeply nested, as one set."""
        if paths not in self._words:
            self._words[paths] = frozenset(w for path in paths for w in _flatten(self.entry(path)))
        return self._words[paths]

    def single_words(self, *paths: str) -> frozenset[str]:
        """Return the entries under the given places that are one word."""
        return frozenset(w for w in self.words(*paths) if " " not in w)

    def phrases(self, payload: str, *paths: str) -> list[tuple[str, str]]:
        """Return ``(phrase, payload)`` pairs for a :class:`~redactor.detect.reading.PhraseIndex`."""
        return [(w, payload) for w in sorted(self.words(*paths))]

    def layout_words(self) -> LayoutWords:
        """Return the words that the layout is read by."""
        if self._layout_words is None:
            self._layout_words = self._read_layout_words()
        return self._layout_words

    def _read_layout_words(self) -> LayoutWords:
        layout = self.entry("layout")
        return LayoutWords(
            question_labels=frozenset(layout["question_labels"]),
            answer_labels=frozenset(layout["answer_labels"]),
            narrator_labels=frozenset(layout["narrator_labels"]),
            caption_labels=frozenset(layout["caption_labels"]),
            note_labels=frozenset(layout["note_labels"]),
            question_starts=frozenset(layout["question_starts"]),
            addressing_words=frozenset(layout["addressing_words"]),
            paired_labels=layout["paired_labels"],
            field_labels=self.words("labels", "home/birthplace_labels"),
            mail_correspondents=frozenset(layout["mail_correspondents"]),
            mail_matters=frozenset(layout["mail_matters"]),
            mail_others=frozenset(layout["mail_others"]),
        )

    def common_words(self) -> frozenset[str]:
        """Return the language's common words, lower-case: what is none of them may be a name."""
        return common_words(self.language)


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _flatten(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for v in value.values():
            yield from _flatten(v)
    elif isinstance(value, list | tuple):
        for v in value:
            yield from _flatten(v)
    elif value is not None:
        yield str(value).lower()


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicons of a language, loaded once."""
    return Lexicon(language)
