"""What must be true of the dataset that the seeds give."""

import re
from pathlib import Path

import pytest

from benchmarks.lossless import misplaced
from briefing_ingest import load
from briefing_ingest.dataset import Block, Work, texts
from briefing_ingest.loader import Briefings
from briefing_ingest.text import fold

ROOT = Path(__file__).parents[1]
BRIEFING, POST = "public-safety-public-trust", "theres-an-election-on-the-horizon"
OLD, NEW = "000-72a7f22e1c4e9d82", "001-6a21c3c9df8380a3"


@pytest.fixture(scope="module")
def briefings() -> Briefings:
    return load(ROOT / "out" / "dataset.json")


@pytest.fixture(scope="module")
def briefing(briefings: Briefings) -> Work:
    return briefings.work(BRIEFING)


@pytest.fixture(scope="module")
def post(briefings: Briefings) -> Work:
    return briefings.work(POST)


def _kind(work: Work, *kinds: str) -> list[Block]:
    return [block for block in work.blocks if block.kind in kinds]


# --- the briefing ---------------------------------------------------------------------------------


def test_two_dumps_are_one_work_and_the_post_another(briefings: Briefings) -> None:
    witnesses = {
        work.id: {witness.source for witness in work.witnesses} for work in briefings.dataset.works
    }
    assert witnesses == {BRIEFING: {OLD, NEW}, POST: {"004-3764831e2c6abab3"}}


def test_title_and_sections_in_order(briefing: Work) -> None:
    assert briefing.title == "Public Safety, Public Trust"
    assert briefing.subtitle == "Innovative Ideas for Police and Crime Commissioners in 2020"
    assert [block.text for block in _kind(briefing, "heading")] == [
        "Introduction",
        "Tackling violent crime",
        "Supporting victims of crime",
        "Reducing the harm caused by drugs",
        "Breaking the cycle of re-offending",
        "Building trust in policing across all communities",
    ]


CASES = {
    "tackling-violent-crime": ["1", "2", "3"],
    "supporting-victims-of-crime": ["4", "5", "6"],
    "reducing-the-harm-caused-by-drugs": ["7", "8"],
    "breaking-the-cycle-of-re-offending": ["9", "10", "11"],
    "building-trust-in-policing-across-all-communities": ["12", "13", "14", "15"],
}


def test_fifteen_case_studies_each_in_its_section(briefing: Work) -> None:
    found: dict[str | None, list[str | None]] = {}
    for block in _kind(briefing, "labelled"):
        assert block.label
        assert block.label.name == "Case study"
        found.setdefault(block.section, []).append(block.label.number)
    assert found == CASES


def test_the_floated_sidebar_is_furniture(briefings: Briefings, briefing: Work) -> None:
    assert not any("Main challenges" in block.text for block in briefing.blocks)
    (witness,) = [w for w in briefings.provenance.witnesses if w.source == OLD]
    assert {item.text.strip() for item in witness.furniture} >= {
        "Main challenges",
        "Building trust in policing across all communities",
    }


NOTE_PLACES = {
    1: "intensive support to vulnerable young people.",
    2: "RJ has also been shown to reduce reoffending.",
    3: "across a range of partner agencies.",
    4: "everyday life after leaving the service.",
    5: "reporting of incidents in Warwickshire.",
    6: "Over half of these deaths involved an opiate.",
    7: "(the slowing and stopping of breathing).",
    8: "an area following such an approach.",
    9: "play a part in reducing drug-related harm.",
    10: "financial costs to the criminal justice system.",
    11: "supporting women who have offended.",
    12: "out of the criminal justice system.",
    13: "scrutinising the police’s use of force.",
    14: "criminal justice agencies, including the police,",
    15: "recognises the range of developmental maturity.",
    16: "Community Court members.",
    17: "undermining their trust in the police.",
    18: "informed by a range of relevant information.",
    19: "stop search and policy, procedure and training.",
    20: "BAME groups to apply for this scheme.",
}


def test_every_note_is_called_at_its_place_and_nothing_else_is(briefing: Work) -> None:
    found = {}
    for block in briefing.blocks:
        for ref in block.note_refs:
            found[int(ref.note.removeprefix("note-"))] = block.text[: ref.at]
    assert set(found) == set(NOTE_PLACES)
    for number, ending in NOTE_PLACES.items():
        assert found[number].endswith(ending), number


def test_seven_markers_are_lost_in_one_witness_and_that_is_said(briefing: Work) -> None:
    lost = [
        int(ref.note.removeprefix("note-"))
        for block in briefing.blocks
        for ref in block.note_refs
        if any(reading.printed == "" and reading.witnesses == (OLD,) for reading in ref.readings)
    ]
    assert lost == [1, 3, 6, 7, 8, 9, 14]


