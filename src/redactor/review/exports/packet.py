"""The internal packet: quotes, decisions, reasons, comments and history of documents, encrypted."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from redactor.errors import UnreadableError, UsageError
from redactor.review.desk import Desk, looking
from redactor.review.leftovers import history
from redactor.review.records import Item
from redactor.sealing import SALT, check_passphrase, derive_key

_HEADER = b"redactor packet 1\n"


def packet(desk: Desk, document_ids: Sequence[str], passphrase: str) -> bytes:
    """Return all that the desk knows of documents, but for their files, sealed with a passphrase.

    Raises:
        UsageError: if the passphrase is too short.
        NotThere: if there is no such document.
    """
    check_passphrase(passphrase)
    told = {"schema": "redactor.packet/1", "documents": [_document(desk, one) for one in document_ids]}
    salt = os.urandom(SALT)
    token = Fernet(derive_key(passphrase, salt)).encrypt_at_time(json.dumps(told).encode(), 0)
    return _HEADER + base64.urlsafe_b64encode(salt) + b"\n" + token + b"\n"


def opened_packet(data: bytes, passphrase: str) -> Any:
    """Return what a packet holds.

    Raises:
        UnreadableError: if it is no packet.
        UsageError: if the passphrase is wrong, or it was changed.
    """
    header, *rest = data.splitlines(keepends=True)[:3] or [b""]
    if header != _HEADER or len(rest) != 2:
        raise UnreadableError("this is no packet of a review desk")
    try:
        salt = base64.urlsafe_b64decode(rest[0])
        return json.loads(Fernet(derive_key(passphrase, salt)).decrypt(rest[1].strip()))
    except (InvalidToken, ValueError):
        raise UsageError("the packet's passphrase is wrong, or it was changed") from None


def _document(desk: Desk, document_id: str) -> dict[str, Any]:
    with looking(desk) as rows:
        draft, items = rows.draft(document_id), rows.items(document_id)
        comments = rows.comments(document_id)
    return {
        "number": draft.number,
        "name": draft.name,
        "sha256": draft.sha256,
        "policy": draft.policy,
        "policy_digest": draft.policy_digest,
        "state": draft.state,
        "read_by": draft.read_by,
        "approved_by": draft.approved_by,
        "items": [_item(desk, item) for item in items],
        "comments": [asdict(comment) for comment in comments],
    }


def _item(desk: Desk, item: Item) -> dict[str, Any]:
    said = item.in_force
    return {
        "segment": item.segment,
        "start": item.span.start,
        "end": item.span.end,
        "quote": item.quote,
        "type": item.entity_type,
        "about": item.subject_id,
        "rule": item.rule,
        "policy_rule": item.policy_rule,
        "status": item.status,
        "action": said.action.label if said.action is not None else None,
        "replacement": said.replacement,
        "reason_code": said.reason_code,
        "decided_by": item.decided_by,
        "confirmed_by": item.confirmed_by,
        "evidence": asdict(said.evidence) if said.evidence else None,
        "history": [asdict(entry) for entry in history(desk, item.id)] if item.version else [],
    }
