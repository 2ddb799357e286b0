"""From a checked outcome to the files that are written: the document and its reports.

The external report is rendered and checked before anything is written: a hidden value in it
refuses the release just as one in the document does.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePath

from redactor import __version__
from redactor.case import CaseFinder, Proof, prove
from redactor.intake import read_file
from redactor.model import Document, Leak, Outcome
from redactor.pipeline import Engine, redact_document
from redactor.policy import Policy, Source, load_policy, shipped_policies
from redactor.release import write_release
from redactor.report import (
    CaseEntry,
    EvidenceEntry,
    PolicyFile,
    Provenance,
    Report,
    build_report,
    render_html,
    render_json,
    said_in_html,
    said_in_json,
)
from redactor.verify import verify

_APART = "\n\n"
_KEY = re.compile(r'"(\w+)":')
"""A key of a JSON report."""


def redact_file(
    engine: Engine, path: Path, out: Path, *, internal: bool = False, taken: Collection[str] = ()
) -> Outcome:
    """Redact a file and, if nothing leaks, write the result with its reports.

    Args:
        engine: from :func:`redactor.pipeline.load_engine`.
        path: the draft.
        out: folder to write to; made if it is missing.
        internal: whether to write the internal report too, readable by the owner only.
        taken: stems of names that this run has already given out, so that a second
            ``interview.md`` from another folder does not take the first one's place.

    Returns:
        The outcome; its ``name`` is the file written. If it was refused, nothing was.

    Raises:
        RedactorError: if the file cannot be read, a detector fails or nothing can be written.
    """
    outcome = redact_document(engine, path.name, read_file(path, engine.handling.limits.bytes))
    return deliver(engine, outcome, out, inputs=[path], internal=internal, taken=taken)


def deliver(
    engine: Engine,
    outcome: Outcome,
    out: Path,
    *,
    inputs: Collection[Path] = (),
    internal: bool = False,
    taken: Collection[str] = (),
) -> Outcome:
    """Write a released document with its reports; of one that was refused, nothing.

    Args:
        engine: that made the outcome.
        outcome: of a document.
        out: folder to write to; made if it is missing.
        inputs: files that must not be written over.
        internal: as for :func:`redact_file`.
        taken: as for :func:`redact_file`.

    Returns:
        The outcome as :func:`redact_file` gives it.

    Raises:
        RedactorError: if nothing can be written.
    """
    delivery = delivery_of(engine, outcome, internal=internal, taken=taken)
    if delivery.files:
        write_release(out, delivery.files, inputs=inputs, private=delivery.private)
    return delivery.outcome


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be written for a document, checked as a whole.

    Attributes:
        outcome: as :func:`redact_file` gives it.
        files: the document first, then its reports, by name; none if it was refused.
        private: names of those that only the owner may read.
    """

    outcome: Outcome
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    private: frozenset[str] = frozenset()


def delivery_of(
    engine: Engine, outcome: Outcome, *, internal: bool = False, taken: Collection[str] = ()
) -> Delivery:
    """Render a document's reports and check the whole; write nothing.

    Args:
        engine: that made the outcome.
        outcome: of a document.
        internal: as for :func:`redact_file`.
        taken: as for :func:`redact_file`.
    """
    content = outcome.content
    if content is None:
        return Delivery(outcome)
    outcome = replace(outcome, name=_free_name(outcome.name, taken))
    released = engine.read(outcome.name, content)
    provenance = provenance_of(engine)
    case = _case_entry(engine, outcome, released)
    report = build_report(outcome, released, provenance, case=case)
    reports = _rendered(report)
    wording = _own_wording(report, provenance, engine.policy, reports)
    leaks = _leaks(engine, outcome, released, reports, wording)
    if leaks:
        return Delivery(replace(outcome, leaks=leaks, content=None))
    private = {}
    if internal:
        private = _rendered(build_report(outcome, released, provenance, case=case, internal=True))
    files = {outcome.name: content, **reports, **private}
    return Delivery(outcome, files, frozenset(private))


def provenance_of(engine: Engine) -> Provenance:
    """Return with what an engine makes its decisions."""
    policy = engine.policy
    return Provenance(
        policy=policy.name,
        policy_version=policy.version,
        policy_files=tuple(PolicyFile(s.name, s.sha256, _is_shipped(s)) for s in policy.sources),
        versions={
            "redactor": __version__,
            "python": platform.python_version(),
            "presidio-analyzer": _version("presidio-analyzer"),
            "presidio-anonymizer": _version("presidio-anonymizer"),
            "spacy": _version("spacy"),
            "pipeline": engine.detector.pipeline,
        },
    )


