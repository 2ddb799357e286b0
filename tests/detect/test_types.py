"""One sentence a row: what has to be hidden, and what has to stay. All people are invented."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
from redactor.model import Action
from redactor.pipeline import Engine, analyze_document

HIDDEN = [
    ("PERSON", "The prisoner is called Ro Kwang-chol.", "Ro Kwang-chol"),
    ("PERSON", "Interpreter: Halyna Ostapchuk\n", "Halyna Ostapchuk"),
    ("AGE", "Mr. Ro (27) drank tea.", "27"),
    ("AGE", "She told me that she was nineteen when they came.", "nineteen"),
    ("DATE_OF_BIRTH", "I was born on 3 June 1998 in a hospital.", "3 June 1998"),
    ("HOMETOWN", "Mr. Ro comes from Wonsan.", "Wonsan"),
    ("HOMETOWN", "My parents live in Sariwon.", "Sariwon"),
    ("HOMETOWN", "Q: Where did you grow up?\nA: Sariwon.\n", "Sariwon"),
    ("DUTY_STATION", "I was stationed in Hoeryong for a winter.", "Hoeryong"),
    ("DATE", "I was captured on 14 January 2025.", "14 January 2025"),
    ("DATE", "Source: a gunner\nInterview date: 18 March 2025\nPlace: a camp\n", "18 March 2025"),
    ("SERVICE_RECORD", "I enlisted in May 2017.", "May 2017"),
    ("SERVICE_RECORD", "He served for six years, he said.", "six years"),
    ("MILITARY_UNIT", "I served in the 94th Brigade.", "94th Brigade"),
    ("MILITARY_ROLE", "He was a machine gunner.", "machine gunner"),
    ("FAMILY_DETAIL", "Q: Do you have any siblings?\nA: I'm an only child.\n", "only child"),
    ("FAMILY_DETAIL", "My sister works at the post office.", "My sister works at the post office"),
    ("HEALTH", "I have a scar on my chin.", "scar on my chin"),
    ("BACKGROUND", "Before the war I studied law at a university.", "studied law"),
    ("REPRISAL_RISK", "I do not want to go back.", "not want to go back"),
    ("CONTACT", "Call me on +380 44 555 01 23.", "+380 44 555 01 23"),
    ("CONTACT", "Write to ro.family@post.example, he said.", "ro.family@post.example"),
    ("HOMETOWN", "Place of birth: Haeju\nName: Ro Kwang-chol\n", "Haeju"),
    ("AGE", "Name | Age | Village\nRo Kwang-chol | 27 | Sinchon\n", "27"),
]
KEPT = [
    ("Kim Jong Un inspected a factory.", "Kim Jong Un"),
    ("Pyongyang denied the report.", "Pyongyang"),
    ("The battle of Bakhmut lasted for months.", "Bakhmut"),
    ("President Volodymyr Zelensky thanked the soldiers.", "Volodymyr Zelensky"),
    ("By Ines Aldecoa\n\nIt rained.\n", "Ines Aldecoa"),
    ("Conscripts serve for eight to ten years.", "eight to ten years"),
    ("The United Nations published a report in 2014.", "2014"),
    ("Questions: newsdesk@harbour.example", "newsdesk@harbour.example"),
]


def hidden(engine: Engine, text: str) -> list[tuple[str, int, int]]:
    document = format_for("a.txt", text.encode()).read("a.txt", text.encode())
    return [
        (d.finding.entity_type, d.finding.span.start, d.finding.span.end)
        for d in analyze_document(engine, document).decisions
        if d.action is not Action.KEEP or d.review_required
    ]


@pytest.mark.parametrize(("entity_type", "text", "surface"), HIDDEN)
def test_it_is_found_and_of_its_type(engine: Engine, entity_type: str, text: str, surface: str) -> None:
    start = text.index(surface)
    letters = {i for i in range(start, start + len(surface)) if text[i].isalnum()}
    covered = {i for kind, a, b in hidden(engine, text) if kind == entity_type for i in range(a, b)}
    assert len(letters & covered) >= 0.8 * len(letters)


@pytest.mark.parametrize(("text", "surface"), KEPT)
def test_it_stays(engine: Engine, text: str, surface: str) -> None:
    start = text.index(surface)
    assert not [f for f in hidden(engine, text) if f[1] < start + len(surface) and start < f[2]]
