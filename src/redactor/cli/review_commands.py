"""The ``review`` commands that need no page."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from redactor.cli.case_commands import PASSPHRASE_FD
from redactor.errors import UsageError

_PACKAGES = ("argon2", "fastapi", "pyotp", "reportlab", "sqlalchemy", "uvicorn")
"""What the extra ``review`` installs beside the product."""
_PATH = click.Path(path_type=Path)
DB = click.option(
    "--db",
    "database",
    default="sqlite:///review.db",
    show_default=True,
    metavar="ADDRESS",
    help="sqlite:///FILE or postgresql://...",
)
KEY_FILE = click.option(
    "--key-file",
    type=_PATH,
    metavar="FILE",
    help="Opens what is encrypted in it.  [default: one of your own]",
)


@click.group()
def review() -> None:
    """Review findings in a browser, with a record: the desk."""
    if any(find_spec(name) is None for name in _PACKAGES):
        raise UsageError("the desk needs more packages: pip install 'redactor[review]'")


@review.command()
@click.argument("files", nargs=-1, required=True, type=_PATH, metavar="DRAFT...")
@click.option(
    "--policy", "policy_name", default="pow-families", metavar="NAME|PATH", show_default=True,
    help="A shipped policy's name, or a file.",
)  # fmt: skip
@click.option("--case", "case_path", type=_PATH, metavar="FILE", help="A case file, plain or sealed.")
@PASSPHRASE_FD
@DB
@KEY_FILE
@click.pass_context
def add(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    policy_name: str,
    case_path: Path | None,
    passphrase_fd: int | None,
    database: str,
    key_file: Path | None,
) -> None:
    """Put each DRAFT into the queue of a desk."""
    from redactor.cli.reviewing import add_drafts  # noqa: PLC0415 - loads the models' libraries

    ctx.exit(add_drafts(files, policy_name, case_path, passphrase_fd, database=database, key_file=key_file))


@review.command()
@click.argument("number", type=click.IntRange(min=1))
@click.argument("file", type=_PATH, metavar="DRAFT")
@DB
@KEY_FILE
def replace(*, number: int, file: Path, database: str, key_file: Path | None) -> None:
    """Bring a changed DRAFT in the place of document NUMBER.

    Decisions that still apply are kept; for the others people are asked again.
    """
    from redactor.cli.reviewing import replace_one  # noqa: PLC0415 - loads the models' libraries

    replace_one(number, file, database=database, key_file=key_file)


@review.command()
@click.argument(
    "what", type=click.Choice(["external-csv", "external-pdf", "packet", "tracked", "label-studio", "log"])
)
@click.argument("numbers", nargs=-1, type=click.IntRange(min=1), metavar="[NUMBER]...")
@click.option("-o", "--output", required=True, type=_PATH, metavar="FILE", help="Where to.")
@PASSPHRASE_FD
@DB
@KEY_FILE
def export(
    *,
    what: str,
    numbers: tuple[int, ...],
    output: Path,
    passphrase_fd: int | None,
    database: str,
    key_file: Path | None,
) -> None:
    """Write what the desk knows of documents, by their NUMBER in the queue; all without one.

    external-csv and external-pdf hold positions, types, actions and reason codes, and no original
    text. packet holds quotes and history, encrypted with a passphrase. tracked is a Word copy
    with tracked changes, label-studio a JSON file of marks; both hold the original. log is the
    audit log, which verify-log checks.
    """
    from redactor.cli.reviewing import export_documents  # noqa: PLC0415 - loads the models' libraries

    export_documents(what, numbers, output, passphrase_fd, database=database, key_file=key_file)


@review.command("import-marks")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("file", type=_PATH)
@DB
@KEY_FILE
def import_marks(*, number: int, file: Path, database: str, key_file: Path | None) -> None:
    """Take marks of document NUMBER over from a Label Studio FILE.

    They hide more, never less: what they would leave readable is counted and left to the desk.
    """
    from redactor.cli.reviewing import take_marks  # noqa: PLC0415 - loads the models' libraries

    take_marks(number, file, database=database, key_file=key_file)


@review.command("verify-log")
@click.argument("file", type=_PATH, required=False)
@DB
@KEY_FILE
@click.pass_context
def verify_log(ctx: click.Context, *, file: Path | None, database: str, key_file: Path | None) -> None:
    """Check a desk's log: no row edited, deleted, moved or cut.

    With FILE, a log that `export log` wrote, no database is needed; with its key file the end
    is checked, too.
    """
    from redactor.cli.reviewing import check_log  # noqa: PLC0415 - loads the models' libraries

    ctx.exit(check_log(file, database=database, key_file=key_file))
