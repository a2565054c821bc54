"""Canonical bytes, and what is refused on reading."""

import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest.canonical import dataset_bytes, json_bytes, parse_dataset, parse_versions
from briefing_ingest.dataset import Dataset
from briefing_ingest.errors import UsageError
from briefing_ingest.laws import breaches
from example_dataset import dataset as example

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_JSON)
def test_what_is_written_is_read_again(value: object) -> None:
    assert json.loads(json_bytes(value)) == value


def test_a_dataset_survives_the_round_trip_byte_for_byte() -> None:
    content = dataset_bytes(example())
    assert dataset_bytes(parse_dataset(content, "x")) == content


def test_the_form_of_the_bytes() -> None:
    text = dataset_bytes(example()).decode()
    assert text.endswith("}\n")
    assert "null" not in text
    assert unicodedata.is_normalized("NFC", text)


def test_no_floats_anywhere() -> None:
    def fail(number: str) -> None:
        raise AssertionError(number)

    json.loads(dataset_bytes(example()), parse_float=fail)


def test_a_mention_is_one_line() -> None:
    lines = dataset_bytes(example()).decode().splitlines()
    mentions = [line for line in lines if '"entity": ' in line]
    assert mentions
    assert all(line.strip().rstrip(",").endswith("}") for line in mentions)


def test_a_field_of_a_later_version_is_kept() -> None:
    value = json.loads(dataset_bytes(example()))
    value["schema_version"], value["works"][0]["mood"] = "1.7", "hopeful"
    assert b'"mood": "hopeful"' in dataset_bytes(parse_dataset(json.dumps(value).encode(), "x"))


def as_second_version(content: bytes, name: str) -> Dataset:
    """Reads ``content`` as the new version of the example."""
    return parse_versions((dataset_bytes(example()), "old.json"), (content, name))[1]


READERS = pytest.mark.parametrize("read", [parse_dataset, as_second_version])


@READERS
@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "E403", "The file is empty"),
        (b"\xff\xfe{", "E403", "not UTF-8 text"),
        (b"PK", "E403", "does not begin like JSON"),
        (b'{"a": 1 2}', "E403", "delimiter in column 9."),
        (b'{"schema_version": "1.0", "sources": [', "E403", "cut off"),
        (b"[1, 2]", "E403", "schema_version"),
        (b'{"name": "package", "version": "1.0"}', "E403", "schema_version"),
        (b'{"schema_version": "2.0"}', "E404", "2.0"),
        (b'{"schema_version": "1.0", "works": 7}', "E402", "works"),
        (b'{"schema_version": "1.0", "works": [{"id": "A B"}]}', "E402", "works.0"),
        (b"[" * 100_000, "E403", "nested too deeply"),
    ],
)
def test_what_is_no_dataset_is_refused_with_the_reason(
    read: Callable[[bytes, str], Dataset], content: bytes, code: str, words: str
) -> None:
    with pytest.raises(UsageError) as raised:
        read(content, "data.json")
    finding = raised.value.finding
    assert finding.code == code
    assert words in finding.cause
    assert finding.where
    assert finding.where.path == "data.json"


def _spoilt(path: list[str | int], value: object) -> bytes:
    data = json.loads(dataset_bytes(example()))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(data).encode()


def _first_with(key: str) -> list[str | int]:
    data = json.loads(dataset_bytes(example()))
    for w, work in enumerate(data["works"]):
        for b, block in enumerate(work["blocks"]):
            if block[key]:
                return ["works", w, "blocks", b, key, 0]
    raise AssertionError(key)


@READERS
@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ([*_first_with("mentions"), "text"], "something else", "is not 'something else'"),
        ([*_first_with("mentions"), "end"], 99_999, "outside the text"),
        ([*_first_with("mentions"), "entity"], "nobody", "unknown entity 'nobody'"),
        ([*_first_with("note_refs"), "note"], "note-99", "no place or no note"),
        ([*_first_with("variants"), "readings", 0, "text"], "not the lemma", "not the lemma"),
        (["works", 0, "witnesses", 0, "base"], False, "exactly one witness must be the base"),
        (["works", 0, "blocks", 0, "section"], "nowhere", "not a heading"),
    ],
)
def test_a_broken_invariant_is_named_with_its_place(
    read: Callable[[bytes, str], Dataset], path: list[str | int], value: object, words: str
) -> None:
    with pytest.raises(UsageError) as raised:
        read(_spoilt(path, value), "data.json")
    assert raised.value.finding.code == "E402"
    assert words in raised.value.finding.cause


def _with_table(text: str, *cells: tuple[int, ...]) -> bytes:
    """The example, with one table in it: cells are (row, column, start, end), some with rows and
    columns behind."""
    data = json.loads(dataset_bytes(example()))
    (block,) = (
        block for work in data["works"] for block in work["blocks"] if block["kind"] == "table"
    )
    names = ("row", "column", "start", "end", "rows", "columns")
    listed = [{name: n for name, n in zip(names, cell, strict=False) if n} for cell in cells]
    block.update(
        text=text, cells=[{"row": 0, "column": 0, "start": 0, "end": 0} | cell for cell in listed]
    )
    return json.dumps(data).encode()


