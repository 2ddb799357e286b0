"""The process that parses: the same answers, and no harm beyond it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.errors import UnreadableError
from redactor.formats.markdown import Markdown
from redactor.formats.plain_text import PlainText
from redactor.handling import Handling, Limits, Pictures
from redactor.model import Document, Edit, Segment, SegmentKind, Span
from redactor.sandbox import Sandbox, worker
from redactor.sandbox.client import Confined
from redactor.sandbox.wire import Frame, packed_handling

SOURCE = b"---\nby: A\n---\nKept <!-- a note --> text\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()


def test_a_confined_format_reads_and_writes_as_it_does_here(sandbox: Sandbox) -> None:
    confined, here = Confined(sandbox, Markdown()), Markdown()
    handling = Handling(pictures=Pictures.DROP, columns={"Born in": "HOMETOWN"})
    document = confined.read("a.md", SOURCE, "en", handling)
    assert document == here.read("a.md", SOURCE, "en", handling)
    edits = [Edit("text", Span(0, 4), "Gone"), Edit("comment[1]", Span(0, 8), "")]
    assert confined.write(document, edits, SOURCE, handling) == here.write(document, edits, SOURCE, handling)


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda t: t.strip()))
def test_every_text_comes_through(sandbox: Sandbox, text: str) -> None:
    data = text.encode()
    assert Confined(sandbox, PlainText()).read("a.txt", data) == PlainText().read("a.txt", data)


def test_what_a_format_says_of_a_file_comes_through(sandbox: Sandbox) -> None:
    with pytest.raises(UnreadableError, match="no text was found"):
        Confined(sandbox, PlainText()).read("a.txt", b" \n")
    stranger = Document("a", "txt", "en", "", (Segment("x", SegmentKind.TEXT, "x"),))
    with pytest.raises(ValueError, match="does not fit"):
        Confined(sandbox, PlainText()).write(stranger, [], b"abc")


def test_a_file_that_takes_too_long_costs_itself_only() -> None:
    sandbox = Sandbox(Limits(seconds=0))
    with pytest.raises(UnreadableError, match="longer than"):
        Confined(sandbox, PlainText()).read("a.txt", b"abc")
    sandbox.limits = Limits()
    assert Confined(sandbox, PlainText()).read("a.txt", b"abc").segments[0].text == "abc"
    sandbox.close()


def test_a_file_that_needs_too_much_memory_costs_itself_only() -> None:
    sandbox = Sandbox(Limits(memory_megabytes=160))
    confined = Confined(sandbox, PlainText())
    with pytest.raises(UnreadableError, match="memory"):
        confined.read("a.txt", b"abc " * 20_000_000)
    assert confined.read("a.txt", b"abc").segments[0].text == "abc"
    sandbox.close()


def test_a_process_that_died_is_replaced(sandbox: Sandbox) -> None:
    confined = Confined(sandbox, PlainText())
    confined.read("a.txt", b"abc")
    assert sandbox._process is not None
    os.kill(sandbox._process.pid, signal.SIGKILL)
    sandbox._process.wait()
    assert confined.read("a.txt", b"abc").segments[0].text == "abc"


def test_errors_hold_no_text_of_the_file(sandbox: Sandbox) -> None:
    with pytest.raises(UnreadableError) as caught:
        Confined(sandbox, PlainText()).read("a.txt", b"Kim Chol-su \xff")
    assert "Chol" not in str(caught.value)


def test_a_reader_that_breaks_makes_its_file_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(PlainText):
        def read(self, *_: object, **__: object) -> Document:
            raise ValueError("Kim Chol-su")

    monkeypatch.setattr("redactor.sandbox.worker.format_named", lambda _: Broken())
    says = {"do": "read", "name": "a.txt", "language": "en", "format": "txt"}
    answer = worker._answer(Frame({**says, "handling": packed_handling(Handling())}, b"abc"))
    assert answer.says == {"error": "failed", "message": "ValueError"}
