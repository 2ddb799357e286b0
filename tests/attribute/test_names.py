"""Whatever a recognizer takes for a name can be read as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redactor.attribute.names import is_one_person, read_name

_PIECES = ["Z", "o", "Kim", "박", "영수", "朴", "A.", "B.C.", "-", "'", "ß", "\u200b", "Babic", "the"]
surfaces = st.text(st.characters(exclude_categories=["Cs"]), max_size=25) | st.lists(
    st.sampled_from(_PIECES), max_size=6
).map(" ".join)


@given(surfaces, surfaces)
def test_any_two_surfaces_can_be_compared(one: str, other: str) -> None:
    first, second = read_name(one), read_name(other)
    assert first.surname in {"", *first.parts}
    assert all(len(order) > 1 for order in first.orders)
    assert first.may_be(second) in (True, False)
    if first.is_whole and second.is_whole:
        assert is_one_person(first, second) == is_one_person(second, first)
