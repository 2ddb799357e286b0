"""A person's decisions, which stand above the policy's.

They change what a policy answers, nothing else: the written file is checked as ever, so what
the case file hides stays hidden, and a conclusion whose premises a person keeps refuses the
release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from redactor.model import UNKNOWN, Action, Context, Document, Finding, Span, Subject

MARKED = "person.marked"
"""Rule of a finding that only a person made."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person says of one place of a document.

    Attributes:
        segment: id of the segment.
        span: of a finding, or of whatever the person selected.
        entity_type: of the one finding meant; ``None`` means all that lie within the span.
        action: what happens.
        reason_code: short stable code, best one of the policy's.
        reason: a sentence that an editor understands; it goes into reports, so it holds no
            original text.
        rung: rung of the generalization hierarchy.
        replacement: the person's own words for the whole span; the usual ones if ``None``.
        subject: whom a place is about that nothing but the person found.
    """

    segment: str
    span: Span
    entity_type: str | None
    action: Action
    reason_code: str
    reason: str
    rung: str | None = None
    replacement: str | None = field(repr=False, default=None)
    subject: Subject = UNKNOWN

    def __post_init__(self) -> None:
        """Refuse what says nothing, or two things at once.

        Raises:
            ValueError: for a generalization without words, or words for what is kept.
        """
        if self.action is Action.GENERALIZE and self.rung is None and self.replacement is None:
            raise ValueError("a ruling that generalizes needs a rung or a replacement")
        if self.action is Action.KEEP and self.replacement is not None:
            raise ValueError("a ruling that keeps has no replacement")

    def speaks_of(self, finding: Finding) -> bool:
        """Whether it decides on a finding."""
        if finding.segment != self.segment:
            return False
        if self.entity_type is None:
            return self.span.contains(finding.span)
        return finding.entity_type == self.entity_type and finding.span == self.span


class Rulings:
    """All that persons said of one document.

    Args:
        rulings: where two speak of a finding, the one that names its type counts, then the later.
    """

    def __init__(self, rulings: Iterable[Ruling] = ()) -> None:
        self._rulings = sorted(rulings, key=lambda r: r.entity_type is not None)

    def on(self, finding: Finding) -> Ruling | None:
        """Return what a person said of a finding."""
        return next((r for r in reversed(self._rulings) if r.speaks_of(finding)), None)

    def marked(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield a finding for each place that a person hides and nothing else found.

        Raises:
            ValueError: if a ruling points beyond its document.
        """
        texts = {s.id: s.text for s in document.segments}
        for ruling in self._rulings:
            if ruling.segment not in texts or ruling.span.end > len(texts[ruling.segment]):
                raise ValueError("a ruling points beyond its document; was the document changed?")
            is_found = any(ruling.speaks_of(f) for f in findings)
            if ruling.action is not Action.KEEP and ruling.entity_type is not None and not is_found:
                reason = "marked by a person"
                yield Finding(
                    ruling.segment,
                    ruling.span,
                    ruling.entity_type,
                    ruling.subject,
                    Context.NARRATION,
                    1.0,
                    MARKED,
                    reason,
                )
