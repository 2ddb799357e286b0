"""What files and folders are called in the release, so that none tells and none takes another's place."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath, PurePosixPath

from redactor.archive.file_numbers import number_of
from redactor.archive.plain_names import is_plain_name
from redactor.case import CaseFinder
from redactor.release import neutral_name

_FOLDER = "folder"
_NUMBERED_FOLDER = re.compile(rf"{_FOLDER}-\d+", re.I)
_NEUTRAL_STEM = "document"
_REPORTS = (".report.html", ".report.json")
_LONGEST = 255 - len(".internal.report.json")
"""Bytes of a stem; file systems take 255 in all, and a report's name is longer than its document's."""


def released_as(name: str, path: str, number: int, *, is_shared: bool) -> str:
    """Return what a file is called in the release.

    Args:
        name: that the pipeline gave it, its own or a neutral one.
        path: of the file in the archive.
        number: of the file.
        is_shared: whether its name, or that of its report, could be another file's.

    Returns:
        ``name``, numbered where it is not the file's own or could be another's, and neutral where it
        could be somebody's name or is too long for a report beside it.
    """
    own, stem = PurePosixPath(path).stem, PurePath(name).stem
    if not is_plain_name(own) or len(os.fsencode(numbered(stem, number))) > _LONGEST:
        return numbered(neutral_name(name), number)
    is_own = stem.casefold() == own.casefold()
    return name if is_own and not is_shared else numbered(name, number)


def numbered(name: str, number: int) -> str:
    """Return a file name with the number that its file keeps for ever: ``document-4829131.md``."""
    path = PurePath(name)
    return f"{path.stem}-{number}{path.suffix}"


def with_reports(path: str) -> list[str]:
    """Return a released document's path and those of its reports."""
    document = PurePosixPath(path)
    return [path, *(str(document.with_name(document.stem + ending)) for ending in _REPORTS)]


def ambiguous(numbers: Mapping[str, int]) -> frozenset[str]:
    """Return the paths whose released name has to be numbered.

    Two interviews may differ in their ending only and would have one report between them, or
    one may be called as another one's numbered name, ``document-3``, or as its report.

    Args:
        numbers: of every path of the archive, each another.
    """
    stems = {path: _stem(path) for path in numbers}
    counts = Counter(stems.values())
    others = Counter(
        name for path, number in numbers.items() for name in set(_made_names(stems[path], number))
    )
    return frozenset(
        path
        for path, number in numbers.items()
        if counts[stems[path]] > 1
        or others[stems[path]] > (stems[path] in set(_made_names(stems[path], number)))
    )


def _stem(path: str) -> str:
    return _folded(str(PurePosixPath(path).with_suffix("")))


def _folded(name: str) -> str:
    """File systems differ in whether capitals, and the two ways to compose a letter, are one."""
    return unicodedata.normalize("NFC", name).casefold()


def _made_names(stem: str, number: int) -> Iterator[str]:
    """Yield the stems that a file's released names may have besides its own."""
    neutral = str(PurePosixPath(stem).with_name(_NEUTRAL_STEM))
    for made in (f"{stem}-{number}", f"{neutral}-{number}"):
        yield made
        yield f"{made}.report"
    yield f"{stem}.report"


class FolderNames:
    """Where released files go: the archive's folders, but for names that tell.

    A name that tells becomes another number in each folder above it, so that nobody learns
    that two folders have one name.

    Args:
        finder: knows every name that is hidden.
        paths: of every file of the archive.
        secret: for the numbers of folders, see :func:`number_of`.
    """

    def __init__(self, finder: CaseFinder, paths: Iterable[str], secret: str) -> None:
        folders = {folder for path in paths for folder in PurePosixPath(path).parents if folder.name}
        plain = {folder for folder in folders if not _tells(finder, folder.name)}
        same = Counter((folder.parent, _folded(folder.name)) for folder in plain)
        self._names = {
            folder: f"{folder.name}-{number_of(str(folder), secret)}"
            if same[folder.parent, _folded(folder.name)] > 1
            else folder.name
            for folder in plain
        }
        given = {(folder.parent, _folded(name)) for folder, name in self._names.items()}
        for folder in sorted(folders - plain):
            tries = (number_of(str(folder), secret, attempt) for attempt in itertools.count())
            name = next(n for n in map(f"{_FOLDER}-{{}}".format, tries) if (folder.parent, n) not in given)
            given.add((folder.parent, name))
            self._names[folder] = name

    def of(self, path: str) -> str:
        """Return the released folder of a file, empty for the release itself."""
        above = [folder for folder in PurePosixPath(path).parents if folder.name]
        return "/".join(self._names[folder] for folder in reversed(above))


def _tells(finder: CaseFinder, part: str) -> bool:
    return not is_plain_name(part) or finder.is_named_in(part) or _NUMBERED_FOLDER.fullmatch(part) is not None
