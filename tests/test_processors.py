"""The same sources give the same bytes on a processor with fewer features and in another
environment; what the network finds may differ."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import processors
from benchmarks.processors import (
    ELSEWHERE,
    THIS_MACHINE,
    Record,
    Setting,
    describe,
    is_same_without_network,
    levels,
    record,
    sample,
    why_nothing_can_be_hidden,
)

ROOT = Path(__file__).parents[1]
WHY_NOT = why_nothing_can_be_hidden()
needs_hiding = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "nothing is in the way")

GERMAN = (
    "Die Gemeinden beraten im Herbst über den Haushalt, und die Länder geben ihnen dazu die Zahlen."
)
PAGE = f"""<html><head><title>Streets that are lit</title></head><body><article>
<h1>Streets that are lit</h1><p>{"Lamps were put up in 14 streets and counted again. " * 12}</p>
<table><tr><th>Street</th><th>Lamps</th></tr><tr><td>Mill Lane</td><td>12</td></tr></table>
</article></body></html>"""


@pytest.fixture(scope="module")
def batches(tmp_path_factory: pytest.TempPathFactory) -> list[list[Path]]:
    """The seeds, and documents that go other ways: a page, its text, a text that is not English."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "german.txt").write_text(f"{GERMAN}\n\n" * 4, encoding="utf-8")
    return [[*sample([ROOT / "seeds"], 9), *sorted(folder.iterdir())]]


@pytest.fixture(scope="module")
def here(batches: list[list[Path]], tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(THIS_MACHINE, batches, tmp_path_factory.mktemp("here"), network=False)


@needs_hiding
def test_a_processor_with_fewer_features_gives_the_same_bytes(
    batches: list[list[Path]], here: Record, tmp_path: Path
) -> None:
    """The level that changes most: without AVX2 and FMA."""
    (setting,) = [level for level in levels() if level.name == "no AVX2"]
    found = record(setting, batches, tmp_path, network=False)
    assert found.asked > 0, "nothing was hidden"
    assert is_same_without_network(here, found), describe(here, found, hides=True)
    assert here.asked == 0


def test_another_environment_gives_the_same_bytes(
    batches: list[list[Path]], here: Record, tmp_path: Path
) -> None:
    found = record(ELSEWHERE, batches, tmp_path, network=False)
    assert is_same_without_network(here, found), describe(here, found, hides=False)


@needs_hiding
def test_what_is_hidden_is_not_seen(tmp_path: Path) -> None:
    """numpy lists the features that it would use."""
    asking = (
        "from numpy._core._multiarray_umath import __cpu_features__ as features;"
        "print(features['AVX'], features['AVX2'], features['AVX512F'])"
    )
    seen = [printed(setting, asking, tmp_path).split() for setting in levels()]
    assert [sights[2] for sights in seen[1:]] == ["False"] * 3
    assert [sights[1] for sights in seen[2:]] == ["False"] * 2
    assert seen[3][0] == "False"


@needs_hiding
def test_a_crash_stays_a_crash(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        printed(levels()[0], "import ctypes; ctypes.string_at(0)", tmp_path)


def printed(setting: Setting, program: str, folder: Path) -> str:
    environment = {**setting.environment, "LD_PRELOAD": str(processors.compiled(folder))}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)
    return run.stdout.decode()


def test_a_machine_that_cannot_hide_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "Linux" in why_nothing_can_be_hidden()
    assert [setting.name for setting in processors.possible_settings()] == ["libraries told"]
    monkeypatch.undo()
    if sys.platform == "linux":
        monkeypatch.setattr(shutil, "which", lambda name: None)
        assert why_nothing_can_be_hidden()


def test_differences_are_counted() -> None:
    before = Record(
        0, {"a": "1", "b": "2"}, ["p"], ["n"], [[["w/b#1-2", "Kent", "kent", "r", "l"]]]
    )
    after = Record(9, {"a": "1", "b": "3"}, ["q"], ["m"], [[["w/b#3-4", "Kent", "ash", "r", "l"]]])
    assert is_same_without_network(before, before)
    assert not is_same_without_network(before, after)
    said = describe(before, after, hides=True)
    assert "asked 9 times; 1 documents are read otherwise" in said
    assert "1 without the network, 1 with it; 2 of 1 mentions and 2 entities differ" in said
    assert "NOTHING WAS HIDDEN" in describe(before, before, hides=True)


def test_a_sample_is_spread_evenly_and_always_the_same(tmp_path: Path) -> None:
    for folder, count in (("few", 2), ("many", 50)):
        (tmp_path / folder).mkdir()
        for number in range(count):
            (tmp_path / folder / f"{number:02}.txt").write_text("a")
    found = sample([tmp_path / "few", tmp_path / "many"], 12)
    assert [file.stem for file in found[:2]] == ["00", "01"]
    assert [file.stem for file in found[2:]] == [f"{at * 5:02}" for at in range(10)]


def test_probabilities_of_lines_are_not_near_the_middle_of_two_numbers() -> None:
    """Mathematical libraries may differ in the last digit: it must not decide a rounding."""
    from briefing_ingest.extract.html.article import mask

    exact = [mask._CERTAIN / (1 + math.exp(-score / 1000)) for score in range(-20_000, 20_001)]
    assert min(abs(value % 1 - 0.5) for value in exact) > 1e-9
