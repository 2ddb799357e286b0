"""Coverage-guided fuzzing of a format's reader.

    pip install atheris
    python tools/fuzz_formats.py NAME FOLDER [-max_total_time=600]

NAME is a format's short name (``docx``, ``pdf``, ...); FOLDER takes the inputs that reach new code, and
is filled from ``samples/`` at first. What is behind goes to libFuzzer. A reader may only answer with a
document or with ``UnreadableError``; anything else is a finding, written to the working folder as
``crash-...``. Findings that were mended are kept in ``tests/hostile/found``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["redactor", "striprtf", "tinycss2", "openpyxl", "webencodings"]):
    from redactor.errors import UnreadableError
    from redactor.formats import format_named
    from redactor.handling import DEFAULT_HANDLING

SAMPLES = Path(__file__).parents[1] / "samples"


def main() -> None:
    """Fuzz the reader that the first argument names."""
    name, folder, *rest = sys.argv[1:]
    file_format, inputs = format_named(name), Path(folder)
    inputs.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES.iterdir():
        if sample.suffix in file_format.suffixes:
            (inputs / sample.name).write_bytes(sample.read_bytes())

    def read(data: bytes) -> None:
        try:
            file_format.read(f"a{file_format.suffixes[0]}", data, "en", DEFAULT_HANDLING)
        except UnreadableError:
            return

    atheris.Setup([sys.argv[0], str(inputs), "-timeout=30", "-rss_limit_mb=2048", *rest], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
