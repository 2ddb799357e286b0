"""CONTACT: phone, e-mail, address, account, plate and document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.detect.word_starts import Beginnings, first_words
from redactor.model import EntityType, Role, Span

# Presidio's own recognizer drops addresses whose domain is on no public suffix list.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_PHONE = Beginnings(
    re.compile(r"(?<![\w/.,-])(?:\+|00)?\(?\d{1,4}\)?(?:[ .\-/]?\(?\d{2,4}\)?){2,5}(?![\w/]|[.,]\d)"),
    frozenset(),
    figures=True,
    sign=re.compile(r"[+(](?=[(\d])"),
)
_DATE = re.compile(r"\(?(?:1[89]|20)\d\d[ ./-](?:1[89]|20)?\d\d.*|[0-3]?\d([./-])[0-3]?\d\1(?:1[89]|20)\d\d")
_DOCUMENT = Beginnings(
    re.compile(
        r"\b(?=[A-Z0-9/-]*\d)[A-Z]{1,6}[-/ ]?(?:\d[\dA-Z]*[-/]?){1,4}\d\b"
        r"|\b\d{1,6}-\d{1,4}[A-Z]{1,3}\d{2,8}\b"
    ),
    frozenset(),
    figures=True,
    sign=re.compile(r"[A-Z](?<!\w.)(?=[A-Z0-9/-]*\d)"),
)
_NUMBERED_THINGS = (
    "no|nr|number|card|passport|id|ref|file|ticket|tag|plate|account|apartment|apt|flat|shelter|house|block"
)
_NUMBERED = Beginnings(
    re.compile(
        rf"\b(?:{_NUMBERED_THINGS})\b\.?\s*(?:no\.?|number|#)?\s*[:#]?\s*((?=[A-Z\d/-]*\d)[A-Z\d][A-Z\d/-]{{2,}})",
        re.IGNORECASE,
    ),
    first_words(_NUMBERED_THINGS),
)
_BUILDINGS = r"Block|Building|Apartment|Apt\.?|Flat|House|Ulitsa|ul\."
_STREET = Beginnings(
    re.compile(
        r"\b\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]+\s+){1,3}(?:street|st\.|road|rd\.|avenue|ave\.|lane|boulevard|prospekt|alley)\b"
        rf"|\b(?:{_BUILDINGS})\s+(?:[A-Z][\w'’-]+,?\s+)?\d+[A-Za-z]?(?:,\s*(?:no\.|apt\.?|flat|block)\s*\d+)?",
        re.UNICODE,
    ),
    first_words(_BUILDINGS),
    figures=True,
)
_SITES = r"t\.me|wa\.me|vk\.com|facebook\.com|instagram\.com"
_HANDLE = Beginnings(
    re.compile(rf"(?<![\w@./])@[A-Za-z][\w.]{{2,30}}\b|\b(?:{_SITES})/[\w./-]+"),
    first_words(_SITES),
    sign=re.compile("@"),
)
_REACHED = ("contact.phone", "contact.email")
"""What leads to whoever answers, be it an office; a document is always somebody's."""
_CUE_BEFORE, _CUE_BEHIND = 16, 6
"""Tokens before and behind a number among which its sentence says whose it is."""
_EU_CASE = re.compile(r"^[CFT]-\d{1,4}/\d{2}$")
"""A case of the court in Luxembourg: C-238/19."""
_NOT_DOCUMENT = re.compile(
    r"^(?:[A-Z]{1,2}-?\d{1,3}|[A-Z]+-?\d{1,2}|(?:FAB|KAB|BMP|BTR|MiG|SU|TU|IL|UAZ|RPG|AK|PKM|RPK|T|M|G|F)-?\d+\w*)$"
)
_DESIGNATION = re.compile(r"^(?:COVID|SARS|KOI|ISO|UTC|GMT|UN|EU)[-/ ]?\d", re.IGNORECASE)


