"""Before a release: read to the end, approved; and the release itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from redactor.apply import apply_plan
from redactor.delivery import delivery_of
from redactor.errors import RedactorError
from redactor.generalize import Request, generalize, mask
from redactor.model import Outcome, SegmentKind, Subject
from redactor.pipeline import Engine, redact_document
from redactor.policy.vocabulary import rungs as rungs_of_type
from redactor.release import write_release
from redactor.review.desk import Desk, changing, looking
from redactor.review.documents import policy_digest
from redactor.review.errors import Busy, Conflict, NotAllowed
from redactor.review.records import DocumentState, Draft, Item, Person
from redactor.review.rulings import rulings_of
from redactor.review.states import check_approval, check_may, check_release, is_blind_to
from redactor.review.steps import APPROVED, READ, keep_document_step
from redactor.review.views import PageSegment, Released

_MOST_PREVIEWS = 8
_SECONDS_TO_WAIT = 5.0


def tick_read(desk: Desk, who: Person, document_id: str) -> Draft:
    """Say that this person read the document to its end; a changed draft is to be read again.

    Raises:
        NotAllowed: if this person may not approve.
    """
    check_may(who, "approve")
    with changing(desk, who) as change:
        draft = change.rows.draft(document_id)
        if who.name not in draft.read_by:
            draft = replace(draft, read_by=(*draft.read_by, who.name), version=draft.version + 1)
            change.rows.put_state(draft)
            keep_document_step(change, document_id, READ, draft.state)
            change.log("read to the end", document=document_id, policy=draft.policy_digest)
    return draft


def approve(desk: Desk, who: Person, document_id: str, version: int) -> Draft:
    """Approve a document for release.

    Args:
        desk: it is on.
        who: approves.
        document_id: of the document.
        version: of the document that this person saw.

    Raises:
        Conflict: if something of it was changed meanwhile.
        NotAllowed: saying what is left to do.
    """
    with changing(desk, who) as change:
        draft = change.rows.draft(document_id)
        if draft.version != version:
            raise Conflict("somebody")
        check_approval(draft, change.rows.items(document_id), who)
        before = draft.state
        draft = replace(draft, state=DocumentState.APPROVED, approved_by=who.name, version=draft.version + 1)
        change.rows.put_state(draft)
        keep_document_step(change, document_id, APPROVED, before)
        change.log(
            "approve", document=document_id, before=before.value, after=draft.state.value,
            policy=draft.policy_digest,
        )  # fmt: skip
    return draft


def released_text(desk: Desk, who: Person, document_id: str) -> tuple[PageSegment, ...]:
    """Return the text that a release would have as things stand; hidden parts are gone.

    It is made once for all who look at the same version of a document. A blind second person
    gets it without what the first one decided.

    Raises:
        Busy: if other texts are being made; then it is not waited for.
        RedactorError: if it cannot be made.
    """
    with looking(desk) as rows:
        draft, items = rows.draft(document_id), rows.items(document_id)
    seen = tuple(as_seen(desk, items, who))
    engine = desk.engine(draft.policy, draft.case)
    key = (document_id, draft.version, who.name if seen != items else "")
    # Whoever waits holds a place that others need for decisions.
    if not desk.turn.acquire(timeout=_SECONDS_TO_WAIT):
        raise Busy("other texts are being made; this one comes after them")
    try:
        if key not in desk.previews:
            while len(desk.previews) >= _MOST_PREVIEWS:
                del desk.previews[next(iter(desk.previews))]
            desk.previews[key] = _text_of(_outcome(engine, draft, seen))
        return desk.previews[key]
    finally:
        desk.turn.release()


def as_seen(desk: Desk, items: Iterable[Item], who: Person) -> Iterator[Item]:
    """Yield items as somebody may see them: a blind second person, without the first one's decision."""
    for item in items:
        is_blind = desk.is_blind and is_blind_to(item, who)
        yield replace(item, decision=None) if is_blind else item


def _text_of(outcome: Outcome) -> tuple[PageSegment, ...]:
    written = apply_plan(outcome.analysis.document, outcome.plan)
    return tuple(
        PageSegment(s.id, s.kind, s.text)
        for s in written.segments
        if s.text or s.kind is not SegmentKind.HIDDEN
    )


