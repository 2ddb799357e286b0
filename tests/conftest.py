"""What several test folders share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from redactor.pipeline import Engine, load_engine
from redactor.policy import load_policy

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(params=["interview.md", "feature.txt", "testimony.txt", "notes.txt"])
def sample(request: pytest.FixtureRequest) -> Path:
    """Each shipped sample in turn."""
    return SAMPLES / request.param


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``golden/NAME`` beside the test.

    ``REDACTOR_UPDATE_GOLDEN=1`` writes the file instead; the test then fails, so that no
    run that writes golden files counts as one that passed.
    """
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if os.environ.get("REDACTOR_UPDATE_GOLDEN"):
            folder.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
            pytest.fail(f"wrote {path}: read it before you commit it")
        assert text == path.read_text("utf-8"), f"{path} differs (REDACTOR_UPDATE_GOLDEN=1 writes it)"

    return compare


@pytest.fixture
def program() -> Callable[[str], str]:
    """Find a program that some tests need; without it they are skipped.

    Where ``REDACTOR_TEST_PROGRAMS=required``, as in the CI, they fail instead: there it counts
    as a missing installation step.
    """

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            says = pytest.fail if os.environ.get("REDACTOR_TEST_PROGRAMS") == "required" else pytest.skip
            says(f"{name} is not installed")
        assert path is not None
        return path

    return find


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The models under the default policy, loaded once for the whole run."""
    return load_engine(load_policy())


@pytest.fixture
def quick(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Run commands in this process, with the models that are loaded already."""
    from redactor.cli import analyzing, redacting, tracking

    for module in (analyzing, redacting, tracking):
        monkeypatch.setattr(module, "load_engine", lambda policy, **_: Engine(policy, engine.detector))
    return CliRunner()
