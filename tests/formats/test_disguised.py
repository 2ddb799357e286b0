"""The whole way: names that are disguised by letters, or split by what a format can put between them."""

from __future__ import annotations

import html
import io
import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import build_docx
import pytest
from docx import Document as WordDocument

from redactor.case import read_case
from redactor.case.known import CaseFinder
from redactor.formats import format_for
from redactor.handling import Pictures
from redactor.pipeline import Engine, redact_document

CASE = CaseFinder(
    read_case(
        """\
version: 1
name: disguised
people:
  - {id: a, role: source, names: [Zoran Babic-Horvat, Zoran Babic]}
  - {id: b, role: relative, of: a, relation: mother, names: [박영수, 朴英洙]}
""".encode()
    )
)
DISGUISES = {
    "zero width": "Zo\u200bran Ba\u200dbic",
    "soft hyphen": "Zor\u00adan Bab\u00adic",
    "blank that does not break": "Zoran\u00a0Babic",
    "other blanks": "Zoran\u2003\u202fBabic",
    "text direction": "\u202bZo\u202cran \u2066Ba\u2069bic",
    "tag characters": "Zo\U000e0061ran Ba\U000e0062bic",
    "look-alikes": "Z\u043er\u0430n B\u0430b\u0456\u0441",
    "full width": "\uff3a\uff4f\uff52\uff41\uff4e \uff22\uff41\uff42\uff49\uff43",
    "odd hyphens": "Zoran Babic\u2011Horvat, or Babic\u2010Horvat, or Babic\u2212Horvat",
    "marks on letters": "Zo\u0301ran Ba\u0323bic\u0301",
    "letters apart": "Z o r a n  B a b i c",
    "small capitals": "ZORAN babic",
    "Hangul taken apart": unicodedata.normalize("NFD", "박영수"),
    "Hangul with blanks": "박 영 수",
    "Hangul with a particle": "박영수는",
    "Hangul jamo": "ㅂㅏㄱㅇㅕㅇㅅㅜ",
    "hanja": "朴英洙",
}
TRACES = ("zoran", "babic", "horvat", "박영수", "영수", "朴英洙", "ㅂㅏㄱ")
LINES = [f"Line {n}: they spoke of {name} again." for n, name in enumerate(DISGUISES.values())]


def word() -> bytes:
    made, out = WordDocument(), io.BytesIO()
    for line in LINES:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def rich_text() -> bytes:
    coded = ("".join(c if c.isascii() else _units(c) for c in line) for line in LINES)
    return ("{\\rtf1\\ansi\\uc0 " + "\\par ".join(coded) + "\\par}").encode("ascii")


def _units(char: str) -> str:
    data = char.encode("utf-16-le")
    units = (int.from_bytes(data[n : n + 2], "little", signed=True) for n in range(0, len(data), 2))
    return "".join(f"\\u{unit} " for unit in units)


FILES: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: "\n".join(LINES).encode(),
    "a.docx": word,
    "a.html": lambda: "".join(f"<p>{html.escape(line)}</p>" for line in LINES).encode(),
    "a.rtf": rich_text,
    "a.csv": lambda: "".join(f'"{line}"\n' for line in ["Said", *LINES]).encode(),
    "a.jsonl": lambda: "".join(json.dumps({"said": line}) + "\n" for line in LINES).encode(),
    "a.srt": lambda: "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{line}\n" for n, line in enumerate(LINES, 1)
    ).encode(),
}


def released_text(engine: Engine, name: str, data: bytes) -> str:
    """What is read in the released file, folded so that a disguise that is left is seen."""
    outcome = redact_document(replace(engine, case=CASE), name, data)
    assert outcome.content is not None, [(leak.segment, leak.detail) for leak in outcome.leaks]
    document = format_for(outcome.name, outcome.content).read(outcome.name, outcome.content)
    return "\n".join(s.text for s in document.segments)


