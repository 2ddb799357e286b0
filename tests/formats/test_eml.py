"""E-mail: what a reader sees is read and written; everything else goes."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage

import build_eml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import blotted, edits_of, expected, gone, traces

from redactor.errors import UnreadableError
from redactor.formats import format_for
from redactor.formats.eml import Eml
from redactor.handling import Handling, Pictures, UnknownParts
from redactor.model import Edit, SegmentKind, Span

EML = Eml()
MESSAGE = build_eml.message()
DROP = Handling(pictures=Pictures.DROP, unknown_parts=UnknownParts.DROP)
SEEN_IDS = [s.id for s in EML.read("a", MESSAGE).segments if s.kind is not SegmentKind.HIDDEN]


NESTED = b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n" + b"".join(
    b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(60)
)


def mail(body: str, *headers: str) -> bytes:
    return "\r\n".join(["Subject: x", *headers, "", body]).encode()


def test_segments_of_a_message() -> None:
    document = EML.read("a", MESSAGE)
    kinds = {s.id: s.kind for s in document.segments}
    assert kinds == {
        "headers": SegmentKind.METADATA,
        "text": SegmentKind.TEXT,
        "html.text": SegmentKind.TEXT,
        "html.alt[1]": SegmentKind.TEXT,
        "html.comment[1]": SegmentKind.HIDDEN,
        "other-headers": SegmentKind.HIDDEN,
        "around-parts": SegmentKind.HIDDEN,
    }
    assert document.unknown_parts == ("attachment[1]", "attachment[2]", "attachment[3]")
    assert document.pictures == ("picture[1]",)
    assert "Subject: Interview: токентема" in document.segment("headers").text.split("\n")


@pytest.mark.parametrize("place", build_eml.SEEN)
def test_what_a_reader_sees_is_seen(place: str) -> None:
    document = EML.read("a", MESSAGE)
    found = [s.kind for s in document.segments if build_eml.SEEN[place] in s.text]
    assert found
    assert SegmentKind.HIDDEN not in found


@pytest.mark.parametrize("place", build_eml.HIDDEN)
def test_what_a_reader_does_not_see_is_hidden(place: str) -> None:
    document = EML.read("a", MESSAGE)
    assert {s.kind for s in document.segments if build_eml.HIDDEN[place] in s.text} == {SegmentKind.HIDDEN}


@pytest.mark.parametrize("pictures", [Pictures.DROP, Pictures.GREY, Pictures.KEEP])
def test_nothing_hidden_and_nothing_replaced_is_left(pictures: Pictures) -> None:
    document = EML.read("a", MESSAGE)
    handling = Handling(pictures=pictures, unknown_parts=UnknownParts.DROP)
    content = EML.write(
        document, [*gone(document), *blotted(document, build_eml.SEEN.values())], MESSAGE, handling
    )
    tokens = {**build_eml.SEEN, **build_eml.HIDDEN, **build_eml.UNKNOWN, **build_eml.IN_PICTURES}
    parts = [p.get_payload(decode=True) or b"" for p in email.message_from_bytes(content).walk()]
    for place, token in tokens.items():
        assert [t for data in (content, *parts) for t in traces(data, token)] == [], place
    assert (b"Content-Type: image/png" in content) is (pictures is not Pictures.DROP)


def test_an_untouched_message_says_the_same_to_another_reader() -> None:
    document = EML.read("a", MESSAGE)
    before = email.message_from_bytes(MESSAGE, policy=policy.default)
    after = email.message_from_bytes(
        EML.write(document, gone(document), MESSAGE, DROP), policy=policy.default
    )
    assert isinstance(before, EmailMessage)
    assert isinstance(after, EmailMessage)
    for name in ("From", "To", "Cc", "Reply-To", "Subject", "Date"):
        assert after[name] == before[name]
    assert set(after.keys()) == {
        *("From", "To", "Cc", "Reply-To", "Subject", "Date", "MIME-Version", "Content-Type")
    }
    for kind in ("plain", "html"):
        old, new = before.get_body((kind,)), after.get_body((kind,))
        assert old is not None
        assert new is not None
        if kind == "plain":
            assert new.get_content() == old.get_content()
        assert "<b>token</b>page" in new.get_content() or kind == "plain"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_edits_are_read_again_as_planned(data: st.DataObject) -> None:
    document = EML.read("a", MESSAGE)
    edits = [*gone(document), *data.draw(edits_of(document, SEEN_IDS))]
    again = EML.read("a", EML.write(document, edits, MESSAGE, DROP))
    assert [(s.id, s.text) for s in again.segments] == expected(document, edits)


def test_writing_is_the_same_every_time_and_stays_the_same() -> None:
    document = EML.read("a", MESSAGE)
    content = EML.write(document, gone(document), MESSAGE, DROP)
    assert EML.write(document, gone(document), MESSAGE, DROP) == content
    assert EML.write(EML.read("a", content), [], content, DROP) == content


def test_a_boundary_does_not_stand_in_a_body() -> None:
    m = EmailMessage()
    m["From"] = "a@example.org"
    m.set_content("one\n--=_part1\ntwo\n")
    m.add_alternative("<p>x</p>", subtype="html")
    data = m.as_bytes()
    document = EML.read("a", data)
    again = EML.read("a", EML.write(document, gone(document), data))
    assert again.segment("text").text == "one\n--=_part1\ntwo\n"


@pytest.mark.parametrize(
    ("headers", "body", "seen"),
    [
        (["Content-Type: text/plain; charset=koi8-u"], "Олена".encode("koi8-u"), "Олена"),
        (["Content-Transfer-Encoding: base64"], b"0J7Qu9C10L3QsA==", "Олена"),
        (["Content-Transfer-Encoding: quoted-printable"], b"Iv=\r\nan", "Ivan"),
        (
            ["Content-Type: text/plain; format=flowed"],
            b"I am Ivan \r\nPetrov.\r\nSo.",
            "I am Ivan Petrov.\nSo.",
        ),
    ],
)
def test_bodies_are_decoded(headers: list[str], body: bytes, seen: str) -> None:
    data = "\r\n".join(["Subject: x", *headers, "", ""]).encode() + body
    document = EML.read("a", data)
    assert document.segment("text").text == seen
    assert EML.read("a", EML.write(document, gone(document), data)).segment("text").text == seen


@pytest.mark.parametrize(
    ("header", "seen"),
    [
        ("Subject: =?utf-8?b?0J7Qu9C1?= =?utf-8?b?0L3QsA==?=", "Олена"),
        ("Subject: =?windows-1251?Q?=CE=EB=E5=ED=E0?= Petrenko", "Олена Petrenko"),
        ("Subject: one\r\n two", "one two"),
        ("Subject: Олена", "Олена"),
    ],
)
def test_headers_are_decoded(header: str, seen: str) -> None:
    document = EML.read("a", f"{header}\r\n\r\nbody\r\n".encode())
    assert document.segment("headers").text == f"Subject: {seen}"


def test_a_changed_name_of_a_header_is_still_written() -> None:
    data = mail("body")
    document = EML.read("a", data)
    content = EML.write(document, [Edit("headers", Span(0, 4), "[gone]")], data)
    assert b"X-Redacted-Line: [gone]ect: x\r\n" in content


def test_pages_in_mails_are_held_for_what_they_embed() -> None:
    data = mail("<p>x<iframe src=y></iframe><img src=z>", "Content-Type: text/html")
    document = EML.read("a", data)
    assert (document.unknown_parts, document.pictures) == (("html.iframe[1]",), ("html.img[1]",))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (mail("begin 644 a.txt\r\n#abc"), "encoded attachment"),
        (mail("--b\r\n\r\n" * 600 + "--b--", "Content-Type: multipart/mixed; boundary=b"), "parts"),
        (NESTED, "nested|broken"),
        (mail("", "Content-Type: multipart/mixed; boundary=b"), "no text"),
        (mail("-----BEGIN PGP MESSAGE-----"), "encoded attachment"),
        (mail("x", "Content-Transfer-Encoding: x-odd"), "encoded in a way"),
        (mail("x", "Content-Type: text/plain; charset=odd"), "encoding"),
        (b"Subject: =?odd?q?x?=\r\n\r\nx", "header's encoding"),
        (b"Subject: x\r\n\r\n\xff\xfe\xff", "byte|encoding|binary|header"),
    ],
)
def test_what_cannot_be_read_is_held(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        EML.read("a", data)


@settings(max_examples=250, deadline=None)
@given(noise=st.binary(max_size=30), at=st.integers(0, len(MESSAGE)), skip=st.integers(0, 60))
def test_broken_messages_raise_nothing_else(noise: bytes, at: int, skip: int) -> None:
    data = MESSAGE[:at] + noise + MESSAGE[at + skip :]
    EML.recognizes(data)
    try:
        document = EML.read("a", data)
    except UnreadableError:
        return
    EML.write(document, gone(document), data, DROP)


def test_hidden_headers_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="dropped"):
        EML.write(EML.read("a", MESSAGE), [], MESSAGE, DROP)


def test_messages_are_found_by_name_and_content() -> None:
    assert format_for("a.eml", MESSAGE).name == "eml"
    assert (
        format_for("a.eml", EML.write(EML.read("a", MESSAGE), gone(EML.read("a", MESSAGE)), MESSAGE)).name
        == "eml"
    )
    with pytest.raises(UnreadableError):
        format_for("a.eml", b"no message")
