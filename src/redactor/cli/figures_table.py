"""Figures of an evaluation on the terminal: names and numbers, no original text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from redactor.cli.console import escape
from redactor.evaluate.detectors import ReachedBy
from redactor.evaluate.evaluation import Evaluation, Figure
from redactor.evaluate.page import MEANINGS
from redactor.evaluate.records import GoldAction, Share
from redactor.evaluate.records import Table as Counts

_PIPED_WIDTH = 160


def print_figures(evaluation: Evaluation) -> None:
    """Print the headline figures, then the tables behind them."""
    console = _console()
    count = len(evaluation.scores)
    console.print(f"{count} documents, {evaluation.clean_documents} without a dangerous place left")
    _grid(console, "Figures", ("figure", "", "95 % interval", "what it says"), _headline(evaluation))
    if evaluation.tab is not None:
        _grid(console, "Text Anonymization Benchmark", ("measure", "", "share"), _benchmark(evaluation))
    _grid(console, "By type", ("type", "action", "right", "share", "right type"), _types(evaluation))
    _grid(console, "By whom it is about", ("whom", "action", "right", "share"), _roles(evaluation))
    _grid(
        console,
        "By detector",
        ("findings of", "findings", "hidden", "share", "flagged", "share", "changed without need"),
        _detectors(evaluation),
    )
    console.print(_reached_by(evaluation.reached_by))
    _grid(console, "Scores", ("score", "findings", "mean score", "right"), _calibration(evaluation))
    console.print(f"expected calibration error: {percent(evaluation.calibration.error)}")
    _counts(console, "Places: marked as (row), seen as (column)", evaluation.places)
    _grid(
        console, "Types that were taken for others", ("marked as", "seen as", "marks"), _mistaken(evaluation)
    )
    _grid(
        console,
        "By document",
        ("document", "left", "share", "kept", "changed without need"),
        _documents(evaluation),
    )


def percent(value: float | None) -> str:
    """Return a share as people write it; a dash for none."""
    return "-" if value is None else f"{100 * value:.1f} %"


def _console() -> Console:
    """Return where figures are printed: a pipe, which has no width of its own, gets one."""
    plain = Console(highlight=False, markup=False, emoji=False)
    if plain.is_terminal:
        return plain
    return Console(highlight=False, markup=False, emoji=False, width=_PIPED_WIDTH)


def _headline(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    for name, figure in evaluation.figures.items():
        yield name, percent(figure.value), _interval(figure), MEANINGS[name]


def _interval(figure: Figure) -> str:
    interval = figure.interval
    return "-" if interval is None else f"{100 * interval.low:.1f} to {100 * interval.high:.1f} %"


def _types(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    for (kind, action), shares in evaluation.by_type.items():
        yield kind, str(action), *_share(shares.right), str(shares.typed.hits)


def _roles(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    for (role, action), share in evaluation.by_role.items():
        yield role, str(action), *_share(share)


def _detectors(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    for d in evaluation.by_detector:
        changed = percent(d.over_redaction.value)
        yield d.detectors, str(d.findings), *_share(d.protect), *_share(d.flag), changed


def _share(share: Share) -> tuple[str, str]:
    return f"{share.hits} of {share.total}", percent(share.value)


def _benchmark(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    tab = evaluation.tab
    if tab is not None:
        yield from ((f"entities, {kind}", *_share(s)) for kind, s in tab.entity_recall.items())
        yield from ((f"mentions, {kind}", *_share(s)) for kind, s in tab.mention_recall.items())
        yield "precision, words", *_share(tab.token_precision)


def _calibration(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    for b in evaluation.calibration.bins:
        if b.findings:
            yield f"{b.low:.1f} to {b.high:.1f}", str(b.findings), f"{b.mean_score:.2f}", percent(b.share)


def _documents(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    for s in evaluation.scores:
        kept = s.share(GoldAction.KEEP)
        left = f"{s.left.hits} of {s.left.total}"
        yield (
            s.document.name,
            left,
            percent(s.left.value),
            percent(kept.value),
            percent(s.over_redaction.value),
        )


def _reached_by(by: ReachedBy) -> str:
    return (
        f"hidden by both {by.both}, by rules only {by.rules_only}, by the model only {by.model_only}, "
        f"by both together only {by.together_only}; left {by.neither + by.lost_together}"
        f"{f', of which one alone would hide {by.lost_together}' if by.lost_together else ''}"
    )


def _mistaken(evaluation: Evaluation) -> Iterable[Sequence[str]]:
    cells = ((row, column, n) for row, columns in evaluation.types.items() for column, n in columns.items())
    for row, column, n in sorted(cells, key=lambda cell: (-cell[2], cell)):
        if row != column:
            yield row, column, str(n)


def _counts(console: Console, title: str, table: Counts) -> None:
    columns = sorted({column for row in table.values() for column in row})
    rows = ((row, *(str(cells.get(c, "") or "") for c in columns)) for row, cells in table.items())
    _grid(console, title, ("", *columns), rows)


def _grid(console: Console, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    grid = Grid(title=Text(title), title_justify="left")
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(escape(cell)) for cell in row))
    if grid.row_count:
        console.print(grid)
