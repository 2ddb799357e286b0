"""Whoever watches a run reads counts, rate and remaining time, and nothing of the archive."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from redactor.archive.progress import Progress, Stage, View
from redactor.archive.progress_lines import SCHEMA, JsonLines, PlainLines
from redactor.archive.reasons import NAMES_ITS_FILE, shown
from redactor.archive.records import FileRecord, FileState
from redactor.archive.wording import duration
from redactor.cli.progress_bar import ProgressBar, shown_progress

SECRET = "families/Ho Song-guk.docx"


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def record(state: FileState = FileState.DONE, reason: str = "", released: str = "") -> FileRecord:
    return FileRecord(SECRET, 1, "", state, reason=reason, released=released, seconds=1.25)


def run(view: View, states: list[FileState], clock: Clock, *, unchanged: int = 0, each: float = 2.0) -> None:
    """A stage of files that take two seconds each."""
    progress = Progress(view, clock)
    progress.begin(Stage.REDACTING, len(states) + unchanged, unchanged=unchanged)
    for number, state in enumerate(states, 1):
        clock.now += each
        held = state in (FileState.HELD, FileState.FAILED)
        progress.file(
            number, record(state, "it has pictures" if held else "", "" if held else "camp/document.md")
        )
    progress.end()


@pytest.fixture
def lines() -> list[str]:
    return []


def test_plain_lines(lines: list[str]) -> None:
    states = [FileState.DONE] * 9 + [FileState.HELD, FileState.FAILED]
    run(PlainLines(lines.append), states, Clock(), unchanged=9)
    assert lines == [
        "redacting: 20 files, 9 of them done before",
        "redacting: 14 of 20 files (70 %); 5 released, 9 unchanged; 30.0 files/min, 12 s left",
        "redacting: file 10 held: it has pictures",
        "redacting: 19 of 20 files (95 %); 9 released, 1 held, 9 unchanged; 30.0 files/min, 2.0 s left",
        "redacting: file 11 failed: it has pictures",
        "redacting: done in 22 s; 9 released, 1 held, 1 failed, 9 unchanged",
    ]


def test_a_stage_that_was_broken_off_says_so(lines: list[str]) -> None:
    clock = Clock()
    progress = Progress(PlainLines(lines.append), clock)
    progress.begin(Stage.ANALYZING, 5)
    clock.now += 3
    progress.file(1, record(FileState.ANALYZED))
    progress.end()
    assert lines[-1] == "analyzing: broken off at 1 of 5 in 3.0 s; 1 analyzed"


def test_json_events(lines: list[str]) -> None:
    run(JsonLines(lines.append), [FileState.DONE, FileState.HELD], Clock())
    events = [json.loads(line) for line in lines]
    assert [event["event"] for event in events] == ["begin", "file", "file", "end"]
    assert {event["schema"] for event in events} == {SCHEMA}
    assert events[1]["file"] == {
        "number": 1,
        "state": "done",
        "reason": None,
        "released": "camp/document.md",
        "seconds": 1.25,
    }
    assert events[2]["file"]["reason"] == "it has pictures"
    assert events[1]["counts"] == {"new": 0, "analyzed": 0, "done": 1, "held": 0, "failed": 0}
    assert (events[1]["rate"], events[1]["remaining"]) == (0.5, 2.0)
    assert (events[0]["rate"], events[0]["remaining"]) == (None, None)
    assert events[3]["remaining"] == 0


def test_the_documented_event_is_one_that_is_written(root: Path, lines: list[str]) -> None:
    run(JsonLines(lines.append), [FileState.DONE], Clock())
    page = (root / "docs" / "batch.md").read_text("utf-8")
    documented = json.loads(page.split("```json\n")[1].split("```", maxsplit=1)[0])
    written = json.loads(lines[1])
    assert documented.keys() == written.keys()
    assert documented["file"].keys() == written["file"].keys()
    assert documented["counts"].keys() == written["counts"].keys()
    told = {
        name for row in re.findall(r"^\| (`.*?) \|", page, re.M) for name in re.findall(r"`([\w.]+)`", row)
    }
    assert written.keys() - {"file"} <= told
    assert {f"file.{key}" for key in written["file"]} <= told
    assert {state.value for state in FileState} <= told


VIEWS: list[Callable[[list[str]], View]] = [lambda to: PlainLines(to.append), lambda to: JsonLines(to.append)]


@pytest.mark.parametrize("view", VIEWS)
def test_no_line_has_the_path_of_a_file(view: Callable[[list[str]], View], lines: list[str]) -> None:
    progress = Progress(view(lines), Clock())
    progress.begin(Stage.REDACTING, 2)
    progress.file(1, record(FileState.FAILED, "ho song-guk.docx: Permission denied"))
    progress.file(2, record(FileState.HELD, "two\nlines \x1b[31m"))
    progress.end()
    told = "\n".join(lines)
    assert "song" not in told.casefold()
    assert "families" not in told
    assert "\x1b" not in told
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize(
    ("reason", "path"),
    [
        ("Ho Song-guk.docx: Permission denied", SECRET),
        ("cannot open families/Ho Song-guk.docx", SECRET),
        ("the file 'HO SONG-GUK' is broken", SECRET),
        ("it names Song twice", SECRET),
        ("no such file: 호성국.txt", "호성국.txt"),
        ("li.md is broken", "li.md"),
    ],
)
def test_a_reason_that_repeats_the_path_is_not_shown(reason: str, path: str) -> None:
    assert shown(reason, path) == NAMES_ITS_FILE


@pytest.mark.parametrize("path", [SECRET, "interviews/0001.md", "word files/the draft 3.docx"])
def test_a_reason_in_plain_words_is_shown(path: str) -> None:
    reason = "the interview has pictures that a person has to look at; the files are of Word"
    assert shown(reason, path) == reason


@given(
    states=st.lists(st.sampled_from(list(FileState)), max_size=40),
    unchanged=st.integers(0, 40),
    each=st.floats(0, 100, allow_nan=False),
)
def test_counts_add_up_and_the_rest_is_never_negative(
    states: list[FileState], unchanged: int, each: float
) -> None:
    lines: list[str] = []
    run(JsonLines(lines.append), states, Clock(), unchanged=unchanged, each=each)
    events: list[dict[str, Any]] = [json.loads(line) for line in lines]
    for number, event in enumerate(events[1:-1], 1):
        assert event["finished"] == number + unchanged == sum(event["counts"].values()) + event["unchanged"]
        assert event["remaining"] is None or event["remaining"] >= 0
    assert events[-1]["finished"] == events[-1]["total"]


def test_a_standstill_shows_in_the_rate() -> None:
    clock = Clock()
    progress = Progress(PlainLines(lambda _: None), clock)
    progress.begin(Stage.REDACTING, 10)
    clock.now += 1
    progress.file(1, record())
    lively = progress.standing().rate
    clock.now += 99
    standing = progress.standing()
    assert lively == 1
    assert standing.rate == pytest.approx(0.01)


def test_more_done_than_there_is_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="more files"):
        Progress(PlainLines(lambda _: None), Clock()).begin(Stage.REDACTING, 1, unchanged=2)


def test_the_bar_shows_counts_rate_and_remaining_time_and_no_path() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=160, markup=False, highlight=False)
    with ProgressBar(console) as bar:
        run(bar, [FileState.DONE, FileState.DONE, FileState.HELD, FileState.DONE], Clock())
    told = out.getvalue()
    assert "3 released, 1 held" in told
    assert "30.0 files/min" in told
    assert "file 3 held: it has pictures" in told
    assert "100 %" in told
    assert "Song" not in told


def test_without_a_terminal_there_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(as_json=False) as progress:
        progress.begin(Stage.REDACTING, 0)
        progress.end()
    assert capsys.readouterr().out.splitlines() == ["redacting: 0 files", "redacting: done in 0.0 s"]


def test_json_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(as_json=True) as progress:
        progress.begin(Stage.REDACTING, 0)
        progress.end()
    captured = capsys.readouterr()
    assert [json.loads(line)["event"] for line in captured.out.splitlines()] == ["begin", "end"]
    assert captured.err == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0.0 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (59.6, "1 min"),
        (185, "3 min 5 s"),
        (7_800, "2 h 10 min"),
        (90_000, "1 d 1 h"),
        (86_400, "1 d"),
    ],
)
def test_times_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words