@READERS
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            _with_table("\ta", (0, 0, 0, 1), (0, 1, 1, 2)),
            "cell 0, 0 at 0-1 is cut in another place",
        ),
        (
            _with_table("ab\tc", (0, 0, 0, 1), (0, 1, 3, 4)),
            "cell 0, 0 at 0-1 is cut in another place",
        ),
        (_with_table("a\tb", (0, 0, 0, 3)), "cell 0, 0 at 0-3 is cut in another place"),
        (_with_table("a\tb", (0, 0, 0, 1)), "cell 0, 1 of the text is not listed"),
        (_with_table("a\tb\nc", (0, 0, 0, 1), (0, 1, 2, 3)), "cell 1, 0 of the text is not listed"),
        (_with_table("a\tb\n", (0, 0, 0, 1), (0, 1, 2, 3)), "cell 1, 0 of the text is not listed"),
        (_with_table("a", (0, 0, 0, 1), (5, 0, 1, 1)), "cell 5, 0 at 1-1 is cut in another place"),
        (_with_table("a\tb", (0, 1, 2, 3), (0, 0, 0, 1)), "not listed row by row"),
        (_with_table("a", (0, 0, 0, 1), (0, 0, 0, 1)), "not listed row by row"),
        (_with_table("a\tb", (0, 0, 0, 1, 0, 2)), "cell 0, 0 spans what it has no room for"),
        (_with_table("a\t", (0, 0, 0, 1, 2, 2)), "cell 0, 0 spans what it has no room for"),
        (
            _with_table("a\t", (0, 0, 0, 1, 0, 2), (0, 1, 2, 2)),
            "cell 0, 1 is listed, though another covers it",
        ),
        (_with_table("a"), "cell 0, 0 of the text is not listed"),
    ],
)
def test_cells_and_what_separates_them_tile_a_table(
    read: Callable[[bytes, str], Dataset], content: bytes, words: str
) -> None:
    with pytest.raises(UsageError) as raised:
        read(content, "data.json")
    assert raised.value.finding.code == "E402"
    assert words in raised.value.finding.cause


def test_cells_that_a_spanning_one_covers_are_left_out() -> None:
    text = "a\t\tb\n\t\tc"
    content = _with_table(text, (0, 0, 0, 1, 2, 2), (0, 2, 3, 4), (1, 2, 7, 8))
    assert list(breaches(parse_dataset(content, "data.json"))) == []


def test_nothing_but_a_table_has_cells() -> None:
    first, *others = example().works
    blocks = (first.blocks[0].model_copy(update={"cells": ()}), *first.blocks[1:])
    works = (first.model_copy(update={"blocks": blocks}), *others)
    (problem,) = breaches(example().model_copy(update={"works": works}))
    assert "has cells" in problem.problem


def test_no_mention_goes_over_the_border_of_a_cell() -> None:
    dataset = parse_dataset(_with_table("North\tYork", (0, 0, 0, 5), (0, 1, 6, 10)), "data.json")
    data = dataset.model_dump(mode="json", exclude_none=True)
    (block,) = (
        block for work in data["works"] for block in work["blocks"] if block["kind"] == "table"
    )
    block["mentions"] = [
        {"start": 0, "end": 10, "text": "North\tYork", "entity": data["entities"][0]["id"]}
    ]
    with pytest.raises(UsageError, match=r"mention 0-10 goes over the border of a cell"):
        parse_dataset(json.dumps(data).encode(), "data.json")


def test_an_earlier_dataset_may_have_tables_that_were_not_checked() -> None:
    broken, sound = _with_table("\ta", (0, 0, 0, 1), (0, 1, 1, 2)), dataset_bytes(example())
    old, new = parse_versions((broken, "old"), (sound, "new"))
    assert old != new
    assert parse_dataset(broken, "old", earlier=True) == old
    for before in (sound, broken):
        with pytest.raises(UsageError) as raised:
            parse_versions((before, "old"), (broken, "new"))
        assert raised.value.finding.code == "E402"


def test_of_two_versions_the_first_is_refused_first() -> None:
    with pytest.raises(UsageError) as raised:
        parse_versions((b"{", "old.json"), (b"{", "new.json"))
    assert raised.value.finding.where
    assert raised.value.finding.where.path == "old.json"


def test_two_versions_share_what_both_say_and_are_what_each_would_be_alone() -> None:
    dataset = example()
    content, changed = dataset_bytes(dataset), _spoilt(["works", 0, "blocks", 0, "kind"], "quote")
    old, new = parse_versions((content, "old"), (changed, "new"))
    assert (old, new) == (parse_dataset(content, "old"), parse_dataset(changed, "new"))
    assert new.works[0].blocks[0].kind == "quote"
    assert new.works[0].blocks[1] is old.works[0].blocks[1]
    assert new.works[1] is old.works[1]


def test_the_example_is_sound() -> None:
    assert list(breaches(example())) == []


def test_nothing_broken_is_written() -> None:
    work = example().works[0]
    with pytest.raises(ValueError, match="used twice"):
        dataset_bytes(example().model_copy(update={"works": (work, work)}))
