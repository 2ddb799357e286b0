"""With a case file: what it names is hidden with certainty, in every form, and proved to be gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redactor.case import load_case, read_case
from redactor.case.known import CaseFinder
from redactor.case.proof import prove
from redactor.formats import format_for
from redactor.model import Action, Document, LeakKind, Role
from redactor.pipeline import Engine, analyze_document, load_engine, redact_document
from redactor.policy import load_policy

HERE = Path(__file__).parent
FORMS = [
    "Gwak Il-nam", "Il-nam Gwak", "GWAK IL NAM", "Gwak Ilnam", "Kwak Il-nam", "Mr. Gwak", "Gwak's",
    "Gwak Il-\nnam", "G w a k", "Gwаk", "곽일남", "곽일남은", "Квак Ир Нам", "Mun Ok-sil", "Moon Ok Sil",
    "Taras Velychko", "Величка", "Pukchang", "Bukchang", "PUKCHANG", "the town with three chimneys",
    "38th Mountain Regiment", "38 mountain regt", "7 February 2025", "Feb. 7, 2025", "07.02.2025",
]  # fmt: skip
TRACES = ("gwak", "kwak", "곽", "квак", "ok-sil", "ok sil", "velychko", "велич", "ukchang", "three chimneys",
          "mountain reg", "7 february", "feb. 7", "07.02")  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(load_policy(), case=load_case(HERE / "case.yaml"))


def with_case(engine: Engine, text: str) -> Engine:
    """The same models with another case file."""
    return replace(engine, case=CaseFinder(read_case(text.encode())))


def released(engine: Engine, text: str, name: str = "draft.txt") -> str:
    outcome = redact_document(engine, name, text.encode())
    assert outcome.released, [(leak.kind, leak.detail) for leak in outcome.leaks]
    assert outcome.content is not None
    return outcome.content.decode()


def document(text: str) -> Document:
    return format_for("a.txt", text.encode()).read("a.txt", text.encode())


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_gone_from_the_release(engine: Engine, form: str) -> None:
    outcome = redact_document(
        engine, "draft.txt", f"On the wall somebody wrote {form}, and nobody asked.\n".encode()
    )
    assert outcome.released, [leak.detail for leak in outcome.leaks]
    assert outcome.content is not None
    text = outcome.content.decode().lower()
    assert not [t for t in TRACES if t in text]
    assert "nobody asked" in text


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(FORMS), min_size=1, max_size=4),
    st.lists(st.sampled_from(["The lamp was on.", "It rained.", "He laughed and ate."]), max_size=3),
)
def test_whatever_is_planted_is_gone(engine: Engine, planted: list[str], around: list[str]) -> None:
    sentences = [f"They spoke of {form} again." for form in planted]
    outcome = redact_document(engine, "draft.txt", "\n".join([*around, *sentences, *around, ""]).encode())
    assert outcome.released
    assert outcome.content is not None
    assert not [t for t in TRACES if t in outcome.content.decode().lower()]


def test_findings_come_from_the_case_file_and_hold_none_of_it(engine: Engine) -> None:
    analysis = analyze_document(engine, document("Kwak Il Nam is from Bukchang.\n"))
    known = [d for d in analysis.decisions if d.finding.rule.startswith("case.")]
    assert {d.finding.rule for d in known} == {"case.person", "case.hometown"}
    assert all(d.finding.score == 1.0 and d.finding.subject.id == "case-1" for d in known)
    assert all("wak" not in d.finding.reason + d.finding.subject.id for d in known)


def test_one_person_has_the_pseudonym_that_the_editor_chose(engine: Engine) -> None:
    outcome = redact_document(engine, "a.txt", "Gwak Il-nam sat down. Later 곽일남 slept.\n".encode())
    assert outcome.content is not None
    assert outcome.content.decode().count("Soldier Q") == 2


def test_what_is_public_already_stays_and_a_person_is_asked(engine: Engine) -> None:
    text = "Gwak Il-nam was a tanner's apprentice. Ferdinand Okello came.\n"
    analysis = analyze_document(engine, document(text))
    kept = [d for d in analysis.decisions if d.reason_code == "already-public"]
    assert [(d.action, d.review_required) for d in kept] == [(Action.KEEP, True)]
    outcome = redact_document(engine, "a.txt", text.encode())
    assert outcome.content is not None
    assert b"a tanner's apprentice" in outcome.content
    assert b"Ferdinand Okello" in outcome.content


def test_dangerous_facts_are_hidden_though_the_policy_would_keep_them() -> None:
    engine = load_engine(load_policy("names-only"), case=load_case(HERE / "case.yaml"))
    outcome = redact_document(engine, "a.txt", b"He was born in Pukchang.\n")
    assert outcome.content is not None
    assert b"Pukchang" not in outcome.content


def test_a_file_name_that_tells_is_neutral(engine: Engine) -> None:
    outcome = redact_document(engine, "kwak-ilnam.txt", b"The lamp was on. Gwak slept.\n")
    assert outcome.released
    assert outcome.name == "document.txt"


def test_the_proof_finds_what_is_left() -> None:
    finder = CaseFinder(load_case(HERE / "case.yaml"))
    before = document("The lamp was on.\n")
    after = replace(before, segments=(replace(before.segments[0], text="The lamp of Kwak Il-nam was on.\n"),))
    kinds = {leak.kind for leak in prove(finder, before, after, [], name="x.txt").leaks}
    assert LeakKind.SURVIVES in kinds
    named = prove(finder, before, before, [], name="mun_ok_sil.txt", rendered=[["born in Pukchang"]])
    assert {leak.kind for leak in named.leaks} == {LeakKind.FILE_NAME, LeakKind.REPORT}
    assert all("Pukchang" not in leak.detail for leak in named.leaks)


def test_relatives_keep_their_relation(engine: Engine) -> None:
    analysis = analyze_document(engine, document("Mun Ok-sil sells cloth.\n"))
    (mother,) = [d.finding for d in analysis.decisions if d.finding.rule == "case.person"]
    assert (mother.subject.role, mother.subject.relation) == (Role.RELATIVE, "mother")


PERSON = "version: 1\nname: x\npeople:\n  - {id: a, role: source, names: [Zoran Babic]}\n"


def test_a_surname_that_is_a_town_is_the_persons(engine: Engine) -> None:
    case = with_case(engine, PERSON.replace("Zoran Babic", "Milan London"))
    decisions = analyze_document(case, document("The night was long. London slept in London.\n")).decisions
    assert {d.finding.entity_type for d in decisions} == {"PERSON"}


def test_people_of_a_case_have_the_same_names_in_every_document(engine: Engine) -> None:
    text = PERSON + "  - {id: b, role: comrade, names: [Ante Kolar]}\n"
    case = with_case(engine, text)
    first = analyze_document(case, document("Zoran Babic met Ante Kolar.\n")).pseudonyms
    second = analyze_document(case, document("Ante Kolar met Pero Lovric, then Zoran Babic.\n")).pseudonyms
    own = ("case-1", "case-2")
    assert [first[i] for i in own] == [second[i] for i in own]
    assert len(set(second.values())) == len(second)


def test_a_less_exact_wording_does_not_say_another_hidden_fact(engine: Engine) -> None:
    """Kilju is in the northeast of North Korea; the country is hidden, too."""
    case = with_case(engine, PERSON + "facts:\n  - {about: a, type: LOCATION, texts: [North Korea]}\n")
    assert "North Korea" in released(engine, "Zoran Babic was born in Kilju.\n")
    assert "North Korea" not in released(case, "Zoran Babic was born in Kilju.\n")


def test_a_public_figure_with_the_same_surname_keeps_the_name(engine: Engine) -> None:
    text = PERSON + "public_figures:\n  - {id: f, names: [Ivo Babic]}\n"
    out = released(with_case(engine, text), "The minister Ivo Babic spoke. Mr. Babic slept in a shed.\n")
    assert "Ivo Babic" in out
    assert out.count("Babic") == 1


OPEN = (
    PERSON
    + "facts:\n  - {about: a, type: BACKGROUND, texts: [the glass works at Lipnik]}\n"
    + "public:\n  - {about: a, type: BACKGROUND, texts: [the glass works],"
    + " evidence: {who: x, where: y, when: z}}\n"
)


def test_an_open_fact_stays_only_where_nothing_hidden_overlaps_it(engine: Engine) -> None:
    case = with_case(engine, OPEN)
    assert "the glass works" in released(case, "Zoran Babic saw the glass works.\n")
    assert "glass" not in released(case, "Zoran Babic saw the glass works at Lipnik.\n")


def test_consent_keeps_and_asks_a_person(engine: Engine) -> None:
    case = with_case(engine, OPEN.replace("public:", "consent:"))
    decisions = analyze_document(case, document("Zoran Babic saw the glass works.\n")).decisions
    (kept,) = [d for d in decisions if d.finding.rule == "case.consent"]
    assert (kept.action, kept.reason_code, kept.review_required) == (Action.KEEP, "consent", True)


@pytest.mark.parametrize(
    ("kind", "text", "draft"),
    [
        ("CONTACT", "brick.maker@post.example", "Write to Brick.Maker@post.example, he said."),
        ("CONTACT", "+381 60 555 0199", "The number was 381-60-555-0199 then."),
        ("BACKGROUND", "welder; later cook", "He was a welder; later\ncook at a school."),
        ("CONTACT", "https://chat.example/u/41?x=2", "See https://chat.example/u/41?x=2 for more."),
        ("HEALTH", "lost the sight of one eye", "He lost the  SIGHT of one eye there."),
    ],
)
def test_what_is_more_than_words_is_found_too(engine: Engine, kind: str, text: str, draft: str) -> None:
    case = with_case(engine, PERSON + f"facts:\n  - {{about: a, type: {kind}, texts: ['{text}']}}\n")
    found = [d for d in analyze_document(case, document(draft + "\n")).decisions if d.finding.score == 1.0]
    assert [d for d in found if d.finding.rule == f"case.{kind.lower()}" and d.action is not Action.KEEP]


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("Zoran Babic", "The page is archive.example/u/%5Aoran%20%42abic, he said."),
        ("Zoran Babic", "It was signed @zoranbabic, he said."),
        ("Zoran Babic", "It read Z&#111;ran Babi&#99; there."),
        ("Zoran Babic", "It read Zo**ran** Babic there."),
        ("\uacfd\uc77c\ub0a8", "See archive.example/%EA%B3%BD%EC%9D%BC%EB%82%A8 for more."),
    ],
)
def test_letters_written_as_codes_or_run_together_are_found(engine: Engine, text: str, draft: str) -> None:
    case = with_case(engine, PERSON.replace("Zoran Babic", text))
    known = case.case.find(document(draft + "\n")) if case.case else ()
    assert known
    out = released(case, draft + "\n").lower()
    assert not [t for t in ("zoran", "babi", "%5a", "%42", "&#111;", "%ea%b3%bd") if t in out]


@pytest.mark.parametrize(
    "draft",
    ["He saw the glass works.", "He saw The  glass\nworks."],
)
def test_an_open_fact_stays_as_it_was_published(engine: Engine, draft: str) -> None:
    case = with_case(engine, OPEN)
    decisions = analyze_document(case, document(draft + "\n")).decisions
    assert "case.already-public" in {d.finding.rule for d in decisions}


def test_a_statement_that_says_more_than_an_open_fact_is_decided_on_its_own(engine: Engine) -> None:
    text = OPEN.replace("texts: [the glass works],", "texts: [only son],")
    case = with_case(engine, text)
    out = released(case, "Zoran Babic is an only son with two sisters in Novi Dvor.\n")
    assert "two sisters" not in out


SYLLABLES = ["Chol", "Su", "Min", "Hyok", "Gwang", "Nam", "Bong", "Song", "Il", "Yong"]
NAMES = st.builds(
    lambda family, one, two: (family, one, two.lower()),
    st.sampled_from(["Paek", "Kang", "Hwang", "Cho", "Rim", "Sin", "Jon"]),
    st.sampled_from(SYLLABLES),
    st.sampled_from(SYLLABLES),
)
WRITTEN: dict[str, Callable[[str, str, str], str]] = {
    "as it is": lambda f, a, b: f"{f} {a}-{b}",
    "spaces": lambda f, a, b: f"{f} {a} {b.title()}",
    "joined": lambda f, a, b: f"{f} {a}{b}",
    "order": lambda f, a, b: f"{a}-{b} {f}",
    "capitals": lambda f, a, b: f"{f} {a}-{b}".upper(),
    "possessive": lambda f, a, b: f"{f} {a}-{b}\u2019s",
    "line break": lambda f, a, b: f"{f}\n{a}-{b}",
    "hyphenation": lambda f, a, b: f"{f} {a}-\n{b}",
    "invisible": lambda f, a, b: f"{f} {a}\u200b-{b}",
    "spaced out": lambda f, a, b: " ".join(f"{f}{a}{b}"),
    "given name": lambda f, a, b: f"{a}-{b}",
    "surname": lambda f, a, b: f"Mr. {f}",
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, forms=st.lists(st.sampled_from(sorted(WRITTEN)), min_size=1, max_size=3, unique=True))
def test_a_random_name_in_random_forms_is_gone(
    engine: Engine, name: tuple[str, str, str], forms: list[str]
) -> None:
    case = with_case(engine, PERSON.replace("Zoran Babic", WRITTEN["as it is"](*name)))
    text = "".join(f"The snow was deep. Then they saw {WRITTEN[form](*name)} there.\n" for form in forms)
    out = released(case, text)
    assert out.count("The snow was deep.") == len(forms)
    letters = "".join(c for c in out.lower() if c.isalpha())
    family, one, two = (part.lower() for part in name)
    assert f"{one}{two}" not in letters
    assert f"saw{family}" not in letters
    assert f"mr{family}" not in letters


TWO_OF_A_NAME = """version: 1
name: mill
people:
  - {id: son, role: source, names: [Anton Velychko], pseudonym: Soldier Q}
  - {id: father, role: relative, of: son, relation: father, names: [Oleh Velychko]}
"""


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ('Anton Velychko met Oleh Velychko. "Velychko!" he heard.', '"[name withheld]!" he heard.'),
        ("Anton Velychko met Oleh Velychko. A.V. was cold.", "Soldier Q was cold."),
        ("Anton Velychko sat. Private Velychko was cold.", "Soldier Q was cold."),
        ("Velychko? The Velychkos were cold.", "[name withheld]? The [name withheld] family were cold."),
    ],
)
def test_a_name_of_two_people_of_the_case_is_neither_ones(engine: Engine, draft: str, said: str) -> None:
    out = released(with_case(engine, TWO_OF_A_NAME), draft)
    assert out.endswith(said)
    assert "elychko" not in out
