"""The copy for the desk: everything is there, each redaction can be decided on, and is read back."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import desk
import docx
import pytest
from build_docx import Built, build, token
from byte_traces import traces
from edits import edits_of, shown
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from redactor.apply import edited_text
from redactor.errors import UnreadableError, UnwritableError
from redactor.formats.docx.document import Word
from redactor.formats.docx.names import q
from redactor.formats.tracking import Redaction, Resolution
from redactor.handling import Handling, Pictures, Revisions, UnknownParts
from redactor.model import Document, Span

FMT = Word()
DROPPING = Handling(pictures=Pictures.DROP, unknown_parts=UnknownParts.DROP)


@cache
def built() -> Built:
    return build()


@cache
def document() -> Document:
    return FMT.read("a.docx", built().data, handling=DROPPING)


def at(segment: str, words: str, replacement: str) -> Redaction:
    start = document().segment(segment).text.index(words)
    return redaction(segment, start, start + len(words), replacement)


def redaction(segment: str, start: int, end: int, replacement: str) -> Redaction:
    return Redaction(segment, Span(start, end), replacement, "house/rule", "Because.", "desk", "PERSON")


def tracked(*redactions: Redaction) -> bytes:
    return FMT.write_tracked(document(), redactions, built().data, DROPPING)


def texts(data: bytes, revisions: Revisions = Revisions.ACCEPT) -> dict[str, str]:
    return shown(FMT.read("a.docx", data, handling=Handling(revisions=revisions)))


THREE = (
    at("text", f"{token('V-sp')}lit", "somebody"),
    at("text", f"{token('V-cell2')}", ""),
    at("footnote[1]", token("V-footnote"), "a note"),
)


def test_the_copy_holds_all_that_a_reader_sees_and_nothing_else() -> None:
    data = tracked(*THREE)
    assert traces(data, built().visible) == built().visible
    assert traces(data, built().hidden) == []
    assert texts(data, Revisions.REJECT) == shown(document())
    expected = {
        segment: edited_text(text, [r for r in THREE if r.segment == segment])  # type: ignore[misc]
        for segment, text in shown(document()).items()
    }
    assert texts(data) == expected


def test_comments_say_rule_and_reason_under_one_name_and_date() -> None:
    parts = desk.members(tracked(*THREE))
    comments = etree.fromstring(parts["word/comments.xml"])
    said = ["|".join(comment.itertext()) for comment in comments]
    assert said == [
        "1: PERSON, house/rule|Because.",
        "2: PERSON, house/rule|Because.",
        "3 (footnote[1]): PERSON, house/rule|Because.",
    ]
    body = etree.fromstring(parts["word/document.xml"])
    marked = [*comments, *body.iter(q("w:ins"), q("w:del"))]
    assert {e.get(q("w:author")) for e in marked} == {"redactor"}
    assert len({e.get(q("w:date")) for e in marked}) == 1
    assert len({e.get(q("w:id")) for e in marked}) == len(marked)
    references = [e.get(q("w:id")) for e in body.iter(q("w:commentReference"))]
    assert sorted(references) == ["1", "2", "3"]


def test_an_independent_reader_sees_the_comments() -> None:
    opened = docx.Document(io.BytesIO(tracked(*THREE)))
    assert [c.initials for c in opened.comments] == ["r1", "r2", "r3"]


def test_the_replacement_has_the_first_runs_look() -> None:
    body = etree.fromstring(desk.members(tracked(at("text", "lit", "x")))["word/document.xml"])
    (inserted,) = body.iter(q("w:ins"))
    assert inserted.find(f".//{q('w:b')}") is not None


def test_the_same_gives_the_same_bytes() -> None:
    assert tracked(*THREE) == tracked(*THREE)


def test_decisions_are_read_back_with_their_places() -> None:
    data = desk.accepted(desk.rejected(desk.reworded(tracked(*THREE), 3, "own words"), 1), 2, 3)
    found = FMT.read_tracked(data, DROPPING)
    assert [r.resolution.value for r in found.resolved] == ["rejected", "accepted", "changed"]
    assert [r.redaction for r in found.resolved] == list(THREE)
    assert [r.text for r in found.resolved] == [f"{token('V-sp')}lit", "", "own words"]
    assert found.lost == ()
    assert texts(found.original) == shown(document())


@pytest.mark.parametrize(
    "done", [desk.accepted, desk.rejected, lambda data: data], ids=["all", "none", "open"]
)
def test_whatever_is_decided_the_original_comes_back(done: Callable[[bytes], bytes]) -> None:
    found = FMT.read_tracked(done(tracked(*THREE)), DROPPING)
    expected = Resolution.REJECTED if done is desk.rejected else Resolution.ACCEPTED
    assert {r.resolution for r in found.resolved} == {expected}
    assert texts(found.original) == shown(document())
    assert traces(found.original, ["redactor", "Because"]) == []


def test_deleted_comments_change_nothing() -> None:
    tags = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
    data = desk.without(desk.accepted(tracked(*THREE)), *tags)
    assert len(FMT.read_tracked(data, DROPPING).resolved) == 3


def test_an_editors_own_tracked_words_count_as_made() -> None:
    def edit(root: etree._Element) -> None:
        for inserted in root.iter(q("w:ins")):
            (run,) = inserted
            deleted = etree.SubElement(inserted, q("w:del"), {q("w:author"): "Editor"})
            deleted.append(run)
            run[-1].tag = q("w:delText")
            new = etree.fromstring(etree.tostring(inserted).replace(b"w:delText", b"w:t"))
            inserted.addnext(new)
            new[0].tag = q("w:r")
            (text,) = new.iter(q("w:t"))
            new.clear()
            new.append(etree.Element(q("w:r")))
            new[0].append(text)
            text.text = "own words"

    found = FMT.read_tracked(desk.edited(tracked(THREE[0]), edit), DROPPING)
    (one,) = found.resolved
    assert (one.resolution, one.text) == (Resolution.CHANGED, "own words")


def test_a_change_decided_by_halves_is_refused() -> None:
    data = desk.half_rejected(tracked(THREE[0]), 1)
    with pytest.raises(UnreadableError, match="change 1 is decided by halves"):
        FMT.read_tracked(data, DROPPING)


def test_text_around_the_changes_is_what_people_made_of_it() -> None:
    def edit(root: etree._Element) -> None:
        for text in root.iter(q("w:t")):
            if text.text == token("V-last"):
                text.text = "the end"

    found = FMT.read_tracked(desk.edited(tracked(*THREE), edit), DROPPING)
    assert "the end" in texts(found.original)["text"]


def test_a_change_over_the_end_of_a_paragraph_joins_and_comes_back() -> None:
    text = document().segment("text").text
    start = text.index(token("V-joined")) + 2
    end = text.index(token("V-first")) + 3
    whole = redaction("text", start, end, "one")
    data = tracked(whole)
    assert texts(data)["text"] == edited_text(text, [whole])  # type: ignore[list-item]
    assert texts(data, Revisions.REJECT)["text"] == text
    for done in (desk.accepted, desk.rejected):
        found = FMT.read_tracked(done(data), DROPPING)
        assert texts(found.original)["text"] == text
        assert [r.redaction for r in found.resolved] == [whole]


def test_a_change_over_the_border_of_a_cell_is_refused() -> None:
    text = document().segment("text").text
    start = text.index(token("V-cell1"))
    with pytest.raises(UnwritableError):
        tracked(redaction("text", start, text.index(token("V-cell2")) + 1, "x"))


def test_lost_changes_are_counted_and_lost_bookmarks_refused() -> None:
    def one(root: etree._Element) -> None:
        for mark in list(root.iter(q("w:bookmarkStart"), q("w:bookmarkEnd"))):
            if mark.get(q("w:id")) == "2":
                mark.getparent().remove(mark)  # type: ignore[union-attr]

    found = FMT.read_tracked(desk.edited(tracked(*THREE), one), DROPPING)
    assert found.lost == (2,)
    for tags in (["w:bookmarkEnd"], ["w:bookmarkStart", "w:bookmarkEnd"]):
        with pytest.raises(UnreadableError, match="bookmark"):
            FMT.read_tracked(desk.without(tracked(*THREE), *tags), DROPPING)


def test_a_file_without_record_is_no_copy() -> None:
    with pytest.raises(UnreadableError, match="no record"):
        FMT.read_tracked(built().data, DROPPING)


@pytest.mark.parametrize("said", ["", "[1]", '{"a": 1}', '[{"original": 1}]', "[" * 5000])
def test_a_damaged_record_is_refused(said: str) -> None:
    parts = desk.members(tracked(*THREE))
    root = etree.fromstring(parts["customXml/item1.xml"])
    assert json.loads(root.text or "")
    root.text = said
    parts["customXml/item1.xml"] = etree.tostring(root)
    with pytest.raises(UnreadableError, match="damaged"):
        FMT.read_tracked(desk.packed(parts), DROPPING)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changes_can_be_decided(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from(sorted(shown(document()))))
    text = shown(document())[story]
    lines = text.split("\n")
    line = data.draw(st.integers(0, len(lines) - 1))
    base = sum(len(one) + 1 for one in lines[:line])
    cells = lines[line].split("\t")
    cell = data.draw(st.integers(0, len(cells) - 1))
    base += sum(len(one) + 1 for one in cells[:cell])
    places = list(range(base, base + len(cells[cell]) + 1))
    if len(places) < 2:
        return
    edits = data.draw(edits_of(story, places, st.text("ab Ж한", max_size=5)))
    wanted = [redaction(e.segment, e.span.start, e.span.end, e.replacement) for e in edits]
    wanted = [r for r in wanted if text[r.span.start : r.span.end] != r.replacement]
    copy = tracked(*wanted)
    if not wanted:
        return
    for number, done in enumerate(
        data.draw(st.lists(st.booleans(), min_size=len(wanted), max_size=len(wanted))), 1
    ):
        copy = (desk.accepted if done else desk.rejected)(copy, number)
    found = FMT.read_tracked(copy, DROPPING)
    assert [r.redaction for r in found.resolved] == wanted
    assert texts(found.original) == shown(document())


def test_libreoffice_keeps_what_is_needed(tmp_path: Path, program: Callable[[str], str]) -> None:
    path = tmp_path / "in" / "a.docx"
    path.parent.mkdir()
    path.write_bytes(desk.rejected(tracked(*THREE), 1))
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    command = [program("soffice"), home, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120
    )
    found = FMT.read_tracked((tmp_path / "a.docx").read_bytes(), DROPPING)
    assert [r.resolution.value for r in found.resolved] == ["rejected", "accepted", "accepted"]
