"""The review page holds the dataset, where it comes from and what changed, in one file without
network."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import example_dataset as example
from briefing_ingest.canonical import dataset_bytes, parse_dataset
from briefing_ingest.dataset import Coordinates, WorkLicence
from briefing_ingest.report.atlas import atlas
from briefing_ingest.report.content import dataset_findings
from briefing_ingest.report.origins import Raw, raw_lines
from briefing_ingest.report.outlines import Box, Point, decoded, thinned, within
from briefing_ingest.text import Span, line_numbers
from commandline import ingest
from training.outlines import encoded

ROOT = Path(__file__).parents[2]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The dataset of the seeds with its provenance, and an older one without its last block."""
    for name in ("dataset.json", "provenance.json"):
        (tmp_path / name).write_bytes((ROOT / "out" / name).read_bytes())
    dataset = parse_dataset((tmp_path / "dataset.json").read_bytes(), "dataset.json")
    *works, last = dataset.works
    older = last.model_copy(
        update={"blocks": last.blocks[:-1], "contacts": (), "licence": WorkLicence()}
    )
    shorter = dataset.model_copy(update={"works": (*works, older), "relations": ()})
    (tmp_path / "old.json").write_bytes(dataset_bytes(shorter))
    return tmp_path


def held(page: str) -> dict[str, Any]:
    """The objects a page carries, by their names."""
    found = re.findall(
        r'<script type="application/json" id="([^"]+)">(.*?)</script>', page, re.DOTALL
    )
    return {name: json.loads(said) for name, said in found}


def test_one_file_without_network(out: Path) -> None:
    run = ingest("report", out, out / "old.json", "--out", out / "page.html")
    assert (run.code, run.out) == (0, "")
    page = (out / "page.html").read_text()
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:link|img|iframe|script)[^>]+(?:src|href)=", page)
    content = held(page)
    dataset = json.loads((out / "dataset.json").read_text())
    assert [content[f"work-{number}"] for number in range(2)] == dataset["works"]
    assert [content["content"][name] for name in ("sources", "entities", "relations")] == [
        dataset[name] for name in ("sources", "entities", "relations")
    ]
    assert "block.added" in [change["rule"] for change in content["changes"]]
    assert content["content"]["differences"] == len(content["changes"])


def test_what_opens_the_page_stands_before_what_may_wait(out: Path) -> None:
    ingest("report", out, "--out", out / "page.html")
    page = (out / "page.html").read_text()
    places = [
        page.index(f'id="{name}"') for name in ("content", "work-0", "origins-0", "furniture")
    ]
    assert places[0] < page.index('"use strict"') < min(places[1:])
    head = held(page)["content"]
    assert not [name for work in head["works"] for name in ("blocks", "notes") if name in work]
    assert head["works"][0]["counts"]["notes"] == 20


def test_the_same_dataset_gives_the_same_page(out: Path) -> None:
    for name in ("a.html", "b.html"):
        ingest("report", out, "--out", out / name)
    assert (out / "a.html").read_bytes() == (out / "b.html").read_bytes()


def test_text_that_looks_like_markup_does_not_end_the_script(out: Path) -> None:
    blocks = [
        *example.briefing_blocks(),
        example.paragraph("paragraph-x", "</script><script>alert(1)</script>"),
    ]
    (out / "dataset.json").write_bytes(
        dataset_bytes(example.dataset(example.briefing(blocks), example.post()))
    )
    (out / "provenance.json").unlink()
    run = ingest("report", out, "--out", out / "page.html")
    assert "will not show the sources" in run.err
    assert "<script>alert" not in (out / "page.html").read_text()


def test_findings_of_the_build_are_shown_or_else_those_the_dataset_tells(out: Path) -> None:
    ingest("report", out, "--out", out / "page.html")
    assert "N601" in json.dumps(held((out / "page.html").read_text())["content"]["findings"])
    (out / "build.json").write_text(
        '{"findings": [{"code": "N602", "severity": "warning", "cause": "x", "fix": "y"}]}'
    )
    ingest("report", out, "--out", out / "page.html")
    assert "N602" in json.dumps(held((out / "page.html").read_text())["content"]["findings"])


def test_a_failed_source_is_a_finding() -> None:
    failed = example.sources()[0].model_copy(update={"state": "stale"})
    assert [finding.code for finding in dataset_findings(example.dataset(sources=(failed,)))] == [
        "N603",
        "N601",
    ]


def raw_of(text: str) -> Raw:
    return Raw(text, line_numbers(text))


@pytest.mark.parametrize(
    ("spans", "lines"),
    [
        ([Span(0, 3)], [(1, "one", [(0, 3)])]),
        ([Span(2, 7)], [(1, "one", [(2, 3)]), (2, "two three", [(0, 3)])]),
        ([Span(4, 7), Span(8, 13)], [(2, "two three", [(0, 3), (4, 9)])]),
        ([], []),
    ],
)
def test_raw_lines_mark_what_the_block_has(
    spans: list[Span], lines: list[tuple[int, str, list[object]]]
) -> None:
    assert raw_lines(raw_of("one\ntwo three\n"), spans) == lines


def test_of_a_very_long_line_only_the_part_around_the_words_is_shown() -> None:
    (line,) = raw_lines(raw_of("x" * 5000 + "word" + "y" * 5000), [Span(5000, 5004)])
    assert len(line.text) == 124
    assert line.text[slice(*line.marks[0])] == "word"


def test_the_map_shows_what_lies_around_the_places_only() -> None:
    assert atlas([]) is None
    shown = atlas([Coordinates(latitude=51_500_000, longitude=-120_000)])
    assert shown
    assert shown["box"] == (-262, 4900, 238, 5400)
    assert shown["towns"][0] == (-13, 5151, "London")
    assert all(-262 <= x <= 238 and 4900 <= y <= 5400 for x, y, _ in shown["towns"])
    assert sum(len(line) for line in shown["outlines"]) > 40


def test_a_map_of_the_whole_earth_stays_small() -> None:
    ends = [
        Coordinates(latitude=y, longitude=x)
        for x, y in ((-179_000_000, -55_000_000), (179_000_000, 84_000_000))
    ]
    shown = atlas(ends)
    assert shown
    assert shown["box"] == (-18_000, -6612, 18_000, 8500)
    assert len(json.dumps(shown, separators=(",", ":"))) < 200_000


SQUARE = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]


@pytest.mark.parametrize(
    ("box", "pieces"),
    [
        (Box(-10, -10, 200, 200), [SQUARE]),
        (Box(40, -10, 60, 10), [[(0, 0), (100, 0)]]),
        (Box(40, -10, 60, 200), [[(0, 0), (100, 0)], [(100, 100), (0, 100)]]),
        (Box(200, 200, 300, 300), []),
    ],
    ids=["whole", "a side without corners", "two sides", "elsewhere"],
)
def test_an_outline_is_cut_to_the_map_and_runs_over_its_edge(
    box: Box, pieces: list[list[Point]]
) -> None:
    assert list(within(SQUARE, box)) == pieces


def test_points_that_fall_on_one_pixel_are_one() -> None:
    assert thinned([(0, 0), (1, 1), (2, 1), (10, 0)], 4) == [(0, 0), (8, 0)]


@pytest.mark.parametrize(
    "points", [[(0, 0)], [(-1, 5), (3, -400)], [(18_000, -9_000), (-18_000, 9_000)]]
)
def test_outlines_are_read_as_they_were_written(points: list[Point]) -> None:
    assert decoded(encoded([(x / 100, y / 100) for x, y in points])) == points
