"""A damaged address is shown as it should read, and beside it as it is printed."""

from typing import NamedTuple

import pytest
from lxml import etree

import example_dataset as example
from briefing_ingest.dataset import Block, Cell, Dataset, Link, Work
from briefing_ingest.export import (
    FORMATS,
    render_html,
    render_markdown,
    render_record,
    render_tei,
    render_terminal,
    render_text,
    with_addresses_repaired,
)
from briefing_ingest.export.addresses import repaired

TEI = "{http://www.tei-c.org/ns/1.0}"


class Case(NamedTuple):
    """What the text has, what its source prints there, and what it leads to; how it should read."""

    said: str
    printed: str
    url: str
    evidence: str
    right: str


DAMAGED = [
    Case(
        "www.example.org/nightbus/all",
        "www.example.org/nightbus/all",
        "https://www.example.org/night-bus/all",
        "a hyphen was lost at a line end",
        "www.example.org/night-bus/all",
    ),
    Case(
        "http://example.org/street_lamps",
        "http://example.org/street_ lamps",
        "http://example.org/street-lamps",
        "the manifest says so",
        "http://example.org/street-lamps",
    ),
    Case(
        "example.org/files/Lamp plan.pdf",
        "example.org/files/ Lamp plan.pdf",
        "https://example.org/files/Lamp%20plan.pdf",
        "the spaces belong to the file name and are percent-encoded",
        "example.org/files/Lamp%20plan.pdf",
    ),
    Case(
        "www.example.org/re-port",
        "www.example.org/re port",
        "https://www.example.org/re-port",
        "the second witness has the hyphen",
        "www.example.org/re-port",
    ),
]
WHOLE = [
    Case("www.example.org/a", "www.example.org/a", "https://www.example.org/a", "", ""),
    Case("www.example.org/a", "www.example.org/ a", "https://www.example.org/a", "", ""),
    Case("example.org", "example.org", "https://example.org/", "the manifest says so", ""),
    Case("our report", "our report", "https://example.org/report-2019", "", ""),
    Case("ann@example.org", "ann@example.org", "mailto:ann@example.org", "", ""),
]


def link_of(case: Case, start: int = 4) -> Link:
    """The link of a case that stands at ``start``."""
    return Link(
        start=start,
        end=start + len(case.said),
        printed=case.printed,
        url=case.url,
        conjectural=bool(case.evidence),
        evidence=case.evidence or None,
    )


def block_of(case: Case) -> Block:
    """A paragraph with the address of a case in the middle."""
    return Block(
        id="b", kind="paragraph", text=f"See {case.said}, and more.", links=(link_of(case),)
    )


def work_of(block: Block) -> tuple[Work, Dataset]:
    """A work of one block, and its dataset."""
    work = example.post([block], id="w", title="W", contacts=())
    return work, example.dataset(work, relations=())


@pytest.mark.parametrize("case", [*DAMAGED, *WHOLE])
def test_what_is_damaged(case: Case) -> None:
    assert repaired(link_of(case)) == case.right


@pytest.mark.parametrize("case", DAMAGED)
def test_a_reader_sees_both_forms(case: Case) -> None:
    block = block_of(case)
    work, dataset = work_of(block)
    sentence = f"See {case.right} (printed: {case.printed}), and more."
    assert with_addresses_repaired(block) == sentence
    assert sentence in render_text(work, dataset)
    assert sentence in render_terminal(work, dataset, width=200)
    assert f'<a href="{case.url}">{case.right}</a> <small>(printed: {case.printed})</small>' in (
        render_html(work, dataset)
    )
    assert f"](<{case.url}>) (printed: `{case.printed}`), and" in render_markdown(
        work, dataset
    ) or f"<{case.url}> (printed: `{case.printed}`), and" in render_markdown(work, dataset)
    assert f"  > {case.url} (printed: {case.printed})\n" in render_record(dataset)


@pytest.mark.parametrize("case", DAMAGED)
def test_tei_has_the_damage_and_its_correction(case: Case) -> None:
    work, dataset = work_of(block_of(case))
    (ref,) = etree.fromstring(render_tei(work, dataset).encode()).iter(f"{TEI}ref")
    assert ref.get("target") == case.url
    sic, corr = ref.iter(f"{TEI}sic", f"{TEI}corr")
    assert (corr.text, corr.get("evidence")) == (case.right, "conjecture")
    assert sic.text == (case.said if case.said != case.right else case.printed)


@pytest.mark.parametrize("case", DAMAGED)
def test_tables_have_both_forms_and_the_reason(case: Case) -> None:
    _, dataset = work_of(block_of(case))
    csv = FORMATS["csv"](dataset)["links.csv"].decode()
    for value in (case.printed, case.url, case.right, case.evidence):
        assert value in csv


@pytest.mark.parametrize("case", WHOLE)
def test_an_address_that_is_whole_stands_alone(case: Case) -> None:
    work, dataset = work_of(block_of(case))
    shown = [render(work, dataset) for render in (render_text, render_html, render_markdown)]
    assert not any("printed" in text for text in [*shown, render_record(dataset)])
    assert "<sic>" not in render_tei(work, dataset)
    assert f"See {case.said}, and more." in render_text(work, dataset)


def test_both_forms_stand_in_one_cell() -> None:
    case = DAMAGED[0]
    cells = tuple(
        Cell(row=0, column=n, start=s, end=e) for n, (s, e) in enumerate([(0, 3), (4, 32)])
    )
    table = Block(
        id="table-1", kind="table", text=f"See\t{case.said}", links=(link_of(case),), cells=cells
    )
    work, dataset = work_of(table)
    line = next(
        row for row in render_markdown(work, dataset).split("\n") if row.startswith("| See")
    )
    assert line.endswith(f"](<{case.url}>) (printed: `{case.printed}`) |")


def test_two_addresses_of_one_text_are_each_repaired() -> None:
    first, second = DAMAGED[0], DAMAGED[2]
    text = f"{first.said} and {second.said}"
    links = (link_of(first, 0), link_of(second, len(first.said) + 5))
    block = Block(id="b", kind="paragraph", text=text, links=links)
    assert with_addresses_repaired(block) == (
        f"{first.right} (printed: {first.printed}) and {second.right} (printed: {second.printed})"
    )
