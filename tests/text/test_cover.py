"""Spans as one stretch: what they cover, whatever their order and overlap."""

from hypothesis import given
from hypothesis import strategies as st

from redactor.model import Span
from redactor.text.cover import Cover

SPANS = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 40), st.integers(0, 40))


@given(st.lists(SPANS), SPANS)
def test_contains_and_overlaps_agree_with_counting(spans, asked):
    covered = {i for s in spans for i in range(s.start, s.end)}
    points = set(range(asked.start, asked.end))
    if points:
        assert Cover(spans).contains(asked) == (points <= covered)
        assert Cover(spans).overlaps(asked) == bool(points & covered)
