"""The records of this room: what a rule can match on, what it says, and a whole policy."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Action, Context, PseudonymScope, Role
from redactor.policy.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Query:
    """What a rule can match on.

    Attributes:
        entity_type: an :class:`~redactor.model.EntityType` value, or a plugin's own name.
        role: who the finding's subject is in the story.
        relation: for a relative, the relation to the source.
        context: where in the document the finding stands.
        score: the recognizer's confidence, 0 to 1.
        text: what the document has there.
    """

    entity_type: str
    role: Role
    relation: str | None
    context: Context
    score: float
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy says about a query.

    Attributes:
        action: what happens.
        rung: rung of the type's generalization hierarchy; ``None`` unless generalized.
        rule: who says so: ``policy-name/rule-name``, ``policy-name/default``.
        reason_code: a key of ``reason_codes.yaml``.
        reason: a sentence that an editor understands.
        review_required: a person has to look at it.
    """

    action: Action
    rung: str | None
    rule: str
    reason_code: str
    reason: str
    review_required: bool


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """Somebody whom this policy counts as a public figure, besides those the product knows.

    Attributes:
        id: a word of lower-case letters, digits and hyphens.
        names: every spelling that the texts use.
    """

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The conditions of a rule; all have to hold, and an empty one always holds.

    Attributes:
        types: entity types.
        roles: roles, with the group words already spelled out.
        relations: relations to a source.
        contexts: places in a document.
        min_score: the least score, itself included.
        max_score: the greatest score, itself included.
        literals: folded texts, see :func:`redactor.policy.evaluate.fold_literal`.
        pattern: a regular expression that has to be found in the text.
    """

    types: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    relations: frozenset[str] = frozenset()
    contexts: frozenset[Context] = frozenset()
    min_score: float | None = None
    max_score: float | None = None
    literals: frozenset[str] = frozenset()
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a policy.

    Attributes:
        match: its conditions.
        answer: what it says where they hold.
        place: where it stands: ``strict.yaml:57``.
    """

    match: Match
    answer: Answer
    place: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a policy was read from.

    Attributes:
        name: file name without folders.
        sha256: of its bytes, in hex.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Policy:
    """Ordered rules that say what happens to a finding; the first that matches wins.

    Attributes:
        name: a word of lower-case letters, digits and hyphens.
        version: as the file gives it.
        description: what the policy is for.
        rules: its own, then those of the policy that it extends.
        default: the answer where no rule matches; always a mask.
        public_figures: whom it counts as public figures, besides those the product knows.
        sources: the files it was read from, its own first.
        handling: what it says about files.
        pseudonyms: how far a person's pseudonym reaches.
    """

    name: str
    version: str
    description: str
    rules: tuple[Rule, ...]
    default: Answer
    public_figures: tuple[PublicFigure, ...]
    sources: tuple[Source, ...]
    handling: Handling = DEFAULT_HANDLING
    pseudonyms: PseudonymScope = PseudonymScope.ARCHIVE
