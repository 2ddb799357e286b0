"""One small document with every case that a report has to tell, made by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from redactor.model import (
    NOBODY,
    Action,
    Analysis,
    Context,
    Decision,
    Document,
    Edit,
    EntityType,
    Finding,
    Outcome,
    Plan,
    Role,
    Segment,
    SegmentKind,
    Span,
    Subject,
)
from redactor.report import PolicyFile, Provenance

TEXT = (
    "Jang Min-ho (26) fought at Kursk.\n"
    "His widowed mother, 58, lives in Sinpo. He wants to stay.\n"
    "<script>alert(1)</script>\u200b He limps.\n"
)
COMMENT = " his name is Jang Min-ho "
SOURCE = Subject("s1", Role.SOURCE)
MOTHER = Subject("s1.mother", Role.RELATIVE, "mother")
PROVENANCE = Provenance(
    policy="pow-families",
    policy_version="1.0",
    policy_files=(
        PolicyFile("jang-case.yaml", "c" * 64, shipped=False),
        PolicyFile("pow-families.yaml", "d" * 64, shipped=True),
    ),
    versions={"redactor": "0.1.0", "spacy": "3.8.0"},
)


def _decision(
    surface: str,
    entity_type: EntityType,
    subject: Subject,
    action: Action,
    replacement: str | None = None,
    *,
    segment: str = "text",
    review: bool = False,
) -> Decision:
    start = (TEXT if segment == "text" else COMMENT).index(surface)
    span = Span(start, start + len(surface))
    word = entity_type.value.lower()
    finding = Finding(segment, span, entity_type, subject, Context.NARRATION, 0.9, f"{word}.found", "a cue")
    return Decision(
        finding=finding,
        action=action,
        replacement=replacement,
        edit=span,
        rung="band" if action is Action.GENERALIZE else None,
        decided_by=f"pow-families/{word}",
        reason_code="direct-identifier",
        reason="An editor understands this.",
        review_required=review,
    )


def outcome() -> Outcome:
    """A released outcome."""
    before = Document(
        name="jang.md",
        format="md",
        language="en",
        sha256="a" * 64,
        segments=(
            Segment("text", SegmentKind.TEXT, TEXT),
            Segment("comment[1]", SegmentKind.HIDDEN, COMMENT),
        ),
    )
    name, age, clause = "Jang Min-ho", "(26)", "His widowed mother, 58, lives in Sinpo."
    decisions = (
        _decision(name, EntityType.PERSON, SOURCE, Action.MASK, "Soldier A"),
        _decision(age, EntityType.AGE, SOURCE, Action.GENERALIZE, ", in his 20s,"),
        _decision("Kursk", EntityType.LOCATION, NOBODY, Action.KEEP),
        _decision(clause, EntityType.FAMILY_DETAIL, MOTHER, Action.MASK, "[family detail removed]."),
        _decision("58", EntityType.AGE, MOTHER, Action.GENERALIZE, "in her 50s"),
        _decision("Sinpo", EntityType.HOMETOWN, MOTHER, Action.GENERALIZE, "the east"),
        _decision(
            "He wants to stay",
            EntityType.REPRISAL_RISK,
            SOURCE,
            Action.MASK,
            "[statement removed]",
            review=True,
        ),
        _decision("limps", EntityType.HEALTH, SOURCE, Action.KEEP, review=True),
        _decision(COMMENT, EntityType.HIDDEN_TEXT, NOBODY, Action.MASK, "", segment="comment[1]"),
    )
    wide = {"58", "Sinpo"}
    edits = tuple(
        Edit(d.finding.segment, d.edit, d.replacement)
        for d in decisions
        if d.replacement is not None and TEXT[d.edit.start : d.edit.end] not in wide
    )
    analysis = Analysis(
        document=before,
        decisions=decisions,
        pseudonyms={"s1": "Soldier A", "s1.mother": "Soldier A's mother"},
        not_checked=("Pictures were not opened.",),
    )
    content = released().segments[0].text.encode()
    return Outcome(analysis, Plan(edits), (), "interview.md", content)


def released() -> Document:
    """The document as it reads in the released file: edited, and the zero-width space gone."""
    text = (
        "Soldier A , in his 20s, fought at Kursk.\n"
        "[family detail removed]. [statement removed].\n"
        "<script>alert(1)</script> He limps.\n"
    )
    segments = (Segment("text", SegmentKind.TEXT, text),)
    return Document("interview.md", "md", "en", hashlib.sha256(text.encode()).hexdigest(), segments)


def refused() -> Outcome:
    """An outcome without content."""
    return replace(outcome(), content=None)
