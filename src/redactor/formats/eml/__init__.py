"""E-mail messages: what a reader of the message sees, and a fresh message from it."""

from redactor.formats.eml.format import Eml

__all__ = ["Eml"]
