"""Findings and edits beside the text that a file's layout gives: labels and borders of cells.

A row of a table is read as ``Hometown: Tanchon``. The label is no text of the row: it repeats
the column's heading and changes with it. So a finding over label and value is one of the
value, one of the label alone is one of the heading, and an edit of the heading is made in
every label too. Nothing may reach over the border of two cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from redactor.apply import edited_text
from redactor.model import Document, Edit, Finding, Fixed, Plan, Span

_EDGES = " \t\r\n:"


def beside_fixed(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings of which none touches fixed text.

    One that does becomes one for each stretch that it has besides; one of fixed text alone
    becomes one of what that text repeats.

    Args:
        document: the findings' document.
        findings: in any order.
    """
    if not document.fixed:
        return tuple(findings)
    fixed, texts = _by_segment(document.fixed), {s.id: s.text for s in document.segments}
    found: dict[tuple[str, Span, str, str], Finding] = {}
    for finding in findings:
        touched = [f for f in fixed.get(finding.segment, ()) if f.span.overlaps(finding.span)]
        for one in _apart(finding, touched, texts[finding.segment]) if touched else (finding,):
            found.setdefault((one.segment, one.span, one.entity_type, one.rule), one)
    return tuple(found.values())


def _apart(finding: Finding, fixed: Sequence[Fixed], text: str) -> Iterator[Finding]:
    spans = list(_between(finding.span, fixed, text))
    if spans:
        yield from (replace(finding, span=span) for span in spans)
        return
    for one in fixed:
        if one.source is not None:
            segment, span = one.source
            yield replace(finding, segment=segment, span=span)
        elif any(map(str.isalnum, text[one.span.start : one.span.end])):
            yield finding  # it cannot be written: the file is refused, as long as nobody drops it


def _between(span: Span, fixed: Sequence[Fixed], text: str) -> Iterator[Span]:
    """Yield what of a span holds letters or digits and is not fixed, without blanks at its ends."""
    ends = [Span(span.start, span.start), *(f.span for f in fixed), Span(span.end, span.end)]
    for before, after in pairwise(ends):
        piece = text[before.end : after.start]
        if any(map(str.isalnum, piece)):
            start = before.end + len(piece) - len(piece.lstrip(_EDGES))
            yield Span(start, after.start - len(piece) + len(piece.rstrip(_EDGES)))


def with_echoes(document: Document, plan: Plan) -> Plan:
    """Return a plan whose edits leave fixed text alone, but for labels of changed headings.

    Args:
        document: the plan's document.
        plan: disjoint edits of it.
    """
    if not document.fixed:
        return plan
    fixed, texts = _by_segment(document.fixed), {s.id: s.text for s in document.segments}
    edits = [
        cut for edit in plan.edits for cut in _cut(edit, fixed.get(edit.segment, ()), texts[edit.segment])
    ]
    by_segment: dict[str, list[Edit]] = {}
    for edit in edits:
        by_segment.setdefault(edit.segment, []).append(edit)
    edits += _echoes(document.fixed, by_segment, texts)
    return Plan(tuple(sorted(edits, key=lambda e: (e.segment, e.span))))


def _cut(edit: Edit, fixed: Sequence[Fixed], text: str) -> Iterator[Edit]:
    """Yield an edit's parts beside fixed text; its replacement goes into the first."""
    touched = [f for f in fixed if f.span.overlaps(edit.span)]
    if not touched:
        yield edit
        return
    words = edit.replacement
    for span in _between(edit.span, touched, text):
        yield Edit(edit.segment, span, words)
        words = ""


def _echoes(
    fixed: Iterable[Fixed], edits: Mapping[str, Sequence[Edit]], texts: Mapping[str, str]
) -> Iterator[Edit]:
    for one in fixed:
        if one.source is None or one.source[0] not in edits:
            continue
        new = _changed(*one.source, edits, texts)
        if new != texts[one.segment][one.span.start : one.span.end]:
            yield Edit(one.segment, one.span, new)


def _changed(segment: str, span: Span, edits: Mapping[str, Sequence[Edit]], texts: Mapping[str, str]) -> str:
    """Return a stretch as the edits leave it, in one line."""
    own = [
        Edit("", Span(e.span.start - span.start, e.span.end - span.start), e.replacement)
        for e in edits[segment]
        if span.contains(e.span)
    ]
    return " ".join(edited_text(texts[segment][span.start : span.end], own).split())


def _by_segment(fixed: Iterable[Fixed]) -> dict[str, list[Fixed]]:
    found: dict[str, list[Fixed]] = {}
    for one in fixed:
        found.setdefault(one.segment, []).append(one)
    return {segment: sorted(some, key=lambda f: f.span) for segment, some in found.items()}
