"""How many pages a second a PDF is read, written and read again, on one core.

python benchmarks/pdf_pages.py [PAGES]
"""

from __future__ import annotations

import sys
import time
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from redactor.formats.pdf import Pdf
from redactor.model import Document, Edit, SegmentKind, Span

_SENTENCE = "In the morning we were counted, then given soup, and after that we carried stones to the gate. "


def text_pages(count: int) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in range(count):
        canvas.setFont("Times-Roman", 11)
        for line in range(48):
            canvas.drawString(72, 780 - 15 * line, f"{page}.{line} {_SENTENCE}"[:88])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def edits_of(document: Document) -> list[Edit]:
    edits = []
    for segment in document.segments:
        if segment.kind is SegmentKind.TEXT:
            at = -1
            while (at := segment.text.find("soup", at + 1)) >= 0 and len(edits) % 9 < 8:
                edits.append(Edit(segment.id, Span(at, at + 4), "[food]"))
        else:
            edits.append(Edit(segment.id, Span(0, len(segment.text)), ""))
    return edits


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    data, pdf = text_pages(count), Pdf()
    one = text_pages(1)
    pdf.write(warm := pdf.read("a.pdf", one), edits_of(warm), one)
    times = [time.process_time()]
    document = pdf.read("a.pdf", data)
    times.append(time.process_time())
    written = pdf.write(document, edits_of(document), data)
    times.append(time.process_time())
    pdf.read("a.pdf", written)
    times.append(time.process_time())
    for name, start, end in zip(("read", "write", "read again"), times, times[1:], strict=False):
        print(f"{name:12} {count / (end - start):6.1f} pages/s")
    print(f"{'all':12} {count / (times[-1] - times[0]):6.1f} pages/s")
    print(f"{'size':12} {len(written) / count / 1024:6.0f} KiB a page")


if __name__ == "__main__":
    main()
