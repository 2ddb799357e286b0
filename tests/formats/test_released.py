"""The whole way: what was planted in every place of a file is nowhere in the released one, which opens."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import build_docx
import build_eml
import build_html
import build_odt
import build_pdf
import build_plain
import build_rtf
import build_subtitles
import build_xlsx
import pytest
from byte_traces import traces

from redactor.case import read_case
from redactor.case.known import CaseFinder
from redactor.handling import Pictures, UnknownParts
from redactor.model import Outcome
from redactor.pipeline import Engine, redact_document

Program = Callable[[str], str]
TIMES = re.compile(rb"^[\d:.,]+ --> [\d:.,]+", re.MULTILINE)


@dataclass(frozen=True)
class Planted:
    """A file, and the words that were put in all its places."""

    name: str
    data: bytes
    tokens: tuple[str, ...]


@cache
def files() -> dict[str, Planted]:
    """Every format's file, with what no reader of ours understands."""
    word, odt = build_docx.build(odd=True), build_odt.build(odd=True)
    sheets = [
        *map(build_xlsx.v, build_xlsx.VISIBLE),
        *map(build_xlsx.h, build_xlsx.HIDDEN),
        *map(build_xlsx.u, build_xlsx.UNKNOWN),
    ]
    mail = (build_eml.SEEN, build_eml.HIDDEN, build_eml.UNKNOWN, build_eml.IN_PICTURES)
    page = (build_html.SEEN, build_html.HIDDEN, build_html.IN_PICTURES)
    found = [
        Planted("a.docx", word.data, (*word.visible, *word.hidden, *word.unknown, *word.beneath)),
        Planted("a.odt", odt.data, (*odt.visible, *odt.hidden, *odt.unknown)),
        Planted("a.xlsx", build_xlsx.build(odd=True), tuple(sheets)),
        Planted("a.pdf", build_pdf.planted(), (*build_pdf.UNSEEN, *build_pdf.BESIDE, *build_pdf.EARLIER)),
        Planted("a.eml", build_eml.message(), _values(*mail)),
        Planted("a.html", build_html.page(), _values(*page)),
        Planted("a.rtf", build_rtf.rich_text(), _values(build_rtf.SEEN, build_rtf.HIDDEN)),
        Planted("a.vtt", build_subtitles.vtt(), _values(build_subtitles.SEEN, build_subtitles.HIDDEN)),
        Planted("a.srt", build_subtitles.srt(), _values(build_subtitles.SEEN, build_subtitles.HIDDEN)),
    ]
    plain = {
        "a.md": build_plain.markdown(),
        "a.txt": build_plain.text(),
        "a.csv": build_plain.table(),
        "a.tsv": build_plain.table("\t"),
        "a.jsonl": build_plain.objects(),
    }
    found += [Planted(name, data, build_plain.tokens(data)) for name, data in plain.items()]
    return {file.name: file for file in found}


def _values(*tables: dict[str, str]) -> tuple[str, ...]:
    return tuple(value for table in tables for value in table.values())


def case_of(tokens: Sequence[str]) -> CaseFinder:
    """A case file to which every token is a dangerous fact."""
    facts = "".join(f"  - {{about: a, type: ORGANIZATION, texts: [{json.dumps(t)}]}}\n" for t in tokens)
    people = "people:\n  - {id: a, role: source, names: [Zoran Babic]}\n"
    return CaseFinder(read_case(f"version: 1\nname: planted\n{people}facts:\n{facts}".encode()))


@pytest.fixture
def released(engine: Engine) -> Callable[[str], Outcome]:
    """Redact a planted file under a policy that drops what nobody looked at."""

    def redact(name: str) -> Outcome:
        file = files()[name]
        handling = replace(engine.handling, pictures=Pictures.DROP, unknown_parts=UnknownParts.DROP)
        policy = replace(engine.policy, handling=handling)
        tokens = tuple(dict.fromkeys(file.tokens))
        outcome = redact_document(replace(engine, policy=policy, case=case_of(tokens)), file.name, file.data)
        assert outcome.released, [(leak.segment, leak.detail) for leak in outcome.leaks]
        return outcome

    return redact


@pytest.mark.parametrize("name", sorted(files()))
def test_nothing_of_what_was_planted_is_left(released: Callable[[str], Outcome], name: str) -> None:
    file = files()[name]
    assert len(traces(file.data, file.tokens)) > len(file.tokens) / 4, "the search finds what is there"
    content = released(name).content
    assert content is not None
    assert not traces(content, file.tokens)


@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
def test_times_stay_to_the_byte(released: Callable[[str], Outcome], name: str) -> None:
    before, after = TIMES.findall(files()[name].data), TIMES.findall(released(name).content or b"")
    assert len(before) >= 4
    assert after == before


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx"])
def test_libreoffice_opens_what_is_released(
    released: Callable[[str], Outcome], program: Program, tmp_path: Path, name: str
) -> None:
    command = [program("soffice"), f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
    _write(tmp_path / name, released(name))
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "withheld]" in _text_of_pdf(program, (tmp_path / "a.pdf").read_bytes())


def test_pdftotext_reads_what_is_released(released: Callable[[str], Outcome], program: Program) -> None:
    content = released("a.pdf").content
    assert content is not None
    assert "withheld]" in _text_of_pdf(program, content)


def test_a_browser_shows_what_is_released(
    released: Callable[[str], Outcome], program: Program, tmp_path: Path
) -> None:
    _write(tmp_path / "a.html", released("a.html"))
    browser = [program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    home = f"--user-data-dir={tmp_path}/home"
    done = subprocess.run(
        [*browser, home, f"file://{tmp_path}/a.html"], check=True, capture_output=True, timeout=120
    )
    assert done.stdout.decode().count("withheld]") > len(build_html.SEEN) / 2


def _write(path: Path, outcome: Outcome) -> None:
    assert outcome.content is not None
    path.write_bytes(outcome.content)


def _text_of_pdf(program: Program, data: bytes) -> str:
    command = [program("pdftotext"), "-", "-"]
    return subprocess.run(command, input=data, check=True, capture_output=True, timeout=60).stdout.decode()
