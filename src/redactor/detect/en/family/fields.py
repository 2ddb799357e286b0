"""Family facts in forms and tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.field_labels import label_type
from redactor.detect.en.kin import kin_relations
from redactor.detect.en.scene import Scene
from redactor.detect.layout.blocks import Block
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match


@cache
def _remark_headings() -> frozenset[str]:
    return lexicon("en").words("family/remark_headings")


def field_facts(scene: Scene) -> Iterator[Match]:
    """Yield form fields about the family, and remarks in the row of a relative."""
    relatives = _relatives_of_rows(scene.reading)
    for block in scene.reading.blocks:
        is_remark = block.label.split(" ")[0] in _remark_headings()
        relative = relatives.get(block.line) if is_remark else None
        if (relative or label_type(block) == "FAMILY_DETAIL") and _tells(scene.reading, block):
            relation = relative or kin_relations().get(block.label.split()[-1].rstrip("s"), "family")
            reason = "stands in a form field for the family"
            yield Match(block.span, 0.85, "family.field", reason, relation=relation)


def _tells(reading: Reading, block: Block) -> bool:
    return sum(c.isalpha() for c in reading.text[block.span.start : block.span.end]) > 2


def _relatives_of_rows(reading: Reading) -> dict[int, str]:
    """Line of a table row to the relation that a cell of it names: 'wife', 'his niece'."""
    found: dict[int, str] = {}
    for block in reading.blocks:
        if not block.label.startswith("relation"):
            continue
        for word in reading.text[block.span.start : block.span.end].lower().split():
            relation = kin_relations().get(word.strip(",.()"))
            if relation:
                found[block.line] = relation
    return found
