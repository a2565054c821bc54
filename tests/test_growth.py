"""Texts of any size are read in time that grows with them: each of these took the square of its length once."""

import time
from collections.abc import Callable

import pytest

from briefing_ingest.model import MergedBlock, Source, Stretch, Work
from briefing_ingest.pipeline import read_source
from briefing_ingest.tag import find_mentions

SENTENCE = "the lamps of the town stand in every street of it and what they cost is a matter for the council"

MADE: dict[str, Callable[[int], str]] = {
    "one word": lambda size: "a" * size,
    "one line": lambda size: f"{SENTENCE}. " * (size // len(SENTENCE)),
    "one line with odd spaces": lambda size: "lamp\u00a0 \u200b" * (size // 7),
    "one paragraph of lines": lambda size: f"{SENTENCE},\n" * (size // len(SENTENCE)),
    "words divided at every line": lambda size: f"{SENTENCE}-\n" * (size // len(SENTENCE)),
    "sentences that never end": lambda size: f"{SENTENCE}\n\n" * (size // len(SENTENCE)),
    "numbers in no order": lambda size: "".join(f"{7 * i % 97}. {SENTENCE}\n" for i in range(size // len(SENTENCE))),
    "tabs": lambda size: f"{SENTENCE}.\n".replace(" ", "\t") * (size // len(SENTENCE)),
    "markers": lambda size: "".join(f"the lamps.[{i % 90 + 1}] " for i in range(size // 14)),
    "addresses": lambda size: "".join(f"www.example.org/{i} [{i % 90 + 1}] " for i in range(size // 26)),
    "marks of emphasis": lambda size: "**lamps** and " * (size // 14),
}


def _seconds(text: str) -> float:
    start = time.process_time()
    read_source(Source("made", "seeds/made.txt"), text.encode())
    return time.process_time() - start


@pytest.mark.parametrize("made", MADE.values(), ids=MADE.keys())
def test_time_grows_with_the_text(made: Callable[[int], str]) -> None:
    """Eight times the text takes some eight times the time, not 64 times."""
    _seconds(made(2_000))  # what is loaded once
    small, large = min(_seconds(made(10_000)) for _ in range(2)), _seconds(made(80_000))
    assert large < 24 * max(small, 0.02)


NAMED: dict[str, Callable[[int], list[str]]] = {
    "one line of names": lambda times: [", ".join(["In Leeds the Elm Trust", "Kent County Council"] * times)],
    "many paragraphs of names": lambda times: ["In Leeds the Elm Trust (ET) met Kent County Council."] * times,
    "names in capitals": lambda times: ["THE " + " AND ".join(["OPEN DOOR TRUST", "LEEDS"] * times)],
}


def _tagging(texts: list[str]) -> float:
    blocks = tuple(MergedBlock("paragraph", (Stretch(text, ()),), ()) for text in texts)
    start = time.process_time()
    find_mentions(Work("briefing", "A Title", ("a",), blocks))
    return time.process_time() - start


@pytest.mark.parametrize("made", NAMED.values(), ids=NAMED.keys())
def test_the_time_of_tagging_grows_with_the_names(made: Callable[[int], list[str]]) -> None:
    """Eight times the names take some eight times the time, not 64 times."""
    _tagging(made(2))
    small, large = min(_tagging(made(150)) for _ in range(2)), _tagging(made(1200))
    assert large < 20 * max(small, 0.02)
