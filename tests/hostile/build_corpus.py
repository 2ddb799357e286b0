"""Malformed and hostile files for every format: generated, the same each time.

Each holds ``SECRET`` where a reader could come to it, so that a message which repeats text of a
file is noticed.
"""

# ruff: noqa: E501  the files are easier to read in long lines
from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECRET = "Qozbrakh"
OUTSIDE = "Vynhelm"
"""Stands in a file outside, which nothing may read."""
SAMPLES = Path(__file__).parents[2] / "samples"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BREAKABLE = (
    "draft.docx", "desk_record.odt", "visits.xlsx", "transcript.pdf", "page.html", "letter.eml",
    "statement.rtf", "broadcast.vtt", "film.srt", "camp_visits.csv", "phone_calls.jsonl", "interview.md",
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """A file that somebody might hand in.

    Attributes:
        name: of the file.
        data: its bytes.
    """

    name: str
    data: bytes = field(repr=False)


def corpus(outside: Path) -> list[Hostile]:
    """Return all files; ``outside`` is a file that some of them point to."""
    made = [
        *_packages(),
        *_xml(outside),
        *_broken_samples(),
        *_wrong_names(),
        *_pdfs(outside),
        *_mails(),
        *_pages(outside),
        *_rich_texts(),
        *_tables(),
        *_subtitles(),
        *_plain(),
        *_found(),
    ]
    return [Hostile(f"{number:03}-{name}", data) for number, (name, data) in enumerate(made, 1)]


def word(body: str, more: dict[str, bytes] | None = None, head: str = "") -> bytes:
    """Return a Word package with a body."""
    document = f'{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    override = f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
    types = f'<Types xmlns="{_TYPES}">{override}</Types>'
    return package(
        {"[Content_Types].xml": types.encode(), "word/document.xml": document.encode(), **(more or {})}
    )


def said(text: str) -> str:
    """Return a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def package(members: dict[str, bytes]) -> bytes:
    """Return a ZIP package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _packages() -> Iterator[tuple[str, bytes]]:
    plain, zeros = said(SECRET), b"\0" * 150_000_000
    yield "ratio.docx", word(plain, {"word/media/a.bin": zeros})
    yield "ratio-xml.docx", word(said("a" * 120_000_000))
    yield "total.docx", word(plain, {f"word/media/{n}.bin": b"\0" * 16_000_000 for n in range(10)})
    yield (
        "nested.docx",
        word(plain, {"word/embeddings/a.zip": package({"b.zip": package({"c": zeros[:30_000_000]})})}),
    )
    yield "members.docx", word(plain, {f"word/media/{n}.png": b"" for n in range(9000)})
    for number, name in enumerate(
        ("../../etc/cron.d/x", "/etc/x", "C:\\x", "word/../../x", "word\\document.xml", "word/a\n.xml", "..")
    ):
        yield f"name-{number}.docx", word(plain, {name: SECRET.encode()})
    yield "million.docx", _many_members(word(plain), 200_000)
    yield "twice.docx", _twice("word/document.xml", "word/document.xml")
    yield "twice-case.docx", _twice("word/document.xml", "Word/Document.xml")
    yield "encrypted.docx", _flagged(word(plain))
    yield "overlapping.docx", _overlapping(word(plain))
    yield "lying-size.docx", _lying(word(plain))
    yield "cut.docx", word(plain)[:-30]
    yield "cut-early.docx", word(plain)[:60]
    yield "only-end.docx", b"PK\x05\x06" + b"\0" * 18
    yield "link.docx", _link()
    yield "empty-main.docx", package({"[Content_Types].xml": b"", "word/document.xml": b""})
    yield "no-main.docx", package({"[Content_Types].xml": b"<Types/>"})
    yield "junk-before.docx", SECRET.encode() + word(plain)
    yield "junk-behind.docx", word(plain) + SECRET.encode() * 50
    yield "comment.docx", _commented(word(plain))
    yield "ratio.odt", _odt("<text:p>" + "a" * 90_000_000 + "</text:p>")
    yield "deep.odt", _odt("<text:section>" * 5000 + "</text:section>" * 5000)
    yield "blanks.odt", _odt('<text:p><text:s text:c="2000000000"/>x</text:p>')
    yield (
        "columns.odt",
        _odt(
            '<table:table><table:table-column table:number-columns-repeated="1000000000"/><table:table-row '
            'table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000">'
            f"<text:p>{SECRET}</text:p></table:table-cell></table:table-row></table:table>"
        ),
    )
    yield "mimetype-only.odt", package({"mimetype": b"application/vnd.oasis.opendocument.text"})
    yield "no-sheets.xlsx", package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    yield "cells.xlsx", _sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')
    yield (
        "far.xlsx",
        _sheet(f'<row r="99999999999"><c r="ZZZZZZ9" t="inlineStr"><is><t>{SECRET}</t></is></c></row>'),
    )
    yield (
        "hidden-columns.xlsx",
        _sheet(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>{SECRET}</t></is></c></row>',
            before='<cols><col min="1" max="2000000000" hidden="1"/></cols>',
        ),
    )
    yield "string-index.xlsx", _sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>')
    yield "number.xlsx", _sheet('<row r="1"><c r="A1"><v>1e999999</v></c><c r="B1" t="d"><v>x</v></c></row>')
    yield (
        "merged.xlsx",
        _sheet(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>',
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
    )


def _twice(one: str, other: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), f'<Types xmlns="{_TYPES}"/>')
        for name in (one, other):
            info = zipfile.ZipInfo(name)
            archive.filelist = [i for i in archive.filelist if i.filename != name] + []
            archive.NameToInfo.pop(name, None)
            archive.writestr(
                info, f'<w:document xmlns:w="{_WORD}"><w:body>{said(SECRET)}</w:body></w:document>'
            )
    data = bytearray(out.getvalue())
    return bytes(data)


def _flagged(data: bytes) -> bytes:
    """Say of every member that it is encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


def _overlapping(data: bytes) -> bytes:
    """Let all members of the directory point to the first one's bytes."""
    changed = bytearray(data)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        changed[at + 42 : at + 46] = struct.pack("<I", 0)
    return bytes(changed)


def _many_members(data: bytes, count: int) -> bytes:
    """Let a directory list members without end; all of them are the first one's bytes."""
    at = data.index(b"PK\x01\x02")
    length = 46 + int.from_bytes(data[at + 28 : at + 30], "little")
    entry, name = data[at : at + 46], data[at + 46 : at + length]
    entries = (
        entry[:28]
        + struct.pack("<H", len(name) + 6)
        + entry[30:42]
        + struct.pack("<I", 0)
        + name
        + b"%06d" % n
        for n in range(count)
    )
    directory = b"".join(entries)
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(directory), at)
    link = struct.pack("<4sIQI", b"PK\x06\x07", 0, at + len(directory), 1)
    end = b"PK\x05\x06" + b"\0" * 4 + b"\xff" * 12 + b"\0" * 2
    return data[:at] + directory + wide + link + end


