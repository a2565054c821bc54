"""Texts of any size are read in time that grows with them: each of these took the square of its
length once."""

import base64
import html
import random
from collections.abc import Callable

import pytest

from briefing_ingest.engine.in_process import map_in_process
from briefing_ingest.model import MergedBlock, Source, Stretch, Work
from briefing_ingest.outcome import Outcome
from briefing_ingest.pipeline import Tagging, build, read_source
from briefing_ingest.tag import DEFAULT_MODEL, find_mentions
from growth import grows_evenly, seconds

SENTENCE = (
    "the lamps of the town stand in every street of it and what they cost is a matter for the "
    "council"
)

MADE: dict[str, Callable[[int], str]] = {
    "one word": lambda size: "a" * size,
    "one line": lambda size: f"{SENTENCE}. " * (size // len(SENTENCE)),
    "one line with odd spaces": lambda size: "lamp\u00a0 \u200b" * (size // 7),
    "one paragraph of lines": lambda size: f"{SENTENCE},\n" * (size // len(SENTENCE)),
    "words divided at every line": lambda size: f"{SENTENCE}-\n" * (size // len(SENTENCE)),
    "sentences that never end": lambda size: f"{SENTENCE}\n\n" * (size // len(SENTENCE)),
    "numbers in no order": lambda size: "".join(
        f"{7 * i % 97}. {SENTENCE}\n" for i in range(size // len(SENTENCE))
    ),
    "tabs": lambda size: f"{SENTENCE}.\n".replace(" ", "\t") * (size // len(SENTENCE)),
    "markers": lambda size: "".join(f"the lamps.[{i % 90 + 1}] " for i in range(size // 14)),
    "addresses": lambda size: "".join(
        f"www.example.org/{i} [{i % 90 + 1}] " for i in range(size // 26)
    ),
    "marks of emphasis": lambda size: "**lamps** and " * (size // 14),
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE.keys())
def test_time_grows_with_the_text(made: Callable[[int], str]) -> None:
    def read(size: int) -> None:
        read_source(Source("made", "seeds/made.txt"), made(size).encode())

    assert grows_evenly(read, (2_000, 10_000, 50_000))


NAMED: dict[str, Callable[[int], list[str]]] = {
    "one line of names": lambda times: [
        ", ".join(["In Leeds the Elm Trust", "Kent County Council"] * times)
    ],
    "many paragraphs of names": lambda times: (
        ["In Leeds the Elm Trust (ET) met Kent County Council."] * times
    ),
    "names in capitals": lambda times: [
        "THE " + " AND ".join(["OPEN DOOR TRUST", "LEEDS"] * times)
    ],
}


@pytest.mark.parametrize("made", NAMED.values(), ids=NAMED.keys())
def test_the_time_of_tagging_grows_with_the_names(made: Callable[[int], list[str]]) -> None:
    def tagged(times: int) -> None:
        blocks = tuple(MergedBlock("paragraph", (Stretch(text, ()),), ()) for text in made(times))
        find_mentions(Work("briefing", "A Title", ("a",), blocks))

    assert grows_evenly(tagged, (20, 80, 320))


# --- from the bytes to the dataset ----------------------------------------------------------------

NOISE = base64.b64encode(random.Random(13).randbytes(300_000)).decode()

UNITS = {
    "one letter": "a",
    "one digit": "7",
    "dashes": "-",
    "dots": ".",
    "square brackets": "[",
    "round brackets": "(",
    "angle brackets": "<",
    "single capitals": "A ",
    "capitalised words": "Aa ",
    "owners": "Aa’s ",
    "half an address": "a@",
    "labels": "a.",
    "addresses": "a@a.",
    "hosts": "a--a.b-c.",
    "numbers": "1 ",
    "decimals": "1.1.",
    "sums": "£1,000 ",
    "registered charities": "charity 1123456, ",
    "little words": "of the ",
    "all mixed": "a1-.[(A a@a.a ",
    "spaces": " " * 99 + "x",
}


def one_line(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def short_lines(unit: str, size: int) -> str:
    return (f"{(unit * 40)[:39].strip()}\n" * (size // 40 + 1))[:size]


def as_text(text: str) -> tuple[str, str]:
    return "a.txt", f"A Title\n\nThe lamps of the town stand in every street of it.\n\n{text}\n"


def as_page(text: str) -> tuple[str, str]:
    body = (
        f"<h1>A Title</h1><p>The lamps of the town stand in every street of "
        f"it.</p><p>{html.escape(text)}</p>"
    )
    return (
        "a.html",
        f"<html><head><title>A Title</title></head><body><article>{body}</article></body></html>",
    )


def as_feed(text: str) -> tuple[str, str]:
    _, page = as_page(text)
    item = (
        f"<item><title>A "
        f"Title</title><link>https://example.org/a</link><description>{html.escape(page)}</description>"
    )
    return (
        "a.rss",
        f'<?xml version="1.0"?><rss '
        f'version="2.0"><channel><title>F</title>{item}</item></channel></rss>',
    )


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model reads a text in parts of one length, so its time is known to grow with the text; it
    is a lot."""
    monkeypatch.setattr(
        "briefing_ingest.tag.find.guesses", lambda texts, model: [() for _ in texts]
    )


def built(named: tuple[str, str]) -> None:
    name, content = named
    source = Source("a", name, language="en")  # else nothing of this would be tagged
    witness = read_source(source, content.encode())
    outcomes = [Outcome(source, witness, None, f"sha256:{0:064}")]
    made = build(outcomes, tagging=Tagging(map_in_process, DEFAULT_MODEL))
    assert not [finding for finding in made.findings if finding.code == "E901"]


SIZES = (1_000, 4_000, 16_000)


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize("shape", [one_line, short_lines])
@pytest.mark.parametrize("unit", [*UNITS, "noise"])
def test_the_time_of_a_build_grows_with_odd_texts(
    unit: str, shape: Callable[[str, int], str]
) -> None:
    assert grows_evenly(lambda size: built(as_text(shape(UNITS.get(unit, NOISE), size))), SIZES)


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize("form", [as_page, as_feed])
@pytest.mark.parametrize(
    "unit", ["one letter", "angle brackets", "single capitals", "half an address", "noise"]
)
def test_the_time_of_a_build_grows_with_odd_pages(
    unit: str, form: Callable[[str], tuple[str, str]]
) -> None:
    assert grows_evenly(lambda size: built(form(one_line(UNITS.get(unit, NOISE), size))), SIZES)


@pytest.mark.parametrize(("power", "is_even"), [(1.0, True), (1.4, True), (1.6, False), (2, False)])
def test_a_square_is_noticed_and_even_growth_is_not(
    power: float, monkeypatch: pytest.MonkeyPatch, *, is_even: bool
) -> None:
    """Times are given here: those of a machine depend on how fast it is."""
    monkeypatch.setattr("growth.seconds", lambda _, size: 0.05 * (size / 400) ** power)
    assert grows_evenly(lambda _: None, (400, 1_600, 6_400)) is is_even


def test_the_time_that_is_measured_is_that_of_the_call() -> None:
    assert seconds(lambda size: sum(size * b"1"), 6_400_000) > seconds(lambda _: None, 0)
