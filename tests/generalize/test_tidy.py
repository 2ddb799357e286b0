"""What is released around words in brackets reads as sentences, and never shows more than before."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.generalize import Surroundings, tidy
from redactor.model import Edit, Span
from redactor.text.cover import Cover

FAMILY = "[family circumstance withheld]"
WORDS = {
    "F": FAMILY,
    "D": "[family detail withheld]",
    "B": "[background withheld]",
    "H": "[health detail withheld]",
    "S": "[statement withheld]",
    "P": "[place withheld]",
    "A": "[age withheld]",
    "C": "[contact withheld]",
    "U": "a military unit",
    "N": "Soldier A",
}


def marked(draft: str) -> tuple[str, list[Edit]]:
    """Read "He <F:coughs>." as a text and its edits."""
    text, edits = "", []
    for piece in re.split(r"(<[A-Z]:[^>]*>)", draft):
        if piece.startswith("<"):
            edits.append(Edit("text", Span(len(text), len(text) + len(piece) - 4), WORDS[piece[1]]))
        text += piece[3:-1] if piece.startswith("<") else piece
    return text, edits


def written(text: str, edits: tuple[Edit, ...]) -> str:
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def released(draft: str, kept: str = "") -> str:
    text, edits = marked(draft)
    at = [Span(m.start(), m.end()) for m in re.finditer(re.escape(kept), text)] if kept else []
    names = [
        e.span for e in edits if e.replacement == WORDS["N"] or "Mirna" in text[e.span.start : e.span.end]
    ]
    return written(text, tidy(text, edits, Surroundings(Cover(at), Cover(names))))


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        # Neighbours that say the same are one.
        ("<F:My mother sews>. <F:My father drinks>.", f"{FAMILY}."),
        ("<F:My mother sews>, <F:my father drinks> and <D:my aunt sings>.", f"{FAMILY}."),
        ("<F:My wife, Mirna, sews>. <F:My father drinks>.", f"{FAMILY}."),
        ("<A:Two> <A:hundred>", "[age withheld]"),
        ("<F:Mother>: <F:a nurse>", FAMILY),
        ("At <U:the 8th.> <U:The 8th Brigade>.", "At a military unit."),
        # But not names, other things, lines, or what has words between.
        ("<N:Bondar>, <N:Bondar>!", "Soldier A, Soldier A!"),
        ("<F:My mother sews>. <H:I cough>.", f"{FAMILY}. [health detail withheld]."),
        ("<F:Father: a smith>\n<F:Mother: a nurse>", f"{FAMILY}\n{FAMILY}"),
        ("<F:My mother sews>. It rains. <F:My father drinks>.", f"{FAMILY}. It rains. {FAMILY}."),
        ("<A:Twenty>, then <A:thirty>.", "[age withheld], then [age withheld]."),
        # Subjects, articles, half words.
        ("He <F:is the only son> and sings.", f"{FAMILY} and sings."),
        ("It rained and she <B:taught music>.", "It rained and [background withheld]."),
        ("The <F:guards saw his mother>.", f"{FAMILY}."),
        ("I'<F:ve been to see his aunt>.", f"{FAMILY}."),
        ("That<P:'s the glass works>.", "That [place withheld]."),
        ("My number'<C:s 0555 12>.", "My number [contact withheld]."),
        ("seventy-<A:four>", "[age withheld]"),
        ("He was in <B:a class at School No>. 7.", "He was in [background withheld]."),
        # What is hidden up to an article, what only goes on with it, one word that is left.
        ("<B:I counted the posts, that was the> job.", "[background withheld]."),
        ("He <F:is the only son of a widow> and what they are told.", f"{FAMILY}."),
        ("<H:Three fingers are gone since the> mill; by that she knew him.",
         "[health detail withheld]; by that she knew him."),
        ("<B:For four years I mended pumps and I> was paid in flour every month.",
         "[background withheld] and I was paid in flour every month."),
        ("At <P:the mill I> was given leave.", "At [place withheld] I was given leave."),
        ("<F:My mother sews> too.", f"{FAMILY} too."),
        ("<F:My mother sews> when the lamp is lit in the yard and the dogs are asleep at last.",
         f"{FAMILY} when the lamp is lit in the yard and the dogs are asleep at last."),
        # Quotation marks and brackets in pairs; a list's number stays.
        ('"<S:I ran," he says>. He looks up.', "[statement withheld]. He looks up."),
        ('He says <S:nothing. "I ran>."', "He says [statement withheld]"),
        ('He <F:is one of nine> (<F:ten, he thinks>).', f"{FAMILY} ({FAMILY})."),
        ("<H:12. I walked for nights>. I was cold.", "12. [health detail withheld]. I was cold."),
        ("<H:12. May, I walked for nights>. I was cold.", "[health detail withheld]. I was cold."),
        ("<H:3. 10. 1994 I walked for nights>. I was cold.", "[health detail withheld]. I was cold."),
    ],
)  # fmt: skip
def test_the_release_reads(draft: str, said: str) -> None:
    assert released(draft) == said


def test_nothing_grows_over_what_stays_on_purpose() -> None:
    assert released("He <F:sees the> Kremlin.", kept="Kremlin") == f"He {FAMILY} Kremlin."
    assert released("<F:A son>, <F:a wife>", kept=", ") == f"{FAMILY}, {FAMILY}"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", " ", ". ", ", ", " and ", " I ", "'", " twenty-", '"', "(", "\n", " the "]),
            st.sampled_from(sorted(WORDS)),
            st.sampled_from(["my aunt sews", "the", '"I ran', "he and I", "3. born", "s 12", "No", "(two"]),
        ),
        max_size=6,
    )
)
def test_whatever_was_hidden_stays_hidden(pieces: list[tuple[str, str, str]]) -> None:
    text, edits = marked("".join(f"{gap}<{kind}:{hidden}>" for gap, kind, hidden in pieces) + " end.")
    tidied = tidy(text, edits, Surroundings(Cover([]), Cover([])))
    cover = Cover(e.span for e in tidied)
    assert all(cover.contains(e.span) for e in edits)
    assert all(a.span.end <= b.span.start for a, b in pairwise(tidied))
