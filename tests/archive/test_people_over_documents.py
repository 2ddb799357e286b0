"""One person, one name, in every document: from the first pass to the released texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from redactor.archive.linking import link, persons_in
from redactor.archive.people import FoundPerson, people_of
from redactor.archive.vault import new_vault, open_vault
from redactor.archive.vault_file import Secret
from redactor.case import Case, CaseFinder
from redactor.model import PseudonymScope
from redactor.pipeline import Engine, analyze_document, redact_document

KEY = Secret(key=b"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
FIRST = """Sergeant Zoran Babic of the 38th Regiment was taken near the river.

Babic said that he had served with Ante Kolar since spring.
"""
SECOND = """The letter was for Babic Zoran, who never got it. Babic was far away.

His friend, Private Ante Grabovac, kept it.
"""
THIRD = "On the wall stood: zoran-babic was here.\n"


def found(engine: Engine, texts: Mapping[str, str]) -> dict[str, tuple[FoundPerson, ...]]:
    return {
        name: people_of(analyze_document(engine, engine.read(name, text.encode())))
        for name, text in texts.items()
    }


@pytest.fixture
def linked(engine: Engine, tmp_path: Path) -> Callable[..., Engine]:
    """Return a function from texts to an engine for the second pass; later calls have the same vault."""
    new_vault(tmp_path / "vault", KEY)

    def make(
        texts: Mapping[str, str], case: Case | None = None, scope: PseudonymScope | None = None
    ) -> Engine:
        first = replace(engine, case=CaseFinder(case) if case else None)
        documents = found(first, texts)
        with open_vault(tmp_path / "vault", KEY) as vault:
            codes = vault.give_codes(persons_in(documents, case, vault.codes))
            whole = link(documents, case, codes)
        policy = replace(engine.policy, pseudonyms=scope or PseudonymScope.ARCHIVE)
        return replace(engine, case=CaseFinder(whole), policy=policy)

    return make


def released(engine: Engine, name: str, text: str) -> str:
    outcome = redact_document(engine, name, text.encode())
    assert outcome.released, [(leak.kind, leak.detail) for leak in outcome.leaks]
    assert outcome.content is not None
    return outcome.content.decode()


def test_a_name_hidden_in_one_document_is_hidden_in_all(linked) -> None:
    texts = {"a.txt": FIRST, "b.txt": SECOND, "c.txt": THIRD}
    engine = linked(texts)
    for name, text in texts.items():
        assert "babic" not in released(engine, name, text).lower()


def test_a_surname_that_is_two_peoples_gets_neither_ones_code(linked) -> None:
    text = """Private Zoran Babic was taken near the river. His sister, Mira Babic, waits in the yard.

"Babic!" the guard shouted through the door, and nobody got up.

Z. Babic is carved into the table.
"""
    engine = linked({"a.txt": text, "b.txt": "Zoran Babic wrote to Mira Babic.\n"})
    out = released(engine, "a.txt", text)
    assert '"[name withheld]!" the guard shouted' in out
    codes = re.findall(r"\b(?:Soldier|Source|Person|Relative) [A-Z0-9]{5}\b", out)
    assert len(set(codes)) == 2
    assert out.rstrip().endswith(f"{codes[0]} is carved into the table.")
