"""What a date says, in no language's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """The parts of a date that its words give.

    Attributes:
        year: in full; ``None`` if the words do not give it.
        month: 1 to 12; likewise.
        day: of the month; likewise.
        part: ``early``, ``mid`` or ``late`` in the month, or in the year if there is no month.
        season: as written: ``spring``.
        deictic: a year that only the day of writing tells: ``last year``.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    season: str = ""
    deictic: str = ""

    @property
    def part_of_month(self) -> str:
        """The third of the month that the day lies in: ``early``, ``mid`` or ``late``."""
        if self.day is None:
            return self.part
        return ("early", "mid", "late")[min((self.day - 1) // 10, 2)]
