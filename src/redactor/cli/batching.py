"""The ``batch run`` and ``batch retry`` commands."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from redactor.archive.basis import footing_of, public_names
from redactor.archive.choices import Choices
from redactor.archive.journal import Footing, Journal, check_begun, check_footing, opened
from redactor.archive.order import Order, Settings, Workers
from redactor.archive.records import FileState
from redactor.archive.release_home import address_of, check_apart, check_fresh, home_of
from redactor.archive.report import ReportFacts, appearances, write_report
from redactor.archive.run import Run, RunResult
from redactor.archive.storage import open_storage
from redactor.archive.vault import Vault
from redactor.archive.vault_place import VaultPlace, check_place, usual_place
from redactor.archive.workers import Pool
from redactor.case import Case
from redactor.cli.batch_status import exit_code_of, result_lines
from redactor.cli.batch_vault import vault_of_run
from redactor.cli.case_files import opened_case
from redactor.cli.progress_bar import shown_progress
from redactor.errors import ExitCode
from redactor.policy import Policy, load_policy

_PREPARE = "redactor.archive.work:prepare"
"""By name: the models are the workers' to load."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Who works on an archive, and how long on one file.

    Attributes:
        workers: how many processes of this machine.
        cluster: address of a Dask cluster that works instead.
        seconds: what one pass over one file may take.
    """

    workers: int
    cluster: str | None
    seconds: float

    def hire(self, settings: Settings) -> Workers:
        """Return workers; of more processes than there are tasks, the others are never started."""
        if self.cluster is None:
            return Pool(self.workers, _PREPARE, settings, self.seconds)
        from redactor.archive.cluster import Cluster  # noqa: PLC0415 - an extra, and heavy

        return Cluster(self.cluster, _PREPARE, settings, self.seconds)


@dataclass(frozen=True, slots=True)
class Fds:
    """Open file descriptors that passphrases are read from; ``None`` to ask."""

    case: int | None
    vault: int | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a run rests on, loaded."""

    policy: Policy
    case: Case | None
    footing: Footing


def chosen(
    archive: str,
    policy: str,
    case: Path | None,
    *,
    vault: Path | None,
    key_file: Path | None,
    pipeline: str | None,
) -> Choices:
    """Return what a person chose, with paths that hold from anywhere.

    Raises:
        UsageError: if there is a key file for no vault.
    """
    address = address_of(archive)
    if vault is None and key_file is not None:
        raise click.UsageError("--key-file opens the vault that --vault names")
    place = VaultPlace(vault, key_file) if vault else usual_place(address)
    return Choices(
        archive=address,
        policy=str(Path(policy).resolve()) if Path(policy).is_file() else policy,
        case=str(case.resolve()) if case else None,
        vault=str(place.vault.resolve()),
        key_file=str(place.key_file.resolve()) if place.key_file else None,
        pipeline=pipeline,
    )


def basis_of(choices: Choices, fds: Fds) -> Basis:
    """Load the policy and the case file that were chosen.

    Raises:
        RedactorError: if one cannot be read or is wrong.
    """
    policy = load_policy(choices.policy)
    case = opened_case(Path(choices.case) if choices.case else None, fds.case)
    return Basis(policy, case, footing_of(policy, case, choices.pipeline))


def run_archive(
    release: str, choices: Choices, effort: Effort, fds: Fds, *, anew: bool, as_json: bool
) -> ExitCode:
    """Take an archive through; return the run's exit code.

    Raises:
        RedactorError: if nothing can be begun, or the run cannot go on; what is done stays done.
    """
    check_apart(choices.archive, release)
    _check_archive(choices.archive)
    _check_place(choices, release)
    check_fresh(release)
    basis = basis_of(choices, fds)
    with opened(home_of(release)) as journal:
        if not anew:
            check_footing(journal, basis.footing)
        with _vault(choices, journal, release, fds) as vault:
            if anew:
                journal.begin_anew(list(FileState))
            journal.begin(basis.footing, choices.archive)
            choices.keep(journal)
            order = _order(release, choices, basis, effort)
            return _run(order, basis, effort, journal, vault, as_json=as_json)


def retry_files(
    release: str, states: Collection[FileState], effort: Effort, fds: Fds, *, as_json: bool
) -> ExitCode:
    """Try files again that ended in some states; return the run's exit code.

    Raises:
        RedactorError: as :func:`run_archive` does.
    """
    check_begun(home_of(release))
    with opened(home_of(release)) as journal:
        choices = Choices.of(journal)
        basis = basis_of(choices, fds)
        check_footing(journal, basis.footing)
        with _vault(choices, journal, release, fds) as vault:
            journal.begin_anew(states)
            order = _order(release, choices, basis, effort)
            return _run(order, basis, effort, journal, vault, as_json=as_json)


def _check_archive(archive: str) -> None:
    """Refuse an archive that is not there before anything is made for it."""
    next(iter(open_storage(archive).entries()), None)


def _check_place(choices: Choices, release: str) -> VaultPlace:
    """Return where vault and key lie; refuse them in the archive or the release."""
    place = VaultPlace(Path(choices.vault), Path(choices.key_file) if choices.key_file else None)
    folders = [f for f in (open_storage(a).folder for a in (choices.archive, release)) if f is not None]
    for file in filter(None, (place.vault, place.key_file)):
        check_place(file, folders)
    return place


@contextmanager
def _vault(choices: Choices, journal: Journal, release: str, fds: Fds) -> Iterator[Vault]:
    place = _check_place(choices, release)
    is_usual = place == usual_place(choices.archive)
    with vault_of_run(place, journal.vault(), fds.vault, is_usual=is_usual) as vault:
        yield vault


def _run(
    order: Order, basis: Basis, effort: Effort, journal: Journal, vault: Vault, *, as_json: bool
) -> ExitCode:
    began = time.monotonic()
    with shown_progress(as_json=as_json) as progress:
        result = Run(order, journal, vault, progress).go()
    facts = _facts(basis, effort, result, time.monotonic() - began)
    people = appearances(result.linked, result.people)
    page = write_report(result.records, facts, people, home_of(order.release))
    for line in result_lines(result.records, page, as_json=as_json):
        click.echo(line)
    return exit_code_of(result.records)


def _order(release: str, choices: Choices, basis: Basis, effort: Effort) -> Order:
    return Order(
        archive=choices.archive,
        release=release,
        policy=basis.policy,
        footing=basis.footing,
        case=basis.case,
        pipeline=choices.pipeline,
        public=public_names(basis.policy),
        hire=effort.hire,
    )


def _facts(basis: Basis, effort: Effort, result: RunResult, seconds: float) -> ReportFacts:
    footing = basis.footing
    return ReportFacts(
        policy=basis.policy.name,
        policy_version=basis.policy.version,
        has_case=basis.case is not None,
        scope=basis.policy.pseudonyms,
        pipeline=footing.pipeline,
        model_version=footing.model.partition(" ")[0],
        package_version=footing.package,
        finished=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z"),
        workers=effort.workers,
        wall_seconds=seconds,
        unchanged=result.unchanged,
    )
