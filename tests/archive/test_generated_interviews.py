"""The benchmarks' interviews are the same on every machine, and about people who meet in several files."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from redactor.formats import format_for

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "interviews.py"


@pytest.fixture(scope="module")
def interviews() -> ModuleType:
    spec = importlib.util.spec_from_file_location("interviews", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["interviews"] = module
    spec.loader.exec_module(module)
    return module


def read(path: str, data: bytes) -> str:
    name = Path(path).name
    return "\n".join(s.text for s in format_for(name, data).read(name, data, "en").segments)


def test_another_process_writes_the_same_bytes(interviews: ModuleType, tmp_path: Path) -> None:
    command = [sys.executable, str(PROGRAM), str(tmp_path), "--count", "10", "--people", "4"]
    subprocess.run(command, check=True, capture_output=True)
    written = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert written == dict(interviews.archive(10, 4))


def test_interviews_are_about_ten_kilobytes_of_three_formats(interviews: ModuleType) -> None:
    files = dict(interviews.archive(10, 4))
    assert {Path(path).suffix for path in files} == {".txt", ".md", ".docx"}
    assert all(9_000 < len(read(path, data).encode()) < 11_000 for path, data in files.items())


def test_no_slot_is_left_open_and_texts_differ(interviews: ModuleType) -> None:
    texts = [read(path, data) for path, data in interviews.archive(20, 6)]
    assert not [text for text in texts if re.search(r"[{}]", text)]
    assert len(set(texts)) == len(texts)


def test_people_meet_in_several_files(interviews: ModuleType) -> None:
    texts = [read(path, data) for path, data in interviews.archive(12, 4)]
    for number in range(4):
        name = interviews.soldier(number).facts["me"]
        assert sum(name in text for text in texts) >= 3


def test_there_are_forty_patterns_of_sentences_and_more(interviews: ModuleType) -> None:
    told = interviews.knowledge()
    answers = {sentence for topic in told["topics"].values() for sentence in topic["answers"]}
    assert len(answers) >= 40
