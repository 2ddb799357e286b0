"""The golden table: each sentence is released as written."""

from pathlib import Path

import pytest
import yaml

from .marks import released, request

_TABLE = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))
_ROWS = [(kind, *row) for kind, rows in _TABLE.items() for row in rows]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row[0]}-{row[2]}"[:70])
def test_sentence_is_released_as_written(row):
    _, rung, marked, after, *pseudonym = row
    assert released(request(marked, rung, *pseudonym)) == after
