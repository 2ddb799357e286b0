"""What is particular to PDF: what is seen, what is not, and what is written."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from build_pdf import (
    BESIDE,
    EARLIER,
    LINES,
    UNSEEN,
    cropped,
    drawn,
    interview,
    picture,
    planted,
    scan,
    unlike,
    with_lines,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from redactor.apply import edited_text
from redactor.errors import UnreadableError
from redactor.formats import FORMATS, format_for
from redactor.formats.pdf import Pdf
from redactor.handling import Handling, PdfOutput, Pictures
from redactor.model import Document, Edit, SegmentKind, Span

PDF = Pdf()
FACE = files("manimgx_fonts") / "NotoSans[wght].ttf"
TEXT = "\n".join(LINES)
DROP = Handling(pictures=Pictures.DROP)
KEEP = Handling(pictures=Pictures.KEEP)
AS_TEXT = Handling(pdf=PdfOutput.TEXT)


def read(data: bytes, handling: Handling = Handling()) -> Document:  # noqa: B008
    return PDF.read("a.pdf", data, "en", handling)


def emptied(document: Document) -> list[Edit]:
    """Edits that take every hidden part away, as the default policies do."""
    hidden = (s for s in document.segments if s.kind is SegmentKind.HIDDEN)
    return [Edit(s.id, Span(0, len(s.text)), "") for s in hidden]


def write(data: bytes, edits: list[Edit] | None = None, handling: Handling = Handling()) -> bytes:  # noqa: B008
    document = read(data, handling)
    return PDF.write(document, [*(edits or []), *emptied(document)], data, handling)


def over(text: str, what: str, replacement: str, segment: str = "page[1]") -> Edit:
    at = text.index(what)
    return Edit(segment, Span(at, at + len(what)), replacement)


def texts(document: Document) -> list[str]:
    return [s.text for s in document.segments if s.kind is SegmentKind.TEXT]


def hidden(document: Document) -> str:
    return "\n".join(s.text for s in document.segments if s.kind is SegmentKind.HIDDEN)


def shown(data: bytes, page: int = 0):
    """A page's pixels as another program would show them, grey."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=1.5).to_numpy().mean(axis=2)
    finally:
        document.close()


def unpacked(data: bytes) -> bytes:
    """The bytes of a file with every stream unpacked."""
    pdf = pikepdf.Pdf.open(BytesIO(data))
    parts = [data]
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            try:
                parts.append(item.read_bytes())
            except pikepdf.PdfError:
                parts.append(item.read_raw_bytes())
        parts.append(repr(item).encode())
    return b"\n".join(parts)


def holds(data: bytes, token: str) -> bool:
    """Whether a token is anywhere in a file, plain or in another dress."""
    inside = unpacked(data)
    forms = [token.encode(c) for c in ("ascii", "utf-16-le", "utf-16-be")]
    forms += [base64.b64encode(token.encode()), token.encode("utf-16-be").hex().upper().encode()]
    return any(form in inside for form in forms)


