"""The case file: what an editor knows for certain about the people of a story.

case.yaml -load-> Case -terms-> terms -find-> findings with score 1.0
                                       -proof-> leaks, where a term still stands in what was written
"""

from redactor.case.load import load_case, read_case
from redactor.case.records import Case

__all__ = ["Case", "load_case", "read_case"]
