"""Documents in which people stand beside bodies, made in code: who is published, and which body is
lost?

    python -m benchmarks made_people SEED COUNT [even|odd]

Prints the figures and each name that went wrong with its document. A person is published if a word
of the name stands in the name of an entity; a body is lost if no entity is called so. ``even`` (the
default) draws the names at even places of the lists below, which the tests use; ``odd`` the others,
which no rule was tried on.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from briefing_ingest.model import Tagged, Work

NAMES: Final[dict[str, tuple[str, str]]] = {
    "British": (
        "Harriet Nigel Imogen Clive Tamsin Barnaby Philippa Rupert Beverley Trevor",
        "Whitcroft Barlow Pemberthy Hale Tunnicliffe Marsh Ogden Fairbrother Rudge Wainscott",
    ),
    "Irish": (
        "Aoife Cormac Niamh Diarmuid Sinéad Fergal Róisín Pádraig Orla Declan",
        "O’Sullivan Kinsella McGrath O’Rourke Gallagher Mac_Giolla Hanratty Ní_Bhriain Devlin "
        "Quirke",
    ),
    "Scottish": (
        "Morag Hamish Eilidh Ruaridh Catriona Fergus Mairi Callum Ailsa Dougal",
        "MacLeod Urquhart McAllister Strachan Buchan Abercrombie Dalgleish Kinnear MacInnes Rennie",
    ),
    "Welsh": (
        "Angharad Rhodri Cerys Gethin Bronwen Iestyn Lowri Emyr Nerys Huw",
        "Llewellyn Pritchard Gwilym Bowen ap_Rhys Cadwaladr Penry Prosser Vaughan Maddocks",
    ),
    "Polish": (
        "Agnieszka Krzysztof Małgorzata Zbigniew Katarzyna Paweł Łucja Grzegorz Ewa Mirosław",
        "Nowicka Kowalczyk Wójcik Zieliński Jabłońska Szczepański Krawczyk Pawlak Dąbrowski Lis",
    ),
    "South Asian": (
        "Priyanka Imran Sunita Harpreet Nasreen Vikram Ayesha Rajesh Gurinder Farhana",
        "Chaudhry Patel Qureshi Sandhu Bhattacharya Iyer Siddiqui Dhillon Mukherjee Rahman",
    ),
    "Nigerian": (
        "Chidinma Olumide Ngozi Tunde Adaeze Babatunde Folake Emeka Yetunde Ifeanyi",
        "Okonjo Adeyinka Eze Balogun Nwosu Ogunleye Abubakar Obi Akinola Chukwu",
    ),
    "Chinese": (
        "Xiuying Wei Meiling Zhihao Yuxin Jianguo Lihua Haoran Xinyi Bo",
        "Zhang Ouyang Huang Zhao Lin Feng Xu Tang Cheng Ho",
    ),
    "Arabic": (
        "Khadija Yusuf Layla Omar Fatima Tariq Noor Hassan Amina Bilal",
        "al-Masri Haddad El_Amrani Mansour Khalil Bin_Saleh Darwish Al-Sayed Nasser Barakat",
    ),
    "Spanish": (
        "Inmaculada Jorge Rocío Álvaro Pilar Iñaki Lourdes Andrés Consuelo Joaquín",
        "García Muñoz de_la_Fuente Echeverría Ibáñez Vázquez Olmedo Zapata Del_Río Santos",
    ),
    "French": (
        "Geneviève Thierry Élodie Benoît Solange Jean-Luc Maëlle Étienne Océane Gaspard",
        "Lefèvre Moreau Dubois de_Villiers Rousseau D’Aubigny Chevalier Le_Goff Garnier Besson",
    ),
    "Ghanaian and Somali": (
        "Akosua Kwame Abdirahman Hodan Esi Kofi Ifrah Yaw Sahra Nana",
        "Mensah Boateng Warsame Owusu Farah Asante Jama Agyeman Hersi Darko",
    ),
}
"""Given names and surnames by where they are at home; ``_`` stands for a space."""

BODIES: Final = (
    ("Home Office", ""),
    ("Cabinet Office", ""),
    ("Ministry of Justice", "MoJ"),
    ("Youth Justice Board", "YJB"),
    ("Kent Police", ""),
    ("Crown Prosecution Service", "CPS"),
    ("Leeds City Council", ""),
    ("University of Cambridge", ""),
    ("Larkfield Advice Centre", ""),
    ("Rowan Tree Housing Association", "RTHA"),
    ("Centre for Fair Lending", ""),
    ("Northgate Law Society", ""),
)
"""Bodies with the short form that texts use, made up or public."""

NAMESAKES: Final = (
    "{given} {surname} Foundation",
    "{given} {surname} Charitable Trust",
    "{surname} Trust",
    "{surname} & Sons",
    "{surname} Partnership",
    "{given} {surname} Society",
    "{surname} plc",
)
ADDRESSES: Final = (
    "14 Tanner Street, London SE1 3LE",
    "Unit 6, Quay House, 9 Mill Road, Leeds LS1 4DY",
    "PO Box 218, Cardiff CF10 3AT",
    "Flat 2, 31 Station Road, Hull HU1 2AA",
)
POSTS: Final = (
    "Director",
    "Chief Executive",
    "Policy Officer",
    "Chair",
    "Head of Research",
    "Senior Lecturer",
)
AGENCIES: Final = ("Alamy", "Getty Images", "Reuters", "Shutterstock")
LEADS: Final = (
    "Briefing\n\nThis briefing is about prisons in England and Wales.\n\n",
    "Minutes of the meeting\n\n",
    "The panel looked at housing in the United Kingdom.\n\n",
    "",
)


class Person(NamedTuple):
    """A made name."""

    given: str
    surname: str

    @property
    def name(self) -> str:
        """As it is written in full."""
        return f"{self.given} {self.surname}"


class Made(NamedTuple):
    """A document with the people who stand in it and the bodies that it names; ``kind`` is its
    form's name.
    """

    kind: str
    text: str
    people: tuple[Person, ...]
    bodies: tuple[str, ...]


class Cast(NamedTuple):
    """Who and what a document is made of."""

    people: tuple[Person, ...]
    bodies: tuple[tuple[str, str], ...]
    address: str
    pick: random.Random

    def names(self, joint: str = ", ", last: str = ", ") -> str:
        """The names of all people in a row."""
        names = [person.name for person in self.people]
        return joint.join(names[:-1]) + last + names[-1]

    def pairs(self) -> Iterator[tuple[Person, str]]:
        """Each person with a body."""
        return zip(self.people, (body for body, _ in self.bodies), strict=False)


Form = Callable[[Cast], tuple[str, Sequence[str]]]
"""Gives a text and the bodies that it names."""


def _rows(cast: Cast, row: str, *, joint: str = "\n", lead: str = "") -> tuple[str, list[str]]:
    made = [
        row.format(p=person.name, b=body, post=cast.pick.choice(POSTS), a=cast.address)
        for person, body in cast.pairs()
    ]
    return lead + joint.join(made), [body for _, body in cast.pairs()]


def attendance_in_a_run(cast: Cast) -> tuple[str, Sequence[str]]:
    """Names and bodies with nothing between them, as a table comes out of a dump."""
    return _rows(
        cast, "{p} {b}", joint=" ", lead=cast.pick.choice(["Attendees: ", "Present: ", "Panel: "])
    )


def attendance_by_line(cast: Cast) -> tuple[str, Sequence[str]]:
    """A person and a body to a line, with a sign, a comma or nothing between them."""
    return _rows(
        cast,
        cast.pick.choice(["{p} {b}", "{p} – {b}", "{p}, {b}", "{p}\t{b}", "{p}: {b}"]),
        joint="\n\n",
    )


def bodies_in_brackets(cast: Cast) -> tuple[str, Sequence[str]]:
    """The body of each in brackets."""
    return _rows(cast, "{p} ({b})", joint=", ", lead="Present: ")


def short_forms_in_brackets(cast: Cast) -> tuple[str, Sequence[str]]:
    """Letters in brackets behind a person whose name they could be short for."""
    first = cast.people[0]
    letters = "".join(part[0].upper() for part in (first.given, first.surname.split()[-1]))
    body = cast.bodies[0][0]
    rest = ", ".join(
        f"{person.name} ({short or 'TBC'})"
        for person, (_, short) in zip(cast.people[1:], cast.bodies, strict=False)
    )
    return (
        f"Present: {first.name} ({letters}), {rest}.\n\n{first.name} said that the {body} would "
        f"act.",
        [body],
    )


def people_and_address(cast: Cast) -> tuple[str, Sequence[str]]:
    """One or more people right before a postal address."""
    lead = cast.pick.choice(
        ["Present: ", "", "Contact: ", "Please write to ", "Chair: ", "Replies to: "]
    )
    who = cast.pick.choice([cast.people[0].name, cast.names(), cast.names(last=" and ")])
    between = cast.pick.choice([", ", " ", "\n"])
    return f"{lead}{who}{between}{cast.address}", []


def person_post_body_address(cast: Cast) -> tuple[str, Sequence[str]]:
    """Who is to be written to, with post and body, before the address."""
    text, bodies = _rows(
        cast._replace(people=cast.people[:1]),
        cast.pick.choice(["{p}, {post}, {b}, {a}", "{p}, {b}, {a}"]),
    )
    return text, bodies


def time_and_room(cast: Cast) -> tuple[str, Sequence[str]]:
    """When and where a meeting was, and who came."""
    time = cast.pick.choice(
        ["10:00-11:30", "2pm to 4pm", "14.15 – 16.00", "Tuesday 4 June 2024, 9:30am"]
    )
    room = cast.pick.choice(["Committee Room 2", "Room 4", "the Board Room", "Meeting Room B"])
    return f"{time}, {room}, {cast.address}\n\nPresent: {cast.names()}", []


def name_post_body(cast: Cast) -> tuple[str, Sequence[str]]:
    """Names with post and body, a line each or in one sentence."""
    return _rows(cast, "{p}, {post}, {b}", joint=cast.pick.choice(["\n\n", "\n", "; "]))


def picture_credits(cast: Cast) -> tuple[str, Sequence[str]]:
    """Photographers, alone or with their agency."""
    alone = cast.pick.choice(
        ["Cover photograph by {}.", "Illustration: {}", "Photo: {}", "Design: {}"]
    )
    if cast.pick.random() < 0.5:
        return alone.format(cast.people[0].name), []
    joint = cast.pick.choice(["/", " / "])
    credited = "; ".join(
        f"{person.name}{joint}{cast.pick.choice(AGENCIES)}" for person in cast.people
    )
    return f"{cast.pick.choice(['Photographs', 'Images', 'Picture credits'])}: {credited}.", []


def signatories(cast: Cast) -> tuple[str, Sequence[str]]:
    """Names under a letter, each alone or with a post and a body on the next lines."""
    row = cast.pick.choice(["{p}\n{post}, {b}", "{p}\n{post}\n{b}", "{p}, {b}", "{p}"])
    text, bodies = _rows(
        cast, row, joint="\n\n", lead="We ask the government to act now.\n\nYours sincerely,\n\n"
    )
    return text, bodies if "{b}" in row else []


def apologies(cast: Cast) -> tuple[str, Sequence[str]]:
    """A list of names in minutes, with nothing else."""
    forms = (
        "Apologies: {}.",
        "Apologies were received from {}.",
        "{} sent apologies.",
        "Members: {}",
        "{}",
    )
    return cast.pick.choice(forms).format(
        cast.pick.choice([cast.names(), cast.names(last=" and ")])
    ), []


def thanks(cast: Cast) -> tuple[str, Sequence[str]]:
    """People thanked together with a body."""
    body = cast.bodies[0][0]
    return f"We thank {cast.names(last=' and ')} of the {body} for reading drafts.", [body]


def told(cast: Cast) -> tuple[str, Sequence[str]]:
    """Who is quoted, by whole name and then by surname."""
    one, body = cast.people[0], cast.bodies[0][0]
    first = cast.pick.choice(
        ["{} of the {} said that it was slow.", "{}, who works at the {}, disagreed."]
    )
    return f"{first.format(one.name, body)}\n\n{one.surname} told us that nobody had asked.", [body]


def captions(cast: Cast) -> tuple[str, Sequence[str]]:
    """Who is seen in a picture."""
    return f"Figure 1: From left, {cast.names(last=' and ')} outside the {cast.bodies[0][0]}", [
        cast.bodies[0][0]
    ]


def alone_on_a_line(cast: Cast) -> tuple[str, Sequence[str]]:
    """A name as a heading or line of its own, with a sentence behind it that says nothing of a
    person.
    """
    name = cast.people[0].name
    shown = cast.pick.choice([name, name.upper()])
    return f"{shown}\n\nThe scheme began in Leeds in 2019 and has grown since then.", []


def bodies_called_after_people(cast: Cast) -> tuple[str, Sequence[str]]:
    """A body with a person's name, which must stay, beside people."""
    namesake = cast.people[-1]
    form = cast.pick.choice(NAMESAKES)
    body = form.format(given=namesake.given, surname=namesake.surname.split()[-1])
    where = cast.pick.choice(
        [
            "The {b} paid for this briefing. {p} wrote it.",
            "{p} works for the {b} in Leeds.",
            "{b}, {a}\n\nPresent: {p}",
        ]
    )
    return where.format(b=body, p=cast.people[0].name, a=cast.address), [body]


