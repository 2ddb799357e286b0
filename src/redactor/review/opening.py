"""Opens a desk: the database, its key, the log's head, and the models when they are first needed."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from redactor import __version__
from redactor.case import read_case
from redactor.errors import UsageError
from redactor.pipeline import Engine, load_engine
from redactor.policy import load_policy
from redactor.review.desk import Desk, kept_head
from redactor.review.store.cipher import opened_cipher
from redactor.review.store.connect import opened_database
from redactor.sandbox import Sandbox

DEFAULT_DATABASE = "sqlite:///review.db"
_MOST_ENGINES = 4

LoadEngine = Callable[[str, bytes | None], Engine]


def opened_desk(
    database: str = DEFAULT_DATABASE,
    *,
    key_file: Path | None = None,
    out: Path | None = None,
    is_blind: bool = False,
    pipeline: str | None = None,
    engine: LoadEngine | None = None,
) -> Desk:
    """Open a desk; make it where there is none yet.

    Args:
        database: ``sqlite:///FILE`` or ``postgresql://...``.
        key_file: opens what is encrypted in it; by default one of the user's own, named after
            the address. Whoever has both can read every draft.
        out: folder that released files are written to.
        is_blind: whether a second person is not shown what the first one decided.
        pipeline: a spaCy pipeline's name.
        engine: gives the models; loaded when first needed if ``None``.

    Raises:
        RedactorError: if the database or the key cannot be opened, or the log's head is gone.
    """
    key = key_file or usual_key_file(database)
    _keep_private(database)
    opened = opened_database(database)
    cipher = opened_cipher(key)
    head_file = key.with_suffix(".head")
    kept_head(head_file)
    return Desk(
        database=opened,
        cipher=cipher,
        engine=engine or remembered(pipeline),
        model=f"redactor {__version__}",
        head_file=head_file,
        out=out,
        is_blind=is_blind,
        now=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
    )


def usual_key_file(database: str) -> Path:
    """Return where a desk's key lies if nobody says otherwise, after the XDG Base Directory Specification."""
    address = database
    if database.startswith("sqlite:///"):
        address = str(Path(database.removeprefix("sqlite:///")).resolve())
    name = hashlib.sha256(address.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return settings / "redactor" / f"review-{name}.key"


def remembered(pipeline: str | None) -> LoadEngine:
    """Return a function that loads engines and keeps the last few: models cost a second each."""
    lock, known = threading.Lock(), dict[tuple[str, str], Engine]()

    def load(policy: str, case: bytes | None) -> Engine:
        loaded = load_policy(policy)
        digest = " ".join(source.sha256 for source in loaded.sources)
        key = (digest, hashlib.sha256(case).hexdigest() if case is not None else "")
        with lock:
            if key not in known:
                while len(known) >= _MOST_ENGINES:
                    del known[next(iter(known))]
                known[key] = load_engine(
                    loaded,
                    pipeline=pipeline,
                    case=read_case(case) if case is not None else None,
                    confine=Sandbox(loaded.handling.limits).confine,
                )
            return known[key]

    return load


def _keep_private(database: str) -> None:
    """Make an SQLite file for its owner alone, before anything is in it."""
    if not database.startswith("sqlite:///"):
        return
    path = Path(database.removeprefix("sqlite:///"))
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        os.close(fd)
    except OSError:
        raise UsageError("the database's file cannot be written to; name another with --db") from None
