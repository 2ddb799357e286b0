"""What the results of a run rest on, so that nothing is mixed that does not."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from redactor import __version__
from redactor.archive.journal import Footing
from redactor.case import Case
from redactor.detect.languages import DEFAULT_PIPELINES, known_public_names
from redactor.detect.learned.card import learned_version
from redactor.policy import Policy

_LANGUAGE = "en"


def footing_of(policy: Policy, case: Case | None, pipeline: str | None) -> Footing:
    """Return what a run rests on.

    Args:
        policy: whose rules decide.
        case: the user's case file.
        pipeline: a spaCy pipeline's name; the usual one if ``None``.
    """
    name = pipeline or DEFAULT_PIPELINES[_LANGUAGE]
    return Footing(
        policy=" ".join(source.sha256 for source in policy.sources),
        case=case.sha256 if case else "",
        model=learned_version(),
        package=__version__,
        pipeline=f"{name} {_version(name)}".rstrip(),
    )


def public_names(policy: Policy) -> tuple[str, ...]:
    """Return the names of those whom nobody links in: the policy's and the product's public figures."""
    own = [name for figure in policy.public_figures for name in figure.names]
    return (*own, *known_public_names(_LANGUAGE))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
