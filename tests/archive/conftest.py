"""What the tests of archives share."""

from __future__ import annotations

import pytest

from redactor.detect.registry import DetectorSet
from redactor.pipeline import Engine, load_engine
from redactor.policy import load_policy


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Rules only: a run does not depend on who finds what."""
    return load_engine(load_policy(), detectors=DetectorSet.RULES)
