"""What was done to a document and why, as JSON and as a page.

The external form may travel with the released text: it holds no original text, no place in
the original, no hash of it and nothing that is vaguer in the released text. The internal
form adds all of that, for the people who know the source anyway.
"""

from redactor.report.build import build_report
from redactor.report.passages import Passage, Piece, changed_passages
from redactor.report.records import SCHEMA, CaseEntry, EvidenceEntry, PolicyFile, Provenance, Report
from redactor.report.render import house_style, render_html, render_json
from redactor.report.wording import said_in_html, said_in_json

__all__ = [
    "SCHEMA",
    "CaseEntry",
    "EvidenceEntry",
    "Passage",
    "Piece",
    "PolicyFile",
    "Provenance",
    "Report",
    "build_report",
    "changed_passages",
    "house_style",
    "render_html",
    "render_json",
    "said_in_html",
    "said_in_json",
]
