"""What is compared: spans that a person marked, and findings of the tool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from redactor.model import Action, Decision, Span


class GoldAction(StrEnum):
    """What must hold for a marked span in the released text."""

    PROTECT = "protect"
    """It must not be readable: masked, or generalized."""
    FLAG = "flag"
    """It may stay, but a reviewer must have been shown it."""
    KEEP = "keep"
    """A reader needs it and it exposes nobody: it must stay."""
    EITHER = "either"
    """Reasonable editors differ; not scored."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """What the Text Anonymization Benchmark says of a mention.

    Attributes:
        entity: the entity that it belongs to, unique within document and annotator.
        kind: ``DIRECT``, ``QUASI`` or ``NO_MASK``.
        annotator: who marked it; empty where only one did.
    """

    entity: str
    kind: str
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """One marked span.

    Attributes:
        span: code points of the document's text.
        entity_type: what it is, in the product's words where there is one.
        subject: whom it is about: ``ri``, ``ri.mother``, ``public:kim-jong-un``, ``-``.
        action: what must hold in the release.
        identifier: for documents of the Text Anonymization Benchmark.
    """

    span: Span
    entity_type: str
    subject: str
    action: GoldAction
    identifier: Identifier | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its marks taken out of the text.

    Attributes:
        name: of the file, without endings, or the id that the file gives it.
        text: what a reader sees.
        spans: ordered by start, the longer first; they may nest.
    """

    name: str
    text: str = field(repr=False)
    spans: tuple[GoldSpan, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of the tool, as far as scoring needs it.

    Attributes:
        span: code points of the document's text.
        entity_type: what the tool says it is.
        action: what the policy made of it.
        score: the detector's confidence, 0 to 1.
        rule: name of the detection rule.
    """

    span: Span
    entity_type: str
    action: Action
    score: float
    rule: str

    @classmethod
    def of(cls, decision: Decision) -> Found:
        """Return a decision of the product as scoring sees it."""
        finding = decision.finding
        return cls(finding.span, str(finding.entity_type), decision.action, finding.score, finding.rule)

    @property
    def alters(self) -> bool:
        """Whether the text would not stay as it is."""
        return self.action is not Action.KEEP


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; ``None`` of nothing."""
        return self.hits / self.total if self.total else None

    def __add__(self, other: Share) -> Share:
        return Share(self.hits + other.hits, self.total + other.total)


NOTHING = Share(0, 0)

Table = Mapping[str, Mapping[str, int]]
"""Row to column to count."""


def by_position(spans: list[GoldSpan]) -> tuple[GoldSpan, ...]:
    """Return spans ordered by start, the longer first."""
    return tuple(sorted(spans, key=lambda s: (s.span.start, -s.span.end)))
