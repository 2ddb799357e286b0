"""The words of the review desk: people and roles, documents and their states, items and decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from redactor.model import Action, Role, Span


class DeskRole(StrEnum):
    """What somebody may do at the desk; one person may have several."""

    EDITOR = "editor"
    """Adds drafts, marks what was missed, comments."""
    REVIEWER = "reviewer"
    """Decides, approves and releases."""
    SECOND = "second"
    """Confirms or rejects what another person decided."""
    ADMIN = "admin"
    """Makes accounts and reads the log; decides nothing."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk.

    Attributes:
        name: of the account; stands in the log.
        roles: what this person may do.
    """

    name: str
    roles: frozenset[DeskRole]


class DocumentState(StrEnum):
    """Where a document is on its way."""

    NEW = "new"
    IN_REVIEW = "in_review"
    NEEDS_SECOND = "needs_second"
    """Everything is decided; a second person has to confirm some of it."""
    APPROVED = "approved"
    RELEASED = "released"
    CHANGED = "changed"
    """The draft or a decision changed after the approval."""
    HELD = "held"
    """A release would leak, or could not be made; nothing was written."""


class ItemStatus(StrEnum):
    """How far an item is."""

    OPEN = "open"
    UNSURE = "unsure"
    """Somebody looked and could not tell; it counts as open."""
    DECIDED = "decided"
    NEEDS_SECOND = "needs_second"
    """Decided; a second person has to confirm it."""
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was published already: needed for the reason ``already-public``."""

    who: str = field(repr=False)
    where: str = field(repr=False)
    when: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of an item.

    Attributes:
        action: what happens; ``None`` for unsure.
        rung: rung of the generalization hierarchy.
        replacement: the person's own words; the usual ones if ``None``.
        reason_code: a key of the policy's reason codes; needed to loosen.
        sentence: why, in the person's words; needed to loosen. It is kept encrypted.
        evidence: needed for ``already-public``.
    """

    action: Action | None
    rung: str | None = None
    replacement: str | None = field(repr=False, default=None)
    reason_code: str = ""
    sentence: str = field(repr=False, default="")
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A finding at the desk, with what became of it. Quote and words are original text.

    Attributes:
        id: of the item, random.
        document_id: of its document.
        segment: id of the segment.
        span: within that segment's text.
        entity_type: what it is.
        subject_id: whom it is about, within the document.
        role: who that is.
        relation: for a relative.
        score: the recognizer's confidence.
        rule: that found it.
        reason: why it was flagged, one sentence without original text.
        quote: the text itself.
        proposed: what the policy answers.
        policy_rule: the rule of the policy that answered.
        policy_reason: its sentence.
        policy_code: its reason code.
        review_required: the policy wants a second person.
        is_marked: a person marked it; no detector found it.
        status: how far it is.
        decision: what a person said; ``None`` while nobody did.
        decided_by: who.
        confirmed_by: the second person.
        version: grows with each change; a decision names the one it saw.
    """

    id: str
    document_id: str
    segment: str
    span: Span
    entity_type: str
    subject_id: str
    role: Role
    relation: str | None
    score: float
    rule: str
    reason: str
    quote: str = field(repr=False)
    proposed: Decision
    policy_rule: str
    policy_reason: str
    policy_code: str
    review_required: bool
    is_marked: bool = False
    status: ItemStatus = ItemStatus.OPEN
    decision: Decision | None = None
    decided_by: str | None = None
    confirmed_by: str | None = None
    version: int = 0

    @property
    def in_force(self) -> Decision:
        """What holds now: a person's word, or the policy's."""
        said = self.decision
        return said if said is not None and said.action is not None else self.proposed


@dataclass(frozen=True, slots=True)
class Draft:
    """A document at the desk. Its name and bytes are secrets.

    Attributes:
        id: of the document, random.
        number: in the order of arrival, from 1.
        name: file name.
        data: its bytes.
        sha256: of these.
        policy: name or file of its policy.
        policy_digest: of the policy's files.
        case: plain bytes of its case file; ``None`` without one.
        state: where it is on its way.
        version: grows with each change of the document or of one of its items.
        added_by: who.
        read_by: who ticked "read to the end" since the last change of the draft.
        approved_by: who.
        remarks: what nobody here looked at, and why it is held: one sentence each.
    """

    id: str
    number: int
    name: str = field(repr=False)
    data: bytes = field(repr=False)
    sha256: str
    policy: str
    policy_digest: str
    case: bytes | None = field(repr=False)
    state: DocumentState
    version: int
    added_by: str
    read_by: tuple[str, ...] = ()
    approved_by: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulk:
    """Which open items a bulk decision is about; the conditions hold together.

    Attributes:
        same_words_as: id of an item whose words they share.
        document_id: of one document; ``None`` for all.
        entity_type: of one type.
        rule: of one rule.
        subject_id: about one person; only with a document.
    """

    same_words_as: str | None = None
    document_id: str | None = None
    entity_type: str | None = None
    rule: str | None = None
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that a bulk decision would be about."""

    item_id: str
    version: int
    document_id: str
    quote: str = field(repr=False)
