"""What a file carries unseen, as segments, and that none of it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from redactor.errors import UnwritableError
from redactor.model import Document, Segment, SegmentKind


def hidden_segments(found: Iterable[tuple[str, str]], shown: Sequence[Segment]) -> Iterator[Segment]:
    """Yield a numbered segment for each hidden text.

    A line of it that a reader sees elsewhere in the file too is left out: it tells nothing
    more, and masking it would mask what is seen.

    Args:
        found: for each text the word that names it.
        shown: the segments that a reader sees.
    """
    seen = {line.strip() for segment in shown for line in segment.text.splitlines()}
    counts: dict[str, int] = {}
    for kind, text in found:
        lines = [line for line in text.splitlines() if line.strip() and line.strip() not in seen]
        if lines:
            counts[kind] = counts.get(kind, 0) + 1
            yield Segment(f"{kind}[{counts[kind]}]", SegmentKind.HIDDEN, "\n".join(lines))


def refuse_kept(document: Document, texts: Mapping[str, str]) -> None:
    """Refuse to write hidden text, for formats that write none.

    Raises:
        UnwritableError: if some of it is left.
    """
    kept = [s.id for s in document.segments if s.kind is SegmentKind.HIDDEN and texts[s.id]]
    if kept:
        raise UnwritableError(
            f"{kept[0]} is hidden and cannot be written in this format; have the policy mask it"
        )