class ContactRecognizer(RuleRecognizer):
    """Finds what leads to a person's door, phone or file."""

    entity_type = EntityType.CONTACT

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield contacts; those of a newsroom have the role of a journalist."""
        scene = scene_of(reading)
        for span, rule, reason in (*_patterns(reading), *_spoken(reading), *_fields(scene)):
            role = _role(scene, span)
            if role is None and rule in _REACHED and _is_for_the_public(scene, span):
                role = Role.OFFICIAL
            yield Match(span, 0.85, rule, reason, role)


def _patterns(reading: Reading) -> Iterator[tuple[Span, str, str]]:
    text = reading.text
    for m in _EMAIL.finditer(text) if "@" in text else ():
        yield Span(m.start(), m.end()), "contact.email", "an e-mail address"
    for m in _PHONE.matches(reading):
        digits = re.sub(r"\D", "", m.group())
        if 8 <= len(digits) <= 15 and not _DATE.fullmatch(m.group()) and not _is_time_line(text, m):
            yield Span(m.start(), m.end()), "contact.phone", "built like a phone number"
    for m in _DOCUMENT.matches(reading):
        if (
            not _NOT_DOCUMENT.match(m.group())
            and not _DESIGNATION.match(m.group())
            and not _EU_CASE.match(m.group())
            and len(re.sub(r"\D", "", m.group())) >= 3
        ):
            yield Span(m.start(), m.end()), "contact.document", "built like a document number"
    for m in _NUMBERED.matches(reading):
        if len(m[1]) >= 4:
            yield Span(*m.span(1)), "contact.document", "a number behind a word for documents"
    for beginnings in (_STREET, _HANDLE):
        for m in beginnings.matches(reading):
            yield Span(m.start(), m.end()), "contact.address", "built like an address"


def _is_time_line(text: str, m: re.Match[str]) -> bool:
    line_end = text.find("\n", m.end())
    line = text[text.rfind("\n", 0, m.start()) + 1 : line_end if line_end >= 0 else len(text)]
    return "-->" in line


@cache
def _digit_words() -> frozenset[str]:
    return frozenset(
        {
            "oh",
            "double",
            "triple",
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
        }
    )


def _spoken(reading: Reading) -> Iterator[tuple[Span, str, str]]:
    """'double oh four seven one one nine two six'."""
    first: int | None = None
    for t in range(len(reading.raw) + 1):
        digit = t < len(reading.raw) and reading.lower[t] in _digit_words()
        if digit and first is None:
            first = t
        elif not digit and first is not None:
            if t - first >= 6:
                yield reading.span(first, t), "contact.spoken", "a number spelled out digit by digit"
            first = None


def _fields(scene: Scene) -> Iterator[tuple[Span, str, str]]:
    for block in scene.reading.blocks:
        if not len(block.span) or not (label_type(block) == "CONTACT" or _asks_for_a_number(block.label)):
            continue
        value = scene.reading.text[block.span.start : block.span.end]
        if any(c.isdigit() for c in value) and len(value) < 60 and "address" not in block.label:
            yield block.span, "contact.field", "stands in a form field for it"


def _asks_for_a_number(label: str) -> bool:
    """'fuel card no', 'tenancy book': a paper with a number, whatever its name."""
    return bool(
        re.search(r"\b(?:card|passport|permit|certificate|licence|license|ticket|tag|ref|id)\b", label)
    )


@dataclass(frozen=True, slots=True)
class _PublicLines:
    """The words that tell an institution's number from somebody's own."""

    cues: PhraseIndex
    owners: frozenset[str]


@cache
def _public_lines() -> _PublicLines:
    lex = lexicon("en")
    return _PublicLines(
        PhraseIndex(lex.phrases("public", "public/contact_cues")), lex.words("public/contact_owners")
    )


def _is_for_the_public(scene: Scene, span: Span) -> bool:
    """'Hotline: ...', 'the number of the association, ...': and nobody's own, by any word of the sentence."""
    reading, know = scene.reading, _public_lines()
    first, last = reading.token_at(span.start), reading.token_at(span.end - 1) + 1
    sentence = reading.sentence(first)
    if sentence is None:
        return False
    around = range(max(sentence.first, first - _CUE_BEFORE), min(sentence.last, last + _CUE_BEHIND))
    if not know.owners.isdisjoint(reading.lower[t] for t in around):
        return False
    named = (scene.person_at[t] for t in around if t in scene.person_at)
    if any(scene.cast.role(m.key).is_protected for m in named):
        return False
    return any(True for _ in know.cues.find(reading, around.start, around.stop))


_DESK = re.compile(
    r"^(?:desk|news\w*|info|press|tips?|contact|editor\w*|office|media|mail|hello|redaktion|foreign|letters|corrections)$",
    re.IGNORECASE,
)


def _role(scene: Scene, span: Span) -> Role | None:
    """Whose contact it is, where its own words or its line tell: a newsroom's, a journalist's."""
    value = scene.reading.text[span.start : span.end]
    local = value.split("@")[0].strip() if "@" in value else ""
    if local and (_DESK.match(local) or _is_journalist(scene, local)):
        return Role.JOURNALIST
    line_start = scene.reading.text.rfind("\n", 0, span.start) + 1
    line = scene.reading.text[line_start : span.end + 1]
    addresses = [m.group().split("@")[0].strip() for m in _EMAIL.finditer(line)]
    return Role.JOURNALIST if any(_DESK.match(a) for a in addresses) else None


def _is_journalist(scene: Scene, local: str) -> bool:
    parts = [p for p in re.split(r"[._-]", local.lower()) if len(p) > 1]
    return any(scene.cast.parts.get(p) is Role.JOURNALIST for p in parts)
