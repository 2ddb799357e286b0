"""The header of a letter: "From: X", "To: Y", "Subject: ...".

Its labels are those of a form as well, where "From" asks for a home and "To" for a name; in a letter both
name who writes to whom, and neither is the one that the letter is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redactor.detect.layout.blocks import Block
from redactor.detect.layout.words import LayoutWords

MAIL = "mail "
"""What the label of a letter's header begins with from here on, so that no form's field is meant."""


def with_mail_headers(blocks: Sequence[Block], words: LayoutWords) -> list[Block]:
    """Mark the lines of a letter's header, which has a correspondent and a subject or the like.

    Args:
        blocks: in order of position.
        words: the language's layout words.

    Returns:
        The same blocks, those of correspondents with a label of their own.
    """
    result = list(blocks)
    for first, last in _headers(blocks, words):
        labels = {b.label for b in blocks[first:last]}
        if not labels.isdisjoint(words.mail_correspondents) and not labels.isdisjoint(words.mail_matters):
            for i in range(first, last):
                if blocks[i].label in words.mail_correspondents:
                    result[i] = replace(blocks[i], label=MAIL + blocks[i].label)
    return result


def _headers(blocks: Sequence[Block], words: LayoutWords) -> Iterator[tuple[int, int]]:
    """Yield the ranges of neighbouring blocks whose labels a letter's header has."""
    known = words.mail_correspondents | words.mail_matters | words.mail_others
    first = None
    for i, block in enumerate(blocks):
        if block.label in known:
            first = i if first is None else first
        elif first is not None:
            yield first, i
            first = None
    if first is not None:
        yield first, len(blocks)
