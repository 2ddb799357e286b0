"""What the room is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.model import Span, Subject


@dataclass(frozen=True, slots=True)
class Request:
    """A span to be said less exactly.

    Attributes:
        entity_type: an :class:`redactor.model.EntityType` value or a plugin's.
        rung: name of the rung that the policy asks for; ``None`` for a mask.
        segment_text: the whole segment.
        span: of the finding within it.
        subject: whom the finding is about.
        pseudonym: the subject's name in the released text, for masks of names.
        language: of the text, an ISO 639-1 code.
    """

    entity_type: str
    rung: str | None
    segment_text: str = field(repr=False)
    span: Span
    subject: Subject
    pseudonym: str | None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that take a span's place.

    Attributes:
        text: takes the place of ``segment_text[edit.start:edit.end]``.
        edit: the span asked for, or more where grammar needs it: an article, a preposition.
        rung: the rung used, which may be vaguer than the one asked for; ``None`` for a mask.
    """

    text: str
    edit: Span
    rung: str | None
