"""Computes a pipeline's vectors of words in few steps, each over all texts of a batch.

spaCy's networks are made of some fifty layers, which remember what a training would need. Here the same
numbers are multiplied by the same weights: a word that a batch holds many times is looked up once, and
what only training needs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

_Floats = NDArray[np.float32]
_MIXED = "maxout>>layernorm>>dropout"
_TABLE = "ints-getitem>>hashembed"
_LAYER = rf"residual\(expand_window>>{_MIXED}\)"
_KNOWN = re.compile(
    rf"extract_features>>list2ragged>>with_array\({_TABLE}(?:\|{_TABLE})*\)>>with_array\({_MIXED}\)>>ragged2list"
    rf">>with_array\({_LAYER}(?:>>{_LAYER})*\)"
)
"""How spaCy names a network that looks words up in tables and then reads each with those beside it."""
_VERY_LITTLE = 1e-08
"""What spaCy's own layer adds to a variance, which may be nothing."""


@dataclass(frozen=True, slots=True)
class _Mixing:
    """The best of several sums of a word's numbers, brought to a like scale.

    Attributes:
        weights: by piece, output and input.
        bias: by piece and output.
        scale: by output.
        shift: by output.
    """

    weights: _Floats
    bias: _Floats
    scale: _Floats
    shift: _Floats

    @classmethod
    def of(cls, layer: Model[Any, Any]) -> _Mixing:
        """Return what the layers under one of the name :data:`_MIXED` compute."""
        nodes: dict[str, Any] = {node.name: node for node in layer.walk()}
        sums, scaling = nodes["maxout"], nodes["layernorm"]
        weights = np.ascontiguousarray(sums.get_param("W").transpose(1, 0, 2))
        bias = np.ascontiguousarray(sums.get_param("b").T)
        return cls(weights, bias, scaling.get_param("G"), scaling.get_param("b"))

    def __call__(self, numbers: _Floats) -> _Floats:
        """Return the outputs for rows of inputs."""
        pieces, outputs, inputs = self.weights.shape
        sums = numbers @ self.weights.reshape(pieces * outputs, inputs).T
        sums += self.bias.reshape(pieces * outputs)
        best: _Floats = sums.reshape(len(numbers), pieces, outputs).max(axis=1)
        best -= best.mean(axis=1, keepdims=True)
        variance = (best * best).mean(axis=1, keepdims=True) + np.float32(_VERY_LITTLE)
        best *= variance ** (-1.0 / 2.0)
        best *= self.scale
        best += self.shift
        return best


class Vectors:
    """Computes what a network computes that reads a word and those beside it.

    Args:
        network: one that :func:`in_few_steps` accepts.
    """

    def __init__(self, network: Model[Any, Any]) -> None:
        embedding, encoding = network.layers
        self._features, _, tables, mixing, _ = embedding.layers
        self._tables = tables.layers[0]
        self._mixing = _Mixing.of(mixing)
        self._layers = [_Mixing.of(layer) for layer in encoding.layers[0].layers]
        self._windows = next(node for node in encoding.walk() if node.name == "expand_window")
        self._gap: int = encoding.attrs["pad"]

    def __call__(self, docs: Sequence[Doc]) -> list[_Floats]:
        """Return a row of numbers a token, for each text."""
        words, numbers = self._embedded(docs)
        texts = np.repeat(np.arange(1, len(docs) + 1), [len(doc) for doc in docs])
        places = np.arange(len(numbers)) + texts * self._gap
        rows = np.zeros((len(numbers) + self._gap * (len(docs) + 1), words.shape[1]), np.float32)
        rows[places] = words[numbers]
        for layer in self._layers:
            rows += layer(self._windows.predict(rows))
        ends = np.cumsum([len(doc) for doc in docs])
        return np.split(rows[places], ends[:-1])

    def _embedded(self, docs: Sequence[Doc]) -> tuple[_Floats, list[int]]:
        """Return the numbers of each word that stands in some texts, and for each token which word it is."""
        features = np.concatenate(self._features.predict(docs))
        width = features.itemsize * features.shape[1]
        told = features.tobytes()
        known: dict[bytes, int] = {}
        tokens = [known.setdefault(told[at : at + width], len(known)) for at in range(0, len(told), width)]
        words = np.frombuffer(b"".join(known), features.dtype).reshape(len(known), features.shape[1])
        return self._mixing(self._tables.predict(words)), tokens


def in_few_steps(nlp: Language) -> None:
    """Let a pipeline compute its vectors so.

    Args:
        nlp: a loaded pipeline; networks of another make, and those that are elsewhere than on a CPU, stay.
    """
    components: list[Any] = [component for _, component in nlp.pipeline]  # spaCy types them as functions
    for component in components:
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            continue
        for network in [node for node in model.walk() if _is_known(node)]:
            fast: Model[Any, Any] = Model("token_vectors", _forward, dims={"nO": network.get_dim("nO")})
            fast.ops = network.ops
            fast.attrs["vectors"] = Vectors(network)
            if network is model:
                component.model = fast
            else:
                model.replace_node(network, fast)


def _is_known(node: Model[Any, Any]) -> bool:
    on_cpu = all(isinstance(part.ops, NumpyOps) for part in node.walk())
    return _KNOWN.fullmatch(node.name) is not None and len(node.layers) == 2 and on_cpu


def _forward(
    model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
) -> tuple[list[_Floats], Callable[[Any], Any]]:
    if is_train:
        raise NotImplementedError("these vectors are for reading only")
    vectors: Vectors = model.attrs["vectors"]
    return vectors(docs), _untrained


def _untrained(_: Any) -> Any:
    raise NotImplementedError("these vectors are for reading only")
