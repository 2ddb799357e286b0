"""Whose name stays because of what a text says beside it: nobody's who could be a source or a helper.

An office, a credit or a calling keeps a name readable. So the words that give one have to be the name's own,
and not those of a sentence about somebody else.
"""

from __future__ import annotations

import pytest

from redactor.model import Action
from redactor.pipeline import DetectorSet, Engine, analyze_document, load_engine
from redactor.policy import load_policy

QUIET = """The camp lies behind a wood, an hour's drive from the nearest station. On the morning of the visit
there is frost on the wire, and the men who are on duty in the kitchen have lit the stove early.
They speak little. A guard with a thermos shows the library, which has two shelves, and the room
in which letters are written. Nobody is made to talk. Those who want to may sit down at the table
by the window and begin where they like.

{}

After that there was silence for a while. Then somebody asked whether it was true that the war
would be over by the summer, as one of the cooks had heard on the radio. In the yard the snow was
swept into a heap, and a dog lay beside it as if it had been told to. The tape ends here; the
second conversation took place on the following day.
"""
"""A page about nobody, around a sentence."""

PROTECTED = [
    # Whose case a file is about.
    ("The case was brought by a Turkish national, Mr Orhan Demirkol (“the applicant”).", "Orhan Demirkol"),
    ("The applicant, Mrs Halina Wrona, was born in 1950.", "Halina Wrona"),
    # By whom something was done is no byline.
    ("The letter was carried by Mykola Hrinchenko across the river.", "Mykola Hrinchenko"),
    ("He was betrayed by Ivan Petrov.", "Ivan Petrov"),
    ("He was dragged from the trench by Ri Chol Min, who had been drafted with him.", "Ri Chol Min"),
    ("By the time Ivan Petrov reached the river, it was dark.", "Ivan Petrov"),
    ("The letter was read to this paper by Olha Marchenko, 57, from Kherson.", "Olha Marchenko"),
    # A caption shows somebody, a credit ends behind the name.
    ("PHOTO 2: Stepan Hnatiuk, 22, with his hand on the table.", "Stepan Hnatiuk"),
    ("Photo: Ri Chol Min in his cell at the camp.", "Ri Chol Min"),
    ("Photo caption: Yana Khomiak outside the hospital.", "Yana Khomiak"),
    ("Text message from mother: Kim Su Gil is alive.", "Kim Su Gil"),
    ("REPORTER: Ilya Vasilkou is 31. He is a programmer.", "Ilya Vasilkou"),
    ("Filled in by: Vilena Kravets (interpreter)", "Vilena Kravets"),
    # The office is somebody else's.
    ("The minister's driver Ivan Petrov took me over the border.", "Ivan Petrov"),
    ("The governor's cousin Ivan Petrov hid me in the barn.", "Ivan Petrov"),
    ("Ivan Petrov, who once drove the minister, hid me.", "Ivan Petrov"),
    ("Ivan Petrov, a neighbour of the general, hid me.", "Ivan Petrov"),
    ("Ivan Petrov, once the general's cook, deserted.", "Ivan Petrov"),
    ("The journalist asked Ivan Petrov about his mother.", "Ivan Petrov"),
    # A calling that a prisoner has as well, or a post among few.
    ("Ivan Petrov, a former wrestler from Dagestan, was captured near Bakhmut.", "Ivan Petrov"),
    ("Kim Su Gil, a dancer, was taken near Kursk.", "Kim Su Gil"),
    ("Ivan Petrov, a poet, shared my cell.", "Ivan Petrov"),
    ("Ivan Petrov, a lawyer who deserted in May, was with me in the cell.", "Ivan Petrov"),
    ("Squad leader Ri Chol Min told us to run.", "Ri Chol Min"),
    ("Kim Su Gil, secretary of the party cell of his company, was captured.", "Kim Su Gil"),
    ("Ivan Petrov, head of the household, lives in the same lane.", "Ivan Petrov"),
    ("Ivan Petrov, who runs a bakery in our street, gave me bread.", "Ivan Petrov"),
    # A force, a school and a works are no institution that speaks.
    ("Ivan Petrov of VDV was hit in the leg.", "Ivan Petrov"),
    ("Ivan Petrov from School No. 5 was drafted with me.", "Ivan Petrov"),
    ("Kim Su Gil of the Storm Corps was captured in January.", "Kim Su Gil"),
]
PUBLIC = [
    ("By Anna Keller and Tom Brand\n\nKYIV - The prisoners eat late.", "Anna Keller"),
    ("By Anna Keller in Kyiv\n\nThe prisoners eat late.", "Anna Keller"),
    ("The prisoners eat late.\n\nReporting by Anna Keller; editing by Tom Brand", "Tom Brand"),
    ("Photos: Dan Rhee | Desk: Ruth Lang", "Ruth Lang"),
    ("Photo: Dan Rhee/Agency", "Dan Rhee"),
    ("Interviewer: Greta Holm\nDate: 3 May 2025", "Greta Holm"),
    ('"It was hard," said Colonel Denys Holub, a spokesman for the brigade.', "Denys Holub"),
    ("Anna Keller, a lawyer with Human Rights Watch, called it torture.", "Anna Keller"),
    ("The historian Piotr Zakrzewski disagrees.", "Piotr Zakrzewski"),
    ("Piotr Zakrzewski, 58, a professor of Korean studies in Seoul, disagrees.", "Piotr Zakrzewski"),
    ("Our reporter Imogen Sallis was on the car park.", "Imogen Sallis"),
    ("The deputy minister Serik Dzhumanov said so on the radio.", "Serik Dzhumanov"),
    ("Lina Haddad of UNHCR said so.", "Lina Haddad"),
    ("Piotr Zakrzewski, 54, who chairs the foreign affairs committee, said so.", "Piotr Zakrzewski"),
    ("Henrik Ohlsson, who was the prosecutor's spokesman, said so.", "Henrik Ohlsson"),
    ("Lucien Perrot, a delegate of the Red Cross, told families to wait.", "Lucien Perrot"),
]