@pytest.mark.parametrize(
    "kept", ["39 per cent", "4,359", "in 2018,", "aged 14-25", "In 1829,", "a 4-month long"]
)
def test_no_other_number_was_taken_for_a_marker(briefing: Work, kept: str) -> None:
    assert any(kept in block.text for block in briefing.blocks)


def test_notes_and_their_links(briefing: Work) -> None:
    assert [note.number for note in briefing.notes] == [str(n) for n in range(1, 21)]
    links = {note.number: [link.url for link in note.links] for note in briefing.notes}
    assert links["7"] == [
        "https://www.homeless.org.uk/sites/default/files/site-attachments/"
        "Naloxone%20in%20homelessness%20services%20April2018_0.pdf"
    ]
    assert links["6"] == [
        "https://www.ons.gov.uk/peoplepopulationandcommunity/birthsdeathsandmarriages/deaths/bulletins/"
        "deathsrelatedtodrugpoisoninginenglandandwales/2018registrations"
    ]
    assert len(links["10"]) == 2
    assert all(found for found in links.values())
    assert all(re.match(r"https?://[^\s]+$", url) for found in links.values() for url in found)


def test_hyphens_lost_at_line_ends_are_conjectures_with_evidence(briefing: Work) -> None:
    conjectures = {
        note.number: link for note in briefing.notes for link in note.links if link.conjectural
    }
    assert set(conjectures) == {"8", "10", "12", "14", "20"}
    assert conjectures["8"].url.endswith(
        "/practical-proposals-to-tackle-the-scourge-of-drugs-announced-by-police-and-crime-commissioner/"
    )
    assert all(link.evidence and link.printed != link.url for link in conjectures.values())


def test_quotes_are_typeset_and_the_comma_is_right(briefing: Work) -> None:
    body = " ".join(block.text for block in briefing.blocks if block.section)
    assert "stop and search, which may help" in body
    assert "‘navigators’" in body
    assert "'" not in body


def test_what_both_say_wrongly_is_the_authors(briefing: Work) -> None:
    body = " ".join(block.text for block in briefing.blocks)
    assert "police and others agencies" in body
    assert "greatly enrichened" in body


def _words(text: str) -> list[str]:
    return fold(re.sub(r"[⁰¹²³⁴-⁹]", " ", text)).split()


def test_no_line_of_the_body_is_lost(briefings: Briefings, briefing: Work) -> None:
    """Every word of every body line of the second dump stands in the work, in order."""
    body = (ROOT / "seeds" / "001_6a21c3c9df8380a3.txt").read_text("utf-8")
    have = _words(
        " ".join(
            f"{b.label.name} {b.label.number} {b.text}" if b.label else b.text
            for b in briefing.blocks
        )
    )
    markers = re.compile(r"(?<=[a-z.,)’])\d{1,2}(?=\s)")
    want = _words(markers.sub(" ", body))
    position = 0
    for word in want:
        position = have.index(word, position) + 1


def test_the_people_behind_it(briefing: Work, briefings: Briefings) -> None:
    assert briefing.authors == ("Peter Keeling", "Duncan Lugton")
    assert {contact.value for contact in briefing.contacts} == {
        "dlugton@justiceinnovation.org",
        "Peter.Keeling@criminaljusticealliance.org.uk",
    }
    publishers = [briefings.entity(name) for name in briefing.publishers]
    assert [(p.name, p.address) for p in publishers] == [
        (
            "Centre for Justice Innovation",
            "Unit 102 Edinburgh House, 170 Kennington Lane, London SE11 5DP",
        ),
        ("Criminal Justice Alliance", "V111 Vox Studios Durham Street London SE11 5JH"),
    ]
    assert [
        "1151939" in " ".join(p.same_as) and "08274430" in " ".join(p.same_as) for p in publishers
    ] == [True, False]
    assert [
        "1143038" in " ".join(p.same_as) and "06331413" in " ".join(p.same_as) for p in publishers
    ] == [False, True]


def test_the_licence_and_where_it_stands(briefing: Work) -> None:
    licence = briefing.licence
    assert (licence.id, licence.permits_derivatives, licence.permits_commercial_use) == (
        "CC-BY-NC-ND-3.0",
        False,
        False,
    )
    assert licence.stated_in
    (block,) = [block for block in briefing.blocks if block.id == licence.stated_in.block]
    assert block.text[licence.stated_in.start : licence.stated_in.end].endswith(
        "NoDerivs 3.0 Unported License."
    )


# --- the post -------------------------------------------------------------------------------------


def test_the_post(post: Work) -> None:
    assert post.kind == "blog_post"
    assert post.title == "There’s an election on the horizon…"
    assert post.subtitle
    assert post.subtitle.startswith(
        "The Criminal Justice Alliance and Centre for Justice Innovation have a strategy"
    )
    assert post.authors == ("Nina Champion", "Phil Bowen")
    assert [b.text for b in _kind(post, "heading")] == [
        "Third round of PCC elections",
        "The value of lived experience",
    ]
    assert len(_kind(post, "list_item")) == 5
    assert post.licence.id == "NOASSERTION"


