"""How much longer a Word file takes than the same text as plain text: read, redacted, checked.

    python benchmarks/word_pages.py [PAGES]

Both go the whole way in one run, each in a process of the same models; a page is 400 words.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from docx import Document as WordDocument

from redactor.pipeline import Engine, load_engine, redact_document
from redactor.policy import load_policy

SAMPLES = Path(__file__).parents[1] / "samples"
WORDS_A_PAGE = 400
TARGET = 2.0


def paragraphs(pages: int) -> list[str]:
    """Return paragraphs of the samples, as many as fill that many pages."""
    source = [
        line
        for name in ("testimony.txt", "feature.txt", "notes.txt")
        for line in (SAMPLES / name).read_text("utf-8").splitlines()
        if line.strip()
    ]
    found: list[str] = []
    words = 0
    while words < pages * WORDS_A_PAGE:
        found.append(source[len(found) % len(source)])
        words += len(found[-1].split())
    return found


def as_word(lines: list[str]) -> bytes:
    """Return paragraphs as a Word file."""
    document, out = WordDocument(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def seconds(engine: Engine, name: str, data: bytes) -> float:
    """Return the process time that one file takes."""
    start = time.process_time()
    redact_document(engine, name, data)
    return time.process_time() - start


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    lines, engine = paragraphs(pages), load_engine(load_policy())
    seconds(engine, "warm.txt", b"He was warm.\n")
    plain = seconds(engine, "a.txt", "".join(f"{line}\n" for line in lines).encode())
    word = seconds(engine, "a.docx", as_word(lines))
    print(
        f"{pages} pages: .txt {plain:.1f} s, .docx {word:.1f} s, ratio {word / plain:.2f} (at most {TARGET})"
    )


if __name__ == "__main__":
    main()
