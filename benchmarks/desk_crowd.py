"""Twenty reviewers at once, each a session of its own over HTTP; and whether anything was lost or doubled."""

from __future__ import annotations

import json
import statistics
import threading
import time
from dataclasses import dataclass, field

import httpx
from desk_served import Served

from redactor.review import service
from redactor.review.desk import looking
from redactor.review.exports.log_file import check_desk
from redactor.review.records import ItemStatus
from redactor.review.service import Desk
from redactor.review.store.log_rows import log_rows

REVIEWERS, EACH = 20, 50


@dataclass
class Crowd:
    """What became of the decisions.

    Attributes:
        seconds: from the first to the last.
        waits: of each decision, in milliseconds.
        refused: decisions that were not taken.
        lost: decisions that the database does not hold.
        doubled: items that the log says were decided more than once, or not at all.
        problems: of the log's chain.
    """

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    refused: int = 0
    lost: int = 0
    doubled: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """The figures in one line."""
        middle, slow = statistics.median(self.waits), statistics.quantiles(self.waits, n=20)[-1]
        return (
            f"{len(self.waits)} decisions in {self.seconds:.1f} s, each {middle:.0f} ms (95 %: {slow:.0f});"
            f" {self.refused} refused, {self.lost} lost, {self.doubled} doubled,"
            f" log {'whole' if not self.problems else 'NOT whole'}"
        )


def crowd(served: Served, desk: Desk, document: str) -> Crowd:
    """Let twenty reviewers decide on fifty items each at the same time."""
    found = service.page(desk, document).items
    items = [item for item in found if item.status is ItemStatus.OPEN][: REVIEWERS * EACH]
    if len(items) < REVIEWERS * EACH:
        raise SystemExit("the document has too few open findings")
    done, start, lock = Crowd(), threading.Barrier(REVIEWERS + 1), threading.Lock()

    def work(number: int) -> None:
        with served.client(f"reviewer{number}") as client:
            start.wait()
            for item in items[number * EACH : (number + 1) * EACH]:
                began = time.perf_counter()
                told = {"version": item.version, "decision": {"action": "mask"}}
                answer = client.post(f"/api/items/{item.id}/decide", json=told)
                waited = 1000 * (time.perf_counter() - began)
                with lock:
                    done.waits.append(waited)
                    done.refused += answer.status_code != httpx.codes.OK

    threads = [threading.Thread(target=work, args=(number,)) for number in range(REVIEWERS)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    done.seconds = time.perf_counter() - began
    after = {item.id: item for item in service.page(desk, document).items}
    for number, item in enumerate(items):
        now = after[item.id]
        done.lost += (now.decided_by, now.version) != (f"reviewer{number // EACH}", item.version + 1)
    with looking(desk) as rows:
        bodies = [json.loads(row.body) for row in log_rows(rows.connection)]
    decided = [body["item"] for body in bodies if body["what"] == "decide"]
    done.doubled = sum(decided.count(item.id) != 1 for item in items)
    done.problems = check_desk(desk)[1]
    return done
