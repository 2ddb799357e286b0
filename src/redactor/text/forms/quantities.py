"""Numbers that are known to be dangerous: sums, telephone numbers, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redactor.text.forms.numerals import Number, numbers
from redactor.text.forms.text_words import words_of
from redactor.text.forms.tokens import Token, own_fold

_NATIONAL = 9
"""Digits of a telephone number that stay when the code of the country is left out."""
_INTERNATIONAL = 10
_OPENS = re.compile(r"(?<!\d)\+?\(?\Z")
_LETTERS_OF_CODE = re.compile(r"(?<![^\W\d_])[A-ZА-ЯЁІЇЄ]{1,4}(?![^\W\d_])")
"""Capitals that make a number one of a document ("AB 554433"); other words say what it counts."""
_CODE = re.compile(r"[^\W_]+")


class Quantities:
    """Finds numbers, however they are grouped or put into words.

    Args:
        terms: number and text of each term.
    """

    def __init__(self, terms: Sequence[tuple[int, str]]) -> None:
        self._by_digits: dict[str, list[int]] = {}
        self._by_code: dict[str, list[int]] = {}
        for number, text in terms:
            for digits in _digits_of(text):
                self._by_digits.setdefault(digits, []).append(number)
            code = "".join(_CODE.findall(own_fold(text)))
            if any(c.isdigit() for c in code) and not code.isdigit() and _LETTERS_OF_CODE.search(text):
                self._by_code.setdefault(code, []).append(number)

    def find(
        self, text: str, words: Sequence[Token], found: Sequence[Number]
    ) -> Iterator[tuple[int, int, int, str]]:
        """Yield number, start, end and form of each term.

        Args:
            text: the original text.
            words: its plain tokens.
            found: the text's numbers.
        """
        for number in found:
            for digits in number.digits:
                for term in self._by_digits.get(digits, ()):
                    opens = _OPENS.search(text[max(0, number.start - 2) : number.start])
                    yield term, number.start - len(opens[0] if opens else ""), number.end, number.form
        if self._by_code:
            yield from self._codes(words)

    def _codes(self, words: Sequence[Token]) -> Iterator[tuple[int, int, int, str]]:
        """Find numbers with letters in them: words on end that spell one."""
        longest = max(map(len, self._by_code))
        for at, first in enumerate(words):
            code = ""
            for token in words[at:]:
                code += token.readings[0].word if token.readings else ""
                if len(code) > longest or token.start - first.start > 2 * longest:
                    break
                for term in self._by_code.get(code, ()):
                    yield term, first.start, token.end, "exact"


def _digits_of(text: str) -> set[str]:
    """Return the digits under which a term's number may come back."""
    words = words_of(text).in_line()
    digits = "".join(c for c in own_fold(text) if c.isdigit())
    if not digits:
        whole = [n for n in numbers(text, words) if n.first == 0 and n.last == len(words) - 1]
        return {d for number in whole for d in number.digits}
    if any(c.isalpha() for c in text):
        is_code = bool(_LETTERS_OF_CODE.search(text))
        longest = max(numbers(text, words), key=lambda n: n.end - n.start, default=None)
        return set(longest.digits) if longest and not is_code else set()
    if len(digits) < _INTERNATIONAL:
        return {digits}
    national = digits[-_NATIONAL:]
    return {digits, digits.lstrip("0"), f"00{digits}", f"0{national}", national}
