"""What files and folders are called in the release, so that none tells and none takes another's place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath, PurePosixPath

from redactor.case import CaseFinder

_FOLDER = "folder"
_NUMBERED_FOLDER = re.compile(rf"{_FOLDER}-\d+", re.I)
_NEUTRAL_STEM = "document"
_REPORTS = (".report.html", ".report.json")


def numbered(name: str, number: int) -> str:
    """Return a file name with the number that its file keeps for ever: ``document-12.md``."""
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
    return str(PurePosixPath(path).with_suffix("")).casefold()


def _made_names(stem: str, number: int) -> Iterator[str]:
    """Yield the stems that a file's released names may have besides its own."""
    neutral = str(PurePosixPath(stem).with_name(_NEUTRAL_STEM))
    for made in (f"{stem}-{number}", f"{neutral}-{number}"):
        yield made
        yield f"{made}.report"
    yield f"{stem}.report"


class FolderNames:
    """Where released files go: the archive's folders, but for names that tell.

    Args:
        finder: knows every name that is hidden.
        numbers: of every path of the archive.
    """

    def __init__(self, finder: CaseFinder, numbers: Mapping[str, int]) -> None:
        firsts: dict[str, int] = {}
        for path, number in numbers.items():
            for part in PurePosixPath(path).parent.parts:
                firsts[part] = min(number, firsts.get(part, number))
        self._names = dict(self._named(finder, sorted(firsts.items())))

    @staticmethod
    def _named(finder: CaseFinder, firsts: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
        given: set[str] = set()
        for part, number in firsts:
            tells = finder.is_named_in(part) or _NUMBERED_FOLDER.fullmatch(part)
            name = f"{_FOLDER}-{number}" if tells else part
            # Two folders whose first file is the same: one lies in the other.
            while name.casefold() in given:
                name = f"{name}-{number}"
            given.add(name.casefold())
            yield part, name

    def of(self, path: str) -> str:
        """Return the released folder of a file, empty for the release itself."""
        return "/".join(self._names[part] for part in PurePosixPath(path).parent.parts)
