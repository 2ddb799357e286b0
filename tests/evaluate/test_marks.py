"""The gold format: what marks give, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import UnreadableError, UsageError
from redactor.evaluate.marks import GOLD_TYPES, read_marks
from redactor.evaluate.readers import read_gold
from redactor.evaluate.records import GoldAction
from redactor.model import Span

NESTED = "Her {{FAMILY_DETAIL|om.aunt|protect::aunt in {{HOMETOWN|om.aunt|either::Nampo}}}} waits."


def test_marks_give_text_and_spans_the_outer_first() -> None:
    marked = read_marks(NESTED)
    assert marked.text == "Her aunt in Nampo waits."
    assert not marked.complaints
    assert [(s.span, s.entity_type, s.subject, s.action) for s in marked.spans] == [
        (Span(4, 17), "FAMILY_DETAIL", "om.aunt", GoldAction.PROTECT),
        (Span(12, 17), "HOMETOWN", "om.aunt", GoldAction.EITHER),
    ]


@pytest.mark.parametrize(
    ("marked", "line", "column", "words"),
    [
        ("a\nb {{AGE|x|protect::9", 2, 3, "not closed"),
        ("a }} b", 1, 3, "not opened"),
        ("\n\n {{oops}}", 3, 2, "begins no mark"),
        ("{{AGE|x|hide::9}}", 1, 1, "unknown action hide"),
        ("{{TOWN|x|keep::Ona}}", 1, 1, "unknown type TOWN"),
        ("{{AGE|Mr X|keep::9}}", 1, 1, "form of subject"),
        ("{{AGE|x.|keep::9}}", 1, 1, "form of subject"),
        ("{{AGE|x|keep::}}", 1, 1, "covers no text"),
    ],
)
def test_malformed_marks_are_complained_about_where_they_stand(
    marked: str, line: int, column: int, words: str
) -> None:
    first = read_marks(marked).complaints[0]
    assert (first.line, first.column) == (line, column)
    assert words in first.message


def test_a_mark_over_lines_is_allowed_and_warned_of() -> None:
    marked = read_marks("x {{HEALTH|x|flag::my\nknee}}")
    assert not marked.complaints
    assert [(w.line, w.column) for w in marked.warnings] == [(1, 3)]


def test_complaints_hold_no_text_of_the_document() -> None:
    marked = read_marks("{{Ostrava}} }} {{AGE|Ostrava!|keep::Ostrava")
    assert len(marked.complaints) >= 3
    assert "Ostrava" not in " ".join(map(str, marked.complaints))


def test_a_malformed_file_is_refused_with_every_complaint() -> None:
    with pytest.raises(UnreadableError, match=r"line 1, column 1: unknown type X.*line 2, column 3"):
        read_gold("a.gold.txt", b"{{X|a|keep::b}}\na }}")


def test_a_file_without_marks_is_refused_unless_said_so() -> None:
    with pytest.raises(UnreadableError, match="no mark"):
        read_gold("a.gold.txt", b"Nothing here.")
    assert read_gold("a.gold.txt", b"Nothing here.", "marks")[0].text == "Nothing here."


def test_a_text_that_begins_with_a_bracket_is_no_json() -> None:
    (document,) = read_gold("tape.gold.txt", b"[Tape 2] {{AGE|x|protect::nine}}")
    assert (document.name, document.text) == ("tape", "[Tape 2] nine")


def test_what_is_not_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableError, match="line 2: it is not UTF-8"):
        read_gold("a.gold.txt", b"a\n\xff")


def test_an_unknown_format_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no gold format xml"):
        read_gold("a.xml", b"", "xml")


words = st.text(st.characters(exclude_characters="{}\n", exclude_categories=["Cs"]), min_size=1, max_size=12)
heads = st.tuples(
    st.sampled_from(sorted(GOLD_TYPES)),
    st.sampled_from(["-", "om", "om.aunt", "public:ada-li"]),
    st.sampled_from(list(GoldAction)),
)
pieces = st.recursive(
    words.map(lambda text: [text]),
    lambda inner: st.tuples(heads, st.lists(inner, min_size=1, max_size=3)).map(
        lambda pair: ["{{" + "|".join(pair[0]) + "::", *(p for part in pair[1] for p in part), "}}"]
    ),
    max_leaves=8,
)


@given(pieces)
def test_every_well_formed_text_comes_apart(parts: list[str]) -> None:
    marked = read_marks("".join(parts))
    assert not marked.complaints
    assert marked.text == "".join(p for p in parts if p != "}}" and not p.startswith("{{"))
    assert len(marked.spans) == parts.count("}}")
    assert all(len(s.span) for s in marked.spans)


@given(st.lists(st.sampled_from(["{{", "}}", "{", "|", "::", "AGE", "\n", "keep", "-", "{{AGE|-|keep::"])))
def test_no_text_breaks_the_reader(parts: list[str]) -> None:
    marked = read_marks("".join(parts))
    assert all(s.span.end <= len(marked.text) for s in marked.spans)
