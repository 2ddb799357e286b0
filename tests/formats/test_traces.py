"""What was planted in every place of a file is in no line, report, file name or temporary file of a run."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from byte_traces import traces
from click.testing import CliRunner
from test_released import case_of, files

from redactor.case.known import CaseFinder
from redactor.cli import main, redacting
from redactor.pipeline import Engine
from redactor.policy import Policy

POLICY = """\
name: everything
version: "1"
description: For a test.
extends: pow-families
documents: {pictures: drop, unknown_parts: drop}
"""
IN_NAMES = 6
"""Letters of the shortest token that a file name could hold by chance."""


@pytest.fixture
def known(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> CaseFinder:
    """Have the command line know every token of every file, and load no models again."""
    case = case_of(tuple(dict.fromkeys(t for file in files().values() for t in file.tokens)))

    def load(policy: Policy, confine: object = None, **_: object) -> Engine:
        return replace(engine, policy=policy, case=case, confine=confine)

    monkeypatch.setattr(redacting, "load_engine", load)
    return case


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("policy", ["pow-families", POLICY], ids=["held", "released"])
def test_a_run_leaves_no_trace_but_in_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, policy: str
) -> None:
    for folder in ("in", "temporary"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    caplog.set_level(logging.DEBUG)
    if policy == POLICY:
        (tmp_path / "policy.yaml").write_text(policy, "utf-8")
        policy = str(tmp_path / "policy.yaml")
    paths = []
    for file in files().values():
        paths.append(tmp_path / "in" / f"{file.tokens[0]}{Path(file.name).suffix}")
        paths[-1].write_bytes(file.data)
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["redact", *map(str, paths), "--policy", policy, "-o", str(out)])
    assert done.exit_code in {0, 3}
    tokens = {token for file in files().values() for token in file.tokens}
    said = "\n".join([done.output, caplog.text])
    for path in paths:
        said = said.replace(str(path), "")
    assert traces(said.encode(), tokens) == []
    assert list((tmp_path / "temporary").iterdir()) == []
    written = [path for path in out.iterdir() if path.is_file()] if out.exists() else []
    assert len(written) >= (3 * len(paths) if done.exit_code == 0 else 3)
    for path in written:
        assert traces(path.read_bytes(), tokens) == []
        assert traces(path.name.encode(), [t for t in tokens if len(t) >= IN_NAMES]) == []
