"""The maintainer's own gazetteer: what it adds, and what is wrong with it."""

from __future__ import annotations

import csv
from time import process_time

import pytest

from briefing_ingest.model import MergedBlock, Stretch, Work
from briefing_ingest.tag import find_mentions, read_own, resolve
from briefing_ingest.tag.knowledge.maintainers_list import occurrences_in

HEADER = "id,type,name,other_names,kind,same_as,latitude,longitude\n"
TEXT = (
    HEADER
    + "open-door,organisation,Open Door Trust,Open Door|ODT,charity,https://www.opendoor.example/,,\n"
    + "quayside,place,The Old Quay,,quarter,,51.5,-2.25\n"
)


def work(*texts: str) -> Work:
    blocks = tuple(MergedBlock("paragraph", (Stretch(text, ()),), ()) for text in texts)
    return Work("briefing", "A Title", ("a",), blocks)


def test_its_names_are_found_and_identified_by_its_facts() -> None:
    own, findings = read_own(TEXT, "names.csv")
    assert not findings
    text = work("We asked Open Door, and ODT said that the Old Quay is not The Old Quay.")
    tagged = resolve([text], [find_mentions(text, own=own)], own)
    assert {
        (m.text, entity, m.confidence) for m, entity in tagged.mentions[0] if m.rule == "own_name"
    } == {
        ("Open Door", "open-door", "sure"),
        ("ODT", "open-door", "sure"),
        ("The Old Quay", "quayside", "sure"),
    }
    entities = {entity.id: entity for entity in tagged.entities}
    assert entities["open-door"].name == "Open Door Trust"
    assert entities["open-door"].kind == "charity"
    assert [link.uri for link in entities["open-door"].same_as] == ["https://www.opendoor.example/"]
    assert entities["quayside"].coordinates == (51_500_000, -2_250_000)


@pytest.mark.parametrize(
    ("text", "code", "said", "left"),
    [
        ("id,name\nx,X\n", "E503", "'type'", 0),
        ("", "E503", "It is empty", 0),
        ("id;type;name\nx;place;X\n", "E503", "separated by ';'", 0),
        ("id,type,name,colour\nx,place,X,red\n", "E503", "'colour'", 0),
        (HEADER + "x,place,X\nx,place,Y\n", "E504", "'x' is used twice", 1),
        (HEADER + "x,place,X\ny,place,Z,X\n", "E504", "'X' is another row's", 1),
        (HEADER + "x,place,X,,,,95,0\n", "E505", "not a point on earth", 0),
        (HEADER + "x,place,X,,,,north,0\n", "E505", "not a point on earth", 0),
        (HEADER + "x,place,X,,,,nan,0\n", "E505", "not a point on earth", 0),
        (HEADER + "x,place,X,,,,51.5,\n", "E505", "one coordinate", 0),
        (HEADER + "x,person,X\n", "E506", "'person'", 0),
        (HEADER + "A Name,place,X\n", "E506", "slug", 0),
        (HEADER + "x,place,\n", "E506", "no name", 0),
        (HEADER + "x,place,X,,,,1,2,3\n", "E506", "more values", 0),
        (HEADER + "x,place,X,,,not a link,,\n", "E506", "not a URI", 0),
        (HEADER + "x,place,X\0Y\n", "E506", "control character", 0),
        (HEADER + 'y,place,Y\nx,place,"X\n', "E506", "cannot be read as CSV", 1),
        (HEADER + f"x,place,{'X' * 200_000}\n", "E506", "cannot be read as CSV", 0),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_rest_is_used(
    text: str, code: str, said: str, left: int
) -> None:
    own, (finding,) = read_own(text, "names.csv")
    assert finding.code == code
    assert said in finding.cause
    assert finding.where
    assert finding.where.line == (1 if code == "E503" else text.count("\n"))
    assert len(own) == left


def test_a_limit_that_another_library_raised_changes_nothing() -> None:
    before = csv.field_size_limit(10_000_000)
    try:
        assert read_own(HEADER + f"x,place,{'X' * 200_000}\n", "names.csv")[1][0].code == "E506"
        assert csv.field_size_limit() == 10_000_000
    finally:
        csv.field_size_limit(before)


def test_line_ends_of_any_system_are_read() -> None:
    assert [row.id for row in read_own("id,type,name\ra,place,X\rb,place,Y\r", "names.csv")[0]] == [
        "a",
        "b",
    ]


def test_a_list_of_thousands_is_read_and_searched_quickly() -> None:
    """With all names in one pattern, or each row compared with all others, this took minutes."""
    listing = "".join(f"n{number},organisation,Name {number} Trust\n" for number in range(5_000))
    own, findings = read_own("id,type,name\n" + listing, "names.csv")
    assert not findings
    text = "Name 7 Trust met Name 4999 Trust. " + "Nobody else came, said The Name. " * 300
    began = process_time()
    assert [row.id for _, row in occurrences_in(text, own)] == ["n7", "n4999"]
    assert process_time() - began < 10
