"""Drafts come to the desk, and come again changed."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select

from redactor.errors import RedactorError
from redactor.model import Action, Analysis, SegmentKind
from redactor.model import Decision as PolicyDecision
from redactor.pipeline import Engine, analyze_document
from redactor.review.carrying import carried
from redactor.review.desk import Desk, changing, looking
from redactor.review.records import Decision, DocumentState, Draft, Item, ItemStatus, Person
from redactor.review.states import check_may, state_of
from redactor.review.store import schema
from redactor.review.views import Page, PageSegment, QueueEntry, Standing

BY_POLICY = "policy"
"""Who decided on what the policy keeps and nobody has to look at."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a draft that was given to the desk.

    Attributes:
        name: of the file.
        document_id: of the new document; ``None`` if it could not be read.
        problem: why not, one sentence without its text.
    """

    name: str = field(repr=False)
    document_id: str | None
    problem: str = ""


def add_documents(
    desk: Desk, who: Person, files: Iterable[tuple[str, bytes]], policy: str, case: bytes | None = None
) -> tuple[Added, ...]:
    """Analyze drafts and put them into the queue; one that cannot be read costs itself only.

    Args:
        desk: to put them on.
        who: brings them.
        files: name and bytes of each.
        policy: a shipped policy's name, or a file.
        case: plain bytes of the case file.

    Raises:
        NotAllowed: if this person may not add.
        RedactorError: if policy or case file are wrong.
    """
    check_may(who, "add")
    engine = desk.engine(policy, case)
    return tuple(_added(desk, who, engine, name, data, policy, case) for name, data in files)


def _added(  # noqa: PLR0917 - what a draft comes with
    desk: Desk, who: Person, engine: Engine, name: str, data: bytes, policy: str, case: bytes | None
) -> Added:
    try:
        with desk.turn:
            analysis = analyze_document(engine, engine.read(name, data))
    except RedactorError as error:
        return Added(name, None, str(error))
    except Exception as error:
        return Added(name, None, f"an internal error ({type(error).__name__})")
    with changing(desk, who) as change:
        last = change.rows.connection.execute(select(func.max(schema.documents.c.number))).scalar()
        draft = Draft(
            id=uuid.uuid4().hex,
            number=(last or 0) + 1,
            name=name,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            policy=policy,
            policy_digest=policy_digest(engine),
            case=case,
            state=DocumentState.NEW,
            version=1,
            added_by=who.name,
            remarks=analysis.not_checked,
        )
        items = [item for _, item in _items(draft.id, analysis)]
        draft = replace(draft, state=state_of([item.status for item in items]))
        change.rows.put_draft(draft, segments_of(analysis), analysis.pseudonyms, is_new=True)
        change.rows.add_items(list(_items_again(items, analysis)))
        change.log(
            "add", document=draft.id, sha256=draft.sha256, policy=draft.policy_digest, items=len(items)
        )
    return Added(name, draft.id)


def replace_draft(desk: Desk, who: Person, document_id: str, data: bytes) -> None:
    """Take a changed draft in the place of an earlier one.

    Decisions that still apply are kept: the same words, of the same type, about the same kind
    of person, in the same surroundings. For the others people are asked again.

    Raises:
        NotAllowed: if this person may not add.
        RedactorError: if the draft cannot be read.
    """
    check_may(who, "add")
    with looking(desk) as rows:
        old = rows.draft(document_id)
    engine = desk.engine(old.policy, old.case)
    with desk.turn:
        analysis = analyze_document(engine, engine.read(old.name, data))
    with changing(desk, who) as change:
        draft, before = change.rows.draft(document_id), change.rows.items(document_id)
        found = [item for _, item in _items(document_id, analysis)]
        after = carried(before, change.rows.segments(document_id), found, segments_of(analysis))
        kept = sum(item.decision is not None for item in after)
        is_done = draft.state in {DocumentState.APPROVED, DocumentState.RELEASED, DocumentState.CHANGED}
        draft = replace(
            draft,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            policy_digest=policy_digest(engine),
            state=DocumentState.CHANGED if is_done else state_of([item.status for item in after]),
            version=draft.version + 1,
            read_by=(),
            approved_by=None,
            remarks=analysis.not_checked,
        )
        change.rows.remove_items([item.id for item in before])
        change.rows.forget_steps([item.id for item in before])
        change.rows.put_draft(draft, segments_of(analysis), analysis.pseudonyms, is_new=False)
        change.rows.add_items(list(_items_again(after, analysis)))
        told = {"document": draft.id, "sha256": draft.sha256, "policy": draft.policy_digest}
        change.log("replace", **told, items=len(after), kept=kept)


def queue(desk: Desk) -> tuple[QueueEntry, ...]:
    """Return all documents in the order in which they came, without their text."""
    with looking(desk) as rows:
        documents = rows.connection.execute(
            select(schema.documents.c.id, schema.documents.c.number, schema.documents.c.name,
                   schema.documents.c.state, schema.documents.c.version).order_by(schema.documents.c.number)
        ).all()  # fmt: skip
        counted = rows.connection.execute(
            select(schema.items.c.document_id, schema.items.c.status, func.count())
            .group_by(schema.items.c.document_id, schema.items.c.status)
        ).all()  # fmt: skip
        counts: dict[str, Counter[ItemStatus]] = {}
        for document_id, status, count in counted:
            counts.setdefault(document_id, Counter())[ItemStatus(status)] = count
        return tuple(
            QueueEntry(i, number, desk.cipher.open(name), DocumentState(state), counts.get(i, {}), version)
            for i, number, name, state, version in documents
        )


def standing(desk: Desk, document_id: str) -> Standing:
    """Return a document's place in the queue, without reading the others.

    Raises:
        NotThere: if there is none.
    """
    row = schema.documents.c
    with looking(desk) as rows:
        name, state, number = rows.heading(document_id)
        ask = rows.connection.execute
        before = ask(select(row.id).where(row.number < number).order_by(row.number.desc()).limit(1)).scalar()
        after = ask(select(row.id).where(row.number > number).order_by(row.number).limit(1)).scalar()
        at = ask(select(func.count()).where(row.number <= number)).scalar_one()
        of = ask(select(func.count()).select_from(schema.documents)).scalar_one()
    return Standing(name, state, at, of, before, after)


def page(desk: Desk, document_id: str) -> Page:
    """Return all that the desk shows of a document.

    Raises:
        NotThere: if there is none.
    """
    with looking(desk) as rows:
        return Page(
            draft=rows.draft(document_id),
            segments=rows.segments(document_id),
            items=rows.items(document_id),
            people=rows.people(document_id),
            comments=rows.comments(document_id),
        )


def policy_digest(engine: Engine) -> str:
    """Return a digest of all files of an engine's policy."""
    told = " ".join(source.sha256 for source in engine.policy.sources)
    return hashlib.sha256(told.encode()).hexdigest()


