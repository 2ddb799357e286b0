"""The report as frozen records; their fields are the keys of the JSON form.

``docs/report-format.md`` explains each key. Adding one is a compatible change; renaming,
removing or changing the meaning of one gives :data:`SCHEMA` a new number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SCHEMA = "redactor.report/1"


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A file that the policy was read from.

    Attributes:
        name: file name without folders.
        sha256: of its bytes, in hex.
        shipped: whether it is byte for byte a policy that travels with the product, so that
            its name and hash tell nothing about the case.
    """

    name: str
    sha256: str
    shipped: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """With what a report's decisions were made.

    Attributes:
        policy: name of the policy.
        policy_version: as its file gives it.
        policy_files: the files it was read from, its own first.
        versions: name of a component to its version: ``redactor``, ``spacy``, ``pipeline``.
    """

    policy: str
    policy_version: str
    policy_files: tuple[PolicyFile, ...]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """Why a fact of the case file may stay; only in the internal form.

    Attributes:
        reason_code: ``already-public`` or ``consent``.
        entity_type: what the fact is.
        who: published it, or recorded the person's agreement.
        where: a title, an address or a file.
        when: the day.
    """

    reason_code: str
    entity_type: str
    who: str = field(repr=False)
    where: str = field(repr=False)
    when: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """What the case file was good for. Holds no text of its terms.

    Attributes:
        terms: names and dangerous facts that were searched for in what was written; none is there.
        segments: of the written file that were searched, beside its name and the reports.
        found: places of the draft where one of them stood.
        forms: form to number of those places; empty in the external form.
        public: entries that may stay because they have been published.
        consent: entries that may stay because the person agreed.
        evidence: of these entries; empty in the external form.
    """

    terms: int
    segments: int
    found: int
    forms: Mapping[str, int]
    public: int
    consent: int
    evidence: tuple[EvidenceEntry, ...]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file by name and hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """The policy that decided, with the files that the form may name."""

    name: str
    version: str
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the released text, in code points of one segment.

    Attributes:
        segment: id of the segment.
        line: number of the line where it starts, from 1.
        start: first code point.
        end: the one behind the last.
    """

    segment: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What only the internal form tells about a decision.

    Attributes:
        text: the original text of the finding.
        segment: id of the segment of the original.
        line: number of the line where it starts, from 1.
        start: first code point in the original segment.
        end: the one behind the last.
        subject: id of the subject.
        relation: for a relative, the relation to the source.
        context: where in the document it stands.
        score: the recognizer's confidence.
        rule: the detection rule.
        reason: why it was flagged.
        replacement: what this decision alone would have put there.
        rung: rung of the generalization hierarchy.
    """

    text: str = field(repr=False)
    segment: str
    line: int
    start: int
    end: int
    subject: str
    relation: str | None
    context: str
    score: float
    rule: str
    reason: str
    replacement: str | None
    rung: str | None


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """One decision.

    Attributes:
        number: from 1, in document order.
        entity_type: what was found.
        action: ``mask``, ``generalize`` or ``keep``, as decided.
        replacement: what stands in the released text; ``None`` where nothing was replaced.
        covered: whether the replacement of a wider passage took this finding with it.
        place: where in the released text; ``None`` where the whole segment is gone.
        subject: name that the person has in the released text, or else only the role.
        rule: the policy's rule.
        reason_code: short stable code.
        reason: a sentence that an editor understands.
        review_required: whether a person has yet to look at it.
        origin: only in the internal form.
    """

    number: int
    entity_type: str
    action: str
    replacement: str | None
    covered: bool
    place: Place | None
    subject: str
    rule: str
    reason_code: str
    reason: str
    review_required: bool
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A changed sentence, before and after; only in the internal form."""

    segment: str
    line: int
    before: str = field(repr=False)
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was done to a document and why.

    Attributes:
        schema: :data:`SCHEMA`.
        form: ``external`` or ``internal``.
        released: the released file.
        original: the file as read; only in the internal form.
        format: name of the format.
        language: ISO 639-1 code.
        policy: the policy that decided.
        case: what a case file was good for; ``None`` without one.
        versions: component to version.
        counts: entity type to action to number of decisions.
        awaiting_review: numbers of the decisions that a person has yet to look at.
        not_checked: what no detector looked at, one sentence each.
        decisions: all, in document order.
        changes: changed sentences; empty in the external form.
    """

    schema: str
    form: str
    released: FileEntry
    original: FileEntry | None
    format: str
    language: str
    policy: PolicyEntry
    case: CaseEntry | None
    versions: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]
    awaiting_review: tuple[int, ...]
    not_checked: tuple[str, ...]
    decisions: tuple[DecisionEntry, ...]
    changes: tuple[ChangeEntry, ...]
