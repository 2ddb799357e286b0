"""Reads a policy's file and those that it extends, and joins them to one policy."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import yaml

from redactor.errors import PolicyError
from redactor.model import PseudonymScope
from redactor.policy.documents_reading import joined
from redactor.policy.file_reading import Draft, read_file
from redactor.policy.locate import locate, shipped_policies
from redactor.policy.records import Policy, PublicFigure, Source
from redactor.strict_yaml.nodes import MAX_BYTES, compose
from redactor.strict_yaml.problems import Problems, closest, refuse

DEFAULT_POLICY = "pow-families"
_MAX_FILES = 10
"""Policies in one chain; nobody can read along a longer one."""


def load_policy(name_or_path: str | Path = DEFAULT_POLICY) -> Policy:
    """Load a policy and everything that it extends.

    Args:
        name_or_path: a shipped policy's name, or a file's path. A word counts as a path if
            it has a folder or ends in ``.yaml`` or ``.yml``, or if such a file exists and
            no shipped policy has that name.

    Raises:
        PolicyError: if there is no such policy, or with file, line and column of every
            mistake in its files.
    """
    path = locate(name_or_path, Path())
    if path is None:
        hint = closest(str(name_or_path), shipped_policies())
        raise PolicyError(f"no shipped policy and no file is called '{name_or_path}'; {hint}")
    chain = _Chain()
    chain.read(path)
    refuse(p for problems in chain.problems for p in problems.found)
    return _join(chain.drafts, chain.sources)


class _Chain:
    """A policy's own file and, one after the other, those that it extends."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.sources: list[Source] = []
        self.problems: list[Problems] = []
        self._seen: set[Path] = set()

    def read(self, path: Path) -> None:
        """Read a file and what it extends; where something is missing, the mistake is noted."""
        problems = Problems(str(path))
        self.problems.append(problems)
        self._read(path, problems, None)

    def _read(self, path: Path, asked_by: Problems, place: yaml.Node | None) -> None:
        data = _read_bytes(path, asked_by, place)
        if data is None:
            return
        problems = Problems(str(path))
        self.problems.append(problems)
        self._seen.add(path.resolve())
        root = compose(data, problems)
        if root is None:
            return
        draft = read_file(root, problems)
        if draft.name and any(d.name == draft.name for d in self.drafts):
            problems.at(draft.name_node, f"a policy that extends this one is called '{draft.name}' too")
        self.drafts.append(draft)
        self.sources.append(Source(path.name, sha256(data).hexdigest()))
        self._follow(draft, path, problems)

    def _follow(self, draft: Draft, path: Path, problems: Problems) -> None:
        if draft.extends is None or draft.extends_node is None:
            return
        extended = locate(draft.extends, path.parent)
        if extended is None:
            problems.unknown(draft.extends_node, "policy", draft.extends, shipped_policies())
        elif extended.resolve() in self._seen:
            problems.at(draft.extends_node, "the policies extend each other in a circle")
        elif len(self.drafts) == _MAX_FILES:
            problems.at(draft.extends_node, f"more than {_MAX_FILES} policies extend one another")
        else:
            self._read(extended, problems, draft.extends_node)


def _read_bytes(path: Path, asked_by: Problems, place: yaml.Node | None) -> bytes | None:
    """Return a file's first bytes, one more than a policy may have, or note why not."""
    try:
        if path.is_file():
            with path.open("rb") as f:
                return f.read(MAX_BYTES + 1)
        asked_by.at(place, f"{path} is not a file" if path.exists() else f"there is no file {path}")
    except OSError as e:
        asked_by.at(place, f"the file {path} cannot be read: {e.strerror}")
    return None


def _join(drafts: list[Draft], sources: list[Source]) -> Policy:
    """Join a policy's files, its own first: rules in order, the nearest default, all figures."""
    own = drafts[0]
    names: dict[str, tuple[str, ...]] = {}
    for figure in (f for d in drafts for f in d.public_figures):
        names[figure.id] = tuple(dict.fromkeys((*names.get(figure.id, ()), *figure.names)))
    return Policy(
        name=own.name,
        version=own.version,
        description=own.description,
        rules=tuple(r for d in drafts for r in d.rules),
        default=next(d.default for d in drafts if d.default is not None),
        public_figures=tuple(PublicFigure(i, n) for i, n in names.items()),
        sources=tuple(sources),
        handling=joined(d.documents for d in drafts),
        pseudonyms=next((d.pseudonyms for d in drafts if d.pseudonyms), PseudonymScope.ARCHIVE),
    )
