"""Weighs every run of name-like words where it stands."""

from __future__ import annotations

from redactor.detect.en.people.evidence import inner_cues, outer_cues
from redactor.detect.en.people.fates import is_one_of_many, is_told_by_first_person, shares_fate
from redactor.detect.en.people.introductions import introduced, introduced_names, lower_case_names
from redactor.detect.en.people.mention import INTRODUCED, LIKELY, Mention
from redactor.detect.en.people.names import names
from redactor.detect.en.people.placing import is_placed
from redactor.detect.en.people.roles import stated_role
from redactor.detect.en.people.runs import Run, runs
from redactor.detect.reading import Reading

_TELLING = 1.5
"""Weight from which a cue is worth a word in the report."""


def mentions(reading: Reading) -> list[Mention]:
    """Return every run of tokens that may name a person, in order of position."""
    return reading.memo("en.mentions", _mentions)


def _mentions(reading: Reading) -> list[Mention]:
    behind = introduced(reading)
    lower_case = frozenset(r for r in reading.raw if r.islower())
    found = [_weighed(reading, run, behind, lower_case) for run in runs(reading)]
    for m in (*introduced_names(reading, behind), *lower_case_names(reading)):
        weak = [f for f in found if f.first < m.last and m.first < f.last]
        if all(f.score < LIKELY for f in weak):
            found = [f for f in found if f not in weak] + [m]
    found.sort(key=lambda m: m.first)
    return found


def _weighed(reading: Reading, run: Run, behind: frozenset[int], lower_case: frozenset[str]) -> Mention:
    score, why = 0.0, "a name-like word"
    for cue in (*inner_cues(reading, run, lower_case), *outer_cues(reading, run)):
        if cue.holds:
            score += cue.weight
            why = cue.reason if cue.weight >= _TELLING else why
    if not behind.isdisjoint(range(run.start, run.last)):
        score, why = score + 3, INTRODUCED
    if _is_titled(reading, run) and not names().calendar.issuperset(run.key):
        score, why = score + 3, "follows a title or form of address"
    placed = is_placed(reading, run)
    if placed:
        score -= 2.5
    sentence = reading.sentence(run.first)
    return Mention(
        run.first,
        run.last,
        run.key,
        score,
        placed,
        stated_role(reading, run),
        why,
        fated=why == INTRODUCED or shares_fate(reading, run) or is_one_of_many(reading, run),
        met=sentence is not None and is_told_by_first_person(reading, run, sentence),
    )


def _is_titled(reading: Reading, run: Run) -> bool:
    """'Mr. X', 'Uncle X' at the head of the run, or 'sergeant X' in lower case before it."""
    know = names()
    titles = (reading.lower[t].rstrip(".") for t in range(run.start, run.first))
    if any(w in know.titles or w in know.kin or w in know.offices for w in titles):
        return True
    return run.start > 0 and reading.lower[run.start - 1].rstrip(".") in know.forms_of_address
