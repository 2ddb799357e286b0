"""A look that was kept as bytes is as good as a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.detect.kept import pack, unpack
from redactor.pipeline import Engine, look_at, redact_document

ROOT = Path(__file__).parents[2]
DRAFTS = [
    ROOT / "samples" / name
    for name in ("interview.md", "feature.txt", "draft.docx", "film.srt", "phone_calls.jsonl")
]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.name)
def test_a_kept_look_changes_nothing_of_a_release(draft: Path, engine: Engine) -> None:
    data = draft.read_bytes()
    look = look_at(engine, engine.read(draft.name, data))
    kept = unpack(pack(look), engine.detector.vocab)
    assert kept.detections == look.detections
    assert redact_document(engine, draft.name, data, look=kept) == redact_document(engine, draft.name, data)


def test_what_a_recognizer_restates_comes_back(engine: Engine) -> None:
    text = "He was born in 1998 in Pukchang. The man from Pukchang, a soldier, was born in the year 1998."
    look = look_at(engine, engine.read("a.txt", text.encode()))
    assert unpack(pack(look), engine.detector.vocab).detections == look.detections
