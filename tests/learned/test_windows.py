"""Every word piece of a text, however long, is read, and with context on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detect.learned.windows import windows


@st.composite
def shapes(draw: st.DrawFn) -> tuple[int, int, int]:
    size = draw(st.integers(1, 300))
    return draw(st.integers(0, 3_000)), size, draw(st.integers(0, size - 1))


@given(shapes())
def test_own_parts_tile_the_text(shape: tuple[int, int, int]) -> None:
    count, size, overlap = shape
    answered = [i for w in windows(count, size, overlap) for i in range(w.own_start, w.own_end)]
    assert answered == list(range(count))


@given(shapes())
def test_a_window_reads_what_it_answers_for_and_no_more_than_its_size(shape: tuple[int, int, int]) -> None:
    count, size, overlap = shape
    for w in windows(count, size, overlap):
        assert 0 <= w.start <= w.own_start <= w.own_end <= w.end <= count
        assert w.end - w.start <= size


@given(shapes())
def test_inside_the_text_an_answer_has_context_on_both_sides(shape: tuple[int, int, int]) -> None:
    count, size, overlap = shape
    for w in windows(count, size, overlap):
        assert w.own_start == 0 or w.own_start - w.start == overlap - overlap // 2
        assert w.own_end == count or w.end - w.own_end == overlap // 2


@pytest.mark.parametrize(("size", "overlap"), [(10, 10), (10, 11), (10, -1)])
def test_windows_that_would_not_move_on_are_refused(size: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="less than their size"):
        list(windows(100, size, overlap))
