"""Of a written text only what changed is parsed again, and everything that changed is."""

from __future__ import annotations

import pytest

from redactor.detect.look import Before
from redactor.engine import Engine
from redactor.model import EntityType, Span
from redactor.pipeline import look_at

DRAFT = (
    "It had been raining for a week when they reached the river. {} "
    "The guards counted everybody twice before the gates were closed. {}\n\nNobody slept in the old barn."
)
PLAIN = ("The bridge was gone by then.", "We waited until the morning.")
TELLING = [
    "My brother Zoran Babic was waiting for us there.",
    "We came from Pukchang, and my brother Zoran Babic stayed.",
    "\u201cGo,\u201d said Zoran Babic.  Then he left us at the bridge.",
    "There was nobody (only Mr. Zoran Babic, they said)",
]


def names(engine: Engine, draft: str, written: str) -> set[str]:
    before = Before(look_at(engine, engine.read("a.txt", draft.encode())), _nowhere)
    document = engine.read("a.txt", written.encode())
    text = document.segments[0].text
    found = look_at(engine, document, before).detections
    return {text[d.span.start : d.span.end] for d in found if d.entity_type == EntityType.PERSON}


def _nowhere(_: str, __: Span) -> None:
    """No word of the written text is known to stand in the draft."""


@pytest.mark.parametrize("telling", TELLING)
@pytest.mark.parametrize("place", [0, 1])
def test_a_name_that_only_a_changed_sentence_has_is_found(engine: Engine, telling: str, place: int) -> None:
    said = [telling if number == place else sentence for number, sentence in enumerate(PLAIN)]
    assert any("Zoran Babic" in name for name in names(engine, DRAFT.format(*PLAIN), DRAFT.format(*said)))


def test_a_sentence_that_stays_is_read_wherever_it_stands_now(engine: Engine) -> None:
    draft = DRAFT.format("My brother Zoran Babic was waiting for us there.", PLAIN[1])
    written = (
        "New words came first, and more of them. My brother Zoran Babic was waiting for us there. And then?"
    )
    assert "Zoran Babic" in names(engine, draft, written)