def _lying(data: bytes) -> bytes:
    """Say of every member that it unpacks to three bytes."""
    changed = bytearray(data)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 3)
    return bytes(changed)


def _commented(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = SECRET.encode() * 100
    return out.getvalue()


def _link() -> bytes:
    info = zipfile.ZipInfo("word/document.xml")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), f'<Types xmlns="{_TYPES}"/>')
        archive.writestr(info, "/etc/hostname")
    return out.getvalue()


def _odt(body: str, head: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "text", "table")
    )
    content = f"{head}<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def _sheet(rows: str, behind: str = "", head: str = "", before: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    bonds = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="S" sheetId="1" '
            'r:id="rId1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{bonds}"><Relationship Id="rId1" '
            f'Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{behind}'
            "</worksheet>".encode(),
        }
    )


def _xml(outside: Path) -> Iterator[tuple[str, bytes]]:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    blowing = '<!DOCTYPE l [<!ENTITY a "' + "x" * 100_000 + '">]>'
    reading = f'<!DOCTYPE l [<!ENTITY j SYSTEM "{outside.as_uri()}">]>'
    calling = '<!DOCTYPE l [<!ENTITY % j SYSTEM "http://127.0.0.1:9/x">%j;]>'
    for name, head, text in (
        ("laughs", laughs + "]>", "&j;"),
        ("blowing", blowing, "&a;" * 1000),
        ("reading", reading, "&j;"),
        ("calling", calling, "x"),
        ("parameter", f'<!DOCTYPE l SYSTEM "{outside.as_uri()}">', "x"),
    ):
        yield f"{name}.docx", word(said(text), head=head)
        yield f"{name}.odt", _odt(f"<text:p>{text}</text:p>", head)
        yield f"{name}.xlsx", _sheet(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>', head=head)
        part = f"{head}<w:styles xmlns:w='{_WORD}'>{text}</w:styles>".encode()
        yield f"{name}-in-styles.docx", word(said(SECRET), {"word/styles.xml": part})
        yield f"{name}.html", f"{head}<html><p>{SECRET} {text}</p></html>".encode()
    included = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{outside.as_uri()}"/>'
    )
    yield "included.docx", word(included)
    yield (
        "styled.docx",
        word(said(SECRET), head=f'<?xml-stylesheet href="{outside.as_uri()}" type="text/xsl"?>'),
    )
    for depth in (300, 20_000):
        nested = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth
        yield f"deep-{depth}.docx", word(nested)
    yield "wide.docx", word("<w:p/>" * 400_000)
    attributes = " ".join(f'a{n}=""' for n in range(20_000))
    yield "attributes.docx", word(f"<w:p {attributes}/>")
    yield "latin-1.docx", word(said("\u00e9"), head='<?xml version="1.0" encoding="latin-1"?>')
    yield "utf-7.docx", word(said(SECRET), head='<?xml version="1.0" encoding="utf-7"?>')
    yield "control.docx", word(said("\x01\x02"))
    yield "open.docx", word("<w:p><w:r>")
    linked = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/attachedTemplate" Target="{outside.as_uri()}" TargetMode="External"/></Relationships>'
    yield "template.docx", word(said(SECRET), {"word/_rels/document.xml.rels": linked.encode()})


