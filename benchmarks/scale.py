"""What ten million interviews need, worked out from figures measured on this machine.

    python benchmarks/scale.py                            # measures on 60 interviews, prints both tables
    python benchmarks/scale.py --count 200 --write        # and puts them into docs/scale.md
    python benchmarks/scale.py --release RELEASE --write  # with the journal of a real run

Measured: seconds a document, memory of a worker, seconds of a commit, bytes of the journal,
time and memory of the report page, time of a listing. Everything else in the second table is
arithmetic, and its formula stands beside it. Not part of the tests.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from interviews import archive

from redactor.archive.progress import Progress, Stage
from redactor.archive.progress_lines import JsonLines
from redactor.archive.records import FileRecord, FileState, Tally
from redactor.archive.report import ReportFacts, write_report
from redactor.archive.storage import open_storage
from redactor.archive.task import Task
from redactor.archive.wording import duration, number

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
INTERVIEWS = 10_000_000
MACHINES, CORES = 8, 16
CORE_HOUR = 0.04
"""Price of a core for an hour, in any currency: put in your own."""
_WARM_UP = 5
_RECORDS = 100_000
_SYNCS = 9
"""Times that the coordinator waits for the disk over a document: four records, one of the vault, three files
and their folder."""
_COMMITS = 300


@dataclass(frozen=True)
class Measured:
    """Figures of one machine.

    Attributes:
        load: seconds until a worker's models are there.
        analyze: seconds of work on a document in the first pass.
        redact: seconds of work on a document in the second pass.
        kept: bytes that the second pass gets from the first, a document.
        names: people and names of the case that each document is searched for.
        released: share of the documents that were released; the others are held.
        size: bytes of a document.
        words: of a document.
        early: MiB of a worker after the first documents.
        late: MiB of a worker after the last one.
        commit: seconds of one durable transaction.
        journal: bytes of the journal a document.
        real_journal: whether they come from a real run's journal.
        report: seconds of the page for 100,000 records.
        page: MiB of that page and its list.
        listing: seconds to list 100,000 files.
        event: seconds of a line of progress.
    """

    load: float
    analyze: float
    redact: float
    kept: float
    names: float
    released: float
    size: float
    words: float
    early: float
    late: float
    commit: float
    journal: float
    real_journal: bool
    report: float
    page: float
    listing: float
    event: float


def worker_here(count: int) -> dict[str, float]:
    """Do both passes over an archive in this process, as a worker does."""
    from redactor.archive import work  # noqa: PLC0415
    from redactor.archive.linking import link, persons_in  # noqa: PLC0415
    from redactor.policy import load_policy  # noqa: PLC0415

    spent: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        tasks = _written(Path(folder), count + _WARM_UP)
        settings = work.Settings(folder, load_policy(), None, None)
        start = time.perf_counter()
        ready = work.prepare(settings)
        loaded = time.perf_counter() - start
        seen = {task.path: work.analyze(ready, task) for task in tasks}
        analyzed = {path: one for path, one in seen.items() if isinstance(one, work.Analyzed)}
        people = {path: one.people for path, one in analyzed.items()}
        codes = {key: f"Person {n}" for n, p in enumerate(persons_in(people)) for key in p.keys}
        case = link(people, None, codes)
        ready = work.prepare(replace(settings, case=case))
        for n, task in enumerate(tasks):
            first = analyzed[task.path]
            second = work.redact(ready, replace(task, look=first.look))
            if n == _WARM_UP:
                spent["early"] = _resident() * count
            if n >= _WARM_UP:
                spent["analyze"] += first.seconds
                spent["redact"] += second.seconds
                spent["kept"] += len(first.look)
                spent["words"] += first.words
                spent["size"] += (Path(folder) / task.path).stat().st_size
                spent["released"] += isinstance(second, work.Redacted)
    means = {key: value / count for key, value in spent.items()}
    names = len(case.people) + len(case.hidden_names)
    return {"load": loaded, "late": _resident(), "names": names, **means}


def _written(folder: Path, count: int) -> list[Task]:
    tasks = []
    for n, (path, data) in enumerate(archive(count)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        tasks.append(Task(path, hashlib.sha256(data).hexdigest(), n, False))
    return tasks


def _resident() -> float:
    """MiB of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _worker(count: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--only-worker", "--count", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _record(n: int) -> FileRecord:
    findings = tuple(
        Tally(kind, action, n % 7 + 1)
        for kind in ("PERSON", "HOMETOWN", "AGE", "DATE", "FAMILY_DETAIL", "MILITARY_UNIT")
        for action in ("mask", "generalize")
    )
    path = f"box-{n // 100:05}/interview-{n:07}.txt"
    return FileRecord(path, 10_000, "0" * 64, FileState.DONE, "", path, "1" * 64, findings, 1_800, 4.0, 1)


def _journal(folder: Path) -> tuple[float, float]:
    """Seconds of a commit and bytes a document of a table with the records' fields, each in JSON."""
    path = folder / "journal.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.execute("CREATE TABLE file (path TEXT PRIMARY KEY, record TEXT NOT NULL)")
        start = time.perf_counter()
        for n in range(_COMMITS):
            record = _record(n)
            base.execute("INSERT INTO file VALUES (?, ?)", (record.path, json.dumps(asdict(record))))
            base.commit()
        commit = (time.perf_counter() - start) / _COMMITS
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    return commit, path.stat().st_size / _COMMITS


def _real_journal(release: Path) -> float:
    """Bytes a document of a real run's journal, by its files that were released, held or failed."""
    base = release / ".redactor" / "journal.sqlite"
    size = sum(path.stat().st_size for path in base.parent.glob("journal.sqlite*"))
    with sqlite3.connect(f"file:{base}?mode=ro", uri=True) as opened:
        tables = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = [opened.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables]  # noqa: S608 - its own names
    opened.close()
    return float(size / max(counts))


def _report(folder: Path) -> tuple[float, float]:
    records = [_record(n) for n in range(_RECORDS)]
    held = [replace(record, state=FileState.HELD, reason="it has pictures") for record in records[::50]]
    about = ReportFacts("p", "1", False, "archive", "p", "1", "1", "today", 1, 1.0)
    start = time.perf_counter()
    page = write_report([*records, *held], about, [], folder)
    return time.perf_counter() - start, sum(f.stat().st_size for f in page.parent.iterdir()) / 2**20


def _listing(folder: Path) -> float:
    files = 2_000
    for n in range(files):
        path = folder / _record(n).path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    start = time.perf_counter()
    found = sum(1 for _ in open_storage(str(folder)).entries())
    return (time.perf_counter() - start) / found * _RECORDS


def _event() -> float:
    lines: list[str] = []
    progress = Progress(JsonLines(lines.append), time.monotonic)
    progress.begin(Stage.REDACTING, 10_000)
    start = time.perf_counter()
    for n in range(10_000):
        progress.file(n + 1, _record(n))
    return (time.perf_counter() - start) / len(lines)


def measure(count: int, release: Path | None) -> Measured:
    """Measure everything; the worker in a process of its own, so that its memory is its own."""
    worker = _worker(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commit, journal = _journal(folder)
        report, page = _report(folder / "release")
        listing = _listing(folder / "archive")
    return Measured(
        **worker,
        commit=commit,
        journal=journal if release is None else _real_journal(release),
        real_journal=release is not None,
        report=report,
        page=page,
        listing=listing,
        event=_event(),
    )


def measured_table(m: Measured, count: int) -> list[str]:
    journal = "from a run's journal" if m.real_journal else "a table with the record's fields"
    day = datetime.now(UTC).date().isoformat()
    return [
        f"Measured on {day}, {count} generated interviews, one core of {os.cpu_count()}, all detectors.",
        "",
        "| figure | value | how |",
        "|---|---|---|",
        f"| document | {m.size:,.0f} bytes, {m.words:,.0f} words | the mean of `.txt`, `.md` and `.docx` |",
        f"| analyze | {m.analyze:.2f} s | first pass, a document |",
        f"| redact | {m.redact:.2f} s | second pass, a document: read, decide, write, read again, prove |",
        f"| kept | {m.kept / 1024:.0f} KiB | what the second pass gets from the first, a document |",
        f"| names | {m.names:,.0f} | people and lone names that each document is searched for |",
        f"| released | {100 * m.released:.0f} % | the others are held for a person |",
        f"| load | {m.load:.1f} s | a worker's models, once |",
        f"| worker | {m.early:,.0f} MiB, then {m.late:,.0f} MiB | after {_WARM_UP} documents, after all |",
        f"| commit | {1_000 * m.commit:.2f} ms | one SQLite transaction, WAL, synchronous FULL, this disk |",
        f"| journal | {m.journal:,.0f} bytes | a document; {journal} |",
        f"| listing | {m.listing:.1f} s | 100,000 files of a folder |",
        f"| report | {m.report:.1f} s, {m.page:.1f} MiB | page and list over 100,000 files, 2 % held |",
        f"| event | {1e6 * m.event:.0f} µs | one line of `--json` |",
    ]


def needs_table(m: Measured) -> list[str]:
    cores = MACHINES * CORES
    work = INTERVIEWS * (m.analyze + m.redact)
    fed = int((m.analyze + m.redact) / (_SYNCS * m.commit))
    committing = _SYNCS * INTERVIEWS * m.commit
    return [
        f"For {number(INTERVIEWS)} interviews of this size on {MACHINES} machines with {CORES} cores each.",
        "",
        "| need | value | formula |",
        "|---|---|---|",
        f"| work | {number(round(work / 3_600))} core hours | interviews × (analyze + redact) |",
        f"| time | {duration(work / cores)} | work / {cores} cores |",
        f"| memory | {m.late * CORES / 1024:.0f} GiB a machine | worker × {CORES} cores |",
        f"| journal | {INTERVIEWS * m.journal / 2**30:.1f} GiB | interviews × journal |",
        f"| commits | {duration(committing)}, {100 * committing * cores / work:.1f} % of the time |"
        f" {_SYNCS} × interviews × commit |",
        f"| workers that one coordinator can feed | {number(fed)} |"
        f" (analyze + redact) / ({_SYNCS} × commit) |",
        f"| input and output | {2 * INTERVIEWS * m.size / 2**30:,.0f} GiB | 2 × interviews × document |",
        f"| listing | {duration(INTERVIEWS / _RECORDS * m.listing)} | listing × interviews / 100,000 |",
        f"| report | {duration(INTERVIEWS / _RECORDS * m.report)} | report × interviews / 100,000 |",
        f"| to be looked at by people | {number(round(INTERVIEWS * (1 - m.released)))} files |"
        " interviews × (1 - released) |",
        f"| cost | {number(round(work / 3_600 * CORE_HOUR))} | work × {CORE_HOUR}, a core hour's price |",
    ]


def put(page: str, name: str, lines: list[str]) -> str:
    """Return a page with the table between its two marks replaced."""
    begin, end = f"<!-- {name}: written by benchmarks/scale.py -->", f"<!-- end of {name} -->"
    table: Callable[[re.Match[str]], str] = lambda _: "\n".join([begin, *lines, end])  # noqa: E731
    written, found = re.subn(f"{re.escape(begin)}.*?{re.escape(end)}", table, page, flags=re.DOTALL)
    if found != 1:
        raise SystemExit(f"{PAGE} has no place for the table of {name}")
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=60, help="interviews that the worker is measured on")
    parser.add_argument("--release", type=Path, help="a release whose journal is measured")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    parser.add_argument("--only-worker", action="store_true", help="measure a worker here and print JSON")
    arguments = parser.parse_args()
    if arguments.only_worker:
        print(json.dumps(worker_here(arguments.count)))
        return
    measured = measure(arguments.count, arguments.release)
    tables = {"measured": measured_table(measured, arguments.count), "needs": needs_table(measured)}
    print("\n\n".join("\n".join(lines) for lines in tables.values()))
    if arguments.write:
        page = PAGE.read_text("utf-8")
        for name, lines in tables.items():
            page = put(page, name, lines)
        PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
