"""A work that breaks a law is not published; the others are, and the last good text stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing_ingest import laws, unlawful
from briefing_ingest.dataset import Dataset
from briefing_ingest.laws import Breach
from commandline import ingest

GOOD = "The night bus\n\nThe bus that leaves at midnight was kept for two years.\n"
OTHER = "The day boat\n\nA boat that leaves at noon takes nine people across the river.\n"
SPOILT = "The day boat\n\nThe word UNLAWFUL stands here, so that a law is broken in this test.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "sources.toml").write_text("")
    (folder / "bus.txt").write_text(GOOD)
    (folder / "boat.txt").write_text(OTHER)
    return folder


@pytest.fixture(autouse=True)
def a_law_against_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    lawful: Callable[[Dataset], Iterator[Breach]] = laws.breaches

    def breaches(dataset: Dataset) -> Iterator[Breach]:
        yield from lawful(dataset)
        for work in dataset.works:
            for block in work.blocks:
                if "UNLAWFUL" in block.text:
                    yield Breach("it has the word", work.id, block.id)

    monkeypatch.setattr(laws, "breaches", breaches)


def build(sources: Path, *options: object) -> tuple[int, list[dict[str, Any]], dict[str, str]]:
    """Exit code, findings, and the state of each source."""
    from briefing_ingest.loader import load

    run = ingest("build", sources, "--jobs", 0, "--json", *options)
    dataset = load(sources.parent / "out" / "dataset.json").dataset
    states: dict[str, str] = {source.id: source.state for source in dataset.sources}
    return run.code, run.json["findings"], states


def lawless(findings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [finding for finding in findings if finding["code"] == "E902"]


def test_the_source_fails_with_a_report_and_the_others_are_published(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (sources / "boat.txt").write_text(SPOILT)
    code, findings, states = build(sources, "--no-cache")
    (finding,) = lawless(findings)
    assert code == 3
    assert finding["path"].endswith("boat.txt")
    assert "it has the word" in finding["cause"]
    assert states == {"boat": "failed", "bus": "ok"}
    (report,) = tmp_path.glob("ingest-bug-*.txt")
    assert "it has the word" in report.read_text()


def test_the_last_good_text_stays(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert build(sources)[0] == 0
    (sources / "boat.txt").write_text(SPOILT)
    for _ in range(2):  # the second build finds the spoilt text in the cache
        code, findings, states = build(sources)
        assert (code, len(lawless(findings))) == (3, 1)
        assert states == {"boat": "stale", "bus": "ok"}
        text = (tmp_path / "out" / "dataset.json").read_text()
        assert "takes nine people across" in text
        assert "UNLAWFUL" not in text


def test_what_is_wrong_with_no_one_work_is_a_bug_of_the_whole_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(laws, "breaches", lambda _: iter([Breach("ids collide")]))
    from example_dataset import dataset, provenance

    with pytest.raises(ValueError, match="ids collide"):
        unlawful.broken_sources(dataset(), provenance(), [])