FORMS: Final[tuple[Form, ...]] = (
    attendance_in_a_run,
    attendance_by_line,
    bodies_in_brackets,
    short_forms_in_brackets,
    people_and_address,
    person_post_body_address,
    time_and_room,
    name_post_body,
    picture_credits,
    signatories,
    apologies,
    thanks,
    told,
    captions,
    alone_on_a_line,
    bodies_called_after_people,
)


def _people(pick: random.Random, *, half: int, count: int) -> tuple[Person, ...]:
    found: list[Person] = []
    while len(found) < count:
        given, surnames = NAMES[pick.choice(sorted(NAMES))]
        person = Person(
            pick.choice(given.split()[half::2]),
            pick.choice(surnames.split()[half::2]).replace("_", " "),
        )
        if not any(_words(person) & _words(other) for other in found):
            found.append(person)
    return tuple(found)


def documents(seed: int, count: int, *, odd: bool = False) -> Iterator[Made]:
    """``count`` documents, the forms in turn; the same for the same arguments."""
    pick = random.Random(seed)
    for number in range(count):
        form = FORMS[number % len(FORMS)]
        people = _people(pick, half=int(odd), count=pick.choice([2, 3, 4]))
        cast = Cast(people, tuple(pick.sample(BODIES, 4)), pick.choice(ADDRESSES), pick)
        text, bodies = form(cast)
        lead = pick.choice(LEADS)
        named = {part for body in bodies for part in re.findall(r"\w+", body)}
        kept = tuple(one for one in people if one.name in text and not _words(one) & named)
        yield Made(
            form.__name__,
            f"{lead}{text}\n\nThe meeting was told that costs had risen.\n",
            kept,
            tuple(bodies),
        )


