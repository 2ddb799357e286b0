"""HTML pages: everything is read, nothing unknown is written, the text is as planned."""

from __future__ import annotations

import base64
import contextlib
import re

import build_html
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted import blotted, edits_of, expected, found_in, gone, traces
from selectolax.lexbor import LexborHTMLParser

from redactor.errors import UnreadableError
from redactor.formats import format_for
from redactor.formats.html import Html
from redactor.handling import Handling, Pictures, UnknownParts
from redactor.model import Document, Edit, SegmentKind, Span

PAGE = build_html.page()
HTML = Html()
DROP = Handling(pictures=Pictures.DROP, unknown_parts=UnknownParts.DROP)
SEEN_IDS = [s.id for s in HTML.read("a.html", PAGE).segments if s.kind is SegmentKind.TEXT]


def read(source: str) -> dict[str, str]:
    return {s.id: s.text for s in HTML.read("a.html", source.encode()).segments}


def text(body: str) -> str:
    return read(f"<!DOCTYPE html><body>{body}")["text"]


def written(source: str, *edits: Edit, handling: Handling = DROP) -> str:
    data = source.encode()
    document = HTML.read("a.html", data)
    return HTML.write(document, [*gone(document), *edits], data, handling).decode()


def edit(source: str, old: str, new: str, segment: str = "text") -> Edit:
    at = read(source)[segment].index(old)
    return Edit(segment, Span(at, at + len(old)), new)


@pytest.mark.parametrize("place", build_html.SEEN)
def test_what_a_reader_sees_is_text(place: str) -> None:
    token = build_html.SEEN[place]
    document = HTML.read("a.html", PAGE)
    assert [s.kind for s in document.segments if token in s.text] == [SegmentKind.TEXT]


@pytest.mark.parametrize("place", build_html.HIDDEN)
def test_what_a_reader_does_not_see_is_hidden(place: str) -> None:
    token = build_html.HIDDEN[place]
    document = HTML.read("a.html", PAGE)
    assert {s.kind for s in document.segments if token in s.text} == {SegmentKind.HIDDEN}


def test_pictures_and_what_is_embedded_are_listed() -> None:
    document = HTML.read("a.html", PAGE)
    assert document.pictures == ("img[1]", "img[2]", "svg[1]")
    assert document.unknown_parts == ("iframe[1]", "object[1]")


@pytest.mark.parametrize("pictures", [Pictures.DROP, Pictures.GREY, Pictures.KEEP])
def test_nothing_hidden_and_nothing_replaced_is_left(pictures: Pictures) -> None:
    document = HTML.read("a.html", PAGE)
    handling = Handling(pictures=pictures, unknown_parts=UnknownParts.DROP)
    edits = [*gone(document), *blotted(document, build_html.SEEN.values())]
    content = HTML.write(document, edits, PAGE, handling)
    tokens = {**build_html.SEEN, **build_html.HIDDEN, **build_html.IN_PICTURES}
    assert {place: traces(content, token) for place, token in tokens.items() if traces(content, token)} == {}


def test_pictures_are_redrawn_as_the_policy_says() -> None:
    source = PAGE.decode()
    assert "data:image" not in written(source)
    for pictures in (Pictures.GREY, Pictures.KEEP):
        page = written(source, handling=Handling(pictures=pictures))
        assert page.count("data:image/png;base64,") == (2 if pictures is Pictures.GREY else 0)


@pytest.mark.parametrize(
    ("styles", "kept"),
    [
        ("", True),
        ("<style>p { color: red }</style>", True),
        ("<style>img { filter: blur(9px) }</style>", False),
        ("<style>@import url(a.css)</style>", False),
        ('<link rel="stylesheet" href="a.css">', False),
        ('<div style="position:absolute; background:black"></div>', False),
        ('<div style="margin-top: -90px">x</div>', False),
    ],
)
def test_a_picture_that_styles_may_cover_is_not_kept(styles: str, *, kept: bool) -> None:
    png = base64.b64encode(build_html.picture()).decode()
    source = f'{styles}<p>It rained.</p><img src="data:image/png;base64,{png}">'
    page = written(source, handling=Handling(pictures=Pictures.KEEP))
    assert ("data:image" in page) is kept


def visible(source: str) -> list[str]:
    """The words that another parser sees in a page's body."""
    tree = LexborHTMLParser(source)
    for unseen in tree.css(
        "script, style, template, noscript, [hidden], dialog, datalist, iframe, object, svg"
    ):
        unseen.decompose()
    assert tree.body is not None
    return tree.body.text(separator=" ").split()


