"""The fixed set: well-formed, and the tool no worse on it than before."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.evaluate.baseline import read_baseline, worse
from redactor.evaluate.evaluation import headline
from redactor.evaluate.marks import read_marks
from redactor.evaluate.readers import read_gold
from redactor.evaluate.records import Found, GoldAction
from redactor.evaluate.score import score_document
from redactor.formats import format_for
from redactor.pipeline import Engine, analyze_document

FOLDER = Path(__file__).parents[1] / "data" / "evaluation"
FILES = sorted(FOLDER.glob("*.gold.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_documents_of_the_fixed_set_are_well_formed(path: Path) -> None:
    marked = read_marks(path.read_text("utf-8"))
    assert not [*marked.complaints, *marked.warnings]
    assert 2_000 <= len(marked.text) <= 3_000


def test_the_set_has_something_of_everything() -> None:
    spans = [s for path in FILES for s in read_gold(path.name, path.read_bytes())[0].spans]
    assert len(FILES) == 6
    assert {s.action for s in spans} == set(GoldAction)
    assert len({s.entity_type for s in spans}) == 16


def test_no_figure_falls_below_the_baseline(engine: Engine) -> None:
    scores = []
    for path in FILES:
        (gold,) = read_gold(path.name, path.read_bytes())
        data = gold.text.encode()
        analysis = analyze_document(engine, format_for("a.txt", data).read("a.txt", data, "en"))
        scores.append(score_document(gold, [Found.of(d) for d in analysis.decisions]))
    fallen = worse(headline(scores, resamples=0), read_baseline((FOLDER / "baseline.json").read_bytes()))
    assert not fallen, (
        f"{'; '.join(fallen)}. Mend what made it worse; tests/data/evaluation/README.md says how to move "
        "the baseline on purpose."
    )
