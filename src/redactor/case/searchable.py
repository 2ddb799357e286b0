"""Whether everything that a case file names can be searched for, and nothing contradicts itself.

What cannot be found in the editor's own words would be proved to be gone though it stands
there; a pseudonym that holds a name would be taken for the product's own wording. Both are
refused before any document is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from redactor.case.reading import Written
from redactor.case.terms import CaseTerms
from redactor.strict_yaml.problems import Problems

_BARE_NUMBER = re.compile(r"\d{1,3}")
_SENTENCE = "They wrote {} there."
"""A sentence in whose middle a term has to be found: its own capital letter counts there."""


_OPPOSITES = (
    frozenset({"fact", "public"}),
    frozenset({"fact", "consent"}),
    frozenset({"person", "public_figure"}),
)
"""Levels of which one hides and the other one opens."""


def check(written: Sequence[Written], problems: Problems) -> None:
    """Note every text that cannot be searched for, or that contradicts another.

    Args:
        written: a case file's texts, in the order of the file.
        problems: where mistakes go.
    """
    terms = [w for w in written if w.level != "pseudonym"]
    finder = CaseTerms((str(n), w.entity_type, w.text) for n, w in enumerate(terms))
    for number, entry in enumerate(terms):
        if _BARE_NUMBER.fullmatch(entry.text):
            problems.at(entry.node, "a bare number stands for too much; write it as the drafts do: 'aged 40'")
        elif str(number) not in {m.key for m in finder.find(_SENTENCE.format(entry.text))}:
            problems.at(entry.node, "this cannot be searched for; write the full name, or more words")
    _check_twins(terms, problems)
    _check_pseudonyms([w for w in written if w.level == "pseudonym"], terms, problems)


def is_searchable(entity_type: str, text: str) -> bool:
    """Whether a text of a type can stand in a case file as a name or a fact."""
    found = CaseTerms([("", entity_type, text)]).find(_SENTENCE.format(text))
    return bool(found) and not _BARE_NUMBER.fullmatch(text)


def _check_twins(terms: Iterable[Written], problems: Problems) -> None:
    """Note what stands twice: names, and facts that one entry hides and another one opens."""
    seen: dict[tuple[str, ...], Written] = {}
    for entry in terms:
        is_name = entry.level in ("person", "public_figure")
        key = (_same(entry.text),) if is_name else (_same(entry.text), entry.about, entry.entity_type)
        first = seen.setdefault(key, entry)
        levels = frozenset({first.level, entry.level})
        if first is entry or (len(levels) > 1 and levels not in _OPPOSITES):
            continue
        line = first.node.start_mark.line + 1
        if levels in _OPPOSITES:
            message = f"line {line} says the opposite of it; keep one"
        elif first.about != entry.about:
            message = f"this name stands in line {line} at somebody else already; give it to one of them"
        else:
            message = f"this stands in line {line} already; write it once"
        problems.at(entry.node, message)


def _check_pseudonyms(pseudonyms: Iterable[Written], terms: Sequence[Written], problems: Problems) -> None:
    hidden = [w for w in terms if w.level in ("person", "fact")]
    finder = CaseTerms((w.about, w.entity_type, w.text) for w in hidden)
    given: dict[str, int] = {}
    for entry in pseudonyms:
        if finder.find(entry.text) or finder.find(_SENTENCE.format(entry.text)):
            problems.at(entry.node, "this pseudonym tells a name or a fact that this file hides")
        same = _same(entry.text)
        if same in given:
            problems.at(entry.node, f"this pseudonym is given in line {given[same]} already")
        given.setdefault(same, entry.node.start_mark.line + 1)


def _same(text: str) -> str:
    return " ".join(text.casefold().split())
