"""Rows of the tables as records, and back; the only place where they are encrypted and decrypted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, update

from redactor.model import SegmentKind
from redactor.review.errors import Conflict, NotThere
from redactor.review.records import DocumentState, Draft, Item, ItemStatus
from redactor.review.store import schema
from redactor.review.store.cipher import Cipher
from redactor.review.store.item_coding import ItemCoding, decision_of, decision_values
from redactor.review.views import Comment, PageSegment

_LARGE = frozenset({"segments", "people", "release"})
"""Columns that are read by themselves."""


class Rows:
    """The rows that one connection sees.

    Args:
        connection: from :mod:`redactor.review.store.connect`.
        cipher: of the desk.
    """

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection, self._cipher, self._coding = connection, cipher, ItemCoding(cipher)

    def draft(self, document_id: str) -> Draft:
        """Return a document.

        Raises:
            NotThere: if there is none.
        """
        row = self._document(
            document_id, *(column for column in schema.documents.c if column.key not in _LARGE)
        )
        return Draft(
            id=row["id"],
            number=row["number"],
            name=self._cipher.open(row["name"]),
            data=self._cipher.open_bytes(row["data"]),
            sha256=row["sha256"],
            policy=self._cipher.open(row["policy"]),
            policy_digest=row["policy_digest"],
            case=self._cipher.open_bytes(row["case_file"]) if row["case_file"] is not None else None,
            state=DocumentState(row["state"]),
            version=row["version"],
            added_by=row["added_by"],
            read_by=tuple(self._cipher.open(row["read_by"])),
            approved_by=row["approved_by"],
            remarks=tuple(self._cipher.open(row["remarks"])),
        )

    def has_document(self, document_id: str) -> bool:
        """Whether an id is a document's."""
        found = select(schema.documents.c.id).where(schema.documents.c.id == document_id)
        return self.connection.execute(found).scalar() is not None

    def numbers(self, document_ids: Iterable[str]) -> dict[str, int]:
        """Return documents' numbers."""
        row = schema.documents.c
        found = select(row.id, row.number).where(row.id.in_(set(document_ids)))
        return {one.id: one.number for one in self.connection.execute(found)}

    def heading(self, document_id: str) -> tuple[str, DocumentState, int]:
        """Return a document's name, state and number.

        Raises:
            NotThere: if there is none.
        """
        told = schema.documents.c
        row = self._document(document_id, told.name, told.state, told.number)
        return self._cipher.open(row["name"]), DocumentState(row["state"]), row["number"]

    def segments(self, document_id: str) -> tuple[PageSegment, ...]:
        """Return the text of a document."""
        told = self._cipher.open(self._document(document_id, schema.documents.c.segments)["segments"])
        return tuple(PageSegment(i, SegmentKind(kind), text) for i, kind, text in told)

    def people(self, document_id: str) -> Mapping[str, str]:
        """Return by subject id what people are called."""
        return dict(self._cipher.open(self._document(document_id, schema.documents.c.people)["people"]))

    def put_draft(
        self, draft: Draft, segments: Iterable[PageSegment], people: Mapping[str, str], *, is_new: bool
    ) -> None:
        """Write a document with its text."""
        values = {
            **self._state_values(draft),
            "name": self._cipher.seal(draft.name),
            "data": self._cipher.seal_bytes(draft.data),
            "segments": self._cipher.seal([[s.id, s.kind.value, s.text] for s in segments]),
            "people": self._cipher.seal(dict(people)),
            "case_file": self._cipher.seal_bytes(draft.case) if draft.case is not None else None,
            "sha256": draft.sha256,
            "policy": self._cipher.seal(draft.policy),
            "policy_digest": draft.policy_digest,
        }
        if is_new:
            told = {"id": draft.id, "number": draft.number, "added_by": draft.added_by}
            self.connection.execute(insert(schema.documents).values(**told, **values))
        else:
            self.connection.execute(
                update(schema.documents).where(schema.documents.c.id == draft.id).values(**values)
            )

    def put_state(self, draft: Draft) -> None:
        """Write where a document is on its way."""
        found = schema.documents.c.id == draft.id
        self.connection.execute(update(schema.documents).where(found).values(**self._state_values(draft)))

    def statuses(self, document_id: str) -> frozenset[ItemStatus]:
        """Return the statuses that a document's items have, without reading the items."""
        row = schema.items.c
        found = select(row.status).where(row.document_id == document_id).distinct()
        return frozenset(map(ItemStatus, self.connection.execute(found).scalars()))

    def state(self, document_id: str) -> DocumentState:
        """Return where a document is, without reading it.

        Raises:
            NotThere: if there is none.
        """
        return DocumentState(self._document(document_id, schema.documents.c.state)["state"])

    def policy_digest(self, document_id: str) -> str:
        """Return the digest of a document's policy, without reading the document."""
        return str(self._document(document_id, schema.documents.c.policy_digest)["policy_digest"])

    def move(self, document_id: str, state: DocumentState) -> None:
        """Move a document on after one of its items changed; an approval does not outlast that."""
        row = schema.documents.c
        values = {"state": state.value, "version": row.version + 1, "approved_by": None}
        self.connection.execute(update(schema.documents).where(row.id == document_id).values(**values))

    def put_release(self, document_id: str, files: Mapping[str, bytes]) -> None:
        """Keep what was released of a document."""
        told = self._cipher.seal({name: data.hex() for name, data in files.items()})
        found = schema.documents.c.id == document_id
        self.connection.execute(update(schema.documents).where(found).values(release=told))

    def release(self, document_id: str) -> dict[str, bytes]:
        """Return what was released of a document; nothing if it was not."""
        sealed = self._document(document_id, schema.documents.c.release)["release"]
        told = self._cipher.open(sealed) if sealed is not None else {}
        return {name: bytes.fromhex(data) for name, data in told.items()}

    def _state_values(self, draft: Draft) -> dict[str, Any]:
        return {
            "state": draft.state.value,
            "version": draft.version,
            "read_by": self._cipher.seal(list(draft.read_by)),
            "approved_by": draft.approved_by,
            "remarks": self._cipher.seal(list(draft.remarks)),
        }

    def _document(self, document_id: str, *columns: ColumnElement[Any]) -> RowMapping:
        found = select(*columns).where(schema.documents.c.id == document_id)
        row = self.connection.execute(found).mappings().one_or_none()
        if row is None:
            raise NotThere("there is no such document")
        return row

    def items(self, document_id: str) -> tuple[Item, ...]:
        """Return a document's items in the order of its text."""
        found = select(schema.items).where(schema.items.c.document_id == document_id)
        rows = self.connection.execute(found.order_by(schema.items.c.place, schema.items.c.start)).mappings()
        return tuple(self._coding.item(row) for row in rows)

    def item(self, item_id: str) -> Item:
        """Return an item.

        Raises:
            NotThere: if there is none.
        """
        found = select(schema.items).where(schema.items.c.id == item_id)
        row = self.connection.execute(found).mappings().one_or_none()
        if row is None:
            raise NotThere("there is no such item")
        return self._coding.item(row)

    def add_items(self, items: Sequence[tuple[int, Item]]) -> None:
        """Write new items, each with its segment's place in the document."""
        if items:
            self.connection.execute(
                insert(schema.items), [self._coding.values(i, place) for place, i in items]
            )

    def change_item(self, item: Item, seen: int, who: str) -> Item:
        """Write an item that somebody saw at a version; return it with the next one.

        Raises:
            Conflict: if somebody else changed it since.
        """
        row = schema.items.c
        changed = replace(item, version=seen + 1)
        done = self.connection.execute(
            update(schema.items)
            .where(row.id == item.id, row.version == seen)
            .values(**self._coding.changing(changed), changed_by=who)
        )
        if done.rowcount != 1:
            other = self.connection.execute(select(row.changed_by).where(row.id == item.id)).scalar()
            raise Conflict(str(other or "somebody"))
        return changed

    def remove_items(self, item_ids: Iterable[str]) -> None:
        """Remove items that a changed draft has no place for."""
        for item_id in item_ids:
            self.connection.execute(delete(schema.items).where(schema.items.c.id == item_id))

    def occurrences(self, item_id: str) -> tuple[int, int]:
        """Return how many items have the same words as an item, in its document and in all."""
        row = schema.items.c
        own = select(row.words, row.document_id).where(row.id == item_id).subquery()
        here = func.count().filter(row.document_id == own.c.document_id)
        found = self.connection.execute(select(here, func.count()).where(row.words == own.c.words)).one()
        return found[0], found[1]

    def alike(self, item_id: str, most: int | None = None) -> tuple[Item, ...]:
        """Return items with the same words as an item, those of its own document first.

        Args:
            item_id: of the item.
            most: how many; all if ``None``.
        """
        row = schema.items.c
        own = select(row.words, row.document_id).where(row.id == item_id).subquery()
        found = (
            select(schema.items)
            .where(row.words == own.c.words)
            .order_by(row.document_id != own.c.document_id, row.document_id, row.place, row.start)
            .limit(most)
        )
        return tuple(self._coding.item(one) for one in self.connection.execute(found).mappings())

    def comments(self, document_id: str) -> tuple[Comment, ...]:
        """Return the comments on a document's items."""
        row = schema.comments.c
        found = (
            select(row.item_id, row.who, row.at, row.text)
            .where(row.document_id == document_id)
            .order_by(row.number)
        )
        return tuple(
            Comment(i, who, at, self._cipher.open(text))
            for i, who, at, text in self.connection.execute(found)
        )

    def add_comment(self, document_id: str, comment: Comment) -> None:
        """Write a comment."""
        self.connection.execute(
            insert(schema.comments).values(
                document_id=document_id,
                item_id=comment.item_id,
                who=comment.who,
                at=comment.when,
                text=self._cipher.seal(comment.text),
            )
        )

    def forget_steps(self, item_ids: Iterable[str]) -> None:
        """Leave nothing to undo for items that are not what they were."""
        for item_id in item_ids:
            self.connection.execute(delete(schema.steps).where(schema.steps.c.item_id == item_id))

    def decision_text(self, item: Item) -> bytes:
        """Return what undo needs of an item, sealed."""
        return self._cipher.seal(
            {
                "status": item.status.value,
                "decision": decision_values(item.decision),
                "decided_by": item.decided_by,
                "confirmed_by": item.confirmed_by,
            }
        )

    def with_decision(self, item: Item, sealed: bytes) -> Item:
        """Return an item as undo kept it."""
        told = self._cipher.open(sealed)
        return replace(
            item,
            status=ItemStatus(told["status"]),
            decision=decision_of(told["decision"]),
            decided_by=told["decided_by"],
            confirmed_by=told["confirmed_by"],
        )
