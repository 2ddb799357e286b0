"""Subtitles: names over lines and cues are whole, times keep their bytes."""

from __future__ import annotations

import io
import re

import build_subtitles
import pysubs2
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import blotted, edits_of, expected, gone, traces

from redactor.errors import UnreadableError
from redactor.formats import Format, format_for
from redactor.formats.subtitles import SubRip, WebVtt
from redactor.model import Edit, SegmentKind, Span

SRT, VTT = SubRip(), WebVtt()
FILES = [(SRT, build_subtitles.srt()), (VTT, build_subtitles.vtt())]
both = pytest.mark.parametrize(("fmt", "data"), FILES, ids=["srt", "vtt"])
TIMES = re.compile(rb"(?m)^[0-9:.,]+ --> [0-9:.,]+")
HEAD = "1\n00:00:01,000 --> 00:00:02,000\n"


def srt(*cues: str) -> bytes:
    times = (f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate(cues, 1))
    return "".join(times).encode()


def text(data: bytes, fmt: Format = SRT) -> str:
    return fmt.read("a", data).segment("text").text


def edited(data: bytes, old: str, new: str, fmt: Format = SRT) -> str:
    document = fmt.read("a", data)
    at = document.segment("text").text.index(old)
    edit = Edit("text", Span(at, at + len(old)), new)
    written = fmt.write(document, [*gone(document), edit], data)
    assert text(written, fmt) == document.segment("text").text.replace(old, new, 1)
    return written.decode()


@both
def test_every_token_is_read_where_it_belongs(fmt: Format, data: bytes) -> None:
    document = fmt.read("a", data)
    for token in build_subtitles.SEEN.values():
        assert [s.kind for s in document.segments if token in s.text] == [SegmentKind.TEXT], token
    for token in build_subtitles.HIDDEN.values():
        if token.encode() in data:
            assert [s.kind for s in document.segments if token in s.text] == [SegmentKind.HIDDEN], token


@both
def test_nothing_hidden_and_nothing_replaced_is_left(fmt: Format, data: bytes) -> None:
    document = fmt.read("a", data)
    edits = [*gone(document), *blotted(document, build_subtitles.SEEN.values())]
    content = fmt.write(document, edits, data)
    for token in [*build_subtitles.SEEN.values(), *build_subtitles.HIDDEN.values()]:
        assert traces(content, token) == []
    assert TIMES.findall(content) == TIMES.findall(data)
    assert all(s.kind is not SegmentKind.HIDDEN for s in fmt.read("a", content).segments)


@both
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_untouched_file_keeps_its_bytes(fmt: Format, data: bytes, end: str, mark: str) -> None:
    del data
    source = build_subtitles.srt(end, mark) if fmt is SRT else build_subtitles.vtt(end, mark)
    assert fmt.write(fmt.read("a", source), [], source) == source


@both
def test_edits_keep_line_ends_and_mark(fmt: Format, data: bytes) -> None:
    del data
    build = build_subtitles.srt if fmt is SRT else build_subtitles.vtt
    source = build("\r\n", "\ufeff")
    document = fmt.read("a", source)
    at = document.segment("text").text.index("tokencue")
    edits = [*gone(document), Edit("text", Span(at, at + 8), "two\nlines")]
    written = fmt.write(document, edits, source)
    assert written.startswith(b"\xef\xbb\xbf")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", written)
    assert fmt.read("a", written).segment("text").text == document.segment("text").text.replace(
        "tokencue", "two\nlines"
    )


@settings(max_examples=250, deadline=None)
@given(data=st.data(), which=st.sampled_from(FILES))
def test_any_edits_are_read_again_as_planned(data: st.DataObject, which: tuple[Format, bytes]) -> None:
    fmt, source = which
    document = fmt.read("a", source)
    edits = [*gone(document), *data.draw(edits_of(document, ["text"]))]
    content = fmt.write(document, edits, source)
    assert [(s.id, s.text) for s in fmt.read("a", content).segments] == expected(document, edits)
    assert TIMES.findall(content) == TIMES.findall(source)


