"""The words of the house as frozen records: what flows between the stages.

    bytes -> Document -> Finding -> (Subject) -> Decision -> Edit -> Document' -> Leak -> Outcome

Nothing in this module reads a file, a clock or the environment, and no record
but :class:`Segment` and :class:`Edit` holds text of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Action(IntEnum):
    """What happens to a finding, ordered: the strictest wins wherever two meet."""

    KEEP = 0
    GENERALIZE = 1
    MASK = 2

    @property
    def label(self) -> str:
        """The word a policy and a report use: ``keep``, ``generalize`` or ``mask``."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> Action:
        """Return the action that a policy names.

        Raises:
            KeyError: if ``label`` is not one of the three words.
        """
        return {a.label: a for a in cls}[label]


class EntityType(StrEnum):
    """The entity types that the product's own recognizers and policies speak about."""

    PERSON = "PERSON"
    AGE = "AGE"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    HOMETOWN = "HOMETOWN"
    DUTY_STATION = "DUTY_STATION"
    LOCATION = "LOCATION"
    MILITARY_UNIT = "MILITARY_UNIT"
    MILITARY_ROLE = "MILITARY_ROLE"
    SERVICE_RECORD = "SERVICE_RECORD"
    DATE = "DATE"
    FAMILY_DETAIL = "FAMILY_DETAIL"
    HEALTH = "HEALTH"
    BACKGROUND = "BACKGROUND"
    REPRISAL_RISK = "REPRISAL_RISK"
    CONTACT = "CONTACT"
    ORGANIZATION = "ORGANIZATION"
    HIDDEN_TEXT = "HIDDEN_TEXT"
    """Text that a file carries and a reader does not see: a Markdown comment, say."""
    # spaCy's remaining labels, kept under their own names.
    NORP = "NORP"
    EVENT = "EVENT"
    WORK_OF_ART = "WORK_OF_ART"
    LAW = "LAW"
    LANGUAGE = "LANGUAGE"
    PRODUCT = "PRODUCT"
    MONEY = "MONEY"
    PERCENT = "PERCENT"
    QUANTITY = "QUANTITY"
    CARDINAL = "CARDINAL"
    ORDINAL = "ORDINAL"


CLAUSES = frozenset(
    {EntityType.FAMILY_DETAIL, EntityType.HEALTH, EntityType.BACKGROUND, EntityType.REPRISAL_RISK}
)
"""Types of what a sentence tells: no name and no number, so that words around them decide."""


class Role(StrEnum):
    """Who somebody is in the story. ``UNKNOWN`` counts as protected."""

    SOURCE = "source"
    RELATIVE = "relative"
    COMRADE = "comrade"
    HELPER = "helper"
    PUBLIC_FIGURE = "public_figure"
    OFFICIAL = "official"
    JOURNALIST = "journalist"
    NOBODY = "nobody"
    """About no person in particular: a country, a battlefield, an army as a whole."""
    UNKNOWN = "unknown"

    @property
    def is_protected(self) -> bool:
        """Whether a fact about this role can endanger somebody."""
        return self in _PROTECTED


class PseudonymScope(StrEnum):
    """How far a pseudonym reaches, since linking two texts can itself expose; the widest first."""

    ARCHIVE = "archive"
    """One person has one name in every document."""
    DOCUMENT = "document"
    """Each document names its people anew."""
    MERGED = "merged"
    """All people of a kind have the same words."""


_PROTECTED = frozenset({Role.SOURCE, Role.RELATIVE, Role.COMRADE, Role.HELPER, Role.UNKNOWN})


class Context(StrEnum):
    """Where in a document a finding stands, which tells who speaks."""

    QUESTION = "question"
    ANSWER = "answer"
    NARRATION = "narration"
    HEADLINE = "headline"
    CAPTION = "caption"
    NOTE = "note"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in one segment's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def inside(self, other: Span) -> bool:
        """Whether this span lies wholly inside ``other``."""
        return other.contains(self)


class SegmentKind(StrEnum):
    """What a segment is in its file."""

    TEXT = "text"
    """What a reader sees."""
    METADATA = "metadata"
    """Front matter, document properties."""
    HIDDEN = "hidden"
    """A comment, or anything else that the file carries unseen."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a document that a reader, or a file tool, could see.

    Attributes:
        id: address within the document, unique: ``text``, ``front-matter``, ``comment[2]``.
        kind: what it is.
        text: its decoded text, line ends untouched.
    """

    id: str
    kind: SegmentKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """A cell whose entity type is known from its column.

    Attributes:
        segment: id of the segment.
        span: of the cell's value within that segment's text.
        entity_type: what the policy says the column holds.
    """

    segment: str
    span: Span
    entity_type: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch of a segment's text that the file's layout gives: no edit can change it alone.

    Attributes:
        segment: id of the segment.
        span: within that segment's text: a label, the border of two cells.
        source: segment and span of the heading that a label repeats, in one line.
    """

    segment: str
    span: Span
    source: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its segments, in reading order.

    Attributes:
        name: file name without folders.
        format: name of the format that read it: ``txt``, ``md``.
        language: language of the text as an ISO 639-1 code.
        sha256: of the bytes it was read from, in hex.
        segments: in reading order.
        columns: spans whose entity type the policy names by their column.
        unknown_parts: addresses of parts of the file that its format does not understand.
        pictures: addresses of the pictures in it, which nothing here can look at.
        remarks: what a person should know of the file, one sentence each, without its text.
        fixed: stretches that the layout gives, in no order.
    """

    name: str
    format: str
    language: str
    sha256: str
    segments: tuple[Segment, ...]
    columns: tuple[ColumnValue, ...] = ()
    unknown_parts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    fixed: tuple[Fixed, ...] = ()

    def segment(self, segment_id: str) -> Segment:
        """Return the segment with that id; raises ``KeyError`` if there is none."""
        for s in self.segments:
            if s.id == segment_id:
                return s
        raise KeyError(segment_id)


