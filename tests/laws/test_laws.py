"""Each law of the dataset, broken in one place: the breach is found and named with its place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from briefing_ingest.canonical import dataset_bytes
from briefing_ingest.dataset import Dataset
from briefing_ingest.laws import breaches, origin_breaches
from briefing_ingest.model import Source, Witness
from briefing_ingest.outcome import Outcome
from briefing_ingest.pipeline import Built, Tagging, build
from briefing_ingest.provenance import Provenance
from briefing_ingest.text import checksum
from example_dataset import dataset as example
from witnesses import witness_of

Path = list[str | int]


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _spoil(data: Any, path: Path, value: object) -> Any:
    changed = copy.deepcopy(data)
    _at(changed, path[:-1])[path[-1]] = value
    return changed


# --- of a dataset alone ---------------------------------------------------------------------------

OPENING: Path = ["works", 0, "blocks", 2]
NOTE: Path = ["works", 0, "notes", 0]


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ([*OPENING, "mentions", 1, "start"], 17, "mention 17-38 overlaps mention 10-14"),
        ([*OPENING, "variants", 1, "start"], 30, "variant 30-60 overlaps variant 25-33"),
        ([*OPENING, "variants", 0, "rule"], "", "variant 25-33 has no rule"),
        ([*OPENING, "note_refs", 0, "at"], 3, "does not say that it is called at 3"),
        ([*OPENING, "note_refs", 0, "rule"], "", "stands in no witness, and no rule says why"),
        ([*OPENING, "note_refs", 0, "readings"], [], "stands in no witness"),
        ([*NOTE, "called_from", 0, "at"], 2, "at 2, where nothing calls it"),
        ([*NOTE, "called_from"], [], "note 'note-1' does not say that it is called"),
        (["works", 0, "publishers"], ["nobody"], "publisher 'nobody' is not an entity"),
        (["works", 0, "licence", "stated_in", "end"], 999, "the licence's span is not in block"),
        (["works", 1, "contacts", 0, "block"], "gone", "contact in unknown block 'gone'"),
        (["works", 1, "id"], "safer-streets", "work id 'safer-streets' is used twice"),
        (["works", 0, "blocks", 3, "id"], "paragraph-opening", "block id 'paragraph-opening' is"),
        (["relations", 0, "evidence", 0, "end"], 999, "is not a span"),
        (["relations", 0, "changes"], [{"kind": "added", "new": "gone"}], "is in no block"),
        (["relations", 0, "changes"], [{"kind": "moved"}], "is in no block"),
    ],
)
def test_a_breach_is_named(path: Path, value: object, problem: str) -> None:
    data = json.loads(dataset_bytes(example()))
    if path[-1] == "start" and path[-3] == "mentions":
        _at(data, path[:-3])["mentions"][0] |= {"start": 10, "end": 14}
        _at(data, path[:-3])["mentions"][1] |= {"start": 17, "end": 38}
        value = 12
        problem = "mention 12-38 overlaps mention 10-14"
    found = [str(b) for b in breaches(Dataset.model_validate(_spoil(data, path, value)))]
    assert any(problem in breach for breach in found), found


@pytest.mark.parametrize(
    ("text", "start", "end", "broken"),
    [
        ("Zoe\u0308 spoke", 0, 4, False),
        ("Zoe\u0308 spoke", 0, 3, True),
        ("the \U0001f469\u200d\U0001f680 spoke", 4, 7, False),
        ("the \U0001f469\u200d\U0001f680 spoke", 4, 5, True),
        ("the \U0001f469\u200d\U0001f680 spoke", 4, 6, True),
        ("Łódź spoke", 0, 4, False),
    ],
)
def test_names_begin_and_end_between_characters(
    text: str, start: int, end: int, broken: bool
) -> None:
    data = json.loads(dataset_bytes(example()))
    block = data["works"][1]["blocks"][1]
    block["text"], block["id"] = text, "paragraph-read"
    entity = data["entities"][0]["id"]
    block["mentions"] = [{"start": start, "end": end, "text": text[start:end], "entity": entity}]
    data["relations"] = []
    found = [breach.problem for breach in breaches(Dataset.model_validate(data))]
    expected = f"mention {start}-{end} begins or ends inside a character"
    assert found == ([expected] if broken else [])


@pytest.mark.parametrize(
    ("spans", "broken"),
    [
        ([(0, 9), (3, 5)], False),
        ([(0, 5), (5, 9)], False),
        ([(0, 5), (3, 9)], True),
        ([(0, 9), (1, 4), (3, 6)], True),
    ],
)
def test_emphasis_nests_and_never_crosses(spans: list[tuple[int, int]], broken: bool) -> None:
    data = json.loads(dataset_bytes(example()))
    data["works"][1]["blocks"][1]["emphasis"] = [
        {"start": start, "end": end, "kind": "em"} for start, end in spans
    ]
    found = list(breaches(Dataset.model_validate(data)))
    assert bool(found) == broken


# --- of a dataset and its provenance --------------------------------------------------------------

FIRST = """The night bus

