"""Builds samples/visits.xlsx: a list of visits as an aid group keeps it, with its traps.

    python tools/build_sheet_sample.py

Everybody in it is invented. A column and a sheet are hidden, a cell has a comment, and one would
run as a formula.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

TARGET = Path(__file__).parents[1] / "samples" / "visits.xlsx"
ROWS = (
    ("Visit", "Name", "Born in", "Telephone", "Remark"),
    (
        1,
        "Tymur Hnatiuk",
        "Stara Huta",
        "+380 44 555 01 63",
        "Asks for socks. His mother Olha has not been told.",
    ),
    (2, "Jang Myong-il", "Musan", "", "Was a smith. Two younger sisters, both in school."),
    (3, "Tymur Hnatiuk", "Stara Huta", "", '=HYPERLINK("https://chat.example/u/tymur","his page")'),
)


def main() -> None:
    """Write the sample."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Visits"
    for row in ROWS:
        sheet.append(row)
    sheet.column_dimensions["D"].hidden = True
    sheet["B3"].comment = Comment("Cousin of the driver; do not print", "Ilse")
    other = book.create_sheet("Old list")
    other.append(("Kim Yong-chol", "moved in March"))
    other.sheet_state = "hidden"
    book.save(TARGET)


if __name__ == "__main__":
    main()
