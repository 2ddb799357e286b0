"""PDFs for the tests, with a token of its own planted in every place."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
LINES = [
    "Q: Where did you grow up?",
    "A: In a small village by the river, near the mill.",
    "My brother repaired radios; my mother sold apples.",
    "In the spring we walked to the next valley.",
]


def drawn(draw: Callable[[Canvas], None], pages: int = 1, size: tuple[float, float] = A4) -> bytes:
    """Return a PDF of which every page is drawn by a function."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_lines(lines: list[str], *, font: str = "Times-Roman", size: float = 12) -> Callable[[Canvas], None]:
    """Return a function that writes lines from the top of a page."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 18 * number, line)

    return draw


def interview() -> bytes:
    """Return a plain page of an interview."""
    return drawn(with_lines(LINES))


def picture(token: str = "") -> ImageReader:
    """Return a small picture with a pattern in it; a token goes into its metadata."""
    from PIL import Image, PngImagePlugin

    image = Image.new("RGB", (60, 40), (30, 120, 200))
    image.paste((250, 220, 10), (10, 10, 30, 30))
    out = BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", token)
    image.save(out, "PNG", pnginfo=info)
    out.seek(0)
    return ImageReader(out)


def unseen_texts(canvas: Canvas) -> None:
    """Write text that nobody sees, in every way there is."""
    with_lines(LINES)(canvas)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 500, "TOKboxed")
    canvas.rect(70, 495, 100, 18, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(72, 470, "TOKwhite")
    canvas.setFillGray(0.97)
    canvas.drawString(272, 470, "TOKpale")
    canvas.setFillGray(0)
    canvas.saveState()
    layer = canvas.beginText(72, 440)
    layer.setTextRenderMode(3)
    layer.textLine("TOKmode")
    canvas.drawText(layer)
    canvas.restoreState()
    canvas.drawString(700, 400, "TOKbeside")
    canvas.drawString(72, -50, "TOKbelow")
    canvas.setFont("Times-Roman", 0.8)
    canvas.drawString(72, 380, "TOKtiny")
    canvas.setFont("Times-Roman", 12)
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 5, 5)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, 360, "TOKclipped")
    canvas.restoreState()
    canvas.drawString(72, 330, "TOKunderneath")
    canvas.drawImage(picture(), 60, 325, 200, 20)
    canvas.drawString(72, 300, "TOKoverwritten")
    canvas.setFillGray(0)
    canvas.rect(70, 296, 120, 16, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(74, 300, "nothing to see here")
    canvas.setFillGray(0)
    canvas.drawString(72, 270, "TOKmarker")
    canvas.rect(70, 266, 70, 14, fill=1, stroke=0)


UNSEEN = [
    "TOKmarker",
    "TOKboxed",
    "TOKwhite",
    "TOKpale",
    "TOKmode",
    "TOKbeside",
    "TOKbelow",
    "TOKtiny",
    "TOKclipped",
    "TOKunderneath",
    "TOKoverwritten",
]


def planted() -> bytes:
    """Return a PDF with a token in every place beside and beneath its pages."""
    pdf = pikepdf.Pdf.open(BytesIO(drawn(unseen_texts)))
    page = pdf.pages[0]
    root = pdf.Root
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String("TOKtitle"), Author=String("TOKauthor"), Custom=String("TOKcustom"))
    )
    root.Metadata = pdf.make_stream(b"<x:xmpmeta>TOKxmp</x:xmpmeta>", Type=Name.Metadata, Subtype=Name.XML)
    page.obj.Metadata = pdf.make_stream(b"<x>TOKpagexmp</x>", Type=Name.Metadata)
    _notes(pdf, page)
    _catalog(pdf, page)
    _marked_content(pdf, page)
    _layer(pdf, page)
    page.obj.PieceInfo = Dictionary(App=Dictionary(Private=Dictionary(Note=String("TOKpiece"))))
    page.obj.Thumb = _image(pdf)
    pdf.make_indirect(Dictionary(Left=String("TOKunused")))
    unused = pdf.make_indirect(Dictionary(Left=String("TOKunused")))
    root.PieceInfo = Dictionary(App=Dictionary(Private=unused))
    out = BytesIO()
    pdf.save(out, compress_streams=False, fix_metadata_version=False)
    return _saved_again(out.getvalue())


def _saved_again(data: bytes) -> bytes:
    """Append an unused object and a new version of the first page, as an editing program saves."""
    pdf = pikepdf.Pdf.open(BytesIO(data))
    size, (number, _) = int(pdf.trailer["/Size"]), pdf.trailer.Info.objgen
    root, _ = pdf.Root.objgen
    before = int(data.rpartition(b"startxref")[2].split()[0])
    new = {
        number: f"{number} 0 obj <</Title(TOKnewtitle)/Author(TOKnewauthor)>> endobj\n",
        size: f"{size} 0 obj <</Left(TOKorphan)>> endobj\n",
    }
    out, rows = data.replace(b"TOKtitle", b"TOKoldt1"), []
    for n, text in sorted(new.items()):
        rows.append(f"{n} 1\n{len(out):010d} 00000 n \n")
        out += text.encode()
    links = f"/Root {root} 0 R/Info {number} 0 R/Prev {before}"
    end = f"xref\n{''.join(rows)}trailer <</Size {size + 1}{links}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def _notes(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    def note(kind: str, **more: object) -> pikepdf.Object:
        return pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([400, 700, 450, 720]), **more)
        )

    field = note("Widget", FT=Name.Tx, T=String("TOKfieldname"), V=String("TOKvalue"), TU=String("TOKhint"))
    page.obj.Annots = Array(
        [
            note("Text", Contents=String("TOKnote"), T=String("TOKnoteauthor"), RC=String("<p>TOKrich</p>")),
            note("FreeText", Contents=String("TOKfree"), DA=String("/F 12 Tf")),
            note("Link", A=Dictionary(S=Name.URI, URI=String("https://example.org/TOKlink"))),
            note("FileAttachment", FS=Dictionary(F=String("TOKfilenote.txt"))),
            field,
        ]
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _catalog(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    root = pdf.Root
    item = pdf.make_indirect(Dictionary(Title=String("TOKoutline"), Dest=Array([page.obj, Name.Fit])))
    root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = root.Outlines
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('TOKscript')"))
    code = pdf.make_stream(b"app.alert('TOKscriptstream')")
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("TOKlabel"))]))
    attached = pdf.make_stream(b"TOKattached", Type=Name.EmbeddedFile)
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String("TOKfile.txt"),
            Desc=String("TOKdescription"),
            EF=Dictionary(F=attached),
        )
    )
    root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("TOKfilekey"), spec])),
        JavaScript=Dictionary(Names=Array([String("TOKcodename"), Dictionary(S=Name.JavaScript, JS=code)])),
        Dests=Dictionary(Names=Array([String("TOKdest"), Array([page.obj, Name.Fit])])),
    )
    element = pdf.make_indirect(
        Dictionary(
            S=Name.Figure, Alt=String("TOKalt"), ActualText=String("TOKstructure"), T=String("TOKelement")
        )
    )
    root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)
    root.Threads = Array([Dictionary(I=Dictionary(Title=String("TOKthread")))])


def _marked_content(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.contents_add(
        b"/Span <</ActualText (TOKactual) /E (TOKexpansion)>> BDC BT /F1 12 Tf 72 250 Td (written) Tj ET EMC"
    )
    page.contents_add(b"/Span /P1 BDC BT /F1 12 Tf 72 230 Td (listed) Tj ET EMC")
    page.obj.Resources.Properties = Dictionary(P1=Dictionary(ActualText=String("TOKproperty")))


def _layer(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("TOKlayername")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
    )
    page.obj.Resources.Properties.OC1 = group
    page.contents_add(b"/OC /OC1 BDC BT /F1 12 Tf 72 210 Td (TOKlayer) Tj ET EMC")


def _image(pdf: pikepdf.Pdf) -> pikepdf.Object:
    stream = pdf.make_stream(b"\x00" * 3)
    stream.Width, stream.Height, stream.BitsPerComponent, stream.ColorSpace = 1, 1, 8, Name.DeviceRGB
    return stream


EARLIER = ["TOKoldt1", "TOKauthor", "TOKcustom"]
"""Stand in an earlier version of the file only."""
BESIDE = [
    *(
        "TOKnewtitle",
        "TOKnewauthor",
        "TOKorphan",
        "TOKxmp",
        "TOKpagexmp",
        "TOKfieldname",
        "TOKvalue",
        "TOKhint",
    ),
    *("TOKnote", "TOKnoteauthor", "TOKrich", "TOKfree", "TOKlink", "TOKfilenote", "TOKoutline", "TOKscript"),
    *("TOKscriptstream", "TOKlabel", "TOKfile.txt", "TOKdescription", "TOKfilekey", "TOKcodename", "TOKdest"),
    *("TOKalt", "TOKstructure", "TOKelement", "TOKthread", "TOKactual", "TOKexpansion", "TOKproperty"),
    *("TOKlayername", "TOKlayer", "TOKpiece", "TOKunused"),
]


def cropped() -> bytes:
    """Return a page with text inside and outside of its crop box."""
    pdf = pikepdf.Pdf.open(BytesIO(drawn(_in_and_out)))
    pdf.pages[0].obj.CropBox = Array([50, 400, 400, 700])
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _in_and_out(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 600, "inside the box")
    canvas.drawString(72, 760, "TOKoutside")


def scan(layer: str = "", drawn_text: str = "", *, picture_first: bool = True) -> bytes:
    """Return a page that is a picture, with a text layer or with text in the picture."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1240, 1754), 235)
    pen = ImageDraw.Draw(image)
    if drawn_text:
        pen.text((150, 300), drawn_text, fill=0, font=ImageFont.load_default(48))
    else:
        pen.rectangle((300, 500, 900, 1200), fill=40)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, 0, *A4)
        if layer:
            text = canvas.beginText(72, 700)
            text.setFont("Times-Roman", 12)
            text.setTextRenderMode(3)
            text.textLine(layer)
            canvas.drawText(text)

    return drawn(draw)


def unlike(part: str) -> bytes:
    """Return a page that writes by a tile or a mask, which no reader of text takes out."""
    pdf = pikepdf.Pdf.open(BytesIO(interview()))
    page = pdf.pages[0]
    fonts = Dictionary(Font=page.obj.Resources.Font)
    content = b"BT /F1 12 Tf 5 5 Td (TOKtile) Tj ET"
    if part == "tile":
        tile = pdf.make_stream(content, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1)
        tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 90, 20]), 90, 20, fonts
        page.obj.Resources.Pattern = Dictionary(T1=tile)
        page.contents_add(b"/Pattern cs /T1 scn 72 200 200 60 re f")
    else:
        group = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 60]))
        group.Group, group.Resources = Dictionary(S=Name.Transparency, CS=Name.DeviceGray), fonts
        state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
        page.obj.Resources.ExtGState = Dictionary(G1=pdf.make_indirect(state))
        page.contents_add(b"/G1 gs 0.5 g 0 0 200 60 re f")
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()