@pytest.fixture(scope="module")
def rules() -> Engine:
    """The rules alone, so that what they say does not hang on the network."""
    return load_engine(load_policy(), detectors=DetectorSet.RULES)


@pytest.fixture(scope="module")
def everything() -> Engine:
    """Rules and network, as an editor runs them."""
    return load_engine(load_policy())


def is_hidden(engine: Engine, text: str, name: str) -> bool:
    """Whether every letter of the one mention of a name is masked or generalized."""
    document = engine.read("file.txt", text.encode())
    first = document.segments[0].text.index(name)
    gone: set[int] = set()
    for decision in analyze_document(engine, document).decisions:
        if decision.action is not Action.KEEP:
            gone |= set(range(decision.finding.span.start, decision.finding.span.end))
    return {i for i, c in enumerate(name, first) if c.isalnum()} <= gone


@pytest.mark.parametrize(("text", "name"), PROTECTED, ids=[text[:40] for text, _ in PROTECTED])
def test_words_about_somebody_else_make_nobody_public(rules: Engine, text: str, name: str) -> None:
    assert is_hidden(rules, text, name)


@pytest.mark.parametrize(("text", "name"), PUBLIC, ids=[text[:40] for text, _ in PUBLIC])
def test_who_holds_an_office_is_credited_or_speaks_for_an_institution_stays(
    rules: Engine, text: str, name: str
) -> None:
    assert not is_hidden(rules, text, name)


@pytest.mark.parametrize(("text", "name"), PROTECTED, ids=[text[:40] for text, _ in PROTECTED])
def test_the_networks_silence_on_a_single_line_keeps_no_name(
    everything: Engine, text: str, name: str
) -> None:
    """Of a line alone it has too little to read: what it does not see there may be there all the same."""
    assert is_hidden(everything, text, name)


FATES = [
    (text, name) for text, name in PROTECTED if " me" in text or "captured" in text or "betrayed" in text
]


