"""Names of files and folders, and what lies where a file should go: none of it tells, or stops the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from archive_runs import Archive

from redactor.archive.plain_names import is_plain_name
from redactor.archive.records import FileState
from redactor.archive.run import Run
from redactor.model import PseudonymScope
from redactor.pipeline import Engine

RAIN = "It rained in the camp.\n"
BABIC = "Sergeant Zoran Babic of the 38th Regiment was taken near the river.\n"


@pytest.fixture
def archive(tmp_path: Path, engine: Engine) -> Archive:
    return Archive(tmp_path, engine)


def documents(archive: Archive) -> list[str]:
    return [path for path in archive.released() if ".report." not in path]


NAMES = """
Goran Petrovic|GoranPetrovic2|goranpetrovic|interview-goran|Горан Петрович|김철수|Kim|Song-guk|Z. B. 2024
zb-12|O'Neill|Grace King|0501234567|Ⓖⓞⓡⓐⓝ|Ｇｏｒａｎ|camp Kursk
"""
PLAIN = """
interview-0000012|box-3|2025|2024-05-01|Final Draft v2|tape 3 side B|POW interviews|1st draft
"""
FIRST_NAMES = ["Andrej", "Bojan", "Cvetko", "Dragan", "Filip", "Goran", "Hrvoje", "Igor", "Jovan", "Luka"]


def listed(names: str) -> list[str]:
    return names.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("name", listed(NAMES))
def test_a_name_that_could_be_somebodys_is_not_plain(name: str) -> None:
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", listed(PLAIN))
def test_what_archives_call_their_files_is_plain(name: str) -> None:
    assert is_plain_name(name)


def test_a_name_that_stands_in_no_text_tells_in_no_file_or_folder_name(archive: Archive) -> None:
    archive.put({"Goran Petrovic/note.txt": RAIN, "box-1/Goran Petrovic.txt": RAIN, "box-1/tape 2.txt": RAIN})
    result = archive.run()
    assert {record.state for record in result.records} == {FileState.DONE}
    assert "box-1/tape 2.txt" in documents(archive)
    for path, data in archive.released().items():
        assert "petrovic" not in path.lower()
        assert b"petrovic" not in data.lower()


def test_numbers_in_names_tell_nothing_of_the_alphabet(archive: Archive) -> None:
    archive.put({f"{name}.txt": RAIN for name in FIRST_NAMES})
    result = archive.run()
    numbers = [
        int(record.released.removeprefix("document-").removesuffix(".txt")) for record in result.records
    ]
    assert numbers != sorted(numbers)
    assert len(set(numbers)) == len(FIRST_NAMES)
    assert {len(str(number)) for number in numbers} == {7}


def test_a_file_keeps_its_number_and_another_vault_gives_another(
    archive: Archive, tmp_path: Path, engine: Engine
) -> None:
    archive.put({"Goran/one.txt": RAIN, "Goran/Andrej.txt": RAIN})
    archive.run()
    before = documents(archive)
    archive.put({"Goran/Andrej Kolar.txt": RAIN, "Goran/Adam.txt": RAIN})
    (archive.source / "Goran" / "one.txt").unlink()
    archive.run()
    kept = set(before) & set(documents(archive))
    assert [PurePosixPath(path).name[:9] for path in kept] == ["document-"]
    assert len({PurePosixPath(path).parent for path in documents(archive)}) == 1
    other = Archive(tmp_path / "other", engine)
    other.put({"Goran/one.txt": RAIN, "Goran/Andrej.txt": RAIN})
    other.run()
    assert not set(documents(other)) & set(before)


def test_files_are_written_in_an_order_that_tells_nothing_of_their_names(archive: Archive) -> None:
    names = [f"{letter}.txt" for letter in "abcdefghijkl"]
    archive.put(dict.fromkeys(names, RAIN))
    written: list[str] = []

    def watch(run: Run) -> None:
        write = run._target.write

        def watched(folder: str, files: Any, **more: Any) -> None:
            written.append(next(iter(files)))
            write(folder, files, **more)

        run._target.write = watched  # type: ignore[method-assign]

    archive.run(wrap=watch)
    assert sorted(written) == names
    assert written != names


def test_a_name_too_long_for_its_report_stops_nothing(archive: Archive) -> None:
    long = "interview " * 25
    archive.put({f"{long.strip()}.txt": RAIN, "short.txt": RAIN})
    result = archive.run()
    assert {record.state for record in result.records} == {FileState.DONE}
    assert "short.txt" in documents(archive)


def test_what_lies_where_a_file_should_go_costs_that_file_only(archive: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    archive.put({"a/one.txt": RAIN, "b/two.txt": RAIN, "d/three.txt": RAIN, "four.txt": RAIN})
    archive.target.mkdir()
    (archive.target / "a").symlink_to(tmp_path)
    (archive.target / "b" / "two.report.html").mkdir(parents=True)
    (archive.target / "d").write_text("a file")
    result = archive.run()
    states = {record.path: record.state for record in result.records}
    assert states.pop("four.txt") is FileState.DONE
    assert set(states.values()) == {FileState.FAILED}
    assert all(record.reason for record in result.records if record.state is FileState.FAILED)
    assert not (tmp_path / "one.txt").exists()
    assert not (archive.target / "b" / "two.txt").exists()


def test_folders_without_end_stop_nothing(archive: Archive) -> None:
    archive.put({"a/" * 400 + "deep.txt": RAIN, "top.txt": RAIN})
    result = archive.run()
    assert [record.state for record in result.records] == [FileState.FAILED, FileState.DONE]
    assert "deep" in result.records[0].reason


@pytest.mark.parametrize("scope", [PseudonymScope.DOCUMENT, PseudonymScope.MERGED])
def test_what_is_not_shared_links_no_two_files(archive: Archive, scope: PseudonymScope) -> None:
    archive.put({"one/Zoran Babic/a.txt": BABIC, "two/Zoran Babic/b.txt": "Zoran Babic was not there.\n"})
    policy = replace(archive.engine.policy, pseudonyms=scope)
    result = archive.run(policy=policy)
    (person,) = result.linked.people
    assert person.pseudonym is not None
    code = person.pseudonym.split()[-1]
    for path, data in archive.released().items():
        assert code.encode() not in data
        assert code not in path
        assert b"case-" not in data
    one, two = (PurePosixPath(path).parent.name for path in documents(archive))
    assert one != two