@cache
def _version(package: str) -> str:
    return version(package)


def _free_name(name: str, taken: Collection[str]) -> str:
    path, used = PurePath(name), {stem.casefold() for stem in taken}
    stems = (path.stem if n == 1 else f"{path.stem}-{n}" for n in range(1, len(used) + 2))
    return next(stem for stem in stems if stem.casefold() not in used) + path.suffix


def _rendered(report: Report) -> dict[str, bytes]:
    """Return a report's files: ``interview.report.html``, ``interview.internal.report.json``."""
    stem = PurePath(report.released.name).stem + (".internal" if report.form == "internal" else "")
    rendered = {f"{stem}.report.html": render_html(report), f"{stem}.report.json": render_json(report)}
    # A byte of a file name that is no UTF-8 is a lone surrogate here; "\\udc80" is its JSON spelling.
    return {name: text.encode("utf-8", "backslashreplace") for name, text in rendered.items()}


def _case_entry(engine: Engine, outcome: Outcome, released: Document) -> CaseEntry | None:
    """Return what a case file was good for; what it claims of the reports is checked after them."""
    if engine.case is None:
        return None
    case, proof = engine.case.case, _prove(engine.case, outcome, released)
    codes = [fact.reason_code for fact in case.open_facts]
    return CaseEntry(
        terms=proof.terms,
        segments=proof.segments,
        found=sum(proof.found.values()),
        forms=proof.found,
        public=codes.count("already-public"),
        consent=codes.count("consent"),
        evidence=tuple(
            EvidenceEntry(f.reason_code, f.entity_type, f.evidence.who, f.evidence.where, f.evidence.when)
            for f in case.open_facts
        ),
    )


def _prove(
    finder: CaseFinder,
    outcome: Outcome,
    released: Document,
    rendered: Sequence[Sequence[str]] = (),
    wording: Sequence[str] = (),
) -> Proof:
    before, edits = outcome.analysis.document, outcome.plan.edits
    return prove(finder, before, released, edits, name=outcome.name, rendered=rendered, wording=wording)


def _own_wording(
    report: Report, provenance: Provenance, policy: Policy, reports: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Return what a report says in the product's words: all but its own policy's and the file's name."""
    entries = report.decisions
    words = {word for d in entries for word in (d.entity_type, d.action, d.reason_code, d.replacement or "")}
    if all(file.shipped for file in provenance.policy_files):
        answers = [policy.default, *(rule.answer for rule in policy.rules)]
        words |= {word for answer in answers for word in (answer.reason, answer.rule)}
    words.update(*(_KEY.findall(data.decode()) for name, data in reports.items() if name.endswith(".json")))
    unnamed = replace(report.released, name="")
    entry = replace(report.policy, name="", version="", files=())
    frame = replace(report, decisions=(), counts={}, awaiting_review=(), released=unnamed, policy=entry)
    return (*sorted(words), *said_in_html(render_html(frame)), *said_in_json(render_json(frame)))


def _leaks(
    engine: Engine,
    outcome: Outcome,
    released: Document,
    reports: Mapping[str, bytes],
    wording: Sequence[str],
) -> tuple[Leak, ...]:
    """Check the release once more as a whole: its final name and the reports that go with it."""
    analysis, edits = outcome.analysis, outcome.plan.edits
    shown = [_said(name, data.decode()) for name, data in reports.items()]
    leaks = verify(
        analysis.document,
        released,
        analysis.decisions,
        edits,
        outcome.name,
        [_APART.join(pieces) for pieces in shown],
        wording=_APART.join(wording),
    )
    if engine.case is None:
        return leaks
    return (*leaks, *_prove(engine.case, outcome, released, shown, wording).leaks)


def _said(name: str, rendered: str) -> tuple[str, ...]:
    return said_in_json(rendered) if name.endswith(".json") else said_in_html(rendered)


def _is_shipped(source: Source) -> bool:
    """Whether a policy file is, byte for byte, one that travels with the product."""
    name = PurePath(source.name).stem
    return name in shipped_policies() and _shipped_digest(name) == source.sha256


@cache
def _shipped_digest(name: str) -> str:
    return load_policy(name).sources[0].sha256
