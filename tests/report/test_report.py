"""What a report tells, and what its external form keeps to itself."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import jsonschema
import made_by_hand as example
import pytest

from redactor.report import Report, build_report, render_html, render_json

Golden = Callable[[str, str], None]

HIDDEN = [
    "Jang",
    "Min-ho",
    "(26)",
    "58",
    "Sinpo",
    "widowed",
    "mother",
    "wants to stay",
    "limps",
    "in her 50s",
]


@pytest.fixture
def external() -> Report:
    return build_report(example.outcome(), example.released(), example.PROVENANCE)


@pytest.fixture
def internal() -> Report:
    return build_report(example.outcome(), example.released(), example.PROVENANCE, internal=True)


@pytest.mark.parametrize("form", ["external", "internal"])
def test_golden(form: str, golden: Golden, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(form)
    golden(f"{form}.json", render_json(report))


@pytest.mark.parametrize("form", ["external", "internal"])
def test_golden_page(form: str, golden: Golden, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(form)
    golden(f"{form}.html", render_html(report))


@pytest.mark.parametrize("render", [render_json, render_html])
@pytest.mark.parametrize("hidden", HIDDEN)
def test_external_form_holds_no_original_text(
    external: Report, render: Callable[[Report], str], hidden: str
) -> None:
    assert hidden not in render(external)


@pytest.mark.parametrize("render", [render_json, render_html])
@pytest.mark.parametrize("hidden", ["Jang Min-ho", "Sinpo", "He wants to stay", "in her 50s", "s1.mother"])
def test_internal_form_holds_it(internal: Report, render: Callable[[Report], str], hidden: str) -> None:
    assert hidden in render(internal)


def test_external_form_has_no_hash_or_name_that_confirms_a_guess(external: Report) -> None:
    """The original's hash would confirm a guess of every hidden word at once."""
    text = render_json(external) + render_html(external)
    assert "a" * 64 not in text
    assert "jang.md" not in text
    assert "c" * 64 not in text
    assert "jang-case" not in text
    assert "d" * 64 in text, "a shipped policy's hash tells nothing"


def test_places_are_those_of_the_released_text(external: Report) -> None:
    text = example.released().segments[0].text
    shown = {
        d.entity_type: text[d.place.start : d.place.end]
        for d in external.decisions
        if d.place and not d.covered
    }
    assert shown == {
        "PERSON": "Soldier A",
        "AGE": ", in his 20s,",
        "LOCATION": "Kursk",
        "FAMILY_DETAIL": "[family detail removed].",
        "REPRISAL_RISK": "[statement removed]",
        "HEALTH": "limps",
    }
    assert [d.place.line for d in external.decisions if d.place] == [1, 1, 1, 2, 2, 2, 2, 3]


def test_a_decision_inside_a_wider_replacement_is_told_with_that_one(external: Report) -> None:
    inside = [d for d in external.decisions if d.covered]
    assert {d.entity_type for d in inside} == {"AGE", "HOMETOWN"}
    assert {d.replacement for d in inside} == {"[family detail removed]."}


def test_a_segment_that_was_not_written_has_no_place(external: Report) -> None:
    (comment,) = [d for d in external.decisions if d.entity_type == "HIDDEN_TEXT"]
    assert comment.place is None
    assert comment.replacement == ""


def test_subjects_have_the_names_of_the_released_text(external: Report) -> None:
    """Nothing says "mother" where the released text does not."""
    assert {d.subject for d in external.decisions} == {"Soldier A", "relative", "nobody in particular"}


def test_counts_and_what_awaits_a_person(external: Report) -> None:
    assert external.counts["AGE"] == {"mask": 0, "generalize": 2, "keep": 0}
    assert sum(n for by_action in external.counts.values() for n in by_action.values()) == 9
    assert external.awaiting_review == (7, 8)


def test_a_refused_document_has_no_report() -> None:
    with pytest.raises(ValueError, match="not released"):
        build_report(example.refused(), example.released(), example.PROVENANCE)


def test_another_text_than_the_edited_one_is_noticed() -> None:
    stranger = example.released()
    other = stranger.segments[0].__class__(
        "text", stranger.segments[0].kind, stranger.segments[0].text + "more"
    )
    changed = stranger.__class__("i.md", "md", "en", "0" * 64, (other,))
    with pytest.raises(ValueError, match="not the edited one"):
        build_report(example.outcome(), changed, example.PROVENANCE)


def test_the_same_report_is_the_same_bytes(external: Report) -> None:
    again = build_report(example.outcome(), example.released(), example.PROVENANCE)
    assert render_json(external) == render_json(again)
    assert render_html(external) == render_html(again)


@pytest.mark.parametrize("form", ["external", "internal"])
def test_json_has_the_documented_keys(form: str, request: pytest.FixtureRequest) -> None:
    """``docs/report-format.md`` holds the schema, so it cannot fall behind."""
    page = (request.config.rootpath / "docs" / "report-format.md").read_text("utf-8")
    (block,) = re.findall(r"```json\n(\{.*?\n\})\n```", page, re.DOTALL)
    schema = json.loads(block)
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(render_json(request.getfixturevalue(form)))
    jsonschema.validate(report, schema)
    assert set(report) - {"original", "changes"} == set(schema["required"])


class _Page(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("form", ["external", "internal"])
def test_page_runs_and_fetches_nothing(form: str, request: pytest.FixtureRequest) -> None:
    page = _Page(render_html(request.getfixturevalue(form)))
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not [name for name in names if name.startswith("on")]
    assert not names & {"src", "style"}
    assert all(value.startswith("#") for name, value in page.attributes if name == "href" and value)


def test_document_text_is_escaped(internal: Report) -> None:
    page = render_html(internal)
    assert "<script>" not in page


def test_content_security_policy_allows_only_the_own_style(external: Report) -> None:
    page = render_html(external)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'http-equiv="Content-Security-Policy" content="{policy}"' in page
    assert "url(" not in style
    assert "@import" not in style
