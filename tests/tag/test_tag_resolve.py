"""Many names, one entity; one name, several entities; identifiers only on evidence."""

from __future__ import annotations

import pytest

from briefing_ingest.model import (
    Entity,
    Imprint,
    Link,
    Mention,
    MergedBlock,
    NoteRef,
    Stretch,
    Tagged,
    Work,
)
from briefing_ingest.tag import resolve
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.web_hosts import named_by
from briefing_ingest.tag.resolve.registers import register_links


def make(text: str, *, imprints: tuple[Imprint, ...] = (), link: str = "", noted: str = "") -> Work:
    links = (Link(0, 0, link, link),) if link else ()
    refs = (NoteRef(0, "1", (), "", ""),) if noted else ()
    notes = (MergedBlock("note", (Stretch(noted, ()),), (), number="1"),) if noted else ()
    block = MergedBlock("paragraph", (Stretch(text, ()),), (), links=links, note_refs=refs)
    return Work("briefing", "T", ("a",), (block,), notes, imprints=imprints)


def mentions(
    work: Work, *names: str, type_: str = "organisation", kind: str = "", rule: str = ""
) -> list[Mention]:
    """Each name at its next place in the text."""
    found, at = [], 0
    for name in names:
        at = work.blocks[0].text.index(name, at)
        found.append(Mention(0, at, at + len(name), name, type_, kind, rule))  # type: ignore[arg-type]
        at += len(name)
    return found


def one(tagged: Tagged) -> Entity:
    assert len(tagged.entities) == 1
    return tagged.entities[0]


@pytest.mark.parametrize(
    ("names", "fullest"),
    [
        (("St. Ann’s Trust", "St Ann's Trust"), "St Ann's Trust"),
        (("Loaf & Ladder", "Loaf and Ladder"), "Loaf & Ladder"),
        (("Penal Policy Alliance", "PPA"), "Penal Policy Alliance"),
        (("Ellen Marsh Trust", "Ellen Marsh"), "Ellen Marsh Trust"),
        (("Met Police", "Metropolitan Police Service"), "Metropolitan Police Service"),
    ],
)
def test_names_of_one_organisation_are_one_entity(names: tuple[str, ...], fullest: str) -> None:
    work = make(", ".join(names))
    entity = one(resolve([work], [mentions(work, *names)]))
    assert entity.name == fullest
    assert {entity.name, *entity.aliases} >= set(names)


@pytest.mark.parametrize(
    "names",
    [
        ("Marsh & Wood Ltd", "Marsh and Wood", "Marsh & Wood Limited"),
        ("St. Giles's Trust", "St Giles’ Trust", "The St Giles Trust"),
        ("HM Prison and Probation Service", "HMPPS", "His Majesty’s Prison & Probation Service"),
        ("Ministry of Justice", "MoJ", "UK Ministry of Justice"),
        ("Department for Culture, Media & Sport", "DCMS", "Department of Culture, Media and Sport"),
        (
            "Kent OPCC",
            "Office of the Police and Crime Commissioner for Kent",
            "Kent Police and Crime Commissioner’s Office",
        ),
        ("Camden Council", "London Borough of Camden", "Camden London Borough Council"),
        ("Devon & Cornwall Police", "Devon and Cornwall Constabulary"),
    ],
)
def test_spellings_of_one_body_are_one_entity_with_one_id(names: tuple[str, ...]) -> None:
    works = [make(f"In the UK, {name} said so.") for name in names]
    tagged = resolve(works, [mentions(work, name) for work, name in zip(works, names, strict=True)])
    together = one(tagged)
    alone = {
        one(resolve([work], [mentions(work, name)])).id
        for work, name in zip(works, names, strict=True)
        if " " in name
    }
    assert alone == {together.id}, "the id does not turn on the spelling"


@pytest.mark.parametrize(
    ("one_name", "other"),
    [
        ("Derby City Council", "Derbyshire County Council"),
        ("Durham County Council", "Durham Council"),
        ("Kent OPCC", "Essex OPCC"),
        ("Cabinet", "Cabinet Office"),
        ("Department for Education", "Department of Education Reform"),
    ],
)
def test_bodies_alike_by_name_stay_apart(one_name: str, other: str) -> None:
    work = make(f"In the UK, {other} and {one_name} met.")
    assert len(resolve([work], [mentions(work, other, one_name)]).entities) == 2


