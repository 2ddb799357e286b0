"""Finds English dates and durations and reads what each is the date of.

A year is a birth year, an enlistment or the year of a law, by the cue nearest to it in
the clause. A date in a sentence about the world at large is about nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import governing_verb, subject_of
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context, EntityType, Role, Span

_MEMO = "en.times"
_REACH = 14


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A date or duration with what it is the date of.

    Attributes:
        span: its characters.
        kind: DATE_OF_BIRTH, SERVICE_RECORD or DATE.
        score: confidence, 0 to 1.
        rule: which cue decided.
        reason: the cue in words.
        role: ``NOBODY`` where it is about no one; ``None`` where attribution has to say.
    """

    span: Span
    kind: EntityType
    score: float
    rule: str
    reason: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    date: re.Pattern[str]
    duration: re.Pattern[str]
    cues: PhraseIndex


@cache
def _patterns() -> _Patterns:
    lex = lexicon("en")
    months = "|".join(sorted((re.escape(m) for m in lex.words("grammar/months") if m != "may"), key=len, reverse=True))
    month = rf"(?:{months}|may)\b\.?"
    cap_month = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?|(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
    ordinal_words = "|".join(sorted(lex.words("grammar/ordinals"), key=len, reverse=True))
    day = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:{ordinal_words}))"
    year = r"(?:1[89]|20)\d\d"
    spelled_year = r"(?:nineteen|twenty|two thousand)(?:[ -](?:and )?[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)?"
    tail = rf"(?:,?\s+(?:of\s+)?(?:{year}|(?:last|this|that|the same|the next|the following)\s+year)|\s+['’]?\d{{2}}\b(?!\s*[a-z]))?"
    part = r"(?:(?:the\s+)?(?:beginning|start|middle|end|first half|second half|last days?|first days?)\s+of\s+|(?:mid|early|late)[- ])"
    season = r"(?:spring|summer|autumn|winter)"
    spelled_units = "one|two|three|four|five|six|seven|eight|nine"
    spelled_teens = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    spelled_tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    spelled_day = rf"(?:twenty|thirty)[- ](?:{spelled_units})|{spelled_teens}|{spelled_units}|twenty|thirty"
    options = [
        rf"\b{year}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b",
        rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:{year}|\d{{2}})\b",
        rf"\b{day}\s+(?:to\s+(?:the\s+)?{day}\s+)?(?:of\s+)?{month}{tail}",
        rf"\b{month}\s+{day}\b(?!\s*(?:years|months|days|men|soldiers|people|percent|%|:\d)){tail}",
        rf"\b(?:{part})?(?:{month}\s+(?:of\s+)?{year}|{month}\s+(?:last|this|that|of that|of last)\s+year)",
        rf"\b{part}(?:{cap_month}|(?:{year}s?)\b|the\s+year)",
        rf"\b{season}\s+(?:of\s+|in\s+)?{year}\b(?:\s*[-–]\s*(?:{year}|\d\d))?",
        rf"\b(?:last|this|that|the\s+(?:previous|next|following|first|second|third))\s+{season}\b",
        rf"\b{year}\s*(?:[-–]|to|until)\s*{year}\b",
        rf"(?<![\w:/.,-]){year}(?![\w:/-]|[.,]\d)(?:s\b)?",
        rf"\b(?:the\s+)?(?:{ordinal_words})\s+of\s+(?:the\s+)?month\b",
        rf"\b(?:on|by|since|until|from|in|the|early|late|last|next|this)\s+(?P<bare>(?-i:{cap_month}))(?!\.?\s*(?:\d|(?-i:[A-Z])))",
        rf"\b(?:on\s+)?(?P<dayonly>the\s+(?:{ordinal_words}|\d{{1,2}}(?:st|nd|rd|th)))(?=\s*(?:[,.;:]|$|in the|at\b))",
        r"\b(?:last|the previous|the following|the next|the same|earlier this|this)\s+(?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?!\s+of\b)",
        r"\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:days?|weeks?|months?|years?)\s+(?:ago|later|earlier|before|after)\b",
        rf"\b{month}\s+(?:the\s+)?(?:{spelled_day})\b",
        rf"\b(?:on\s+)?(?P<dayonly2>the\s+(?:{ordinal_words})(?:\s+to\s+the\s+(?:{ordinal_words}))?\s+of\s+{month}{tail})",
        rf"\b(?:the\s+)?(?:{season})(?:\s+(?:before|after|of)\s+(?:the\s+)?(?:[A-Z]\w+\s*){{1,3}})",
        rf"\b(?P<spelledyear>two\s+thousand(?:\s+and)?\s+(?:{spelled_day})|nineteen\s+(?:{spelled_tens})(?:[- ](?:{spelled_units}))?|twenty\s+(?:{spelled_teens}|(?:{spelled_tens})(?:[- ](?:{spelled_units}))?))\b(?:\s+in\s+(?:the\s+)?{month})?",
        rf"\bin\s+(?P<spelled>{spelled_year})(?=\s*(?:[,.;:?!]|$|in\b|i\b|he\b|she\b|we\b|they\b))",
    ]
    number = r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|several|some|a few)"
    unit = r"(?:years?|yrs?|months?|weeks?|summers?|winters?)"
    duration = rf"\b(?:(?:about|almost|nearly|over|more than|less than|just over|around)\s+)?{number}(?:[- ]and[- ]a[- ]half)?(?:\s+(?:full|long|whole))?[-\s]+{unit}\b(?:['’])?(?:\s+and\s+(?:{number}\s+{unit}|a\s+half))?"
    cue_phrases = [
        *lex.phrases("service", "service/enlist", "service/serve", "service/discharge"),
        *[(w, "birth") for w in ("born", "birthday", "birth", "birthdate", "b.", "left school", "finish school", "finish at", "graduate from school", "class of")],
        *[(w, "service") for w in ("military service", "contract", "conscription", "called up", "call-up", "draft", "the army take", "in the army", "in uniform", "sign * contract")],
    ]
    return _Patterns(
        re.compile("|".join(options), re.IGNORECASE),
        re.compile(duration, re.IGNORECASE),
        PhraseIndex(cue_phrases),
    )


