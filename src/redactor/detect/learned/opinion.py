"""What the network says of a stretch of text, for those who want to ask about a span of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redactor.detect.learned.network import Network, Probabilities
from redactor.detect.learned.tokens import Tokens
from redactor.model import Span


@dataclass(frozen=True, slots=True)
class Opinion:
    """The network's answers for one text.

    Attributes:
        tokens: the text's word pieces.
        probabilities: shape ``(pieces, labels)``.
        labels: in the order of the columns.
    """

    tokens: Tokens
    probabilities: Probabilities
    labels: tuple[str, ...]

    @classmethod
    def of(cls, network: Network, text: str) -> Opinion:
        """Read a text."""
        tokens = network.pieces.cut(text)
        return cls(tokens, network.probabilities(tokens), network.card.labels)

    def support(self, span: Span, label: str | None = None) -> float:
        """Return the highest probability that any word of a span has.

        Args:
            span: of the text.
            label: which label's; of all labels if ``None`` or one that the network does not know.

        Returns:
            0 to 1; 0 where the span holds no word.
        """
        first = int(np.searchsorted(self.tokens.ends, span.start, side="right"))
        last = int(np.searchsorted(self.tokens.starts, span.end, side="left"))
        if first >= last:
            return 0.0
        rows = self.probabilities[first:last]
        return float(rows[:, self.labels.index(label)].max() if label in self.labels else rows.max())
