"""What the first pass saw is kept for the second one, where nobody can read it."""

from __future__ import annotations

import io
import tempfile
from typing import Any

import pytest

from redactor.archive.kept_looks import KeptLooks


class _Disk(io.BytesIO):
    """A temporary file that the test can look into; ``room`` is what still fits."""

    room = 10**9

    def write(self, data: Any) -> int:
        if len(data) > self.room:
            raise OSError(28, "No space left on device")
        return super().write(data)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> _Disk:
    there = _Disk()
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: there)
    return there


def test_looks_come_back_as_they_were_in_any_order() -> None:
    looks = KeptLooks()
    kept = {f"{n}.txt": bytes([n]) * n * 1000 for n in range(1, 20)}
    for path, look in kept.items():
        looks.keep(path, look)
    assert {path: looks.of(path) for path in reversed(kept)} == kept
    assert looks.of("another.txt") is None
    looks.close()


def test_nobody_can_read_them_on_the_disk(disk: _Disk) -> None:
    looks = KeptLooks()
    looks.keep("Zoran.txt", b"Zoran Babic was born in Pukchang")
    written = disk.getvalue()
    assert len(written) > len("Zoran Babic was born in Pukchang")
    for word in (b"Zoran", b"Babic", b"Pukchang", b"txt"):
        assert word not in written


def test_what_somebody_changed_is_not_believed(disk: _Disk) -> None:
    looks = KeptLooks()
    looks.keep("first.txt", b"one")
    disk.seek(20)
    disk.write(b"XX")
    assert looks.of("first.txt") is None


def test_a_full_disk_costs_time_only(disk: _Disk) -> None:
    looks = KeptLooks()
    looks.keep("first.txt", b"one")
    disk.room = 0
    looks.keep("second.txt", b"two")
    assert looks.of("second.txt") is None
    assert looks.of("first.txt") == b"one"


def test_without_a_folder_for_temporary_files_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: int) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    looks = KeptLooks()
    looks.keep("first.txt", b"one")
    assert looks.of("first.txt") is None
    looks.close()
