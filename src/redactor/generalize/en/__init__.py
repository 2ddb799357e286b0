"""English hierarchies, by entity type."""

from collections.abc import Callable, Mapping

from redactor.generalize.en.ages import say_age
from redactor.generalize.en.facts import say_background, say_family, say_health, say_organization
from redactor.generalize.en.forces import say_role, say_unit
from redactor.generalize.en.places import say_place
from redactor.generalize.en.times import say_time
from redactor.generalize.slot import Slot, Wording
from redactor.model import EntityType

HIERARCHIES: Mapping[str, Callable[[Slot, str], Wording | None]] = {
    EntityType.HOMETOWN: say_place,
    EntityType.DUTY_STATION: say_place,
    EntityType.LOCATION: say_place,
    EntityType.DATE: say_time,
    EntityType.DATE_OF_BIRTH: say_time,
    EntityType.SERVICE_RECORD: say_time,
    EntityType.AGE: say_age,
    EntityType.MILITARY_UNIT: say_unit,
    EntityType.MILITARY_ROLE: say_role,
    EntityType.FAMILY_DETAIL: say_family,
    EntityType.HEALTH: say_health,
    EntityType.BACKGROUND: say_background,
    EntityType.ORGANIZATION: say_organization,
}
