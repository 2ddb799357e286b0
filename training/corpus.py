"""The marked documents: text and marks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from redactor.evaluate.marks import read_marks

DOCUMENTS = Path(__file__).with_name("documents")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a mark gives; see ANNOTATING.md."""

    start: int
    end: int
    entity_type: str
    subject: str
    action: str


@dataclass(frozen=True, slots=True)
class Example:
    """A document without its marks.

    Attributes:
        name: of the file, without endings.
        text: what a reader sees.
        marks: ordered by start, the longer first.
    """

    name: str
    text: str
    marks: tuple[Mark, ...]


def read_examples(folder: Path = DOCUMENTS) -> list[Example]:
    """Read every marked file of a folder, in the order of their names.

    Raises:
        ValueError: if a mark is malformed; `check.py` lists all that are.
    """
    examples = []
    for path in sorted(folder.glob("*.gold.txt")):
        marked = read_marks(path.read_text(encoding="utf-8"))
        if marked.complaints:
            raise ValueError(f"{path.name}: {marked.complaints[0]}")
        marks = (Mark(s.span.start, s.span.end, s.entity_type, s.subject, s.action) for s in marked.spans)
        examples.append(Example(path.name.removesuffix(".gold.txt"), marked.text, tuple(marks)))
    return examples
