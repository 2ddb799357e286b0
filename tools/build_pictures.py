"""Builds the README's pictures: a Word file and a PDF, before and after.

    python tools/build_pictures.py docs/pictures

Needs LibreOffice (``soffice``) and poppler (``pdftoppm``).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from redactor import redact

SAMPLES = Path(__file__).parents[1] / "samples"
GAP, EDGE, MARGIN, HEIGHT = 24, 3, 40, 280
PAPER, LINE = (255, 255, 255), (200, 200, 200)


def main() -> None:
    """Write the pictures into the folder that the first argument names."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name in ("draft.docx", "transcript.pdf"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder)
            outcome = redact(SAMPLES / name, out=out)
            pages = [_page(SAMPLES / name, out / "before"), _page(out / outcome.name, out / "after")]
            _side_by_side(pages).quantize(32).save(target / f"{Path(name).suffix[1:]}.png", optimize=True)


def _page(source: Path, folder: Path) -> Image.Image:
    """Return the upper part of a file's first page."""
    folder.mkdir()
    pdf = source
    if source.suffix != ".pdf":
        home = f"-env:UserInstallation=file://{folder.absolute()}/home"
        _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source))
        pdf = folder / f"{source.stem}.pdf"
    _run("pdftoppm", "-png", "-r", "80", "-singlefile", str(pdf), str(folder / "page"))
    page = Image.open(folder / "page.png").convert("RGB")
    return page.crop((MARGIN, MARGIN, page.width - MARGIN, MARGIN + HEIGHT))


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    width = sum(page.width for page in pages) + GAP + 4 * EDGE
    whole = Image.new("RGB", (width, max(page.height for page in pages) + 2 * EDGE), PAPER)
    left = 0
    for page in pages:
        frame = Image.new("RGB", (page.width + 2 * EDGE, page.height + 2 * EDGE), LINE)
        frame.paste(page, (EDGE, EDGE))
        whole.paste(frame, (left, 0))
        left += frame.width + GAP
    return whole


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own words


if __name__ == "__main__":
    main()
