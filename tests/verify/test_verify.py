"""The check of a written file: each kind of leak is planted and must be caught."""

import hashlib
import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.apply import apply_plan, strip_hidden_characters
from redactor.model import (
    NOBODY,
    Action,
    Context,
    Decision,
    Document,
    Edit,
    Finding,
    Leak,
    LeakKind,
    Role,
    Segment,
    SegmentKind,
    Span,
    Subject,
)
from redactor.plan import make_plan
from redactor.verify import verify

KEEP, GENERALIZE, MASK = Action.KEEP, Action.GENERALIZE, Action.MASK


def document(text: str, *hidden: str) -> Document:
    segments = [Segment("text", SegmentKind.TEXT, text)]
    segments += [Segment(f"comment[{i}]", SegmentKind.HIDDEN, t) for i, t in enumerate(hidden, 1)]
    return Document("a.md", "md", "en", "", tuple(segments))


def decision(
    text: str,
    surface: str,
    entity_type: str,
    action: Action = MASK,
    replacement: str | None = None,
    *,
    nth: int = 0,
    segment: str = "text",
    subject: Subject = NOBODY,
) -> Decision:
    """Decide on the nth occurrence of a surface."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    span = Span(start, start + len(surface))
    finding = Finding(segment, span, entity_type, subject, Context.NARRATION, 1.0, "r", "")
    if action is not KEEP and replacement is None:
        replacement = "[hidden]"
    return Decision(finding, action, replacement, span, None, "p/r", "c", "")


def check(
    text: str, *decisions: Decision, name: str = "interview.md", rendered: tuple[str, ...] = ()
) -> tuple[Leak, ...]:
    """Plan, apply and check, as the pipeline does."""
    before = document(text)
    plan = make_plan(decisions)
    after = strip_hidden_characters(apply_plan(before, plan))
    return verify(before, after, decisions, plan.edits, name, rendered)


def leaking(leaks: tuple[Leak, ...], text: str) -> list[str]:
    return [text[leak.span.start : leak.span.end] for leak in leaks if leak.span]


def survivors(surface: str, entity_type: str, rest: str) -> list[str]:
    """Hide a surface at the start of a text; return what of it is found in the rest."""
    text = f"{surface} | {rest}"
    hiding = decision(text, surface, entity_type, replacement="[hidden]")
    leaks = check(text, hiding)
    assert all(leak.kind is LeakKind.SURVIVES for leak in leaks)
    return leaking(leaks, "[hidden]" + text[len(surface) :])


def test_a_clean_release_has_no_leak() -> None:
    text = "Olena Lytvyn left Sumy with her son."
    assert check(text, decision(text, "Olena Lytvyn", "PERSON"), decision(text, "Sumy", "HOMETOWN")) == ()


@pytest.mark.parametrize(
    "mention",
    [
        "Olena Lytvyn",
        "OLENA LYTVYN",
        "lytvyn",
        "Lytvyn, Olena",
        "Ólena",
        "Lytvy\u0301n",
        "Lyt\u200bvyn",
        "Lyt\u00advyn",
        "Lytv\u202eyn",
        "Lytv\U000e0041yn",
        "Lуtvуn",
        "Ｌｙｔｖｙｎ",
        "𝐋𝐲𝐭𝐯𝐲𝐧",
        "Łytvyn",
        "Lyt-vyn",
        "Lyt\u2011vyn",
        "Lyt-\r\nvyn",
        "Lyt**vyn**",
        "L y t v y n",
        "L.y.t.v.y.n",
        "Olena\u00a0Lytvyn",
        "OlenaLytvyn",
        "lytvyn_hands-town01.jpg",
        "img/olena-lytvyn.png",
        "lytvyn2",
        "Lytvyn’s",
        "the Lytvyns",
    ],
)
def test_a_name_survives_in_disguise(mention: str) -> None:
    assert survivors("Olena Lytvyn", "PERSON", f"so {mention} said")


@pytest.mark.parametrize(
    ("name", "mention"),
    [
        ("Ri Jong-ho", "Ri"),
        ("Ri Jong-ho", "Jong Ho"),
        ("Ri Jong-ho", "Jongho"),
        ("Ri Jong Ho", "Jong-ho"),
        ("Ri Jongho", "Jong-ho"),
        ("Ri Jongho", "Jong Ho"),
        ("Ri Jong-ho", "Lee Jong-ho"),
        ("Ri Jong-ho", "RHEE JONG HO"),
        ("Pak Chol", "Park Chol"),
        ("Choe Un-hui", "Un-hui Choi"),
        ("리정호", "리정호씨는"),
        ("리정호", unicodedata.normalize("NFD", "리정호")),
        ("리정호", "ㄹㅣㅈㅓㅇㅎㅗ"),
        ("Sgt. Hope Stone", "and Hope went"),
        ("O\u200blena Lyt\u00advyn", "Olena"),
        ("Ole\u0301na Lytvyn", "Olena"),
    ],
)
def test_a_name_survives_in_another_form(name: str, mention: str) -> None:
    assert survivors(name, "PERSON", f"so {mention} said")


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Ri Jong-ho", "the prison bride, Henri, a ripe one; ri"),
        ("Kim Song", "kimchi and songs"),
        ("Amin", "I am in the camp; am—in; Where Am In Kyiv"),
        ("Hope Stone", "I hope so. Hope dies last. A stone."),
        ("An Ok-ju", "an apple. An apple, No"),
        ("Ma Chol", "yes, ma'am"),
        ("Olena L.", "point L. remains"),
        ("Lytvyn", "Lytvynenko and Polytvyn"),
    ],
)
def test_other_words_are_no_survivors(name: str, rest: str) -> None:
    assert survivors(name, "PERSON", rest) == []


@pytest.mark.parametrize(
    ("place", "rest", "expected"),
    [
        ("Sinchon, Hwanghae-namdo", "near Sinchon", ["Sinchon"]),
        ("Sinchon, Hwanghae-namdo", "Hwanghae Namdo is far", ["Hwanghae Namdo"]),
        ("a village near Sinchon", "SINCHON county", ["SINCHON"]),
        ("North Hamgyong Province", "in North Hamgyong", ["North Hamgyong"]),
        ("North Hamgyong Province", "a Province in the North", []),
        ("Hoeryong, North Korea", "North Korea says", []),
        ("North Korea", "in North Korea", ["North Korea"]),
        ("the village", "the village was quiet", []),
        ("Sin\u200bchon, Hwanghae-namdo", "near Sinchon", ["Sinchon"]),
    ],
)
def test_names_in_a_place_survive(place: str, rest: str, expected: list[str]) -> None:
    assert survivors(place, "HOMETOWN", rest) == expected


@pytest.mark.parametrize(
    ("surface", "entity_type", "rest", "expected"),
    [
        ("Tall One", "PERSON", "In an opera each one sings.", []),
        ("Tall One", "PERSON", "In an opera each one sings. One was late.", ["One"]),
        ("Tall One", "PERSON", "They came for the One at night.", ["One"]),
        ("tall one", "PERSON", "they came for each one at night", ["one"]),
        ("Tin", "HOMETOWN", "He kept it in a tin box.", []),
        ("Tin", "HOMETOWN", "The road to Tin was closed.", ["Tin"]),
        ("Tin", "HOMETOWN", "\n\nTin\n\nTIN", ["Tin", "TIN"]),
        ("the first", "DATE_OF_BIRTH", "It was the first snow.", ["the first"]),
        ("May", "DATE_OF_BIRTH", "She may write.", []),
    ],
)
def test_a_name_that_is_a_word_survives_with_its_capital_only(
    surface: str, entity_type: str, rest: str, expected: list[str]
) -> None:
    assert survivors(surface, entity_type, rest) == expected


def test_what_a_generalization_says_is_not_hidden_by_it() -> None:
    text = "from Hoeryong, North Hamgyong | North Hamgyong is poor"
    hiding = decision(text, "Hoeryong, North Hamgyong", "HOMETOWN", GENERALIZE, "a city in North Hamgyong")
    assert check(text, hiding) == ()


@pytest.mark.parametrize(
    ("entity_type", "surface", "rest", "survives"),
    [
        ("AGE", "26", "26 tanks", False),
        ("DATE", "May", "in May", False),
        ("SERVICE_RECORD", "10", "10 men", False),
        ("CARDINAL", "three", "three men", False),
        ("AGE", "26-year-old", "the 26 year old", True),
        ("DATE", "12 May 2021", "on 12 May 2021", True),
        ("FAMILY_DETAIL", "his mother is ill", "His mother\nis ill!", True),
        ("FAMILY_DETAIL", "his mother is ill", "his mother left", False),
        ("REPRISAL_RISK", "I want to go to the South", "I  want to go to “the South”", True),
        ("CONTACT", "+380 44 123-45-67", "call +380441234567", True),
        ("MILITARY_UNIT", "93rd Brigade", "the 93RD BRIGADE", True),
        ("MY_PLUGIN", "blue house", "a blue house", True),
    ],
)
def test_other_types_survive_as_a_whole(entity_type: str, surface: str, rest: str, survives: bool) -> None:
    assert bool(survivors(surface, entity_type, rest)) is survives


class TestExcuses:
    TEXT = "He left Pyongyang. But Pyongyang denies it, and Pyongyang lies."

    def test_a_kept_mention_is_excused_and_no_other(self) -> None:
        hiding = decision(self.TEXT, "Pyongyang", "HOMETOWN", GENERALIZE, "a city")
        keeping = decision(self.TEXT, "Pyongyang", "LOCATION", KEEP, nth=1)
        released = self.TEXT.replace("Pyongyang", "a city", 1)
        leaks = check(self.TEXT, hiding, keeping)
        assert [leak.span for leak in leaks] == [
            Span(released.rindex("Pyongyang"), released.rindex("Pyongyang") + 9)
        ]

    def test_the_place_of_a_kept_mention_moves_with_edits_and_dropped_characters(self) -> None:
        text = "Ki\u200bm Chol\u200b met\u00ad \u200bKim\u200b Jong Un\u200b."
        hiding = decision(text, "Ki\u200bm Chol", "PERSON", replacement="Soldier A")
        keeping = decision(text, "Kim\u200b Jong Un", "PERSON", KEEP)
        assert check(text, hiding, keeping) == ()
        assert leaking(check(text, hiding), "Soldier A met Kim Jong Un.") == ["Kim"]

    def test_keeping_a_clause_excuses_no_name_in_it(self) -> None:
        text = "Olena left. His wife Olena is ill."
        hiding = decision(text, "Olena", "PERSON")
        keeping = decision(text, "His wife Olena is ill", "FAMILY_DETAIL", KEEP)
        assert len(check(text, hiding, keeping)) == 1

    def test_a_kept_clause_excuses_the_clause(self) -> None:
        text = "he is ill | he is ill"
        hiding = decision(text, "he is ill", "HEALTH")
        assert check(text, hiding, decision(text, "he is ill", "HEALTH", KEEP, nth=1)) == ()

    def test_a_keep_inside_what_is_hidden_excuses_nothing_elsewhere(self) -> None:
        text = "his wife Olena left | Olena"
        outer = decision(text, "his wife Olena left", "FAMILY_DETAIL", replacement="[family]")
        inner = decision(text, "Olena", "PERSON", KEEP)
        other = decision(text, "Olena", "PERSON", nth=1)
        assert check(text, outer, inner, other) == ()
        assert leaking(check(text + " Olena", outer, inner, other), "[family] | [hidden] Olena") == ["Olena"]

    def test_a_replacement_may_hold_another_value(self) -> None:
        text = "Sumy fell; Olena wept"
        decisions = (
            decision(text, "Sumy", "HOMETOWN", GENERALIZE, "a town"),
            decision(text, "Olena", "PERSON", MASK, "a woman from Sumy"),
        )
        assert check(text, *decisions) == ()

    @pytest.mark.parametrize(
        ("entity_type", "action"), [("PERSON", MASK), ("PERSON", GENERALIZE), ("HOMETOWN", MASK)]
    )
    def test_a_replacement_may_not_hold_its_own_value(self, entity_type: str, action: Action) -> None:
        text = "so Olena Hill went"
        leaks = check(text, decision(text, "Olena Hill", entity_type, action, "the OLENA HILL one"))
        assert [(leak.kind, leak.segment, leak.span) for leak in leaks] == [(LeakKind.SURVIVES, "text", None)]

    def test_a_generalization_may_say_what_is_vague_already(self) -> None:
        text = "in the 2010s | the 2010s"
        assert check(text, decision(text, "the 2010s", "DATE", GENERALIZE, "the 2010s")) == ()


class TestWhatWasNotDone:
    def test_a_decision_that_no_edit_carries_out(self) -> None:
        before = document("he is 26")
        leaks = verify(before, before, [decision("he is 26", "26", "AGE")], [], "a.md")
        assert [(leak.kind, leak.entity_type) for leak in leaks] == [(LeakKind.SURVIVES, "AGE")]

    def test_a_decision_that_an_edit_carries_out_in_part(self) -> None:
        before, after = document("born 12.05"), document("born [x].05")
        edits = [Edit("text", Span(5, 7), "[x]")]
        leaks = verify(before, after, [decision("born 12.05", "12.05", "DATE")], edits, "a.md")
        assert [leak.kind for leak in leaks] == [LeakKind.SURVIVES]

    @pytest.mark.parametrize("char", ["\u200b", "\u00ad", "\u202e", "\ufeff", "\U000e0041", "\ufe0f", "\x1b"])
    def test_an_invisible_character_is_left(self, char: str) -> None:
        text = f"a{char}b"
        leaks = verify(document(text), document(text), [], [], "a.md")
        assert {leak.kind for leak in leaks} >= {LeakKind.SURVIVES}
        assert Span(1, 2) in [leak.span for leak in leaks]


class TestOutside:
    BEFORE = "one \u200btwo three four"
    EDITS = (Edit("text", Span(5, 8), "2"), Edit("text", Span(15, 19), ""))

    def kinds(self, written: str, edits: tuple[Edit, ...] = EDITS) -> list[LeakKind]:
        return [leak.kind for leak in verify(document(self.BEFORE), document(written), [], edits, "a.md")]

    def test_as_planned(self) -> None:
        assert self.kinds("one 2 three ") == []

    @pytest.mark.parametrize(
        "written",
        [
            "One 2 three ",
            "one 2 three",
            "one 2 three \n",
            "one 2  three ",
            "one two three ",
            "one 2 three four",
            "one  three ",
            "x one 2 three ",
            "",
        ],
    )
    def test_changed(self, written: str) -> None:
        assert self.kinds(written) == [LeakKind.CHANGED_OUTSIDE]

    @pytest.mark.parametrize(
        "edits",
        [
            (Edit("text", Span(0, 4), ""), Edit("text", Span(3, 5), "")),
            (Edit("text", Span(15, 99), ""),),
            (Edit("elsewhere", Span(0, 0), ""),),
        ],
    )
    def test_edits_without_a_place(self, edits: tuple[Edit, ...]) -> None:
        assert LeakKind.STRUCTURE in self.kinds("one two three four", edits)


class TestStructure:
    def kinds(self, before: Document, after: Document, *edits: Edit) -> list[LeakKind]:
        return [leak.kind for leak in verify(before, after, [], edits, "a.md")]

    def test_an_emptied_hidden_segment_is_gone_and_the_others_are_numbered_anew(self) -> None:
        before = document("x", "one", "two")
        assert self.kinds(before, document("x", "two"), Edit("comment[1]", Span(0, 3), "")) == []

    def test_an_emptied_hidden_segment_is_still_there(self) -> None:
        before = document("x", "one")
        edit = Edit("comment[1]", Span(0, 3), "")
        assert self.kinds(before, before, edit) == [LeakKind.STRUCTURE]

    @pytest.mark.parametrize("after", [document("x"), document("x", "one", "new"), document("x", "one", "")])
    def test_a_segment_is_missing_or_new(self, after: Document) -> None:
        assert self.kinds(document("x", "one"), after) == [LeakKind.STRUCTURE]

    def test_a_segment_has_another_kind(self) -> None:
        before = document("x", "one")
        segments = (before.segments[0], replace(before.segments[1], kind=SegmentKind.TEXT))
        assert self.kinds(before, replace(before, segments=segments)) == [LeakKind.STRUCTURE]

    def test_a_hidden_value_in_another_segment(self) -> None:
        before = document("Olena left", "her name is OLENA")
        hiding = decision("Olena left", "Olena", "PERSON")
        after = document("[hidden] left", "her name is OLENA")
        leaks = verify(before, after, [hiding], [Edit("text", Span(0, 5), "[hidden]")], "a.md")
        assert [(leak.segment, leak.span) for leak in leaks] == [("comment[1]", Span(12, 17))]


class TestBytes:
    """What the bytes say in UTF-16, in the midst of others that say nothing."""

    NOISE = hashlib.shake_256(b"noise").digest(8_000)

    def kinds(self, name: str, content: bytes) -> list[tuple[LeakKind, str]]:
        before, after = document(f"{name} left"), document("[hidden] left")
        hiding = decision(f"{name} left", name, "PERSON")
        edits = [Edit("text", Span(0, len(name)), "[hidden]")]
        leaks = verify(before, after, [hiding], edits, "a.docx", content=content)
        return [(leak.kind, leak.entity_type) for leak in leaks]

    @pytest.mark.parametrize("name", ["Hwangbo Seon-yul", "Олена Литвин", "황보선율", "欧阳明华"])
    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("shift", [0, 1])
    def test_a_name_is_seen(self, name: str, codec: str, shift: int) -> None:
        content = self.NOISE[shift:] + f" {name} ".encode(codec) + self.NOISE
        assert self.kinds(name, content) == [(LeakKind.SURVIVES, "PERSON")]

    @pytest.mark.parametrize("name", ["Hwangbo Seon-yul", "황보선율", "欧阳明华"])
    def test_noise_says_nothing(self, name: str) -> None:
        assert self.kinds(name, self.NOISE) == []


class TestFileName:
    TEXT = "Olena Lytvyn left Sumy; May wept; she is 26."

    def kinds(self, name: str) -> list[tuple[LeakKind, str]]:
        decisions = (
            decision(self.TEXT, "Olena Lytvyn", "PERSON"),
            decision(self.TEXT, "Sumy", "HOMETOWN"),
            decision(self.TEXT, "May", "PERSON"),
            decision(self.TEXT, "she is 26", "FAMILY_DETAIL"),
        )
        return [(leak.kind, leak.entity_type) for leak in check(self.TEXT, *decisions, name=name)]

    @pytest.mark.parametrize(
        ("name", "entity_type"),
        [
            ("lytvyn.md", "PERSON"),
            ("Interview_OLENA-2.md", "PERSON"),
            ("mylytvyndraft.md", "PERSON"),
            ("sumy.md", "HOMETOWN"),
            ("may-draft.md", "PERSON"),
            ("lуtvуn.md", "PERSON"),
        ],
    )
    def test_it_holds_a_hidden_name(self, name: str, entity_type: str) -> None:
        assert self.kinds(name) == [(LeakKind.FILE_NAME, entity_type)]

    @pytest.mark.parametrize("name", ["interview.md", "document-2.md", "mayor.md", "she-is-26.md"])
    def test_it_holds_none(self, name: str) -> None:
        assert self.kinds(name) == []


class TestReports:
    TEXT = "Kim Chol left Sumy. Kim Jong Un spoke. His mother was ill then."
    FIGURE = Subject("public:kim-jong-un", Role.PUBLIC_FIGURE)

    def leaks(self, rendered: str) -> list[str]:
        decisions = (
            decision(self.TEXT, "Kim Chol", "PERSON", MASK, "Soldier A"),
            decision(self.TEXT, "Sumy", "HOMETOWN", GENERALIZE, "a town"),
            decision(self.TEXT, "Kim Jong Un", "PERSON", KEEP, subject=self.FIGURE),
            decision(self.TEXT, "His mother was ill then", "FAMILY_DETAIL", GENERALIZE, "That was hard"),
        )
        leaks = check(self.TEXT, *decisions, rendered=("", rendered))
        assert {(leak.kind, leak.segment) for leak in leaks} <= {(LeakKind.REPORT, "report[2]")}
        return leaking(leaks, rendered)

    @pytest.mark.parametrize(
        ("rendered", "found"),
        [
            ("<td>KIM CHOL</td>", ["KIM", "KIM CHOL", "CHOL"]),
            ('{"place": "Sumy"}', ["Sumy"]),
            ("his mother was ill then", ["his mother was ill then"]),
        ],
    )
    def test_a_report_holds_a_hidden_value(self, rendered: str, found: list[str]) -> None:
        assert sorted(self.leaks(rendered)) == sorted(found)

    @pytest.mark.parametrize(
        "rendered",
        [
            "Soldier A left a town. That was hard.",
            "<td>public:kim-jong-un</td> Kim Jong Un",
            "<li>a mother</li>",
        ],
    )
    def test_a_report_may_say_what_is_released(self, rendered: str) -> None:
        assert self.leaks(rendered) == []


@pytest.mark.parametrize("tag", ["<li>x</li>", "<UL>"])
def test_a_markup_tag_is_no_name(tag: str) -> None:
    text = "Li Chol left"
    assert check(text, decision(text, "Li Chol", "PERSON"), rendered=(tag,)) == ()


def test_a_leak_holds_no_text() -> None:
    text = "Olena Lytvyn | Lytvyn"
    for leak in check(text, decision(text, "Olena Lytvyn", "PERSON"), name="olena.md", rendered=("Olena",)):
        assert not {"olena", "lytvyn"} & set(leak.detail.lower().replace(".", " ").split())


SPACERS = st.sampled_from(["", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u202c"])


@given(st.lists(SPACERS, min_size=6, max_size=6), st.booleans())
def test_invisible_characters_hide_no_name_from_the_check(spacers: list[str], upper: bool) -> None:
    disguised = "".join(a + b for a, b in zip("Lytvyn", spacers, strict=True))
    assert survivors("Lytvyn", "PERSON", disguised.upper() if upper else disguised)


def test_long_texts_and_many_decisions_take_little_time() -> None:
    names = [f"Na{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}vych" for i in range(2000)]
    text = "\n".join(
        f"{name} said that the river was cold, and “the\u00a0others” left." for name in names * 8
    )
    decisions = [decision_at(text, start, names[i % 2000]) for i, start in enumerate(line_starts(text))]
    started = time.process_time()
    assert check(text, *decisions) == ()
    assert time.process_time() - started < 20


def line_starts(text: str) -> list[int]:
    return [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]


def decision_at(text: str, start: int, name: str) -> Decision:
    one = decision(text, text[0:4], "PERSON")
    span = Span(start, start + len(name))
    return replace(one, finding=replace(one.finding, span=span), edit=span)
