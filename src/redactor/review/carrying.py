"""Which decisions still apply to a changed draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from redactor.review.records import Item
from redactor.review.views import PageSegment
from redactor.text.fold import fold

_AROUND = 20
"""Characters before and after that have to be the same."""

_Key = tuple[str, str, str, str, str, str]


def carried(
    before: Sequence[Item],
    old: Iterable[PageSegment],
    found: Sequence[Item],
    new: Iterable[PageSegment],
) -> list[Item]:
    """Return the items of a changed draft, with the decisions that still apply.

    A decision is carried over where type, role, words and surroundings are the same. What a
    person marked is marked again wherever its words stand in the same surroundings.

    Args:
        before: items of the earlier draft.
        old: its text.
        found: items of the changed draft, nothing of them decided by people.
        new: its text.
    """
    old_texts, new_texts = ({s.id: s.text for s in segments} for segments in (old, new))
    known: dict[_Key, list[Item]] = defaultdict(list)
    for item in before:
        known[_key(item, old_texts)].append(item)
    after = []
    for item in found:
        same = known.get(_key(item, new_texts), [])
        after.append(_with_decision(item, same.pop(0)) if same else item)
    marks = (item for item in before if item.is_marked)
    return [*after, *(again for item in marks for again in _marked_again(item, old_texts, new_texts, after))]


def _with_decision(item: Item, old: Item) -> Item:
    item = replace(item, id=old.id, version=old.version + 1)
    if old.decision is None or old.proposed != item.proposed or old.review_required != item.review_required:
        return item
    return replace(
        item,
        status=old.status,
        decision=old.decision,
        decided_by=old.decided_by,
        confirmed_by=old.confirmed_by,
    )


def _marked_again(
    item: Item, old: Mapping[str, str], new: Mapping[str, str], found: Sequence[Item]
) -> Iterable[Item]:
    text, (before, after) = new.get(item.segment, ""), _surroundings(item, old)
    at = text.find(before + item.quote + after)
    if at < 0:
        return
    start = at + len(before)
    span = type(item.span)(start, start + len(item.quote))
    if not any(
        o.segment == item.segment and o.span == span and o.entity_type == item.entity_type for o in found
    ):
        yield replace(item, span=span)


def _key(item: Item, texts: Mapping[str, str]) -> _Key:
    before, after = _surroundings(item, texts)
    words = " ".join(fold(item.quote).text.split())
    return item.segment, item.entity_type, item.role, words, before, after


def _surroundings(item: Item, texts: Mapping[str, str]) -> tuple[str, str]:
    text = texts.get(item.segment, "")
    start, end = item.span.start, item.span.end
    return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
