"""A date or duration where it stands, and with what it is the date of."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.detect.en.scene import Scene
from redactor.detect.layout.blocks import Block
from redactor.detect.reading import Reading, Sentence
from redactor.model import EntityType, Role, Span


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A date or duration with what it is the date of.

    Attributes:
        span: its characters.
        kind: DATE_OF_BIRTH, SERVICE_RECORD or DATE.
        score: confidence, 0 to 1.
        rule: which cue decided.
        reason: the cue in words.
        role: ``NOBODY`` where it is about no one; ``None`` where attribution has to say.
    """

    span: Span
    kind: EntityType
    score: float
    rule: str
    reason: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A date or duration where it stands.

    Attributes:
        scene: the scene of its text.
        span: its characters.
        token: its first token.
        sentence: its sentence.
    """

    scene: Scene
    span: Span
    token: int
    sentence: Sentence

    @classmethod
    def at(cls, scene: Scene, span: Span) -> WrittenTime | None:
        """Return what is written at a span, ``None`` for markup."""
        token = scene.reading.token_at(span.start)
        sentence = scene.reading.sentence(token)
        return cls(scene, span, token, sentence) if sentence is not None else None

    @property
    def reading(self) -> Reading:
        """The text's reading."""
        return self.scene.reading

    @property
    def block(self) -> Block:
        """Its block."""
        return self.reading.blocks[self.sentence.block]
