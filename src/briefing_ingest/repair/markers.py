"""Note markers: taken out of the text, and known by the sequence they must form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from briefing_ingest.blocks import edit
from briefing_ingest.cells import SEPARATORS
from briefing_ingest.model import Block, NoteMarker, Witness
from briefing_ingest.repair.urls import addresses_in
from briefing_ingest.text import lower_figures

_BEFORE_A_NUMBER = re.compile(
    r"(?:^|[\s\d(/])(?:[kcm]?m|ft|in|mi|CO|H|R|x|n|(?:nos?|pp?|vol|ch|para|figs?|art|ss?|v)\.)$"
    r"|[×·] ?10$|= ?[A-Za-z]{1,2}$"
)
"""Units with an exponent, powers, formulas, and abbreviations that a number follows."""

_IN_FRACTION: Final = re.compile(r" ?[⁄∕/] ?[\d₀-₉]")
"""What follows the upper figure of a fraction."""

_UNIT_CHARACTERS: Final = 6
"""Characters before a number in which such a unit shows: "para." and what stands before it."""

_WEIGHT_RAISED: Final = 4
_WEIGHT_BEHIND_MARK: Final = 2
_WEIGHT_GLUED: Final = 1
"""How strongly a form says that it is a marker: one raised marker outweighs the three glued ones
that it would forbid."""

FORMS: Final[tuple[tuple[re.Pattern[str], int], ...]] = (
    # "policing.²", "policing. ²"
    (re.compile(r" ?([⁰¹²³⁴⁵⁶⁷⁸⁹]+)"), _WEIGHT_RAISED),
    # "policing [2]"
    (re.compile(r" ?\[(\d{1,3})\]"), _WEIGHT_RAISED),
    # "policing.2 It"
    (re.compile(r"(?<=[^\W\d_][.,;:!?'’”)\"])(\d{1,3})(?=\s|$)"), _WEIGHT_BEHIND_MARK),
    # "‘policing’.2 It"
    (re.compile(r"(?<=[^\W\d_][’'”\")][.,;:!?])(\d{1,3})(?=\s|$)"), _WEIGHT_BEHIND_MARK),
    # "policing2 is"
    (re.compile(r"(?<=[a-z]{3})(\d{1,3})(?=[\s.,;:!?]|$)"), _WEIGHT_GLUED),
    # "policing. 2 It"
    (re.compile(r"(?<=[^\W\d_][.,;:!?’”)\"]) (\d{1,3})(?= [A-Z‘“]|\s*$)"), _WEIGHT_GLUED),
)
"""What markers look like, and how strongly: raised, bracketed, after punctuation, glued to a word,
set apart."""

_MAX_NUMBERS_APART: Final = 3
"""A weak candidate needs another marker whose number is at most so far from its own; without notes
a sequence begins at most with this number."""


class _Candidate(NamedTuple):
    block: int
    start: int
    end: int
    number: int
    printed: str
    weight: int


def note_markers(witness: Witness) -> Witness:
    """Cut note markers out of the text and keep where they stood.

    Raised digits, digits in brackets, digits glued to a word or to punctuation and digits set apart
    after a sentence are candidates; those are markers that together form the heaviest rising
    sequence of numbers, none greater than the last note. So "39 per cent", "4,359" or "2018" stay.
    Where a page links its markers, those are cut, and nothing else; a page without notes has only
    markers that are raised or bracketed. Wrong for a number that is out of place in the text but
    fits the sequence.
    """
    if any(block.raw_calls for block in witness.blocks):
        return replace(witness, blocks=tuple(map(_without_stated, witness.blocks)))
    last = max((int(note.number) for note in witness.notes if note.number.isdigit()), default=None)
    chosen = _supported(_heaviest_rise(_possible_markers(witness, last)), last)
    blocks = list(witness.blocks)
    for i, inside in groupby(chosen, key=lambda candidate: candidate.block):
        blocks[i] = _without_markers(blocks[i], list(inside))
    return replace(witness, blocks=tuple(blocks))


def _possible_markers(witness: Witness, last: int | None) -> list[_Candidate]:
    """The candidates of a witness in text order, none greater than its ``last`` note if it has
    notes.
    """
    is_page = witness.media_type in {"text/html", "application/feed"}
    # Pages raise or bracket their markers.
    least = _WEIGHT_RAISED if is_page and not witness.notes else _WEIGHT_GLUED
    return [
        candidate
        for i, block in enumerate(witness.blocks)
        if _may_call(block)
        for candidate in _candidates(i, block)
        if candidate.weight >= least and (last is None or candidate.number <= last)
    ]


def _may_call(block: Block) -> bool:
    return block.kind not in ("imprint", "contact", "licence", "byline")


def _candidates(index: int, block: Block) -> Iterator[_Candidate]:
    text = block.text
    inside = [address.span for address in addresses_in(block)]
    starts = [span.start for span in inside]
    found: dict[int, _Candidate] = {}
    for pattern, weight in FORMS:
        for match in pattern.finditer(text):
            number = int(lower_figures(match.group(1)))
            at = bisect_right(starts, match.start()) - 1
            in_url = at >= 0 and match.start() < inside[at].end
            if (
                not number
                or in_url
                or _IN_FRACTION.match(text, match.end())
                or _BEFORE_A_NUMBER.search(
                    text, max(0, match.start() - _UNIT_CHARACTERS), match.start()
                )
            ):
                continue
            candidate = _Candidate(
                index, match.start(), match.end(), number, match.group().strip(), weight
            )
            found.setdefault(match.start(1), candidate)
    return iter(sorted(found.values()))


def _heaviest_rise(candidates: list[_Candidate]) -> list[_Candidate]:
    """The strictly rising sequence of numbers with the greatest weight (dynamic programming over
    the last number).
    """
    best: list[tuple[int, int]] = []  # (number, weight) of the front, both rising
    chains: dict[int, tuple[int, list[_Candidate]]] = {}
    for candidate in candidates:
        at = bisect_right(best, (candidate.number - 1, 1 << 60))
        weight, chain = chains[best[at - 1][0]] if at else (0, [])
        total = weight + candidate.weight
        if candidate.number in chains and chains[candidate.number][0] >= total:
            continue
        chains[candidate.number] = (total, [*chain, candidate])
        best = _front({number: chains[number][0] for number in chains})
    return max(chains.values(), key=lambda item: item[0], default=(0, []))[1]


def _front(weights: dict[int, int]) -> list[tuple[int, int]]:
    """Numbers that no smaller number outweighs, with their weights."""
    front: list[tuple[int, int]] = []
    for number in sorted(weights):
        if not front or weights[number] > front[-1][1]:
            front.append((number, weights[number]))
    return front


def _supported(chain: list[_Candidate], last: int | None) -> list[_Candidate]:
    """The chain without weak candidates that stand alone; without notes, only a sequence that
    begins early counts.
    """
    if last is None and not _begins_sequence(chain):
        return []
    numbers = {candidate.number for candidate in chain}
    return [c for c in chain if c.weight > _WEIGHT_GLUED or _has_neighbour(c.number, numbers)]


def _begins_sequence(chain: list[_Candidate]) -> bool:
    """Whether a chain begins with a raised marker, or has two and begins with a low number."""
    if not chain:
        return False
    return chain[0].weight >= _WEIGHT_RAISED or (
        len(chain) > 1 and chain[0].number <= _MAX_NUMBERS_APART
    )


def _has_neighbour(number: int, numbers: Collection[int]) -> bool:
    """Whether another number stands near enough to support a weak one."""
    near = range(number - _MAX_NUMBERS_APART, number + _MAX_NUMBERS_APART + 1)
    return any(other in numbers for other in near if other != number)


def _without_stated(block: Block) -> Block:
    """The block without the markers that the page itself says are such, with the brackets around
    them.
    """
    chosen = []
    for call in block.raw_calls:
        where = block.traced.locate(call.raw_start, call.raw_end)
        if where and block.in_one_run(*where) and block.text[slice(*where)].strip():
            start, end = _with_brackets(block.text, *where)
            printed = block.text[start:end].strip()
            chosen.append(_Candidate(0, start, end, int(call.number), printed, 0))
    return _without_markers(block, _one_after_another(chosen)) if chosen else block


def _one_after_another(chosen: list[_Candidate]) -> list[_Candidate]:
    """The markers in order, without what is marked twice."""
    kept: list[_Candidate] = []
    for candidate in sorted(chosen):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    if text[start - 1 : start] in {"[", "("} and text[end : end + 1] in {"]", ")"}:
        start, end = start - 1, end + 1
    while start > 0 and text[start - 1] == " " and not text[end : end + 1].isalnum():
        start -= 1
    return start, end


def _without_markers(block: Block, chosen: list[_Candidate]) -> Block:
    markers = tuple(NoteMarker(c.start, str(c.number), c.printed) for c in chosen)
    cuts = [(c.start, _cut_end(block, c), "") for c in chosen]
    return edit(replace(block, markers=markers), cuts, "note_markers")


def _cut_end(block: Block, chosen: _Candidate) -> int:
    """Where the cut ends: behind a marker that begins a cell of a table the space goes with it."""
    text, end = block.text, chosen.end
    begins_cell = block.kind == "table" and text[chosen.start - 1 : chosen.start] in (
        "",
        *SEPARATORS,
    )
    return end + 1 if begins_cell and text[end : end + 1] == " " else end
