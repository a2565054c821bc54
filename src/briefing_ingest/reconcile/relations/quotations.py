"""`cites` for a work that quotes another: a run of words in quotation marks that only they have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from briefing_ingest.english.function_words import stop_words
from briefing_ingest.model import MergedBlock, Relation, WorkSpan
from briefing_ingest.reconcile.passage_rules import CITES
from briefing_ingest.reconcile.relations.collection import Collection, texts_of
from briefing_ingest.text import Span, fold

_QUOTED: Final = re.compile(r"“([^“”]{1,1500})”|\"([^\"“”]{1,1500})\"|«([^«»]{1,1500})»")
_MIN_WORDS: Final = 8
"""Fewer words may be a saying, or a phrase that both have from elsewhere."""
_MIN_SHARE_SMALL: Final = 0.7
"""Of the words: titles in lists of literature begin most words with a capital."""

_MIN_SHARE_FUNCTION: Final = 0.25

_Words = tuple[str, ...]


class _Quotation(NamedTuple):
    subject: int
    span: WorkSpan
    words: _Words


def find_quotations(collection: Collection) -> Iterator[Relation]:
    """The works that quote another, each by the first quotation from it.

    Wrong where both have the words from a third text that is not in the collection, and the other
    work sets them without quotation marks.
    """
    quotations = list(_quotations(collection))
    runs = {quotation.words[:_MIN_WORDS] for quotation in quotations}
    sources = _works_that_say(collection, runs)
    seen: set[tuple[int, int]] = set()
    for quotation in quotations:
        target = _only_source(collection, quotation, sources)
        if target is not None and (quotation.subject, target) not in seen:
            seen.add((quotation.subject, target))
            shown = " ".join(quotation.words[:_MIN_WORDS])
            reason = f"it quotes words of the other work that no third one has: “{shown} …”"
            yield Relation(quotation.subject, CITES.name, target, (quotation.span,), reason)


def _quotations(collection: Collection) -> Iterator[_Quotation]:
    for subject, work in enumerate(collection.works):
        for number, block in enumerate(texts_of(work)):
            for span in quoted_spans(block):
                said = block.text[span.start : span.end]
                words = tuple(fold(said).split())
                if len(words) >= _MIN_WORDS and _reads_as_text(said):
                    yield _Quotation(subject, WorkSpan(subject, number, *span), words)


def _reads_as_text(said: str) -> bool:
    """Whether a quotation is of a text, and not a title."""
    words = said.split()
    small = sum(word[0].islower() for word in words)
    function = sum(fold(word) in stop_words() for word in words)
    return small >= _MIN_SHARE_SMALL * len(words) and function >= _MIN_SHARE_FUNCTION * len(words)


def quoted_spans(block: MergedBlock) -> list[Span]:
    """What a block has in quotation marks; all of one that is a quotation."""
    if block.kind == "quote":
        return [Span(0, len(block.text))]
    return [Span(*match.span(match.lastindex or 0)) for match in _QUOTED.finditer(block.text)]


def _works_that_say(
    collection: Collection, wanted: set[_Words]
) -> Mapping[_Words, dict[int, bool]]:
    """By run of words the works that have it, and whether in their own words."""
    found: defaultdict[_Words, dict[int, bool]] = defaultdict(dict)
    for number, work in enumerate(collection.works) if wanted else ():
        for at_block, block in enumerate(texts_of(work)):
            in_text = at_block < len(work.blocks) and not block.back
            quoted = f" {' '.join(_said_by_others(block))} "
            words = fold(block.text).split()
            for at in range(len(words) - _MIN_WORDS + 1):
                run = tuple(words[at : at + _MIN_WORDS])
                if run in wanted:
                    is_own = in_text and " ".join(run) not in quoted
                    found[run][number] = found[run].get(number, False) or is_own
    return found


def _said_by_others(block: MergedBlock) -> Iterator[str]:
    """What a block has in quotation marks, folded; from a mark that is not closed to the end."""
    spans = quoted_spans(block)
    yield from (fold(block.text[span.start : span.end]) for span in spans)
    last = spans[-1].end + 1 if spans else 0
    opened = re.search(r"[“\"«]", block.text[last:])
    if opened:
        yield fold(block.text[last + opened.start() :])


def _only_source(
    collection: Collection,
    quotation: _Quotation,
    sources: Mapping[_Words, dict[int, bool]],
) -> int | None:
    """The one other work that has the words, if they are its own and it is not the later one."""
    holders = sources[quotation.words[:_MIN_WORDS]]
    others = [number for number in holders if number != quotation.subject]
    if len(others) != 1 or not holders[others[0]] or holders[quotation.subject]:
        return None
    dates = [collection.works[number].published for number in (quotation.subject, others[0])]
    is_later = all(dates) and dates[1] > dates[0]
    return None if is_later else others[0]
