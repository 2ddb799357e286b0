"""Pseudonyms: one name a person through a document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from string import ascii_uppercase

from redactor.generalize.tables import table
from redactor.model import UNKNOWN, Role, Subject

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Letters of a code: no vowel, so that no code is a word, and none that reads as a digit."""

CODE_DIGITS = "23456789"

CODE_FORM = "ADAAD"
"""A code's places: ``A`` for a letter, ``D`` for a digit. All codes are of one length."""

CODE = "".join(f"[{CODE_LETTERS if place == 'A' else CODE_DIGITS}]" for place in CODE_FORM)
"""The regular expression of a code, such as ``K4TR7``."""


def assign_pseudonyms(
    subjects: Sequence[Subject],
    *,
    soldiers: Collection[str] | None = None,
    language: str = "en",
    given: Mapping[str, str] | None = None,
) -> Mapping[str, str]:
    """Name the protected people of a document.

    A letter belongs to one person; a source's relative without a letter of its own is named
    after the source ("Soldier A's mother"). People who are not protected, and the subject of
    facts about nobody knows whom, get no name.

    Args:
        subjects: in order of first mention; the same subject may come again.
        soldiers: ids of the sources known to be soldiers; the others are "Source A". If
            ``None``, every source counts as one, as in interviews with prisoners of war.
        language: of the released text, an ISO 639-1 code.
        given: subject id to a name that an editor chose; nobody else gets that name.

    Returns:
        Subject id to name, the given ones first, then in order of first mention.
    """
    words = table(f"{language}/pseudonyms")
    names: dict[str, str] = dict(given or {})
    letters = _free_letters(names.values())
    for subject in subjects:
        if subject.id in names or subject.id == UNKNOWN.id or not subject.role.is_protected:
            continue
        owner = _owner(subject)
        if owner is None:
            names[subject.id] = f"{_noun(subject, words, soldiers)} {next(letters)}"
            continue
        if owner.id not in names and owner.id != UNKNOWN.id:
            names[owner.id] = f"{_noun(_listed(owner, subjects), words, soldiers)} {next(letters)}"
        if owner.id in names:
            names[subject.id] = _relative(names, names[owner.id], subject, words, letters)
        else:
            names[subject.id] = f"{words['nouns'][Role.RELATIVE]} {next(letters)}"
    return names


def merge_pseudonyms(
    subjects: Sequence[Subject], *, soldiers: Collection[str], language: str = "en"
) -> Mapping[str, str]:
    """Name the protected people of a document by their kind alone: who is who is not told.

    Args:
        subjects: in any order.
        soldiers: ids of the sources known to be soldiers.
        language: of the released text, an ISO 639-1 code.

    Returns:
        Subject id to the words for the kind, the same for everybody of the kind.
    """
    words = {"nouns": table(f"{language}/pseudonyms")["merged"]}
    named = (s for s in subjects if s.id != UNKNOWN.id and s.role.is_protected)
    return {s.id: _noun(s, words, soldiers) for s in named}


def coded_pseudonym(code: str, *, is_soldier: bool, language: str = "en") -> str:
    """Return the name of a person of an archive: ``Soldier K4TR7``, ``Person K4TR7``.

    Args:
        code: the person's own, see :data:`CODE`.
        is_soldier: whether the texts tell of a service.
        language: of the released texts, an ISO 639-1 code.
    """
    nouns = table(f"{language}/pseudonyms")["nouns"]
    return f"{nouns['soldier' if is_soldier else Role.UNKNOWN]} {code}"


def _owner(subject: Subject) -> Subject | None:
    """Return the person whose relative a subject is: ``s1`` for ``s1.mother``."""
    owner, dot, _ = subject.id.partition(".")
    return Subject(owner, Role.SOURCE) if dot and subject.role is Role.RELATIVE else None


def _listed(owner: Subject, subjects: Sequence[Subject]) -> Subject:
    return next((s for s in subjects if s.id == owner.id), owner)


def _noun(subject: Subject, words: Mapping[str, Mapping[str, str]], soldiers: Collection[str] | None) -> str:
    if subject.role is Role.SOURCE and (soldiers is None or subject.id in soldiers):
        return words["nouns"]["soldier"]
    return words["nouns"][subject.role]


def _relative(
    names: Mapping[str, str],
    owner: str,
    subject: Subject,
    words: Mapping[str, Mapping[str, str]],
    letters: Iterator[str],
) -> str:
    relation = subject.relation or Role.RELATIVE.value
    name = words["owned"]["by"].format(owner=owner, relation=words["relations"].get(relation, relation))
    return f"{name} {next(letters)}" if name in names.values() else name


def _free_letters(taken: Collection[str]) -> Iterator[str]:
    """Yield the letters that no given name ends with."""
    last_words = {name.split()[-1] for name in taken if name.split()}
    return (letter for letter in _letters() if letter not in last_words)


def _letters() -> Iterator[str]:
    """Yield A to Z, then AA, AB and so on."""
    for number in count():
        letters = ""
        rest = number + 1
        while rest:
            rest, last = divmod(rest - 1, len(ascii_uppercase))
            letters = ascii_uppercase[last] + letters
        yield letters
