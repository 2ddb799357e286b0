"""First names: the same name in Russian, Ukrainian and English, and its short and fond forms."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from redactor.text.forms.slavic import slavic_key


def other_forms(key: str) -> frozenset[str]:
    """Return the keys of all forms of a first name, ``key``'s own not among them.

    A fond form may belong to several names ("Sasha"): it leads to the forms of all of them.

    Args:
        key: the Slavic key of a form, see :func:`redactor.text.forms.slavic.slavic_key`.
    """
    return _groups().get(key, frozenset()) - {key}


def is_first_name(key: str) -> bool:
    """Whether a key is a form of a first name."""
    return key in _groups()


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Return the forms that each form leads to."""
    text = (files("redactor.text") / "data" / "given_names.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    groups: dict[str, set[str]] = {}
    for row in rows:
        forms = {slavic_key(form) for column in row.values() for form in column.split()}
        for form in forms:
            groups.setdefault(form, set()).update(forms)
    return {form: frozenset(forms) for form, forms in groups.items()}