def _words(person: Person) -> AbstractSet[str]:
    """The words of a name that tell who is meant."""
    return {
        word
        for word in re.findall(r"[^\W\d_]+", person.name)
        if len(word) > 1 and word[0].isupper()
    }


class Verdict(NamedTuple):
    """What became of a document: people published, each with the entity, and bodies lost."""

    made: Made
    published: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]


def judge(made: Made) -> Verdict:
    """Reads ``made`` as a build does, and compares."""
    _, tagged = read(made.text)
    names = sorted({name for entity in tagged.entities for name in (entity.name, *entity.aliases)})
    published = tuple(
        (person.name, name)
        for person in made.people
        for name in names
        if {word.casefold() for word in _words(person)}
        & {w.casefold() for w in re.findall(r"[^\W\d_]+", name)}
    )
    return Verdict(
        made, published, tuple(body for body in made.bodies if not _is_named(body, names))
    )


def _is_named(body: str, names: Sequence[str]) -> bool:
    return any(
        name.casefold().removeprefix("the ").replace(" and ", " & ") == body.casefold()
        for name in names
    )


def read(text: str) -> tuple[Work, Tagged]:
    """The work that a plain text is, and what is tagged in it."""
    from briefing_ingest.model import Source
    from briefing_ingest.pipeline import read_source
    from briefing_ingest.reconcile import merge
    from briefing_ingest.tag import find_mentions, resolve

    work = merge((read_source(Source("made", "made.txt"), text.encode()),))
    return work, resolve([work], [find_mentions(work)])