@pytest.mark.parametrize(("text", "name"), FATES, ids=[text[:40] for text, _ in FATES])
def test_whom_a_source_met_or_a_war_took_stays_hidden_within_a_page(
    everything: Engine, text: str, name: str
) -> None:
    assert is_hidden(everything, QUIET.format(text), name)


@pytest.mark.parametrize(
    ("text", "name", "is_gone"),
    [
        ("Nikita Bulgakov was captured in July. Later Bulgakov was in Omsk.", "Bulgakov was in", True),
        ("Corporal Ivan Chekhov, 22, was taken. In the ward Chekhov read.", "Chekhov read", True),
        ("Private Pushkin lost a leg.", "Pushkin", True),
        ("My neighbour Gorbachev was taken too.", "Gorbachev", True),
        ("Bulgakov, Nikita | 20 | Shadrinsk | Synkivka", "Bulgakov", True),
        ("What is your name?\n\nMy name is Lavrov.", "Lavrov", True),
        ("In the ward somebody read Chekhov.", "Chekhov", False),
        ("Sergei Lavrov spoke in New York. Lavrov denied it.", "Lavrov denied", False),
        ("Mikhail Gorbachev signed it in 1987. Gorbachev was tired.", "Gorbachev was", False),
    ],
)
def test_a_famous_surname_is_its_bearers(rules: Engine, text: str, name: str, is_gone: bool) -> None:
    """A name found once protects its parts, though somebody famous bears one of them."""
    surname = name.partition(" ")[0]
    document = rules.read("file.txt", text.encode())
    first = document.segments[0].text.index(name)
    gone = {
        i
        for d in analyze_document(rules, document).decisions
        if d.action is not Action.KEEP
        for i in range(d.finding.span.start, d.finding.span.end)
    }
    assert (set(range(first, first + len(surname))) <= gone) is is_gone


NEWS = """KYIV - President Volodymyr Zelensky said on Monday that Ukraine would keep talking about the
exchange of prisoners, and Defence Minister Rustem Umerov met his colleagues in Brussels. The
lists were being checked, the ministry said. In Moscow the Kremlin's spokesman Dmitry Peskov
declined to comment. Kim Jong Un visited a memorial in Pyongyang, state media reported.

One of the men agreed to talk to this paper in the camp.

{}

The talks would go on in Istanbul, the ministry said. More than six thousand people have come home
since 2022; the Red Cross says that it has had access to a part of the camps only. Zelensky is to
speak to parliament on Thursday.
"""
"""A page about people in public, around a sentence that somebody says of himself."""


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("My father is a scientist at the institute.", "father is a scientist"),
        ("I am an only son.", "only son"),
        ("My uncle was a party secretary.", "uncle was a party secretary"),
        ("My parents still live in Hoeryong.", "Hoeryong"),
        ("We had a house in Kharkiv until the war.", "Kharkiv"),
        ('"My uncle was a party secretary," he said.', "uncle was a party secretary"),
    ],
)
def test_news_around_it_makes_nothing_public_that_somebody_tells_of_himself(
    everything: Engine, text: str, fact: str
) -> None:
    """On a page of news the network gives such a sentence next to no chance; the rules know better."""
    assert is_hidden(everything, NEWS.format(text), fact)


def test_correspondents_of_a_mail_live_nowhere(rules: Engine) -> None:
    """A mail's "From" asks for no home, a form's does."""
    mail = "From: Ada Lund, Foreign desk\nTo: Ben Orr\nSubject: boots\n\nI read it twice.\n"
    form = "From: Sinchon\nName: Kim Su Gil\nAge: 22\n"

    def homes(text: str) -> set[str]:
        document = rules.read("file.txt", text.encode())
        found = [
            d.finding
            for d in analyze_document(rules, document).decisions
            if d.finding.entity_type == "HOMETOWN"
        ]
        return {document.segments[0].text[f.span.start : f.span.end] for f in found}

    assert not homes(mail)
    assert "Sinchon" in homes(form)
