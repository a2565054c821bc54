"""What is a name and what is none. Texts are made up; no rule knows any of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.cells import cells_of
from briefing_ingest.errors import IngestError
from briefing_ingest.model import Imprint, Link, Mention, MergedBlock, NoteRef, Stretch, Work
from briefing_ingest.tag import find_mentions
from briefing_ingest.tag.find import without_overlaps
from briefing_ingest.tag.knowledge.maintainers_list import OwnName


def block(
    text: str, *, kind: str = "paragraph", calls: str = "", links: tuple[Link, ...] = ()
) -> MergedBlock:
    refs = (NoteRef(len(text), calls, (), "", ""),) if calls else ()
    return MergedBlock(kind, (Stretch(text, ()),), (), note_refs=refs, links=links)  # type: ignore[arg-type]


def table(text: str) -> MergedBlock:
    return MergedBlock("table", (Stretch(text, ()),), (), cells=cells_of(text))


def note(number: str, text: str) -> MergedBlock:
    return MergedBlock("note", (Stretch(text, ()),), (), number=number)


def work(
    *blocks: MergedBlock | str,
    notes: tuple[MergedBlock, ...] = (),
    imprints: tuple[Imprint, ...] = (),
) -> Work:
    made = tuple(block(item) if isinstance(item, str) else item for item in blocks)
    return Work(
        "briefing", "A Title", ("a",), made, notes, imprints=imprints, authors=("Ann Example",)
    )


def named(*blocks: MergedBlock | str, **parts: tuple[MergedBlock, ...]) -> set[tuple[str, str]]:
    return {(mention.type, mention.text) for mention in find_mentions(work(*blocks, **parts))}  # type: ignore[arg-type]


def organisations(*blocks: MergedBlock | str, **parts: tuple[MergedBlock, ...]) -> set[str]:
    return {text for type_, text in named(*blocks, **parts) if type_ == "organisation"}


def places(*blocks: MergedBlock | str, **parts: tuple[MergedBlock, ...]) -> set[str]:
    return {text for type_, text in named(*blocks, **parts) if type_ == "place"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The work is led by the Centre for Urban Safety and funded by others.",
            "Centre for Urban Safety",
        ),
        (
            "It was praised by the Derby and Nottingham Council for Equal Rights.",
            "Derby and Nottingham Council for Equal Rights",
        ),
        (
            "We met the Leicestershire Knife Crime Partnership last week.",
            "Leicestershire Knife Crime Partnership",
        ),
        ("Grants came from the Ellen Marsh Trust and from donors.", "Ellen Marsh Trust"),
        ("Officers of Wiltshire Police’s cadet scheme said so.", "Wiltshire Police"),
        ("Police in Truro told the Cornish Rural Crime Unit.", "Cornish Rural Crime Unit"),
        ("She works for the charity Who Cares?, which helps.", "Who Cares?"),
        (
            "It supports social enterprises such as Loaf & Ladder, who employ people.",
            "Loaf & Ladder",
        ),
        ("WAYMARK is an advice and support service for people leaving prison.", "WAYMARK"),
        ("Evidence was given to the Ministry of Justice in May.", "Ministry of Justice"),
    ],
)
def test_an_organisation_is_tagged_whole(text: str, name: str) -> None:
    assert name in organisations(text)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        (
            "We thank the Penal Policy Alliance and Centre for Court Reform for help.",
            "Penal Policy Alliance",
            "Centre for Court Reform",
        ),
        ("We thank the Home Office and Essex Police for help.", "Home Office", "Essex Police"),
    ],
)
def test_and_between_two_names_parts_them(text: str, left: str, right: str) -> None:
    assert {left, right} <= organisations(text)


@pytest.mark.parametrize(
    "text",
    [
        "PCCs can do much, and the PCC for each area should.",
        "Police and Crime Commissioners (PCCs) play a role, as the Home Secretary said.",
        "The Minister met the Chair, the Director and two Youth Commissioners.",
        "Restorative justice (RJ) works. RJ reduces harm, and RJ is cheap.",
        "Violence Reduction Units and Community Scrutiny Groups were founded.",
        "A Diversity Panel can assist, and the Crown Court may ask for it.",
        "Agencies must comply with the Public Sector Equality Duty.",
        "Beacon is a programme run by volunteers.",
        "See https://www.homeoffice.gov.uk/Home-Office/NHS or write to Help.Desk@Barnardos.org.uk.",
        "The report ‘Safer Streets, Stronger Trust’ was read. Safer Streets, Stronger Trust says "
        "so.",
    ],
)
def test_roles_ideas_kinds_and_addresses_are_no_organisations(text: str) -> None:
    assert organisations(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Surrey PCC said so.", {"Surrey"}),
        ("Jane Doe, PCC for Norfolk, spoke.", {"Norfolk"}),
        ("Merseyside Police and Crime Commissioner Jane Doe spoke.", {"Merseyside"}),
        ("Deaths rose in England and Wales again.", {"England", "Wales"}),
        ("It was tried in Avon and Somerset first.", {"Avon and Somerset"}),
        ("A clinic opened in Stratford-upon-Avon last year.", {"Stratford-upon-Avon"}),
        ("In Dyfed-Powys, the PCC acted.", {"Dyfed-Powys"}),
        (
            "Essex is pursuing the same approach, and Lancashire’s courts agree.",
            {"Essex", "Lancashire"},
        ),
        ("Our office is at 3 Lincoln House, Kent Road.", set()),
        ("They met in March and in May.", set()),
        ("The Scottish and British traditions differ.", set()),
        ("The Norfolk Rural Crime Partnership met.", set()),
    ],
)
def test_places(text: str, expected: set[str]) -> None:
    assert places(text) == expected


def test_an_imprint_gives_its_publisher_and_town_and_nothing_else() -> None:
    imprint = block(
        "Penal Policy Alliance, 4 Derby House, Surrey Street, London SE1 7AA", kind="imprint"
    )
    made = work(imprint, imprints=(Imprint("Penal Policy Alliance", "4 Derby House", "", ""),))
    assert [m.text for m in find_mentions(made)] == ["Penal Policy Alliance", "London"]


def test_a_defined_acronym_is_found_everywhere() -> None:
    found = find_mentions(
        work(
            "We are the Penal Policy Alliance (PPA).", "PPA members agree. The PPA’s aim is clear."
        )
    )
    assert [m.text for m in found] == ["Penal Policy Alliance", "PPA", "PPA", "PPA"]


def test_initials_of_a_name_in_the_work_are_that_name() -> None:
    text = "The Derby and Leicester Council for Racial Equality met. DLCRE also trains officers."
    assert "DLCRE" in organisations(text)


def test_nothing_is_found_in_addresses_even_where_they_hold_spaces() -> None:
    spaced = "www.example.org/wp-content/ 2019/PPA-Report.pdf"
    noted = MergedBlock(
        "note",
        (Stretch(spaced, ()),),
        (),
        number="1",
        links=(Link(0, len(spaced), spaced, "https://x"),),
    )
    assert organisations("The Penal Policy Alliance met.", notes=(noted,)) == {
        "Penal Policy Alliance"
    }


def test_a_link_that_spells_a_name_shows_an_organisation() -> None:
    text = "The scheme was set up by Bright Harbour and others."
    assert "Bright Harbour" in organisations(
        block(text, calls="1"), notes=(note("1", "www.bright-harbour.org.uk/about"),)
    )


def test_repetitions_are_found_and_offsets_hold() -> None:
    made = work(
        "The Ellen Marsh Trust helps.",
        "Many know Ellen Marsh Trust’s work, and the Ellen Marsh Trust too.",
    )
    found = find_mentions(made)
    assert [(m.block, m.text) for m in found] == [
        (0, "Ellen Marsh Trust"),
        (1, "Ellen Marsh Trust"),
        (1, "Ellen Marsh Trust"),
    ]
    assert all(made.blocks[m.block].text[m.start : m.end] == m.text for m in found)


def test_authors_are_never_tagged() -> None:
    assert named("Ann Example wrote it. Ann Example is Director.") == set()


def test_a_missing_model_is_an_error_that_names_the_extra() -> None:
    with pytest.raises(IngestError) as caught:
        find_mentions(work("Some text."), model="no_such_model")
    assert caught.value.finding.code == "E501"
    assert "briefing-ingest[model]" in caught.value.finding.fix


def test_a_pipeline_without_recogniser_is_an_error(tmp_path: object) -> None:
    import spacy

    folder = f"{tmp_path}/blank"
    spacy.blank("en").to_disk(folder)
    with pytest.raises(IngestError) as caught:
        find_mentions(work("Some text."), model=folder)
    assert caught.value.finding.code == "E502"


SPANS = st.tuples(
    st.integers(0, 1),
    st.integers(0, 12),
    st.integers(1, 6),
    st.sampled_from(["model", "imprint", "area"]),
)


@settings(max_examples=60)
@given(st.lists(SPANS, max_size=8))
def test_of_overlapping_candidates_the_longest_stays(
    spans: list[tuple[int, int, int, str]],
) -> None:
    candidates = [Mention(b, s, s + n, "x" * n, "place", "", rule) for b, s, n, rule in spans]
    chosen = without_overlaps(candidates)
    assert list(chosen) == sorted(chosen)
    assert all(a.block != b.block or a.end <= b.start for a, b in pairwise(chosen))
    for lost in set(candidates) - set(chosen):
        rivals = [
            m for m in chosen if m.block == lost.block and m.start < lost.end and lost.start < m.end
        ]
        assert any(m.end - m.start >= lost.end - lost.start for m in rivals)


LETTERS = st.text(alphabet="Kent Police of St. and PCC&’'-@.\n(w1", max_size=60)


@settings(max_examples=40, deadline=None)
@given(LETTERS)
def test_any_text_gives_mentions_that_are_in_it(text: str) -> None:
    made = work(text)
    found = find_mentions(made)
    assert all(text[m.start : m.end] == m.text and m.text.strip() == m.text for m in found)


def test_places_joined_by_and_are_two_unless_they_are_one_area() -> None:
    assert {"Kent", "South Wales"} <= places(
        "It runs projects in Kent and South Wales, working with the UK police."
    )
    assert "Avon and Somerset" in places(
        "It runs projects in Avon and Somerset, working with the UK police."
    )


def test_organisations_that_share_a_head_word_are_not_one() -> None:
    found = organisations(
        "They spoke at the Purple and Orange Party conferences.",
        "The Orange Party agreed.",
        "The Orange Party won.",
    )
    assert "Orange Party" in found
    assert "Purple and Orange Party" not in found


def test_a_company_keeps_its_legal_form() -> None:
    assert "Marsh Lane Energy, Inc." in organisations(
        "The contract went to Marsh Lane Energy, Inc. in May 2019."
    )


def test_an_address_names_no_street() -> None:
    assert not places("Write to us at 12 Mill House, Harbour Lane, and to nobody else.")


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("Leeds United play in the UK.", "Leeds United"),
        ("Supporters of Derby County met the police of the UK.", "Derby County"),
        ("Norwich City won the cup in the UK.", "Norwich City"),
    ],
)
def test_a_club_is_an_organisation_and_no_place(text: str, club: str) -> None:
    assert organisations(text) == {club}
    assert places(text) == {"UK"}


def test_a_county_is_no_club_without_sport() -> None:
    assert "Derby County" not in organisations("Magistrates of Derby County met in the UK.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HMS Kent sailed with HMS Sheffield.", set()),
        ("In the UK, the State and the Borough disagree.", {"UK"}),
        (
            "Young people at HMP Moorland and HMYOI Deerbolt were asked in the UK.",
            {"HMP Moorland", "HMYOI Deerbolt", "UK"},
        ),
        ("Cars queued on the M62 in the UK, and the A4 paper was torn.", {"M62", "UK"}),
        ("UK officers searched cars on Harrow Road.", {"UK", "Harrow Road"}),
        ("The Penge Herald wrote about the UK.", {"UK"}),
    ],
)
def test_ships_sorts_prisons_and_roads(text: str, expected: set[str]) -> None:
    assert places(text) == expected


def test_no_name_goes_over_the_end_of_a_cell() -> None:
    found = organisations("Lead\tPartner\nCabinet Office\tPenal Policy Alliance\tX\tX\tX")
    assert found == {"Cabinet Office", "Penal Policy Alliance"}


def test_a_generic_word_for_a_body_is_a_mention_only_where_one_such_body_is_named() -> None:
    text = (
        "Kent County Council met in the UK. The Council agreed with the Government, the Force and "
        "the Department."
    )
    assert organisations(text) == {"Kent County Council", "Council"}


# --- tables ---------------------------------------------------------------------------------------


def test_a_name_stands_in_one_cell() -> None:
    rows = [
        "Body\tCases",
        "Leicestershire Police\tDorset Council",
        "North\tYorkshire",
        "Ellen Marsh\tTrust",
    ]
    text = "\n".join([*rows, "Centre for", "Urban Safety"])
    prose = (
        "The Ellen Marsh Trust and the Centre for Urban Safety work in North Yorkshire with Dorset "
        "Council."
    )
    found = [mention for mention in find_mentions(work(table(text), prose)) if mention.block == 0]
    assert {"Leicestershire Police", "Dorset Council"} <= {mention.text for mention in found}
    assert not any(sign in mention.text for mention in found for sign in "\t\n")


@pytest.mark.parametrize("separator", ["\t", "\n"])
def test_a_listed_name_does_not_reach_over_cells(separator: str) -> None:
    own = (OwnName("harbour-mission", "organisation", ("Harbour Mission",)),)
    made = work(table(f"Harbour{separator}Mission"), "The Harbour Mission has nine beds.")
    found = find_mentions(made, own=own)
    assert [mention.block for mention in found if mention.rule == "own_name"] == [1]
    assert not any(separator in mention.text for mention in found)
