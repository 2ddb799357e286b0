"""What a plain installation says of commands that need more packages."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest
from click.testing import CliRunner

from redactor.cli import main, review_commands


@pytest.mark.parametrize("command", [["serve"], ["add", "draft.md"], ["user", "list"], ["verify-log"]])
def test_the_desk_names_the_extra_that_it_needs(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def without_database(name: str) -> Any:
        return None if name == "sqlalchemy" else find_spec(name)

    monkeypatch.setattr(review_commands, "find_spec", without_database)
    done = CliRunner().invoke(main, ["review", *command])
    assert done.exit_code == 2
    assert "pip install 'redactor[review]'" in done.output


def test_its_help_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_commands, "find_spec", lambda name: None)
    assert CliRunner().invoke(main, ["review", "--help"]).exit_code == 0