def pdftotext(data: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8").replace("\u2029", "").replace("\u2002", " ").replace("\f", "")


def test_it_is_registered() -> None:
    assert format_for("a.pdf", interview()).name == "pdf"
    assert any(f.name == "pdf" for f in FORMATS)


def test_a_page_is_its_lines() -> None:
    assert texts(read(interview())) == [TEXT]


def test_every_planted_token_is_told_of() -> None:
    document = read(planted())
    told = hidden(document)
    assert [token for token in [*UNSEEN, *BESIDE] if token not in told] == []
    assert document.unknown_parts == ("attachment[1]",)
    assert document.pictures == ("page[1].picture[1]",)
    assert not [t for t in [*UNSEEN, *BESIDE] if t in "".join(texts(document))]
    assert any("nobody sees" in remark for remark in document.remarks)


def test_what_is_drawn_counts_not_what_it_is_said_to_read() -> None:
    text = texts(read(planted()))[0]
    assert "written" in text
    assert "listed" in text
    assert "nothing to see here" in text


@pytest.mark.parametrize("handling", [Handling(), DROP, KEEP])
def test_nothing_hidden_is_in_the_written_file(handling: Handling) -> None:
    data = planted()
    written = write(data, handling=handling)
    assert [t for t in [*UNSEEN, *BESIDE, *EARLIER, "TOKattached", "TOKpng"] if holds(written, t)] == []
    assert hidden(read(written)) == ""
    assert b"CreationDate" not in unpacked(written)
    assert b"ReportLab" not in unpacked(written)
    assert b"/Thumb" in data
    assert b"/Thumb" not in unpacked(written)
    assert written.count(b"%%EOF") == 1, "cut there, an earlier version would be left"


def test_pale_text_is_not_in_the_picture() -> None:
    assert shown(write(planted()))[540:575, 400:500].min() > 254


def test_an_untouched_page_looks_and_reads_as_before() -> None:
    data = interview()
    written = write(data)
    assert texts(read(written)) == [TEXT]
    assert pdftotext(written).split("\n")[: len(LINES)] == LINES
    assert abs(shown(data) - shown(written)).mean() < 1
    with pikepdf.Pdf.open(BytesIO(data)) as one, pikepdf.Pdf.open(BytesIO(written)) as other:
        assert [float(x) for x in one.pages[0].mediabox] == [float(x) for x in other.pages[0].mediabox]


def test_a_written_file_is_the_same_each_time() -> None:
    assert write(interview()) == write(interview())


def test_an_edit_is_made_in_text_and_picture() -> None:
    data = interview()
    edit = over(TEXT, "small village", "[place]")
    written = write(data, [edit])
    expected = edited_text(TEXT, [edit])
    assert texts(read(written)) == [expected]
    assert pdftotext(written).strip() == expected
    assert not holds(written, "village")
    before, after = shown(data), shown(written)
    line = slice(round(1.5 * (842 - 742 - 12)), round(1.5 * (842 - 742 + 4)))
    assert abs(before[line] - after[line]).mean() > 1
    outside = abs(before - after)
    outside[line] = 0
    assert outside.mean() < 1


@pytest.mark.parametrize("after", [" did, with the others.", ""])
def test_nothing_tells_how_wide_a_word_was(after: str) -> None:
    """Pages with names of different width, masked alike, are the same file."""
    written = []
    for name in ("Il", "Wolodymyrenko", "Wolodymyrenko Konstantinopolskyi"):
        lines = ["Q: Who came with you?", f"A: {name}{after}", "Q: And then?"]
        data = drawn(with_lines(lines))
        written.append(write(data, [over("\n".join(lines), name, "[name withheld]")]))
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize(
    "replacement",
    ["", "  ", "[x]", " [x]  y ", "\n", "a\n\nb", "Київ, їжак", "한국어 이름", "x\ty", "x" * 300],
)
@pytest.mark.parametrize("what", ["small", " small ", "up?\nA", "mill.\nMy brother", "Q", "valley.", TEXT])
def test_odd_edits_are_read_again_as_made(what: str, replacement: str) -> None:
    edit = over(TEXT, what, replacement)
    written = write(interview(), [edit])
    if edited_text(TEXT, [edit]).strip():
        assert texts(read(written)) == [edited_text(TEXT, [edit])]
    else:
        with pytest.raises(UnreadableError, match="no text"):
            read(written)


@st.composite
def some_edits(draw: st.DrawFn) -> list[Edit]:
    places = sorted(draw(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=8, unique=True)))
    words = st.text(st.sampled_from("ab [].,-'іїКим가나é\n\t "), max_size=8)
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Edit("page[1]", Span(start, end), draw(words)) for start, end in pairs]


_INTERVIEW = interview()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(some_edits())
def test_any_edits_are_read_again_as_made(edits: list[Edit]) -> None:
    expected = edited_text(TEXT, edits)
    document = read(_INTERVIEW)
    written = PDF.write(document, [*edits, *emptied(document)], _INTERVIEW)
    if expected.strip():
        assert texts(read(written)) == [expected]


def test_a_word_drawn_letter_by_letter_in_any_order_is_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        for n in (3, 0, 4, 1, 2):
            canvas.drawString(100 + 6 * n, 700, "river"[n])
        canvas.drawString(100 + 6 * 6, 700, "bank")

    assert texts(read(drawn(draw))) == ["river bank"]


