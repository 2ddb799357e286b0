"""What the check sees of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redactor.verify.letters import Letters, letters_of

_CHARACTERS = "abZ09 \n.,-+'’é한각½²①ﬁ…\u200b\u0301ǅßаІ⒈㏠🄰\ud800"


def test_letters_gaps_and_words_of_a_mixed_text() -> None:
    seen = letters_of("№ ½ Kim\u200b-Jong1")
    assert seen.plain == "no12kimjong1"
    assert list(seen.at) == [0, 0, 2, 2, 4, 5, 6, 9, 10, 11, 12, 13]
    assert list(seen.gaps) == [1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0]
    assert list(seen.starts) == [0, 2, 4, 7, 11]


@given(st.text(st.sampled_from(_CHARACTERS)))
def test_a_text_is_read_as_its_characters_one_by_one(text: str) -> None:
    assert _parts(letters_of(text)) == _one_by_one(text)


def _parts(seen: Letters) -> tuple[str, list[int], list[int], list[int]]:
    return seen.plain, list(seen.at), list(seen.gaps), list(seen.starts)


def _one_by_one(text: str) -> tuple[str, list[int], list[int], list[int]]:
    """Read a text a character at a time; what a character stands for is asked of it alone."""
    plain, at, gaps, starts = "", list[int](), list[int](), list[int]()
    gap, was_digit = True, False
    for place, char in enumerate(text):
        form = letters_of(char).plain
        if form:
            if gap or was_digit is not form.isdigit():
                starts.append(len(at))
            plain += form
            at += [place] * len(form)
            gaps += [int(gap), *[0] * (len(form) - 1)]
            gap, was_digit = False, form.isdigit()
        elif char not in "\u200b\u0301":
            gap = True
    return plain, at, gaps, starts