@dataclass(frozen=True, slots=True)
class Subject:
    """The person (or family) that a finding is about.

    Attributes:
        id: stable within a document: ``s1``, ``s1.mother``, ``public:kim-jong-un``, ``-``.
            It never contains a protected person's name.
        role: who that is in the story.
        relation: for a relative, the relation to the source: ``mother``, ``family``.
    """

    id: str
    role: Role
    relation: str | None = None


NOBODY = Subject("-", Role.NOBODY)
UNKNOWN = Subject("unknown", Role.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Detection:
    """What a recognizer claims, before anybody asked whom it is about.

    Attributes:
        segment: id of the segment.
        span: within that segment's text.
        entity_type: what it is.
        context: where in the document it stands.
        score: the recognizer's confidence, 0 to 1.
        rule: name of the detection rule.
        reason: one sentence on why; holds none of the document's text.
        role: whose it is, where the recognizer's own words tell; ``None`` leaves it open.
        relation: the relation to the source, where it is about a relative.
        pinned: the sentence itself settles the type, whatever other sentences say.
        restates: segment and span of the detection that this one says again in another form.
    """

    segment: str
    span: Span
    entity_type: str
    context: Context
    score: float
    rule: str
    reason: str
    role: Role | None = None
    relation: str | None = None
    pinned: bool = False
    restates: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One span that could expose somebody. Holds no text.

    Attributes:
        segment: id of the segment.
        span: within that segment's text.
        entity_type: an :class:`EntityType` value, or the name a plugin's recognizer gave.
        subject: whom it is about.
        context: where in the document it stands.
        score: the recognizer's confidence, 0 to 1.
        rule: name of the detection rule: ``hometown.from``.
        reason: one sentence on why it was flagged; holds none of the document's text.
    """

    segment: str
    span: Span
    entity_type: str
    subject: Subject
    context: Context
    score: float
    rule: str
    reason: str


SECOND_LOOK = "+second-look"
"""Rules that end with it spoke of the written text only."""
BY_PERSON = "person"
"""Who decided, where it was a person; a policy's rules are named with a slash."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to a finding, and who said so.

    Attributes:
        finding: the finding decided on.
        action: what happens.
        replacement: the text that takes its place; ``None`` for ``keep``.
        edit: the span that the replacement takes the place of: the finding's own, or a
            little more where grammar needs it (an article, "(26)").
        rung: rung of the generalization hierarchy, for ``generalize``.
        decided_by: name of the policy rule, ``policy-name/rule-name``, or ``person``.
        reason_code: short stable code: ``direct-identifier``.
        reason: a sentence that an editor understands.
        review_required: a person has yet to look at it.
    """

    finding: Finding
    action: Action
    replacement: str | None
    edit: Span
    rung: str | None
    decided_by: str
    reason_code: str
    reason: str
    review_required: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One disjoint replacement within one segment."""

    segment: str
    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The disjoint edits of one document, ordered by segment and position."""

    edits: tuple[Edit, ...]


class LeakKind(StrEnum):
    """In which way the written file failed the check."""

    SURVIVES = "survives"
    """A hidden value, or a variant of it, is still there."""
    FILE_NAME = "file-name"
    CHANGED_OUTSIDE = "changed-outside"
    """Text outside the edits is not what it was."""
    STRUCTURE = "structure"
    """The written file has other segments than the plan's."""
    REDETECTED = "redetected"
    """The detectors find something new to hide in the written file."""
    REPORT = "report"
    """The external report holds a hidden value."""
    INFERENCE = "inference"
    """A hidden fact follows from facts that stay readable."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something hidden that the written file still shows. Holds no text.

    Attributes:
        kind: in which way.
        segment: where in the written file; ``name`` for the file name.
        span: where in that segment; ``None`` where there is no place to point at.
        entity_type: of what leaked.
        detail: one sentence, without any of the document's text.
    """

    kind: LeakKind
    segment: str
    span: Span | None
    entity_type: str
    detail: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with all that was decided about it.

    Attributes:
        document: as read.
        decisions: ordered by segment and position; findings may overlap.
        pseudonyms: subject id to the name it has in the released text.
        not_checked: what no detector looked at, one sentence each.
    """

    document: Document
    decisions: tuple[Decision, ...]
    pseudonyms: Mapping[str, str]
    not_checked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: released, or refused with reasons.

    Attributes:
        analysis: what was decided.
        plan: the edits made.
        leaks: what the check found; empty if and only if released.
        name: file name of the released document (it may differ from the original's).
        content: the checked bytes; ``None`` if refused.
    """

    analysis: Analysis
    plan: Plan
    leaks: tuple[Leak, ...]
    name: str
    content: bytes | None = field(repr=False, default=None)

    @property
    def released(self) -> bool:
        """Whether the bytes may be handed out."""
        return self.content is not None and not self.leaks
