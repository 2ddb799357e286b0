"""The marks at the start of a line that are layout and no words."""

from __future__ import annotations

import re

HEADING = re.compile(r"\s*(?:#{1,6}\s+\S|[◇◆■□▶●]\s*\S)")
"""A Markdown heading, or a line behind a geometric bullet as Korean drafts have it."""

TIMECODE = re.compile(r"\s*[\[(]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]\s*")
"""A time code in brackets: ``[00:12:31]``."""

_NOT_A_DATE = r"(?![^\W\d_]+\.?,?\s+\d{4}\b)"
"""Behind a list's number: "12. May 2023" opens with a day and no number."""
MARKUP = re.compile(
    r"\s*(?:#{1,6}\s+|[-=]>\s*|[>*+]\s+|[-–—]\s+|\d{1,3}[.)]\s+"
    + _NOT_A_DATE
    + r"|\*{1,2}(?=\S)|_{1,2}(?=\S))"
)
"""What stands before the words of a heading, a list item, a quotation or an emphasis."""

DASHED = re.compile(r"\s*[-–—]\s*(?=\S)")
"""A dash before a turn or a list item."""
