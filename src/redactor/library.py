"""The public functions of the package; ``import redactor`` offers them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from redactor.case import Case, load_case
from redactor.delivery import redact_file
from redactor.intake import read_file
from redactor.model import Analysis, Outcome
from redactor.pipeline import Engine, analyze_document, load_engine, redact_document
from redactor.policy import DEFAULT_POLICY, Policy, load_policy
from redactor.sandbox import Sandbox


def analyze(
    path: str | Path,
    *,
    policy: Policy | str | Path = DEFAULT_POLICY,
    case: Case | str | Path | None = None,
    pipeline: str | None = None,
) -> Analysis:
    """Say what would happen to a file, and why; change nothing.

    Args:
        path: a file in any format that is read, see ``docs/formats.md``. For text in memory
            there is :func:`analyze_text`: a string is never both.
        policy: a loaded policy, a shipped one's name or a file's path.
        case: a case, or the path of a plain case file; a sealed one is opened with
            :func:`redactor.load_case`.
        pipeline: an installed spaCy pipeline; the language's default if ``None``.

    Returns:
        Document, decisions and pseudonyms. Every finding's span counts code points in its
        segment's text; ``analysis.document.segment(id).text`` is that text.

    Raises:
        RedactorError: :class:`~redactor.errors.UnreadableError`,
            :class:`~redactor.errors.PolicyError`, :class:`~redactor.errors.CaseError`,
            :class:`~redactor.errors.UsageError` or :class:`~redactor.errors.DetectionError`.
    """
    engine, source = _engine(policy, case, pipeline), Path(path)
    return analyze_document(engine, engine.read(source.name, read_file(source, engine.handling.limits.bytes)))


def analyze_text(
    text: str,
    *,
    policy: Policy | str | Path = DEFAULT_POLICY,
    case: Case | str | Path | None = None,
    pipeline: str | None = None,
) -> Analysis:
    """Say what would happen to a plain text, and why.

    Args:
        text: what to look at; its only segment has the id ``text``.
        policy: as for :func:`analyze`.
        case: as for :func:`analyze`.
        pipeline: as for :func:`analyze`.

    Raises:
        RedactorError: as for :func:`analyze`; a text without a letter is unreadable.
    """
    engine = _engine(policy, case, pipeline)
    return analyze_document(engine, engine.read("text.txt", text.encode()))


def redact(
    path: str | Path,
    *,
    policy: Policy | str | Path = DEFAULT_POLICY,
    case: Case | str | Path | None = None,
    out: str | Path | None = None,
    internal: bool = False,
    pipeline: str | None = None,
) -> Outcome:
    """Redact a file; check what was written; write it only if nothing leaks.

    Args:
        path: a file in any format that is read, see ``docs/formats.md``.
        policy: as for :func:`analyze`.
        case: as for :func:`analyze`; its people have the same pseudonyms in every file.
        out: folder for the document and its reports; with ``None`` nothing is written and
            ``outcome.content`` holds the checked bytes.
        internal: whether to write the internal report as well, which holds original text.
        pipeline: as for :func:`analyze`.

    Returns:
        An outcome; ``outcome.released`` says whether the text may be handed out, and
        ``outcome.leaks`` why not.

    Raises:
        RedactorError: as for :func:`analyze`, and if the folder cannot be written to.
    """
    engine = _engine(policy, case, pipeline)
    source = Path(path)
    if out is None:
        return redact_document(engine, source.name, read_file(source, engine.handling.limits.bytes))
    return redact_file(engine, source, Path(out), internal=internal)


def _engine(policy: Policy | str | Path, case: Case | str | Path | None, pipeline: str | None) -> Engine:
    loaded = load_case(Path(case)) if isinstance(case, str | Path) else case
    return _loaded(policy if isinstance(policy, Policy) else load_policy(policy), loaded, pipeline)


@lru_cache(maxsize=2)
def _loaded(policy: Policy, case: Case | None, pipeline: str | None) -> Engine:
    """Keep the last two engines: loading models takes longer than redacting an interview."""
    return load_engine(policy, pipeline=pipeline, case=case, confine=Sandbox(policy.handling.limits).confine)
