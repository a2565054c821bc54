"""What turns on a number in the finding of names, on both sides of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from briefing_ingest.model import Mention, MergedBlock, Stretch, Work
from briefing_ingest.tag import read_own
from briefing_ingest.tag.finders.places import place_after, role_places
from briefing_ingest.tag.finders.span_ends import readings
from briefing_ingest.tag.knowledge.meaning import inside
from briefing_ingest.tag.knowledge.shapes import is_british, sharing
from briefing_ingest.tag.read.scope import read_scope
from briefing_ingest.tag.recogniser import encoder, pipeline
from briefing_ingest.tag.recogniser.encoder import TAGS, Encoder, names_in, pieces_by, stretches
from briefing_ingest.tag.recogniser.names import Guess
from briefing_ingest.tag.resolve.place_senses import home
from briefing_ingest.text import Span

# --- the recogniser -------------------------------------------------------------------------------

PIECES = {piece: at for at, piece in enumerate(["[CLS]", "[SEP]", "[UNK]", "the", "_", "."])}
pieces = pieces_by(PIECES)


@pytest.mark.parametrize(("letters", "read"), [(100, 100), (101, 1)])
def test_a_word_of_more_than_a_hundred_letters_is_unknown(letters: int, read: int) -> None:
    assert len(pieces("_" * letters)) == read


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        (["the"] * 220, [0]),
        (["the"] * 221, [0, 220]),
        (["___"] * 160, [0]),  # 480 pieces
        (["___"] * 161, [0, 160]),
        # behind the last sentence, if that is more than half of what is read at a time
        ([*["the"] * 110, ".", *["the"] * 110], [0, 111]),
        ([*["the"] * 109, ".", *["the"] * 111], [0, 220]),
        ([*["the"] * 110, ".", *["the"] * 109], [0]),
        ([], []),
    ],
)
def test_how_much_is_read_at_a_time(words: list[str], starts: list[int]) -> None:
    assert [start for start, _ in stretches(words, pieces)] == starts


@pytest.mark.parametrize(("chance", "sure"), [(0.951, True), (0.949, False), (0.5, False)])
def test_a_sure_name_has_a_chance_of_95_in_100(chance: float, sure: bool) -> None:
    def scores(read: encoder.Stretch) -> NDArray[np.float32]:
        row = [log((1 - chance) / (len(TAGS) - 1))] * len(TAGS)
        row[TAGS.index("U-ORG")] = log(chance)
        return np.array([row] * len(read.pieces), dtype=np.float32)

    found = list(names_in(["the"], Encoder(pieces, scores)))
    assert [(name.label, name.is_sure) for name in found] == [("ORG", sure)]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("x" * 100_000, [100_000]),
        ("x" * 100_001, [100_000, 1]),
        ("x" * 60_000 + " " + "x" * 60_000, [60_000, 60_001]),
    ],
    ids=["as much as is read", "one too many", "parted at a space"],
)
def test_a_pipeline_is_given_a_hundred_thousand_characters(
    text: str, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []

    def pipe(parts: Iterator[str], batch_size: int) -> Iterator[SimpleNamespace]:
        assert batch_size
        for part in parts:
            given.append(len(part))
            yield SimpleNamespace(ents=(), spans={})

    monkeypatch.setattr(pipeline, "load_model", lambda _: SimpleNamespace(pipe=pipe))
    assert pipeline.guesses([text]) == [()]
    assert given == sizes


# --- what is known --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "area", "found"),
    [
        ("Whitby", "North Yorkshire", True),
        ("Filey", "North Yorkshire", True),
        ("Totnes", "Cornwall", True),
        ("Hornsea", "North Yorkshire", False),
        ("Kingsteignton", "Cornwall", False),
    ],
)
def test_towns_lie_within_80_kilometres_of_the_middle_of_their_county(
    name: str, area: str, found: bool
) -> None:
    assert bool(inside(name, area)) == found


@pytest.mark.parametrize(("letters", "codes"), [(100_000, []), (100_001, ["E506"])])
def test_a_value_has_a_hundred_thousand_letters(letters: int, codes: list[str]) -> None:
    _, findings = read_own(f"id,type,name\nx,place,X\ny,place,{'Y' * letters}\n", "names.csv")
    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize(("start", "shared"), [(1000, 1), (1001, 0)])
def test_no_name_has_more_than_a_thousand_characters(start: int, shared: int) -> None:
    assert len(sharing([Span(0, 1500)], start, start + 1)) == shared


@pytest.mark.parametrize(
    ("start", "end", "shared"),
    [(0, 1, 0), (0, 2, 1), (3, 4, 2), (4, 5, 1), (4, 4, 0), (5, 9, 1), (6, 9, 0)],
)
def test_names_that_share_a_character(start: int, end: int, shared: int) -> None:
    assert len(sharing([Span(1, 4), Span(3, 4), Span(4, 6)], start, end)) == shared


@pytest.mark.parametrize(
    ("texts", "british"),
    [
        (["In England."], True),
        (["In Leeds."], False),
        (["In England, not Massachusetts."], True),
        (["In England, in Canada and Canada."], False),
    ],
)
def test_what_is_british(texts: list[str], british: bool) -> None:
    assert is_british(texts) == british


# --- places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PCC for Kent", "Kent"),
        ("PCC for the Isle of Wight", "Isle of Wight"),
        ("PCC for Bath and North East Somerset", "Bath and North East Somerset"),
        # a name of seven words is not looked for
        ("PCC for South Georgia and the South Sandwich Islands", None),
        ("PCC, Kent", None),
        ("PCC for lamps", None),
    ],
)
def test_a_place_behind_a_post(text: str, name: str | None) -> None:
    span = place_after(text, len("PCC"))
    assert (text[slice(*span)] if span else None) == name


def _scope(text: str, *guesses: Guess) -> object:
    block = MergedBlock("paragraph", (Stretch(text, ()),), ())
    return read_scope(Work("briefing", "A Title", ("a",), (block,), ()), [guesses])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Kent, the PCC met.", {"Kent"}),
        ("In Devon and Cornwall, the PCC met.", {"Devon and Cornwall"}),
        (
            "Lamps in Metropolitan Police District where the PCC met.",
            {"Metropolitan Police District"},
        ),
        ("In Kent, lamps and the PCC met.", set()),
    ],
)
def test_a_place_in_the_clause_before_a_post(text: str, names: set[str]) -> None:
    found = role_places(_scope(text))  # type: ignore[arg-type]
    assert {text[one.start : one.end] for one in found} == names


@pytest.mark.parametrize(
    ("text", "guessed", "names"),
    [
        ("the London Police Force Area met", "London Police", ["London"]),
        ("the London police force area met", "London police", ["London"]),
        ("the London Police Areas met", "London Police", ["London Police"]),
    ],
)
def test_a_cue_cuts_a_name_though_it_goes_on_behind_it(
    text: str, guessed: str, names: list[str]
) -> None:
    start = text.index(guessed)
    guess = Guess(start, start + len(guessed), "LOC")
    found = readings(_scope(text, guess), 0, guess)  # type: ignore[arg-type]
    assert [text[span.start : span.end] for _, span in found] == names


def _places(*names: str) -> Sequence[Mention]:
    return [Mention(0, n, n + len(name), name, "place") for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("The lamps of England.", [], "GB"),
        ("The lamps.", ["France"], ""),
        ("The lamps.", ["France", "France"], "FR"),
        ("The lamps.", ["France", "France", "Spain", "Spain"], ""),  # no more than half
        ("The lamps.", ["France", "France", "France", "Spain", "Spain"], "FR"),
        ("The lamps.", ["Kent"], ""),
        ("The lamps.", ["Kent", "Essex"], "GB"),
        ("The lamps.", ["Kent", "Kent"], ""),
    ],
)
def test_the_country_that_a_work_is_about(text: str, names: list[str], code: str) -> None:
    block = MergedBlock("paragraph", (Stretch(text, ()),), ())
    assert home(Work("briefing", "T", ("a",), (block,), ()), _places(*names)) == code
