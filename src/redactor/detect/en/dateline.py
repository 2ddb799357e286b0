"""Whether a text is a news agency's, where speakers are named on purpose."""

from __future__ import annotations

import re

from redactor.detect.reading import Reading

_DATELINE = re.compile(
    r"^\W*[A-Z][A-Z .'’-]{2,30},?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}\s*)?\([^)\n]{2,40}\)\s*[-–—]",
    re.MULTILINE,
)
_HEAD = 4000
"""Code points in which a dateline stands."""


def has_dateline(reading: Reading) -> bool:
    """Whether a text opens like an agency's: 'KYIV, Ukraine (Agency) — ...'."""
    return reading.memo("en.dateline", lambda r: bool(_DATELINE.search(r.text[:_HEAD])))