def test_an_untouched_page_shows_another_parser_the_same_words_and_styles() -> None:
    source = (
        "<!DOCTYPE html><title>T</title><h2>One <b>bold</b> word</h2><p>a<br>b <i>c</i><p>d"
        "<ul><li>e<li><u>f</u></ul><table><tr><td colspan=2>g<th>h</table><blockquote>i</blockquote>"
        "<pre> j\n  k</pre>"
    )
    page = written(source)
    assert visible(page) == visible(source)
    for tag in ("h2", "b", "i", "u", "p", "li", "td[colspan='2']", "th", "blockquote", "pre"):
        before = [node.text() for node in LexborHTMLParser(source).css(tag)]
        assert [node.text() for node in LexborHTMLParser(page).css(tag)] == before, tag
    assert lxml.html.fromstring(page).findtext(".//title") == "T"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_edits_are_read_again_as_planned(data: st.DataObject) -> None:
    document = HTML.read("a.html", PAGE)
    edits = [*gone(document), *data.draw(edits_of(document, SEEN_IDS))]
    again = HTML.read("a.html", HTML.write(document, edits, PAGE, DROP))
    assert [(s.id, s.text) for s in again.segments] == expected(document, edits)


MARKUP = (
    "<p> </p> <b> </b> a b_c <br> <table> <tr> <td> </td> </table> <div> </div> <pre> </pre> <ul> <li>"
    " &nbsp; &lt; <wbr> <hr> <span_title=x> <select> <option> <textarea> </textarea> <input_value=y> <svg>"
    " <math> <q <![CDATA[ <caption> <tbody> <th> <br_title=z>"
)
PIECES = st.sampled_from([*(piece.replace("_", " ") for piece in MARKUP.split()), " ", "\n", "\t"])


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES, max_size=25), data=st.data())
def test_any_page_with_any_edit_is_read_again_as_planned(pieces: list[str], data: st.DataObject) -> None:
    source = f"<!DOCTYPE html><title>x</title>{''.join(pieces)}".encode()
    document = HTML.read("a.html", source)
    edits = [*gone(document), *data.draw(edits_of(document, ["text"]))]
    again = HTML.read("a.html", HTML.write(document, edits, source, DROP))
    assert [(s.id, s.text) for s in again.segments] == expected(document, edits)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES.filter(lambda piece: piece != "<q"), max_size=30))
