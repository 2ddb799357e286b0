"""The policy room: which YAML rules decide what happens to a finding, and why."""

from redactor.policy.compare import PolicyDiff, diff
from redactor.policy.evaluate import Explanation, answer, explain
from redactor.policy.lint import lint
from redactor.policy.load import DEFAULT_POLICY, load_policy
from redactor.policy.locate import shipped_policies
from redactor.policy.records import Answer, Policy, PublicFigure, Query, Rule, Source
from redactor.policy.schema import json_schema

__all__ = [
    "DEFAULT_POLICY",
    "Answer",
    "Explanation",
    "Policy",
    "PolicyDiff",
    "PublicFigure",
    "Query",
    "Rule",
    "Source",
    "answer",
    "diff",
    "explain",
    "json_schema",
    "lint",
    "load_policy",
    "shipped_policies",
]
