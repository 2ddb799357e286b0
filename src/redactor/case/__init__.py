"""The case file: what an editor knows for certain about the people of a story.

case.yaml -load-> Case -find-> places known for certain -> findings with score 1.0
                       -prove-> leaks, where a term still stands in what was written
"""

from redactor.case.certain import detections_of, superseded, with_case_subjects
from redactor.case.known import CaseFinder
from redactor.case.load import load_case, read_case
from redactor.case.proof import Proof, prove
from redactor.case.records import Case

__all__ = [
    "Case",
    "CaseFinder",
    "Proof",
    "detections_of",
    "load_case",
    "prove",
    "read_case",
    "superseded",
    "with_case_subjects",
]
