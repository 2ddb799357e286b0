"""PDF: pages read with their places, written as pictures with a new text layer.

Only :mod:`redactor.formats.pdf.file` is imported here; it loads the PDF libraries when the
first PDF is read.
"""

from redactor.formats.pdf.file import Pdf

__all__ = ["Pdf"]
