"""Coverage-guided fuzzing of a format's reader.

    pip install atheris
    python tools/fuzz_formats.py NAME FOLDER [-max_total_time=600]

NAME is a format's short name (``docx``, ``pdf``, ...); FOLDER takes the inputs that reach new code, and
is filled from ``samples/`` at first. What is behind goes to libFuzzer. A reader may only answer with a
document or with ``UnreadableError``; what it read is then written with an edit and read again, which
may be refused in the same way. Anything else is a finding, written to the working folder as
``crash-...``. Findings that were mended are kept in ``tests/hostile/found``.

A package (``.docx``, ``.odt``, ``.xlsx``) is changed member by member and packed again: its checksums
would stop every other change before any of our code saw it.
"""

from __future__ import annotations

import copy
import io
import random
import sys
import zipfile
from pathlib import Path

import atheris
from lxml import etree

with atheris.instrument_imports(include=["redactor", "striprtf", "tinycss2", "openpyxl", "webencodings"]):
    from redactor.errors import RedactorError, UnreadableError
    from redactor.formats import Format, format_named
    from redactor.handling import DEFAULT_HANDLING
    from redactor.model import Document, Edit, SegmentKind, Span

SAMPLES = Path(__file__).parents[1] / "samples"
SIZES = ("-max_len=1000000", "-len_control=0")
"""Without them libFuzzer begins with inputs that are too short for any package."""
PACKAGES = {"docx", "odt", "xlsx"}


def _mutate_tree(xml: bytes, chance: random.Random) -> bytes:
    """Change XML and leave it well-formed, mostly: a parser would stop everything else."""
    if chance.random() < 0.1:
        return bytes(atheris.Mutate(xml, len(xml) + 256))
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return bytes(atheris.Mutate(xml, len(xml) + 256))
    for _ in range(chance.randint(1, 4)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        change = chance.randrange(7)
        if change == 0 and one is not root:
            one.getparent().remove(one)
        elif change == 1:
            other.append(copy.deepcopy(one))
        elif change == 2:
            one.tag = other.tag
        elif change == 3 and one.attrib:
            key = chance.choice(list(one.attrib))
            one.set(key, chance.choice(["", "0", "-1", "true", "99999999999", "../x", one.get(key)[::-1]]))
        elif change == 4:
            one.attrib.update(other.attrib)
        elif change == 5:
            one.text = chance.choice([None, "", "a" * 300, "\u202e\u0000"[0], "=1+1", "</w:t>"])
        elif one is not root:
            parent = one.getparent()
            parent.insert(chance.randrange(len(parent) + 1), copy.deepcopy(other))
    return bytes(etree.tostring(root))


def mutate_member(data: bytes, max_size: int, seed: int) -> bytes:
    """Change one member of a package and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = {info.filename: package.read(info) for info in package.infolist()}
    except Exception:
        return bytes(atheris.Mutate(data, max_size))
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    if not names:
        return bytes(atheris.Mutate(data, max_size))
    chosen = random.Random(seed).choice(names)  # noqa: S311 - no secret hangs on it
    members[chosen] = _mutate_tree(members[chosen], random.Random(seed))  # noqa: S311 - the same
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    packed = out.getvalue()
    return packed if len(packed) <= max_size else data


def write_and_read(file_format: Format, name: str, document: Document, data: bytes) -> None:
    """Write what was read with one edit, and read that."""
    shown = [s for s in document.segments if s.kind is SegmentKind.TEXT and s.text.strip()]
    if not shown:
        return
    segment = shown[len(data) % len(shown)]
    start = len(data) % len(segment.text)
    edits = [Edit(segment.id, Span(start, min(start + 9, len(segment.text))), "[name]")]
    hidden = [s for s in document.segments if s.kind is SegmentKind.HIDDEN and s.text]
    edits += [Edit(s.id, Span(0, len(s.text)), "") for s in hidden]
    written = file_format.write(document, edits, data, DEFAULT_HANDLING)
    suffix = file_format.released_suffix(DEFAULT_HANDLING)
    if suffix is None:
        file_format.read(name, written, "en", DEFAULT_HANDLING)


def main() -> None:
    """Fuzz the reader that the first argument names."""
    name, folder, *rest = sys.argv[1:]
    file_format, inputs = format_named(name), Path(folder)
    inputs.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES.iterdir():
        if sample.suffix in file_format.suffixes:
            (inputs / sample.name).write_bytes(sample.read_bytes())

    name_of_file = f"a{file_format.suffixes[0]}"

    def read(data: bytes) -> None:
        try:
            document = file_format.read(name_of_file, data, "en", DEFAULT_HANDLING)
        except UnreadableError:
            return
        try:
            write_and_read(file_format, name_of_file, document, data)
        except (RedactorError, ValueError):
            return

    more = {"custom_mutator": mutate_member} if name in PACKAGES else {}
    atheris.Setup(
        [sys.argv[0], str(inputs), "-timeout=30", "-rss_limit_mb=2048", *SIZES, *rest], read, **more
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
