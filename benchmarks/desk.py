"""How long reviewers wait at the desk, and whether twenty of them at once lose anything.

    python benchmarks/desk.py                                # on SQLite, prints the table
    python benchmarks/desk.py --postgres postgresql://desk@db/empty   # and twenty reviewers there
    python benchmarks/desk.py --write                        # and puts it into docs/review.md

It makes an interview of 300 pages with about 3,000 findings, serves the desk as `redactor review
serve` does, and looks at it with Chromium. Reading the long interview takes minutes. Needs the
extra `review`, Playwright and a Chromium on the path. Not part of the tests.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from desk_browser import waits
from desk_crowd import REVIEWERS, crowd
from desk_drafts import PAGES, add, fill_queue, long_interview, ordinary
from desk_served import PASSWORD, served

from redactor.review import service
from redactor.review.records import DeskRole, Person
from redactor.review.service import Desk, opened_desk
from redactor.review.users import add_user

PAGE = Path(__file__).parents[1] / "docs" / "review.md"
QUEUE = 500
LONG = "long-interview.txt"
_BEGIN, _END = "<!-- measured -->", "<!-- /measured -->"
_ROOT = Person("benchmark", frozenset({DeskRole.ADMIN}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", metavar="ADDRESS", help="an empty database for twenty reviewers")
    parser.add_argument("--queue", type=int, default=QUEUE, help="documents before it is measured again")
    parser.add_argument("--keep", type=Path, help="folder of the desk, read again the next time")
    parser.add_argument("--write", action="store_true", help=f"put the table into docs/{PAGE.name}")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = _measured(arguments.keep or Path(folder), arguments.queue, arguments.postgres)
    table = _table(rows)
    print(table)
    if arguments.write:
        before, _, rest = PAGE.read_text("utf-8").partition(_BEGIN)
        PAGE.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{rest.partition(_END)[2]}", "utf-8")


def _measured(folder: Path, queue: int, postgres: str | None) -> list[tuple[str, str]]:
    folder.mkdir(parents=True, exist_ok=True)
    database, key_file = f"sqlite:///{folder / 'review.db'}", folder / "review.key"
    desk = _staffed(database, key_file)
    text = long_interview(_findings(desk))
    began = time.perf_counter()
    known = [entry.document_id for entry in service.queue(desk) if entry.name == LONG]
    document = known[0] if known else add(desk, LONG, text)
    read = time.perf_counter() - began
    count = len(service.page(desk, document).items)
    what = f"{PAGES} pages, {count:,} findings"
    rows = [] if known else [(f"{what}: read and put into the queue", f"{read:,.0f} s")]
    rows += _looked_at(database, key_file, document, what)
    fill_queue(desk, document, queue)
    rows += _looked_at(database, key_file, document, f"the same as document {queue} of the queue")
    with served(database, key_file) as address:
        rows.append((f"{REVIEWERS} reviewers at once, SQLite", crowd(address, desk, document).told))
    if postgres:
        other = _staffed(postgres, folder / "postgres.key")
        document = add(other, LONG, text)
        with served(postgres, folder / "postgres.key") as address:
            rows.append((f"{REVIEWERS} reviewers at once, PostgreSQL", crowd(address, other, document).told))
    return rows


def _looked_at(database: str, key_file: Path, document: str, what: str) -> list[tuple[str, str]]:
    with served(database, key_file) as address:
        usable, shown, taken = waits(address, document).told
    return [
        (f"{what}: page usable", usable),
        (f"{what}: a decision shown", shown),
        (f"{what}: a decision in the database", taken),
    ]


def _staffed(database: str, key_file: Path) -> Desk:
    desk = opened_desk(database, key_file=key_file)
    for number in range(REVIEWERS):
        add_user(desk, _ROOT, f"reviewer{number}", {DeskRole.REVIEWER}, PASSWORD, with_totp=False)
    return desk


def _findings(desk: Desk) -> int:
    with tempfile.TemporaryDirectory() as folder:
        tried = opened_desk(
            f"sqlite:///{folder}/try.db", key_file=Path(folder) / "try.key", engine=desk.engine
        )
        return len(service.page(tried, add(tried, "interview.txt", ordinary(0))).items)


def _table(rows: list[tuple[str, str]]) -> str:
    day = datetime.now(UTC).date().isoformat()
    lines = [f"Measured on {day} on {os.cpu_count()} cores, with Chromium on the same machine.", ""]
    lines += ["| what | figure |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
