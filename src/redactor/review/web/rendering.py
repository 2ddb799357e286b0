"""Pages out of templates, in the reader's language; everything in them is escaped."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

LANGUAGES = {"en": "English", "ko": "한국어"}
LANGUAGE_COOKIE = "redactor-language"


class Templates:
    """The templates of the package.

    Args:
        idle_seconds: a page that nobody touches for so long shows nothing any more.
    """

    def __init__(self, idle_seconds: int) -> None:
        self._idle_seconds = idle_seconds
        self._environment = Environment(
            loader=PackageLoader("redactor.review.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page.

        Args:
            request: whose language counts.
            name: of the template.
            status: of the answer.
            values: for the template.
        """
        language = language_of(request)
        told = {"csrf": "", "person": None, **values}
        html = self._environment.get_template(name).render(
            lang=language, t=words(language), languages=LANGUAGES, idle=self._idle_seconds, **told
        )
        return HTMLResponse(html, status_code=status)


def language_of(request: Request) -> str:
    """Return the language that somebody chose, or the browser asks for."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    asked = request.headers.get("accept-language", "").lower().split(",")
    wanted = (part.strip().split(";")[0].split("-")[0] for part in asked[:10])
    return next((language for language in wanted if language in LANGUAGES), "en")


@cache
def words(language: str) -> dict[str, str]:
    """Return what the page says in a language, by key."""
    text = (files("redactor.review.web") / "words" / f"{language}.yaml").read_text("utf-8")
    told: dict[str, str] = yaml.safe_load(text)
    return told


def in_language(language: str, sentence: str) -> str:
    """Return one of the desk's own sentences in a language; as it is where nobody translated it."""
    for pattern, wanted in _sentences(language):
        if found := pattern.fullmatch(sentence):
            parts = wanted.split("*")
            changing = [*found.groups(), ""]
            return "".join(part + more for part, more in zip(parts, changing, strict=True))
    return sentence


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    file = files("redactor.review.web") / "words" / f"{language}_sentences.yaml"
    if not file.is_file():
        return ()
    told: dict[str, str] = yaml.safe_load(file.read_text("utf-8"))
    return tuple(
        (re.compile("(.*)".join(map(re.escape, s.split("*")))), wanted) for s, wanted in told.items()
    )
