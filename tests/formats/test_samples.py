"""The samples of every format go through the whole tool."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import traces

from redactor.pipeline import Engine, redact_document
from redactor.verify.buried import texts_in

SECRETS = {
    "broadcast.vtt": ["Chol-su", "Hoeryong", "Hamgyong", "Sun-hui", "Hale", "folder", "fourteen", "textile"],
    "film.srt": ["Ruslan", "Chernykh", "Tayshet", "Gleb", "fourteen", "Eleventh"],
    "statement.rtf": ["Abenov", "Karaoy", "thirty-one", "debt", "bees", "cousin", "Whitlock"],
    "phone_calls.jsonl": ["Yaroslav", "Chol-jun", "Sun-hi", "Hyesan"],
    "visits.xlsx": [
        "Hnatiuk",
        "Stara",
        "Olha",
        "Myong",
        "Musan",
        "sisters",
        "555",
        "Cousin",
        "Yong",
        "tymur",
        "Ilse",
    ],
    "camp_visits.csv": ["Horobchenko", "Rubka", "58th", "Lysohir", "Krynychne", "Olha", "Petro"],
    "desk_record.odt": ["Lysohir", "Krynychne", "1988", "050 000"],
    "draft.docx": ["Kwang-su", "Rim", "Weiss"],
    "transcript.pdf": ["Holubchenko", "Verkhni", "Petro", "Lida"],
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
    assert _left(outcome.content, SECRETS[name]) == []


def test_the_search_for_secrets_unpacks_what_it_searches(root: Path) -> None:
    for name, secrets in SECRETS.items():
        assert len(_left((root / "samples" / name).read_bytes(), secrets)) > len(secrets) / 2, name


def _left(data: bytes, secrets: list[str]) -> list[str]:
    texts = [text.casefold() for text in texts_in(data)]
    plain = [secret for secret in secrets if any(secret.casefold() in text for text in texts)]
    return [*plain, *(s for s in secrets if s not in plain and traces(data, s))]