def test_ligatures_are_taken_apart() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("Own", str(FACE)))
    data = drawn(with_lines(["We met \ufb01rst the o\ufb03cer So\ufb01ia."], font="Own"))
    text = "We met first the officer Sofiia."
    assert texts(read(data)) == [text]
    written = write(data, [over(text, "Sofiia", "[name]")])
    assert texts(read(written)) == ["We met first the officer [name]."]


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left side says a good deal, row {n}" for n in range(6)]
    right = [f"right side says even more, row {n}" for n in range(6)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(
            72, 780, "A heading that goes over both of the columns and further still, to the end"
        )
        for n in range(6):
            canvas.drawString(72, 740 - 16 * n, left[n])
            canvas.drawString(320, 740 - 16 * n, right[n])

    text = texts(read(drawn(draw)))[0].split("\n")
    assert text[1:] == [*left, *right]


def test_cells_of_a_row_are_parted_by_tabs() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        for n, row in enumerate([("Name", "Age"), ("Ivan", "31")]):
            canvas.drawString(72, 700 - 20 * n, row[0])
            canvas.drawString(300, 700 - 20 * n, row[1])

    data = drawn(draw)
    text = texts(read(data))[0]
    assert text == "Name\tAge\nIvan\t31"
    edit = over(text, "Ivan", "[name]")
    assert texts(read(write(data, [edit]))) == ["Name\tAge\n[name]\t31"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_read_as_others(rotate: int) -> None:
    pdf = pikepdf.Pdf.open(BytesIO(interview()))
    pdf.pages[0].obj.Rotate = rotate
    out = BytesIO()
    pdf.save(out)
    assert texts(read(out.getvalue())) == [TEXT]
    edit = over(TEXT, "village", "[place]")
    assert texts(read(write(out.getvalue(), [edit]))) == [edited_text(TEXT, [edit])]


def test_text_at_any_angle_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        with_lines(LINES)(canvas)
        canvas.saveState()
        canvas.translate(300, 300)
        canvas.rotate(37)
        canvas.drawString(0, 0, "across the page")
        canvas.restoreState()

    data = drawn(draw)
    text = texts(read(data))[0]
    assert text == TEXT + "\nacross the page"
    assert texts(read(write(data, [over(text, "across", "[x]")]))) == [TEXT + "\n[x] the page"]


def test_text_of_which_only_a_part_is_covered() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        canvas.drawString(100, 700, "we met Taras there")
        canvas.rect(100 + 6 * 7 - 1, 696, 32, 12, fill=1)

    data = drawn(draw)
    document = read(data)
    assert texts(document) == ["we met\tthere"]
    assert "Taras" in hidden(document)
    assert document.remarks
    written = write(data)
    assert texts(read(written)) == ["we met\tthere"]
    assert not holds(written, "Taras")


@pytest.mark.parametrize("kind", ["Square", "Highlight", "Redact"])
def test_a_note_that_covers_a_text_hides_it(kind: str) -> None:
    pdf = pikepdf.Pdf.open(BytesIO(drawn(with_lines(["we met there", "Taras"]))))
    box = [70, 738, 110, 754]
    look = pdf.make_stream(
        b"0 g 0 0 40 16 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 40, 16])
    )
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(box), F=4, AP=Dictionary(N=look))
    if kind == "Redact":
        del note["/AP"]
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
    out = BytesIO()
    pdf.save(out)
    document = read(out.getvalue())
    assert texts(document) == ["we met there"]
    assert "Taras" in hidden(document)
    assert any("redaction marks" in r for r in document.remarks) == (kind == "Redact")
    written = write(out.getvalue())
    assert not holds(written, "Taras")
    assert shown(written)[round(1.5 * 88) : round(1.5 * 104)].min() > 200 or kind != "Redact"


def test_outside_the_crop_box_is_not_seen() -> None:
    data = cropped()
    document = read(data)
    assert texts(document) == ["inside the box"]
    assert "TOKoutside" in hidden(document)
    assert not holds(write(data), "TOKoutside")


def test_korean_whose_typeface_is_not_in_the_file_is_seen() -> None:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    lines = ["문: 어디에서 자랐습니까?", "답: 강가의 작은 마을에서 자랐습니다."]
    data = drawn(with_lines(lines, font="HYSMyeongJo-Medium"))
    assert texts(read(data)) == ["\n".join(lines)]
    edit = over("\n".join(lines), "작은 마을", "[장소]")
    assert texts(read(write(data, [edit]))) == [edited_text("\n".join(lines), [edit])]


def test_replacement_text_in_a_form_s_lists_is_hidden() -> None:
    pdf = pikepdf.Pdf.open(BytesIO(interview()))
    form = pdf.make_stream(b"/Span /P1 BDC BT /F1 12 Tf 9 9 Td (drawn) Tj ET EMC")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 30])
    lists = Dictionary(P1=Dictionary(ActualText=String("TOKform")))
    form.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font, Properties=lists)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X1=form)
    pdf.pages[0].contents_add(b"q 1 0 0 1 72 200 cm /X1 Do Q")
    out = BytesIO()
    pdf.save(out)
    document = read(out.getvalue())
    assert texts(document) == [TEXT + "\ndrawn"]
    assert "TOKform" in hidden(document)


