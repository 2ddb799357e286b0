"""Presidio's AnalyzerEngine as the product runs it: silent, and without a second guess by word lists."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from redactor.detect.nlp import BlockNlpEngine

_LOGGERS = ("presidio-analyzer", "decision_process", "presidio-anonymizer")


class SkippedPattern(logging.Handler):
    """Notices that Presidio gave a pattern up; silences everything else it would log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.skipped = False

    def emit(self, record: logging.LogRecord) -> None:
        """Notice, and write nothing."""
        self.skipped = self.skipped or "timed out" in str(record.msg)


def analyzer_of(
    recognizers: Sequence[EntityRecognizer], nlp: BlockNlpEngine, language: str
) -> AnalyzerEngine:
    """Return an engine that runs these recognizers, and no other."""
    return AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=list(recognizers), supported_languages=[language]),
        nlp_engine=nlp,
        supported_languages=[language],
        context_aware_enhancer=_NoEnhancer(),
    )


def silence() -> SkippedPattern:
    """Keep Presidio, which logs matched text at some places, from logging at all."""
    handler = SkippedPattern()
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
    return handler


class _NoEnhancer(ContextAwareEnhancer):
    """Leaves scores alone: the rules read context themselves, and better than by word lists."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any
    ) -> list[RecognizerResult]:
        return raw_results