def _broken_samples() -> Iterator[tuple[str, bytes]]:
    """Cut, flipped, doubled and shuffled samples."""
    for name in _BREAKABLE:
        data = (SAMPLES / name).read_bytes()
        chance = random.Random(name)  # noqa: S311 - the same files each time, no secret
        yield f"half-{name}", data[: len(data) // 2]
        yield f"tail-{name}", data[len(data) // 2 :]
        for turn in range(3):
            flipped = bytearray(data)
            for _ in range(1 + turn * 20):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            yield f"flipped-{turn}-{name}", bytes(flipped)
        yield f"zeros-{name}", data[:100] + b"\0" * 2000 + data[100:]


def _wrong_names() -> Iterator[tuple[str, bytes]]:
    text = f"He is {SECRET}.\n".encode()
    for suffix in ("docx", "odt", "xlsx", "pdf", "rtf"):
        yield f"text.{suffix}", text
    for name, suffix in (
        ("draft.docx", "txt"),
        ("transcript.pdf", "md"),
        ("visits.xlsx", "docx"),
        ("draft.docx", "csv"),
    ):
        yield f"really-{name.rpartition('.')[2]}.{suffix}", (SAMPLES / name).read_bytes()
    yield "unknown.xyz", text
    yield "none", text
    yield "program.txt", b"\x7fELF" + text * 3
    yield "picture.txt", b"\x89PNG\r\n\x1a\n" + text
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + text * 40
    for suffix in ("txt", "md", "docx", "pdf", "csv", "srt", "eml", "html"):
        yield f"empty.{suffix}", b""


def _pdfs(outside: Path) -> Iterator[tuple[str, bytes]]:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    text = f"BT /F 12 Tf 20 200 Td ({SECRET}) Tj ET"
    yield "kids-loop.pdf", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[2 0 R]/Count 1>>"})
    yield "count.pdf", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 2000000000>>"})
    for name, box in (
        ("huge", "0 0 99999999 99999999"),
        ("null", "0 0 0 0"),
        ("odd", "0 0 nan /x"),
        ("minus", "300 300 0 0"),
    ):
        yield f"box-{name}.pdf", one_page(page.replace("0 0 300 300", box), text)
    yield (
        "outline-loop.pdf",
        one_page(page, text, "/Outlines 6 0 R", {6: "<</First 6 0 R/Next 6 0 R/Title(x)>>"}),
    )
    yield "names-loop.pdf", one_page(page, text, "/Names<</Dests 6 0 R>>", {6: "<</Kids[6 0 R]>>"})
    yield "script.pdf", one_page(page, text, "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")
    yield "launch.pdf", one_page(page, text, f"/OpenAction<</S/Launch/F({outside})>>")
    yield (
        "form-loop.pdf",
        one_page(
            page.replace("/Font", "/XObject<</X 6 0 R>>/Font"),
            f"{text} /X Do",
            "",
            {
                6: "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
            },
        ),
    )
    yield "deep-operators.pdf", one_page(page, "q " * 200_000 + text)
    yield "deep-arrays.pdf", pdf({1: "<</Type/Catalog/Pages 2 0 R/X " + "[" * 50_000 + "]" * 50_000 + ">>"})
    bomb = zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9)
    yield (
        "stream-bomb.pdf",
        one_page(page, bomb.decode("latin-1"), filters="/Filter[/FlateDecode/FlateDecode]"),
    )
    yield "length.pdf", one_page(page, text).replace(b"/Length ", b"/Length 9999999")
    yield "no-xref.pdf", one_page(page, text).partition(b"xref")[0]
    yield "wrong-xref.pdf", one_page(page, text).replace(b"startxref\n", b"startxref\n99999999")
    yield "only-head.pdf", b"%PDF-1.7\n"
    yield (
        "encrypted.pdf",
        one_page(page, text).replace(
            b"/Root",
            b"/Encrypt<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>/ID[(1)(1)]/Root",
        ),
    )
    yield (
        "attachment.pdf",
        one_page(
            page,
            text,
            "/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>>>",
            {
                6: "<</Type/Filespec/F(a)/EF<</F 7 0 R>>>>",
                7: f"<</Length {len(SECRET)}>>stream\n{SECRET}\nendstream",
            },
        ),
    )
    yield "outside-stream.pdf", one_page(page, text, filters=f"/F({outside})")
    yield (
        "font.pdf",
        one_page(page, text).replace(
            b"/Subtype/Type1/BaseFont/Helvetica", b"/Subtype/Type0/DescendantFonts[5 0 R]"
        ),
    )
    yield (
        "image.pdf",
        one_page(
            page.replace("/Font", "/XObject<</X 6 0 R>>/Font"),
            f"{text} /X Do",
            "",
            {
                6: "<</Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream"
            },
        ),
    )


def one_page(
    page: str, text: str, catalog: str = "", more: dict[int, str] | None = None, filters: str = ""
) -> bytes:
    """Return a PDF of one page."""
    return pdf(
        {
            1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
            2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: page,
            4: f"<</Length {len(text)}{filters}>>stream\n{text}\nendstream",
            5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            **(more or {}),
        }
    )


def pdf(objects: dict[int, str]) -> bytes:
    """Return a PDF of these objects."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, text in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n".encode()
    for number in range(size):
        out += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    return bytes(out + f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())


def _mails() -> Iterator[tuple[str, bytes]]:
    head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(500))
    yield "deep.eml", f"{head}{deep}Content-Type: text/plain\n\n{SECRET}".encode()
    parts = "--b\nContent-Type: text/plain\n\nx\n" * 20_000
    yield "parts.eml", f'{head}Content-Type: multipart/mixed; boundary="b"\n\n{parts}--b--'.encode()
    yield "header.eml", (head + f"X-A: {'a' * 3_000_000}\n\n{SECRET}").encode()
    yield "headers.eml", (head + "X-A: b\n" * 100_000 + f"\n{SECRET}").encode()
    yield "folded.eml", ("From: a@b.example\nSubject: " + "\n " * 100_000 + f"x\n\n{SECRET}").encode()
    yield "charset.eml", f"{head}Content-Type: text/plain; charset=no-such\n\n{SECRET} \xff".encode("latin-1")
    yield "base64.eml", f"{head}Content-Transfer-Encoding: base64\n\n####{SECRET}".encode()
    yield "words.eml", (head + "To: " + "=?utf-8?q?a?= " * 30_000 + f"\n\n{SECRET}").encode()
    yield "partial.eml", f'{head}Content-Type: message/partial; id="a"; number=1\n\n{SECRET}'.encode()
    yield (
        "external.eml",
        f'{head}Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\n\n{SECRET}'.encode(),
    )
    yield "no-body.eml", head.encode()
    yield "loop.eml", f'{head}Content-Type: multipart/mixed; boundary=""\n\n----\n{SECRET}'.encode()


def _pages(outside: Path) -> Iterator[tuple[str, bytes]]:
    yield "deep.html", b"<div>" * 100_000 + SECRET.encode()
    yield "tables.html", b"<table><tr><td>" * 5000 + SECRET.encode()
    yield "open.html", f"<p {'a' * 1_000_000}{SECRET}".encode()
    yield "attributes.html", f"<p {' '.join(f'a{n}' for n in range(50_000))}>{SECRET}</p>".encode()
    yield "entities.html", ("<p>" + "&#x110000;&#0;&nosuch;" * 50_000 + SECRET).encode()
    yield "style.html", (f"<style>{'a>b~c:not(d) ' * 20_000}{{display:none}}</style><p>{SECRET}</p>").encode()
    yield (
        "styles.html",
        (
            "<style>"
            + "".join(f".c{n} *{{display:none}}" for n in range(3000))
            + "</style>"
            + f"<p>{SECRET}</p>" * 3000
        ).encode(),
    )
    yield "nul.html", f"<p>a\0b{SECRET}</p>".encode()
    yield "utf-16.html", f"<p>{SECRET}</p>".encode("utf-16")
    yield (
        "outside.html",
        f'<link rel=stylesheet href="{outside.as_uri()}"><iframe src="{outside.as_uri()}"></iframe><p>{SECRET}</p>'.encode(),
    )
    yield "comment.html", f"<!--{'-' * 500_000}{SECRET}".encode()
    yield (
        "colspan.html",
        f'<table><tr><td colspan="999999999" rowspan="999999999">{SECRET}</td></tr></table>'.encode(),
    )


def _rich_texts() -> Iterator[tuple[str, bytes]]:
    yield "deep.rtf", b"{\\rtf1" + b"{" * 100_000 + SECRET.encode()
    yield "open.rtf", b"{\\rtf1 " + SECRET.encode()
    yield "binary.rtf", b"{\\rtf1 \\bin999999999 " + SECRET.encode() + b"}"
    yield "number.rtf", b"{\\rtf1 \\u99999999999999999999 ?" + SECRET.encode() + b"}"
    yield "words.rtf", b"{\\rtf1 " + b"\\" + b"a" * 1_000_000 + b" " + SECRET.encode() + b"}"
    yield "page.rtf", b"{\\rtf1\\ansicpg99999 \\'ff" + SECRET.encode() + b"}"
    yield "closing.rtf", b"{\\rtf1 x}" + b"}" * 1000 + SECRET.encode()
    yield "fonts.rtf", b"{\\rtf1{\\fonttbl" + b"{\\f0 A;}" * 100_000 + b"}" + SECRET.encode() + b"}"


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "cell.csv", f'Name,x\n"{"a" * 5_000_000}",{SECRET}\n'.encode()
    yield (
        "columns.csv",
        (",".join(f"c{n}" for n in range(20_000)) + "\n" + ",".join(["x"] * 20_000) + "\n").encode(),
    )
    yield "quotes.csv", f'Name\n"{SECRET}'.encode()
    yield "quotes-many.csv", b"Name\n" + b'"' * 200_001
    yield "nul.csv", f"Name\n{SECRET}\0\n".encode()
    yield "formula.csv", f'Name,x\n"=cmd|\'/c calc\'!A1",{SECRET}\n"@SUM(1)","+1"\n'.encode()
    yield "ends.csv", f"Name\r{SECRET}\r\nx\n\ry".encode()
    yield "deep.jsonl", b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    yield "number.jsonl", b'{"a": ' + b"9" * 1_000_000 + b"}\n"
    yield "twice.jsonl", f'{{"a": 1, "a": "{SECRET}"}}\n'.encode()
    yield "surrogate.jsonl", b'{"a": "\\ud800"}\n'
    yield "keys.jsonl", ("{" + ",".join(f'"k{n}": 1' for n in range(50_000)) + "}\n").encode()
    yield "array.jsonl", f'["{SECRET}"]\n'.encode()


def _subtitles() -> Iterator[tuple[str, bytes]]:
    yield "time.srt", f"1\n99:99:99,999 --> 00:00:00,000\n{SECRET}\n".encode()
    yield "no-time.srt", f"1\n{SECRET}\n".encode()
    yield "arrow.srt", f"1\n00:00:01,000 --> 00:00:02,000 --> 00:00:03,000\n{SECRET}\n".encode()
    yield "many.srt", "".join(f"{n}\n00:00:01,000 --> 00:00:02,000\nx\n\n" for n in range(30_000)).encode()
    yield "tags.srt", ("1\n00:00:01,000 --> 00:00:02,000\n" + "<i>" * 100_000 + SECRET).encode()
    yield "head.vtt", f"WEBVTT{SECRET}\n\n00:01.000 --> 00:02.000\nx\n".encode()
    yield "tags.vtt", ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<c." * 50_000 + SECRET).encode()
    yield (
        "style.vtt",
        f"WEBVTT\n\nSTYLE\n::cue {{ background: url({SECRET}) }}\n\n00:01.000 --> 00:02.000\nx\n".encode(),
    )
    yield "cr.vtt", f"WEBVTT\r\r00:01.000 --> 00:02.000\r{SECRET}\r".encode()


def _found() -> Iterator[tuple[str, bytes]]:
    """Yield what fuzzing found and what is mended."""
    for path in sorted((Path(__file__).parent / "found").iterdir()):
        yield f"found-{path.name}", path.read_bytes()


def _plain() -> Iterator[tuple[str, bytes]]:
    yield "line.txt", b"a" * 5_000_000
    yield "large.txt", b"word " * 4_000_000
    yield "nul.txt", f"He is {SECRET}.\0\n".encode()
    yield "broken.txt", b"He is \xff\xfe\x80 " + SECRET.encode()
    yield "utf-16.txt", f"He is {SECRET}.\n".encode("utf-16")
    yield "utf-32.txt", f"He is {SECRET}.\n".encode("utf-32")
    yield "blank.txt", b" \n\t\n"
    yield "invisible.txt", "\u200b\u2060\ufeff".encode()
    yield "bidi.txt", f"\u202eHe is {SECRET}\u202c \u2066x\u2069.\n".encode()
    yield "combining.txt", ("e" + "\u0301" * 100_000 + SECRET).encode()
    yield "ansi.txt", f"\x1b[31mHe is {SECRET}\x1b[0m\x07\n".encode()
    yield (
        "front-matter.md",
        f"---\na: &a [*a, *a]\nb: !!python/object/apply:os.system ['id']\n---\n{SECRET}\n".encode(),
    )
    yield "front-matter-open.md", f"---\na: {SECRET}\n".encode()
    yield "comments.md", (f"<!-- {SECRET} " * 20_000).encode()
    yield "links.md", ("[" * 50_000 + SECRET + "]" * 50_000).encode()
    yield "emphasis.md", ("*_" * 50_000 + SECRET).encode()