def times(reading: Reading) -> tuple[TimeMention, ...]:
    """Return the dates and durations of a reading, in order."""
    return reading.memo(_MEMO, lambda r: tuple(_times(scene_of(r))))


def _times(scene: Scene) -> Iterator[TimeMention]:
    reading = scene.reading
    patterns = _patterns()
    triggers: dict[int, list[tuple[int, int, str]]] = {}
    for first, last, kind in patterns.cues.find(reading):
        triggers.setdefault(reading.sentence_of[first], []).append((first, last, kind))
    taken: list[Span] = []
    for span in _dates(reading):
        taken.append(span)
        yield _date(scene, span, triggers)
    covered = {c for s in taken for c in range(s.start, s.end)}
    for m in patterns.duration.finditer(reading.text):
        if m.start() not in covered:
            found = _duration(scene, Span(m.start(), m.end()), triggers)
            if found is not None:
                yield found


def _dates(reading: Reading) -> Iterator[Span]:
    text = reading.text
    for m in _patterns().date.finditer(text):
        group = next((g for g in ("bare", "dayonly", "spelled") if m[g]), None)
        start, end = m.span(group) if group else m.span()
        if text[end - 1] == "." and not re.match(r"\s*[\da-z]", text[end : end + 3]):
            end -= 1
        token = reading.token_at(start)
        if text[start:end].lower() == "may" and reading.pos[token] == "AUX":
            continue
        if reading.sentence_of[token] >= 0:
            yield Span(start, end)


def _date(scene: Scene, span: Span, triggers: dict[int, list[tuple[int, int, str]]]) -> TimeMention:
    reading = scene.reading
    token = reading.token_at(span.start)
    sentence = reading.sentence(token)
    block = reading.block_of(token)
    label = label_type(block)
    if block.is_field and "interview" in block.label:
        return TimeMention(span, EntityType.DATE, 0.8, "date.field", "stands in a field for the date of access", None)
    if label in ("DATE_OF_BIRTH", "SERVICE_RECORD", "DATE"):
        return TimeMention(span, EntityType(label), 0.9, f"{_slug(label)}.field", "stands in a form field for it", None)
    stance = scene.stance(sentence)
    nearest = _nearest(reading, token, triggers.get(reading.sentence_of[token], []))
    if stance in (Stance.GENERAL, Stance.PUBLIC):
        return TimeMention(span, EntityType.DATE, 0.6, "date.general", "a date of public events", Role.NOBODY)
    if nearest == "birth" or _BORN.search(reading.text, max(0, span.start - 8), span.start):
        return TimeMention(span, EntityType.DATE_OF_BIRTH, 0.85, "date-of-birth.cue", "its sentence speaks of a birth", None)
    if nearest == "service":
        return TimeMention(span, EntityType.SERVICE_RECORD, 0.8, "service-record.cue", "its sentence speaks of enlisting or serving", None)
    asked = _asked(scene, sentence)
    if asked:
        return TimeMention(span, EntityType(asked), 0.8, f"{_slug(asked)}.answer", "answers a question about it", None)
    personal = stance is Stance.PERSONAL or _personal_neighbourhood(scene, sentence, block.context)
    if personal and stance is Stance.OPEN and block.context is Context.QUESTION and _HAS_YEAR.search(reading.text, span.start, span.end):
        personal = False  # "the law of December 2020": an interviewer's background
    if personal and _is_lived(scene, token):
        return TimeMention(span, EntityType.DATE, 0.7, "date.personal", "a date in what somebody lived through", None)
    return TimeMention(span, EntityType.DATE, 0.6, "date.general", "a date of public events", Role.NOBODY)