def release(desk: Desk, who: Person, document_id: str, typed_name: str) -> Released:
    """Release an approved document: run the pipeline with the decisions, check what is written.

    Args:
        desk: it is on.
        who: releases.
        document_id: of the document.
        typed_name: the document's name, typed by this person, so that nobody releases another one.

    Returns:
        The files, or why it is held; then nothing was written.

    Raises:
        NotAllowed: if it is not its time.
        Conflict: if something was changed while it was released; then nothing is.
        RefusedError: if it is released, but the desk's folder could not be written to.
    """
    with looking(desk) as rows:
        draft, items = rows.draft(document_id), rows.items(document_id)
    check_release(draft, items, who, typed_name)
    engine = desk.engine(draft.policy, draft.case)
    if policy_digest(engine) != draft.policy_digest:
        raise NotAllowed("the policy was changed since the draft was added; bring the draft again")
    with desk.turn:
        made = _released(engine, draft, items)
    with changing(desk, who) as change:
        now = change.rows.draft(document_id)
        if now.version != draft.version:
            raise Conflict("somebody")
        change.rows.put_state(
            replace(now, state=made.state, version=now.version + 1, remarks=(*made.not_checked, *made.leaks))
        )
        if made.files:
            change.rows.put_release(document_id, made.files)
        change.log(
            "release", document=document_id, before=draft.state.value, after=made.state.value,
            policy=draft.policy_digest, leaks=len(made.leaks),
        )  # fmt: skip
    # Last, so that no file lies there without a row in the log; the desk has the files in any case.
    if made.state is DocumentState.RELEASED and desk.out is not None:
        write_release(desk.out / str(draft.number), made.files)
    return made


def download(desk: Desk, who: Person, document_id: str) -> Mapping[str, bytes]:
    """Return the files that were released of a document, the document first.

    Raises:
        NotAllowed: if it is not released now.
    """
    check_may(who, "look")
    with looking(desk) as rows:
        if rows.state(document_id) is not DocumentState.RELEASED:
            raise NotAllowed("this document is not released")
        return rows.release(document_id)


def rungs(desk: Desk, item_id: str) -> tuple[tuple[str, str], ...]:
    """Return what an item would be said as on each rung of its hierarchy, the least vague first.

    Returns:
        Pairs of a rung's name and its words; ``mask`` comes last.
    """
    with looking(desk) as rows:
        item = rows.item(item_id)
        texts = {s.id: s.text for s in rows.segments(item.document_id)}
        people = rows.people(item.document_id)
    request = Request(
        entity_type=item.entity_type,
        rung=None,
        segment_text=texts[item.segment],
        span=item.span,
        subject=Subject(item.subject_id, item.role, item.relation),
        pseudonym=people.get(item.subject_id),
    )
    found = []
    for name in rungs_of_type(item.entity_type):
        phrase = generalize(replace(request, rung=name))
        if phrase.rung == name:
            found.append((name, phrase.text))
    return (*found, ("mask", mask(request).text))


def _released(engine: Engine, draft: Draft, items: tuple[Item, ...]) -> Released:
    try:
        outcome = _outcome(engine, draft, items)
        delivery = delivery_of(engine, outcome)
    except RedactorError as error:
        return Released(DocumentState.HELD, "", {}, (), (str(error),))
    except Exception as error:
        return Released(DocumentState.HELD, "", {}, (), (f"an internal error ({type(error).__name__})",))
    not_checked = outcome.analysis.not_checked
    if not delivery.outcome.released:
        leaks = sorted({f"{leak.detail} [{leak.kind}]" for leak in delivery.outcome.leaks})
        return Released(DocumentState.HELD, "", {}, not_checked, tuple(leaks))
    return Released(DocumentState.RELEASED, delivery.outcome.name, delivery.files, not_checked, ())


def _outcome(engine: Engine, draft: Draft, items: tuple[Item, ...]) -> Outcome:
    return redact_document(engine, draft.name, draft.data, rulings_of(items))


def outcome_of(desk: Desk, document_id: str) -> Outcome:
    """Return what a release of a document would be as things stand.

    Raises:
        RedactorError: if it cannot be made.
    """
    with looking(desk) as rows:
        draft, items = rows.draft(document_id), rows.items(document_id)
    engine = desk.engine(draft.policy, draft.case)
    with desk.turn:
        return _outcome(engine, draft, items)
