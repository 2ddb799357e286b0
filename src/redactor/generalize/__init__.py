"""Says things less exactly: hierarchies, masks and pseudonyms that fit their sentence.

Each language is a folder of this package with its ``HIERARCHIES``; tables that no language
owns are in ``data``. See ``docs/hierarchies.md``.
"""

from redactor.generalize.exact import exact_age, exact_length, exact_year
from redactor.generalize.ladder import generalize
from redactor.generalize.masks import mask
from redactor.generalize.own_words import own_words
from redactor.generalize.pseudonyms import (
    CODE_DIGITS,
    CODE_FORM,
    CODE_LETTERS,
    assign_pseudonyms,
    coded_pseudonym,
    merge_pseudonyms,
)
from redactor.generalize.request import Phrase, Request
from redactor.generalize.tidy import Surroundings, tidy

__all__ = [
    "CODE_DIGITS",
    "CODE_FORM",
    "CODE_LETTERS",
    "Phrase",
    "Request",
    "Surroundings",
    "assign_pseudonyms",
    "coded_pseudonym",
    "exact_age",
    "exact_length",
    "exact_year",
    "generalize",
    "mask",
    "merge_pseudonyms",
    "own_words",
    "tidy",
]
