"""Cuts text into the word pieces that the network reads, each with its place in the text.

The encoder's vocabulary knows no capitals and no line breaks, and both tell much: a capital
marks a name, a line break ends a turn. So every piece carries how it is written, and
line breaks become pieces of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from redactor.errors import DetectionError

Ids = npt.NDArray[np.int64]

NEW_LINE = "[unused1]"
NEW_PARAGRAPH = "[unused2]"

LOWER, TITLE, UPPER, DIGITS = range(4)
"""How a piece is written."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of a text.

    Attributes:
        ids: vocabulary numbers, shape ``(n,)``.
        writing: :data:`LOWER`, :data:`TITLE`, :data:`UPPER` or :data:`DIGITS`, shape ``(n,)``.
        starts: offset of each piece's first character, shape ``(n,)``.
        ends: offset after each piece's last character, shape ``(n,)``.
        continues: whether the piece continues a word, shape ``(n,)``.
        breaks: whether the piece is a line break, shape ``(n,)``.
    """

    ids: Ids
    writing: Ids
    starts: Ids
    ends: Ids
    continues: npt.NDArray[np.bool_]
    breaks: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


class WordPieces:
    """The encoder's vocabulary.

    Args:
        path: of a ``tokenizer.json`` as the ``tokenizers`` library writes it.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.first = self._id("[CLS]")
        self.last = self._id("[SEP]")
        self.padding = self._id("[PAD]")
        self.unknown = self._id("[UNK]")
        self._line = self._id(NEW_LINE)
        self._paragraph = self._id(NEW_PARAGRAPH)

    def _id(self, piece: str) -> int:
        number = self._tokenizer.token_to_id(piece)
        if number is None:
            raise DetectionError(f"the learned recognizer's vocabulary has no {piece}; install again")
        return number

    def cut(self, text: str) -> Tokens:
        """Return the pieces of a text, in order; their spans do not overlap."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids: list[int] = []
        spans: list[tuple[int, int]] = []
        writing: list[int] = []
        continues: list[bool] = []
        before: int = 0
        word_before: int | None = None
        for piece, span, word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            start, end = span
            lines = text.count("\n", before, start)
            if lines:
                ids.append(self._paragraph if lines > 1 else self._line)
                spans.append((before, start))
                writing.append(LOWER)
                continues.append(False)
            ids.append(piece)
            spans.append((max(start, before), max(end, before)))
            writing.append(_writing(text[start:end]))
            continues.append(word == word_before and not lines)
            before, word_before = max(end, before), word
        line_breaks = (self._line, self._paragraph)
        numbers = np.array(ids, dtype=np.int64)
        places = np.array(spans, dtype=np.int64).reshape(-1, 2)
        return Tokens(
            ids=numbers,
            writing=np.array(writing, dtype=np.int64),
            starts=places[:, 0],
            ends=places[:, 1],
            continues=np.array(continues, dtype=np.bool_),
            breaks=np.isin(numbers, line_breaks),
        )


def _writing(piece: str) -> int:
    if piece[:1].isdigit():
        return DIGITS
    if not piece[:1].isupper():
        return LOWER
    return UPPER if len(piece) > 1 and piece.isupper() else TITLE
