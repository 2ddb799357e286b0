"""The layout of a text, from lines to turns."""

from __future__ import annotations

from redactor.detect.layout.blocks import Block
from redactor.detect.layout.cutting import cut
from redactor.detect.layout.lines import lines_of
from redactor.detect.layout.mail import with_mail_headers
from redactor.detect.layout.paragraphs import paragraphs
from redactor.detect.layout.tables import with_headings
from redactor.detect.layout.turns import linked, with_turns
from redactor.detect.layout.words import LayoutWords


def read_layout(text: str, words: LayoutWords) -> tuple[Block, ...]:
    """Cut ``text`` into blocks.

    Args:
        text: the decoded text, line ends untouched.
        words: the language's layout words.

    Returns:
        Blocks in order of position; their spans are disjoint.
    """
    blocks = [block for group in paragraphs(text, lines_of(text), words) for block in cut(text, group, words)]
    headed = with_mail_headers(with_headings(text, blocks, words), words)
    return tuple(linked(with_turns(text, headed, words)))
