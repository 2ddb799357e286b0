"""A Word copy with what is hidden as tracked changes, as the desk decided. It holds the original."""

from __future__ import annotations

from redactor.desk import tracked_copy
from redactor.review.approval import outcome_of
from redactor.review.desk import Desk, looking


def tracked(desk: Desk, document_id: str) -> bytes:
    """Return a copy of a Word draft with the desk's decisions as tracked changes.

    Raises:
        UsageError: if the draft is no Word document.
        RedactorError: if it cannot be written.
    """
    with looking(desk) as rows:
        draft = rows.draft(document_id)
    outcome = outcome_of(desk, document_id)
    with desk.turn:
        return tracked_copy(desk.engine(draft.policy, draft.case), draft.name, draft.data, outcome)
