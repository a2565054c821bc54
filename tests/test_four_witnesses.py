"""The seed briefing printed as a PDF in two columns, as a plain PDF and as a web page joins its two
dumps."""

from pathlib import Path

import pytest

from benchmarks.lossless import misplaced
from briefing_ingest import load
from briefing_ingest.assemble import assemble
from briefing_ingest.canonical import dataset_bytes, provenance_bytes
from briefing_ingest.dataset import Source
from briefing_ingest.loader import Briefings
from briefing_ingest.model import Tagged, Witness, Work
from briefing_ingest.reconcile import cluster, merge
from documents import Passage, html_page, one_column_pdf, two_column_pdf
from witnesses import read

ROOT = Path(__file__).parents[1]
_PRINTED = ("title", "subtitle", "heading", "paragraph", "byline", "licence")


def _passages() -> list[Passage]:
    """The best text of the briefing as a printer's copy, with a sidebar."""
    work = load(ROOT / "out" / "dataset.json").work("public-safety-public-trust")
    body: list[Passage] = []
    back: list[Passage] = []
    for block in work.blocks:
        label = f"{block.label.name} {block.label.number}: " if block.label else ""
        calls = tuple(
            (ref.at + len(label), ref.note.removeprefix("note-")) for ref in block.note_refs
        )
        kind = block.kind if block.kind in _PRINTED else "paragraph"
        in_body = block.kind in ("title", "subtitle", "heading", "labelled") or block.section
        (body if in_body else back).append(Passage(kind, label + block.text, calls))  # type: ignore[arg-type]
    notes = [Passage("note", note.text, ((0, note.number),)) for note in work.notes]
    sidebar = Passage("sidebar", "Main challenges are violence, drugs and trust, in that order.")
    return [*body[:5], sidebar, *body[5:], Passage("heading", "Endnotes"), *notes, *back]


@pytest.fixture(scope="module")
def witnesses() -> list[Witness]:
    passages = _passages()
    sources = {
        "dump-a.txt": (ROOT / "seeds" / "000_72a7f22e1c4e9d82.txt").read_bytes(),
        "dump-b.txt": (ROOT / "seeds" / "001_6a21c3c9df8380a3.txt").read_bytes(),
        "columns.pdf": two_column_pdf(passages),
        "plain.pdf": one_column_pdf(passages),
        "page.html": html_page(passages),
    }
    return [read(name, content, name.replace(".", "-")) for name, content in sources.items()]


@pytest.fixture(scope="module")
def work(witnesses: list[Witness]) -> Work:
    groups = cluster([witness for witness in witnesses if witness.source_id != "plain-pdf"])
    assert len(groups) == 1
    return merge(groups[0])


def test_one_work_with_four_witnesses(work: Work) -> None:
    assert set(work.witnesses) == {"dump-a-txt", "dump-b-txt", "columns-pdf", "page-html"}


def test_a_lone_pdf_has_the_same_headings_notes_and_case_studies(
    witnesses: list[Witness], work: Work
) -> None:
    for witness in witnesses:
        if witness.source_id.startswith("dump"):
            continue
        assert [b.text for b in witness.blocks if b.kind == "heading"] == [
            b.text for b in work.blocks if b.kind == "heading"
        ], witness.source_id
        assert sum(block.kind == "labelled" for block in witness.blocks) == 15
        assert [note.number for note in witness.notes] == [str(n) for n in range(1, 21)]
        assert [m.number for b in witness.blocks for m in b.markers] == [
            str(n) for n in range(1, 21)
        ]


def test_running_heads_page_numbers_and_site_chrome_are_gone(work: Work) -> None:
    text = " ".join(block.text for block in work.blocks)
    assert not any(
        furniture in text
        for furniture in ("Briefings on justice", "About us", "Share this", "Sign up")
    )


def test_the_text_is_that_of_the_dumps_alone(work: Work) -> None:
    seeds = load(ROOT / "out" / "dataset.json").work("public-safety-public-trust")
    wanted = {block.text for block in seeds.blocks} | {note.text for note in seeds.notes}
    got = {block.text for block in work.blocks} | {note.text for note in work.notes}
    assert wanted - got == set()
    assert got - wanted <= {"Main challenges are violence, drugs and trust, in that order."}


def test_all_twenty_notes_are_called_once(work: Work) -> None:
    assert [ref.number for block in work.blocks for ref in block.note_refs] == [
        str(n) for n in range(1, 21)
    ]


def test_every_raw_text_can_be_rebuilt_markup_and_all(
    witnesses: list[Witness], tmp_path: Path
) -> None:
    works = [merge(group) for group in cluster(witnesses)]
    sources = [Source(id=w.source_id, path=w.source_id, media_type=w.media_type) for w in witnesses]
    dataset, provenance = assemble(sources, witnesses, works, [], Tagged())
    (tmp_path / "dataset.json").write_bytes(dataset_bytes(dataset))
    (tmp_path / "provenance.json").write_bytes(provenance_bytes(provenance))
    briefings: Briefings = load(tmp_path / "dataset.json")
    for witness in witnesses:
        assert briefings.raw_text(witness.source_id) == witness.raw_text
    assert (
        misplaced(briefings, {witness.source_id: witness.raw_text for witness in witnesses}) == []
    )


def test_a_block_of_the_pdf_has_page_and_box(work: Work) -> None:
    (block,) = [block for block in work.blocks if block.label and block.label.number == "15"]
    boxes = [place.place.box for place in block.places if place.source_id == "columns-pdf"]
    assert boxes
    for box in boxes:
        assert box
        assert 0 <= box.x0 < box.x1 <= 61200
        assert 0 <= box.top < box.bottom <= 84200
