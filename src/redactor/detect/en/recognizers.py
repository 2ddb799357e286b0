"""All recognizers of English."""

from __future__ import annotations

from presidio_analyzer import EntityRecognizer

from redactor.detect.en.age import AgeRecognizer
from redactor.detect.en.background import BackgroundRecognizer
from redactor.detect.en.contact import ContactRecognizer
from redactor.detect.en.date import DateRecognizer
from redactor.detect.en.date_of_birth import DateOfBirthRecognizer
from redactor.detect.en.duty_station import DutyStationRecognizer
from redactor.detect.en.family_detail import FamilyDetailRecognizer
from redactor.detect.en.health import HealthRecognizer
from redactor.detect.en.hometown import HometownRecognizer
from redactor.detect.en.location import LocationRecognizer
from redactor.detect.en.military_role import MilitaryRoleRecognizer
from redactor.detect.en.military_unit import MilitaryUnitRecognizer
from redactor.detect.en.money import MoneyRecognizer
from redactor.detect.en.organization import OrganizationRecognizer
from redactor.detect.en.person import PersonRecognizer
from redactor.detect.en.pipeline_labels import PipelineLabelRecognizer
from redactor.detect.en.reprisal_risk import ReprisalRiskRecognizer
from redactor.detect.en.service_record import ServiceRecordRecognizer


def english_recognizers() -> list[EntityRecognizer]:
    """Return one fresh recognizer for each entity type, usable in any ``AnalyzerEngine``."""
    return [
        PersonRecognizer(),
        HometownRecognizer(),
        DutyStationRecognizer(),
        LocationRecognizer(),
        AgeRecognizer(),
        DateOfBirthRecognizer(),
        ServiceRecordRecognizer(),
        DateRecognizer(),
        MilitaryUnitRecognizer(),
        MilitaryRoleRecognizer(),
        FamilyDetailRecognizer(),
        HealthRecognizer(),
        BackgroundRecognizer(),
        ReprisalRiskRecognizer(),
        ContactRecognizer(),
        OrganizationRecognizer(),
        MoneyRecognizer(),
        PipelineLabelRecognizer(),
    ]
