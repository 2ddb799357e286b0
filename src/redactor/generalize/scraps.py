"""Scraps that an edit leaves behind: half a word, a subject without a predicate, half a pair of quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from redactor.generalize.slot import any_of
from redactor.model import Edit, Span
from redactor.text.lines import block_end, block_start

_REACH = 300
_LONG = 6
"""Words from which anything in brackets stands for a statement."""
_FEW, _SOME = 3, 8
_PAIRS = ('""', "“”", "()")
_HYPHENS = ("-", "‐", "‑")
_CONTRACTION = re.compile(r"['’][^\W_]")
_HALF_WORD = re.compile(r"[^\W_]+['’]?\Z")
_LIST_MARK = re.compile(r"[ \t]*(?:\d{1,3}[.)]|[-*•])[ \t]+(?=\S)")
_NUMBERED = re.compile(r"\.\s?\d+\b")
_ENDS = re.compile(r"[.!?…;:,)\]\"”]|\s[—–-]\s")
_SENTENCE_ENDS = re.compile(r"[.!?…;](?:\W|\Z)")


def grown(text: str, edit: Edit, within: Span, words: dict[str, Any]) -> Edit:
    """Return an edit grown over the scraps beside it.

    Args:
        text: the whole segment's.
        edit: one of its edits.
        within: how far it may grow.
        words: the language's table ``tidy``.
    """
    scraps = _Scraps(text, edit, within, words)
    scraps.half_words()
    if edit.replacement.startswith("[") and edit.replacement.rstrip(".!? ").endswith("]"):
        scraps.pairs()
        scraps.next_subject()
        if scraps.is_statement():
            scraps.subject()
            scraps.open_end()
            scraps.dependent()
            scraps.last_word()
    lead = " " if scraps.is_behind_word() else ""
    return Edit(edit.segment, Span(scraps.start, scraps.end), lead + scraps.said)


def with_list_mark(text: str, edit: Edit, months: Sequence[str]) -> Edit:
    """Leave the mark of a list's item where it stood: "12. I went" is "12. [...]"; "12. May" is a date.

    Args:
        text: the whole segment's.
        edit: one of its edits.
        months: their names, whole and short.
    """
    opens = edit.span.start == 0 or text[edit.span.start - 1] == "\n"
    mark = _LIST_MARK.match(text, edit.span.start, edit.span.end) if opens else None
    is_bracketed = edit.replacement.startswith("[")
    if not (mark and is_bracketed and re.search(r"[^\W\d_]{2}", text[mark.end() : edit.span.end])):
        return edit
    if re.compile(rf"(?:{any_of(months)})\b|\W*\d", re.IGNORECASE).match(text, mark.end()):
        return edit
    return Edit(edit.segment, edit.span, mark[0] + edit.replacement)


class _Scraps:
    """One edit while it grows.

    Attributes:
        start: where it starts now.
        end: where it ends now.
        said: what takes its place.
    """

    def __init__(self, text: str, edit: Edit, within: Span, words: dict[str, Any]) -> None:
        self.start, self.end, self.said = edit.span.start, edit.span.end, edit.replacement
        self._text, self._words = text, words
        self._least = max(within.start, block_start(text, edit.span.start, _REACH))
        self._most = min(within.end, block_end(text, edit.span.end, _REACH))
        self._hidden = text[edit.span.start : edit.span.end]
        self._is_whole = False

    @property
    def _before(self) -> str:
        return self._text[self._least : self.start]

    @property
    def _after(self) -> str:
        return self._text[self.end : self._most]

    def is_statement(self) -> bool:
        """Whether the words in brackets stand for a statement."""
        return self.said.rstrip(".!? ") in self._words["clauses"] or len(self._hidden.split()) >= _LONG

    def is_behind_word(self) -> bool:
        """Whether words in brackets would touch the word before them."""
        return self.said.startswith("[") and self._before[-1:].isalnum()

    def half_words(self) -> None:
        """Take the beginning of a word whose end is hidden: "That's", "twenty-three", "No. 1"."""
        begins = self._text[self.start : self.end]
        tens = self._tens() if self._before.endswith(_HYPHENS) else None
        if tens:
            self.start -= len(tens[0])
        elif self.said.startswith("[") and _CONTRACTION.match(begins) and self._before[-1:].isalnum():
            pass  # the noun before "'s" stays
        elif self.said.startswith("[") and begins[:1].isalnum() and (half := _HALF_WORD.search(self._before)):
            self.start -= 1 if half[0][-1] in "'’" else len(half[0])
        if re.search(r"\b(?:No|no|Nos|Nr)\Z", begins) and (number := _NUMBERED.match(self._after)):
            self.end += len(number[0])

    def _tens(self) -> re.Match[str] | None:
        return re.search(rf"(?<![^\W_])(?:{any_of(self._words['tens'])})[-‐‑]\Z", self._before, re.IGNORECASE)

    def pairs(self) -> None:
        """Leave no quotation mark or bracket without its other half."""
        for pair in _PAIRS:
            hidden = self._text[self.start : self.end]
            opening, closing = _unpaired(hidden, pair)
            if closing and self._before.endswith(pair[0]):
                self.start -= 1
            elif closing:
                self.said += pair[1]
            elif opening and (found := re.match(rf"[.,!?…]?{re.escape(pair[1])}", self._after)):
                self.end += len(found[0])
            elif opening:
                self.said += f" {pair[0]}"

    def subject(self) -> None:
        """Take a subject without a predicate, and an article without its noun."""
        found = re.search(
            rf"(?<![^\W_])(?:{any_of(self._words['subjects'])})\s*\Z", self._before, re.IGNORECASE
        )
        article = re.search(r"(?:(?<![^\W_])an?|(?:\A|[.!?]\s+)The)\s+\Z", self._before)
        if found:
            self.start -= len(found[0])
        elif article:
            self.start -= len(article[0].lstrip(".!? "))

    def next_subject(self) -> None:
        """Give back how a new clause begins, if it goes on: "... and I"."""
        openers, subjects = any_of(self._words["openers"]), any_of(self._words["subjects"])
        tail = re.search(rf"(?:,?\s+(?:{openers}))?,?\s+(?:{subjects})\Z", self._hidden, re.IGNORECASE)
        if tail and len(self._rest().split()) > (_FEW if self.is_statement() else 0):
            self.said += " ".join(["", *tail[0].split()]).replace(" ,", ",")
            self._is_whole = True

    def open_end(self) -> None:
        """Take what a statement needs for its end: a noun behind an article, a verb behind its subject."""
        rest = self._rest()
        words = any_of([*self._words["open_ended"], *self._words["subjects"]])
        cut = re.search(rf"(?<![^\W_])(?:{words}|\w+['’](?:d|ll|ve|m|re))\Z", self._hidden, re.IGNORECASE)
        if not cut or self._is_whole or not rest.strip():
            return
        one = re.match(r"\s*\S+", rest)
        self.end += len(one[0]) if one and len(rest.split()) > _FEW else len(rest.rstrip())

    def dependent(self) -> None:
        """Take what only goes on with a statement that is hidden from its first word on."""
        opened = not re.sub(r"\A[\s\"“*_>#-]*(?:[A-Z]\w*:)?\W*", "", self._sentence_before())
        found = re.match(
            rf",?\s+(?:(?:and|or|but|nor)\s+)?(?:{any_of(self._words['dependent'])})\b",
            self._after,
            re.IGNORECASE,
        )
        if not (opened and found):
            return
        end = _SENTENCE_ENDS.search(self._after)
        rest = self._after[: end.start()] if end else self._after
        if len(rest.split()) <= _SOME:
            self.end += len(rest.rstrip())

    def last_word(self) -> None:
        """Take a word that is all that is left before the next mark."""
        found = re.match(r"\s+([a-z]+)(?=[.,;:!?])", self._after)
        if found and found[1] not in self._words["may_stay"]:
            self.end += len(found[0])

    def _rest(self) -> str:
        end = _ENDS.search(self._after)
        return self._after[: end.start()] if end else self._after

    def _sentence_before(self) -> str:
        ends = list(re.finditer(r"[.!?…][\"”’')\]]*\s+", self._before))
        return self._before[ends[-1].end() :] if ends else self._before


def _unpaired(hidden: str, pair: str) -> tuple[bool, bool]:
    """Return whether an opening, or a closing, half of a pair stands alone."""
    if pair[0] != pair[1]:
        balance = hidden.count(pair[0]) - hidden.count(pair[1])
        return balance > 0, balance < 0
    if hidden.count(pair[0]) % 2 == 0:
        return False, False
    at = hidden.rindex(pair[0])
    opens = at == 0 or hidden[at - 1] in " \t\n(["
    return opens, not opens
