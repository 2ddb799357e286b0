"""What a pipeline says of the tokens of a text, as numbers with a row for each token.

spaCy's own ``Doc`` is slow to cut, to join and to keep; rows are sliced and put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

Rows = NDArray[np.uint64]
_WORDS = ("ORTH", "LENGTH", "SPACY")
"""What a token is: its string, its code points, and whether a space follows."""
_SAID = ("TAG", "POS", "MORPH", "LEMMA", "NORM", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START")
"""What the pipeline says of it."""
_COLUMNS = (*_WORDS, *_SAID)
_NUMBERS = ("LENGTH", "SPACY", "HEAD", "ENT_IOB", "SENT_START")
"""Columns that hold numbers; the others hold keys of the vocabulary's strings."""
_OF_STRINGS = [at for at, name in enumerate(_COLUMNS) if name not in _NUMBERS]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text.

    Attributes:
        vocab: of the pipeline that read it.
        rows: one a token.
    """

    vocab: Vocab = field(repr=False)
    rows: Rows = field(repr=False)

    @classmethod
    def of(cls, doc: Doc) -> Parsed:
        """Return what a ``Doc`` holds."""
        rows: Any = doc.to_array(list(_COLUMNS))  # spaCy's stub says that they are fractions
        return cls(doc.vocab, rows.reshape(len(doc), len(_COLUMNS)))

    @classmethod
    def from_numbers(cls, vocab: Vocab, values: Rows, numbers: NDArray[Any]) -> Parsed:
        """Return what :meth:`numbered` gave; the vocabulary has to know the strings."""
        return cls(vocab, values[numbers])

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.rows)

    def numbered(self) -> tuple[Rows, NDArray[Any]]:
        """Return the values that the rows hold, and the rows with a number for each value: less to keep."""
        values, numbers = np.unique(self.rows, return_inverse=True)
        return values, numbers.reshape(self.rows.shape).astype(np.min_scalar_type(len(values)))

    def strings(self) -> list[str]:
        """Return the strings whose keys the rows hold."""
        keys: list[int] = np.unique(self.rows[:, _OF_STRINGS]).tolist()
        return [self.vocab.strings[key] for key in keys if key]

    def part(self, first: int, last: int) -> Parsed:
        """Return tokens ``first`` to ``last`` (exclusive), which are whole sentences."""
        return Parsed(self.vocab, self.rows[first:last])

    def doc(self) -> Doc:
        """Return a ``Doc`` that holds the same."""
        words: Any = self._column("ORTH").tolist()  # keys of strings serve as well as strings
        doc = Doc(self.vocab, words=words, spaces=self._column("SPACY").astype(bool).tolist())
        said: Any = self.rows[:, len(_WORDS) :]  # spaCy's stub knows thinc's arrays only
        return doc.from_array(list(_SAID), said)

    def sentences(self) -> Iterator[tuple[Parsed, slice]]:
        """Yield the sentences that can stand alone, each with its characters and the blanks behind.

        One can whose tokens hang on each other only, and that shares no entity with the one beside it.
        """
        begins = self._column("SENT_START") == 1
        begins[:1] = True
        number = np.cumsum(begins)
        heads = np.arange(len(self)) + self._column("HEAD").astype(np.int64)
        strays = set(number[number[heads] != number].tolist())
        going_on = [*(self._column("ENT_IOB") == 1).tolist(), False]
        borders = [*np.flatnonzero(begins).tolist(), len(self)]
        places = [0, *np.cumsum(self._column("LENGTH") + self._column("SPACY")).tolist()]
        for count, (first, last) in enumerate(pairwise(borders), start=1):
            if count not in strays and not going_on[first] and not going_on[last]:
                yield self.part(first, last), slice(places[first], places[last])

    def _column(self, name: str) -> Rows:
        return self.rows[:, _COLUMNS.index(name)]


def joined(parts: Sequence[Parsed]) -> Parsed:
    """Return one or more texts as one; no sentence goes on from one to the next."""
    return Parsed(parts[0].vocab, np.concatenate([part.rows for part in parts]))
