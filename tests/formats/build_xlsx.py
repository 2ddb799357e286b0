"""A workbook that has a token of its own in every place that can hold one."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from build_odt import picture, token
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

VISIBLE = ("sheet", "heading", "cell", "second", "merged", "dark", "pagehead", "pagefoot", "bold")
HIDDEN = (
    "hiddenrow", "zerorow", "hiddencolumn", "hiddensheet", "hiddensheetname", "veryhidden", "white", "tiny",
    "noformat", "comment", "author", "formula", "arrayformula", "definedname", "definedvalue", "listitem",
    "prompt", "link", "tooltip", "creator", "title", "custom", "customxml", "external", "unusedstring",
    "phonetic", "filter", "numberformat", "codename", "path", "condition", "covered", "table", "person",
    "threaded", "connection", "alttext",
)  # fmt: skip
UNKNOWN = ("macro", "pivot", "chart", "embedding", "other")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def v(place: str) -> str:
    """The visible token of a place."""
    return token(f"V-{place}")


def h(place: str) -> str:
    """The hidden token of a place."""
    return token(f"H-{place}")


def u(place: str) -> str:
    """The token of a part that is not understood."""
    return token(f"U-{place}")


def build(*, odd: bool = False) -> bytes:
    """Build the workbook; ``odd`` adds parts that are not understood."""
    book = Workbook()
    _visible(book.active)
    _hidden_cells(book.active)
    _settings(book)
    out = io.BytesIO()
    book.save(out)
    return _with_parts(out.getvalue(), odd=odd)


def _visible(sheet: Any) -> None:
    sheet.title = v("sheet")
    sheet.append([v("heading"), "Born", "Age", "Secret", "More"])
    sheet.append([v("cell"), datetime.date(1990, 3, 4), 34, h("hiddencolumn"), "=SUM(1)"])
    sheet.append([f"{v('second')}\nline", datetime.datetime(2024, 5, 6, 7, 8), 0.25, None, True])
    sheet["A3"].font = Font(b=True)
    sheet["B2"].number_format = "dd.mm.yyyy"
    sheet["C3"].number_format = "0%"
    sheet["A4"] = v("bold")
    sheet["A4"].font = Font(b=True, color="FF0000FF")
    sheet["A5"] = v("merged")
    sheet.merge_cells("A5:C5")
    sheet["A6"] = v("dark")
    sheet["A6"].font = Font(color="FFFFFFFF")
    sheet["A6"].fill = PatternFill("solid", fgColor="FF000080")
    sheet.column_dimensions["A"].width = 33
    sheet.oddHeader.center.text = f"{v('pagehead')} & page &P"
    sheet.evenFooter.left.text = v("pagefoot")


def _hidden_cells(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = True
    sheet["A7"] = h("hiddenrow")
    sheet.row_dimensions[7].hidden = True
    sheet["A8"] = h("zerorow")
    for row, (place, font) in enumerate((("white", Font(color="FFFFFFFF")), ("tiny", Font(sz=1))), 9):
        sheet.cell(row, 1, h(place)).font = font
    sheet["A11"] = h("noformat")
    sheet["A11"].number_format = ";;;"
    sheet["A12"] = 5
    sheet["A12"].number_format = f'0 "{h("numberformat")}"'
    sheet["B12"] = f'=CONCAT("{h("formula")}")'
    sheet["C12"] = ArrayFormula("C12", f'="{h("arrayformula")}"')
    sheet["A13"] = "linked"
    sheet["A13"].hyperlink = f"http://{h('link')}.example/"
    sheet["A13"].hyperlink.tooltip = h("tooltip")
    sheet["A2"].comment = Comment(h("comment"), h("author"))
    validation = DataValidation(type="list", formula1=f'"{h("listitem")},b"', prompt=h("prompt"))
    validation.add("A20")
    sheet.add_data_validation(validation)
    sheet.add_image(Image(io.BytesIO(picture())), "F2")


def _settings(book: Any) -> None:
    hidden = book.create_sheet(h("hiddensheetname"))
    hidden["A1"] = h("hiddensheet")
    hidden.sheet_state = "hidden"
    very = book.create_sheet("very")
    very["A1"] = h("veryhidden")
    very.sheet_state = "veryHidden"
    book.defined_names[h("definedname")] = DefinedName(h("definedname"), attr_text=f'"{h("definedvalue")}"')
    book.properties.creator, book.properties.title = h("creator"), h("title")
    book.create_sheet("Second")["A1"] = "plain"


def _with_parts(data: bytes, *, odd: bool) -> bytes:
    """Add what openpyxl does not write."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet.replace("<sheetPr>", f'<sheetPr codeName="{h("codename")}">')
    sheet = re.sub(r'<c r="B5"[^>]*/>', "", sheet)
    sheet = sheet.replace('<row r="8"', '<row r="8" ht="0" customHeight="1"')
    covered = f'<c r="B5" t="inlineStr"><is><t>{h("covered")}</t></is></c>'
    sheet = re.sub(r'(<c r="A5".*?</c>)', rf"\1{covered}", sheet)
    extra = (
        f'<autoFilter ref="A1:C3"><filterColumn colId="0"><filters><filter val="{h("filter")}"/></filters>'
        f"</filterColumn></autoFilter>"
    )
    condition = (
        f'<conditionalFormatting sqref="A1"><cfRule type="containsText" priority="1" operator="containsText" '
        f'text="{h("condition")}"><formula>1</formula></cfRule></conditionalFormatting>'
    )
    sheet = sheet.replace("<mergeCells", f"{extra}<mergeCells").replace("<dataVal", f"{condition}<dataVal", 1)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    book = parts["xl/workbook.xml"].decode()
    path = (
        f'<absPath xmlns="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="{h("path")}"/>'
    )
    parts["xl/workbook.xml"] = book.replace("<sheets>", f"{path}<sheets>").encode()
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{_MAIN}"><si><t>{h("unusedstring")}</t><rPh sb="0" eb="1"><t>{h("phonetic")}</t></rPh>'
        "</si></sst>"
    ).encode()
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    parts["xl/drawings/drawing1.xml"] = drawing.replace('descr="', f'descr="{h("alttext")}').encode()
    parts["xl/media/image1.png"] = picture()
    parts.update(_more_parts(odd=odd))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _more_parts(*, odd: bool) -> Mapping[str, bytes]:
    told = {
        "customXml/item1.xml": "customxml",
        "xl/externalLinks/externalLink1.xml": "external",
        "xl/tables/table1.xml": "table",
        "xl/persons/person.xml": "person",
        "xl/threadedComments/threadedComment1.xml": "threaded",
        "xl/connections.xml": "connection",
    }
    strange = {
        "xl/vbaProject.bin": "macro",
        "xl/pivotCache/pivotCacheRecords1.xml": "pivot",
        "xl/charts/chart1.xml": "chart",
        "xl/embeddings/oleObject1.bin": "embedding",
        f"xl/{u('other')}.xml": "other",
    }
    parts = {name: f'<x a="{h(place)}"/>'.encode() for name, place in told.items()}
    custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    parts["docProps/custom.xml"] = (
        f'<Properties xmlns="{custom}"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" '
        f'name="x"><vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{h('custom')}</vt:lpwstr></property></Properties>"
    ).encode()
    return {**parts, **{n: f"<x>{u(p)}</x>".encode() for n, p in strange.items() if odd}}
