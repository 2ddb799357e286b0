"""The external log: what was done where, without any original text; for those who get the release."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redactor.review.desk import Desk, looking
from redactor.review.records import Item, ItemStatus
from redactor.review.store.rows import Rows

COLUMNS = ("document", "part", "start", "end", "type", "action", "reason_code", "decided_by", "second_person")
_PERSON, _POLICY = "person", "policy"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell of a formula may begin with; a spreadsheet takes the wide forms, too."""


@dataclass(frozen=True, slots=True)
class ExternalRow:
    """One decision. Positions count code points in a part of the document; parts are numbered.

    Names of people at the desk stay at the desk.
    """

    document: int
    part: int
    start: int
    end: int
    type: str
    action: str
    reason_code: str
    decided_by: str
    second_person: str

    def cells(self) -> list[str]:
        """Return the row's cells; none of them is a formula in a spreadsheet."""
        return [_inert(str(getattr(self, name))) for name in COLUMNS]


def external_rows(desk: Desk, document_ids: Sequence[str]) -> tuple[ExternalRow, ...]:
    """Return what was decided in documents, in the order of their text.

    Raises:
        NotThere: if there is no such document.
    """
    with looking(desk) as rows:
        return tuple(row for document_id in document_ids for row in _rows(rows, document_id))


def _rows(rows: Rows, document_id: str) -> Iterator[ExternalRow]:
    number = rows.draft(document_id).number
    parts = {s.id: n for n, s in enumerate(rows.segments(document_id), 1)}
    for item in rows.items(document_id):
        said = item.in_force
        yield ExternalRow(
            document=number,
            part=parts[item.segment],
            start=item.span.start,
            end=item.span.end,
            type=item.entity_type,
            action=said.action.label if said.action is not None else "",
            reason_code=said.reason_code or item.policy_code,
            decided_by=_who(item),
            second_person="yes" if item.status is ItemStatus.CONFIRMED else "",
        )


def _who(item: Item) -> str:
    if item.status in {ItemStatus.OPEN, ItemStatus.UNSURE}:
        return "open"
    return _PERSON if item.decision is not None else _POLICY


def as_csv(rows: Sequence[ExternalRow]) -> bytes:
    """Return rows as CSV in UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in rows)
    return out.getvalue().encode("utf-8")


def as_pdf(rows: Sequence[ExternalRow]) -> bytes:
    """Return rows as a PDF of tables; the same rows give the same bytes."""
    from reportlab.lib import colors  # noqa: PLC0415 - an extra, and heavy
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle  # noqa: PLC0415

    out = io.BytesIO()
    page = SimpleDocTemplate(out, pagesize=landscape(A4), title="Redaction log", author="", invariant=1)
    table = Table([list(COLUMNS), *(row.cells() for row in rows)], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("FONTSIZE", (0, 0), (-1, -1), 8),
                ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.grey),
            ]
        )
    )
    heading = Paragraph(
        f"Redaction log: {len(rows)} decisions, without original text", getSampleStyleSheet()["Title"]
    )
    page.build([heading, table])
    return out.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