def test_text_in_forms_is_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("f")
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(0, 0, "from a form")
        canvas.endForm()
        canvas.translate(100, 600)
        canvas.doForm("f")

    data = drawn(draw)
    assert texts(read(data)) == ["from a form"]
    assert texts(read(write(data, [over("from a form", "form", "[x]")]))) == ["from a [x]"]


def test_a_scan_with_a_text_layer_is_for_a_person() -> None:
    data = scan(layer="what the machine thought it says")
    document = read(data)
    assert texts(document) == ["what the machine thought it says"]
    assert document.unknown_parts == ("page[1]: a scan, of which only the text layer was read",)
    written = write(data, handling=KEEP)
    assert texts(read(written)) == texts(document)
    assert shown(written)[400:700, 200:500].min() > 250, "the scan itself is not drawn"


def test_a_scan_without_text_is_unreadable_or_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.formats.pdf.ocr.shutil.which", lambda _: None)
    with pytest.raises(UnreadableError, match="scan without text"):
        read(scan())
    pdf = pikepdf.Pdf.open(BytesIO(interview()))
    pdf.pages.extend(pikepdf.Pdf.open(BytesIO(scan())).pages)
    out = BytesIO()
    pdf.save(out)
    document = read(out.getvalue())
    assert document.unknown_parts == ("page[2]: a scan without text",)
    assert texts(read(write(out.getvalue()))) == [TEXT, ""]


def test_a_scan_is_read_by_tesseract(program: Callable[[str], str]) -> None:
    program("tesseract")
    data = scan(drawn_text="Where did you grow up")
    document = read(data)
    assert texts(document) == ["Where did you grow up"]
    assert document.unknown_parts == ()
    assert any("character recognition" in r for r in document.remarks)
    for handling in (KEEP, DROP):
        written = write(data, [over(texts(document)[0], "grow up", "live")], handling)
        assert texts(read(written)) == ["Where did you live"]


@pytest.mark.parametrize("pictures", [Pictures.DROP, Pictures.GREY, Pictures.KEEP])
def test_pictures_become_what_the_policy_says(pictures: Pictures) -> None:
    def draw(canvas: Canvas) -> None:
        with_lines(LINES)(canvas)
        canvas.drawImage(picture("TOKpng"), 100, 300, 120, 80)

    data = drawn(draw)
    written = write(data, handling=Handling(pictures=pictures))
    patch = shown(written)[round(1.5 * (842 - 370)) : round(1.5 * (842 - 310)), 160:320]
    spread, mean = patch.max() - patch.min(), patch.mean()
    if pictures is Pictures.DROP:
        assert mean > 254
    elif pictures is Pictures.GREY:
        assert spread < 3
        assert 180 < mean < 220
    else:
        assert spread > 50
    assert texts(read(written)) == [TEXT]


def test_letters_drawn_as_lines_are_for_a_person() -> None:
    def draw(canvas: Canvas) -> None:
        with_lines(LINES)(canvas)
        for n in range(30):
            canvas.circle(100 + 10 * n, 300, 4)

    data = drawn(draw)
    assert read(data).unknown_parts == ("page[1]: drawings that may be letters",)
    assert shown(write(data))[800:].min() > 250


@pytest.mark.parametrize("part", ["tile", "mask"])
def test_writing_in_tiles_and_masks_is_for_a_person(part: str) -> None:
    document = read(unlike(part))
    assert document.unknown_parts == (f"{part}[1]",)
    assert texts(document) == [TEXT]
    assert texts(read(write(unlike(part)))) == [TEXT]


