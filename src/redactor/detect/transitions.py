"""Runs spaCy's parser and entity recognizer step by step, at half their cost.

Their own loop gives Python's lock up and, at each step, asks it back many times over; that costs
more than the network. Here the same models score the same states and the same moves are made, by the
methods that spaCy trains with, under a lock that is held all the time. The results are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc

_FACTORY = "redactor_transitions"
_PARTS = 4
"""Into so many parts of like length spaCy's own components cut a batch."""


class Transitions:
    """Sets what a greedy parser or entity recognizer sets.

    Args:
        parser: a component of a loaded pipeline.
        name: under which it stands in it.
    """

    def __init__(self, parser: Any, name: str) -> None:  # spaCy's stubs leave its methods out
        self._parser = parser
        self.name = name
        self.model = parser.model
        """For the shared vectors, which look for their readers among the components."""

    def __call__(self, doc: Doc) -> Doc:
        """Read one text."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Read texts in batches, cut as spaCy cuts them, so that the numbers come out the same.

        Args:
            docs: any number.
            batch_size: texts in a batch.

        Yields:
            The same, in order.
        """
        for batch in _batches(docs, batch_size):
            by_length = sorted(batch, key=len)
            for part in _batches(by_length, max(batch_size // _PARTS, 2)):
                self._parser.set_annotations(part, self._states(part))
            yield from batch

    def _states(self, docs: Sequence[Doc]) -> Sequence[Any]:
        """Return the states in which the best moves end."""
        states: Sequence[Any] = self._parser.moves.init_batch(docs)
        unfinished = [state for state in states if not state.is_final()]
        if not unfinished:
            return states
        network = self.model.predict(docs)
        upper = network.vec2scores
        weights, bias, multiply = upper.get_param("W"), upper.get_param("b"), upper.ops.gemm
        while unfinished:
            # network.predict(unfinished), without what only training needs
            hidden = network.state2vec.predict(network.get_token_ids(unfinished))
            scores = multiply(hidden, weights, trans2=True)
            scores += bias
            unfinished = self._parser.transition_states(unfinished, scores)
        # It is part of a circle: what it computed of the texts would wait for the garbage collector.
        network.clear_memory()
        return states


def _batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    rest = iter(docs)
    while batch := list(islice(rest, size)):
        yield batch


def step_by_step(nlp: Language) -> None:
    """Let a pipeline's parser and entity recognizer run so.

    Args:
        nlp: a loaded pipeline; components of another make stay as they are.
    """
    for name, component in nlp.pipeline:
        if _is_known(component):
            stepping = f"{name}_step_by_step"
            nlp.add_pipe(_FACTORY, stepping, config={"of": name}, after=name)
            nlp.remove_pipe(name)


def _is_known(component: Any) -> bool:
    if type(component) not in (DependencyParser, EntityRecognizer) or component.cfg["beam_width"] != 1:
        return False
    network = component.model.attrs
    return bool(network["has_upper"]) and not network["unseen_classes"]


@Language.factory(_FACTORY)
def _of_pipeline(nlp: Language, name: str, of: str) -> Transitions:
    return Transitions(nlp.get_pipe(of), name)
