"""What stands in the text between two lines of subtitles.

A name over two lines, or over two subtitles, has to be found whole: where a sentence runs
on, the lines are joined by a blank, where it ends by a line feed. An edit may change what a
line ends with; blanks at its end, which no viewer shows, then say what the words no longer do.
"""

from __future__ import annotations

import re

HINTS = {" ": " ", "\n": "  ", "": "   "}
"""For what stands between two lines, the blanks at the end of the first that say so."""

_SAID = {len(blanks): between for between, blanks in HINTS.items()}
_BLANKS = re.compile(r" *\Z")
_ENDED = re.compile(r"[.!?。！？][\"'»”’)\]♪ ]*\Z")
_TITLES = "Mr|Mrs|Ms|Dr|Lt|Sgt|Cpl|Pvt|Pte|Col|Gen|Maj|Capt|Cpt|Brig|Adm|Prof|Rev|St|No"
_RUNS_ON = re.compile(rf"(?:\.\.\.|…|\b[^\W\d_]\.|\b(?:{_TITLES})\.)\Z")
"""Points that end no sentence: an ellipsis, an initial, a title before a name."""
_SPEAKS = re.compile(r"[-\u2010-\u2015]|>>")


def said(line: str) -> str | None:
    """Return what the blanks at the end of a line say; ``None`` if they say nothing."""
    blanks = _BLANKS.search(line)
    return _SAID.get(len(blanks[0])) if blanks else None


def natural(before: str, after: str) -> str:
    """Return what stands between two lines, by their words.

    Args:
        before: what the first line shows.
        after: what the second line shows.
    """
    before = before.rstrip()
    if _SPEAKS.match(after.lstrip()):
        return "\n"
    return "\n" if _ENDED.search(before) and not _RUNS_ON.search(before) else " "
