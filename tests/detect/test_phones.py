"""Asking about fewer digits finds the same phone numbers."""

from __future__ import annotations

import phonenumbers
import pytest
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

from redactor.detect.phones import SparingPhoneRecognizer

REGIONS = ("UA", "RU", "BY", "KR", "PL", "GB")


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 he was 19, and his number was 8 (495) 123-45-67 ext. 12 until 2016.",
        "Call +380 44 123 45 67 or 010-1234-5678; born 12.03.1994, 2010-2014, no. 30600.",
        "020 7946 0958 доб. 4, or +44 20 7946 0958 x 77, 1 of 2.",
        "Ring 02-312-3456 next to 12, +7(921)1234567int 5, +290 2 2022 anexo 7",
        "He was 20, she 19; ٠١٢٣٤٥٦٧٨٩ and 8‑029‑123‑45‑67 in 1998",
        "The 46th Brigade had 120 men in 2013 and 15 in 2014.",
        "",
    ],
)
def test_the_same_numbers_are_found(text: str) -> None:
    sparing = SparingPhoneRecognizer(supported_entity="CONTACT", supported_regions=REGIONS)
    presidios = PhoneRecognizer(supported_entity="CONTACT", supported_regions=REGIONS)
    found = sparing.analyze(text, ["CONTACT"])
    assert [(r.start, r.end, r.score) for r in found] == [
        (r.start, r.end, r.score) for r in presidios.analyze(text, ["CONTACT"])
    ]
    assert sparing.name == presidios.name


def test_no_number_has_fewer_digits() -> None:
    """What the recognizer rests on: a number of four digits needs its country's code before it."""
    of_regions = [
        min(phonenumbers.PhoneMetadata.metadata_for_region(region).general_desc.possible_length)
        for country in map(phonenumbers.country_code_for_region, REGIONS)
        for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[country]
    ]
    anywhere = [
        min(phonenumbers.PhoneMetadata.metadata_for_region(region).general_desc.possible_length)
        for region in phonenumbers.SUPPORTED_REGIONS
    ]
    assert min(of_regions) >= 5
    assert min(anywhere) >= 4
