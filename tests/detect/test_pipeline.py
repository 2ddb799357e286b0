"""The pipeline that runs faster says what the one that was installed says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_info

from redactor.detect import word_forms
from redactor.detect.languages import DEFAULT_PIPELINES
from redactor.detect.matrices import multiply_by_numpy
from redactor.detect.transitions import step_by_step
from redactor.detect.vectors import Vectors, in_few_steps
from redactor.detect.word_forms import remember

TEXTS = (
    "There's nothing she'd have done. Y'all ain't gonna go, are you? I got ta leave; let's go.",
    "Q: Where did you do your service?\nA: In Kaesong, from March 2011, with the 815th Corps' 46th Brigade.",
    "THE MOTHER OF PAK TONG-SU, 54, HAS BEEN TOLD THAT HE DIED. HIS BROTHERS' LETTERS WEREN'T READ",
    "- Воинская часть 30600\n\n- 군복무  하면서 \t x\n-- any1, somethin', 'em, goin' c'm on, n't, 's",
    "He had had what they had; it was being kept, and they're those that he'd kept. Does it? It is here.",
    "",
    " \n ",
    "*",
)


@pytest.fixture(scope="module")
def installed() -> Language:
    return spacy.load(DEFAULT_PIPELINES["en"])


@pytest.fixture
def fast() -> Language:
    nlp = spacy.load(DEFAULT_PIPELINES["en"])
    multiply_by_numpy(nlp)
    remember(nlp)
    in_few_steps(nlp)
    step_by_step(nlp)
    return nlp


def said(docs: Iterator[Doc]) -> list[list[tuple[str, ...]]]:
    return [
        [
            (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, str(t.head.i), t.ent_iob_, t.ent_type_)
            for t in d
        ]
        for d in docs
    ]


def test_every_part_is_replaced(fast: Language) -> None:
    assert fast.pipe_names == [
        "tok2vec",
        "tagger",
        "parser_step_by_step",
        "redactor_word_forms",
        "ner_step_by_step",
    ]


def test_every_network_multiplies_by_numpy_and_one_thread(fast: Language) -> None:
    models = [component.model for _, component in fast.pipeline if hasattr(component, "model")]
    assert {node.ops.use_blis for model in models for node in model.walk()} == {False}
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


def test_vectors_are_the_same_but_for_the_last_bits() -> None:
    nlp = spacy.load(DEFAULT_PIPELINES["en"])
    multiply_by_numpy(nlp)
    docs = [nlp.make_doc(text) for text in TEXTS]
    for network in (nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]):
        for some in (docs, docs[:1], [docs[5], docs[0]]):
            for fast, slow in zip(Vectors(network)(some), network.predict(some), strict=True):
                np.testing.assert_allclose(fast, slow, atol=1e-5)


def test_both_networks_compute_their_vectors_in_few_steps(fast: Language) -> None:
    models = [component.model for _, component in fast.pipeline if hasattr(component, "model")]
    names = [node.name for model in models for node in model.walk()]
    assert names.count("token_vectors") == 2
    assert "maxout" not in names


def test_it_reads_as_before(installed: Language, fast: Language) -> None:
    assert said(fast.pipe(TEXTS)) == said(installed.pipe(TEXTS))
    assert said(fast.pipe(TEXTS)) == said(installed.pipe(TEXTS)), "with every word remembered"
    assert said(map(fast, TEXTS)) == said(map(installed, TEXTS)), "one by one"


def test_a_full_memory_is_emptied(
    installed: Language, fast: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_forms, "_MOST", 3)
    assert said(fast.pipe(TEXTS * 2)) == said(installed.pipe(TEXTS * 2))


def test_samples_read_as_before(installed: Language, fast: Language, sample: Path) -> None:
    paragraphs = [p for p in sample.read_text("utf-8").split("\n") if p]
    assert said(fast.pipe(paragraphs)) == said(installed.pipe(paragraphs))


def test_a_ruler_that_asks_for_more_stays() -> None:
    nlp = spacy.load(DEFAULT_PIPELINES["en"])
    nlp.get_pipe("attribute_ruler").add([[{"LENGTH": 3}]], {"POS": "X"})
    remember(nlp)
    assert "attribute_ruler" in nlp.pipe_names
