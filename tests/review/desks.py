"""Who is at the desks of the tests, and what they read."""

from __future__ import annotations

from redactor.review.records import DeskRole, Person

ANNA = Person("anna", frozenset({DeskRole.EDITOR, DeskRole.REVIEWER}))
BORA = Person("bora", frozenset({DeskRole.REVIEWER, DeskRole.SECOND}))
EDDA = Person("edda", frozenset({DeskRole.EDITOR}))
ADAM = Person("adam", frozenset({DeskRole.ADMIN}))

DRAFT = """Sergeant Zoran Babic, 24, was born in the village of Rudnik.

His mother is a teacher. She waits for Babic in Rudnik.
"""
