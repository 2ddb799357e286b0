"""A Presidio NLP engine that lets spaCy read a draft block by block.

Each block goes through the pipeline alone, so that no sentence and no entity crosses
a speaker's turn, a table cell or a form label; the pieces are then joined to one
``Doc`` over the whole text, which any Presidio recognizer can use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import spacy
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from redactor.detect.layout.blocks import Block
from redactor.detect.layout.read import read_layout
from redactor.detect.layout.words import LayoutWords
from redactor.detect.matrices import multiply_by_numpy
from redactor.detect.parsed import Parsed, joined
from redactor.detect.reading import BLOCKS_KEY
from redactor.detect.sentences import Sentences
from redactor.detect.transitions import step_by_step
from redactor.detect.vectors import in_few_steps
from redactor.detect.word_forms import remember
from redactor.errors import UsageError

SPACY_LABELS = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANIZATION",
    "DATE": "DATE",
    "TIME": "DATE",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "WORK_OF_ART": "WORK_OF_ART",
    "LAW": "LAW",
    "LANGUAGE": "LANGUAGE",
    "PRODUCT": "PRODUCT",
    "MONEY": "MONEY",
    "PERCENT": "PERCENT",
    "QUANTITY": "QUANTITY",
    "CARDINAL": "CARDINAL",
    "ORDINAL": "ORDINAL",
}
"""Every label of the pipeline, none ignored; Presidio's defaults drop organisations and numbers."""

_BATCH = 256


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with its layout.

    Attributes:
        text: the text.
        blocks: its blocks, with spans in this text.
    """

    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)


class BlockNlpEngine(SpacyNlpEngine):
    """Runs a spaCy pipeline over the blocks of a text.

    Args:
        language: ISO 639-1 code.
        pipeline: name of an installed spaCy pipeline; never downloaded.
        words: the language's layout words.
    """

    engine_name = "redactor-blocks"
    nlp: dict[str, Language]  # type: ignore[assignment]  # Presidio's own says None until it is loaded

    def __init__(self, language: str, pipeline: str, words: LayoutWords) -> None:
        super().__init__(
            models=[{"lang_code": language, "model_name": pipeline}],
            ner_model_configuration=NerModelConfiguration(
                labels_to_ignore=[], model_to_presidio_entity_mapping=dict(SPACY_LABELS), default_score=0.85
            ),
        )
        self._words = words

    def load(self) -> None:
        """Load the pipeline from the machine; nothing is fetched.

        Raises:
            UsageError: if the pipeline is not installed.
        """
        name = self.models[0]["model_name"]
        if not spacy.util.is_package(name):
            raise UsageError(
                f"the spaCy pipeline {name!r} is not installed; install its package and try again"
            )
        nlp = spacy.load(name)
        multiply_by_numpy(nlp)
        remember(nlp)
        in_few_steps(nlp)
        step_by_step(nlp)
        self.nlp = {self.models[0]["lang_code"]: nlp}

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Read one text as Presidio asks for it; see :meth:`read_passages`."""
        doc = next(self._docs([Passage(text, read_layout(text, self._words))], language, {}))
        return self._doc_to_nlp_artifact(doc, language)

    def read_passages(
        self, passages: Sequence[Passage], language: str, parsed: dict[str, Parsed] | None = None
    ) -> Iterator[NlpArtifacts]:
        """Read passages in one batch.

        Args:
            passages: any number; each becomes one ``Doc`` over exactly its characters.
            language: ISO 639-1 code.
            parsed: by their text, blocks that were parsed before; those parsed now are added.

        Yields:
            Presidio's artifacts, one a passage, in order; without lemmas and keywords, which Presidio
            compares with context words where a recognizer has some.
        """
        for doc in self._docs(passages, language, {} if parsed is None else parsed):
            entities, scores = self._get_updated_entities(
                self._get_entities(doc), self._get_scores_for_entities(doc)
            )
            yield NlpArtifacts(entities, doc, [], [], self, language, scores)

    def _docs(self, passages: Sequence[Passage], language: str, known: dict[str, Parsed]) -> Iterator[Doc]:
        """Yield one ``Doc`` a passage."""
        nlp = self.nlp[language]
        tilings = [_tiles(p) for p in passages]
        blocks = dict.fromkeys(piece for tiling in tilings for piece, is_block in tiling if is_block)
        known.update(_parsed(nlp, [block for block in blocks if block not in known], known))
        between = dict.fromkeys(piece for tiling in tilings for piece, is_block in tiling if not is_block)
        markup = {piece: Parsed.of(nlp.make_doc(piece)) for piece in between}
        for passage, tiling in zip(passages, tilings, strict=True):
            parts = [(known if is_block else markup)[piece] for piece, is_block in tiling]
            doc = joined(parts).doc() if parts else nlp.make_doc("")
            doc.user_data[BLOCKS_KEY] = passage.blocks
            yield doc


def _parsed(nlp: Language, blocks: Sequence[str], before: Mapping[str, Parsed]) -> dict[str, Parsed]:
    """Parse blocks; the sentences of those that were parsed before are not parsed again."""
    known = Sentences(before)
    cut = {block: tuple(known.cut(block)) for block in blocks}
    unread = list(dict.fromkeys(p for pieces in cut.values() for p in pieces if isinstance(p, str)))
    read = dict(zip(unread, map(Parsed.of, nlp.pipe(unread, batch_size=_BATCH)), strict=True))
    return {
        block: joined([read[p] if isinstance(p, str) else p for p in pieces]) for block, pieces in cut.items()
    }


def _tiles(passage: Passage) -> list[tuple[str, bool]]:
    """Cut a passage into blocks and the markup between them; joined they are the text."""
    tiles: list[tuple[str, bool]] = []
    position = 0
    for block in passage.blocks:
        if block.span.start > position:
            tiles.append((passage.text[position : block.span.start], False))
        if block.span.end > max(position, block.span.start):
            tiles.append((passage.text[block.span.start : block.span.end], True))
        position = max(position, block.span.end)
    if position < len(passage.text):
        tiles.append((passage.text[position:], False))
    return tiles
