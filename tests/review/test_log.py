"""The log tells of every edit, deletion, move and cut, in the database and in a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desks import ANNA
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update
from test_desk import KEEP, added, items

from redactor.errors import UnreadableError
from redactor.review import service
from redactor.review.exports.log_file import check_desk, check_file, log_file
from redactor.review.log import FIRST, Head, LogRow, chained, verify_log
from redactor.review.service import Desk
from redactor.review.store import schema
from redactor.review.store.connect import writing

bodies = st.lists(
    st.dictionaries(st.sampled_from(["who", "what", "at"]), st.text(max_size=5)), min_size=1, max_size=8
)


def chain(told: list[dict[str, str]]) -> list[LogRow]:
    rows, head = [], Head(0, FIRST)
    for body in told:
        rows.append(chained(head, body))
        head = Head(rows[-1].number, rows[-1].hash)
    return rows


def end(rows: list[LogRow]) -> Head:
    return Head(rows[-1].number, rows[-1].hash)


@given(bodies)
def test_a_whole_log_has_nothing_wrong(told: list[dict[str, str]]) -> None:
    rows = chain(told)
    assert list(verify_log(rows, end(rows))) == []
    assert list(verify_log(rows, Head(1, rows[0].hash))) == []


@given(bodies, st.data())
def test_any_single_edit_is_found(told: list[dict[str, str]], data: st.DataObject) -> None:
    rows = chain(told)
    at = data.draw(st.integers(0, len(rows) - 1))
    row = rows[at]
    changed = data.draw(
        st.sampled_from(
            [
                LogRow(row.number, row.body + " ", row.hash),
                LogRow(row.number + 1, row.body, row.hash),
                LogRow(row.number, row.body, row.hash[::-1] + "0"),
            ]
        )
    )
    problems = list(verify_log([*rows[:at], changed, *rows[at + 1 :]], end(rows)))
    assert problems
    assert str(row.number) in problems[0] or str(row.number + 1) in problems[0]


@given(bodies, st.data())
def test_any_deletion_and_cut_is_found(told: list[dict[str, str]], data: st.DataObject) -> None:
    rows = chain(told)
    at = data.draw(st.integers(0, len(rows) - 1))
    assert list(verify_log([*rows[:at], *rows[at + 1 :]], end(rows)))
    assert list(verify_log(rows[:at], end(rows)))


@given(bodies.filter(lambda told: len(told) > 1), st.data())
def test_any_swap_is_found(told: list[dict[str, str]], data: st.DataObject) -> None:
    rows = chain(told)
    one = data.draw(st.integers(0, len(rows) - 2))
    other = data.draw(st.integers(one + 1, len(rows) - 1))
    rows[one], rows[other] = rows[other], rows[one]
    assert list(verify_log(rows))


@given(bodies, bodies)
def test_a_log_written_anew_is_not_the_one_of_the_kept_head(
    told: list[dict[str, str]], other: list[dict[str, str]]
) -> None:
    rows, forged = chain(told), chain(other)
    if rows[-1].hash not in {row.hash for row in forged}:
        assert list(verify_log(forged, end(rows)))


@pytest.fixture
def worked_on(desk: Desk) -> Desk:
    document = added(desk)
    for item in list(items(desk, document).values())[:4]:
        service.decide(desk, ANNA, item.id, item.version, KEEP)
    return desk


def test_a_desks_log_is_whole(worked_on: Desk) -> None:
    assert check_desk(worked_on) == (5, [])
    assert check_file(log_file(worked_on), worked_on.cipher) == (5, [])


@pytest.mark.parametrize(
    "harm",
    [
        update(schema.log).where(schema.log.c.number == 2).values(body="{}"),
        delete(schema.log).where(schema.log.c.number == 3),
        delete(schema.log).where(schema.log.c.number == 5),
        delete(schema.log),
        update(schema.log).where(schema.log.c.number == 2).values(number=9),
        update(schema.log).where(schema.log.c.number == 5).values(item_id=None),
    ],
)
def test_harm_done_to_the_database_is_found(worked_on: Desk, harm: object) -> None:
    with writing(worked_on.database) as connection:
        connection.execute(harm)  # type: ignore[call-overload]
    assert check_desk(worked_on)[1]


def test_a_head_that_is_gone_is_said(worked_on: Desk) -> None:
    worked_on.head_file.unlink()
    assert "gone" in check_desk(worked_on)[1][0]


@pytest.mark.parametrize("line", range(6))
def test_a_file_tells_of_each_line_that_is_not_as_it_was(worked_on: Desk, line: int) -> None:
    lines = log_file(worked_on).splitlines(keepends=True)
    without = b"".join([*lines[:line], *lines[line + 1 :]])
    try:
        assert check_file(without, worked_on.cipher)[1]
    except UnreadableError:
        assert line == 5


def test_a_file_that_ends_earlier_is_not_sealed(worked_on: Desk) -> None:
    *lines, last = log_file(worked_on).splitlines()
    row = json.loads(lines[-2])
    forged = {**json.loads(last), "rows": row["number"], "hash": row["hash"]}
    data = b"\n".join([*lines[:-1], json.dumps(forged).encode()])
    assert check_file(data) == (4, [])
    assert "not written by this desk" in check_file(data, worked_on.cipher)[1][0]


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[]\n[]\n", b'{"number": 1}\n'])
def test_what_is_no_log_is_said(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        check_file(data)


def test_a_reopened_desk_goes_on_with_its_log(light: Desk, tmp_path: Path) -> None:
    added(light)
    again = service.opened_desk(
        f"sqlite:///{tmp_path / 'review.db'}", key_file=tmp_path / "key" / "review.key", engine=light.engine
    )
    added(again, name="other.txt")
    assert check_desk(light) == (2, [])
