"""What a worker found out of a text goes with it, and does not wait for a collection of garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from redactor.detect.reading import Reading
from redactor.pipeline import Engine, look_at

TEXT = b"""Q: Where do your parents live?
A: My mother, Pak Sun-hui, lives in Hamhung. She is 58, and I am her only son.
"""


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_no_reading_of_a_text_is_left(engine: Engine, no_collection: None) -> None:
    assert look_at(engine, engine.read("a.txt", TEXT)).detections
    assert not any(isinstance(one, Reading) for one in gc.get_objects())
