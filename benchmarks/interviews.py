"""Generated interviews for the benchmarks: about overlapping people, always the same for a number.

    python benchmarks/interviews.py ARCHIVE --count 2000

writes 2,000 files of about 10 KB (three fifths .txt, one fifth .md, one fifth .docx) into
folders of 100. A soldier is the source of about three of them and a comrade in others; his
family has the same names in each. People, villages and units are invented; the sentences are
in ``interview_sentences.yaml``. File 17 is the same whatever the count, but for the people:
``--people`` says how many soldiers there are, a third of the count if nothing is said (3 at least).
"""

from __future__ import annotations

import argparse
import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml

SIZE = 10_000
PER_FOLDER = 100
FORMATS = ("txt", "txt", "txt", "md", "docx")
_YEARS = 2025
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True)
class Soldier:
    """Somebody who is the source of some interviews and a comrade in others."""

    country: dict[str, Any]
    facts: dict[str, str]


@cache
def knowledge() -> dict[str, Any]:
    """Return sentences and words."""
    loaded: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("interview_sentences.yaml").read_text("utf-8")
    )
    return loaded


@cache
def soldier(number: int) -> Soldier:
    """Return the soldier of a number, with the family and the facts that each interview repeats."""
    chance = random.Random(f"soldier {number}")
    country = chance.choice(knowledge()["countries"])
    family, given = chance.choice(country["family"]), chance.choice(country["men"])
    age = chance.randint(19, 44)
    start = _YEARS - age + chance.randint(17, 19)
    home, other_home = chance.sample(country["homes"], 2)
    slots = knowledge()["slots"]
    facts = {
        "me": _full(country, family, given),
        "given": given,
        "mother": _full(country, family, chance.choice(country["women"])),
        "sister": chance.choice(country["women"]),
        "wife": chance.choice(country["women"]),
        "father": _full(country, family, chance.choice(country["men"])),
        "father_side": chance.choice(["my aunt", "my grandmother", "my father", "my godfather"]),
        "age": str(age),
        "mother_age": str(age + chance.randint(19, 34)),
        "sister_age": str(max(9, age - chance.randint(3, 12))),
        "child": str(chance.randint(6, 12)),
        "child_plus": str(start - _YEARS + age),
        "start": str(start),
        "early": str(chance.randint(2004, 2018)),
        "home": home,
        "other_home": other_home,
        "province": chance.choice(country["provinces"]),
        "unit": chance.choice(country["units"]),
        "rank": chance.choice(slots["rank"]),
        "branch": chance.choice(slots["branch"]),
        "capital": country["capital"],
        "leader": country["leader"],
        "front": chance.choice(knowledge()["fronts"]),
    }
    return Soldier(country, facts)


def interview(number: int, people: int) -> tuple[str, list[tuple[str, str]]]:
    """Return an interview's title and its paragraphs, each with what it is: text, heading, question, answer.

    Args:
        number: of the interview, from 0.
        people: how many soldiers the archive is about.
    """
    chance = random.Random(f"interview {number}")
    told, pieces = knowledge(), _Pieces(chance, number, people)
    paragraphs = [("text", pieces.filled(chance.choice(told["openings"])))]
    paragraphs.append(("text", pieces.filled(chance.choice(told["public"]))))
    answers = {topic: chance.sample(t["answers"], len(t["answers"])) for topic, t in told["topics"].items()}
    length = sum(len(text) for _, text in paragraphs)
    while length < SIZE and any(answers.values()):
        topic = chance.choice([name for name, left in answers.items() if left])
        added = [("question", pieces.filled(chance.choice(told["topics"][topic]["questions"])))]
        said = [answers[topic].pop() for _ in range(min(len(answers[topic]), chance.randint(1, 3)))]
        added.append(("answer", " ".join(pieces.filled(sentence) for sentence in said)))
        if chance.random() < 0.3:
            added.append(("text", pieces.filled(chance.choice(told["notes"]))))
        paragraphs += added
        length += sum(len(text) + 6 for _, text in added)
    return f"Interview {number + 1}", paragraphs


