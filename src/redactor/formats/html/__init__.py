"""HTML pages: what a reader sees, what not, and a fresh page from an allow-list."""

from redactor.formats.html.format import Html

__all__ = ["Html"]
