"""What sealing promises: opened by its passphrase only, and any change is noticed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.case import load_case
from redactor.case.seal import is_sealed, seal, unseal
from redactor.errors import UnreadableError, UsageError

CASE = Path(__file__).parent / "case.yaml"
PASSPHRASE = "four words of straw"


@settings(max_examples=5, deadline=None)
@given(st.binary(max_size=300), st.text(st.characters(codec="utf-8"), min_size=12, max_size=40))
def test_what_was_sealed_is_opened_by_its_passphrase_only(data: bytes, passphrase: str) -> None:
    sealed = seal(data, passphrase)
    assert is_sealed(sealed)
    assert unseal(sealed, passphrase) == data
    with pytest.raises(UsageError, match="wrong"):
        unseal(sealed, passphrase + "x")


def test_a_sealed_file_shows_nothing_and_is_loaded() -> None:
    sealed = seal(CASE.read_bytes(), PASSPHRASE)
    assert not any(word in sealed for word in (b"Gwak", b"people", b"case.yaml"))
    assert seal(CASE.read_bytes(), PASSPHRASE) != sealed, "each sealing has its own salt"


def test_a_sealed_file_is_loaded_with_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "case.sealed"
    path.write_bytes(seal(CASE.read_bytes(), PASSPHRASE))
    assert load_case(path, PASSPHRASE) == load_case(CASE)
    with pytest.raises(UsageError, match="needs its passphrase"):
        load_case(path)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_no_changed_byte_gives_another_content(data: st.DataObject) -> None:
    sealed = seal(b"plain", PASSPHRASE)
    at = data.draw(st.integers(0, len(sealed) - 1))
    changed = bytearray(sealed)
    changed[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != sealed[at]))
    opened, said = b"", ""
    try:
        opened = unseal(bytes(changed), PASSPHRASE)  # only unused bits of the last letter let it open
    except (UsageError, UnreadableError) as error:
        said = str(error)
    assert opened == b"plain" or "was changed" in said or "damaged" in said


@pytest.mark.parametrize("keep", [24, 40, 60, 100, -40, -2])
def test_a_file_that_is_cut_off_is_never_opened(keep: int) -> None:
    sealed = seal(CASE.read_bytes(), PASSPHRASE)
    with pytest.raises((UnreadableError, UsageError), match=r"damaged|was changed"):
        unseal(sealed[:keep], PASSPHRASE)


def test_line_ends_of_another_system_do_no_harm() -> None:
    assert unseal(seal(b"plain", PASSPHRASE).replace(b"\n", b"\r\n"), PASSPHRASE) == b"plain"


def test_two_keyboards_that_compose_letters_differently_open_the_same_file() -> None:
    typed = "їжак і йогурт на дорозі"
    sealed = seal(b"plain", unicodedata.normalize("NFD", typed))
    assert unseal(sealed, unicodedata.normalize("NFC", typed)) == b"plain"


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 12"):
        seal(b"x", "short")