def left(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(c for c in plain if unicodedata.category(c) not in {"Cf", "Mn"})
    bare = "".join(letters.translate({0x43E: "o", 0x430: "a", 0x456: "i", 0x441: "c"}).split())
    return [t for t in TRACES if t in letters or t in bare]


@pytest.mark.parametrize("name", FILES)
def test_a_disguised_name_is_hidden_in_every_format(engine: Engine, name: str) -> None:
    text = released_text(engine, name, FILES[name]())
    assert left("\n".join(LINES)), "the search finds what is there"
    assert left(text) == []
    assert text.count("again.") == len(LINES)


RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
BETWEEN_RUNS = {
    "nothing": "",
    "a tab": "<w:r><w:tab/></w:r>",
    "a break": "<w:r><w:br/></w:r>",
    "a hyphen that does not break": "<w:r><w:noBreakHyphen/></w:r>",
    "a soft hyphen": "<w:r><w:softHyphen/></w:r>",
    "a bookmark": '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>',
    "marks of a comment": '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/>',
    "a reference to a comment": '<w:r><w:commentReference w:id="1"/></w:r>',
    "a proofing mark": '<w:proofErr w:type="spellStart"/>',
    "a page break": "<w:r><w:lastRenderedPageBreak/></w:r>",
    "a deletion": '<w:del w:id="1" w:author="x"><w:r><w:delText>not </w:delText></w:r></w:del>',
    "hidden text": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not</w:t></w:r>",
    "a field's code": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ x </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
}
WHOLE = {
    "a control": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "an insertion": '<w:ins w:id="2" w:author="x">{}</w:ins>',
    "a smart tag": '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>',
    "a field": '<w:fldSimple w:instr="QUOTE x">{}</w:fldSimple>',
}
CUTS = [("Zor", "an Babic"), ("Zoran ", "Babic"), ("Zoran", "Babic"), ("Zoran Ba", "bic")]


def split_word() -> tuple[bytes, int]:
    """A document with a name cut at different places by everything that can stand between."""
    parts = []
    for between in BETWEEN_RUNS.values():
        wide = any(mark in between for mark in ("w:tab", "w:br", "noBreak"))
        for one, other in CUTS:
            if (one + other == "ZoranBabic") == wide:
                parts.append(RUN.format(f"They spoke of {one}") + between + RUN.format(other))
    for around in WHOLE.values():
        parts += [
            RUN.format(f"They spoke of {one}") + around.format(RUN.format(other)) for one, other in CUTS[:2]
        ]
    body = "".join(f"<w:p>{part}{RUN.format(' again.')}</w:p>" for part in parts)
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in build_docx.NAMESPACES.items())
    document = f"<w:document {spaces}><w:body>{body}</w:body></w:document>"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    members = {"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()}
    return build_docx.package(members), len(parts)


def test_a_split_name_is_hidden_in_a_word_file(engine: Engine) -> None:
    data, count = split_word()
    text = released_text(engine, "a.docx", data)
    assert left(text) == []
    assert text.count("again.") == count


@pytest.mark.parametrize(
    "name",
    [
        "Zor<i>an</i> Ba<b>bic</b>", "Zor<!-- x -->an Babic", "Zor<wbr>an Ba&shy;bic", "Zoran<br>Babic",
        "&#90;oran&nbsp;B&#x61;bic", "Z<span hidden>x</span>oran Babic", "Zoran\n  Babic",
        "<a href='/x'>Zor</a>an Babic", "Zoran</b> <img alt=''>Babic", "<q>Zoran</q> Babic",
        "Zo<script>x</script>ran Babic",
    ],
)  # fmt: skip
def test_a_split_name_is_hidden_in_a_page(engine: Engine, name: str) -> None:
    handling = replace(engine.handling, pictures=Pictures.DROP)
    dropping = replace(engine, policy=replace(engine.policy, handling=handling))
    text = released_text(dropping, "a.html", f"<p>They spoke of {name} again.</p>".encode())
    assert left(text) == []
    assert "again." in text
