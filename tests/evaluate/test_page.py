"""The page: everything that went wrong is on it, escaped, and nothing is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from redactor.evaluate.evaluation import evaluate
from redactor.evaluate.page import render_page
from redactor.evaluate.passages import passages
from redactor.evaluate.score import score_document
from redactor.model import Action

from .made import found, gold, perfect

STORY = gold(
    "Line one.\n{{PERSON|a|protect::<b>Ada</b>}} met {{REPRISAL_RISK|a|flag::a spy & more}} in "
    "{{LOCATION|-|keep::Riga}} on a tram.",
    name="<script>alert(1)</script>",
)
FINDINGS = [found(STORY, "Riga", "HOMETOWN"), found(STORY, "tram", action=Action.GENERALIZE)]


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(evaluate([(STORY, FINDINGS)]), policy="pow-families", detectors="all")


def test_each_kind_of_mistake_is_shown_in_its_context() -> None:
    shown = [(p.kind, p.line, p.inside, p.seen_as) for p in passages(score_document(STORY, FINDINGS))]
    assert shown == [
        ("left", 2, "<b>Ada</b>", None),
        ("not-flagged", 2, "a spy & more", None),
        ("lost", 2, "Riga", "HOMETOWN"),
        ("over", 2, "tram", None),
    ]


def test_context_is_cut_at_words() -> None:
    document = gold("word " * 60 + "{{PERSON|a|protect::Ada}}" + " next" * 60)
    (passage,) = passages(score_document(document, []))
    assert passage.before.startswith("… word ")
    assert passage.after.endswith(" next …")
    assert len(passage.before) < 100 > len(passage.after)


def test_context_without_spaces_is_not_lost() -> None:
    document = gold("가" * 200 + "{{PERSON|a|protect::나}}" + "다" * 200)
    (passage,) = passages(score_document(document, []))
    assert passage.before.startswith("… 가가가")
    assert passage.after.endswith("다다다 …")


def test_nothing_wrong_is_said_so() -> None:
    made = evaluate([(STORY, perfect(STORY))])
    assert "<p>Nothing.</p>" in render_page(made, policy="p", detectors="all")


def test_text_of_documents_is_escaped(page: str) -> None:
    assert "&lt;b&gt;Ada&lt;/b&gt;" in page
    assert "a spy &amp; more" in page
    assert "<script" not in page
    assert "<b>Ada" not in page


def test_the_page_begins_with_its_type(page: str) -> None:
    assert page.startswith("<!DOCTYPE html>")


def test_the_page_says_that_it_holds_original_text(page: str) -> None:
    assert "This page holds original text." in page


def test_nothing_is_fetched(page: str) -> None:
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", page)
    assert "url(" not in page
    assert "default-src 'none'" in page
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")


def test_the_page_is_well_formed_and_its_tables_have_headings(page: str) -> None:
    class Tags(HTMLParser):
        void = frozenset({"meta", "link", "br", "line", "rect"})

        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.tables = self.headed = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tables += tag == "table"
            self.headed += tag == "thead"
            if tag not in self.void:
                self.open.append(tag)
            if tag == "svg":
                assert dict(attrs)["role"] == "img"
                assert dict(attrs)["aria-label"]
            if tag == "html":
                assert dict(attrs)["lang"] == "en"

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None: ...

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    tags = Tags()
    tags.feed(page)
    assert not tags.open
    assert tags.tables == tags.headed > 5


def test_links_lead_somewhere(page: str) -> None:
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', page))
