"""The samples of pages, mails and subtitles go through the whole tool."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import traces

from redactor.pipeline import Engine, redact_document

SECRETS = {
    "broadcast.vtt": ["Chol-su", "Hoeryong", "Hamgyong", "Sun-hui", "Hale", "folder", "fourteen", "textile"],
    "page.html": [
        "Oleksii",
        "Danylenko",
        "Lypovets",
        "Vinnytsia",
        "Iryna",
        "Berezivka",
        "aunt",
        "Hale",
        "57th",
    ],
    "letter.eml": [
        "Oleksii",
        "Danylenko",
        "Lypovets",
        "Halyna",
        "welder",
        "555 01 99",
        "192.0.2.7",
        "Олексій",
    ],
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_sample_is_released_without_its_secrets(root: Path, engine: Engine, name: str) -> None:
    outcome = redact_document(engine, name, (root / "samples" / name).read_bytes())
    assert outcome.content is not None
    assert [secret for secret in SECRETS[name] if traces(outcome.content, secret)] == []
