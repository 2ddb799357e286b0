"""The remaining labels of the spaCy pipeline, kept under their own names.

Nothing that the pipeline says is dropped: a policy may mask peoples, events or sums.
"""

from __future__ import annotations

from collections.abc import Sequence

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts
from spacy.tokens import Span

from redactor.detect.lexicon import lexicon
from redactor.detect.recognizer import ROLE, RULE
from redactor.model import Role

_NAME = "PipelineLabelRecognizer"
LABELS = (
    "NORP",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
    "PRODUCT",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "CARDINAL",
    "ORDINAL",
)


class PipelineLabelRecognizer(EntityRecognizer):
    """Passes on what the pipeline found and no rule retypes."""

    def __init__(self) -> None:
        super().__init__(supported_entities=list(LABELS), name=_NAME, supported_language="en")

    def load(self) -> None:
        """Load nothing: the pipeline has run."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return one result an entity of the labels above.

        Raises:
            ValueError: without the pipeline's entities.
        """
        if nlp_artifacts is None:
            raise ValueError(f"{_NAME} needs the entities of a spaCy pipeline")
        return [
            RecognizerResult(
                entity_type=e.label_,
                start=e.start_char,
                end=e.end_char,
                score=0.5,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: _NAME,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    RULE: "pipeline.label",
                    ROLE: None if _is_somebodys(e) else Role.NOBODY,
                },
            )
            for e in nlp_artifacts.entities
            if e.label_ in LABELS and e.label_ in entities
        ]


def _is_somebodys(entity: Span) -> bool:
    """'a Finnish national': the people's name tells of a person, not of a country."""
    behind = entity.doc[entity.end : entity.end + 1]
    nouns = lexicon("en").words("entities/nationality_nouns")
    return entity.label_ == "NORP" and any(t.lower_ in nouns for t in behind)
