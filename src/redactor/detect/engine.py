"""Runs Presidio's AnalyzerEngine with the product's recognizers over a document.

The text is read in passages that end where a turn ends, because Presidio compares each
result with others of its text; the people are cast over all passages before any rule runs.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from redactor.detect.borders import within_borders
from redactor.detect.layout.blocks import Block
from redactor.detect.layout.read import read_layout
from redactor.detect.layout.words import LayoutWords
from redactor.detect.learned.recognizer import LearnedRecognizer
from redactor.detect.learned.second_opinion import Weighed, second_opinion
from redactor.detect.legible import Legible, legible
from redactor.detect.lexicon import lexicon
from redactor.detect.nlp import DEFAULT_PIPELINES, BlockNlpEngine, Passage
from redactor.detect.reading import Reading, read
from redactor.detect.recognizer import PINNED, RELATION, ROLE, RULE
from redactor.detect.registry import (
    DetectorSet,
    cast_readings,
    known_public_names,
    recognizers_for,
    relation_in_question,
    relation_within,
)
from redactor.detect.restated import with_restated
from redactor.detect.sweep import sweep
from redactor.errors import DetectionError, UsageError
from redactor.model import Context, Detection, Document, EntityType, Segment, Span

_PASSAGE = 12_000
"""Code points a passage has at least, if the text has them: some 2,000 words."""

_PERSONAL = frozenset(
    {
        EntityType.FAMILY_DETAIL,
        EntityType.AGE,
        EntityType.DATE_OF_BIRTH,
        EntityType.HOMETOWN,
        EntityType.HEALTH,
        EntityType.BACKGROUND,
        EntityType.MILITARY_ROLE,
    }
)
"""What an answer tells of the relative whom the question was about."""

_LOGGERS = ("presidio-analyzer", "decision_process", "presidio-anonymizer")


class _SkippedPattern(logging.Handler):
    """Notices that Presidio gave a pattern up; silences everything else it would log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.skipped = False

    def emit(self, record: logging.LogRecord) -> None:
        self.skipped = self.skipped or "timed out" in str(record.msg)


