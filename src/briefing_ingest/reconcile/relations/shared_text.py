"""What the text shows that two works share: a part of another work, another edition of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_ingest.model import Relation, WorkSpan
from briefing_ingest.reconcile.compare import Pair
from briefing_ingest.reconcile.coverage import Index, covered, share
from briefing_ingest.reconcile.editions import edition_marks
from briefing_ingest.reconcile.passage_rules import EXCERPT_OF
from briefing_ingest.reconcile.relations.collection import Collection, texts_of
from briefing_ingest.text import word_key

_MIN_SHARE_EXCERPT: Final = 0.9
"""A work is an excerpt of another that has at least this part of its words, and more of its own."""


def find_excerpts(collection: Collection) -> Iterator[Relation]:
    """`excerpt_of` for each work that lies nearly whole in a longer one."""
    for pair in _compared(collection):
        if _lies_in(pair) and not cover_as_editions(collection, pair):
            part, whole = _part_and_whole(pair)
            evidence = tuple(longest_shared(collection, part, whole))
            reason = said_of_shares(pair, part)
            yield Relation(part, EXCERPT_OF.name, whole, evidence, reason)


def _compared(collection: Collection) -> Iterator[Pair]:
    return (collection.texts.compared(*both) for both in collection.sharing)


def pairs_of_editions(collection: Collection) -> Iterator[Pair]:
    """The pairs of works that cover each other and are neither one work nor one in the other."""
    return (pair for pair in _compared(collection) if cover_as_editions(collection, pair))


def cover_as_editions(collection: Collection, pair: Pair) -> bool:
    """Whether two works cover each other as editions do, neither being a part of the other."""
    texts = collection.texts
    if not pair.both_ways or texts.have_own_matter(*pair[:2]):
        return False
    if pair.alike or not _lies_in(pair):
        return True
    return bool(edition_marks(texts.keys[pair.first], texts.keys[pair.second]))


def _lies_in(pair: Pair) -> bool:
    return max(pair.of_first, pair.of_second) >= _MIN_SHARE_EXCERPT


def _part_and_whole(pair: Pair) -> tuple[int, int]:
    return (
        (pair.first, pair.second) if pair.of_first > pair.of_second else (pair.second, pair.first)
    )


def said_of_shares(pair: Pair, part: int) -> str:
    """In words, how much of the work ``part`` of a pair the other has."""
    of_part = pair.of_first if part == pair.first else pair.of_second
    return f"the other work has at least {_in_steps(of_part)} of its words"


def _in_steps(part: float) -> str:
    """A share in steps of five per cent, rounded down, as a small edit changes nothing that
    matters.
    """
    return f"{int(part * 20) * 5} %"


def longest_shared(collection: Collection, subject: int, target: int) -> Iterator[WorkSpan]:
    """The block of ``subject`` of which the other work has the most words."""
    index = collection.texts.index(target)
    blocks = collection.works[subject].blocks
    counts = {
        number: sum(covered([word_key(word) for word in block.text.split()], index))
        for number, block in enumerate(blocks)
    }
    best = max(counts, key=lambda number: (counts[number], -number), default=None)
    if best is not None and counts[best]:
        yield WorkSpan(subject, best, 0, len(blocks[best].text))


def outside_excerpt(collection: Collection, relation: Relation) -> Relation:
    """``relation`` by the places only that stand in text which the work that is named does not
    have: a title over the excerpt itself names nothing.
    """
    index = collection.texts.index(relation.object)
    blocks = texts_of(collection.works[relation.subject])
    own = (span for span in relation.evidence if _is_own_text(blocks[span.block].text, index))
    return relation._replace(evidence=tuple(own))


def _is_own_text(text: str, index: Index) -> bool:
    return share(covered([word_key(word) for word in text.split()], index)) < _MIN_SHARE_EXCERPT