def segments_of(analysis: Analysis) -> tuple[PageSegment, ...]:
    """Return a document's text as the desk keeps it."""
    return tuple(PageSegment(s.id, s.kind, s.text) for s in analysis.document.segments)


def _items(document_id: str, analysis: Analysis) -> Iterator[tuple[int, Item]]:
    place = {s.id: n for n, s in enumerate(analysis.document.segments)}
    texts = {s.id: s.text for s in analysis.document.segments}
    # A hidden part goes as a whole: nobody has to decide on each name within it.
    whole = {
        (d.finding.segment, d.finding.span)
        for d in analysis.decisions
        if d.action is Action.MASK
        and analysis.document.segment(d.finding.segment).kind is SegmentKind.HIDDEN
        and len(d.finding.span) == len(texts[d.finding.segment])
    }
    hidden = {segment for segment, _ in whole}
    for decision in analysis.decisions:
        found = decision.finding
        if found.segment in hidden and (found.segment, found.span) not in whole:
            continue
        yield place[found.segment], _item(document_id, decision, texts[found.segment])


def _item(document_id: str, decided: PolicyDecision, text: str) -> Item:
    found = decided.finding
    is_settled = decided.action is Action.KEEP and not decided.review_required
    return Item(
        id=uuid.uuid4().hex,
        document_id=document_id,
        segment=found.segment,
        span=found.span,
        entity_type=str(found.entity_type),
        subject_id=found.subject.id,
        role=found.subject.role,
        relation=found.subject.relation,
        score=found.score,
        rule=found.rule,
        reason=found.reason,
        quote=text[found.span.start : found.span.end],
        proposed=Decision(decided.action, decided.rung, decided.replacement, decided.reason_code),
        policy_rule=decided.decided_by,
        policy_reason=decided.reason,
        policy_code=decided.reason_code,
        review_required=decided.review_required,
        status=ItemStatus.DECIDED if is_settled else ItemStatus.OPEN,
        decided_by=BY_POLICY if is_settled else None,
    )


def _items_again(items: Sequence[Item], analysis: Analysis) -> Iterator[tuple[int, Item]]:
    place = {s.id: n for n, s in enumerate(analysis.document.segments)}
    return ((place[item.segment], item) for item in items)
