"""Reads a sentence with one span marked, and releases it."""

import re

from redactor.generalize import Phrase, Request, generalize, mask
from redactor.model import Role, Span, Subject

_MARK = re.compile(r"\[\[([A-Z_]+):(.*?)\]\](?!\])")


def request(marked: str, rung: str | None, pseudonym: str | None = None) -> Request:
    """Return the request that a sentence like "from [[HOMETOWN:Sinchon]]" makes."""
    mark = _MARK.search(marked)
    assert mark, marked
    text = marked[: mark.start()] + mark[2] + marked[mark.end() :]
    span = Span(mark.start(), mark.start() + len(mark[2]))
    return Request(mark[1], rung, text, span, Subject("s1", Role.SOURCE), pseudonym)


def answer(asked: Request) -> Phrase:
    """Return the phrase for a request."""
    return mask(asked) if asked.rung is None else generalize(asked)


def released(asked: Request) -> str:
    """Return the sentence with the phrase in it."""
    phrase = answer(asked)
    text = asked.segment_text
    return text[: phrase.edit.start] + phrase.text + text[phrase.edit.end :]
