"""A place name where it stands, and with the role that it plays there."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.detect.en.scene import Scene
from redactor.detect.layout.blocks import Block
from redactor.detect.reading import Reading, Sentence
from redactor.model import EntityType, Role


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place name where it stands.

    Attributes:
        scene: the scene of its text.
        first: index of its first token.
        last: index after its last token.
        sentence: its sentence.
    """

    scene: Scene
    first: int
    last: int
    sentence: Sentence

    @property
    def reading(self) -> Reading:
        """The text's reading."""
        return self.scene.reading

    @property
    def text(self) -> str:
        """The name as written."""
        return self.reading.text[self.reading.starts[self.first] : self.reading.ends[self.last - 1]]

    @property
    def lowers(self) -> list[str]:
        """Its words in lower case."""
        return self.reading.lower[self.first : self.last]

    @property
    def before(self) -> str:
        """The word before it in lower case, "" at the start of a text."""
        return self.reading.lower[self.first - 1] if self.first else ""

    @property
    def block(self) -> Block:
        """Its block."""
        return self.reading.blocks[self.sentence.block]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name with the role it plays.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        kind: HOMETOWN, DUTY_STATION or LOCATION.
        score: confidence, 0 to 1.
        rule: which cue decided.
        reason: the cue in words.
        role: ``NOBODY`` where it is about no one; ``None`` where attribution has to say.
        relation: the relative whose place it is, if one is named.
        pinned: the sentence itself makes it a government or a place on a map.
    """

    first: int
    last: int
    kind: EntityType
    score: float
    rule: str
    reason: str
    role: Role | None = None
    relation: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a cue makes of a place name.

    Attributes:
        kind: HOMETOWN, DUTY_STATION or LOCATION.
        score: confidence, 0 to 1.
        rule: name of the rule.
        reason: the cue in words.
        role: ``NOBODY`` where it is about no one; ``None`` where attribution has to say.
        pinned: the sentence itself settles it.
    """

    kind: EntityType
    score: float
    rule: str
    reason: str
    role: Role | None = None
    pinned: bool = False

    def on(self, name: PlaceName, relation: str | None = None) -> PlaceMention:
        """Return the name with this verdict, as the place of a relative if one is given."""
        return PlaceMention(
            name.first,
            name.last,
            self.kind,
            self.score,
            self.rule,
            self.reason,
            self.role,
            relation,
            self.pinned,
        )