Introduction
The bus that leaves at mid-
night was kept for two years.1 It's late.

A ticket costs £2 and the driver sells it.

1 Timetable of the northern line, 2019.
"""
SECOND = """The night bus

Introduction
The bus that leaves at midnight was kept for two years. It’s late.

A ticket costs £3 and the driver sells it.

The drivers asked for a shelter at the depot.
"""


def _no_names(_: Callable[..., object], jobs: Any) -> Any:
    return (() for _ in jobs)


def _outcome(name: str, witness: Witness) -> Outcome:
    return Outcome(Source(name, f"{name}.txt", work="bus"), witness, None, checksum(name.encode()))


@cache
def _built() -> tuple[Built, dict[str, str]]:
    witnesses = [witness_of(FIRST, "first"), witness_of(SECOND, "second")]
    outcomes = [_outcome(witness.source_id, witness) for witness in witnesses]
    built = build(outcomes, tagging=Tagging(_no_names, ""))
    return built, {"first": FIRST, "second": SECOND}


def _found(provenance: Provenance) -> list[str]:
    built, raw_texts = _built()
    return [str(breach) for breach in origin_breaches(built.dataset, provenance, raw_texts)]


def test_a_sound_build_breaks_no_law() -> None:
    built, _ = _built()
    assert len(built.dataset.works) == 1
    assert any(block.variants for block in built.dataset.works[0].blocks)
    assert list(breaches(built.dataset)) == []
    assert _found(built.provenance) == []
    assert list(origin_breaches(built.dataset, built.provenance)) == []


def _address(having: str) -> tuple[str, int]:
    """The first block whose provenance has one of these, and its number."""
    for name, record in _built()[0].provenance.blocks.items():
        if getattr(record, having):
            return name, 0
    raise AssertionError(having)


def _with(path: Path, value: object) -> Provenance:
    data = _built()[0].provenance.model_dump(mode="json")
    return Provenance.model_validate(_spoil(data, path, value))


def test_every_character_has_an_origin() -> None:
    name, _ = _address("segments")
    assert any("has no origin" in each for each in _found(_with(["blocks", name, "segments"], [])))


def test_outside_its_variants_a_text_is_that_of_every_source() -> None:
    name, _ = _address("readings")
    record = _built()[0].provenance.blocks[name]
    last = [segment for segment in record.segments if segment.op == "copy"][-1]
    others = [segment for segment in record.segments if segment != last]
    kept = [last._replace(end=last.end - 1, raw_end=last.raw_end - 1)]
    found = _found(_with(["blocks", name, "segments"], [*others, *kept]))
    assert any(f"is not in {last.source}, and no variant" in each for each in found), found


def test_a_copy_is_what_its_source_has_there() -> None:
    name, _ = _address("segments")
    segment = _built()[0].provenance.blocks[name].segments[0]
    moved = [*segment[:3], segment.raw_start + 1, segment.raw_end + 1, "copy"]
    found = _found(_with(["blocks", name, "segments", 0], moved))
    assert any("is not what" in each and each.startswith(name) for each in found), found


def test_what_differs_from_the_source_is_a_repair() -> None:
    name, _ = _address("repairs")
    found = _found(_with(["blocks", name, "repairs"], []))
    assert any("changed without a repair" in each for each in found), found


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("variant", 99, "is not in the apparatus"),
        ("source", "nobody", "not a source of the work"),
        ("segments", [], "is not what"),
    ],
)
def test_a_rival_reading_stands_in_its_source(field: str, value: object, problem: str) -> None:
    name, number = _address("readings")
    found = _found(_with(["blocks", name, "readings", number, field], value))
    assert any(problem in each for each in found), found


def test_every_reading_that_is_listed_has_its_origin() -> None:
    name, _ = _address("readings")
    found = _found(_with(["blocks", name, "readings"], []))
    assert any("is said to read" in each for each in found), found


def test_the_parts_of_a_source_tile_its_raw_text() -> None:
    found = _found(_with(["witnesses", 0, "layout"], []))
    assert any("neither used nor left out" in each for each in found), found
    again = _built()[0].provenance.model_dump(mode="json")["witnesses"][0]["layout"]
    found = _found(_with(["witnesses", 0, "layout"], [*again, again[0]]))
    assert any("left out twice" in each for each in found), found