def test_its_text_can_be_released_as_markdown() -> None:
    data = drawn(with_lines(LINES), pages=2)
    document = read(data, AS_TEXT)
    assert texts(document) == [f"{TEXT}\n\n{TEXT}"]
    assert PDF.released_suffix(AS_TEXT) == ".md"
    assert PDF.released_suffix(Handling()) is None
    edit = over(TEXT, "village", "[place]", "text")
    written = write(data, [edit], AS_TEXT)
    assert written.decode() == edited_text(f"{TEXT}\n\n{TEXT}", [edit])
    assert texts(format_for("a.md", written).read("a.md", written)) == [written.decode()]


def test_its_own_files_are_read_again_and_written_from_their_text() -> None:
    edit = over(TEXT, "village", "[place]")
    once = write(interview(), [edit])
    document = read(once)
    assert (document.unknown_parts, document.pictures) == ((), ())
    second = over(texts(document)[0], "river", "[water]")
    twice = write(once, [second])
    assert texts(read(twice)) == [edited_text(texts(document)[0], [second])]


def test_a_picture_that_claims_to_be_its_own_never_gets_out() -> None:
    """Somebody else's scan under this program's name: only its text layer is written."""
    pdf = pikepdf.Pdf.open(BytesIO(scan(layer="innocent", picture_first=True)))
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Producer=String("redactor")))
    for key in [k for k in pdf.Root.keys() if k not in {"/Type", "/Pages"}]:  # noqa: SIM118
        del pdf.Root[key]
    out = BytesIO()
    pdf.save(out, fix_metadata_version=False)
    written = write(out.getvalue(), handling=KEEP)
    assert shown(written)[400:700, 200:500].min() > 250


def test_earlier_versions_are_remarked() -> None:
    data = interview() + b"\n% more\nstartxref\n0\n%%EOF\n"
    assert any("earlier versions" in remark for remark in read(data).remarks)


def test_a_hidden_part_that_is_to_stay_is_an_error() -> None:
    data = interview()
    with pytest.raises(ValueError, match="hidden"):
        PDF.write(read(data), [], data)


@pytest.mark.parametrize("cut", [5, 20, 200, 700, 1200])
def test_broken_files_are_unreadable(cut: int) -> None:
    data = interview()
    for broken in (data[:cut], data[:cut] + bytes(100) + data[cut + 100 :], b"%PDF-1.7\n" + data[-cut:]):
        with suppress(UnreadableError):
            read(broken)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(_INTERVIEW) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_files_with_wrong_bytes_never_break_the_reader(changes: list[tuple[int, int]]) -> None:
    data = bytearray(_INTERVIEW)
    for place, value in changes:
        data[place] = value
    with suppress(UnreadableError):
        read(bytes(data))


def test_a_very_long_line_is_set_small() -> None:
    edit = over(TEXT, "village", "word " * 4000 + "end")
    assert texts(read(write(interview(), [edit]))) == [edited_text(TEXT, [edit])]


def test_a_huge_page_is_drawn_coarser() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 120)
        canvas.drawString(500, 9000, "a poster")

    data = drawn(draw, size=(14400, 14400))
    assert texts(read(data)) == ["a poster"]
    written = write(data, [over("a poster", "a", "one")])
    with pikepdf.Pdf.open(BytesIO(written)) as pdf:
        assert int(pdf.pages[0].Resources.XObject.P.Width) < 5000
    again = write(written)
    assert texts(read(again)) == ["one poster"]


def test_the_sample_is_as_its_builder_makes_it() -> None:
    sample = Path(__file__).parents[2] / "samples" / "transcript.pdf"
    document = read(sample.read_bytes())
    assert (document.unknown_parts, document.pictures) == ((), ())
    assert "Yaremchuk" in hidden(document)
    assert "photograph" in hidden(document)
    assert "milk truck is the only" in hidden(document)


def test_an_encrypted_file_is_unreadable() -> None:
    for owner, user in (("o", "u"), ("o", "")):
        pdf = pikepdf.Pdf.open(BytesIO(interview()))
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner=owner, user=user))
        with pytest.raises(UnreadableError, match="encrypted"):
            read(out.getvalue())


def test_a_page_without_anything_is_not_clean() -> None:
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)
    with pytest.raises(UnreadableError, match="no text"):
        read(out.getvalue())
