"""Whatever the API is sent, it answers as it says it does, and never breaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import schemathesis
from conftest import Visitor
from desks import DRAFT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redactor.review import service
from redactor.review.exports.log_file import check_desk
from redactor.review.service import Desk


@pytest.fixture
def light(desk: Desk) -> Desk:
    """On both databases: what one of them takes, the other may not."""
    return desk


@pytest.fixture
def anna(visitor: Callable[..., Visitor]) -> Visitor:
    anna = visitor()
    anna.log_in("anna")
    anna.ask("POST", "/api/documents?name=draft.txt", content=DRAFT.encode())
    return anna


def test_the_api_never_breaks(anna: Visitor, staffed: Desk) -> None:
    schema = schemathesis.openapi.from_dict(anna.ask("GET", "/api/openapi.json").json())
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) >= 18
    document = service.queue(staffed)[0].document_id
    item = service.page(staffed, document).items[0].id
    for operation in operations:
        _never_breaks(anna, operation, document, item)
    assert check_desk(staffed)[1] == []


def _never_breaks(anna: Visitor, operation, document: str, item: str) -> None:  # type: ignore[no-untyped-def]
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(), is_known=st.booleans())
    def ask(case, is_known: bool) -> None:  # type: ignore[no-untyped-def]
        parts = dict(case.path_parameters or {})
        if is_known:
            parts |= {name: {"document_id": document, "item_id": item}[name] for name in parts}
        case.path_parameters = parts
        body = case.body if isinstance(case.body, (dict, list, str, int, type(None))) else None
        query = {name: value for name, value in (case.query or {}).items() if isinstance(value, str)}
        path = case.formatted_path
        if not path.isascii() or not path.isprintable():
            return
        answer = anna.ask(case.method, path, body, params=query)
        assert answer.status_code < 500, (case.method, operation.path, answer.status_code)
        if answer.status_code >= 400:
            assert "Babic" not in answer.text
            assert "Traceback" not in answer.text

    ask()


@pytest.mark.parametrize("number", [2**31 - 2, 2**31 - 1, 2**63])
def test_a_version_that_is_none_is_answered(anna: Visitor, staffed: Desk, number: int) -> None:
    item = service.page(staffed, service.queue(staffed)[0].document_id).items[0].id
    asked = [
        anna.ask("POST", f"/api/items/{item}/decide", {"version": number}),
        anna.ask("POST", "/api/bulk/decide", {"seen": {item: number}}),
    ]
    assert {answer.status_code for answer in asked} <= {409, 422}
