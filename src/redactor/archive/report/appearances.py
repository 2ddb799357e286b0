"""In which files the people of a case appear, by pseudonym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from redactor.archive.naming import Name, is_same, read_name
from redactor.archive.people import FoundPerson
from redactor.archive.report.records import CasePersonInFiles
from redactor.case import Case


def appearances(
    linked: Case, documents: Mapping[str, Sequence[FoundPerson]]
) -> tuple[CasePersonInFiles, ...]:
    """Return where everybody appears who has a pseudonym of his or her own.

    Args:
        linked: with everybody of the archive in it.
        documents: by path, whom each one names.
    """
    files: dict[str, set[str]] = defaultdict(set)
    names: dict[str, Name] = {}
    for path, people in documents.items():
        for name in filter(None, (read_name(text) for person in people for text in person.names)):
            names[name.key] = name
            files[name.key].add(path)
    return tuple(_appearing(linked, names, files))


def _appearing(
    linked: Case, names: Mapping[str, Name], files: Mapping[str, set[str]]
) -> Iterator[CasePersonInFiles]:
    for person in linked.people:
        own = [name for name in map(read_name, person.names) if name is not None]
        keys = {name.key for name in own}
        if not person.is_linked:
            # The editor may have written the name in another form than any document.
            keys |= {key for key, name in names.items() if any(is_same(name, one) for one in own)}
        found = sorted({path for key in keys for path in files.get(key, ())})
        if person.pseudonym is not None and found:
            yield CasePersonInFiles(person.pseudonym, person.role, tuple(found))
