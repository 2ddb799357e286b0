"""The vault: encrypted, nobody else's, the same codes for ever, and any change to it is noticed."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from redactor.archive.codes import MOST_CODES, draw_codes
from redactor.archive.linking import Person
from redactor.archive.people import FoundPerson
from redactor.archive.vault import Vault, check_vault, new_vault, open_vault
from redactor.archive.vault_file import Secret
from redactor.archive.vault_place import check_place, new_key_file, read_key_file
from redactor.errors import RedactorError, RefusedError, UnreadableError, UsageError
from redactor.generalize import CODE_DIGITS, CODE_LETTERS
from redactor.model import Role

KEY = Secret(key=b"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
OTHER_KEY = Secret(key=b"OTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
BABIC = FoundPerson(("Zoran Babic",), Role.SOURCE, is_hidden=True, is_soldier=True, relation=None)


def person(name: str, *, is_soldier: bool = True) -> Person:
    return Person((" ".join(sorted(name.lower().split())),), (name,), Role.SOURCE, is_soldier)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "who.vault"
    new_vault(made, KEY)
    return made


def opened(path: Path) -> Vault:
    return open_vault(path, KEY)


def given(path: Path, *names: str) -> dict[str, str]:
    """Give people codes; return all codes."""
    with opened(path) as vault:
        return dict(vault.give_codes([person(name) for name in names]))


def test_a_code_once_given_is_kept_whatever_comes_after(path: Path) -> None:
    first = given(path, "Zoran Babic")
    then = given(path, "Andrej Kolar", "Zoran Babic", "Bojan Grabovac")
    assert then["babic zoran"] == first["babic zoran"]
    assert len(set(then.values())) == 3


def test_nobody_gets_a_name_that_an_editor_gave(path: Path) -> None:
    with opened(path) as vault:
        codes = vault.give_codes([person("Zoran Babic")], taken=["Milan B2BB2"])
    assert not codes["babic zoran"].endswith("B2BB2")


def test_a_code_does_not_depend_on_whose_it_is() -> None:
    """The same draws give the same codes, whoever is drawn for: no letter comes from a name."""

    def first_of(places: Sequence[int]) -> Callable[[Sequence[str]], str]:
        left = iter(places)
        return lambda signs: signs[next(left) % len(signs)]

    drawn = draw_codes((), first_of(range(10)))
    form = re.compile(f"[{CODE_LETTERS}][{CODE_DIGITS}][{CODE_LETTERS}]{{2}}[{CODE_DIGITS}]")
    codes = [next(drawn), next(drawn)]
    assert all(form.fullmatch(code) for code in codes)
    assert not set("AEIOU01") & set("".join(codes))


def test_codes_of_two_vaults_have_nothing_in_common(tmp_path: Path) -> None:
    names = [f"Zoran Babic{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    told = []
    for number in range(2):
        new_vault(tmp_path / f"{number}", KEY)
        told.append(given(tmp_path / f"{number}", *names))
    assert told[0] != told[1]
    in_order = [code for _, code in sorted(told[0].items())]
    assert in_order != sorted(in_order)


def test_where_no_code_is_left_that_is_said() -> None:
    with pytest.raises(RefusedError, match="no code left"):
        next(draw_codes([str(number) for number in range(MOST_CODES)]))


def test_a_man_and_a_woman_are_called_alike(path: Path) -> None:
    codes = given(path, "Olena Kovalenko", "Oleh Kovalenko")
    assert {code.split()[0] for code in codes.values()} == {"Soldier"}


def test_nothing_of_it_can_be_read_without_the_secret(path: Path) -> None:
    with opened(path) as vault:
        vault.remember("families/Zoran Babic.txt", "digest", [BABIC])
        codes = vault.give_codes([person("Zoran Babic")])
    data = path.read_bytes()
    for word in (b"Babic", b"babic", b"families", *(code.split()[-1].encode() for code in codes.values())):
        assert word not in data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UsageError, match="wrong"):
        open_vault(path, OTHER_KEY)
    with pytest.raises(UsageError, match="its key file"):
        open_vault(path, Secret(passphrase="a long passphrase"))


def test_lengths_of_records_tell_little(path: Path) -> None:
    with opened(path) as vault:
        for name in ("Li Wu", "Konstantin Konstantinopolskij"):
            found = FoundPerson((name,), Role.SOURCE, is_hidden=True, is_soldier=True, relation=None)
            vault.remember("a.txt", "digest", [found])
    *_, one, two = path.read_bytes().splitlines()
    assert len(one) == len(two)


def test_nobody_else_opens_it_meanwhile(path: Path) -> None:
    with opened(path), pytest.raises(UsageError, match="another run"):
        opened(path)


def _edited(lines: list[bytes]) -> list[bytes]:
    middle = len(lines[3]) // 2
    changed = b"A" if lines[3][middle : middle + 1] != b"A" else b"B"
    return [*lines[:3], lines[3][:middle] + changed + lines[3][middle + 1 :], *lines[4:]]


def _without_one(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], *lines[4:]]


def _moved(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


def _said_twice(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], lines[3], *lines[4:]]


@pytest.mark.parametrize("change", [_edited, _without_one, _moved, _said_twice])
def test_what_somebody_changed_is_not_opened(
    path: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    given(path, "Zoran Babic")
    given(path, "Andrej Kolar")
    given(path, "Bojan Grabovac")
    path.write_bytes(b"".join(line + b"\n" for line in change(path.read_bytes().splitlines())))
    with pytest.raises(UnreadableError, match="damaged"):
        opened(path)


def test_what_a_loss_of_power_left_of_the_last_record_is_cut_away(path: Path) -> None:
    before = given(path, "Zoran Babic")
    whole = path.stat().st_size
    given(path, "Andrej Kolar")
    data = path.read_bytes()
    for length in range(whole, len(data), 97):
        path.write_bytes(data[:length])
        assert given(path) == before
    after = given(path, "Bojan Grabovac")
    assert after.items() > before.items()
    assert given(path) == after


def test_a_full_disk_leaves_it_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = given(path, "Zoran Babic")
    data = path.read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with opened(path) as vault, monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        with pytest.raises(RefusedError, match="no space left"):
            vault.give_codes([person("Andrej Kolar")])
    assert path.read_bytes() == data
    assert given(path) == before


def test_who_has_left_the_archive_leaves_the_vault_when_it_is_tidied(path: Path) -> None:
    with opened(path) as vault:
        codes = dict(vault.give_codes([person("Zoran Babic"), person("Andrej Kolar")]))
        for number in range(9):
            vault.remember(f"{number}.txt", "digest", [BABIC])
        hidden_once = FoundPerson(("Bojan Grabovac",), Role.SOURCE, True, True, None)
        vault.remember("0.txt", "digest", [hidden_once])
        mark = vault.mark
        vault.forget([f"{number}.txt" for number in range(8)])
        long = path.stat().st_size
        vault.tidy()
    assert path.stat().st_size < long / 2
    with opened(path) as vault:
        assert vault.people_of("8.txt", "digest") == (BABIC,)
        assert vault.people_of("7.txt", "digest") is None
        assert dict(vault.codes) == codes
        assert vault.former == (hidden_once, BABIC)
        check_vault(mark, vault)


def test_whom_a_file_hid_before_it_changed_is_kept_and_nobody_else(path: Path) -> None:
    kept = FoundPerson(("Olena Kovalenko",), Role.UNKNOWN, is_hidden=False, is_soldier=False, relation=None)
    with opened(path) as vault:
        vault.remember("a.txt", "policy one", [BABIC, kept], "content")
        vault.remember("a.txt", "policy two", [kept], "content")
        assert vault.former == ()
        vault.remember("a.txt", "policy one", [BABIC, kept], "content")
        vault.remember("a.txt", "other", [], "other content")
        assert vault.former == (BABIC,)
    with opened(path) as vault:
        assert vault.former == (BABIC,)


def test_a_file_that_changed_is_not_known(path: Path) -> None:
    with opened(path) as vault:
        vault.remember("a.txt", "digest", [BABIC])
        assert vault.people_of("a.txt", "another") is None


def test_a_release_takes_its_own_vault_only(path: Path, tmp_path: Path) -> None:
    given(path, "Zoran Babic")
    with opened(path) as vault:
        mark = vault.mark
        check_vault(None, vault)
        check_vault(mark, vault)
    with pytest.raises(UsageError, match="give the vault"):
        check_vault(mark, None)
    new_vault(tmp_path / "other", KEY)
    with opened(tmp_path / "other") as other, pytest.raises(UsageError, match="another vault"):
        check_vault(mark, other)


def test_an_old_copy_and_one_that_went_its_own_way_are_refused(path: Path, tmp_path: Path) -> None:
    given(path, "Zoran Babic")
    old, own_way = tmp_path / "old", tmp_path / "own-way"
    for copy in (old, own_way):
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
    given(path, "Andrej Kolar")
    given(own_way, "Andrej Kolar", "Bojan Grabovac")
    with opened(path) as vault:
        mark = vault.mark
    with opened(old) as vault, pytest.raises(UsageError, match="old copy"):
        check_vault(mark, vault)
    with opened(own_way) as vault, pytest.raises(UsageError, match="other codes"):
        check_vault(mark, vault)
    given(path, "Bojan Grabovac")
    with opened(path) as vault:
        check_vault(mark, vault)


def test_what_a_release_remembers_tells_nobodys_name(path: Path) -> None:
    codes = given(path, "Zoran Babic")
    with opened(path) as vault:
        told = repr(vault.mark)
    assert "babic" not in told.lower()
    assert codes["babic zoran"].split()[-1] not in told


def test_a_link_is_no_vault(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(path)
    with pytest.raises(UnreadableError):
        opened(tmp_path / "link")


def test_a_vault_is_not_written_over(path: Path) -> None:
    data = path.read_bytes()
    with pytest.raises(UsageError, match="exists"):
        new_vault(path, KEY)
    assert path.read_bytes() == data


def test_a_short_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="at least"):
        new_vault(tmp_path / "who.vault", Secret(passphrase="short"))
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_others_can_read_opens_nothing(tmp_path: Path) -> None:
    key = new_key_file(tmp_path / "who.key")
    assert read_key_file(tmp_path / "who.key") == key
    (tmp_path / "who.key").chmod(0o640)
    with pytest.raises(UsageError, match="chmod"):
        read_key_file(tmp_path / "who.key")


def test_a_vault_lies_in_no_folder_that_it_protects_also_by_way_of_a_link(tmp_path: Path) -> None:
    release = tmp_path / "release"
    release.mkdir()
    (tmp_path / "elsewhere").symlink_to(release)
    for place in (release / "who.vault", tmp_path / "elsewhere" / "who.vault"):
        with pytest.raises(RedactorError, match="apart"):
            check_place(place, [release])
    check_place(tmp_path / "who.vault", [release])
