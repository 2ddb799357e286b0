"""Runs Presidio's AnalyzerEngine with the product's recognizers over a document.

The text is read in passages that end where a turn ends, because Presidio compares each
result with others of its text; the people are cast over all passages before any rule runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from presidio_analyzer import AnalyzerEngine, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts
from spacy.vocab import Vocab

from redactor.detect.borders import within_borders
from redactor.detect.languages import DEFAULT_PIPELINES, known_public_names
from redactor.detect.layout.words import LayoutWords
from redactor.detect.learned.floors import NOTHING_DOUBTED
from redactor.detect.learned.opinion import Opinion
from redactor.detect.learned.recognizer import LearnedRecognizer
from redactor.detect.learned.second_opinion import Weighed, second_opinion
from redactor.detect.lexicon import lexicon
from redactor.detect.look import Before, Look, in_segment, weighed
from redactor.detect.nlp import BlockNlpEngine
from redactor.detect.parsed import Parsed
from redactor.detect.passages import PlacedPassage, check_read, passages_of
from redactor.detect.presidio import SkippedPattern, analyzer_of, silence
from redactor.detect.reading import Reading, read
from redactor.detect.recognizer import PINNED, RELATION, ROLE, RULE
from redactor.detect.registry import (
    DetectorSet,
    cast_readings,
    recognizers_for,
    relation_going_on,
    relation_in_question,
    relation_within,
    restated_in_words,
    told_of_oneself,
)
from redactor.detect.restated import with_restated
from redactor.detect.sweep import sweep
from redactor.errors import DetectionError, UsageError
from redactor.model import Context, Detection, Document, EntityType, Span

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
_OWN = _PERSONAL | {EntityType.DUTY_STATION, EntityType.SERVICE_RECORD, EntityType.MILITARY_UNIT}
"""What somebody who says "I", "my" or "we" tells of himself."""


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
    _rules: AnalyzerEngine
    _words: LayoutWords
    _skipped: SkippedPattern
    _learned: LearnedRecognizer | None

    def look(self, document: Document, public: Sequence[str] = (), before: Before | None = None) -> Look:
        """Find everything in a document that could expose somebody.

        Args:
            document: in this detector's language.
            public: names of public figures beside those that the lexicon lists.
            before: the look at the draft, if the document is what was written of it; then the rules
                look again, and the network's word on the draft stands.

        Raises:
            DetectionError: if a recognizer failed or a part of the text went unread.
        """
        try:
            return self._look(document, public, before)
        except (DetectionError, MemoryError):
            raise
        except Exception as error:
            # The message may hold text of the document; its type does not.
            raise DetectionError(
                f"a detector failed with {type(error).__name__}; the document counts as unread"
            ) from None

    @property
    def vocab(self) -> Vocab:
        """The pipeline's vocabulary."""
        return self._nlp.nlp[self.language].vocab

    def release_memory(self) -> None:
        """Give back what was taken to read texts, where none that is new is expected for a while."""
        if self._learned is not None:
            self._learned.release_memory()

    def weigh(self, document: Document) -> tuple[Weighed, ...]:
        """Return what rules and network find, each with the network's word, before any is doubted.

        For choosing the floors below which the network sees nothing.
        """
        found, _, opinions = self._read(document, None)
        return tuple(weighed(document, found, Look((), {}, opinions)))

    def _look(self, document: Document, public: Sequence[str], before: Before | None) -> Look:
        found, parsed, opinions = self._read(document, before)
        witness = before or Look((), {}, opinions)
        floors = self._learned.floors if self._learned else NOTHING_DOUBTED
        heeded = list(second_opinion(weighed(document, found, witness), floors))
        swept = list(sweep(document, heeded, (*known_public_names(self.language), *public)))
        order = {s.id: n for n, s in enumerate(document.segments)}
        told = list(with_restated(document, swept))
        told += restated_in_words(self.language, document, told)
        ordered = sorted(told, key=lambda d: (order[d.segment], d.span.start, -d.span.end))
        return Look(tuple(ordered), parsed, opinions)

    def _read(
        self, document: Document, before: Before | None
    ) -> tuple[list[Detection], dict[str, Parsed], dict[str, list[Opinion]]]:
        """Return what was found, the parsed blocks, and the network's opinions."""
        passages = list(passages_of(document, self._words))
        parsed = dict(before.look.parsed) if before else {}
        artifacts = list(self._nlp.read_passages([p.passage for p in passages], self.language, parsed))
        readings = [read(a.tokens, self._words) for a in artifacts]
        check_read(passages, readings)
        cast_readings(self.language, readings)
        opinions = {} if before else self._opinions(passages)
        found = self._found(passages, artifacts, readings, self._rules if before else self._analyzer)
        for reading in readings:
            reading.forget()
        return found, parsed, opinions

    def _found(
        self,
        passages: Sequence[PlacedPassage],
        artifacts: Sequence[NlpArtifacts],
        readings: Sequence[Reading],
        analyzer: AnalyzerEngine,
    ) -> list[Detection]:
        """Let every recognizer read every passage."""
        found: list[Detection] = []
        for place, artifact, reading in zip(passages, artifacts, readings, strict=True):
            results = analyzer.analyze(
                place.passage.text, self.language, nlp_artifacts=artifact, return_decision_process=True
            )
            pieces = (piece for r in results for piece in within_borders(reading, r))
            for r in pieces:
                found.append(
                    self._settled(self._related(_detection(place, reading, r), reading, r), reading, r)
                )
        if self._skipped.skipped:
            raise DetectionError("a pattern ran out of time; the document counts as unread")
        return found

    def _opinions(self, passages: Sequence[PlacedPassage]) -> dict[str, list[Opinion]]:
        """Let the learned recognizer read, where it runs."""
        opinions: dict[str, list[Opinion]] = defaultdict(list)
        if self._learned is not None:
            for place in passages:
                opinion = self._learned.opinion(place.passage.text)
                opinions[place.segment.id].append(in_segment(opinion, place.legible, place.offset))
        return opinions

    def _settled(self, detection: Detection, reading: Reading, result: RecognizerResult) -> Detection:
        """Pin what somebody tells of himself: on a page of news the network doubts "I am an only son"."""
        if detection.entity_type not in _OWN or detection.pinned:
            return detection
        told = told_of_oneself(self.language, reading, reading.token_at(result.start))
        return replace(detection, pinned=told)

    def _related(self, detection: Detection, reading: Reading, result: RecognizerResult) -> Detection:
        """Tell which relative a fact is about, where the recognizer didn't.

        A family fact's own kin word tells, for every fact of an answer the question, and else the
        relative whom the sentences before spoke of.
        """
        if detection.entity_type not in _PERSONAL or detection.relation is not None or detection.role:
            return detection
        first, last = reading.token_at(result.start), reading.token_at(result.end - 1) + 1
        relation = None
        if detection.entity_type == EntityType.FAMILY_DETAIL:
            relation = relation_within(self.language, reading, first, last)
        relation = relation or relation_in_question(self.language, reading, first)
        return replace(detection, relation=relation or relation_going_on(self.language, reading, first))


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
    skipped = silence()
    words = lexicon(language).layout_words()
    nlp = BlockNlpEngine(language, name, words)
    nlp.load()
    recognizers = recognizers_for(language, detectors)
    rules = [r for r in recognizers if not isinstance(r, LearnedRecognizer)]
    analyzer = analyzer_of(recognizers, nlp, language)
    meta = nlp.nlp[language].meta
    return Detector(
        language,
        f"{name} {meta['version']}",
        tuple(map(attrgetter("name"), recognizers)),
        nlp,
        analyzer,
        analyzer_of(rules, nlp, language) if rules else analyzer,
        words,
        skipped,
        next((r for r in recognizers if isinstance(r, LearnedRecognizer)), None),
    )


def _detection(place: PlacedPassage, reading: Reading, result: RecognizerResult) -> Detection:
    meta = result.recognition_metadata or {}
    token = reading.token_at(result.start) if reading.raw else 0
    context = reading.block_of(token).context if reading.raw else Context.NARRATION
    explained = result.analysis_explanation
    return Detection(
        segment=place.segment.id,
        span=place.origin(Span(result.start, result.end)),
        entity_type=result.entity_type,
        context=Context.METADATA if place.segment.kind != "text" else context,
        score=round(result.score, 3),
        rule=meta.get(RULE) or f"presidio.{meta.get(RecognizerResult.RECOGNIZER_NAME_KEY, 'recognizer')}",
        reason=(explained.textual_explanation if explained else None) or "matches a known pattern",
        role=meta.get(ROLE),
        relation=meta.get(RELATION),
        pinned=bool(meta.get(PINNED)),
    )
