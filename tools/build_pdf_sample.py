"""Builds samples/transcript.pdf: a transcript as an agency sends it round, with its traps.

    python tools/build_pdf_sample.py

The prisoner and everybody else in it is invented. A name lies under a black box, a remark
stands in white, and title, author and a note say what the page does not.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

TARGET = Path(__file__).parents[1] / "samples" / "transcript.pdf"
PAGES = (
    (
        "Transcript 7, recorded in the canteen of a detention facility",
        "",
        "Q: Please say your name, and how old you are.",
        "A: Artem Holubchenko. I turned 24 in the spring.",
        "Q: Where is home?",
        "A: Verkhni Sadky, a village of forty houses. My father Petro drives the milk truck there,",
        "and my sister Lida is in her last year at the school in the next town.",
        "Q: What did you do before the army?",
        "A: I mended bicycles. There was one other person in the village who could, and he taught me.",
        "Q: And your unit?",
        "A: The 3rd company. I carried the radio for six months.",
    ),
    (
        "Q: When did you last speak with your family?",
        "A: On 2 February, for four minutes. Lida held the phone for my mother, because her hands shake.",
        "Q: Is there something that you want them to know?",
        "A: That I eat, and that the cold is over. And that the blue bicycle is paid for.",
        "Q: Who was with you when you were taken?",
        "A: Two of us. The other one was                              ; he is in another room.",
        "Q: Do the guards know that you speak with us?",
        "A: They stand at the door.",
    ),
)
COVERED = (176, 765 - 20 * 5, "Bohdan Yaremchuk")


def draw(canvas: Canvas) -> None:
    for number, lines in enumerate(PAGES):
        canvas.setFont("Times-Roman", 11)
        for row, line in enumerate(lines):
            canvas.drawString(64, 765 - 20 * row, line)
        if number == 1:
            left, base, name = COVERED
            canvas.drawString(left + 28, base, name)
            canvas.rect(left + 26, base - 4, 92, 15, fill=1)
            canvas.setFillGray(1)
            canvas.drawString(64, 90, "to do: ask the school in the next town for a photograph of Lida")
            canvas.setFillGray(0)
        canvas.showPage()


def main() -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    draw(canvas)
    canvas.save()
    pdf = pikepdf.Pdf.open(out)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String("Holubchenko, canteen, raw"), Author=String("M. Aldous"))
    )
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([520, 660, 540, 680]),
        Contents=String("The milk truck is the only one in the district."),
        T=String("M. Aldous"),
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
    pdf.save(TARGET, deterministic_id=True, fix_metadata_version=False)
    print(f"{TARGET.name}: {len(PAGES)} pages")


if __name__ == "__main__":
    main()
