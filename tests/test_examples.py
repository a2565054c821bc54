"""The examples run and prove what they say."""

import subprocess
import sys
from pathlib import Path

from lxml import html

ROOT = Path(__file__).parents[1]


def test_the_directory_of_case_studies_has_every_case_study(tmp_path: Path) -> None:
    script = ROOT / "examples" / "case_studies" / "make.py"
    target = tmp_path / "page.html"
    subprocess.run(
        [sys.executable, script, ROOT / "out" / "dataset.json", target], check=True, timeout=60
    )
    page = html.fromstring(target.read_bytes())
    titles = {"".join(map(str, heading.itertext())) for heading in page.iter("h3")}
    assert {f"Case study {number}" for number in range(1, 16)} <= titles
    anchors = {link.get("href", "").removeprefix("#") for link in page.iter("a")}
    assert anchors == {heading.get("id") for heading in page.iter("h2")}
    (gloucestershire,) = [
        "".join(map(str, section.itertext()))
        for section in page.iter("section")
        if section[0].text == "Gloucestershire"
    ]
    assert "Case study 4" in gloucestershire
    assert "Restorative Gloucestershire" in gloucestershire


def test_a_text_that_may_not_be_passed_on_is_named_and_not_quoted(tmp_path: Path) -> None:
    script = ROOT / "examples" / "case_studies" / "make.py"
    target = tmp_path / "page.html"
    subprocess.run(
        [sys.executable, script, ROOT / "out" / "dataset.json", target], check=True, timeout=60
    )
    assert "naloxone is an emergency antidote" not in target.read_text("utf-8").casefold()
