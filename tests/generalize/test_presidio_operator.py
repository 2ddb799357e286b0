"""The wording as an operator that others register with Presidio."""

import pytest
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import InvalidParamError, OperatorConfig, RecognizerResult

from redactor.presidio_operator import Generalize


@pytest.fixture
def engine():
    engine = AnonymizerEngine()
    engine.add_anonymizer(Generalize)
    return engine


@pytest.mark.parametrize(
    ("entity_type", "surface", "params", "expected"),
    [
        ("HOMETOWN", "Kaesong", {"rung": "country"}, "North Korea"),
        ("SERVICE_RECORD", "nine years", {"rung": "duration"}, "several years"),
        ("HOMETOWN", "Kaesong", {}, "[place withheld]"),
        ("PLATE_NUMBER", "AB 1234", {}, "[detail withheld]"),
    ],
)
def test_an_entity_is_said_less_exactly_or_masked(engine, entity_type, surface, params, expected):
    found = [RecognizerResult(entity_type, 0, len(surface), 0.9)]
    said = engine.anonymize(surface, found, {entity_type: OperatorConfig("generalize", params)})
    assert said.text == expected


def test_a_rung_that_is_no_text_is_refused(engine):
    with pytest.raises(InvalidParamError, match="rung"):
        engine.anonymize(
            "x", [RecognizerResult("AGE", 0, 1, 0.9)], {"AGE": OperatorConfig("generalize", {"rung": 3})}
        )
