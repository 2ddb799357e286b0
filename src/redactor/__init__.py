"""Redact interview drafts so that a source's family cannot be found.

    import redactor

    analysis = redactor.analyze("draft.md")                 # what would happen, and why
    outcome = redactor.redact("draft.md", out="released")   # writes only what was verified
    if not outcome.released:
        print(outcome.leaks)

Importing this package is cheap: the models are loaded at the first call that needs them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redactor.case import Case, load_case
    from redactor.errors import (
        CaseError,
        DetectionError,
        ExitCode,
        PolicyError,
        RedactorError,
        RefusedError,
        UnreadableError,
        UsageError,
    )
    from redactor.library import analyze, analyze_text, redact
    from redactor.model import Action, Analysis, Decision, Document, EntityType, Finding, Leak, Outcome
    from redactor.policy import Policy, load_policy

__version__ = "0.1.0"

__all__ = [
    "Action",
    "Analysis",
    "Case",
    "CaseError",
    "Decision",
    "DetectionError",
    "Document",
    "EntityType",
    "ExitCode",
    "Finding",
    "Leak",
    "Outcome",
    "Policy",
    "PolicyError",
    "RedactorError",
    "RefusedError",
    "UnreadableError",
    "UsageError",
    "__version__",
    "analyze",
    "analyze_text",
    "load_case",
    "load_policy",
    "redact",
]

_HOMES = {
    "redactor.library": ("analyze", "analyze_text", "redact"),
    "redactor.policy": ("Policy", "load_policy"),
    "redactor.case": ("Case", "load_case"),
    "redactor.model": (
        "Action", "Analysis", "Decision", "Document", "EntityType", "Finding", "Leak", "Outcome",
    ),
    "redactor.errors": (
        "CaseError", "DetectionError", "ExitCode", "PolicyError", "RedactorError", "RefusedError",
        "UnreadableError", "UsageError",
    ),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'redactor' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
