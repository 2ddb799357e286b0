"""Known terms are found in every form, and nothing else is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from redactor.text.forms import Term, TermFinder, TermKind

TABLE = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text("utf-8"))
MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def rows() -> Iterator[tuple[str, str, str]]:
    for kind, terms in TABLE.items():
        for term, sentences in terms.items():
            yield from ((kind, str(term), sentence) for sentence in sentences)


def surfaces(kind: str, term: str, text: str) -> list[str]:
    matches = TermFinder([Term("key", TermKind(kind), term)]).find(text)
    return [text[m.span.start : m.span.end] for m in matches]


@pytest.mark.parametrize(("kind", "term", "sentence"), rows())
def test_forms(kind: str, term: str, sentence: str) -> None:
    assert surfaces(kind, term, MARK.sub(r"\1", sentence)) == MARK.findall(sentence)


def test_the_table_is_large_enough() -> None:
    assert sum(bool(MARK.search(sentence)) for _, _, sentence in rows()) >= 150
    assert sum(not MARK.search(sentence) for _, _, sentence in rows()) >= 20
