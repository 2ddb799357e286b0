"""Word documents: every place is told, nothing unknown is written, edits are exact."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from build_docx import Built, build, package, token
from byte_traces import traces
from edits import edits_of, shown, without_hidden
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.apply import edited_text
from redactor.errors import HeldError, UnreadableError
from redactor.formats import check_readable, format_for
from redactor.formats.docx.document import Word
from redactor.formats.docx.names import NAMESPACES
from redactor.handling import DEFAULT_HANDLING, Handling, Pictures, Revisions, UnknownParts
from redactor.model import Document, Edit, Span

FMT = Word()
DROPPING = Handling(pictures=Pictures.DROP, unknown_parts=UnknownParts.DROP)


@cache
def built(*, odd: bool = False) -> Built:
    return build(odd=odd)


def read(data: bytes, handling: Handling = DEFAULT_HANDLING) -> Document:
    return format_for("a.docx", data).read("a.docx", data, "en", handling)


def rewritten(data: bytes, edits: list[Edit], handling: Handling = DROPPING) -> bytes:
    document = read(data, handling)
    return FMT.write(document, [*without_hidden(document), *edits], data, handling)


def test_every_place_is_told() -> None:
    document = read(built(odd=True).data)
    visible = "\n".join(shown(document).values())
    everything = "\n".join(s.text for s in document.segments)
    assert [t for t in built().visible if t not in visible] == []
    assert [t for t in built().hidden if t not in everything] == []
    assert [t for t in built().hidden if t in visible] == []
    assert len(document.unknown_parts) == 8
    assert len(document.pictures) == 1
    assert not any("xq" in address for address in (*document.unknown_parts, *document.pictures))


def test_names_split_over_runs_and_joined_paragraphs_are_whole() -> None:
    text = read(built().data).segment("text").text
    assert text.count(token("V-nestedincontrol")) == 1
    assert f"{token('V-sp')}lit\t" in text
    assert f"{token('V-first')} {token('V-second')}\n" in text
    assert f"{token('V-cell1')}\t{token('V-cell2')}" in text


def test_what_is_not_understood_holds_the_file() -> None:
    with pytest.raises(HeldError, match="macros"):
        check_readable(read(built(odd=True).data), Handling(pictures=Pictures.DROP))
    with pytest.raises(HeldError, match="pictures: picture 1"):
        check_readable(read(built().data), DEFAULT_HANDLING)


@pytest.mark.parametrize("pictures", [Pictures.DROP, Pictures.GREY, Pictures.KEEP])
def test_nothing_hidden_is_written(pictures: Pictures) -> None:
    source = built(odd=True)
    written = rewritten(source.data, [], Handling(pictures=pictures, unknown_parts=UnknownParts.DROP))
    gone = [*source.hidden, *source.unknown, *source.beneath]
    assert traces(source.data, gone) == gone
    assert traces(written, [*gone, "00AB12CD", "1A2B3C4D", "0DEADBE1", "0DEADBE2", "0DEADBE3"]) == []
    assert traces(written, source.visible) == source.visible


def test_rejected_changes_give_the_text_as_it_was() -> None:
    handling = Handling(revisions=Revisions.REJECT, pictures=Pictures.DROP)
    document = read(built().data, handling)
    text = document.segment("text").text
    assert token("H-deleted") in text
    assert token("H-deletedrow") in text
    assert token("V-inserted") not in text
    assert token("V-first") + " \n" in text
    written = rewritten(built().data, [], handling)
    assert shown(read(written)) == shown(document)
    assert traces(written, [token("V-inserted"), token("H-delauthor")]) == []


@pytest.mark.parametrize("pictures", [Pictures.DROP, Pictures.KEEP])
def test_without_edits_the_text_stays(pictures: Pictures) -> None:
    handling = Handling(pictures=pictures)
    written = rewritten(built().data, [], handling)
    assert shown(read(written)) == shown(read(built().data))
    assert read(written).pictures == (), "a text box that lay freely may have covered the picture"


def test_an_independent_reader_sees_text_looks_and_tables() -> None:
    written = docx.Document(io.BytesIO(rewritten(built().data, [])))
    heading, split = written.paragraphs[0], written.paragraphs[1]
    assert (heading.text, heading.style.name if heading.style else "") == (token("V-heading"), "Heading 1")
    assert [(run.text, run.bold) for run in split.runs][:2] == [(token("V-sp"), None), ("lit", True)]
    assert written.tables[0].cell(0, 0).text == token("V-cell1")
    assert written.sections[0].header.paragraphs[0].text == f"{token('V-header')} {token('V-headerinserted')}"
    assert written.sections[0].footer.paragraphs[0].text == f"{token('V-footer')} {token('V-footerinserted')}"
    assert written.core_properties.author == ""


def test_an_edit_over_several_runs_keeps_the_first_ones_look() -> None:
    document = read(built().data)
    text = document.segment("text").text
    start = text.index("lit")
    end = text.index(token("V-tab")) + len(token("V-tab"))
    written = docx.Document(io.BytesIO(rewritten(built().data, [Edit("text", Span(start, end), "somebody")])))
    assert [(r.text, r.bold) for r in written.paragraphs[1].runs][:2] == [
        (token("V-sp"), None),
        ("somebody", True),
    ]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_edits_are_exact(data: st.DataObject) -> None:
    document = read(built().data)
    story = data.draw(st.sampled_from(sorted(shown(document))))
    text = shown(document)[story]
    lines = text.split("\n")
    line = data.draw(st.integers(0, len(lines) - 1))
    base = sum(len(one) + 1 for one in lines[:line])
    cells = lines[line].split("\t")
    cell = data.draw(st.integers(0, len(cells) - 1))
    base += sum(len(one) + 1 for one in cells[:cell])
    places = list(range(base, base + len(cells[cell]) + 1))
    if len(places) < 2:
        return
    words = st.text("ab Ж한", max_size=5)
    edits = data.draw(edits_of(story, places, words))
    written = read(rewritten(built().data, edits))
    assert shown(written) == {**shown(document), story: edited_text(text, edits)}


def test_an_edit_over_the_end_of_a_paragraph_joins_it_with_the_next() -> None:
    document = read(built().data)
    text = document.segment("text").text
    start = text.index(token("V-joined"))
    end = text.index(token("V-first")) + len(token("V-first"))
    edits = [Edit("text", Span(start, end), "one")]
    assert read(rewritten(built().data, edits)).segment("text").text == edited_text(text, edits)


def broken(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(built().data)) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    return package({**members, name: content})


def picture_in(drawing: str, body: str = "{}", kind: str = "inline") -> bytes:
    """A document with a picture; the drawing's part is put into the body."""
    inner = (
        f'<w:r><w:drawing><wp:{kind}><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="a"/>'
        '<a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:embed="rId21"/>'
        f"{drawing}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    document = (
        f"<w:document {spaces}><w:body><w:p><w:r><w:t>It rained.</w:t></w:r></w:p>"
        f"<w:p>{body.format(inner)}</w:p></w:body></w:document>"
    )
    return broken("word/document.xml", document.encode())


