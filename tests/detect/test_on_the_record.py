"""Who is named in public, who is somebody's own; whose a number is; initials before an answer."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
from redactor.pipeline import DetectorSet, Engine, analyze_document, load_engine
from redactor.policy import load_policy


@pytest.fixture(scope="module")
def rules() -> Engine:
    """The rules alone, so that what they say does not hang on the network."""
    return load_engine(load_policy(), detectors=DetectorSet.RULES)


def hidden(rules: Engine, text: str) -> set[str]:
    """Return what of a text is masked or generalized."""
    data = text.encode()
    document = format_for("file.txt", data).read("file.txt", data)
    return {
        text[d.finding.span.start : d.finding.span.end]
        for d in analyze_document(rules, document).decisions
        if d.action.label in ("mask", "generalize")
    }


PUBLIC = [
    ("The historian Marta Kowalska says that nobody counted them.", "Marta Kowalska"),
    ("Mayor Oddvar Lien wants a new bridge.", "Oddvar Lien"),
    ("Its director, Piotr Zakrzewski, left in spring.", "Piotr Zakrzewski"),
    ("A spokesman for the ministry, Jens Aune, said that the list was old.", "Jens Aune"),
    ("Anna Bergqvist, a former judge, sat down.", "Anna Bergqvist"),
    ("Anna Bergqvist, who heads the fund, agrees.", "Anna Bergqvist"),
    ("Tomasz Rudnik, for the prosecution, asked for ten years.", "Tomasz Rudnik"),
    ("Ola Nordmann, of the Harbour Fund, read the letter aloud.", "Ola Nordmann"),
    ("Camera: Ivo Maric. Sound: Petra Novak.", "Petra Novak"),
    ("My grandmother read Chekhov aloud.", "Chekhov"),
    ("In the hall hung a portrait of Che Guevara.", "Che Guevara"),
]
OWN = [
    ("My lawyer, Marta Kowalska, has the papers.", "Marta Kowalska"),
    ("Her son, Piotr Zakrzewski, drives a lorry.", "Piotr Zakrzewski"),
    ("The historian Marta Kowalska is not her real name.", "Marta Kowalska"),
    ("Host: Piotr Zakrzewski, how did you get across the river?", "Piotr Zakrzewski"),
    ("His call sign was Pushkin. Pushkin carried me to the road.", "Pushkin"),
]


@pytest.mark.parametrize(("text", "name"), PUBLIC, ids=[name for _, name in PUBLIC])
def test_who_is_named_for_a_public_calling_stays(rules: Engine, text: str, name: str) -> None:
    assert not any(name in found or found in name for found in hidden(rules, text))


@pytest.mark.parametrize(("text", "name"), OWN, ids=[text[:24] for text, _ in OWN])
def test_who_belongs_to_somebody_or_is_spoken_to_is_hidden(rules: Engine, text: str, name: str) -> None:
    assert any(name in found for found in hidden(rules, text))


@pytest.mark.parametrize(
    ("text", "number", "is_hidden"),
    [
        ("Call the hotline of the Red Cross, +38 044 555 01 20, at any hour.", "+38 044 555 01 20", False),
        ("The press office answers under press.line@ministry.example.", "press.line@ministry.example", False),
        ("Corrections to desk@northpaper.example.", "desk@northpaper.example", False),
        ("For questions on the tours: +49 5504 555 0171.", "+49 5504 555 0171", False),
        ("The hotline gave my number, +38 044 555 01 20, to him.", "+38 044 555 01 20", True),
        ("Ring his sister, who works at the museum: +38 044 555 01 20.", "+38 044 555 01 20", True),
        ("She left +38 066 555 01 77 with us.", "+38 066 555 01 77", True),
    ],
)
def test_a_number_for_everybody_stays_and_somebodys_own_is_hidden(
    rules: Engine, text: str, number: str, is_hidden: bool
) -> None:
    assert any(number in found for found in hidden(rules, text)) is is_hidden


@pytest.mark.parametrize(("label", "is_hidden"), [("M.K.", True), ("TB", True), ("VO", False), ("HE", False)])
def test_initials_before_an_answer_are_a_name(rules: Engine, label: str, is_hidden: bool) -> None:
    text = f"INT: Where was that?\n{label}: In the valley.\nINT: And then?\n{label}: I walked on.\n"
    assert any(label in found for found in hidden(rules, text)) is is_hidden


def test_capitals_of_an_agency_are_nobody(rules: Engine) -> None:
    assert not hidden(rules, "The broadcaster TVNK reported it in June.")


def test_who_asked_for_silence_is_somebody(rules: Engine) -> None:
    text = "Jens Aune, a minister, spoke. One of them, who asked not to be named, has a brother in Hamhung."
    assert any("Hamhung" in found for found in hidden(rules, text))


@pytest.mark.parametrize(
    ("text", "place", "is_hidden"),
    [
        ("She's a diver from Hongwon, with a boat of her own.", "Hongwon", True),
        ("Ruslan, a tank gunner, from Maykop, used to laugh.", "Maykop", True),
        ("Crane operator from Salihorsk, 51.", "Salihorsk", True),
        ("A historian from Lund wrote the preface.", "Lund", False),
    ],
)
def test_where_one_of_a_trade_is_from_is_a_home(
    rules: Engine, text: str, place: str, is_hidden: bool
) -> None:
    assert any(place in found for found in hidden(rules, text)) is is_hidden
