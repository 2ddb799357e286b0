"""Initials that stand before the turns of an interview: "M.W.: I was born in ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.model import Context, Span

_INITIALS = re.compile(
    r"(?:^|(?<=[\s*\]]))(?P<name>[A-Z]{2}|[A-Z]\.\s?[A-Z]\.?(?:\s?[A-Z]\.?)?)\**\s*:\**\s*$"
)
_LONGEST_LABEL = 16
"""Code points before a turn among which its label stands."""


def speaking_initials(reading: Reading) -> Iterator[Span]:
    """Yield the initials before answers; those of who asks are the press's.

    Three letters without a full stop are a surname in capitals as often.

    Args:
        reading: the parsed text.
    """
    for block in reading.blocks:
        if block.context is not Context.ANSWER or not block.label or len(block.span) == 0:
            continue
        start = max(0, block.span.start - _LONGEST_LABEL)
        lead = reading.text[start : block.span.start]
        m = _INITIALS.search(lead[lead.rfind("\n") + 1 :])
        if m is None or re.sub(r"[\s.]", "", m["name"]).lower() in _no_initials():
            continue
        first = start + lead.rfind("\n") + 1
        yield Span(first + m.start("name"), first + m.end("name"))


@cache
def _no_initials() -> frozenset[str]:
    lex = lexicon("en")
    labels = lex.words("layout/labels_in_capitals", "layout/question_labels", "layout/answer_labels")
    return labels | lex.words("grammar/first_person", "grammar/third_person", "grammar/third_plural")
