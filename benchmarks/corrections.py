"""Corrections made in real texts: does the merged text say what the corrected edition says?

From each text of a folder one fact is taken, a figure, a date or a name, and another put in its
place. The old edition and the corrected one, both lightly damaged, are then merged. How the
corrected one can be known is varied: a note that quotes the old fact, a date of revision, dates at
the heads, the manifest, or nothing at all. Where nothing tells, no answer is right; then is counted
whether one of the two editions was followed all through.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from briefing_ingest.model import MANIFEST, Fact, Source, Witness
from briefing_ingest.pipeline import read_source
from briefing_ingest.reconcile import merge

_MOST_WORDS: Final = 2500
"""Words of a text that are used; more only take time."""
_DAMAGED_WORDS: Final = 0.01
_WORDS_BEFORE: Final = 4
_OPENING: Final = 200
"""Characters at the start of a text that stay as they are: title, date, makers."""
_FACT: Final = re.compile(
    r"(?<![\w.,])\d{2,6}(?:\.\d)?(?![\w.,]*\d)"  # a figure
    r"|\b(?:January|March|April|June|July|August|September|October|November)\b"
    r"|(?<=[a-z,] )[A-Z][a-z]{4,9}(?= (?:and|was|has|is|said|in)\b)"  # a name within a sentence
)
_MONTHS: Final = ("January", "March", "April", "June", "July", "August", "September", "October")
_NAMES: Final = ("Hexley", "Marwood", "Elmstead", "Oxcombe", "Dunmore", "Tolland")


class Case(NamedTuple):
    """A correction: both texts, how the new one is known, the words put in, those taken out, and
    those before them.
    """

    old: str
    new: str
    sign: str
    said: str
    instead_of: str
    before: str


def _other(fact: str, random: Random) -> str:
    """Another fact of the same kind."""
    if fact[0].isdigit():
        digits = list(fact)
        at = random.randrange(len(digits) - (2 if "." in digits else 0))
        digits[at] = random.choice([d for d in "123456789" if d != digits[at]])
        return "".join(digits)
    return random.choice(
        [other for other in (_MONTHS if fact in _MONTHS else _NAMES) if other != fact]
    )


class Sign(NamedTuple):
    """What stands under the titles of both editions, and at the foot of the new one."""

    old_head: str = ""
    new_head: str = ""
    foot: str = ""


_SIGNS: Final = {
    "note at the foot": Sign(
        foot="Correction: an earlier version of this paper gave {was} instead of {now}. "
        "We are sorry that {was} was given."
    ),
    "note at the head": Sign("", "Corrected on 3 June 2024: {was} should have been {now}."),
    "date of revision": Sign("", "Last updated: 3 June 2024"),
    "dates at the heads": Sign("2 May 2024", "3 June 2024"),
    "version numbers": Sign("Version 1.0", "Version 1.1"),
    "manifest": Sign(),
    "nothing": Sign(),
}


def _before(text: str, fact: re.Match[str]) -> str:
    return " ".join(text[: fact.start()].split()[-_WORDS_BEFORE:])


def _facts(text: str) -> Iterator[re.Match[str]]:
    """The facts of a text, some way into it, that stand behind words found only there."""
    for fact in _FACT.finditer(text, _OPENING):
        before = _before(text, fact)
        if text[fact.start() - 1] == " " and text.count(before) == 1 and before[-1].isalpha():
            yield fact


def _set(text: str, head: str, foot: str = "") -> str:
    """``text`` with a line under its title and a paragraph at its foot."""
    title, _, body = text.partition("\n\n")
    return "\n\n".join(filter(None, (title, head, body.rstrip(), foot))) + "\n"


def cases(texts: list[str], count: int) -> Iterator[Case]:
    """So many corrections, one text and one sign after the other."""
    random = Random(16)
    made = 0
    while made < count:
        text = texts[made % len(texts)]
        fact = random.choice(list(_facts(text)))
        other = _other(fact.group(), random)
        new = text[: fact.start()] + other + text[fact.end() :]
        name = list(_SIGNS)[made % len(_SIGNS)]
        sign = Sign(*(said.format(was=fact.group(), now=other) for said in _SIGNS[name]))
        before = _before(text, fact)
        old, new = _set(text, sign.old_head), _set(new, sign.new_head, sign.foot)
        yield Case(old, new, name, other, fact.group(), before)
        made += 1


def _damaged(text: str, random: Random, spared: tuple[str, ...]) -> str:
    """``text`` with some letters misread, those of the ``spared`` words aside."""

    def word(match: re.Match[str]) -> str:
        said = match.group()
        if said in spared or random.random() > _DAMAGED_WORDS:
            return said
        return said.replace("m", "rn", 1) if "m" in said else said.replace("l", "1", 1)

    return re.sub(r"[A-Za-z]{4,}", word, text)


def _witness(name: str, text: str, stated: str) -> Witness:
    made = read_source(Source(name, f"{name}.txt"), text.encode())
    return replace(made, facts=(*made.facts, Fact("edition", stated, MANIFEST))) if stated else made


def _outcome(case: Case, random: Random) -> str:
    """What the merged text says at the place: the new fact, the old one, or neither."""
    spared = (case.said, case.instead_of, *re.findall(r"[A-Za-z]+", case.before))
    dates = ("2024-05-02", "2024-06-03") if case.sign == "manifest" else ("", "")
    names = random.sample(["a", "b"], 2)
    group = [
        _witness(name, _damaged(text, random, spared), date)
        for name, text, date in zip(names, (case.old, case.new), dates, strict=True)
    ]
    text = " ".join(" ".join(block.text.split()) for block in merge(tuple(group)).blocks)
    pattern = (
        rf"{re.escape(case.before)}\W+({re.escape(case.said)}|{re.escape(case.instead_of)})(?!\d)"
    )
    found = {match[1] for match in re.finditer(pattern, text)}
    if len(found) != 1:
        return "neither"
    return "new" if case.said in found else "old"


def run(arguments: list[str]) -> int:
    """``FOLDER [COUNT]``: corrections in the texts (``*.txt``) of a folder, a line for each
    sign.
    """
    folder, count = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 200
    texts = [_beginning(file.read_text("utf-8")) for file in sorted(folder.glob("*.txt"))]
    usable = [text for text in texts if any(_facts(text))]
    random = Random(1)
    found: dict[str, Counter[str]] = {sign: Counter() for sign in _SIGNS}
    for case in cases(usable, count):
        found[case.sign][_outcome(case, random)] += 1
    for sign, outcomes in found.items():
        total = sum(outcomes.values())
        counted = ", ".join(f"{outcomes[name]} {name}" for name in ("new", "old", "neither"))
        sys.stdout.write(f"{sign:20} {total}: {counted}\n")
    return 0


def _beginning(text: str) -> str:
    """The first words of a text, paragraphs kept."""
    taken: list[str] = []
    words = 0
    for paragraph in text.split("\n\n"):
        if words > _MOST_WORDS:
            break
        taken.append(paragraph)
        words += len(paragraph.split())
    return "\n\n".join(taken)
