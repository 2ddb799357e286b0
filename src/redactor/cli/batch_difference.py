"""The ``batch diff`` command."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

import click

from redactor.archive.basis import public_names
from redactor.archive.choices import Choices
from redactor.archive.difference import Treatment, described, difference
from redactor.archive.journal import check_begun, check_footing, opened
from redactor.archive.known_people import people_known, with_former
from redactor.archive.linking import link
from redactor.archive.order import Settings
from redactor.archive.progress_lines import SCHEMA
from redactor.archive.records import FileRecord, FileState
from redactor.archive.release_home import home_of
from redactor.archive.results import Stopped
from redactor.archive.task import Task
from redactor.archive.vault import VaultMark, check_vault
from redactor.archive.vault_place import VaultPlace
from redactor.archive.workers import Broken
from redactor.case import Case
from redactor.cli.batch_vault import opened_vault
from redactor.cli.batching import Basis, Effort, Fds, basis_of
from redactor.cli.console import escape
from redactor.errors import ExitCode
from redactor.policy import load_policy

_TREATMENT = "redactor.archive.difference:treatment"


def show_difference(release: str, policy: str, effort: Effort, fds: Fds, *, as_json: bool) -> ExitCode:
    """Name the released files that another policy would treat differently.

    Returns:
        0, or 1 if a file could not be compared.

    Raises:
        RedactorError: if something that the release rests on has changed, or cannot be read.
    """
    check_begun(home_of(release))
    with opened(home_of(release)) as journal:
        choices = Choices.of(journal)
        basis, other = basis_of(choices, fds), load_policy(policy)
        check_footing(journal, basis.footing)
        every = journal.records().values()
        records = [r for r in every if r.state is FileState.DONE]
        linked = _linked(choices, basis, every, journal.vault(), fds)
        tasks = _tasks(records, journal.numbers())
        first = Settings(choices.archive, basis.policy, linked, choices.pipeline)
        old = _treatments(first, effort, tasks)
        new = _treatments(replace(first, policy=other), effort, tasks)
    lines = _lines(records, old, new, as_json=as_json)
    for line in lines:
        click.echo(line)
    if basis.policy.pseudonyms is not other.pseudonyms and not as_json:
        click.echo(f"pseudonyms would reach over: {other.pseudonyms}, not {basis.policy.pseudonyms}")
    compared = all(isinstance(one, Treatment) for told in (old, new) for one in told.values())
    return ExitCode.RELEASED if compared else ExitCode.REFUSED


def _linked(
    choices: Choices, basis: Basis, records: Iterable[FileRecord], known: VaultMark | None, fds: Fds
) -> Case:
    """Link everybody as the run did: those of held and failed files, too."""
    place = VaultPlace(Path(choices.vault), Path(choices.key_file) if choices.key_file else None)
    with opened_vault(place, fds.vault) as vault:
        check_vault(known, vault)
        people = with_former(vault, people_known(vault, records, basis.footing))
        return link(people, basis.case, vault.codes, public_names(basis.policy))


def _tasks(records: list[FileRecord], numbers: Mapping[str, int]) -> list[tuple[str, Task]]:
    return [(r.path, Task(r.path, r.digest, numbers[r.path], is_shared=False)) for r in records]


def _treatments(
    settings: Settings, effort: Effort, tasks: list[tuple[str, Task]]
) -> Mapping[str, Treatment | Stopped | Broken]:
    if not tasks:
        return {}
    workers = effort.hire(settings)
    try:
        return dict(workers.run(_TREATMENT, tasks))
    finally:
        workers.close()


def _lines(
    records: list[FileRecord],
    old: Mapping[str, Treatment | Stopped | Broken],
    new: Mapping[str, Treatment | Stopped | Broken],
    *,
    as_json: bool,
) -> Iterator[str]:
    changed = 0
    for record in records:
        before, after = old[record.path], new[record.path]
        name = escape(record.released)
        if not isinstance(before, Treatment) or not isinstance(after, Treatment):
            changed += 1
            yield _event(name, {"compared": False}) if as_json else f"{name}: could not be compared"
        elif found := difference(before, after):
            changed += 1
            yield _event(name, asdict(found)) if as_json else f"{name}: {'; '.join(described(found))}"
    if not as_json:
        yield f"{changed} of {len(records)} released files would be treated differently"


def _event(name: str, told: Mapping[str, object]) -> str:
    return json.dumps({"schema": SCHEMA, "event": "difference", "released": name, **told})
