"""Lines of every structured kind, in any order, through the whole program: no exception, and a
valid dataset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.assemble import assemble
from briefing_ingest.canonical import dataset_bytes, parse_dataset
from briefing_ingest.dataset import Dataset, Source
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source as Given
from briefing_ingest.model import Witness
from briefing_ingest.pipeline import find_mentions, read_source
from briefing_ingest.reconcile import cluster, merge, relate
from briefing_ingest.tag import DEFAULT_MODEL, resolve
from made_lines import DOCUMENTS


def _read(text: str, name: str) -> Witness | None:
    try:
        return read_source(Given(name, f"{name}.txt"), text.encode("utf-8", "surrogatepass"))
    except SourceError:  # a text of nothing, or of no language
        return None


def _built(*texts: str) -> Dataset:
    """The dataset of ``texts``, as `pipeline.build` makes it, written and read again, so that its
    laws are checked."""
    read = [_read(text, f"s{number}") for number, text in enumerate(texts)]
    witnesses = [witness for witness in read if witness]
    works = [merge(group) for group in cluster(witnesses)]
    mentions = [find_mentions(work, DEFAULT_MODEL) for work in works]
    sources = [
        Source(id=witness.source_id, path=f"{witness.source_id}.txt") for witness in witnesses
    ]
    dataset, _ = assemble(sources, witnesses, works, relate(works), resolve(works, mentions))
    return parse_dataset(dataset_bytes(dataset), "made")


@given(st.lists(DOCUMENTS, min_size=1, max_size=2))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_lines_of_every_kind_give_a_valid_dataset(texts: list[str]) -> None:
    dataset = _built(*texts)
    assert all(entity.name.strip() for entity in dataset.entities)
    assert all(
        mention.text.strip()
        for work in dataset.works
        for b in work.blocks
        for mention in b.mentions or ()
    )


@pytest.mark.parametrize(
    "text",
    [
        "M11AE",
        "SW1A 2AA\n\nRegistered charity no. 1151939",
        "12 Long Lane, London EC1A 1BB",
        ", EC1A 1BB",
        "– M1 1AE",
    ],
)
def test_an_address_without_a_name_is_nobodys(text: str) -> None:
    dataset = _built(
        f"The centre opened in Leeds.\n\n{text}\n\nIt helps people who leave prison.\n"
    )
    assert not any(work.publishers for work in dataset.works)
    assert all(entity.type == "place" for entity in dataset.entities)