def test_a_body_every_state_has_is_that_of_the_country() -> None:
    texts = (
        "In the UK, the Ministry of Justice said so.",
        "Ireland is small. In Ireland, the Ministry of Justice said so.",
        "In the UK, the Ministry of Justice of France said so.",
        "In the UK, the US Department of Justice said so.",
        "The US is large. In the US, the Department of Justice said so.",
    )
    works = [make(text) for text in texts]
    names = ["Ministry of Justice"] * 3 + ["US Department of Justice", "Department of Justice"]
    found = [mentions(work, name) for work, name in zip(works, names, strict=True)]
    places = ((1, "Ireland"), (4, "US"))
    for number, name in places:
        text = texts[number]
        first = text.index(name)
        for at in (first, text.index(name, first + 1)):
            found[number].append(Mention(0, at, at + len(name), name, "place"))
    tagged = resolve(works, [sorted(one_found) for one_found in found])
    by_id = {entity.id: entity for entity in tagged.entities}
    given = [
        next(id_ for mention, id_ in pairs if mention.type == "organisation")
        for pairs in tagged.mentions
    ]
    assert given == [
        "ministry-of-justice",
        "ministry-of-justice-ie",
        "ministry-of-justice-fr",
        "department-of-justice-us",
        "department-of-justice-us",
    ]
    assert by_id["ministry-of-justice"].same_as
    assert not by_id["ministry-of-justice-ie"].same_as


def test_an_acronym_one_work_defines_serves_another() -> None:
    first, second = make("Penal Reform Forum for All (PROFA) met."), make("PROFA met.")
    tagged = resolve(
        [first, second],
        [mentions(first, "Penal Reform Forum for All", "PROFA"), mentions(second, "PROFA")],
    )
    assert one(tagged).aliases == ("PROFA",)


def test_an_acronym_of_two_organisations_is_neither() -> None:
    work = make("Penal Policy Alliance, Public Places Association, PPA")
    tagged = resolve(
        [work], [mentions(work, "Penal Policy Alliance", "Public Places Association", "PPA")]
    )
    assert {entity.id for entity in tagged.entities} == {
        "penal-policy-alliance",
        "public-places-association",
        "ppa",
    }


def test_a_place_and_an_organisation_of_one_name_stay_apart() -> None:
    work = make("Barking, Barking, UK")
    both = [*mentions(work, "Barking"), Mention(0, 9, 16, "Barking", "place")]
    tagged = resolve([work], [both])
    assert {(entity.id, entity.type) for entity in tagged.entities} == {
        ("barking", "place"),
        ("barking-organisation", "organisation"),
    }
    assert [entity for _, entity in tagged.mentions[0]] == ["barking-organisation", "barking"]


def test_imprints_are_publishers_with_address_and_registers() -> None:
    imprint = Imprint("Penal Policy Alliance", "1 High Street, Leeds", "1234567", "654321")
    work = make("Penal Policy Alliance, 1 High Street, Leeds", imprints=(imprint,))
    named = Mention(0, 0, 21, "Penal Policy Alliance", "organisation", "", "imprint")
    tagged = resolve([work, make("No imprint.")], [[named], []])
    assert tagged.publishers == (("penal-policy-alliance",), ())
    assert one(tagged).address == "1 High Street, Leeds"
    assert one(tagged).kind == "charity"
    assert [link.uri.rpartition("/")[2] for link in one(tagged).same_as] == [
        "?regid=1234567&subid=0",
        "00654321",
    ]


@pytest.mark.parametrize(
    ("name", "url", "site"),
    [
        ("Bright Harbour", "www.bright-harbour.org/about", "https://www.bright-harbour.org/"),
        (
            "Derby and Leicester Council for Racial Equality",
            "https://www.dlcre.org.uk/",
            "https://www.dlcre.org.uk/",
        ),
        ("Kent Police", "http://www.kent.police.uk/news", "http://www.kent.police.uk/"),
        ("Bright Harbour", "www.brightharbourhotels.com", ""),
        ("Bright Harbour", "www.harbour.org", ""),
    ],
)
def test_a_site_is_linked_only_if_its_host_spells_the_name(name: str, url: str, site: str) -> None:
    work = make(f"{name} says so.", noted=url)
    links = one(resolve([work], [mentions(work, name)])).same_as
    assert [link.uri for link in links] == ([site] if site else [])
    assert all(link.reason for link in links)


def test_a_british_text_means_british_places() -> None:
    work = make("In the UK, people in Durham and Boston agree.")
    tagged = resolve([work], [mentions(work, "UK", "Durham", type_="place")])
    durham = next(entity for entity in tagged.entities if entity.name == "Durham")
    country = next(entity for entity in tagged.entities if entity.aliases == ("UK",))
    assert country.name == "United Kingdom"
    assert durham.coordinates is not None
    assert (
        54_000_000 < durham.coordinates[0] < 55_000_000
    )  # in England, not in North Carolina (36 degrees)


def test_a_commissioners_place_is_the_police_area_throughout_the_work() -> None:
    work = make("The Durham PCC spoke in Durham.")
    cued = mentions(work, "Durham", type_="place", kind="police area", rule="role_place")
    plain = [Mention(0, 24, 30, "Durham", "place", "city", "model")]
    entity = one(resolve([work], [[*cued, *plain]]))
    assert [link.uri for link in entity.same_as] == [
        "http://statistics.data.gov.uk/id/statistical-geography/E23000008"
    ]


