"""What a tribunal's or a charity's file says of the person whose case it is."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
from redactor.pipeline import Engine, analyze_document


@pytest.mark.parametrize(
    ("text", "fact", "entity_type"),
    [
        ("The applicant was an electrician by profession.", "electrician", "BACKGROUND"),
        ("The claimant worked as a primary school teacher in Rasht.", "primary school teacher", "BACKGROUND"),
        ("Applicants were heard in the order of arrival.", "heard", None),
    ],
)
def test_a_party_to_a_case_is_somebody(engine: Engine, text: str, fact: str, entity_type: str | None) -> None:
    data = text.encode()
    document = format_for("file.txt", data).read("file.txt", data)
    start = text.index(fact)
    types = {
        d.finding.entity_type
        for d in analyze_document(engine, document).decisions
        if d.finding.span.start <= start < d.finding.span.end and d.finding.subject.role.is_protected
    }
    assert entity_type in types if entity_type else not types


@pytest.mark.parametrize(
    ("text", "sum_", "found"),
    [
        ("He owes TRL 30,000,000 to a cousin.", "TRL 30,000,000", True),
        ("A fine of 33,658 Austrian schillings (ATS) was paid.", "33,658 Austrian schillings (ATS)", True),
        ("They won 3 of 5 matches.", "3", False),
    ],
)
def test_sums_are_found_with_their_currency(engine: Engine, text: str, sum_: str, found: bool) -> None:
    data = text.encode()
    document = format_for("file.txt", data).read("file.txt", data)
    sums = {
        text[d.finding.span.start : d.finding.span.end]
        for d in analyze_document(engine, document).decisions
        if d.finding.rule == "money.sum"
    }
    assert sums == ({sum_} if found else set())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("He wrote to the Federal Constitutional Court in June.", "organization.generic"),
    ],
)
def test_an_institution_that_every_country_has_names_nothing(engine: Engine, text: str, rule: str) -> None:
    data = text.encode()
    document = format_for("file.txt", data).read("file.txt", data)
    rules = {d.finding.rule for d in analyze_document(engine, document).decisions}
    assert rule in rules
