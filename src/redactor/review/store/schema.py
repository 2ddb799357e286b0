"""The tables. What is original text, or a person's words about it, is in columns of encrypted bytes."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = "1"

metadata = MetaData()

about = Table(
    "about", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("name", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("segments", LargeBinary, nullable=False),
    Column("people", LargeBinary, nullable=False),
    Column("case_file", LargeBinary),
    Column("sha256", String(64), nullable=False),
    Column("policy", LargeBinary, nullable=False),
    Column("policy_digest", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("added_by", String(100), nullable=False),
    Column("read_by", LargeBinary, nullable=False),
    Column("approved_by", String(100)),
    Column("remarks", LargeBinary, nullable=False),
    Column("release", LargeBinary),
)

items = Table(
    "items",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("entity_type", String(60), nullable=False),
    Column("rule", String(100), nullable=False),
    Column("subject_id", String(100), nullable=False),
    Column("words", String(64), nullable=False),
    Column("score", Float, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("is_marked", Boolean, nullable=False),
    Column("status", String(20), nullable=False),
    Column("decision", LargeBinary),
    Column("decided_by", String(100)),
    Column("confirmed_by", String(100)),
    Column("version", Integer, nullable=False),
    Column("changed_by", String(100)),
    Index("items_of_document", "document_id", "place"),
    Index("items_by_status", "document_id", "status"),
    Index("items_by_words", "words", "document_id"),
)
"""``words`` is a keyed digest of the quote, so that the same words are found without being readable."""

comments = Table(
    "comments",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("item_id", String(32), nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", String(40), nullable=False),
    Column("text", LargeBinary, nullable=False),
)

"""A comment outlives its item, which may be gone from a changed draft."""

steps = Table(
    "steps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("who", String(100), nullable=False, index=True),
    Column("batch", String(32), nullable=False),
    Column("item_id", String(32), nullable=False),
    Column("before", LargeBinary, nullable=False),
    Column("after", LargeBinary, nullable=False),
    Column("undone", Boolean, nullable=False),
)
"""What undo goes back over: each change of an item with what it was before; one batch is undone as one."""

accounts = Table(
    "accounts",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("password", String(200), nullable=False),
    Column("roles", String(100), nullable=False),
    Column("totp", LargeBinary),
    Column("last_code", Integer, nullable=False),
)
"""``last_code`` is the time step of the last one-time password, which is good once only."""

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("who", String(100), nullable=False),
    Column("roles", String(100), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("began", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
"""The cookie's value itself is kept nowhere, only its SHA-256."""

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("item_id", String(32), index=True),
)
"""``item_id`` finds an item's history; what counts is the body, which has it too."""
