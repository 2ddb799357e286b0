"""The front of the desk: every function that a page or a command calls, in one place."""

from redactor.review.approval import approve, download, release, released_text, rungs, tick_read
from redactor.review.bulk import bulk_preview
from redactor.review.decisions import bulk_decide, comment, decide, second
from redactor.review.desk import Desk
from redactor.review.documents import Added, add_documents, page, queue, replace_draft, standing
from redactor.review.leftovers import alike, beside, history, item, leftovers, linkage, log_entries, search
from redactor.review.marking import mark_missed
from redactor.review.opening import opened_desk
from redactor.review.undoing import redo, undo

__all__ = [
    "Added",
    "Desk",
    "add_documents",
    "alike",
    "approve",
    "beside",
    "bulk_decide",
    "bulk_preview",
    "comment",
    "decide",
    "download",
    "history",
    "item",
    "leftovers",
    "linkage",
    "log_entries",
    "mark_missed",
    "opened_desk",
    "page",
    "queue",
    "redo",
    "release",
    "released_text",
    "replace_draft",
    "rungs",
    "search",
    "second",
    "standing",
    "tick_read",
    "undo",
]