@pytest.mark.parametrize(
    "chrome",
    [
        "Share This Post",
        "Related posts",
        "Leave a Reply",
        "Get the Data",
        "Keep up-to-date",
        "by email for free",
    ],
)
def test_the_post_has_no_chrome(post: Work, chrome: str) -> None:
    assert not any(chrome in block.text for block in post.blocks)


def test_the_post_is_about_the_briefing_and_shows_where(briefings: Briefings) -> None:
    (relation,) = briefings.dataset.relations
    assert (relation.subject, relation.type, relation.object) == (POST, "about", BRIEFING)
    for item in relation.evidence:
        text = briefings.text(item.work, item.block).text
        assert text[item.start : item.end] == "Public Safety, Public Trust"


# --- names ----------------------------------------------------------------------------------------


def _named(briefings: Briefings, kind: str) -> set[str]:
    return {entity.name for entity in briefings.dataset.entities if entity.type == kind}


def test_organisations_and_their_other_names(briefings: Briefings) -> None:
    aliases = {entity.name: set(entity.aliases) for entity in briefings.dataset.entities}
    assert "CJA" in aliases["Criminal Justice Alliance"]
    assert "CJI" in aliases["Centre for Justice Innovation"]
    assert "St. Giles Trust" in aliases["St Giles Trust"]
    assert _named(briefings, "organisation") >= {
        "Scottish Violence Reduction Unit",
        "Ipswich and Suffolk Council for Racial Equality",
        "Durham Constabulary",
        "Home Office",
        "Labour Party",
    }


def test_roles_are_no_organisations(briefings: Briefings) -> None:
    assert not any(
        re.search(r"\bPCCs?\b|Commissioner", name) for name in _named(briefings, "organisation")
    )


def test_places(briefings: Briefings) -> None:
    assert _named(briefings, "place") >= {
        "West Midlands",
        "Dyfed-Powys",
        "Humberside",
        "Kent",
        "England",
        "Wales",
    }


def test_the_commissioner_of_a_place_mentions_the_place(briefing: Work) -> None:
    places = [
        (block.text[mention.start :][:17], mention.entity)
        for block in briefing.blocks
        for mention in block.mentions
        if block.text[mention.end :].startswith(" PCC")
    ]
    assert any(
        text == "West Midlands PCC" and entity.startswith("west-midlands")
        for text, entity in places
    )


def test_a_street_is_not_the_town_it_is_named_after(briefings: Briefings) -> None:
    (id_,) = {entity.id for entity in briefings.dataset.entities if entity.name == "Durham"}
    durham = [m.text.text[m.start :][:15] for m in briefings.mentions_of(id_)]
    assert durham
    assert not any("Street" in text for text in durham)


def test_nothing_is_named_inside_an_address(briefings: Briefings) -> None:
    for work in briefings.dataset.works:
        for text in texts(work):
            for link in text.links:
                inside = [m for m in text.mentions if link.start < m.end and m.start < link.end]
                assert not inside, (text.id, inside)


# --- where it comes from --------------------------------------------------------------------------


def test_every_raw_text_can_be_rebuilt(briefings: Briefings) -> None:
    for source in briefings.dataset.sources:
        raw = (ROOT / source.path).read_bytes().decode("utf-8")
        assert briefings.raw_text(source.id) == raw


def test_every_passage_is_where_it_is_said_to_be(briefings: Briefings) -> None:
    raws = {
        source.id: (ROOT / source.path).read_bytes().decode()
        for source in briefings.dataset.sources
    }
    assert misplaced(briefings, raws) == []


def test_nothing_but_white_space_is_left_over(briefings: Briefings) -> None:
    for witness in briefings.provenance.witnesses:
        assert not "".join(item.text for item in witness.layout).strip()


def test_every_block_leads_back_to_its_lines(briefings: Briefings) -> None:
    for work in briefings.dataset.works:
        for text in texts(work):
            record = briefings.block_provenance(f"{work.id}/{text.id}")
            assert record.places, text.id
            for place in record.places:
                (path,) = [
                    source.path for source in briefings.dataset.sources if source.id == place.source
                ]
                lines = (
                    (ROOT / path)
                    .read_text("utf-8")
                    .split("\n")[place.lines[0] - 1 : place.lines[1]]
                )
                assert set(_words(" ".join(lines))) & set(_words(text.text)), (text.id, place)


def test_the_original_of_a_span(briefings: Briefings) -> None:
    block = briefings.text(BRIEFING, "paragraph-54466f81")
    start = block.text.index("2018")
    originals = briefings.original(BRIEFING, block.id, (start, start + 4))
    assert {(original.source, original.raw) for original in originals} == {
        (OLD, "2018"),
        (NEW, "2018"),
    }
