"""People decide on items: one by one, many at once, and back again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from redactor.model import Action
from redactor.policy.vocabulary import reason_codes
from redactor.review.desk import Change, Desk, changing
from redactor.review.errors import NotAllowed
from redactor.review.records import Decision, Item, ItemStatus, Person
from redactor.review.rulings import MOST_WORDS
from redactor.review.states import check_decision, check_may, check_second, status_after
from redactor.review.steps import changed, log_item, settle, told
from redactor.review.views import Comment


def decide(desk: Desk, who: Person, item_id: str, version: int, decision: Decision) -> Item:
    """Decide on an item.

    Args:
        desk: it is on.
        who: decides.
        item_id: of the item.
        version: that this person saw.
        decision: what is said.

    Returns:
        The item as it is now.

    Raises:
        Conflict: if somebody changed it meanwhile; nothing is lost.
        NotAllowed: if this person may not, or the decision lacks what it needs.
    """
    check_may(who, "decide")
    with changing(desk, who) as change:
        item = _decided(change, change.rows.item(item_id), version, decision, uuid.uuid4().hex)
        settle(change, [item])
    return item


def bulk_decide(
    desk: Desk, who: Person, seen: Mapping[str, int], decision: Decision | None
) -> tuple[Item, ...]:
    """Decide on many items as one; undone as one.

    Args:
        desk: they are on.
        who: decides.
        seen: item id to the version in the preview.
        decision: what is said of each; ``None`` accepts what is proposed.

    Raises:
        Conflict: if one was changed since the preview; then none is decided.
        NotAllowed: if one of the items needs what the decision lacks; then none is decided.
    """
    check_may(who, "decide")
    batch = uuid.uuid4().hex
    with changing(desk, who) as change:
        found = [(change.rows.item(item_id), version) for item_id, version in seen.items()]
        items = [_decided(change, item, version, decision or item.proposed, batch) for item, version in found]
        settle(change, items)
    return tuple(items)


def second(
    desk: Desk,
    who: Person,
    item_id: str,
    version: int,
    *,
    confirms: bool = False,
    own: Action | None = None,
    sentence: str = "",
) -> Item:
    """Confirm what another person decided, or send it back.

    Args:
        desk: it is on.
        who: the second person.
        item_id: of the item.
        version: that this person saw.
        confirms: or sends back; where second persons are blind, what they would do says it.
        own: what a blind second person would do: the same confirms, anything else sends back.
        sentence: why.

    Raises:
        Conflict: if somebody changed it meanwhile.
        NotAllowed: if this person decided it, or may not confirm.
    """
    with changing(desk, who) as change:
        item = change.rows.item(item_id)
        check_second(item, who)
        if desk.is_blind:
            if own is None:
                raise NotAllowed("say what you would do yourself: mask, generalize or keep")
            confirms = own is item.in_force.action
        after = replace(
            item,
            status=ItemStatus.CONFIRMED if confirms else ItemStatus.OPEN,
            confirmed_by=who.name if confirms else None,
        )
        item = changed(change, item, after, version, uuid.uuid4().hex)
        what = "confirm" if confirms else "send back"
        log_item(change, what, item, before=item.status.value, sentence=sentence)
        settle(change, [item])
    return item


def comment(desk: Desk, who: Person, item_id: str, text: str) -> None:
    """Write something beside an item, for the others.

    Raises:
        NotAllowed: if this person may not, or it is empty or endless.
    """
    check_may(who, "comment")
    if not text.strip() or len(text) > MOST_WORDS:
        raise NotAllowed(f"a comment has 1 to {MOST_WORDS} characters")
    with changing(desk, who) as change:
        item = change.rows.item(item_id)
        change.rows.add_comment(item.document_id, Comment(item_id, who.name, desk.now(), text))
        log_item(change, "comment", item, before="", sentence=text)


def _decided(change: Change, item: Item, version: int, decision: Decision, batch: str) -> Item:
    check_decision(item, decision, reason_codes())
    said = [decision.replacement or "", decision.sentence]
    if any(len(text) > MOST_WORDS for text in said):
        raise NotAllowed(f"words and reasons have at most {MOST_WORDS} characters")
    after = replace(
        item,
        status=status_after(item, decision),
        decision=decision,
        decided_by=change.who.name,
        confirmed_by=None,
    )
    before = told(item)
    after = changed(change, item, after, version, batch)
    log_item(change, "decide", after, before=before, code=decision.reason_code, sentence=decision.sentence)
    return after
