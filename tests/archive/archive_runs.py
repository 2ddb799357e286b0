"""Runs over an archive as the command line does them, with workers of this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from redactor.archive.basis import footing_of
from redactor.archive.journal import check_footing, opened
from redactor.archive.order import Order, Settings
from redactor.archive.progress import Progress
from redactor.archive.progress_lines import PlainLines
from redactor.archive.records import FileState
from redactor.archive.run import Run, RunResult
from redactor.archive.storage import open_storage
from redactor.archive.task import Task
from redactor.archive.vault import Vault, check_vault, new_vault, open_vault
from redactor.archive.vault_file import Secret
from redactor.archive.work import Prepared
from redactor.archive.workers import Broken
from redactor.case import Case, CaseFinder
from redactor.pipeline import Engine
from redactor.policy import Policy

KEY = Secret(key=b"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")


@dataclass
class Here:
    """Workers of this process, with models that are loaded already."""

    engine: Engine
    settings: Settings
    broken: frozenset[str] = frozenset()

    def run(self, work: str, tasks: list[tuple[str, Task]]) -> Iterator[tuple[str, Any]]:
        do = resolve_name(work)
        case = CaseFinder(self.settings.case) if self.settings.case else None
        engine = replace(self.engine, policy=self.settings.policy, case=case)
        prepared = Prepared(engine, open_storage(self.settings.archive))
        for key, task in tasks:
            yield key, Broken("it took longer than 1 seconds") if key in self.broken else do(prepared, task)

    def renew(self, settings: Settings) -> None:
        self.settings = settings

    def close(self) -> None:
        pass


@dataclass
class Archive:
    """An archive, its release and its vault."""

    folder: Path
    engine: Engine
    said: list[str] = field(default_factory=list)
    hired: int = 0

    @property
    def source(self) -> Path:
        return self.folder / "archive"

    @property
    def target(self) -> Path:
        return self.folder / "release"

    def put(self, files: Mapping[str, str | bytes]) -> None:
        for path, content in files.items():
            (self.source / path).parent.mkdir(parents=True, exist_ok=True)
            (self.source / path).write_bytes(content.encode() if isinstance(content, str) else content)

    def vault(self) -> Vault:
        if not (self.folder / "vault").exists():
            new_vault(self.folder / "vault", KEY)
        return open_vault(self.folder / "vault", KEY)

    def run(
        self,
        *,
        case: Case | None = None,
        policy: Policy | None = None,
        anew: bool = False,
        broken: frozenset[str] = frozenset(),
        wrap: Callable[[Run], None] = lambda _: None,
    ) -> RunResult:
        """Run as the command line does."""

        def hire(settings: Settings) -> Here:
            self.hired += 1
            return Here(self.engine, settings, broken)

        policy = policy or self.engine.policy
        footing = footing_of(policy, case, None)
        order = Order(
            archive=str(self.source),
            release=str(self.target),
            policy=policy,
            footing=footing,
            case=case,
            pipeline=None,
            public=(),
            hire=hire,
        )
        with opened(self.target) as journal, self.vault() as vault:
            check_vault(journal.vault(), vault)
            if anew:
                journal.begin_anew(list(FileState))
            else:
                check_footing(journal, footing)
            journal.begin(footing, str(self.source))
            run = Run(order, journal, vault, Progress(PlainLines(self.said.append), lambda: 0.0))
            wrap(run)
            return run.go()

    def released(self) -> dict[str, bytes]:
        """All files that may be handed out."""
        return {
            path.relative_to(self.target).as_posix(): path.read_bytes()
            for path in sorted(self.target.rglob("*"))
            if path.is_file() and ".redactor" not in path.parts
        }
