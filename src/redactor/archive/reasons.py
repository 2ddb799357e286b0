"""Reasons that can be shown to everybody: those that do not name their file."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

NAMES_ITS_FILE = "its reason names the file, so it stands in the private list only"

_LEAST_LETTERS = 3


def shown(reason: str, path: str) -> str:
    """Return a reason, or a neutral sentence where it repeats part of the file's path.

    A path of an archive is a secret: ``families/Ho Song-guk.docx``. Reasons are written
    without it, and this is the second look. A repetition too many costs a glance into the
    private list, one too few a name.

    Args:
        reason: why a file was held or failed.
        path: of that file, relative to the archive.
    """
    if not reason:
        return reason
    repeated = any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", reason, re.I) for part in _parts(path))
    return NAMES_ITS_FILE if repeated else reason


def _parts(path: str) -> set[str]:
    """Folders, the name with and without its suffix, and every word of them that could be a name.

    A word in small ASCII letters alone (``file``, ``interview``) counts only as a whole part:
    reasons are made of such words.
    """
    pure = PurePosixPath(path)
    whole = {*pure.parts, pure.stem}
    words = set(re.findall(r"[^\W_]+", str(pure.with_suffix(""))))
    names = {word for word in words if not (word.isascii() and word.islower())}
    return {part for part in whole | names if len(part) >= _LEAST_LETTERS or not part.isascii()}
