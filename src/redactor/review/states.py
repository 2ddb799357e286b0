"""What may happen when, by whom, and with which reason. Pure rules, no store."""

from __future__ import annotations

from collections.abc import Collection

from redactor.model import Action, EntityType, Role
from redactor.policy.vocabulary import rungs
from redactor.review.errors import NotAllowed
from redactor.review.records import Decision, DeskRole, DocumentState, Draft, Item, ItemStatus, Person

ALREADY_PUBLIC = "already-public"
TO_LOOSEN = (
    "not-identifying",
    "not-about-a-person",
    "public-role",
    ALREADY_PUBLIC,
    "consent",
    "already-vague",
)
"""The policy's reason codes that can be a reason to protect less; the others say why something is hidden."""
LEAST_SENTENCE = 10
"""Characters that a reason has at least."""

_MAY: dict[str, frozenset[DeskRole]] = {
    "add": frozenset({DeskRole.EDITOR, DeskRole.REVIEWER}),
    "mark": frozenset({DeskRole.EDITOR, DeskRole.REVIEWER, DeskRole.SECOND}),
    "comment": frozenset({DeskRole.EDITOR, DeskRole.REVIEWER, DeskRole.SECOND}),
    "decide": frozenset({DeskRole.REVIEWER, DeskRole.SECOND}),
    "second": frozenset({DeskRole.SECOND}),
    "approve": frozenset({DeskRole.REVIEWER, DeskRole.SECOND}),
    "release": frozenset({DeskRole.REVIEWER, DeskRole.SECOND}),
    "look": frozenset({DeskRole.EDITOR, DeskRole.REVIEWER, DeskRole.SECOND}),
    "log": frozenset({DeskRole.ADMIN, DeskRole.REVIEWER, DeskRole.SECOND}),
}
_SETTLED = frozenset({ItemStatus.DECIDED, ItemStatus.CONFIRMED})
_NAME_OR_FAMILY = frozenset({EntityType.PERSON, EntityType.FAMILY_DETAIL})
_AFTER_APPROVAL = frozenset({DocumentState.APPROVED, DocumentState.RELEASED, DocumentState.CHANGED})


def check_may(who: Person, what: str) -> None:
    """Refuse what a person's roles do not allow.

    Args:
        who: the person.
        what: ``add``, ``mark``, ``comment``, ``decide``, ``second``, ``approve``, ``release``,
            ``look`` or ``log``.

    Raises:
        NotAllowed: naming the roles that may.
    """
    if not may(who, what):
        raise NotAllowed(f"this needs one of the roles: {', '.join(sorted(_MAY[what]))}")


def may(who: Person, what: str) -> bool:
    """Whether a person's roles allow something, see :func:`check_may`."""
    return bool(who.roles & _MAY[what])


def loosens(item: Item, decision: Decision) -> bool:
    """Whether a decision protects less than the policy does, as far as a program can tell.

    A finer rung than the policy's does. So may a person's own words, whatever they say.
    """
    if decision.action is None:
        return False
    if _in_own_words(item, decision) or _strength(decision) < _strength(item.proposed):
        return item.proposed.action is not Action.KEEP
    both = decision.action is item.proposed.action is Action.GENERALIZE
    return both and _height(item, decision) < _height(item, item.proposed)


def check_decision(item: Item, decision: Decision, codes: Collection[str]) -> None:
    """Refuse a decision that lacks what it needs.

    Args:
        item: that is decided on.
        decision: what a person says.
        codes: reason codes of the policy.

    Raises:
        NotAllowed: saying what is missing.
    """
    if decision.action is Action.GENERALIZE and decision.rung is None and decision.replacement is None:
        raise NotAllowed("to generalize needs a rung or your own words")
    if decision.rung is not None and decision.rung not in rungs(item.entity_type):
        raise NotAllowed("there is no such rung for this type")
    if decision.action is Action.KEEP and decision.replacement is not None:
        raise NotAllowed("what is kept has no words of its own")
    if decision.reason_code and decision.reason_code not in codes:
        raise NotAllowed("there is no such reason code in the policy")
    if not loosens(item, decision):
        return
    if not decision.reason_code:
        raise NotAllowed("to protect less than the policy does needs a reason code")
    if decision.reason_code not in TO_LOOSEN:
        raise NotAllowed("this reason code is no reason to protect less")
    if len(decision.sentence.strip()) < LEAST_SENTENCE:
        raise NotAllowed(
            f"to protect less than the policy does needs a reason of {LEAST_SENTENCE} characters"
        )
    evidence = decision.evidence
    if decision.reason_code == ALREADY_PUBLIC and (
        evidence is None or not all(part.strip() for part in (evidence.who, evidence.where, evidence.when))
    ):
        raise NotAllowed("already-public needs evidence: who published it, where and when")


