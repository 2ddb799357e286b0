"""A rendered report is searched by what it says, each thing once, and nothing of the file is left out."""

from __future__ import annotations

import html
import re

import made_by_hand as example
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.report import Report, build_report, render_html, render_json, said_in_html, said_in_json

PAGE = (
    "<!doctype html><html lang=en><head><title>t</title><style>p {{ }}</style></head><body>{}</body></html>"
)


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(example.outcome(), example.released(), example.PROVENANCE, internal=True)


def test_every_word_of_a_report_is_said(report: Report) -> None:
    page, data = render_html(report), render_json(report)
    for pieces, text in ((said_in_html(page), html.unescape(page)), (said_in_json(data), data)):
        said = set(re.findall(r"\w+", " ".join(pieces)))
        assert set(re.findall(r"\w+", text)) <= said


def test_what_is_said_often_is_read_once(report: Report) -> None:
    pieces = said_in_html(render_html(report))
    assert len(pieces) == len(set(pieces))


@pytest.mark.parametrize(
    "place",
    [
        "<p>{}</p>",
        "<table><tr><td>a<br>{} <code>b</code></td></tr></table>",
        "<p>a</p>{}<p>b</p>",
        "<!-- {} -->",
        "<p title='{}'>a</p>",
        "<div><section><span>{}</span></section></div>",
        "<template><p>{}</p></template>",
        "<script>var a = '{}'</script>",
        "<ul><li><a href='#a'>{}</a></li></ul>",
        "<p>&#x4d;un {}</p>",
    ],
)
def test_a_name_in_any_part_of_a_page_is_read_as_one_piece(place: str) -> None:
    assert any("Mun Ok-sil" in piece for piece in said_in_html(PAGE.format(place.format("Mun Ok-sil"))))


@pytest.mark.parametrize(
    "data", ['{"Mun Ok-sil": 1}', '[["Mun Ok-sil"]]', '{"a": {"b": [1, "by Mun Ok-sil"]}}']
)
def test_a_name_in_any_part_of_json_is_read_as_one_piece(data: str) -> None:
    assert any("Mun Ok-sil" in piece for piece in said_in_json(data))


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_no_word_of_any_page_is_left_out(text: str) -> None:
    page = PAGE.format(html.escape(text))
    said = set(re.findall(r"\w+", " ".join(said_in_html(page))))
    assert set(re.findall(r"\w+", html.unescape(page))) <= said
