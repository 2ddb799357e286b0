"""Kills runs over an archive at random moments; what comes out in the end has to be as if nothing had been.

    python benchmarks/crash.py                       # 200 kills over 60 files
    python benchmarks/crash.py --kills 20 --files 12
    python benchmarks/crash.py --full-disk           # as root, on Linux: on a tmpfs that is too small

Of some runs a worker is killed, too. A killed run is begun again until it ends; then its release is
thrown away and another one is begun, until there were enough kills. Every finished release has to
have the bytes of the undisturbed one, every file once, and nothing beside them. Not part of the tests.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from interviews import archive, soldier

from redactor.archive.vault import new_vault, open_vault
from redactor.archive.vault_file import Secret
from redactor.archive.vault_place import new_key_file, read_key_file

_RESULTS = {0, 1, 3}
"""Exit codes of a run that came to its end."""
_WORKERS_SHARE = 0.3
"""Of the runs, before they are killed themselves, one worker of theirs is."""
_JOURNAL = 150_000
"""Bytes that a journal of some files takes at first."""


class Crash:
    """An archive, the undisturbed release of it, and a vault that holds the same codes."""

    def __init__(self, folder: Path, files: int) -> None:
        self._folder = folder
        self._archive = folder / "archive"
        self._key = folder / "key"
        new_vault(folder / "model.vault", Secret(key=new_key_file(self._key)))
        _write_short_archive(self._archive, files)
        began = time.monotonic()
        self._finish(folder / "model", folder / "model.vault")
        self.seconds, self.dead_workers = time.monotonic() - began, 0
        self.expected = released(folder / "model")

    def command(self, release: Path, vault: Path) -> list[str]:
        """Return the command of a run."""
        options = ["--vault", str(vault), "--key-file", str(self._key), "--workers", "2"]
        return [
            sys.executable,
            "-m",
            "redactor",
            "batch",
            "run",
            str(self._archive),
            "-o",
            str(release),
            *options,
        ]

    def _finish(self, release: Path, vault: Path) -> None:
        code = subprocess.run(self.command(release, vault), stdout=subprocess.DEVNULL, check=False).returncode
        if code not in _RESULTS:
            raise SystemExit(f"a run ended with {code}")

    def fresh_vault(self) -> Path:
        """Return a vault with everybody's code, in which no file has been analyzed yet."""
        copy = self._folder / "vault"
        shutil.copyfile(self._folder / "model.vault", copy)
        with open_vault(copy, Secret(key=read_key_file(self._key))) as vault:
            vault.forget([path.relative_to(self._archive).as_posix() for path in self._archive.rglob("*")])
        return copy

    def round(self, most_kills: int, chance: random.Random) -> int:
        """Kill one release's runs until one ends; return how often that was, and compare."""
        release, vault, kills = self._folder / "release", self.fresh_vault(), 0
        shutil.rmtree(release, ignore_errors=True)
        while True:
            run = subprocess.Popen(self.command(release, vault), stdout=subprocess.DEVNULL)
            if kills < most_kills and chance.random() < _WORKERS_SHARE:
                # A dead worker's file is done again by the same run.
                self.dead_workers += _kill_a_worker(run, chance.uniform(0.5, self.seconds), chance)
            try:
                # Later the longer it goes, so that every part of a run is hit.
                code = run.wait(chance.uniform(0.5, self.seconds) if kills < most_kills else None)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                kills += 1
                if not released(release).items() <= self.expected.items():
                    raise SystemExit(
                        "a broken-off run left something that the undisturbed one has not"
                    ) from None
                continue
            if code not in _RESULTS:
                raise SystemExit(f"a run ended with {code}")
            self.compare(release)
            return kills

    def compare(self, release: Path) -> None:
        """Refuse a release that differs from the undisturbed one."""
        if released(release) != self.expected:
            raise SystemExit("the release differs from the undisturbed one")

    def full_disk(self) -> None:
        """Run on a disk that is too small, give it room, run again, and compare."""
        disk = self._folder / "disk"
        disk.mkdir()
        size = _JOURNAL + sum(map(len, self.expected.values())) // 2
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=True)  # noqa: S607
        try:
            vault = self.fresh_vault()
            done = subprocess.run(
                self.command(disk / "release", vault), capture_output=True, text=True, check=False
            )
            print("full disk:", done.returncode, *done.stderr.splitlines()[-1:])
            if not released(disk / "release").items() <= self.expected.items() or not done.returncode:
                raise SystemExit("a full disk left something that the undisturbed run has not")
            subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)  # noqa: S607
            self._finish(disk / "release", vault)
            self.compare(disk / "release")
        finally:
            subprocess.run(["umount", str(disk)], check=False)  # noqa: S607


def released(release: Path) -> dict[str, bytes]:
    """Return all that may be handed out, temporary files too if there are any under final names."""
    return {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in release.rglob("*")
        if path.is_file() and ".redactor" not in path.parts and not path.name.startswith(".redactor-release-")
    }


def _kill_a_worker(run: subprocess.Popen[bytes], after: float, chance: random.Random) -> int:
    """Kill one of a run's worker processes; return how many were killed."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.wait(after)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    pids = children.read_text().split() if run.poll() is None else []
    workers = [int(pid) for pid in pids if _is_worker(pid)]
    if workers:
        os.kill(chance.choice(workers), signal.SIGKILL)
    return min(1, len(workers))


def _is_worker(pid: str) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False  # It has ended.


def _write_short_archive(folder: Path, files: int) -> None:
    """Write the first words of generated interviews, with the soldier's name, so that runs are short."""
    for number, (path, _) in enumerate(archive(files, 6)):
        target = (folder / path).with_suffix(".txt")
        target.parent.mkdir(parents=True, exist_ok=True)
        facts = soldier(number % 6).facts
        target.write_text(f"I am {facts['me']}. On day {number} it rained in the camp.\n", "utf-8")


def main() -> None:
    """Kill, resume, compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--full-disk", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("PYTHONHASHSEED", "0")
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        crash = Crash(Path(folder), options.files)
        print(f"undisturbed: {options.files} files in {crash.seconds:.0f} s, {len(crash.expected)} written")
        if options.full_disk:
            crash.full_disk()
            print("full disk: the next run gave the same bytes")
        kills = rounds = 0
        while kills < options.kills:
            kills += crash.round(min(12, options.kills - kills), chance)
            rounds += 1
            print(
                f"{kills} kills, {crash.dead_workers} dead workers, {rounds} releases finished,"
                " all with the same bytes",
                flush=True,
            )


if __name__ == "__main__":
    main()