CUES = st.lists(
    st.lists(
        st.sampled_from(["a", "b.", " ", "<i>", "</i>", "- ", "\n", "&amp;", "<", "{\\an8}", "12"]),
        max_size=6,
    ),
    min_size=1,
    max_size=4,
).map(lambda cues: ["".join(cue) for cue in cues])


@settings(max_examples=300, deadline=None)
@given(cues=CUES, data=st.data(), fmt=st.sampled_from([SRT, VTT]))
def test_any_cues_with_any_edits(cues: list[str], data: st.DataObject, fmt: Format) -> None:
    source = (b"WEBVTT\n\n" if fmt is VTT else b"") + srt("first", *cues)
    document = fmt.read("a", source)
    edits = [*gone(document), *data.draw(edits_of(document, ["text"]))]
    content = fmt.write(document, edits, source)
    if any(text.strip() for _, text in expected(document, edits)):
        assert [(s.id, s.text) for s in fmt.read("a", content).segments] == expected(document, edits)


def test_other_readers_see_the_edited_words_at_the_old_times() -> None:
    source = srt("I am Ivan", "Petrov, from <i>Poltava</i>.", "So.")
    before, after = (
        pysubs2.SSAFile.from_string(t) for t in (source.decode(), edited(source, "Ivan Petrov", "[name]"))
    )
    assert [(e.start, e.end) for e in after] == [(e.start, e.end) for e in before]
    assert [e.plaintext.strip() for e in after] == ["I am [name],", "from Poltava.", "So."]


def test_webvtt_py_sees_the_edited_words_at_the_old_times() -> None:
    source = build_subtitles.vtt()
    document = VTT.read("a", source)
    edits = [*gone(document), *blotted(document, ["tokencue", "tokenover cues"])]
    before = webvtt.from_buffer(io.StringIO(source.decode()))
    after = webvtt.from_buffer(io.StringIO(VTT.write(document, edits, source).decode()))
    assert [(c.start, c.end) for c in after] == [(c.start, c.end) for c in before]
    assert after[0].text.startswith("I am [gone], of tokentag")
    assert after[1].text.rstrip().endswith("and also [gone]")


@pytest.mark.parametrize(
    ("cues", "seen"),
    [
        (["I am Ivan", "Petrov."], "I am Ivan Petrov."),
        (["I am", "from\nPoltava."], "I am from Poltava."),
        (["One.", "Two."], "One.\nTwo."),
        (["Lt.", "Petrov."], "Lt. Petrov."),
        (["V.", "Petrov."], "V. Petrov."),
        (["I was...", "captured."], "I was... captured."),
        (["Where?\n- Here."], "Where?\n- Here."),
        (["Well\n- No"], "Well\n- No"),
        (["", "a"], "a"),
        (["Iv<i></i>an"], "Ivan"),
        (["a &lt; b & c"], "a < b & c"),
    ],
)
def test_cues_run_on_until_the_sentence_ends(cues: list[str], seen: str) -> None:
    assert text(srt(*cues)) == seen


def test_an_edit_over_two_cues_goes_into_the_first() -> None:
    written = edited(srt("I am Ivan", "Petrov, you see."), "Ivan Petrov", "[name]")
    assert "\nI am [name],\n" in written
    assert "\nyou see.\n" in written


def test_a_line_of_which_nothing_is_left_goes_if_there_is_another() -> None:
    assert edited(srt("I am Ivan\nPetrov", "and so on."), "Ivan Petrov", "[name]") == (
        srt("I am [name]", "and so on.").decode()
    )
    assert "\n<i></i>" in edited(srt("I am Ivan", "Petrov", "and so on."), "Ivan Petrov", "[name]")


def test_a_changed_sentence_end_keeps_the_lines_apart() -> None:
    assert "[place]  \n" in edited(srt("From Poltava.", "So."), "Poltava.", "[place]")
    assert "[place]. \n" in edited(srt("From Poltava", "to Lviv."), "Poltava", "[place].")


