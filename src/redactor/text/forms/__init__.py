"""Known terms in every form: what an editor's case file names, however the text writes it."""

from redactor.text.forms.finder import TermFinder
from redactor.text.forms.terms import Term, TermKind, TermMatch

__all__ = ["Term", "TermFinder", "TermKind", "TermMatch"]
