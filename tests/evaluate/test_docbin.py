"""A DocBin that spaCy reads back, with spans that nest."""

from __future__ import annotations

import spacy
from spacy.tokens import DocBin

from redactor.evaluate.docbin import GROUP, to_docbin

from .made import gold


def test_spacy_reads_text_and_nested_spans_back() -> None:
    document = gold(
        "Her {{FAMILY_DETAIL|om.aunt|protect::aunt of {{HOMETOWN|om.aunt|either::Nampo}}}}  waits.\n"
    )
    data, widened = to_docbin([document])
    (doc,) = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
    assert widened == 0
    assert doc.text == document.text
    assert doc.user_data["name"] == "made"
    assert [(s.text, s.label_, s.kb_id_, s.id_) for s in doc.spans[GROUP]] == [
        ("aunt of Nampo", "FAMILY_DETAIL", "om.aunt", "protect"),
        ("Nampo", "HOMETOWN", "om.aunt", "either"),
    ]


def test_a_mark_that_ends_within_a_token_is_widened_and_counted() -> None:
    data, widened = to_docbin([gold("He is {{AGE|a|protect::26}}yearsold and {{AGE|a|protect::30}}.")])
    (doc,) = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
    assert widened == 1
    assert [s.text for s in doc.spans[GROUP]] == ["26yearsold", "30"]
