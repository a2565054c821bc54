"""Ids and records: what stays when a source changes."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.lossless import misplaced
from briefing_ingest import load
from briefing_ingest.assemble import assemble
from briefing_ingest.assemble.ids import text_ids, work_ids
from briefing_ingest.canonical import dataset_bytes, provenance_bytes
from briefing_ingest.dataset import Dataset, Source
from briefing_ingest.dataset import texts as published_texts
from briefing_ingest.model import Tagged, Work
from briefing_ingest.provenance import Provenance
from briefing_ingest.reconcile import cluster, merge, relate
from witnesses import witness_of

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def _built(*texts: str) -> tuple[Dataset, Provenance]:
    witnesses = [witness_of(text, f"s{i}") for i, text in enumerate(texts)]
    works = [merge(group) for group in cluster(witnesses)]
    sources = [
        Source(id=witness.source_id, path=f"{witness.source_id}.txt") for witness in witnesses
    ]
    return assemble(sources, witnesses, works, relate(works), Tagged())


def _lines(*texts: str) -> list[str]:
    return dataset_bytes(_built(*texts)[0]).decode().splitlines()


@pytest.mark.parametrize("seed", [0, 1])
def test_an_inserted_paragraph_is_a_small_diff(seed: int) -> None:
    """Under fifteen lines change when a paragraph is put into one of two versions."""
    import difflib

    texts = [path.read_text("utf-8") for path in SEEDS]
    before = _lines(*texts)
    texts[seed] = texts[seed].replace(
        "Building trust in policing across all communities\nIn 1829" if seed else "Case study 9:",
        "This paragraph was not there before. It says something about towns and their lights at "
        "night.\n\n"
        + (
            "Building trust in policing across all communities\nIn 1829"
            if seed
            else "Case study 9:"
        ),
        1,
    )
    changed = [line for line in difflib.ndiff(before, _lines(*texts)) if line[0] in "+-"]
    assert 0 < len(changed) < 15
    assert not any(line.startswith("-") and '"id"' in line for line in changed)


def test_natural_ids_where_the_text_has_them() -> None:
    (work,) = _built(
        "A Title Here\n\nIntroduction\n\nCase study 4: Text of it.\n\nMore text.\n\nMore text.\n"
    )[0].works
    assert [block.id for block in work.blocks] == [
        "title",
        "introduction",
        "case-study-4",
        "paragraph-c0dc8f2d",
        "paragraph-c0dc8f2d-2",
    ]


def _work(title: str, text: str, published: str = "") -> Work:
    work = merge((witness_of(f"{title}\n\nIntroduction\n\n{text}\n"),))
    return Work(**{**work.__dict__, "published": published})


def test_works_of_one_title_are_told_apart_by_date_then_by_text() -> None:
    works = [
        _work("Annual Grant Notice", "For this year.", "2019-05-01"),
        _work("Annual Grant Notice", "For that year.", "2020-05-01"),
        _work("Annual Grant Notice", "For a year."),
        _work("Another Title", "Text."),
    ]
    ids = work_ids(works)
    assert ids[0] == "annual-grant-notice-2019-05-01"
    assert ids[1] == "annual-grant-notice-2020-05-01"
    assert ids[2].startswith("annual-grant-notice")
    assert ids[3] == "another-title"
    assert len(set(ids)) == 4


def test_ids_do_not_depend_on_what_stands_before() -> None:
    long, short = (
        _work("A Title Here", "New.\n\nOld one.\n\nOld two."),
        _work("A Title Here", "Old one.\n\nOld two."),
    )
    assert set(text_ids(short)) <= set(text_ids(long))


def test_a_note_that_is_called_but_lost_is_an_empty_note() -> None:
    (work,) = _built("A Title Here\n\nIntroduction\n\nOne.¹ Two.² Three.³\n")[0].works
    assert [(note.id, note.text, len(note.called_from)) for note in work.notes] == [
        ("note-1", "", 1),
        ("note-2", "", 1),
        ("note-3", "", 1),
    ]


_LINE = st.text("ab ’'.¹2\u00a0-•*", max_size=25)


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINE, max_size=14), st.data())
def test_the_raw_text_of_every_witness_can_be_rebuilt(
    lines: list[str], data: st.DataObject
) -> None:
    """Whatever the text, and whatever a second version lacks or has more."""
    other = [line for line in lines if data.draw(st.booleans())] + data.draw(
        st.lists(_LINE, max_size=2)
    )
    texts = [
        "\n".join(["A Title Here", "", *lines]),
        "\r\n".join(["A Title Here", "", *other]) + "\n",
    ]
    witnesses = [witness_of(text, f"s{i}") for i, text in enumerate(texts)]
    work = merge(tuple(witnesses))
    sources = [Source(id=witness.source_id, path=witness.source_id) for witness in witnesses]
    dataset, provenance = assemble(sources, witnesses, [work], [], Tagged())
    with TemporaryDirectory() as folder:
        (Path(folder) / "dataset.json").write_bytes(dataset_bytes(dataset))
        (Path(folder) / "provenance.json").write_bytes(provenance_bytes(provenance))
        briefings = load(Path(folder) / "dataset.json")
        assert [briefings.raw_text(f"s{i}") for i in range(2)] == texts
        assert misplaced(briefings, {f"s{i}": text for i, text in enumerate(texts)}) == []


def test_every_segment_is_a_copy_a_named_substitution_or_an_insertion() -> None:
    texts = [path.read_text("utf-8") for path in SEEDS]
    dataset, provenance = _built(*texts)
    raw = {f"s{i}": text for i, text in enumerate(texts)}
    blocks = {
        f"{work.id}/{text.id}": text.text
        for work in dataset.works
        for text in published_texts(work)
    }
    for address, record in provenance.blocks.items():
        repaired = {(repair.source, repair.raw_start, repair.raw_end) for repair in record.repairs}
        for segment in record.segments:
            text = blocks[address][segment.start : segment.end]
            if segment.op == "copy":
                assert raw[segment.source][segment.raw_start : segment.raw_end] == text
            else:
                assert (segment.source, segment.raw_start, segment.raw_end) in repaired
            if segment.op == "insert":
                assert segment.raw_start == segment.raw_end


def test_the_order_of_sources_changes_nothing() -> None:
    witnesses = [witness_of(path.read_text("utf-8"), f"s{i}") for i, path in enumerate(SEEDS)]
    outcomes = set()
    for order in (witnesses, witnesses[::-1]):
        works = [merge(group) for group in cluster(order)]
        sources = [Source(id=witness.source_id, path=witness.source_id) for witness in order]
        outcomes.add(dataset_bytes(assemble(sources, order, works, relate(works), Tagged())[0]))
    assert len(outcomes) == 1
    assert json.loads(outcomes.pop())["works"]