class _Pieces:
    """Fills the slots of one interview's sentences: its people stay, its objects change."""

    def __init__(self, chance: random.Random, number: int, people: int) -> None:
        self._chance = chance
        source = soldier(number % people)
        comrades = [soldier((number + away) % people) for away in chance.sample(range(1, people), 2)]
        self._fixed = {
            **source.facts,
            "friend": comrades[0].facts["me"],
            "friend_two": comrades[1].facts["me"],
            "Reporter": chance.choice(knowledge()["reporters"]),
            "interpreter": chance.choice(knowledge()["interpreters"]),
            "later": str(chance.randint(2023, _YEARS)),
            "winter": chance.choice(["winter", "the winter of 2024", "the first winter"]),
        }

    def filled(self, sentence: str) -> str:
        """Return a sentence with something in every slot."""
        changing = {name: self._chance.choice(words) for name, words in knowledge()["slots"].items()}
        changing["month_two"] = self._chance.choice(knowledge()["slots"]["month"])
        changing["number"] = str(self._chance.randint(7, 90))
        return sentence.format(**{**changing, **self._fixed})


def file_of(number: int, people: int) -> tuple[str, bytes]:
    """Return a file's name, with its format's suffix, and its bytes."""
    title, paragraphs = interview(number, people)
    suffix = FORMATS[number % len(FORMATS)]
    write = {"txt": _as_text, "md": _as_markdown, "docx": _as_word}[suffix]
    return f"interview-{number + 1:07}.{suffix}", write(title, paragraphs)


def archive(count: int, people: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield relative path and bytes of each file.

    Args:
        count: of files.
        people: how many soldiers they are about; a third of the count if ``None``.
    """
    soldiers = people or max(3, count // 3)
    for number in range(count):
        name, data = file_of(number, soldiers)
        yield f"box-{number // PER_FOLDER + 1:05}/{name}", data


def write_archive(folder: Path, count: int, people: int | None = None) -> int:
    """Write the files into a folder; return how many bytes they have."""
    size = 0
    for path, data in archive(count, people):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        size += len(data)
    return size


def _full(country: dict[str, Any], family: str, given: str) -> str:
    return f"{family} {given}" if country["family_first"] else f"{given} {family}"


_SPEAKER = {"question": "Q: ", "answer": "A: ", "text": ""}


def _as_text(title: str, paragraphs: list[tuple[str, str]]) -> bytes:
    return "\n\n".join([title, *(_SPEAKER[kind] + text for kind, text in paragraphs), ""]).encode()


def _as_markdown(title: str, paragraphs: list[tuple[str, str]]) -> bytes:
    marks = {"question": "**Q: {}**", "answer": "A: {}", "text": "{}"}
    lines = [f"# {title}", *(marks[kind].format(text) for kind, text in paragraphs), ""]
    return "\n\n".join(lines).encode()


def _as_word(title: str, paragraphs: list[tuple[str, str]]) -> bytes:
    """The smallest package that a word processor opens; the same bytes each time."""
    texts = [title, *(_SPEAKER[kind] + text for kind, text in paragraphs)]
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in texts)
    package, main = "application/vnd.openxmlformats-package", "application/vnd.openxmlformats-officedocument"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>'
        '<Override PartName="/word/document.xml"'
        f' ContentType="{main}.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}')
    return written.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path, help="folder to write to")
    parser.add_argument("--count", type=int, default=2_000, help="of files")
    parser.add_argument("--people", type=int, help="soldiers that they are about")
    arguments = parser.parse_args()
    size = write_archive(arguments.archive, arguments.count, arguments.people)
    print(f"{arguments.count:,} files, {size:,} bytes")


if __name__ == "__main__":
    main()