SOLID = "<wps:spPr><a:solidFill>{}</a:solidFill></wps:spPr>"


@pytest.mark.parametrize(
    ("paper", "seen"),
    [
        ("", False),
        ("<wps:spPr><a:noFill/></wps:spPr>", False),
        (SOLID.format('<a:srgbClr val="1F3864"/>'), True),
        (SOLID.format('<a:schemeClr val="accent1"/>'), True),
        (SOLID.format('<a:schemeClr val="bg1"/>'), False),
        ('<wps:style><a:fillRef idx="1"><a:schemeClr val="accent2"/></a:fillRef></wps:style>', True),
    ],
)
def test_white_letters_in_a_text_box_are_seen_on_dark_paper(paper: str, *, seen: bool) -> None:
    words = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Olena came.</w:t></w:r></w:p>'
    box = f"<wps:wsp>{paper}<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{box}</a:graphicData></a:graphic>"
    data = picture_in("", f"<w:r><w:drawing><wp:anchor>{graphic}</wp:anchor></w:drawing></w:r>")
    for document in (read(data), read(rewritten(data, []))):
        texts = shown(document)
        assert ("Olena came." in texts["textbox[1]"]) is seen


BOX = (
    "<w:r><w:drawing><wp:{0}><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Box</w:t>"
    "</w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:{0}></w:drawing></w:r>"
)
SHAPE = "<w:r><w:pict><v:rect/></w:pict></w:r>"


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (picture_in(""), True),
        (picture_in('<a:srcRect l="0"/>'), True),
        (picture_in('<a:srcRect l="20000"/>'), False),
        (picture_in("", '<w:del w:id="1" w:author="a">{}</w:del>'), False),
        (picture_in("", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"), False),
        (picture_in("", f"{{}}{SHAPE}"), False),
        (picture_in("", f"{{}}{BOX.format('anchor')}"), False),
        (picture_in("", f"{{}}{BOX.format('inline')}"), True),
        (picture_in("", "{0}{0}"), True),
        (picture_in("", kind="anchor"), True),
        (picture_in("", "{0}{0}", kind="anchor"), False),
        (picture_in('<a:prstGeom prst="ellipse"/>'), False),
        (picture_in("<a:softEdge/>"), False),
    ],
    ids=[
        *(
            "seen",
            "not cropped",
            "cropped",
            "deleted",
            "nowhere",
            "under a shape",
            "under a box",
            "beside a box",
        ),
        *("twice", "free", "free and twice", "round", "with soft edges"),
    ],
)
def test_a_picture_is_kept_only_if_all_of_it_is_seen(data: bytes, *, kept: bool) -> None:
    handling = Handling(pictures=Pictures.KEEP, unknown_parts=UnknownParts.DROP)
    with zipfile.ZipFile(io.BytesIO(rewritten(data, [], handling))) as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist()) is kept
        assert (b"a:blip" in archive.read("word/document.xml")) is kept


def test_a_kept_comment_is_not_written_but_refused() -> None:
    document = read(built().data)
    with pytest.raises(ValueError, match="is hidden and cannot be written"):
        FMT.write(document, [], built().data, DROPPING)


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="urn:x">&a;</w:document>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (built().data[:400], "damaged"),
        (broken("word/document.xml", b"<w:document"), "not well-formed"),
        (broken("word/document.xml", ENTITY), "document type"),
        (broken("word/styles.xml", b"<a>" * 230 + b"</a>" * 230), "nested too deep"),
        (broken("word/media/x", b"\0" * 60_000_000), "unpacks to far more"),
        (broken("../x", b"x"), "unsafe names"),
    ],
    ids=["cut off", "broken XML", "entities", "deep", "bomb", "path"],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        FMT.read("a.docx", data)


def test_libreoffice_opens_what_was_written(tmp_path: Path, program: Callable[[str], str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(rewritten(built().data, [], Handling(pictures=Pictures.KEEP)))
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    command = [
        program("soffice"),
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.pdf").stat().st_size > 1000
