"""Rich text: what a reader sees becomes plain text, the rest goes."""

from __future__ import annotations

import build_rtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import blotted, edits_of, expected, gone, traces
from striprtf.striprtf import rtf_to_text

from redactor.errors import UnreadableError
from redactor.formats import format_for, released_name
from redactor.formats.plain_text import PlainText
from redactor.formats.rtf import Rtf
from redactor.handling import DEFAULT_HANDLING, Handling, Revisions
from redactor.model import SegmentKind

RTF = Rtf()
FILE = build_rtf.rich_text()


def text(body: str) -> str:
    return RTF.read("a", rf"{{\rtf1\ansi\ansicpg1252 {body}}}".encode("latin-1")).segment("text").text


@pytest.mark.parametrize("place", build_rtf.SEEN)
def test_what_a_reader_sees_is_text(place: str) -> None:
    document = RTF.read("a", FILE)
    assert [s.id for s in document.segments if build_rtf.SEEN[place] in s.text] == ["text"]


@pytest.mark.parametrize("place", build_rtf.HIDDEN)
def test_what_a_reader_does_not_see_is_hidden(place: str) -> None:
    document = RTF.read("a", FILE)
    assert [s.kind for s in document.segments if build_rtf.HIDDEN[place] in s.text] == [SegmentKind.HIDDEN]


def test_pictures_and_objects_are_listed() -> None:
    document = RTF.read("a", FILE)
    assert (document.pictures, document.unknown_parts) == (("picture[1]",), ("object[1]",))
    assert document.remarks


def test_it_is_released_as_plain_text_without_a_trace() -> None:
    document = RTF.read("a.rtf", FILE)
    content = RTF.write(document, [*gone(document), *blotted(document, build_rtf.SEEN.values())], FILE)
    for token in [*build_rtf.SEEN.values(), *build_rtf.HIDDEN.values()]:
        assert traces(content, token) == []
    name = released_name(RTF, "a.rtf", DEFAULT_HANDLING)
    assert (name, format_for(name, content).name) == ("a.txt", "txt")


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_edits_are_read_again_as_planned(data: st.DataObject) -> None:
    document = RTF.read("a", FILE)
    edits = [*gone(document), *data.draw(edits_of(document, ["text"]))]
    again = PlainText().read("a.txt", RTF.write(document, edits, FILE))
    assert [(s.id, s.text) for s in again.segments] == expected(document, edits)


def test_the_text_is_what_striprtf_reads() -> None:
    source = rb"{\rtf1\ansi\ansicpg1251 One\par \b two\b0  \'cf\'ee\u1090?\par\tab three\par}"
    assert RTF.read("a", source).segment("text").text == rtf_to_text(source.decode())


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (r"Iv\b an\b0 ", "Ivan"),
        (r"Iv{\i a}n", "Ivan"),
        ("Iv\r\nan", "Ivan"),
        (r"a\par b\line c", "a\nb\nc"),
        (r"\trowd a\cell b\cell\row c\cell d\cell\row", "a\tb\nc\td\n"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a{\v b{\i c}}d", "ad"),
        (r"a\v b\plain c", "ac"),
        (r"\{a\}\\", r"{a}\\"[:4]),
        ("caf\xe9", "café"),
        (r"{\pict\bin4 }}}}}a", "a"),
    ],
)
def test_control_words(body: str, seen: str) -> None:
    assert text(body) == seen


def test_the_policy_chooses_the_side_of_a_tracked_change() -> None:
    source = rb"{\rtf1 a {\deleted old}{\revised new}}"
    assert RTF.read("a", source).segment("text").text == "a new"
    rejected = RTF.read("a", source, handling=Handling(revisions=Revisions.REJECT))
    assert rejected.segment("text").text == "a old"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (rb"{\rtf1 a", "cut off"),
        (b"{\\rtf1" + b"{" * 300, "too deep"),
        (rb"{\rtf1 }", "no text"),
        (rb"{\rtf1\ansicpg1252 \'81\'8d}", "characters"),
        (rb"{\rtf1 \u-10179?a}", "characters"),
    ],
)
def test_what_cannot_be_read_is_held(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        RTF.read("a", data)


@settings(max_examples=250, deadline=None)
@given(noise=st.binary(max_size=20), at=st.integers(6, len(FILE)), skip=st.integers(0, 40))
def test_broken_files_raise_nothing_else(noise: bytes, at: int, skip: int) -> None:
    data = FILE[:at] + noise + FILE[at + skip :]
    try:
        document = RTF.read("a", data)
    except UnreadableError:
        return
    RTF.write(document, gone(document), data)


def test_hidden_parts_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="dropped"):
        RTF.write(RTF.read("a", FILE), [], FILE)
