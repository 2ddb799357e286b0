"""How a run over an archive goes, as a bar on the terminal, or as lines where there is none."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import click
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from redactor.archive.progress import FileNews, Progress, Standing, View
from redactor.archive.progress_lines import JsonLines, PlainLines, counted, pace
from redactor.archive.records import FileState
from redactor.cli.console import escape

_TOLD = (FileState.HELD, FileState.FAILED)


@contextlib.contextmanager
def shown_progress(*, as_json: bool) -> Iterator[Progress]:
    """Yield what a run tells its progress to; leaves the terminal as it was, whatever happens.

    JSON events and plain lines go to standard output; the bar goes to standard error, and
    only to a terminal.

    Args:
        as_json: whether to write one JSON object a line.
    """
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if as_json or not console.is_terminal:
        view: View = JsonLines(click.echo) if as_json else PlainLines(click.echo)
        yield Progress(view, time.monotonic)
        return
    with ProgressBar(console) as bar:
        yield Progress(bar, time.monotonic)


class ProgressBar:
    """One bar a stage, with counts by state, rate and remaining time; held and failed files above it."""

    def __init__(self, console: Console) -> None:
        self._bars = Bars(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[figures]}", markup=False),
            console=console,
            refresh_per_second=4,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> ProgressBar:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def began(self, standing: Standing) -> None:
        """Add the stage's bar."""
        self._task = self._bars.add_task(
            standing.stage, total=standing.total, completed=standing.finished, figures=_figures(standing)
        )

    def moved(self, standing: Standing, news: FileNews) -> None:
        """Move the bar; name a file that was held or failed, by number."""
        if news.state in _TOLD:
            self._bars.console.print(
                f"file {news.number} {news.state}: {escape(news.reason)}", soft_wrap=True
            )
        self._update(standing)

    def ended(self, standing: Standing) -> None:
        """Leave the bar as it stands."""
        self._update(standing)
        if self._task is not None:
            self._bars.stop_task(self._task)

    def _update(self, standing: Standing) -> None:
        if self._task is not None:
            self._bars.update(self._task, completed=standing.finished, figures=_figures(standing))


def _figures(standing: Standing) -> str:
    return "; ".join(filter(None, [counted(standing), pace(standing)]))