@cache
def verdicts(seed: int, count: int, *, odd: bool = False) -> tuple[Verdict, ...]:
    """The verdicts on `documents`."""
    return tuple(judge(made) for made in documents(seed, count, odd=odd))


def run(arguments: list[str]) -> int:
    """Prints the figures and all that went wrong; 1 if a person was published, 2 for wrong
    arguments.
    """
    if len(arguments) not in (2, 3) or not all(map(str.isdigit, arguments[:2])):
        sys.stderr.write(f"{__doc__}")
        return 2
    found = verdicts(int(arguments[0]), int(arguments[1]), odd=arguments[2:] == ["odd"])
    for verdict in found:
        if verdict.published or verdict.lost:
            sys.stdout.write(f"--- {verdict.made.kind}: {verdict.made.text!r}\n")
            sys.stdout.writelines(
                f"    published: {name} as {entity!r}\n" for name, entity in verdict.published
            )
            sys.stdout.writelines(f"    lost: {body}\n" for body in verdict.lost)
    people = sum(len(verdict.made.people) for verdict in found)
    published = sum(len({name for name, _ in verdict.published}) for verdict in found)
    bodies, lost = sum(len(v.made.bodies) for v in found), sum(len(v.lost) for v in found)
    sys.stdout.write(f"documents: {len(found)}, people: {people}, published: {published}\n")
    sys.stdout.write(f"bodies: {bodies}, lost: {lost}\n")
    return 1 if published else 0
