"""What is left out of a text dump is listed with what decided."""

from pathlib import Path

import pytest

from briefing_ingest import load
from briefing_ingest.explain import explain

OUT = Path(__file__).parents[2] / "out" / "dataset.json"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Share This Post", "share buttons"),
        ("Leave a Reply", "reply form"),
        ("Measuring Social Impact", "line of the site: stands behind the end of the text"),
    ],
)
def test_each_line_that_a_dump_lost_has_its_reason(line: str, reason: str) -> None:
    page = " ".join(explain(load(OUT), "004-3764831e2c6abab3").split())
    assert f"“{line}”: {reason}" in page
