"""The words that a language's layout habits are recognized by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """The words that a language's layout habits are recognized by.

    Attributes:
        question_labels: folded speaker labels that mark a question: ``q``, ``interviewer``.
        answer_labels: folded speaker labels that mark an answer.
        narrator_labels: folded labels of a narrator or on-screen text.
        caption_labels: folded first words of a caption: ``photo``.
        note_labels: folded first words of an editorial note.
        question_starts: lower-case words that open a question where marks are missing.
        addressing_words: lower-case words by which one speaks to somebody: ``you``.
        paired_labels: folded labels that are a turn only beside another: ``a`` beside ``q``.
        field_labels: lower-case form labels, so that "Label: value" is a field.
        mail_correspondents: folded labels of a letter's header that name who writes and to whom.
        mail_matters: those that no form has beside them: ``subject``.
        mail_others: the rest of a letter's header: ``date``.
    """

    question_labels: frozenset[str]
    answer_labels: frozenset[str]
    narrator_labels: frozenset[str]
    caption_labels: frozenset[str]
    note_labels: frozenset[str]
    question_starts: frozenset[str]
    addressing_words: frozenset[str]
    paired_labels: Mapping[str, str]
    field_labels: frozenset[str]
    mail_correspondents: frozenset[str]
    mail_matters: frozenset[str]
    mail_others: frozenset[str]
