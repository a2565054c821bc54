"""Which place is meant, and that a link is made on evidence only: the text goes in, identifiers
come out."""

from __future__ import annotations

import pytest

from briefing_ingest.model import Entity, MergedBlock, Stretch, Work
from briefing_ingest.tag import find_mentions, resolve
from briefing_ingest.tag.knowledge import gazetteer, meaning

ONS = "http://statistics.data.gov.uk/id/statistical-geography/"


def entities(text: str) -> dict[str, Entity]:
    """What ``text``, a work of its own, names: by the text of the mention."""
    work = Work(
        "briefing", "A Title", ("a",), (MergedBlock("paragraph", (Stretch(text, ()),), ()),)
    )
    tagged = resolve([work], [find_mentions(work)])
    by_id = {entity.id: entity for entity in tagged.entities}
    return {mention.text: by_id[name] for mention, name in tagged.mentions[0]}


def links(entity: Entity) -> set[str]:
    return {identifier.uri for identifier in entity.same_as}


def test_there_are_43_police_areas() -> None:
    assert len(gazetteer.police_areas()) == 43


@pytest.mark.parametrize("area", sorted(gazetteer.police_areas()))
@pytest.mark.parametrize(
    "sentence",
    ["The PCC for {} spoke first.", "In the {} police area crime fell, as the UK figures say."],
)
def test_every_police_area_is_linked_to_its_own_code(area: str, sentence: str) -> None:
    found = entities(sentence.format(area))[area]
    assert found.kind == "police area"
    assert links(found) == {
        identifier.uri for identifier in gazetteer.police_areas()[area].identifiers
    }


NAMESAKES = (
    "Aberdeen Alexandria Ashford Bangor Belmont Bradford Brighton Canterbury "
    "Carlisle Chester Christchurch Denver Enfield Florence Greenwich Hastings Houston "
    "Ipswich Lewes Livingston London Melbourne Milton Newport Northampton Peterborough "
    "Preston Rugby Salisbury Springfield Stafford Stirling Stratford Sudbury Sunderland Sydney "
    "Taunton Torquay Warwick Waterloo Wells Weymouth Winchester "
    "Windsor York Bath Bedford Birmingham Boston Bristol Cambridge Cleveland Dover Durham "
    "Gloucester Halifax Hamilton Kent Lancaster Lincoln Manchester Newcastle Norfolk Oxford Perth "
    "Plymouth Portsmouth Reading Richmond Rochester Worcester"
).split()


@pytest.mark.parametrize("name", NAMESAKES)
def test_a_british_text_names_no_place_abroad_without_a_cue(name: str) -> None:
    found = entities(
        f"The Home Office looked at {name} first. In {name}, people agreed with the UK government."
    )
    abroad = {
        identifier.uri
        for city in gazetteer.cities().get(name, ())
        if city.country != "GB"
        for identifier in city.identifiers
    }
    assert abroad | {name} != set(), "a name without namesakes tests nothing"
    assert name in found
    assert not links(found[name]) & abroad


@pytest.mark.parametrize(
    ("name", "number"),
    [("Athens", 264371), ("Berlin", 2950159), ("Lisbon", 2267057), ("Nairobi", 184745),
     ("Ottawa", 6094817), ("Paris", 2988507), ("Vienna", 2761369), ("Washington", 4140963)],
)  # fmt: skip
def test_a_capital_abroad_is_meant_where_nothing_else_is_said(name: str, number: int) -> None:
    found = entities(f"The UK government looked at the courts of {name}. It was in {name} in May.")
    assert links(found[name]) == {f"https://sws.geonames.org/{number}/"}


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("The UK paid for homes in Washington, as Tyne and Wear had asked.", "Washington", 2634715),
        ("The UK paid for homes in Wellington, Shropshire.", "Wellington", 2634573),
        ("UK officers went to Paris, Texas.", "Paris", 4717560),
    ],
)
def test_what_the_text_says_counts_more_than_a_capital(text: str, name: str, number: int) -> None:
    assert dict(linked(text))[name] == {f"https://sws.geonames.org/{number}/"}


@pytest.mark.parametrize(
    "name",
    ["Kings Langley", "Stanley", "Hamilton", "Plymouth", "Georgetown Road", "London", "Nowhere"],
)
def test_a_town_that_is_no_capital_or_does_not_stand_out_is_meant_by_none(name: str) -> None:
    assert gazetteer.capital_abroad(name) is None


COUNCILS = (
    ("Leeds City Council", "metropolitan-district-council/leeds"),
    ("Leeds Council", "metropolitan-district-council/leeds"),
    ("Lambeth London Borough Council", "london-borough-council/lambeth"),
    ("Hackney Council", "london-borough-council/hackney"),
    ("Greenwich Council", "london-borough-council/greenwich"),
    ("Test Valley Borough Council", "district-council/test-valley"),
    ("Mole Valley District Council", "district-council/mole-valley"),
    ("Oadby & Wigston Borough Council", "district-council/oadby-and-wigston"),
    ("Allerdale Borough Council", "district-council/allerdale"),
    ("Derby City Council", "unitary-authority/derby"),
    ("Derbyshire County Council", "county-council/derbyshire"),
)


