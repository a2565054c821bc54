"""Every regular expression over text of sources takes time that grows with the text, whatever the
text is.

They are found in the source (see `expressions`), so a new one is tested too. What is made while the
program runs, of words of a text or of names, has its makers named here with an example.
"""

from __future__ import annotations

import base64
import os
import random
import re
import time
from collections.abc import Callable
from typing import Any, Final

import pytest

from expressions import SEARCHING, Expression, expressions, made_while_running

NOISE = base64.b64encode(random.Random(11).randbytes(60_000)).decode()
MANY: Final = (
    *"aA1-.,_*&/:@=|#'\"’“•·[(<])>\t\n \\éI£",
    *("a ", "A ", "Aa ", "1 ", ". ", "- ", "a, ", "Aa, ", "a\n", " \n", "1. ", "(1) "),
    *("a.", "a-", "a@", "a@a.", "A.", "A-", "1.", "1,", "1/", "a/", "Aa-Aa ", "Aa’s ", "A & "),
    *(
        "the ",
        "of ",
        "Aa of ",
        "Aa and ",
        "and the ",
        "1 May ",
        "www.",
        "http://",
        "[1]",
        "<a ",
        "&a",
        "M1 ",
    ),
)
"""What `EXPRESSIONS=all pytest tests/test_expressions.py` tries besides, by hand: it takes some ten
minutes."""
FEW: Final = (*"a1-. [\n", "A ", "Aa ", "a@", "a.", "1 ")
UNITS: Final = MANY if os.environ.get("EXPRESSIONS") == "all" else FEW
BOUNDED: Final = {
    "english.dates._ALONE": 60,  # `printed_date` looks at no longer text
    # `special_kind` gives them texts of so few words that they have no more code points than this.
    "structure.kinds._LICENCE": 90 * 50,
    "structure.kinds._LICENCE_NAMED": 30 * 50,
}
"""Expressions that never see a longer text, with its code points."""
USED: Final[dict[str, frozenset[str]]] = {
    "english.dates._ALONE": frozenset({"fullmatch"}),
    "english.dates._LEADING": frozenset({"match"}),
    "english.site_furniture.CHROME": frozenset({"fullmatch"}),
    "english.site_furniture.SAYINGS": frozenset({"match"}),
    "structure.kinds._LISTED": frozenset({"match"}),
    "structure.marks.NUMBERED": frozenset({"match"}),
}
"""How those are used whose use is not seen where their name stands."""

# Code points. `EXPRESSIONS=all` makes more than half a megabyte of them for each expression.
SMALL, LARGE = 1_000, 8_000
SECONDS_A_CHARACTER: Final = 15e-6
"""Four times what the slowest takes (all countries and counties, tried at every bracket); most take
a hundredth."""


def texts(size: int) -> dict[str, str]:
    made = {unit: (unit * (size // len(unit) + 1))[:size] for unit in UNITS}
    made["noise"] = NOISE[:size]
    # An end that fits nothing makes an expression go back over all that it has taken.
    return {**made, **{f"{unit} and an end": f"{text}!\n" for unit, text in made.items()}}


def exhaust(pattern: re.Pattern[Any], way: str, text: Any) -> None:
    if way in SEARCHING:
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, way)(text)


def seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def short(where: str) -> str:
    return where.removeprefix("briefing_ingest.").removesuffix("()")


def ways_to_try(expression: Expression) -> set[str]:
    ways = USED.get(short(expression.where), expression.ways)
    return {"finditer" if way in SEARCHING else way for way in ways}


def slow(expression: Expression) -> list[str]:
    """The texts that ``expression`` takes too long for, if any: looked at in small first, lest a
    square takes hours."""
    pattern = expression.pattern
    found = []
    for size in sorted(
        {min(size, BOUNDED.get(short(expression.where), size)) for size in (SMALL, LARGE)}
    ):
        for name, text in texts(size).items():
            given = text.encode() if isinstance(pattern.pattern, bytes) else text
            for way in ways_to_try(expression):
                allowed = SECONDS_A_CHARACTER * size

                def run(way: str = way, given: Any = given) -> None:
                    exhaust(pattern, way, given)

                if seconds(run) > allowed and min(seconds(run) for _ in range(2)) > allowed:
                    found.append(
                        f"{expression.where} ({way}, {size} times {name!r}): "
                        f"{pattern.pattern[:100]!r}"
                    )
        if found:
            break
    return found


def rooms() -> list[str]:
    return sorted(
        {
            short(expression.where).split(".", maxsplit=1)[0].split(":")[0]
            for expression in expressions()
        }
    )


@pytest.mark.parametrize("room", rooms())
def test_every_expression_takes_time_that_grows_with_the_text(room: str) -> None:
    found = [
        line
        for e in expressions()
        if short(e.where).split(".")[0].split(":")[0] == room
        for line in slow(e)
    ]
    assert not found, "\n".join(found)


def test_a_square_is_found() -> None:
    assert slow(Expression(re.compile(r"\s+$"), "here", frozenset({"search"})))
    assert slow(Expression(re.compile(r".*\dx.*y|\d*\d*y"), "here", frozenset({"match"})))
    assert not slow(Expression(re.compile(r"(?<!\s)\s++$"), "here", frozenset({"search"})))


# --- made while the program runs ------------------------------------------------------------------

MADE: Final[dict[str, str]] = {
    "explain.target._passage_with": "words a user asks for, white space between them",
    "explain.words._whole": "words a user asks for",
    "extract.html.facts.byline._presented": "a name, letter by letter, at the start of a line",
    "extract.html.page.tokens._element": "the name of a tag, letter by letter",
    "extract.pdf.salvage._entry": (
        "a name of the PDF's, letter by letter; white space only behind it"
    ),
    "manifest.lines.line_of": "a key of the manifest, at the start of a line of it",
    "manifest.entries._matches": "patterns of this module, over values of the manifest",
    "packages._providers": "names of modules and packages, in the metadata of what is installed",
    "reconcile.relations.naming.places_of_title": "words of a title, with three characters between them at most",
    "repair.chrome.title_and_byline._notes": "a number at the start of a line",
    "structure.notes.at_page_foot._is_called": "a number, letter by letter",
    "tag.judge.evidence_in_work.is_common_term": "a name, letter by letter",
    "tag.knowledge.shapes.whole_words": "names, letter by letter, as long as they are",
}
"""Functions that make an expression of what they are given, and why it takes time that grows with
the text."""


def test_what_is_made_while_the_program_runs_is_argued_for() -> None:
    assert made_while_running() == set(MADE)
