"""What an archive's release came to, as one page for the people who own the archive."""

from redactor.archive.report.appearances import appearances
from redactor.archive.report.records import CasePersonInFiles, ReportFacts
from redactor.archive.report.write import HELD, PAGE, write_report

__all__ = ["HELD", "PAGE", "CasePersonInFiles", "ReportFacts", "appearances", "write_report"]