@pytest.mark.parametrize(("name", "page"), COUNCILS)
def test_a_council_is_linked_in_a_british_text_however_it_is_called(name: str, page: str) -> None:
    found = entities(f"The Home Office paid {name} in the UK. {name} agreed with the UK.")
    assert f"http://opendatacommunities.org/id/{page}" in links(found[name])


@pytest.mark.parametrize(
    ("name", "iso"),
    [("London Borough of Lambeth", "GB-LBH"), ("Royal Borough of Greenwich", "GB-GRE"),
     ("Royal Borough of Windsor and Maidenhead", "GB-WNM")],
)  # fmt: skip
def test_a_borough_by_its_full_name_is_the_place(name: str, iso: str) -> None:
    sense = meaning.sense_of(name, meaning.Cue(british=True))
    assert sense is not None
    assert [link.uri for link in sense.identifiers] == [gazetteer.iso_uri(iso)]


def test_the_end_of_a_former_council_is_in_the_reason() -> None:
    found = entities("The UK paid Craven District Council. Craven District Council agreed.")
    reasons = [link.reason for link in found["Craven District Council"].same_as]
    assert reasons
    assert all("ended on 2023-03-31" in reason for reason in reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Cambridge City Council met in Massachusetts. The US government paid, as the US said.",
        "In Ireland, Kerry County Council met. Ireland paid.",
    ],
)
def test_a_council_is_not_linked_where_the_text_is_not_british(text: str) -> None:
    found = [uris for name, uris in linked(text) if name.endswith("Council")]
    assert found == [set()]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Broxtowe", "E07000172"), ("Test Valley", "E07000093"), ("Wealden", "E07000065"),
     ("Mole Valley", "E07000210"), ("Babergh", "E07000200")],
)  # fmt: skip
def test_a_district_without_an_iso_code_has_that_of_the_statistics(name: str, code: str) -> None:
    sense = meaning.sense_of(name, meaning.Cue(british=True))
    assert sense is not None
    assert [link.uri for link in sense.identifiers] == [ONS + code]


@pytest.mark.parametrize(
    "name",
    ["Windsor and Maidenhead", "Argyll and Bute", "Nuneaton and Bedworth", "Perth and Kinross",
     "Bath and North East Somerset", "Hinckley & Bosworth", "Reigate and Banstead"],
)  # fmt: skip
def test_an_area_with_and_in_its_name_is_one_place(name: str) -> None:
    found = entities(f"In the UK, homes in Kent, {name}, and Surrey took part.")
    assert found[name].type == "place"
    assert found[name].same_as
    assert set(name.replace(" & ", " and ").split(" and ")).isdisjoint(found)


@pytest.mark.parametrize("name", ["Eden", "Hart", "Craven", "Rother"])
def test_a_district_called_like_a_person_is_no_evidence_of_a_place(name: str) -> None:
    assert not gazetteer.is_place(name)


def test_a_cue_names_the_place_abroad() -> None:
    found = entities("The UK team went to Cambridge and to Perth, Australia, in spring.")
    assert links(found["Cambridge"]) == {"https://sws.geonames.org/2653941/"}
    assert links(found["Perth"]) == {"https://sws.geonames.org/2063523/"}


def linked(text: str) -> list[tuple[str, set[str]]]:
    """The mentions of ``text`` in their order, each with its links."""
    work = Work(
        "briefing", "A Title", ("a",), (MergedBlock("paragraph", (Stretch(text, ()),), ()),)
    )
    tagged = resolve([work], [find_mentions(work)])
    by_id = {entity.id: entity for entity in tagged.entities}
    return [(mention.text, links(by_id[name])) for mention, name in tagged.mentions[0]]


