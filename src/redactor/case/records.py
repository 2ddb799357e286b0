"""What a case file says, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.model import Role
from redactor.policy import PublicFigure


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody whom the story is about.

    Attributes:
        id: the editor's own, unique in the file; never written into a release or a report.
        role: source, relative, comrade or helper.
        of: for a relative, the id of the person whose relative it is.
        relation: for a relative, which: ``mother``.
        names: every name, alias and spelling, in any script.
        pseudonym: what the person is called in the release; assigned if ``None``.
        is_linked: whether documents of an archive name the person and not the editor: then
            only a whole name is the person's, and a part alone may be anybody's.
    """

    id: str = field(repr=False)
    role: Role
    of: str | None = field(repr=False)
    relation: str | None
    names: tuple[str, ...] = field(repr=False)
    pseudonym: str | None = None
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class DangerousFact:
    """A fact that must not be readable in the release.

    Attributes:
        about: id of a person of the case.
        entity_type: what it is.
        texts: the fact in every wording that the editor knows.
    """

    about: str = field(repr=False)
    entity_type: str
    texts: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something has been published before, or who recorded an agreement.

    Attributes:
        who: published or recorded it.
        where: a title, an address or a file.
        when: the day, as the editor wrote it.
    """

    who: str = field(repr=False)
    where: str = field(repr=False)
    when: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that may stay: it is public already, or the person agreed to it.

    Attributes:
        about: id of a person of the case.
        entity_type: what it is.
        texts: the fact in every wording.
        reason_code: ``already-public`` or ``consent``.
        evidence: on what that rests.
    """

    about: str = field(repr=False)
    entity_type: str
    texts: tuple[str, ...] = field(repr=False)
    reason_code: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Case:
    """A case file.

    Attributes:
        name: of the case, for the editor.
        people: in the order of the file.
        facts: dangerous ones.
        open_facts: public ones and those that somebody agreed to.
        public_figures: of this story.
        sha256: of the file's plain bytes, in hex.
        hidden_names: names that a document of an archive hides and that are nobody's for
            certain, a surname alone say: hidden in every document, and linked in none.
    """

    name: str = field(repr=False)
    people: tuple[CasePerson, ...]
    facts: tuple[DangerousFact, ...]
    open_facts: tuple[OpenFact, ...]
    public_figures: tuple[PublicFigure, ...]
    sha256: str = field(repr=False)
    hidden_names: tuple[str, ...] = field(repr=False, default=())
