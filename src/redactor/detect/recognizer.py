"""The frame of every rule recognizer: a Presidio recognizer over a shared reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, read
from redactor.model import Role, Span

RULE = "redactor.rule"
ROLE = "redactor.role"
RELATION = "redactor.relation"
PINNED = "redactor.pinned"


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found.

    Attributes:
        span: the characters.
        score: confidence, 0 to 1.
        rule: name of the rule: ``hometown.from``.
        reason: one sentence without any of the document's words.
        role: who it is about, where the rule knows.
        relation: the relation to the source, where it is about a relative.
        pinned: the sentence itself settles the type, whatever other sentences say.
    """

    span: Span
    score: float
    rule: str
    reason: str
    role: Role | None = None
    relation: str | None = None
    pinned: bool = False


class RuleRecognizer(EntityRecognizer):
    """A recognizer whose rules work on a :class:`~redactor.detect.reading.Reading`.

    Usable in any Presidio ``AnalyzerEngine`` whose NLP engine is spaCy with a parser.
    """

    entity_type: ClassVar[str]
    language: ClassVar[str] = "en"
    name: str

    def __init__(self) -> None:
        super().__init__(
            supported_entities=[self.entity_type], name=type(self).__name__, supported_language=self.language
        )

    def load(self) -> None:
        """Load nothing: lexicons are read on first use."""

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield what the rules find in a reading; overridden by each recognizer."""
        raise NotImplementedError

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return Presidio results; see :class:`presidio_analyzer.EntityRecognizer`.

        Raises:
            ValueError: without spaCy's tokens, because an unread text must not pass as clean.
        """
        if self.entity_type not in entities:
            return []
        if nlp_artifacts is None or nlp_artifacts.tokens is None:
            raise ValueError(f"{self.name} needs the tokens of a spaCy pipeline")
        reading = read(nlp_artifacts.tokens, lexicon(self.language).layout_words())
        return [self._result(match) for match in self.find(reading) if len(match.span)]

    def _result(self, match: Match) -> RecognizerResult:
        return RecognizerResult(
            entity_type=self.entity_type,
            start=match.span.start,
            end=match.span.end,
            score=match.score,
            analysis_explanation=AnalysisExplanation(
                recognizer=self.name,
                original_score=match.score,
                pattern_name=match.rule,
                textual_explanation=match.reason,
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                RULE: match.rule,
                ROLE: match.role,
                RELATION: match.relation,
                PINNED: match.pinned,
            },
        )