def test_every_word_of_any_page_is_in_a_segment(pieces: list[str]) -> None:
    words = [f"word{number}x" for number in range(len(pieces))]
    body = "".join(piece + word for piece, word in zip(pieces, words, strict=True))
    document = HTML.read("a.html", f"<!DOCTYPE html><title>x</title>{body}".encode())
    assert [word for word in words if not found_in(document, word)] == []


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>I<b>v</b>a&#110;</p>", "Ivan"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<div><div>a</div></div>\n\n<p>b", "a\nb"),
        ("a <b> b</b> <i> </i>c", "a b c"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<table><tr><td>a<td>b<tr><td><td>c</table>d", "a\tb\n\tc\nd"),
        ("<td>a</td>", "a"),
        ("<pre>\n a\n  b</pre>", " a\n  b"),
        ("<p style='white-space: pre-wrap'>a  b</p>", "a  b"),
        ("a&nbsp;&nbsp;b", "a\xa0\xa0b"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<p>a<hr>b", "a\nb"),
        ("<p></p><p> </p>a", "a"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"),
        ("I\x01van", "Ivan"),
        ("I<wbr>v<WBR/>an", "Ivan"),
        ("a<wbr>" * 300, "a" * 300),
    ],
)
def test_the_text_is_in_reading_order(body: str, seen: str) -> None:
    assert text(body) == seen


@pytest.mark.parametrize(
    "style",
    [
        ".x { display: none }",
        "@media screen { p.x { display: none } }",
        "div > p { visibility: hidden }",
        "p { color: transparent } ",
        ".x { position: absolute; left: -9999px }",
        ".x { display: block } .x { DISPLAY: NONE }",
        "p:not(:hover), ::broken(x) { } .x { opacity: 0.0 }",
    ],
)
def test_what_a_style_hides_is_hidden(style: str) -> None:
    segments = read(f"<!DOCTYPE html><style>{style}</style><div><p class=x>secret</p>seen</div>")
    assert segments["text"] == "seen"
    assert "secret" in segments["hidden[1]"]


@pytest.mark.parametrize(
    "style",
    [
        "@media print { .x { display: none } }",
        ".x { display: none } p.x { display: block }",
        ".x { display: block !important } p.x { display: none }",
        ".x::after { display: none }",
        ".y { display: none }",
    ],
)
def test_what_a_style_shows_after_all_is_seen(style: str) -> None:
    assert read(f"<!DOCTYPE html><style>{style}</style><p class=x>seen")["text"] == "seen"


def test_an_edit_keeps_the_elements_around() -> None:
    source = "<!DOCTYPE html><p>I am <b>Ivan</b>, <i>truly</i>.</p><p>So.</p>"
    page = written(source, edit(source, "Ivan", "[name]"))
    assert "<p>I am <b>[name]</b>, <i>truly</i>.</p><p>So.</p>" in page


def test_an_edit_over_two_cells_joins_them() -> None:
    source = "<!DOCTYPE html><table><tr><td>Ivan</td><td>Petrov</td><td>x</td></tr></table>"
    page = written(source, edit(source, "van\tPet", "-"))
    assert "<td>I-rov</td><td>x</td>" in page


def test_targets_of_links_are_kept_where_the_policy_keeps_them() -> None:
    source = b'<!DOCTYPE html><a href="https://example.org/a">x</a><a href="javascript:b()">y</a>'
    document = HTML.read("a.html", source)
    assert document.segment("links").text == "https://example.org/a"
    kept = [e for e in gone(document) if e.segment != "links"]
    assert b'<a href="https://example.org/a">x</a><a>y</a>' in HTML.write(document, kept, source)
    with pytest.raises(ValueError, match="links"):
        HTML.write(document, [*kept, Edit("links", Span(0, 5), "data")], source)


def test_other_hidden_parts_cannot_be_kept() -> None:
    source = b"<!DOCTYPE html><p>a<!-- b -->"
    with pytest.raises(ValueError, match="dropped"):
        HTML.write(HTML.read("a.html", source), [], source)


def test_other_documents_are_refused() -> None:
    other = HTML.read("a.html", b"<p>other</p>")
    with pytest.raises(ValueError, match="other segments"):
        HTML.write(other, [], b"<p>this</p>")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<p>" + b"<div>" * 400 + b"x", "nested too deep"),
        (b"<meta charset=utf-8><p>\xff\xfe", "byte"),
        (b"<meta charset=nonsense><p>x", "encoding that it declares"),
        (b"<meta charset=base64><p>x", "encoding that it declares"),
        (b"<p>a\x00b", "binary"),
        (b"<!-- -->", "no page|no text"),
        (b"<p> </p>", "no text"),
        (b"<style>" + b"a b{display:none}" * 2000 + b"</style>" + b"<p>x" * 20000, "styles are too many"),
    ],
)
def test_what_cannot_be_read_is_held(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        HTML.read("a.html", data)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=60).map(lambda b: b"<!DOCTYPE html><p>x" + b))
def test_broken_pages_raise_nothing_else(data: bytes) -> None:
    try:
        document = HTML.read("a.html", data)
    except UnreadableError:
        return
    HTML.write(document, gone(document), data, DROP)


@settings(max_examples=150, deadline=None)
@given(cut=st.integers(0, len(PAGE)), junk=st.sampled_from(["<", "</", "<!--", "&#", '"', "<svg><style>"]))
def test_a_page_cut_anywhere_is_read_or_held(cut: int, junk: str) -> None:
    with contextlib.suppress(UnreadableError):
        HTML.read("a.html", PAGE[:cut] + junk.encode())


@pytest.mark.parametrize("codec", ["windows-1251", "koi8-u", "utf-8", "iso-8859-5"])
def test_a_declared_encoding_is_read_and_released_as_utf_8(codec: str) -> None:
    source = f"<html><meta http-equiv=Content-Type content='text/html; charset={codec}'><p>Олена з Полтави"
    data = source.encode(codec)
    assert HTML.recognizes(data)
    document = HTML.read("a.html", data)
    assert document.segment("text").text == "Олена з Полтави"
    assert "Олена" in HTML.write(document, gone(document), data).decode()


def test_pages_are_found_by_name_and_content() -> None:
    assert format_for("a.html", PAGE).name == "html"
    assert format_for("a.htm", b"<p>just a paragraph").name == "html"
    with pytest.raises(UnreadableError, match="give it that ending"):
        format_for("a.txt", PAGE)
    with pytest.raises(UnreadableError):
        format_for("a.html", b"no markup at all")


def test_style_sheets_outside_are_remarked() -> None:
    assert any("Style sheets" in remark for remark in HTML.read("a.html", PAGE).remarks)


def test_the_release_is_itself_clean() -> None:
    document: Document = HTML.read("a.html", PAGE)
    content = HTML.write(document, gone(document), PAGE, DROP)
    again = HTML.read("a.html", content)
    assert not [s for s in again.segments if s.kind is SegmentKind.HIDDEN]
    assert HTML.write(again, [], content, DROP) == content
    assert not re.search(rb"<(?:script|style|iframe|object|link)", content)
    assert not found_in(again, "tokenscript")
