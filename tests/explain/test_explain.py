"""From any id, and from any words of the text, back to the source and the reasons."""

import re
from pathlib import Path

import pytest

import example_dataset as example
from briefing_ingest import load
from briefing_ingest.dataset import Dataset, EditionChange, Entity, Failure, Work, texts
from briefing_ingest.errors import CODES, UsageError
from briefing_ingest.explain import boxes, explain, explain_code, is_code
from briefing_ingest.explain.layout import WIDTH, in_context, quoted, raw_lines, wrapped
from briefing_ingest.explain.target import Passage, find_target
from briefing_ingest.text import Span


def page(target: str, dataset: Dataset | None = None) -> str:
    return explain(example.ExampleBriefings(dataset), target)


@pytest.mark.parametrize(
    "line",
    [
        "Section  Introduction (introduction)",
        "  second: seeds/second.txt, page 1, line 3",
        "  first: seeds/first.txt, page 1, lines 4-5",
        "    | Trust to reduce harm.1 It's a start.",
        "  first, line 4, hard_wraps: “⏎” → “ ”",
        "  first, line 5, note_marker: “1” → nothing",
        "     “St. Giles” in first",
        "     “St Giles” in second (chosen)",
        "     chosen by typography: the typeset form is kept",
        "    note: See www.example.org/re-port",
        "    lost in second",
        "    placed by printed_by_some: the first witness prints it",
        "  10-14 “Kent”: county kent, found by gazetteer",
    ],
)
def test_a_block_is_traced_to_its_lines_repairs_and_readings(line: str) -> None:
    assert line in page("safer-streets/paragraph-opening").split("\n")


@pytest.mark.parametrize(
    "target", ["safer-streets/paragraph-opening#56-60", "safer-streets/paragraph-opening:It's"]
)
def test_a_span_is_explained_alone(target: str) -> None:
    text = page(target)
    assert text.startswith("safer-streets/paragraph-opening#56-60\n")
    assert "“It's” in first" in text
    assert "| Trust to reduce harm.1 It's a start." in text
    for elsewhere in ("St. Giles", "hard_wraps", "note-1", "Kent”"):
        assert elsewhere not in text


def test_a_span_shows_the_repairs_within_it() -> None:
    assert "hard_wraps: “⏎” → “ ”" in page("safer-streets:Giles Trust")


@pytest.mark.parametrize(
    ("target", "block", "covered"),
    [
        ("safer-streets:2018", "paragraph-costs", "2018"),
        ("safer-streets/paragraph-opening:IT'S  a", "paragraph-opening", "It’s a"),
        ("safer-streets:re-port", "note-1", "re-port"),
        ("safer-streets/paragraph-costs#0-5", "paragraph-costs", "Costs"),
    ],
)
def test_words_are_found_as_one_types_them(target: str, block: str, covered: str) -> None:
    (found,) = find_target(example.dataset(), target)
    assert isinstance(found, Passage)
    assert found.text.id == block
    assert found.span is not None
    assert found.text.text[slice(*found.span)] == covered


@pytest.mark.parametrize(
    ("target", "title", "line"),
    [
        (
            "safer-streets/paragraph-opening#12",
            "#10-14",
            "  10-14 “Kent”: county kent, found by gazetteer",
        ),
        ("safer-streets/paragraph-opening#56", "#56-60", "     “It's” in first"),
        (
            "safer-streets/paragraph-opening#55",
            "#55",
            "    placed by printed_by_some: the first witness prints it",
        ),
        ("safer-streets/note-1#9", "#4-27", "    witness has the hyphen)"),
        ("https://www.example.org/re-port", "#4-27", "    | 1 See www.example.org/re-port"),
        ("www.example.org/re port", "#4-27", "  first: seeds/first.txt, page 1, line 10"),
    ],
    ids=["name", "variant", "note reference", "link", "link by its address", "link as printed"],
)
def test_what_is_noted_in_a_text_has_an_address_of_its_own(
    target: str, title: str, line: str
) -> None:
    lines = page(target).split("\n")
    assert lines[0].endswith(title)
    assert line in lines


def test_a_reading_that_was_not_taken_can_be_asked_for_though_it_covers_nothing() -> None:
    dataset = example.dataset()
    work = dataset.works[0]
    block = next(block for block in work.blocks if block.id == "paragraph-costs")
    left_out = example.variant(block.text, "", "indeed", "first", "second").model_copy(
        update={"start": 5, "end": 5}
    )
    told = block.model_copy(update={"variants": (left_out,)})
    blocks = tuple(told if other.id == block.id else other for other in work.blocks)
    dataset = dataset.model_copy(
        update={"works": (work.model_copy(update={"blocks": blocks}), *dataset.works[1:])}
    )
    lines = page("safer-streets/paragraph-costs#5", dataset).split("\n")
    assert lines[0] == "safer-streets/paragraph-costs#5"
    assert "  Costs▲ fell by 39 per cent in 2018." in lines
    assert "     “indeed” in second" in lines


