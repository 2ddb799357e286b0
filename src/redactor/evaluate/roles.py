"""Who the subjects of a document's marks are, told from their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from redactor.evaluate.records import GoldDocument


class SubjectRole(StrEnum):
    """Whom a mark is about, as far as its subject's id tells."""

    SOURCE = "source"
    RELATIVE = "relative"
    COMRADE_OR_HELPER = "comrade or helper"
    PUBLIC = "public"
    NOBODY = "nobody in particular"


def subject_roles(document: GoldDocument) -> Mapping[str, SubjectRole]:
    """Return each subject id of a document with its role.

    ``public:...`` is public, ``-`` nobody in particular. Behind a dot stands a relative, or a
    word for a comrade or helper. An id without a dot is a source if relatives of it are marked
    or if no other has as many marks; every other one counts as a comrade or helper.
    """
    counts = Counter(g.subject for g in document.spans)
    plain = {s: n for s, n in counts.items() if s != "-" and ":" not in s and "." not in s}
    helpers = _helper_words()
    most = max((n for s, n in plain.items() if s not in helpers), default=0)
    with_relatives = {s.partition(".")[0] for s in counts if "." in s and s.rpartition(".")[2] not in helpers}
    sources = {s for s, n in plain.items() if s not in helpers and (n == most or s in with_relatives)}
    return {subject: _role(subject, sources) for subject in counts}


def _role(subject: str, sources: set[str]) -> SubjectRole:
    if subject == "-":
        return SubjectRole.NOBODY
    if subject.startswith("public:"):
        return SubjectRole.PUBLIC
    if "." in subject:
        helps = subject.rpartition(".")[2] in _helper_words()
        return SubjectRole.COMRADE_OR_HELPER if helps else SubjectRole.RELATIVE
    return SubjectRole.SOURCE if subject in sources else SubjectRole.COMRADE_OR_HELPER


@cache
def _helper_words() -> frozenset[str]:
    data = yaml.safe_load((files("redactor.evaluate") / "roles.yaml").read_text("utf-8"))
    return frozenset(data["comrades_and_helpers"])
