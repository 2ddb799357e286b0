"""The ``batch`` commands."""

from __future__ import annotations

import os
from pathlib import Path

import click

from redactor.cli.case_commands import PASSPHRASE_FD

_PATH = click.Path(path_type=Path)
_RELEASE = click.argument("release")
_VAULT_FD = click.option(
    "--vault-passphrase-fd",
    "vault_fd",
    type=click.IntRange(min=0),
    metavar="N",
    help="Read the vault's passphrase from this open file descriptor instead of asking.",
)
_KEY_FILE = click.option(
    "--key-file", type=_PATH, metavar="FILE", help="Opens the vault, instead of a passphrase."
)
_WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=max(1, (os.cpu_count() or 2) - 1),
    metavar="N",
    help="Processes that work side by side.  [default: one less than this machine has cores]",
)
_CLUSTER = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on a Dask cluster instead: tls://host:8786. Needs redactor[cluster].",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of text.")
_EACH = click.option(
    "--seconds",
    type=click.FloatRange(min=1),
    default=600.0,
    show_default=True,
    help="What one pass over one file may take; then it is given up.",
)


@click.group()
def batch() -> None:
    """Take whole archives of interviews through.

    Exit codes: 0 every file is released, 1 a file failed, 2 wrong use: nothing was begun, 3 none
    failed and a file is held.
    """


@batch.command()
@click.argument("archive")
@click.option("-o", "--out", "release", required=True, metavar="RELEASE", help="Folder or store to write to.")
@click.option(
    "--policy",
    "policy_name",
    default="pow-families",
    metavar="NAME|PATH",
    show_default=True,
    help="A shipped policy's name, or a file.",
)
@click.option(
    "--case",
    "case_path",
    type=_PATH,
    metavar="FILE",
    help="What you know for certain: a case file, plain or sealed.",
)
@PASSPHRASE_FD
@click.option(
    "--vault",
    "vault_path",
    type=_PATH,
    metavar="FILE",
    help="Who is who.  [default: one of this archive, in your own data folder]",
)
@_KEY_FILE
@_VAULT_FD
@click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline, a larger one say.")
@_WORKERS
@_CLUSTER
@_EACH
@click.option("--anew", is_flag=True, help="Do all files again, with another policy or case file say.")
@_JSON
@click.pass_context
def run(
    ctx: click.Context,
    *,
    archive: str,
    release: str,
    policy_name: str,
    case_path: Path | None,
    passphrase_fd: int | None,
    vault_path: Path | None,
    key_file: Path | None,
    vault_fd: int | None,
    pipeline: str | None,
    workers: int,
    cluster: str | None,
    seconds: float,
    anew: bool,
    as_json: bool,
) -> None:
    """Redact every file of an ARCHIVE, a folder or a store.

    The same command again goes on where the last one was broken off, and does nothing where
    nothing changed.
    """
    from redactor.cli.batching import Effort, Fds, chosen, run_archive  # noqa: PLC0415 - loads the cipher and the case's tables

    choices = chosen(archive, policy_name, case_path, vault=vault_path, key_file=key_file, pipeline=pipeline)
    effort = Effort(workers, cluster, seconds)
    fds = Fds(case=passphrase_fd, vault=vault_fd)
    ctx.exit(run_archive(release, choices, effort, fds, anew=anew, as_json=as_json))


@batch.command()
@_RELEASE
@_JSON
@click.pass_context
def status(ctx: click.Context, *, release: str, as_json: bool) -> None:
    """Say how far a RELEASE is; also while a run goes on."""
    from redactor.cli.batch_status import show_status  # noqa: PLC0415 - loads YAML

    ctx.exit(show_status(release, as_json=as_json))


@batch.command()
@_RELEASE
@click.option("--failed", is_flag=True, help="Those that failed only.")
@click.option("--held", is_flag=True, help="Those that are held only.")
@PASSPHRASE_FD
@_VAULT_FD
@_WORKERS
@_CLUSTER
@_EACH
@_JSON
@click.pass_context
def retry(
    ctx: click.Context,
    *,
    release: str,
    failed: bool,
    held: bool,
    passphrase_fd: int | None,
    vault_fd: int | None,
    workers: int,
    cluster: str | None,
    seconds: float,
    as_json: bool,
) -> None:
    """Try files of a RELEASE again that failed or are held, both if neither is named.

    With the policy, the case file and the vault that the release was made with.
    """
    from redactor.archive.records import FileState  # noqa: PLC0415 - with the next line
    from redactor.cli.batching import Effort, Fds, retry_files  # noqa: PLC0415 - loads the cipher and the case's tables

    states = [s for s, asked in ((FileState.FAILED, failed), (FileState.HELD, held)) if asked]
    effort = Effort(workers, cluster, seconds)
    fds = Fds(case=passphrase_fd, vault=vault_fd)
    ctx.exit(retry_files(release, states or [FileState.FAILED, FileState.HELD], effort, fds, as_json=as_json))


@batch.command()
@_RELEASE
@click.option("--policy", "policy_name", required=True, metavar="NAME|PATH", help="The other policy.")
@PASSPHRASE_FD
@_VAULT_FD
@_WORKERS
@_CLUSTER
@_EACH
@_JSON
@click.pass_context
def diff(
    ctx: click.Context,
    *,
    release: str,
    policy_name: str,
    passphrase_fd: int | None,
    vault_fd: int | None,
    workers: int,
    cluster: str | None,
    seconds: float,
    as_json: bool,
) -> None:
    """Say which files of a RELEASE another policy would treat differently; change nothing."""
    from redactor.cli.batch_difference import show_difference  # noqa: PLC0415 - loads the models' libraries
    from redactor.cli.batching import Effort, Fds  # noqa: PLC0415 - the same

    effort = Effort(workers, cluster, seconds)
    fds = Fds(case=passphrase_fd, vault=vault_fd)
    ctx.exit(show_difference(release, policy_name, effort, fds, as_json=as_json))


@batch.group()
def vault() -> None:
    """Make and look at vaults: who is who over an archive, encrypted."""


@vault.command()
@click.argument("file", type=_PATH)
@_KEY_FILE
@_VAULT_FD
def new(*, file: Path, key_file: Path | None, vault_fd: int | None) -> None:
    """Make an empty vault FILE.

    With --key-file it is opened with a key that is written there, without it with a passphrase.
    """
    from redactor.cli.batch_vault import make_vault  # noqa: PLC0415 - loads the cipher

    make_vault(file, key_file, vault_fd)


@vault.command()
@click.argument("file", type=_PATH)
@_KEY_FILE
@_VAULT_FD
def info(*, file: Path, key_file: Path | None, vault_fd: int | None) -> None:
    """Say what a vault FILE holds, in numbers; shows nobody's name."""
    from redactor.cli.batch_vault import describe_vault  # noqa: PLC0415 - loads the cipher

    describe_vault(file, key_file, vault_fd)
