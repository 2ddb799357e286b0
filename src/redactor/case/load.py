"""Loads a case file, sealed or plain; every mistake is told at once, none with the file's words.

A case file is a secret: messages name keys and lines, and repeat nothing that stands in it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from redactor.case.reading import read_nodes
from redactor.case.records import Case
from redactor.case.seal import is_sealed, unseal
from redactor.case.searchable import check
from redactor.errors import CaseError, UnreadableError, UsageError
from redactor.strict_yaml.nodes import compose
from redactor.strict_yaml.problems import Problems, refuse


def load_case(path: Path, passphrase: str | None = None) -> Case:
    """Read a case file, sealed or plain.

    Args:
        path: of the file.
        passphrase: of a sealed one.

    Raises:
        UnreadableError: if there is no such file, the system does not let it be read, or it
            is sealed and damaged.
        UsageError: if it is sealed and no passphrase is given, or the wrong one.
        CaseError: if it is not well-formed; tells file, line and column of every mistake.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "not readable").lower()
        raise UnreadableError(f"the case file {path.name}: {reason}") from None
    if not is_sealed(data):
        return read_case(data, path.name)
    if passphrase is None:
        raise UsageError(f"the case file {path.name} is sealed; it needs its passphrase")
    return read_case(unseal(data, passphrase), path.name)


def read_case(data: bytes, file: str = "case.yaml") -> Case:
    """Read a case file's plain bytes.

    Args:
        data: the bytes, not sealed.
        file: the file as messages name it.

    Raises:
        CaseError: if it is not well-formed; tells file, line and column of every mistake.
    """
    problems = Problems(file, "case file", discreet=True)
    root = compose(data, problems)
    refuse(problems.found, CaseError)
    case, written = read_nodes(root, hashlib.sha256(data).hexdigest(), problems)
    refuse(problems.found, CaseError)
    check(written, problems)
    refuse(problems.found, CaseError)
    return case