class _NoEnhancer(ContextAwareEnhancer):
    """Leaves scores alone: the rules read context themselves, and better than by word lists."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any
    ) -> list[RecognizerResult]:
        return raw_results


@dataclass(frozen=True, slots=True)
class Detector:
    """Loaded models and recognizers of one language.

    Attributes:
        language: ISO 639-1 code.
        pipeline: name and version of the spaCy pipeline.
        recognizers: names of the recognizers that run, for the report.
    """

    language: str
    pipeline: str
    recognizers: tuple[str, ...]
    _nlp: BlockNlpEngine
    _analyzer: AnalyzerEngine
    _words: LayoutWords
    _skipped: _SkippedPattern
    _learned: LearnedRecognizer | None

    def detect(self, document: Document, public: Sequence[str] = ()) -> tuple[Detection, ...]:
        """Find everything in a document that could expose somebody.

        Args:
            document: in this detector's language.
            public: names of public figures beside those that the lexicon lists.

        Returns:
            Detections ordered by segment and position; they may overlap.

        Raises:
            DetectionError: if a recognizer failed or a part of the text went unread.
        """
        try:
            return self._detect(document, public)
        except (DetectionError, MemoryError):
            raise
        except Exception as error:
            # The message may hold text of the document; its type does not.
            raise DetectionError(
                f"a detector failed with {type(error).__name__}; the document counts as unread"
            ) from None

    def _detect(self, document: Document, public: Sequence[str] = ()) -> tuple[Detection, ...]:
        sources = [_Source.of(segment, self._words) for segment in document.segments]
        passages = [(source, offset, passage) for source in sources for offset, passage in source.passages()]
        artifacts = list(self._nlp.read_passages([p for _, _, p in passages], self.language))
        readings = [read(a.tokens, self._words) for a in artifacts]
        _check_read(passages, readings)
        cast_readings(self.language, readings)
        found: list[Weighed] = []
        for (source, offset, passage), artifact, reading in zip(passages, artifacts, readings, strict=True):
            results = self._analyzer.analyze(
                passage.text, self.language, nlp_artifacts=artifact, return_decision_process=True
            )
            results = [piece for r in results for piece in within_borders(reading, r)]
            detections = (self._related(_detection(source, offset, reading, r), reading, r) for r in results)
            found.extend(self._weighed(passage.text, r, d) for r, d in zip(results, detections, strict=True))
        if self._skipped.skipped:
            raise DetectionError("a pattern ran out of time; the document counts as unread")
        heeded = list(second_opinion(found))
        swept = list(sweep(document, heeded, (*known_public_names(self.language), *public)))
        order = {s.id: n for n, s in enumerate(document.segments)}
        told = with_restated(document, swept)
        return tuple(sorted(told, key=lambda d: (order[d.segment], d.span.start, -d.span.end)))

    def _related(self, detection: Detection, reading: Reading, result: RecognizerResult) -> Detection:
        """Tell which relative a fact is about, where the recognizer didn't.

        A family fact's own kin word tells, and for every fact of an answer the question.
        """
        if detection.entity_type not in _PERSONAL or detection.relation is not None or detection.role:
            return detection
        first, last = reading.token_at(result.start), reading.token_at(result.end - 1) + 1
        relation = None
        if detection.entity_type == EntityType.FAMILY_DETAIL:
            relation = relation_within(self.language, reading, first, last)
        return replace(detection, relation=relation or relation_in_question(self.language, reading, first))

    def _weighed(self, text: str, result: RecognizerResult, detection: Detection) -> Weighed:
        """Ask the learned recognizer, where it runs, about what was found."""
        if self._learned is None:
            return Weighed(detection, 1.0)
        opinion = self._learned.opinion(text)
        span = Span(result.start, result.end)
        support = opinion.support(span)
        if result.entity_type != EntityType.PERSON:
            return Weighed(detection, support)
        name = text[result.start : result.end]
        return Weighed(detection, support, name, opinion.support(span, EntityType.PERSON))


def load_detector(
    language: str = "en", pipeline: str | None = None, detectors: DetectorSet = DetectorSet.ALL
) -> Detector:
    """Load the models and recognizers of a language; takes a second or two.

    Args:
        language: ISO 639-1 code.
        pipeline: an installed spaCy pipeline; the language's default if ``None``.
        detectors: which of the recognizers run.

    Raises:
        UsageError: for a language or pipeline that is not there.
        DetectionError: if the learned recognizer's files are not the released ones.
    """
    name = pipeline or DEFAULT_PIPELINES.get(language)
    if name is None:
        raise UsageError(f"there is no spaCy pipeline for the language {language!r}; name one")
    skipped = _silence()
    words = lexicon(language).layout_words()
    nlp = BlockNlpEngine(language, name, words)
    nlp.load()
    recognizers = recognizers_for(language, detectors)
    analyzer = AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=list(recognizers), supported_languages=[language]),
        nlp_engine=nlp,
        supported_languages=[language],
        context_aware_enhancer=_NoEnhancer(),
    )
    meta = nlp.nlp[language].meta
    return Detector(
        language,
        f"{name} {meta['version']}",
        tuple(map(attrgetter("name"), recognizers)),
        nlp,
        analyzer,
        words,
        skipped,
        next((r for r in recognizers if isinstance(r, LearnedRecognizer)), None),
    )


def _silence() -> _SkippedPattern:
    """Keep Presidio, which logs matched text at some places, from logging at all."""
    handler = _SkippedPattern()
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
    return handler


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment made legible, with its layout."""

    segment: Segment
    legible: Legible
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, segment: Segment, words: LayoutWords) -> _Source:
        clear = legible(segment.text)
        return cls(segment, clear, read_layout(clear.text, words))

    def passages(self) -> Iterator[tuple[int, Passage]]:
        """Yield offset and passage; passages tile the text and never part an answer from its question."""
        text, start, first = self.legible.text, 0, 0
        for i, block in enumerate(self.blocks):
            turn = block.context is Context.QUESTION or block.question is None
            border = text.rfind("\n", 0, block.span.start) + 1
            if turn and border - start >= _PASSAGE and (i == 0 or self.blocks[i - 1].span.end <= border):
                yield start, self._passage(start, border, first, i)
                start, first = border, i
        if start < len(text) or not self.blocks:
            yield start, self._passage(start, len(text), first, len(self.blocks))

    def _passage(self, start: int, end: int, first: int, last: int) -> Passage:
        moved = tuple(
            replace(
                b,
                span=Span(b.span.start - start, b.span.end - start),
                question=b.question - first if b.question is not None and b.question >= first else None,
            )
            for b in self.blocks[first:last]
        )
        return Passage(self.legible.text[start:end], moved)


def _check_read(passages: Sequence[tuple[_Source, int, Passage]], readings: Sequence[Reading]) -> None:
    """Prove that every character was read."""
    expected: dict[str, int] = {}
    for (source, offset, passage), reading in zip(passages, readings, strict=True):
        if reading.text != passage.text or offset != expected.get(source.segment.id, 0):
            raise DetectionError("a part of the text was not read")
        expected[source.segment.id] = offset + len(passage.text)
    for source, _, _ in passages:
        if expected[source.segment.id] != len(source.legible.text):
            raise DetectionError("a part of the text was not read")


def _detection(source: _Source, offset: int, reading: Reading, result: RecognizerResult) -> Detection:
    meta = result.recognition_metadata or {}
    token = reading.token_at(result.start) if reading.raw else 0
    context = reading.block_of(token).context if reading.raw else Context.NARRATION
    explained = result.analysis_explanation
    return Detection(
        segment=source.segment.id,
        span=source.legible.origin(Span(offset + result.start, offset + result.end)),
        entity_type=result.entity_type,
        context=Context.METADATA if source.segment.kind != "text" else context,
        score=round(result.score, 3),
        rule=meta.get(RULE) or f"presidio.{meta.get(RecognizerResult.RECOGNIZER_NAME_KEY, 'recognizer')}",
        reason=(explained.textual_explanation if explained else None) or "matches a known pattern",
        role=meta.get(ROLE),
        relation=meta.get(RELATION),
        pinned=bool(meta.get(PINNED)),
    )
