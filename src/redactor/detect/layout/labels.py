"""Labels: the words before a colon or dots that say who speaks or what a value is."""

from __future__ import annotations

import re

from redactor.detect.layout.words import LayoutWords

_SPEAKER = re.compile(
    r"(?P<label>[^\W\d_][\w.'’\- ]{0,28}?(?:\s?\(\w+\))?|[A-Z]+_?\d+)(?P<sep>\s*:|\.(?=\s+[^\s\d]))\s+"
)
_LEADER = re.compile(r"(?P<label>\S[^\n]*?)\s*(?:\.{3,}|\s{2,}|\t+)\s*(?P<value>\S.*)")
_TWO_BLANKS = re.compile(r"\s\s")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST_FIELD = (40, 6)
"""Code points and words that the label of a dotted field has at most."""


def fold_label(label: str) -> str:
    """Return a label in lower case, with single blanks for blanks and full stops."""
    return re.sub(r"[\s.]+", " ", label).strip().lower()


def resolve_label(label: str, known: frozenset[str]) -> str:
    """Return the known form label that ``label`` is or contains, or "".

    Args:
        label: a folded label: ``present address``, ``rank / trade``, ``phone (neighbour's)``.
        known: folded labels; the longest one contained as whole words wins, the first among equals.
    """
    bare = re.sub(r"\s*\([^)]*\)", "", label).strip(" :.")
    if bare in known:
        return bare
    tokens = _WORD.findall(bare)
    for size in range(min(len(tokens), 4), 0, -1):
        for i in range(len(tokens) - size + 1):
            candidate = " ".join(tokens[i : i + size])
            for form in (candidate, candidate.removesuffix("s")):
                if form in known and (size > 1 or len(tokens) <= 3):
                    return form
    return ""


def is_heading_case(label: str) -> bool:
    """'Delta Region Strikes: ...' explains a term; 'Place of birth: ...' is a form field."""
    capitals = [w for w in label.split() if w[:1].isupper() and not w.isupper()]
    return len(capitals) > 1


def is_form_label(label: str, words: LayoutWords) -> bool:
    """Whether a label as written names a field of a form."""
    return not is_heading_case(label) and bool(resolve_label(fold_label(label), words.field_labels))


def match_speaker(body: str, words: LayoutWords) -> re.Match[str] | None:
    """Match a speaker label at the start of ``body``: short, and either known or followed by a colon.

    Returns:
        A match whose group ``label`` is the label and whose end is where the words begin.
    """
    m = _SPEAKER.match(body)
    if m is None:
        return None
    written, label = m["label"], fold_label(m["label"])
    if label in words.question_labels | words.answer_labels:
        return m
    if m["sep"].strip() != ":":
        return None
    known = label in words.narrator_labels | words.caption_labels | words.note_labels
    short = len(written.split()) <= 3 and written[:1].isupper()
    return m if known or short or is_form_label(written, words) else None


def match_field(body: str, words: LayoutWords) -> re.Match[str] | None:
    """Match "Label ..... value" and "Label   value": dots always, blanks for a known label.

    Returns:
        A match with the groups ``label`` and ``value``.
    """
    m = _LEADER.match(body) if _may_lead(body) else None
    if m is None or len(m["label"]) > _LONGEST_FIELD[0] or len(m["label"].split()) > _LONGEST_FIELD[1]:
        return None
    dotted = "..." in body[m.end("label") : m.start("value")]
    return m if dotted or resolve_label(field_label(m), words.field_labels) else None


def _may_lead(body: str) -> bool:
    """Whether a text holds dots or blanks that lead from a label to a value: of a page of prose none does."""
    return "..." in body or "\t" in body or _TWO_BLANKS.search(body) is not None


def field_label(field: re.Match[str]) -> str:
    """Return the folded label of a match of :func:`match_field`."""
    return fold_label(field["label"].rstrip(". "))
