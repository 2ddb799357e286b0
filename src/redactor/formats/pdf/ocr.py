"""Scanned pages read by tesseract, if it is installed with the language's data."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image

from redactor.formats.pdf.engine import Page, draw, size_of
from redactor.formats.pdf.lines import Line

_DPI = 200
_SECONDS = 50
_DATA = {"en": "eng", "ko": "kor", "uk": "ukr", "ru": "rus", "de": "deu", "fr": "fra"}
_WORD = "5"
_COLUMNS = 12


def lines_by_ocr(page: Page, language: str) -> list[Line] | None:
    """Read a scanned page.

    The picture goes to tesseract's standard input and the words come from its standard
    output; no file is written.

    Args:
        page: open.
        language: of the text, ISO 639-1.

    Returns:
        ``None`` if tesseract or the language's data is not there, or it failed.
    """
    data = _DATA.get(language)
    program = shutil.which("tesseract")
    if program is None or data is None or data not in _installed(program):
        return None
    pixels = draw(page, _DPI, notes=False)
    picture = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])).convert("L").save(
        picture, "PNG", compress_level=1
    )
    call = [program, "stdin", "stdout", "-l", data, "--dpi", str(_DPI), "--psm", "3", "tsv"]
    try:
        done = subprocess.run(  # noqa: S603
            call,
            input=picture.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env=_environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _lines(done.stdout.decode("utf-8", "replace"), size_of(page)[0] / pixels.shape[1])


def _environment() -> dict[str, str]:
    kept = {
        key: os.environ[key] for key in ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH") if key in os.environ
    }
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


@cache
def _installed(program: str) -> frozenset[str]:
    try:
        call = [program, "--list-langs"]
        done = subprocess.run(call, capture_output=True, timeout=10, check=True, env=_environment())  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())


def _lines(table: str, scale: float) -> list[Line]:
    """Return the lines of tesseract's table of words; ``scale`` is points to a pixel."""
    rows: dict[tuple[str, ...], list[list[str]]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == _COLUMNS and cells[0] == _WORD and cells[11].strip():
            rows.setdefault(tuple(cells[1:5]), []).append(cells)
    lines = []
    for words in rows.values():
        sides = [[int(x) for x in w[6:10]] for w in words]
        box = (
            min(s[0] for s in sides) * scale,
            min(s[1] for s in sides) * scale,
            max(s[0] + s[2] for s in sides) * scale,
            max(s[1] + s[3] for s in sides) * scale,
        )
        lines.append(
            Line(" ".join(" ".join(w[11].split()) for w in words), box, frozenset(), 0, box[3] - box[1])
        )
    return lines