def _personal_neighbourhood(scene: Scene, sentence: Sentence | None, context: Context) -> bool:
    """An answer that names no one goes on telling the source's own story."""
    if sentence is None or scene.stance(sentence) is not Stance.OPEN:
        return False
    return context in (Context.ANSWER, Context.QUESTION, Context.HEADLINE)


@cache
def _fate_verbs() -> frozenset[str]:
    lex = lexicon("en")
    return lex.single_words("service/captivity/lemmas", "service/wounded/lemmas", "service/depart/lemmas", "service/enlist/lemmas") | {"leave", "arrive", "capture"}


def _is_lived(scene: Scene, token: int) -> bool:
    """Whether what happened at the date happened to somebody: the verb's subject tells."""
    reading = scene.reading
    verb = governing_verb(reading, token)
    if verb is None or reading.lower[verb] == "may":
        return True
    subject = subject_of(reading, verb)
    own = any(reading.dep[c] in ("nsubj", "nsubjpass") for c in reading.children[verb])
    if subject is None or scene.is_somebody(subject) or (not own and reading.tag[verb] in ("VBN", "VBG")):
        return True
    if any(reading.dep[c] == "poss" and scene.is_somebody(c) for c in reading.children[subject]):
        return True
    if reading.lower[subject] in ("they", "both", "we") and reading.lemma[verb] in _fate_verbs():
        return True
    if reading.lower[subject] in ("who", "which", "that"):
        return scene.is_somebody(reading.head[verb])
    return any(scene.is_somebody(c) for c in reading.children[verb] if reading.dep[c] in ("dobj", "dative", "obj"))


def _duration(scene: Scene, span: Span, triggers: dict[int, list[tuple[int, int, str]]]) -> TimeMention | None:
    reading = scene.reading
    token = reading.token_at(span.start)
    sentence = reading.sentence(token)
    if sentence is None:
        return None
    label = label_type(reading.block_of(token))
    following = reading.lower[reading.token_at(span.end - 1) + 1 :][:3]
    if "old" in following[:2] or "ago" in following[:1]:
        return None
    serving = any(kind == "service" for _, _, kind in triggers.get(sentence.number, []))
    asked = _asked(scene, sentence) == EntityType.SERVICE_RECORD
    if label != "SERVICE_RECORD" and not serving and not asked and not _long_and_lived(scene, span, token):
        return None
    general = scene.stance(sentence) in (Stance.GENERAL, Stance.PUBLIC)
    role = Role.NOBODY if general else None
    return TimeMention(span, EntityType.SERVICE_RECORD, 0.75, "service-record.duration", "a length of time with a word of service", role)


def _long_and_lived(scene: Scene, span: Span, token: int) -> bool:
    """A length of years in somebody's own story: it dates the service, or the captivity."""
    text = scene.reading.text[span.start : span.end].lower()
    if not re.match(r"(?:about |almost |nearly |over |just over |around )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|\w+teen|eleven|twelve|twent|thirt)", text):
        return False
    long = "year" in text or "yr" in text or "summer" in text or "winter" in text or "yr" in text or "month" in text and re.match(r"(?:\d\d|ten|eleven|twelve|\w+teen|twenty)", text)
    verb = governing_verb(scene.reading, token)
    subject = subject_of(scene.reading, verb) if verb is not None else None
    return bool(long) and scene.is_personal(token) and (verb is None or (subject is not None and scene.is_somebody(subject)))


def _asked(scene: Scene, sentence: Sentence | None) -> str:
    if sentence is None:
        return ""
    reading = scene.reading
    found = ""
    for q in reading.question_before(sentence):
        for _, _, kind in _patterns().cues.find(reading, q.first, q.last):
            found = EntityType.SERVICE_RECORD if kind == "service" else EntityType.DATE_OF_BIRTH
    close = sentence.number - reading.sentences_of_block(sentence.block)[0].number <= 1
    return found if close else ""


_HAS_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_BORN = re.compile(r"\b(?:b\.|born|d\.?o\.?b\.?:?)\s*$", re.IGNORECASE)


def _nearest(reading: Reading, token: int, triggers: list[tuple[int, int, str]]) -> str:
    best, kind = _REACH, ""
    for start, stop, payload in triggers:
        distance = min(abs(token - stop), abs(token - start))
        if distance < best:
            best, kind = distance, payload
    return kind


def _slug(label: str) -> str:
    return label.lower().replace("_", "-")
