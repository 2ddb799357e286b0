"""What stands beside a name and says what its bearer is: a title, an apposition before or behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redactor.detect.en.people.names import names
from redactor.detect.en.people.runs import Run
from redactor.detect.reading import Reading, Sentence

_DESCRIBED_WITHIN = 12
"""Tokens between "the chairman of ..." and the name that it describes."""
_DESCRIPTION = 14
"""Tokens behind a name's comma that its description has at most."""
_MODIFIERS = 3
"""Tokens before a title that belong to it: "the foreign affairs minister X"."""
_STOPS = frozenset(
    {".", ";", ":", "”", '"', "“", ")", "who", "whom", "whose", "which", "that", "where", "when"}
)
_OWN = frozenset({"my", "our", "your", "us", "me"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a name's bearer is called beside it.

    Attributes:
        first: index of the description's first token.
        core: index after the tokens among which its head noun is.
        last: index after its last token.
        is_title: whether it stands right before the name.
    """

    first: int
    core: int
    last: int
    is_title: bool


def descriptions(reading: Reading, run: Run, sentence: Sentence) -> Iterator[Description]:
    """Yield what a name's bearer is called beside it, where it is nobody's own: "my lawyer, X" is left out.

    Args:
        reading: the parsed text.
        run: the name.
        sentence: the name's.
    """
    yield from _titles(reading, run, sentence)
    yield from _appositions(reading, run, sentence)


def _titles(reading: Reading, run: Run, sentence: Sentence) -> Iterator[Description]:
    """'the historian X', 'Judge X', but neither 'my lawyer X' nor 'the minister's driver X'."""
    if run.start < run.first:
        yield Description(run.start, run.first, run.first, is_title=True)
    t = run.start
    if t <= sentence.first or reading.pos[t - 1] not in ("NOUN", "PROPN"):
        return
    first = t - 1
    while first > max(sentence.first, t - 1 - _MODIFIERS) and reading.pos[first - 1] in (
        "ADJ",
        "NOUN",
        "PROPN",
    ):
        first -= 1
    if _is_nobodys_own(reading, max(sentence.first, t - 4), t) and reading.lower[first - 1] not in (
        "'s",
        "'",
    ):
        yield Description(first, t, t, is_title=True)


def _appositions(reading: Reading, run: Run, sentence: Sentence) -> Iterator[Description]:
    """'X, 58, a former judge of the court', 'X (head of the fund)', 'the chairman of the committee, X,'."""
    for found in (
        _apposition_behind(reading, run.last, sentence),
        _apposition_before(reading, run, sentence),
    ):
        if (
            found is not None
            and _is_nobodys_own(reading, found.first, found.core)
            and not _holds_kin(reading, found.first, found.core)
        ):
            yield found


def _apposition_behind(reading: Reading, last: int, sentence: Sentence) -> Description | None:
    if last >= sentence.last or reading.raw[last] not in (",", "("):
        return None
    first = behind_age(reading, last + 1, sentence)
    end = min(sentence.last, first + _DESCRIPTION)
    if reading.lower[first : first + 2] in (["who", "is"], ["who", "was"]):
        first += 2
    stop = next((t for t in range(first, end) if reading.lower[t] in _STOPS or reading.raw[t] == ","), end)
    verb = next((t for t in range(first, stop) if _is_finite(reading, t)), stop)
    core = next((t for t in range(first, verb) if reading.pos[t] == "ADP"), verb)
    return Description(first, core, verb, is_title=False) if core > first else None


def behind_age(reading: Reading, first: int, sentence: Sentence) -> int:
    """Return the token behind an age, if one stands there: 'X, 58, a judge', 'Y, then 47, a judge'.

    Args:
        reading: the parsed text.
        first: index of the token behind the name's comma.
        sentence: the name's.
    """
    comma = next((t for t in range(first, min(first + 5, sentence.last)) if reading.raw[t] == ","), None)
    if comma is None or not any(reading.pos[t] == "NUM" for t in range(first, comma)):
        return first
    return comma + 1


def _is_finite(reading: Reading, t: int) -> bool:
    return reading.pos[t] in ("VERB", "AUX") and reading.tag[t] not in ("VBN", "VBG")


def _apposition_before(reading: Reading, run: Run, sentence: Sentence) -> Description | None:
    comma = run.start - 1
    if comma <= sentence.first or reading.raw[comma] != ",":
        return None
    first = comma
    while first > max(sentence.first, comma - _DESCRIBED_WITHIN) and reading.raw[first - 1] not in ',;:“"':
        first -= 1
    core = next((t for t in range(first, comma) if reading.pos[t] == "ADP"), comma)
    return Description(first, core, comma, is_title=False) if core > first else None


def _is_nobodys_own(reading: Reading, first: int, last: int) -> bool:
    return _OWN.isdisjoint(reading.lower[first:last])


def _holds_kin(reading: Reading, first: int, last: int) -> bool:
    return any(reading.lemma[t] in names().kin for t in range(first, last))