@pytest.mark.parametrize(
    ("text", "name", "linked"),
    [
        ("He lives in Florence now.", "Florence", False),
        ("He lives in Paris now.", "Paris", True),  # a capital that stands out
        ("He lives in Paris, France, now.", "Paris", True),
        ("He lives in Springfield, United States.", "Springfield", False),  # there are several
        ("He lives in Georgia.", "Georgia", False),  # a country and a state
        ("He lives in Portugal.", "Portugal", True),
    ],
)
def test_a_foreign_place_is_linked_only_where_there_is_no_doubt(
    text: str, name: str, linked: bool
) -> None:
    work = make(text)
    assert bool(one(resolve([work], [mentions(work, name, type_="place")])).same_as) is linked


@pytest.mark.parametrize("rest", ["Statistics Authority", "Health Forum", "Space Board"])
def test_a_body_of_the_united_kingdom_is_one_with_its_short_name(rest: str) -> None:
    names = f"UK {rest}", f"United Kingdom {rest}"
    work = make(f"The {names[0]} met. The {names[1]} agreed.")
    assert one(resolve([work], [mentions(work, *names)])).aliases


def test_entities_do_not_depend_on_the_order_of_works() -> None:
    works = [
        make("Penal Policy Alliance (PPA)"),
        make("PPA, Kent Police, Kent"),
        make("Loaf & Ladder, Loaf and Ladder"),
    ]
    found = [
        mentions(works[0], "Penal Policy Alliance", "PPA"),
        [*mentions(works[1], "PPA", "Kent Police"), Mention(0, 18, 22, "Kent", "place")],
        mentions(works[2], "Loaf & Ladder", "Loaf and Ladder"),
    ]
    forward, backward = resolve(works, found), resolve(works[::-1], found[::-1])
    assert forward.entities == backward.entities
    assert forward.mentions == backward.mentions[::-1]
    assert [entity.id for entity in forward.entities] == sorted(
        entity.id for entity in forward.entities
    )


def test_the_43_police_areas_have_codes_of_their_own() -> None:
    codes = [
        area.identifiers[0].uri.rpartition("/")[2] for area in gazetteer.police_areas().values()
    ]
    assert sorted(codes) == [
        *(f"E230000{n:02}" for n in range(1, 40)),
        *(f"W150000{n:02}" for n in range(1, 5)),
    ]


@pytest.mark.parametrize(
    ("degrees", "whole"), [(51.50853, 51_508_530), (-0.12574, -125_740), (0.1, 100_000)]
)
def test_coordinates_are_exact_decimals(degrees: float, whole: int) -> None:
    assert gazetteer.micro_degrees(degrees) == whole


@pytest.mark.parametrize(
    ("host", "name", "fits"),
    [
        ("thefire.org", "Fire", False),
        ("lawandorder.org", "Law and Order", True),
        ("kent.gov.uk", "Kent Police", False),
    ],
)
def test_a_host_spells_a_name_letter_for_letter(host: str, name: str, fits: bool) -> None:
    assert named_by(host, name) is fits


def test_an_imprint_without_numbers_has_no_register_page() -> None:
    assert register_links(Imprint("X", "", "", "")) == ()


def ids(*named: tuple[str, str, str]) -> dict[tuple[str, str], str]:
    """The id of each (name, type, kind) in one British dataset of them all, one a work; by name and
    type or kind."""
    works = [make(f"In the UK, {name} is named.") for name, _, _ in named]
    found = [
        mentions(work, name, type_=type_, kind=kind, rule="role_place" if kind else "")
        for work, (name, type_, kind) in zip(works, named, strict=True)
    ]
    tagged = resolve(works, found)
    return {
        (name, kind or type_): given[0][1]
        for (name, type_, kind), given in zip(named, tagged.mentions, strict=True)
    }


HOMONYMS = (
    ("Durham", "place", ""),
    ("Durham", "place", "police area"),
    ("Durham", "organisation", ""),
    ("Kent", "place", ""),
    ("Kent", "place", "police area"),
    ("Open Door", "organisation", ""),
    ("Open Door", "place", ""),
)


@pytest.mark.parametrize("alone", HOMONYMS)
def test_an_id_stays_when_homonyms_come(alone: tuple[str, str, str]) -> None:
    name, type_, kind = alone
    together = ids(*HOMONYMS)
    assert ids(alone)[name, kind or type_] == together[name, kind or type_]
    assert len(set(together.values())) == len(HOMONYMS)


def test_the_city_has_the_bare_id_and_the_police_area_says_what_it_is() -> None:
    assert ids(("Durham", "place", "")) == {("Durham", "place"): "durham"}
    assert ids(("Durham", "place", "police area")) == {
        ("Durham", "police area"): "durham-police-area"
    }
    assert ids(("Sussex", "place", "police area")) == {("Sussex", "police area"): "sussex"}