def test_a_time_in_a_word_goes_with_the_word_only() -> None:
    source = b"WEBVTT\n\n00:01.000 --> 00:02.000\nI <00:01.100>am Iv<00:01.200>an\n"
    assert "I <00:01.100>am [name]\n" in edited(source, "Ivan", "[name]", VTT)


def test_what_is_kept_of_hidden_parts_is_kept_as_it_is() -> None:
    source = b"WEBVTT\n\nNOTE keep\n\n00:01.000 --> 00:02.000\na\n"
    document = VTT.read("a", source)
    assert VTT.write(document, [Edit("text", Span(0, 1), "b")], source) == source.replace(b"\na", b"\nb")
    with pytest.raises(ValueError, match="not changed"):
        VTT.write(document, [Edit("note[1]", Span(0, 1), "x")], source)


@pytest.mark.parametrize(
    ("fmt", "data", "says"),
    [
        (SRT, b"just words", "belongs to no subtitle"),
        (SRT, b"1\n2\n3\n", "belongs to no subtitle"),
        (SRT, b"\n\n", "no timed subtitle"),
        (VTT, b"1\n00:01.000 --> 00:02.000\na", "WEBVTT"),
        (VTT, b"WEBVTT\n\nNOTE a", "no timed subtitle"),
        (SRT, b"1\n00:00:01,000 --> 00:00:02,000\n\n", "no text"),
        (SRT, b"1\n00:00:01,000 --> 00:00:02,000\ncaf\xe9", "byte"),
    ],
)
def test_what_cannot_be_read_is_held(fmt: Format, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        fmt.read("a", data)


@settings(max_examples=200, deadline=None)
@given(noise=st.binary(max_size=50), which=st.sampled_from(FILES), at=st.integers(0, 700))
def test_broken_files_raise_nothing_else(noise: bytes, which: tuple[Format, bytes], at: int) -> None:
    fmt, source = which
    data = source[:at] + noise + source[at + 10 :]
    try:
        document = fmt.read("a", data)
    except UnreadableError:
        return
    if not document.remarks:
        assert fmt.write(document, [], data) == data


def test_text_behind_a_blank_line_still_belongs_to_the_cue() -> None:
    assert text(srt("one\n\ntwo", "three.")) == "one two three."


def test_long_numbers_above_cues_are_hidden_and_numbered_anew() -> None:
    data = b"380501112233\n00:00:01,000 --> 00:00:02,000\na\n"
    document = SRT.read("a", data)
    assert document.segment("cue-name[1]").text == "380501112233"
    assert SRT.write(document, gone(document), data) == b"1\n00:00:01,000 --> 00:00:02,000\na\n"


def test_an_old_encoding_is_released_as_utf_8() -> None:
    words = "Меня зовут Сергей, я из Саратова. Нас привезли в лагерь осенью, и никто не знал, где мы."
    data = (HEAD + words + "\n").encode("cp1251")
    document = SRT.read("a", data)
    assert document.segment("text").text == words
    assert document.remarks
    assert SRT.write(document, [], data).decode() == HEAD + words + "\n"


def test_many_cues_take_no_time() -> None:
    data = b"".join(
        b"%d\n00:00:01,000 --> 00:00:02,000\nI am Ivan Pet<i>rov</i>\n\n" % n for n in range(8000)
    )
    document = SRT.read("a", data)
    found = [m.span() for m in re.finditer("Ivan", document.segment("text").text)]
    edits = [Edit("text", Span(*span), "[name]") for span in found]
    assert b"Ivan" not in SRT.write(document, edits, data)


def test_subtitles_are_found_by_name_and_content() -> None:
    assert format_for("a.srt", srt("a")).name == "srt"
    assert format_for("a.vtt", build_subtitles.vtt()).name == "vtt"
    with pytest.raises(UnreadableError):
        format_for("a.srt", b"no subtitles")
