"""A PDF built from nothing: pages of one picture each, with a text layer."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name

from redactor.formats.pdf.layer import FONT, PRODUCER, Laid, codes_of, content

_AT_A_TIME = 100
"""Most entries that one table of a character map may have."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn.

    Attributes:
        columns: its width in pixels.
        rows: its height in pixels.
        bits: of one sample.
        colours: 1 for grey, 3 for colour.
        filter_name: how the data is packed: ``FlateDecode`` or ``DCTDecode``.
        data: the packed samples.
    """

    columns: int
    rows: int
    bits: int
    colours: int
    filter_name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be written.

    Attributes:
        size: width and height in points.
        picture: what is seen.
        layer: what is read.
    """

    size: tuple[float, float]
    picture: Picture
    layer: tuple[Laid, ...] = field(repr=False)


def bytes_of(sheets: Sequence[Sheet]) -> bytes:
    """Return the PDF: no date, no author, nothing but these pages."""
    pdf = pikepdf.Pdf.new()
    codes = codes_of([piece.text for sheet in sheets for piece in sheet.layer])
    font = _font(pdf, codes)
    for sheet in sheets:
        pdf.add_blank_page(page_size=sheet.size)
        page = pdf.pages[-1]
        page.obj.Contents = pdf.make_stream(content(sheet.layer, codes, sheet.size))
        page.obj.Resources = Dictionary(
            XObject=Dictionary(P=_picture(pdf, sheet.picture)), Font=Dictionary({f"/{FONT}": font})
        )
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Producer=PRODUCER))
    out = BytesIO()
    pdf.save(out, deterministic_id=True, compress_streams=True, fix_metadata_version=False)
    return out.getvalue()


def _picture(pdf: pikepdf.Pdf, picture: Picture) -> pikepdf.Object:
    stream = pdf.make_stream(b"")
    stream.write(picture.data, filter=Name(f"/{picture.filter_name}"))
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = picture.columns, picture.rows
    stream.ColorSpace = Name.DeviceGray if picture.colours == 1 else Name.DeviceRGB
    stream.BitsPerComponent = picture.bits
    return stream


def _font(pdf: pikepdf.Pdf, codes: dict[str, int]) -> pikepdf.Object:
    """Return a typeface without ink, half an em to a character."""
    described = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.Glyphless,
            Flags=5,
            FontBBox=Array([0, -200, 500, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=800,
            StemV=80,
            FontFile2=pdf.make_stream(_glyphless()),
        )
    )
    by_code = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Glyphless,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            DW=500,
            FontDescriptor=described,
            CIDToGIDMap=pdf.make_stream(bytes(2 * 0x10000)),
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Glyphless,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([by_code]),
            ToUnicode=pdf.make_stream(_meanings(codes)),
        )
    )


def _meanings(codes: dict[str, int]) -> bytes:
    rows = [f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    tables = [rows[n : n + _AT_A_TIME] for n in range(0, len(rows), _AT_A_TIME)]
    body = "\n".join("\n".join([f"{len(t)} beginbfchar", *t, "endbfchar"]) for t in tables)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Plain def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


@cache
def _glyphless() -> bytes:
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef"])
    font.setupCharacterMap({})
    font.setupGlyf({".notdef": _without_ink()})
    font.setupHorizontalMetrics({".notdef": (500, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Glyphless", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.updateHead(created=0, modified=0)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _without_ink() -> Glyph:
    """Return an outline of no area but with extent: a viewer drops a letter that has none."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, -200))
    pen.lineTo((500, 800))
    pen.closePath()
    return pen.glyph()


def flate(data: bytes) -> bytes:
    """Pack samples."""
    return zlib.compress(data, 4)
