"""Tracked changes for the desk: a copy with the original and the redactions side by side.

Such a copy holds every secret of the original. It is for the people who know the source, and
never a release: what they decide in it goes back through the usual way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Span


@dataclass(frozen=True, slots=True)
class Redaction:
    """An edit as a person is asked about it.

    Attributes:
        segment: id of a segment that a reader sees.
        span: within that segment's text.
        replacement: the text that takes its place.
        rule: name of the policy's rule.
        reason: a sentence that an editor understands.
        reason_code: short stable code.
        entity_type: what is hidden.
    """

    segment: str
    span: Span
    replacement: str
    rule: str
    reason: str
    reason_code: str
    entity_type: str


class Resolution(StrEnum):
    """What a person did with a tracked change."""

    ACCEPTED = "accepted"
    """Also where nobody decided."""
    REJECTED = "rejected"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A redaction after a person saw it.

    Attributes:
        redaction: as it was proposed, at its place in the original.
        resolution: what became of it.
        text: what stands there now.
    """

    redaction: Redaction
    resolution: Resolution
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A copy for the desk, read again.

    Attributes:
        original: the file without the redactions, with all that people wrote elsewhere in it.
        resolved: the redactions, in the order of their numbers.
        lost: numbers of redactions that are not in the file any more.
    """

    original: bytes = field(repr=False)
    resolved: tuple[Resolved, ...]
    lost: tuple[int, ...]


@runtime_checkable
class TracksChanges(Protocol):
    """A format that can show redactions as tracked changes."""

    def write_tracked(
        self,
        document: Document,
        redactions: Sequence[Redaction],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """Write the original with each redaction as a tracked change and a comment.

        What nobody sees of the original is left out, as in a release.

        Args:
            document: as the format read it.
            redactions: disjoint, of segments that a reader sees.
            original: the bytes that were read.
            handling: what the policy says about files.

        Raises:
            ValueError: if the document is not what ``original`` holds, or a redaction has no
                place in it.
        """

    def read_tracked(self, data: bytes, handling: Handling = DEFAULT_HANDLING) -> Tracked:
        """Read what people decided in a copy for the desk.

        Args:
            data: the file.
            handling: what the policy says about files; tracked changes of people count as made.

        Raises:
            UnreadableError: if it is no such copy, or it is not clear what somebody decided.
        """