def status_after(item: Item, decision: Decision) -> ItemStatus:
    """Return how far an item is after a decision."""
    if decision.action is None:
        return ItemStatus.UNSURE
    return ItemStatus.NEEDS_SECOND if needs_second(item, decision) else ItemStatus.DECIDED


def needs_second(item: Item, decision: Decision) -> bool:
    """Whether a second person has to confirm a decision.

    A keep of a name or of a fact about a family, against the policy, or own words for one, which
    may tell as much; and whatever the policy wants a person to look at.
    """
    is_family = item.entity_type in _NAME_OR_FAMILY or item.role is Role.RELATIVE
    may_tell = decision.action is Action.KEEP or _in_own_words(item, decision)
    return item.review_required or (is_family and may_tell and loosens(item, decision))


def check_second(item: Item, who: Person) -> None:
    """Refuse a second look by the person who had the first, or at what needs none.

    Raises:
        NotAllowed: saying why.
    """
    check_may(who, "second")
    if item.status is not ItemStatus.NEEDS_SECOND:
        raise NotAllowed("nothing waits for a second person here")
    if item.decided_by == who.name:
        raise NotAllowed("you decided this yourself; another person has to confirm it")


def is_blind_to(item: Item, who: Person) -> bool:
    """Whether somebody has yet to look at an item without knowing what the first person said."""
    is_second = DeskRole.SECOND in who.roles and item.decided_by != who.name
    return is_second and item.status is ItemStatus.NEEDS_SECOND


def state_after(state: DocumentState, statuses: Collection[ItemStatus]) -> DocumentState:
    """Return a document's state after one of its items changed.

    Args:
        state: that it had.
        statuses: that its items have now.
    """
    return DocumentState.CHANGED if state in _AFTER_APPROVAL else state_of(statuses)


def state_of(statuses: Collection[ItemStatus]) -> DocumentState:
    """Return the state that a document not approved yet has because of its items."""
    found = set(statuses)
    if found == {ItemStatus.OPEN}:
        return DocumentState.NEW
    if ItemStatus.NEEDS_SECOND in found and found <= _SETTLED | {ItemStatus.NEEDS_SECOND}:
        return DocumentState.NEEDS_SECOND
    return DocumentState.IN_REVIEW


def check_approval(draft: Draft, items: Collection[Item], who: Person) -> None:
    """Refuse an approval before its time.

    Raises:
        NotAllowed: saying what is left to do.
    """
    check_may(who, "approve")
    left = sum(item.status in {ItemStatus.OPEN, ItemStatus.UNSURE} for item in items)
    waiting = sum(item.status is ItemStatus.NEEDS_SECOND for item in items)
    if left:
        raise NotAllowed(f"{left} items are open")
    if waiting:
        raise NotAllowed(f"{waiting} items wait for a second person")
    if who.name not in draft.read_by:
        raise NotAllowed("tick that you read the document to its end")


def check_release(draft: Draft, items: Collection[Item], who: Person, typed_name: str) -> None:
    """Refuse a release before its time, or of another document than the person thinks.

    Raises:
        NotAllowed: saying what is missing.
    """
    check_may(who, "release")
    if draft.state is not DocumentState.APPROVED:
        raise NotAllowed("only an approved document is released")
    if any(item.status not in _SETTLED for item in items):
        raise NotAllowed("items are open")
    if typed_name != draft.name:
        raise NotAllowed("the name that you typed is not this document's")


def _strength(decision: Decision) -> int:
    return int(Action.KEEP if decision.action is None else decision.action)


def _in_own_words(item: Item, decision: Decision) -> bool:
    return decision.replacement not in {None, item.proposed.replacement}


def _height(item: Item, decision: Decision) -> int:
    """How vague a rung is; without one, or with one of another policy, as vague as can be."""
    ladder = rungs(item.entity_type)
    return ladder.index(decision.rung) if decision.rung in ladder else len(ladder)
