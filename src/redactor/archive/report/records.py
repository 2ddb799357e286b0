"""What the report page is told beside the records of the files."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.model import Role


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a whole release rests on, and how the run went. Holds no text of any document.

    Attributes:
        policy: its name.
        policy_version: as its file gives it.
        has_case: whether there was a case file.
        scope: who shares a pseudonym: ``archive``, ``document`` or ``merged``.
        pipeline: the spaCy pipeline.
        model_version: of the learned recognizer.
        package_version: of this product.
        finished: when the run ended, as it is to be shown.
        workers: how many processes worked.
        wall_seconds: from the start of this run to its end.
        unchanged: files of this run that an earlier one had done already.
    """

    policy: str
    policy_version: str
    has_case: bool
    scope: str
    pipeline: str
    model_version: str
    package_version: str
    finished: str
    workers: int
    wall_seconds: float
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class CasePersonInFiles:
    """A person by pseudonym, with the files in which he or she appears.

    Attributes:
        pseudonym: what the person is called in the release.
        role: source, relative, comrade, helper or unknown.
        files: paths as the records have them; the page shows the released names instead.
    """

    pseudonym: str
    role: Role
    files: tuple[str, ...] = field(repr=False)
