"""One contract for every format, and what is particular to each."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import UnreadableError
from redactor.formats import Format, format_for
from redactor.formats.markdown import Markdown
from redactor.formats.plain_text import PlainText
from redactor.model import Document, Edit, Segment, SegmentKind, Span

MARKS = [
    "---",
    "---\n",
    "\n",
    "\r\n",
    "<!--",
    "-->",
    "```",
    "~~~~",
    "`",
    " ",
    "a",
    "<!-- b -->",
    "# c\n",
    "...",
]
SOURCES = st.lists(st.sampled_from(MARKS), max_size=14).map("".join)
ENCODINGS = st.sampled_from(
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ]
)
LINE_FORMATS = (PlainText(), Markdown())
"""Formats whose file is its text."""

every_format = pytest.mark.parametrize("fmt", LINE_FORMATS, ids=lambda f: f.name)


def edits_to(document: Document, **texts: str) -> list[Edit]:
    """Edits that give segments other texts."""
    named = {key.replace("_", "-"): text for key, text in texts.items()}
    known = {s.id: s.text for s in document.segments}
    return [Edit(key, Span(0, len(known.get(key, ""))), text) for key, text in named.items()]


@every_format
@given(source=SOURCES, encoding=ENCODINGS)
def test_an_untouched_document_keeps_its_bytes(fmt: Format, source: str, encoding: tuple[bytes, str]) -> None:
    data = encoding[0] + source.encode(encoding[1])
    try:
        document = fmt.read("name", data)
    except UnreadableError:
        # Held for want of text: blanks, or nothing but the marks of front matter and comments.
        assert not any(c.isalnum() for c in source)
        return
    assert fmt.write(document, [], data) == data


@every_format
def test_segments_have_ids_of_their_own(fmt: Format) -> None:
    document = fmt.read("name", b"---\na: b\n---\nx <!-- 1 --> y <!-- 2 -->")
    ids = [segment.id for segment in document.segments]
    assert len(set(ids)) == len(ids)


@every_format
def test_a_document_knows_its_origin(fmt: Format) -> None:
    document = fmt.read("name.x", b"abc", language="ko")
    assert (document.name, document.format, document.language) == ("name.x", fmt.name, "ko")
    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@every_format
def test_other_segments_than_were_read_are_an_error(fmt: Format) -> None:
    document = fmt.read("name", b"abc")
    extra = Document("", "", "", "", (*document.segments, Segment("x", SegmentKind.TEXT, "")))
    with pytest.raises(ValueError, match="other segments"):
        fmt.write(extra, [], b"abc")


@every_format
def test_new_text_is_written_in_the_old_encoding(fmt: Format) -> None:
    data = codecs.BOM_UTF16_BE + "Ріка".encode("utf-16-be")
    document = fmt.read("name", data)
    written = fmt.write(document, edits_to(document, text="Дім"), data)
    assert written == codecs.BOM_UTF16_BE + "Дім".encode("utf-16-be")


@every_format
@pytest.mark.parametrize("data", [b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n"])
def test_a_file_without_text_is_not_clean(fmt: Format, data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        fmt.read("name", data)


@pytest.mark.parametrize(
    ("data", "offset"), [(b"abc\xffdef", 3), (codecs.BOM_UTF8 + b"\xe2\x82", 3), (b"caf\xe9", 3)]
)
def test_an_undecodable_byte_is_named(data: bytes, offset: int) -> None:
    with pytest.raises(UnreadableError, match=f"byte {offset} ") as caught:
        format_for("a.txt", data)
    assert "abc" not in str(caught.value)


def test_offsets_count_from_behind_the_byte_order_mark() -> None:
    document = PlainText().read("a.txt", codecs.BOM_UTF8 + "Рі\r\nb".encode())
    assert document.segments == (Segment("text", SegmentKind.TEXT, "Рі\r\nb"),)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.txt", "txt"), ("A.TXT", "txt"), ("b.text", "txt"), ("c.md", "md"), ("d.MARKDOWN", "md")],
)
def test_the_format_is_found_by_the_name(name: str, expected: str) -> None:
    assert format_for(name, b"text").name == expected


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.pages", b"text", "known suffix"),
        ("a", b"text", "known suffix"),
        ("a.txt", b"PK\x03\x04rest", "says plain text, but it holds a ZIP"),
        ("a.docx", b"PK\x03\x04rest", "Word"),
        ("a.md", b"%PDF-1.7", "says Markdown, but it holds a PDF"),
        ("a.txt", b"{\\rtf1 x}", "RTF"),
        ("a.txt", b"  <!DOCTYPE html><p>x", "HTML"),
        ("a.txt", codecs.BOM_UTF8 + b"<?xml version='1.0'?>", "XML"),
        ("a.md", codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "HTML"),
        ("a.txt", b"ab\x00c", "binary"),
        ("a.txt", b"\xff\x00\xfe\x80", "binary"),
        ("a.txt", "text".encode("utf-16-le"), "byte order mark"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(name: str, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        format_for(name, data)


def test_a_large_file_is_refused() -> None:
    format_for("a.txt", b"12345", max_bytes=5)
    with pytest.raises(UnreadableError, match="6 bytes; the limit is 5"):
        format_for("a.txt", b"123456", max_bytes=5)


def read(source: str) -> dict[str, str]:
    return {s.id: s.text for s in Markdown().read("a.md", source.encode()).segments}


@pytest.mark.parametrize(
    ("source", "segments"),
    [
        ("just text", {"text": "just text"}),
        ("---\ntitle: x\n---\nbody", {"front-matter": "title: x\n", "text": "body"}),
        ("---\r\ntitle: x\r\n...\r\nbody", {"front-matter": "title: x\r\n", "text": "body"}),
        ("---\n---\nbody", {"front-matter": "", "text": "body"}),
        ("---\nnever closed", {"text": "---\nnever closed"}),
        ("x\n---\na: b\n---\n", {"text": "x\n---\na: b\n---\n"}),
        ("a<!-- b -->c", {"text": "ac", "comment[1]": " b "}),
        ("a\n<!--b\n\nc-->\nd<!--e-->", {"text": "a\n\nd", "comment[1]": "b\n\nc", "comment[2]": "e"}),
        ("a\n<!-- open\nend", {"text": "a\n", "comment[1]": " open\nend"}),
        ("write `<!--` to start", {"text": "write `<!--` to start"}),
        ("a <!----> b <!--> c -->", {"text": "a <!----> b <!--> c -->"}),
        ("```\n<!-- a -->\n```\n<!-- b -->", {"text": "```\n<!-- a -->\n```\n", "comment[1]": " b "}),
        ("~~~~\n<!-- a -->\n~~~\n<!-- b -->", {"text": "~~~~\n<!-- a -->\n~~~\n<!-- b -->"}),
        ("<!-- ``` -->\n<!-- b -->", {"text": "\n", "comment[1]": " ``` ", "comment[2]": " b "}),
        ('<a href="x" title="y">z</a>', {"text": '<a href="x" title="y">z</a>'}),
        ('[a]: http://x "title"', {"text": '[a]: http://x "title"'}),
    ],
)
def test_what_markdown_consists_of(source: str, segments: dict[str, str]) -> None:
    assert read(source) == segments


def test_kinds_of_markdown_segments() -> None:
    document = Markdown().read("a.md", b"---\na: b\n---\nx<!-- y -->")
    kinds = {segment.id: segment.kind.value for segment in document.segments}
    assert kinds == {"front-matter": "metadata", "text": "text", "comment[1]": "hidden"}


def rewritten(source: str, **texts: str) -> str:
    fmt = Markdown()
    document = fmt.read("a.md", source.encode())
    return fmt.write(document, edits_to(document, **texts), source.encode()).decode()


def test_an_emptied_comment_goes_with_its_markers() -> None:
    source = "a <!-- one --> b\n<!-- two -->\nc"
    document = Markdown().read("a.md", source.encode())
    emptied = [Edit("comment[1]", Span(0, 5), "")]
    assert Markdown().write(document, emptied, source.encode()) == b"a  b\n<!-- two -->\nc"


def test_emptied_front_matter_keeps_its_lines() -> None:
    assert rewritten("---\na: b\n---\nc", front_matter="") == "---\n---\nc"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("one two\nTHREE\nsix", "one <!--x-->two\nTHREE\nsix"),
        ("1 two\nthree\nsix", "1 <!--x-->two\nthree\nsix"),
        ("1 2\nthree\nsix", "<!--x-->1 2\nthree\nsix"),
    ],
    ids=["before the change", "behind the change", "beside changes: start of its line"],
)
def test_a_kept_comment_finds_its_place_in_changed_text(new: str, expected: str) -> None:
    assert rewritten("one <!--x-->two\nthree\nsix", text=new) == expected


def test_many_marks_take_no_time() -> None:
    for source in ("a<!--" * 50_000, "<!---->" * 50_000, "```\n" * 50_000, "<!--a-->b" * 20_000):
        data = source.encode()
        document = Markdown().read("a.md", data)
        assert Markdown().write(document, [], data) == data
