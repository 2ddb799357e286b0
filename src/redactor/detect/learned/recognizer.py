"""The learned recognizer as one more Presidio recognizer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts
from spacy.tokens import Doc

from redactor.detect.learned.bare import bare
from redactor.detect.learned.decode import Labelled, decode
from redactor.detect.learned.floors import Floors
from redactor.detect.learned.network import Network
from redactor.detect.learned.opinion import Opinion
from redactor.detect.lexicon import lexicon
from redactor.detect.recognizer import RULE
from redactor.model import EntityType

RULE_PREFIX = "model."
"""Rules that begin with it are the learned recognizer's."""


_HINT = 0.49
"""A reprisal risk that only the network sees is shown to a person: its score stays below 0.5, from
which on the shipped policies hide one. What it says is in the text all the same, and a person decides."""


class LearnedRecognizer(EntityRecognizer):
    """Finds every type that the network was trained on; usable in any ``AnalyzerEngine``.

    Args:
        language: ISO 639-1 code of the texts that it reads.
    """

    name: str

    def __init__(self, language: str = "en") -> None:
        self._network = network()
        self._read: tuple[str, Opinion] | None = None
        super().__init__(
            supported_entities=list(self._network.card.labels),
            name=type(self).__name__,
            supported_language=language,
            version=self._network.card.version,
        )

    def load(self) -> None:
        """Load nothing more: the network was loaded and checked when this was made."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return Presidio results; see :class:`presidio_analyzer.EntityRecognizer`.

        Raises:
            DetectionError: if a part of the text went unread.
        """
        card = self._network.card
        found = decode(text, self.opinion(text), card.thresholds, card.extent)
        tokens = getattr(nlp_artifacts, "tokens", None)
        doc = tokens if isinstance(tokens, Doc) else None
        words = lexicon(self.supported_language)
        named = (bare(text, f, doc, words) for f in found if f.label in entities)
        return [self._result(f) for f in named if f is not None]

    @property
    def floors(self) -> Floors:
        """Below which the network sees nothing in what the rules found."""
        return self._network.card.floors

    def release_memory(self) -> None:
        """Give back what the network took to read texts, and the text that it read last."""
        self._read = None
        self._network.release_memory()

    def opinion(self, text: str) -> Opinion:
        """Return what the network says of a text, word by word; the last text's is kept."""
        if self._read is None or self._read[0] != text:
            self._read = text, Opinion.of(self._network, text)
        return self._read[1]

    def _result(self, found: Labelled) -> RecognizerResult:
        score = found.score * _HINT if found.label == EntityType.REPRISAL_RISK else found.score
        rule = f"{RULE_PREFIX}{found.label.lower().replace('_', '-')}"
        return RecognizerResult(
            entity_type=found.label,
            start=found.span.start,
            end=found.span.end,
            score=score,
            analysis_explanation=AnalysisExplanation(
                recognizer=self.name,
                original_score=score,
                pattern_name=rule,
                textual_explanation="the learned recognizer reads it so in its context",
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                RULE: rule,
            },
        )


@cache
def network() -> Network:
    """Return the shipped network, loaded once."""
    return Network()
