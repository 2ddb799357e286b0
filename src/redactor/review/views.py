"""What the desk shows: the queue, a document's page, places to look at, histories, releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from redactor.model import Role, SegmentKind, Span
from redactor.review.records import DocumentState, Draft, Item, ItemStatus


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A line of the queue.

    Attributes:
        document_id: of the document.
        number: in the order of arrival.
        name: file name.
        state: where it is.
        counts: items by status.
        version: of the document.
    """

    document_id: str
    number: int
    name: str = field(repr=False)
    state: DocumentState
    counts: Mapping[ItemStatus, int]
    version: int

    @property
    def open(self) -> int:
        """How many items nobody has decided on yet."""
        return self.counts.get(ItemStatus.OPEN, 0) + self.counts.get(ItemStatus.UNSURE, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """A document's place in the queue.

    Attributes:
        name: of its file.
        state: where it is.
        at: its place, from 1.
        of: how many documents there are.
        before: id of the document before it.
        after: id of the document after it.
    """

    name: str = field(repr=False)
    state: DocumentState
    at: int
    of: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PageSegment:
    """A segment as the page shows it."""

    id: str
    kind: SegmentKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside an item."""

    item_id: str
    who: str
    when: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """All that the desk shows of one document.

    Attributes:
        draft: the document.
        segments: its text, hidden parts too.
        items: in the order of the text.
        people: subject id to what the person is called in the release.
        comments: on items of it.
    """

    draft: Draft
    segments: tuple[PageSegment, ...]
    items: tuple[Item, ...]
    people: Mapping[str, str]
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document's text that somebody should look at.

    Attributes:
        document_id: of the document.
        segment: id of the segment.
        span: within its text.
        quote: the text.
        kind: what it is: ``name``, ``number``, ``date``, ``match``.
        is_hidden: the segment is one that a reader does not see.
        number: of the document, where all are searched.
    """

    document_id: str
    segment: str
    span: Span
    quote: str = field(repr=False)
    kind: str
    is_hidden: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Linkage:
    """What still points to one person.

    Attributes:
        subject_id: of the person.
        called: what the person is called in the release.
        role: who that is.
        item_ids: of the facts that stay readable or are generalized only.
        weight: sum of the facts' weights; a higher one is told first.
    """

    subject_id: str
    called: str
    role: Role
    item_ids: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of an item, or of a document.

    Attributes:
        who: changed it.
        when: as the log has it.
        what: happened.
        before: what it was.
        after: what it is.
        reason_code: of the policy.
        sentence: of the person, why.
        entity_type: of the item, if it is one.
        document: number of the document; ``None`` for what is about none.
    """

    who: str
    when: str
    what: str
    before: str
    after: str
    reason_code: str
    sentence: str = field(repr=False)
    entity_type: str = ""
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a selected item.

    Attributes:
        item: the item.
        here: how many items of its document have the same words.
        everywhere: how many of all documents.
        alike: some of them, those of the same document first.
        numbers: document id to number, for these.
    """

    item: Item
    here: int
    everywhere: int
    alike: tuple[Item, ...]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Released:
    """What a release came to.

    Attributes:
        state: released, or held.
        name: of the released file; empty if it is held.
        files: name to content, the document first.
        not_checked: what nobody here looked at, one sentence each.
        leaks: why it is held, one sentence each, without original text.
    """

    state: DocumentState
    name: str = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    not_checked: tuple[str, ...]
    leaks: tuple[str, ...]
