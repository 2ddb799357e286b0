"""Proposes a case file from the analysis of a draft.

What the detectors found becomes entries; what they cannot know becomes a question. The text
is YAML with comments, for an editor to read line by line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from redactor.model import Analysis, Decision, EntityType, Role, Subject

_SURE = 0.8
_FACTS = (
    EntityType.HOMETOWN,
    EntityType.DUTY_STATION,
    EntityType.MILITARY_UNIT,
    EntityType.DATE_OF_BIRTH,
    EntityType.DATE,
    EntityType.BACKGROUND,
    EntityType.FAMILY_DETAIL,
    EntityType.HEALTH,
    EntityType.CONTACT,
)
_ROLES = frozenset({Role.SOURCE, Role.RELATIVE, Role.COMRADE, Role.HELPER, Role.UNKNOWN})


def propose(analysis: Analysis, name: str) -> str:
    """Return a case file's text for a draft.

    Args:
        analysis: of the draft.
        name: of the case.
    """
    texts = {s.id: s.text for s in analysis.document.segments}
    people = _people(analysis.decisions, texts)
    lines = [
        "# A proposal. Read it line by line: what is wrong here is wrong with certainty later.",
        "version: 1",
        f"name: {_quoted(name)}",
        "",
        "people:",
    ]
    ids = {subject.id: f"person-{n}" for n, subject in enumerate(people, 1)}
    for subject, names in people.items():
        lines += _person(subject, names, ids)
    lines += ["", "facts:"] if people else []
    lines += list(_facts(analysis.decisions, texts, ids)) or ["  []"] if people else []
    lines += [
        "",
        "# ask: which of these facts has been published before, by whom, where and when?",
        "public: []",
        "# ask: what has each of them agreed to, who recorded it, and when?",
        "consent: []",
        "public_figures:",
        *(_figures(analysis.decisions, texts) or ["  []"]),
    ]
    return "\n".join(lines) + "\n"


def _people(
    decisions: Iterable[Decision], texts: Mapping[str, str]
) -> dict[Subject, list[tuple[str, float]]]:
    """The people whom the draft names, with each spelling once and its best score."""
    best: dict[Subject, dict[str, float]] = defaultdict(dict)
    for d in decisions:
        f = d.finding
        if f.entity_type == EntityType.PERSON and f.subject.role in _ROLES:
            name = " ".join(texts[f.segment][f.span.start : f.span.end].split())
            best[f.subject][name] = max(f.score, best[f.subject].get(name, 0.0))
    return {subject: sorted(names.items()) for subject, names in best.items()}


def _person(subject: Subject, names: Sequence[tuple[str, float]], ids: Mapping[str, str]) -> Iterator[str]:
    owner = ids.get(subject.id.partition(".")[0]) if subject.role is Role.RELATIVE else None
    is_open = subject.role is Role.UNKNOWN or (subject.role is Role.RELATIVE and owner is None)
    yield f"  - id: {ids[subject.id]}"
    if is_open:
        yield "    # ask: source, comrade, helper, or a relative (of: id, relation: mother)?"
    yield f"    role: {(Role.SOURCE if is_open else subject.role).value}"
    if owner:
        yield f"    of: {owner}"
        yield f"    relation: {subject.relation or 'relative'}"
    yield "    names:"
    for name, score in names:
        doubt = "" if score >= _SURE else "  # ask: a person's name, and this person's?"
        yield f"      - {_quoted(name)}{doubt}"
    yield "    # ask: other spellings, the name in its own script, nicknames, call signs?"


def _facts(decisions: Iterable[Decision], texts: Mapping[str, str], ids: Mapping[str, str]) -> Iterator[str]:
    seen: set[tuple[str, str, str]] = set()
    for d in decisions:
        f = d.finding
        about = ids.get(f.subject.id) or ids.get(f.subject.id.partition(".")[0])
        if f.entity_type not in _FACTS or about is None:
            continue
        text = " ".join(texts[f.segment][f.span.start : f.span.end].split())
        key = (about, f.entity_type, text)
        if key in seen or text.isdigit() or not text:
            continue
        seen.add(key)
        doubt = "" if f.score >= _SURE else "  # ask: is this so?"
        yield f"  - about: {about}{doubt}"
        yield f"    type: {f.entity_type}"
        yield f"    texts: [{_quoted(text)}]"


def _figures(decisions: Iterable[Decision], texts: Mapping[str, str]) -> list[str]:
    names = dict.fromkeys(
        " ".join(texts[d.finding.segment][d.finding.span.start : d.finding.span.end].split())
        for d in decisions
        if d.finding.entity_type == EntityType.PERSON and d.finding.subject.role is Role.PUBLIC_FIGURE
    )
    return [f"  - {{id: figure-{n}, names: [{_quoted(name)}]}}" for n, name in enumerate(names, 1)]


def _quoted(text: str) -> str:
    """JSON's quotes are YAML's, too."""
    return json.dumps(text, ensure_ascii=False)
