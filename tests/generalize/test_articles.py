"""Articles, capitals and line ends around a phrase."""

import pytest

from redactor.model import Span
from redactor.text.articles import fit, indefinite, opens_sentence
from redactor.text.lines import is_soft_break


@pytest.mark.parametrize(
    ("phrase", "article"),
    [
        ("adult", "an"),
        ("soldier", "a"),
        ("hour", "an"),
        ("university", "a"),
        ("unit", "a"),
        ("uncle", "an"),
        ("[age withheld]", "an"),
        ("[unit withheld]", "a"),
        ("18-year-old", "an"),
    ],
)
def test_article_goes_by_sound(phrase, article):
    assert indefinite(phrase) == article


@pytest.mark.parametrize(
    ("text", "gone", "phrase", "result"),
    [
        ("the 5th brigade left", "5th brigade", "a military unit", "a military unit left"),
        ("his 5th brigade left", "5th brigade", "a military unit", "his military unit left"),
        ("a former sapper left", "sapper", "a soldier", "a former soldier left"),
        ("an X man", "X", "[role withheld]", "a [role withheld] man"),
        ("a X man", "X", "[age withheld]", "an [age withheld] man"),
        ("An X left.", "X", "teenager", "A teenager left."),
        ("He left. Sinchon was far.", "Sinchon", "the south", "He left. The south was far."),
        ("Soldier A X waits", "X", "[age withheld]", "Soldier A [age withheld] waits"),
        ("Mr. Ri left", "Ri", "the man", "Mr. the man left"),
    ],
)
def test_phrase_is_fitted(text, gone, phrase, result):
    start = text.index(gone)
    edit, words = fit(text, Span(start, start + len(gone)), phrase)
    assert text[: edit.start] + words + text[edit.end :] == result


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("X", True),
        ("He left. X", True),
        ("he met X", False),
        ("A: X", True),
        ("> “X", True),
        ("Mr. X", False),
    ],
)
def test_where_sentences_open(text, opens):
    assert opens_sentence(text, text.index("X")) is opens


@pytest.mark.parametrize(
    ("after", "soft"),
    [
        ("and so on", True),
        ("\nand so on", False),
        ("- item", False),
        ("Age: 20", False),
        ("# Head", False),
        ("", False),
    ],
)
def test_only_a_long_line_before_plain_text_is_wrapped(after, soft):
    line = "a line that is long enough to have been wrapped"
    assert is_soft_break(f"{line}\n{after}", len(line)) is soft
    assert not is_soft_break(f"short\n{after}", 5)