def test_one_name_may_be_two_places_of_one_text() -> None:
    found = linked(
        "In the UK, crime fell in Perth. The team went to Perth, Australia, and flew home from "
        "Perth."
    )
    perths = [uris for name, uris in found if name == "Perth"]
    assert perths == [
        {"https://sws.geonames.org/2640358/"},
        {"https://sws.geonames.org/2063523/"},
        {"https://sws.geonames.org/2063523/"},
    ]


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("UK officers went to Durham, North Carolina.", "Durham", 4464368),
        ("UK officers went to Cambridge, MA, in May.", "Cambridge", 4931972),
        ("UK officers went to Perth, Scotland.", "Perth", 2640358),
        ("UK officers went to Cambridge in Massachusetts.", "Cambridge", 4931972),
        ("UK officers went to Newcastle, New South Wales.", "Newcastle", 2155472),
        ("UK officers went to Perth, WA.", "Perth", 2063523),
        ("UK officers went to Bangor, Northern Ireland.", "Bangor", 2656396),
        ("UK officers went to Richmond, North Yorkshire.", "Richmond", 2639388),
        ("UK officers went to Richmond, London.", "Richmond", 2639389),
        ("UK officers went to Newport, Isle of Wight.", "Newport", 2641599),
        ("UK officers went to Lincoln, Lincs.", "Lincoln", 2644487),
        ("She lives in California.", "California", 5332921),
    ],
)
def test_the_country_state_or_county_behind_the_name_is_a_cue(
    text: str, name: str, number: int
) -> None:
    assert f"https://sws.geonames.org/{number}/" in dict(linked(text))[name]


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        (
            "Police in Australia met in Perth. Australia is large, and Perth is far.",
            "Perth",
            2063523,
        ),
        ("The US courts of Boston are known in the US.", "Boston", 4930956),
        ("The US courts of Cleveland are known in the US.", "Cleveland", 5150529),
        (
            "Officers in Richmond told the US Congress that Virginia law had changed in the US.",
            "Richmond",
            4781708,
        ),
        ("UK ministers flew to Berlin, as Germany had asked.", "Berlin", 2950159),
        ("UK ministers flew to Bangor, as Welsh ministers in Wales had asked.", "Bangor", 2656397),
    ],
)
def test_the_paragraph_and_the_country_of_the_work_tell_which_place_is_meant(
    text: str, name: str, number: int
) -> None:
    assert dict(linked(text))[name] == {f"https://sws.geonames.org/{number}/"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police in New South Wales met in Perth. Australia and Australia again.", "Perth"),
        (
            "New England has a Manchester. In the US, people of Manchester in the US agree.",
            "Manchester",
        ),
        ("The US and the US again: people of Cambridge agree.", "Cambridge"),
        ("The US and the US again: people of Newcastle agree.", "Newcastle"),
    ],
)
def test_a_text_about_another_country_means_no_british_place(text: str, name: str) -> None:
    at_home = {
        i.uri
        for sense in gazetteer.senses(name)
        if sense.country == "GB"
        for i in sense.identifiers
    }
    assert at_home
    assert not dict(linked(text))[name] & at_home


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Hull", "Kingston upon Hull"),
        ("Newcastle", "Newcastle upon Tyne"),
        ("Londonderry", "Derry"),
    ],
)
def test_a_town_is_known_by_its_short_name(name: str, full: str) -> None:
    assert meaning.sense_of(name, meaning.Cue(british=True)) == gazetteer.cities()[full][0]


def test_the_city_of_a_police_area_is_told_by_the_word() -> None:
    found = linked("The Durham PCC spoke in Durham. In the city of Durham, UK, people agreed.")
    assert [uris for name, uris in found if name == "Durham"] == [
        {f"{ONS}E23000008"},
        {f"{ONS}E23000008"},
        {"https://sws.geonames.org/2650628/"},
    ]


def test_no_city_of_the_gazetteer_is_lost_or_listed_twice() -> None:
    read = {sense.identifiers[0].uri for senses in gazetteer.cities().values() for sense in senses}
    assert len(read) == sum(map(len, gazetteer.cities().values())) > 30_000


def test_one_mention_of_the_uk_makes_no_british_text() -> None:
    text = (
        "Boston and other cities of the United States do so. US courts agree, unlike those of the "
        "UK. America differs."
    )
    assert links(entities(text)["Boston"]) == {"https://sws.geonames.org/4930956/"}


def test_the_city_the_county_and_the_police_area_are_three() -> None:
    found = entities(
        "In the UK, people of Durham and of County Durham wrote to Durham Constabulary."
    )
    assert found["Durham"].kind == "city"
    assert links(found["County Durham"]) == {f"{ONS}E06000047", "urn:iso:std:iso:3166:-2:GB-DUR"}
    assert found["Durham Constabulary"].type == "organisation"


def test_a_department_is_linked_to_its_page() -> None:
    found = entities("The Ministry of Justice (MoJ) wrote to the Home Office.")
    assert found["MoJ"] == found["Ministry of Justice"]
    assert links(found["MoJ"]) == {
        "https://www.gov.uk/government/organisations/ministry-of-justice"
    }


@pytest.mark.parametrize(
    ("text", "name", "confidence", "said"),
    [
        ("It was the Home Office.", "Home Office", "sure", "public bodies"),
        ("The Kent PCC came.", "Kent", "sure", "a post"),
        ("The Ellen Marsh Trust came.", "Ellen Marsh Trust", "sure", "head word"),
        ("She lives in Berlin.", "Berlin", "likely", "listed"),
    ],
)
def test_a_mention_says_how_sure_it_is_and_why(
    text: str, name: str, confidence: str, said: str
) -> None:
    work = Work(
        "briefing", "A Title", ("a",), (MergedBlock("paragraph", (Stretch(text, ()),), ()),)
    )
    (mention,) = find_mentions(work)
    assert (mention.text, mention.confidence) == (name, confidence)
    assert said in mention.reason
