"""The network: MiniLM with an embedding for capitals and one output a label."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

WRITINGS = 4
_RARE = -4.0
"""Logit of a label before anything was learned: most words carry none."""


class Classifier(nn.Module):
    """A multi-label token classifier; labels may lie over each other.

    Args:
        encoder: folder with the pretrained encoder.
        labels: number of outputs.
    """

    def __init__(self, encoder: Path, labels: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(encoder),
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,  # it costs a third of the time on a CPU
            hidden_dropout_prob=0.1,
        )
        # The encoder's two segment types carry nothing here; their table tells how a piece is written.
        old = self.encoder.embeddings.token_type_embeddings.weight.data[0]
        table = nn.Embedding(WRITINGS, old.shape[0])
        table.weight.data = old.repeat(WRITINGS, 1)
        self.encoder.embeddings.token_type_embeddings = table
        self.dropout = nn.Dropout(0.1)
        self.output = nn.Linear(old.shape[0], labels)
        nn.init.constant_(self.output.bias, _RARE)

    def forward(self, ids: Tensor, mask: Tensor, writing: Tensor) -> Tensor:
        """Return logits, shape ``(batch, pieces, labels)``."""
        read = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=writing)
        return self.output(self.dropout(read.last_hidden_state))  # type: ignore[no-any-return]


class Probabilities(nn.Module):
    """The trained classifier as it is exported.

    Args:
        classifier: as trained.
        labels: number of its first outputs that are shipped.
    """

    def __init__(self, classifier: Classifier, labels: int) -> None:
        super().__init__()
        self.classifier = classifier
        self.classifier.output = _first_outputs(classifier.output, labels)

    def forward(self, ids: Tensor, mask: Tensor, writing: Tensor) -> Tensor:
        """Return probabilities, shape ``(batch, pieces, labels)``."""
        return torch.sigmoid(self.classifier(ids, mask, writing))


def _first_outputs(layer: nn.Linear, count: int) -> nn.Linear:
    first = nn.Linear(layer.in_features, count)
    first.weight.data, first.bias.data = layer.weight.data[:count], layer.bias.data[:count]
    return first