def test_an_id_of_two_things_gives_both() -> None:
    kent = example.entities()[0].model_copy(update={"id": "safer-streets"})
    dataset = example.dataset(entities=(*example.entities(), kent))
    assert [type(found).__name__ for found in find_target(dataset, "safer-streets")] == [
        "Work",
        "Entity",
    ]
    assert isinstance(find_target(dataset, "safer-streets")[0], Work)
    assert page("safer-streets", dataset).count("\n=============\n") == 2


def test_words_that_stand_once_need_no_address() -> None:
    assert page("39 per  cent") == page("safer-streets/paragraph-costs#14-25")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("St. Giles", ["In readings that were not taken", "      “St. Giles” in first"]),
        ("page 2", ["Left out", "  first: seeds/first.txt, line 6: a page number", "    | Page 2"]),
        (
            "trust",
            ["  safer-streets/paragraph-opening#34-39", "  why-streets-matter/list-item-trust#0-5"],
        ),
        ("it's A START", ["safer-streets/paragraph-opening#56-68"]),
    ],
    ids=["a reading not taken", "furniture", "several places", "quotes and case"],
)
def test_words_without_an_address_are_found_wherever_they_stand(
    words: str, lines: list[str]
) -> None:
    said = page(words).split("\n")
    assert [line for line in lines if line not in said] == []


def test_words_are_found_whole() -> None:
    with pytest.raises(UsageError, match="E407"):
        page("tart")
    assert "safer-streets/paragraph-opening#59" in page("s a")
    assert page("www.example.org/").startswith("safer-streets/note-1#4-20\n")


def test_names_are_led_to_what_bears_them() -> None:
    assert "  st-giles-trust, charity\n" in page("St. Giles Trust")
    assert "  safer-streets, a work\n" in page("safer STREETS")
    assert page("case study 1").startswith("safer-streets/case-study-1\n")


@pytest.mark.parametrize(
    "typed", ["kent#5", "safer-streets/", "safer-streets//introduction", "safer-streets#5"]
)
def test_nobody_is_told_to_type_what_failed(typed: str) -> None:
    try:
        page(typed)
    except UsageError as error:
        said = re.match(r"Did you mean (.+?)\?", error.finding.fix)
        offered = said[1].split(" or ") if said else []
        assert typed not in offered
        assert all(page(name) for name in offered)


def test_a_relation_says_why_it_holds_and_what_changed() -> None:
    dataset = example.dataset()
    known = dataset.relations[0]
    address = "why-streets-matter/edition_of/safer-streets"
    changes = (
        EditionChange(kind="changed", old="paragraph-opening", new="paragraph-read", before="Kent",
                      after="care"),
        EditionChange(kind="changed", new="paragraph-read", old="paragraph-opening", before="work"),
        EditionChange(kind="added", new="paragraph-read", after="We read … with care."),
        EditionChange(kind="removed", old="paragraph-opening", before="Groups in Kent"),
    )  # fmt: skip
    edition = known.model_copy(
        update={"type": "edition_of", "reason": "the titles are the same", "changes": changes}
    )
    told = page(address, dataset.model_copy(update={"relations": (edition,)}))
    assert "Reason    the titles are the same" in told
    assert told.endswith(
        "What changed\n"
        "  paragraph-read: “Kent” is now “care”\n"
        "  paragraph-read: removed “work”\n"
        "  paragraph-read: added “We read … with care.”\n"
        "  paragraph-opening: removed “Groups in Kent”\n"
    )
    told = page("safer-streets", dataset.model_copy(update={"relations": (edition,)}))
    assert f"    4 changes: ingest explain {address}" in told
    old = known.model_copy(update={"reason": None})
    told = page(
        "why-streets-matter/about/safer-streets", dataset.model_copy(update={"relations": (old,)})
    )
    assert "not recorded: the dataset was made before version 1.2" in told


