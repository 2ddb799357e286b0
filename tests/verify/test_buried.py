"""What a file holds beneath its text is found, in whatever wrapping."""

from __future__ import annotations

import base64
import io
import json
import quopri
import zipfile
import zlib
from urllib.parse import quote

import pytest

from redactor.verify.buried import Noise, texts_in

SECRET = "Hwangbo Seon-yul"
CYRILLIC = "Олена Ґалаґан 😶"
_SHOWN = f"BT <{CYRILLIC.encode('utf-16-be').hex()}> Tj ET"


def zipped(name: str, data: bytes, comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
        package.comment = comment
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        SECRET.encode(),
        SECRET.encode("utf-16-le"),
        b"x" + SECRET.encode("utf-16-be"),
        base64.b64encode(b"<p>" + SECRET.encode() + b"</p> and more words"),
        zipped("a.xml", SECRET.encode()),
        zipped(SECRET, b"x"),
        zipped("a.xml", b"x", SECRET.encode()),
        zipped("a.xml", b"<w:t>Hwang</w:t><w:t>bo Seon-yul</w:t>"),
        zipped("a.xml", b"<w:t>Hwangbo&#32;Seon-yul</w:t>"),
        zipped("inner.docx", zipped("b.xml", SECRET.encode())),
        zipped("a.bin", zipped("b.bin", SECRET.encode("utf-16-le"))),
        b"%PDF-1.7\nstream\n" + zlib.compress(SECRET.encode()) + b"\nendstream",
        b"before" + zipped("a.xml", b"x") + SECRET.encode(),
    ],
    ids=[
        "plain",
        "UTF-16 LE",
        "UTF-16 BE at an odd place",
        "base64",
        "a member",
        "a member's name",
        "a comment of the package",
        "split by tags",
        "an entity",
        "a package in a package",
        "UTF-16 in a package in a package",
        "a stream of a PDF",
        "behind the package",
    ],
)
def test_a_secret_is_found_in_every_wrapping(data: bytes) -> None:
    assert any(SECRET in text for text in texts_in(data))


@pytest.mark.parametrize(
    "data",
    [
        quopri.encodestring(CYRILLIC.encode()),
        quote(CYRILLIC, safe=" ").encode(),
        json.dumps({"a": CYRILLIC}).encode(),
        b"%PDF-1.7\nstream\n" + zlib.compress(_SHOWN.encode()) + b"\nendstream",
    ],
    ids=["a mail's body", "a link", "JSON", "a text layer of a PDF"],
)  # fmt: skip
def test_letters_that_are_no_ascii_are_found_behind_escapes(data: bytes) -> None:
    assert CYRILLIC.encode() not in data
    assert any(CYRILLIC in text for text in texts_in(data))


def test_the_name_of_a_typeface_is_no_mention_of_a_person() -> None:
    data = b'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:t>text</w:t>'
    assert not any("Roman" in text for text in texts_in(data))


def test_a_short_word_in_a_pictures_bytes_is_there_by_chance() -> None:
    noise = bytes(range(256)) * 40
    decoded = list(texts_in(noise + "박".encode("utf-16-le") + b"\xff\xff" + noise))
    assert any("박" in text for text in decoded)
    assert all(isinstance(text, Noise) for text in decoded if "박" in text)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_short_word_in_a_text_is_no_chance(codec: str) -> None:
    data = "Then 박 came, and they talked. 그리고 갔다.".encode(codec)
    assert any("박" in text and not isinstance(text, Noise) for text in texts_in(data))
