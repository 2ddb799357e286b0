"""The process that parses: `python -P -m redactor.sandbox.worker MEMORY`.

It reads frames from its standard input and answers each on its standard output. It writes
no file and says nothing else, on no channel.
"""

from __future__ import annotations

import gc
import sys

from redactor.errors import HeldError, UnreadableError, UnwritableError
from redactor.formats import Format, format_named
from redactor.formats.tracking import TracksChanges
from redactor.sandbox.wire import (
    Frame,
    document_of,
    edits_of,
    handling_of,
    packed_document,
    packed_tracked,
    receive,
    redactions_of,
    send,
)

try:
    import resource
except ImportError:  # a system without such limits
    resource = None  # type: ignore[assignment]

_REQUEST = 2**31
"""Largest request, in bytes; the edge that reads files has smaller limits of its own."""


def main() -> None:
    """Serve until the input ends."""
    _confine(int(sys.argv[1]))
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while (frame := receive(requests, _REQUEST)) is not None:
        send(answers, _answer(frame))
        del frame
        gc.collect()


def _confine(memory: int) -> None:
    """Take away what parsing needs none of: memory beyond the cap, files to write, cores, the network."""
    sys.addaudithook(_refuse_network)
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse_network(event: str, _: object) -> None:
    if event.startswith("socket."):
        raise OSError("there is no network here")


def _answer(frame: Frame) -> Frame:
    try:
        return _done(frame)
    except UnreadableError as error:
        kind = "held" if isinstance(error, HeldError) else "unreadable"
        return Frame({"error": kind, "message": str(error)}, b"")
    except UnwritableError as error:
        return Frame({"error": "unwritable", "message": str(error)}, b"")
    except ValueError as error:
        # A library's message might hold text of the document. A reader has nothing that could not fit.
        kind = "failed" if str(frame.says["do"]).startswith("read") else "value"
        return Frame({"error": kind, "message": type(error).__name__}, b"")
    except MemoryError:
        return Frame({"error": "memory", "message": ""}, b"")
    except RecursionError:
        return Frame({"error": "failed", "message": "RecursionError"}, b"")
    except Exception as error:
        return Frame({"error": "failed", "message": type(error).__name__}, b"")


def _done(frame: Frame) -> Frame:
    says = frame.says
    file_format, handling = format_named(says["format"]), handling_of(says["handling"])
    if says["do"] == "read":
        document = file_format.read(says["name"], frame.data, says["language"], handling)
        return Frame({"document": packed_document(document)}, b"")
    if says["do"] == "read tracked":
        tracked = _tracker(file_format).read_tracked(frame.data, handling)
        return Frame({"tracked": packed_tracked(tracked)}, tracked.original)
    document = document_of(says["document"])
    if says["do"] == "write tracked":
        redactions = redactions_of(says["redactions"])
        return Frame({}, _tracker(file_format).write_tracked(document, redactions, frame.data, handling))
    return Frame({}, file_format.write(document, edits_of(says["edits"]), frame.data, handling))


def _tracker(file_format: Format) -> TracksChanges:
    if not isinstance(file_format, TracksChanges):
        raise ValueError("the format shows no redactions as tracked changes")
    return file_format


if __name__ == "__main__":
    main()
