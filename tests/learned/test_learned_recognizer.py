"""The learned recognizer through what it promises: whole texts, whole words, its own files."""

from __future__ import annotations

import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redactor.detect.learned.card import MODEL_FOLDER
from redactor.detect.learned.network import Network
from redactor.detect.learned.recognizer import LearnedRecognizer
from redactor.errors import DetectionError

TELLING = "My mother works at the cement plant and my little brother is ill."
FILLER = "The committee met on the second floor and talked about the price of grain. "


@cache
def network() -> Network:
    return Network()


@cache
def recognizer() -> LearnedRecognizer:
    return LearnedRecognizer()


@pytest.mark.parametrize("sentences_before", [0, 3, 14, 15, 16, 40, 300])
def test_a_fact_is_found_wherever_it_stands_in_a_long_interview(sentences_before: int) -> None:
    text = FILLER * sentences_before + TELLING + " " + FILLER * 30
    start = len(FILLER) * sentences_before
    found = recognizer().analyze(text, ["FAMILY_DETAIL"])
    assert any(r.start < start + len(TELLING) and r.end > start for r in found)


def test_every_piece_of_a_long_text_gets_an_answer() -> None:
    tokens = network().pieces.cut((TELLING + " " + FILLER) * 400)
    probabilities = network().probabilities(tokens)
    assert probabilities.shape == (len(tokens), len(network().card.labels))
    assert (probabilities > 0).all()


def test_memory_that_was_given_back_changes_no_answer() -> None:
    tokens = network().pieces.cut((TELLING + " " + FILLER) * 40)
    before = network().probabilities(tokens)
    network().release_memory()
    assert (network().probabilities(tokens) == before).all()


@given(st.text(alphabet=st.characters(max_codepoint=0x52F, categories=["L", "N", "P", "Z"]), max_size=300))
def test_pieces_lie_in_order_and_leave_no_letter_or_digit_out(text: str) -> None:
    tokens = network().pieces.cut(text)
    spans = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, c in enumerate(text) if c.isalnum()} <= covered


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=200))
def test_findings_are_whole_and_lie_in_the_text(text: str) -> None:
    for result in recognizer().analyze(text, recognizer().supported_entities):
        assert 0 <= result.start < result.end <= len(text)
        assert 0.0 <= result.score <= 1.0
        assert "\n" not in text[result.start : result.end]


def test_it_runs_in_an_analyzer_engine_of_others() -> None:
    engine = AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=[LearnedRecognizer()]),
        nlp_engine=_NoNlp(),
        supported_languages=["en"],
    )
    results = engine.analyze(TELLING, "en")
    assert any(r.entity_type == "FAMILY_DETAIL" for r in results)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_changed_or_missing_file_is_refused(name: str, tmp_path: Path) -> None:
    for path in MODEL_FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    changed = bytearray((tmp_path / name).read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / name).write_bytes(changed)
    with pytest.raises(DetectionError, match="not the released one"):
        Network(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(DetectionError, match="missing"):
        Network(tmp_path)


class _NoNlp(NlpEngine):  # type: ignore[misc]  # presidio has no types
    """An engine without any model: the learned recognizer needs none."""

    def load(self) -> None: ...

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        return NlpArtifacts([], [], [], [], self, language)

    def process_batch(self, texts, language, **_):  # type: ignore[no-untyped-def]
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return ["en"]