def test_what_is_only_left_out_has_no_picture() -> None:
    assert boxes(example.ExampleBriefings(), "Page 2") == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("safer-street", "safer-streets"),
        ("safer-streets/case-study-2", "safer-streets/case-study-1"),
        ("paragraph-cost", "safer-streets/paragraph-costs"),
        ("st-gils-trust", "st-giles-trust"),
        ("safer-streets/introduction#3-99", "12 characters"),
        ("safer-streets/introduction#5-5", "12 characters"),
        ("safer-streets:no such words", "ingest explain safer-streets"),
        ("safer-streets:", "ingest explain safer-streets"),
        ("safer-streets/paragraph-opening#24", "safer-streets/paragraph-opening#25 (a"),
        ("safer-streets/introduction#3", "no annotations in this text"),
        ("why-streets-matter/cites/safer-streets", "no relation 'cites/safer-streets'"),
        ("why-streets-matter/abuot/safer-streets", "why-streets-matter/about/safer-streets"),
        ("https://www.example.org/report", "https://www.example.org/re-port"),
        ("E299", "E209"),
        ("E999", "such as E204"),
        ("", "asks for nothing"),
        ("#", "asks for nothing"),
        ("kent#5", "'kent' is not a work: it has no part '#5'"),
        ("kent#5", "Did you mean kent?"),
        ("safer-streets#5", "WORK/BLOCK#5"),
        ("safer-streets/paragraph-costs#5-", "#START-END"),
        ("paragraph-cots", "Did you mean safer-streets/paragraph-costs"),
        ("st-g", "Did you mean st-giles-trust?"),
        (
            "safer-streets/about/why-streets-matter",
            "Did you mean why-streets-matter/about/safer-streets?",
        ),
        ("why-streets-matter/about", "Did you mean why-streets-matter/about/safer-streets?"),
        ("https://www.example.org", "Did you mean https://www.example.org/re-port?"),
        ("no such words", "and no text has 'no such words'"),
    ],
)
def test_what_is_unknown_is_e407_with_what_comes_nearest(target: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        page(target)
    finding = caught.value.finding
    assert finding.code == "E407"
    assert hint in finding.cause + finding.fix


@pytest.mark.parametrize(
    ("target", "lines"),
    [
        (
            "safer-streets",
            [
                "Publishers  St Giles Trust (st-giles-trust)",
                "  CC-BY-ND-4.0, forbids derivatives",
                "  stated in licence: [Licensed under CC BY-ND 4.0.]",
                "  Introduction (introduction, 3 blocks)",
                "    why-streets-matter/paragraph-read: We read [Safer Streets] with care.",
            ],
        ),
        (
            "why-streets-matter",
            [
                "  NOASSERTION: no witness states one",
                "Contacts  desk@example.org (in paragraph-read)",
            ],
        ),
        (
            "st-giles-trust",
            [
                "Aliases  St. Giles Trust",
                "  https://www.stgilestrust.org.uk/ (the imprint prints it)",
                "  safer-streets/paragraph-opening#25-39",
                "      Groups in Kent work with [St Giles Trust] to reduce harm. It’s a start.",
            ],
        ),
        (
            "first",
            ["Work        safer-streets: Safer Streets", "  line 6: “Page 2”: a page number"],
        ),
        ("safer-streets/note-1", ["Called from  paragraph-opening at 55"]),
        (
            "why-streets-matter/about/safer-streets",
            [
                "From      Why streets matter (why-streets-matter)",
                "Relation  about",
                "Rule      about: relates a work to one that it names by title or link twice in its text, "
                "or once",
                "          while it lists its sections",
                "Reason    it names “Safer Streets” twice in its text",
                "      We read [Safer Streets] with care.",
                "  why-streets-matter/paragraph-read#8-21",
            ],
        ),
    ],
)
def test_works_entities_sources_and_notes_have_their_pages(target: str, lines: list[str]) -> None:
    assert [line for line in lines if line not in page(target).split("\n")] == []


def test_an_entity_says_why_it_was_tagged_and_what_else_it_could_have_been() -> None:
    dataset = example.dataset()
    other = Entity(id="kent-organisation", type="organisation", kind="company", name="Kent")
    work = dataset.works[0]
    told = {"confidence": "sure", "reason": "it is listed among areas, and the model finds it too"}
    blocks = [
        block.model_copy(
            update={"mentions": tuple(m.model_copy(update=told) for m in block.mentions)}
        )
        for block in work.blocks
    ]
    told_work = work.model_copy(update={"blocks": tuple(blocks)})
    dataset = dataset.model_copy(
        update={"entities": (*dataset.entities, other), "works": (told_work, *dataset.works[1:])}
    )
    lines = page("kent", dataset).split("\n")
    assert (
        "      found by gazetteer, sure: it is listed among areas, and the model finds it too"
        in lines
    )
    assert "  kent-organisation, another company of this dataset" in lines
    assert any(line.startswith("  Kent, city (US-OH), https://sws.geonames.org/") for line in lines)


def test_a_place_that_is_linked_to_nothing_says_why() -> None:
    dataset = example.dataset()
    named = {
        "Springfield": "it could be any of those below, and no text says so",
        "Nowhere-on-Sea": "no list at hand",
    }
    places = tuple(Entity(id=name.lower(), type="place", name=name) for name in named)
    dataset = dataset.model_copy(update={"entities": (*dataset.entities, *places)})
    for name, why in named.items():
        assert f"  Nothing: {why}" in page(name.lower(), dataset)


@pytest.mark.parametrize(
    ("name", "serves"),
    [
        ("Leeds City Council", "Leeds (metropolitan district, urn:iso:std:iso:3166:-2:GB-LDS)"),
        (
            "Kent Police",
            "Kent (police area, http://statistics.data.gov.uk/id/statistical-geography/E23000032)",
        ),
        ("Ellen Marsh Trust", ""),
    ],
)
def test_a_body_of_an_area_says_which_it_serves(name: str, serves: str) -> None:
    dataset = example.dataset()
    body = Entity(id="body", type="organisation", name=name)
    shown = page("body", dataset.model_copy(update={"entities": (*dataset.entities, body)}))
    assert (f"Serves  {serves}\n" in shown) == bool(serves)
    assert "  Nothing: no list of public bodies has it" in shown


def test_words_of_a_text_tell_what_a_name_in_them_was_linked_to() -> None:
    shown = page("safer-streets/paragraph-opening:Kent")
    assert "    What else it could have been\n" in shown
    assert "    The same as\n" not in page("safer-streets/paragraph-opening")


def test_an_id_made_of_an_alias_leads_to_its_entity() -> None:
    dataset = example.dataset()
    body = Entity(
        id="penal-policy-alliance",
        type="organisation",
        name="Penal Policy Alliance",
        aliases=("PPA",),
    )
    dataset = dataset.model_copy(update={"entities": (*dataset.entities, body)})
    assert page("ppa", dataset) == page("penal-policy-alliance", dataset)


def test_a_failed_source_says_why() -> None:
    error = Failure(code="E203", cause="It is empty.", fix="Fetch it again.")
    first, *others = example.sources()
    failed = first.model_copy(update={"state": "failed", "error": error})
    text = page("first", example.dataset(sources=(failed, *others)))
    assert "E203: It is empty.\n  Fetch it again." in text


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(code: str) -> None:
    assert is_code(code.lower())
    text = explain_code(code.lower())
    assert text.startswith(f"{code}: {CODES[code].title}\n")
    assert " ".join(text.split()).endswith(" ".join(CODES[code].about.split()))


def test_every_text_of_the_dataset_can_be_explained_within_the_page() -> None:
    dataset = example.dataset()
    for work in dataset.works:
        for text in texts(work):
            shown = page(f"{work.id}/{text.id}")
            assert shown.endswith("\n")
            assert max(map(len, shown.split("\n"))) <= WIDTH


@pytest.mark.parametrize(
    ("spans", "lines"),
    [
        ([Span(0, 1)], ["    | one"]),
        ([Span(4, 7), Span(0, 3)], ["    | one", "    | two"]),
        ([Span(0, 3), Span(8, 13)], ["    | one", "    …", "    | three"]),
        ([Span(2, 9)], ["    | one", "    | two", "    | three"]),
        ([Span(4, 8)], ["    | two"]),
    ],
)
def test_raw_lines_are_quoted_whole(spans: list[Span], lines: list[str]) -> None:
    assert raw_lines("one\ntwo\nthree", spans) == lines


def test_of_an_endless_raw_line_only_a_part_is_quoted() -> None:
    (line,) = raw_lines("<p>" + "x" * 5000 + "here" + "y" * 5000, [Span(5003, 5007)])
    assert "here" in line
    assert len(line) < 120


def test_small_forms() -> None:
    assert quoted("a\tb\u00a0c") == "“a⇥b⍽c”"
    assert quoted("") == "nothing"
    assert in_context("x" * 100, Span(50, 51)) == f"…{'x' * 40}[x]{'x' * 40}…"
    assert wrapped("a\nb") == "  a\n  b"


def test_a_span_of_a_wrapped_text_cites_its_own_lines() -> None:
    seeds = load(Path(__file__).parents[2] / "out" / "dataset.json")
    shown = explain(seeds, "public-safety-public-trust:Home Office")
    assert "seeds/001_6a21c3c9df8380a3.txt, page 1, line 17\n" in shown
    assert "seeds/000_72a7f22e1c4e9d82.txt, page 1, line 17\n" in shown
