"""What the rules know of a work before they judge: its texts, the model's guesses, people, titles,
acronyms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from briefing_ingest.model import MergedBlock, Work
from briefing_ingest.tag.knowledge.maintainers_list import OwnName
from briefing_ingest.tag.knowledge.shapes import (
    address_spans,
    blocks_by_word,
    blocks_with,
    occurrences,
    words_of,
)
from briefing_ingest.tag.knowledge.vocabulary import kind_of_name, words
from briefing_ingest.tag.read.people import People, read_people
from briefing_ingest.tag.recogniser.names import Guess
from briefing_ingest.text import Span

_QUOTED: Final = re.compile(r"[‘“\"]([^‘’“”\"\n]{4,120})[’”\"]")


@dataclass(
    frozen=True, eq=False
)  # by identity, so that what is worked out of a scope can be remembered
class Scope:
    """A work as the rules see it. All fields but ``work``, ``people`` and ``own`` are by block
    (``blocks + notes``).
    """

    work: Work
    texts: tuple[str, ...]
    guesses: tuple[tuple[Guess, ...], ...]
    masks: tuple[tuple[Span, ...], ...]
    """Web and mail addresses: nothing inside them is a name."""
    titles: tuple[tuple[Span, ...], ...]
    """Titles of texts: no organisation is found inside them by its looks."""
    people: People
    """Who is a person, and where the texts say so."""
    blocks_of_word: Mapping[str, Sequence[int]]
    """The blocks in which a run of letters and digits stands: most names stand in few of many."""
    own: tuple[OwnName, ...] = ()
    """Names that the maintainer has listed."""

    @property
    def blocks(self) -> tuple[MergedBlock, ...]:
        """Blocks and notes."""
        return self.work.blocks + self.work.notes

    def guess_at(self, block: int, start: int, end: int) -> str:
        """The model's label of exactly that span; "" if it has none."""
        return self._labels.get((block, start, end), "")

    @cached_property
    def _labels(self) -> dict[tuple[int, int, int], str]:
        return {
            (block, g.start, g.end): g.label
            for block, given in enumerate(self.guesses)
            for g in reversed(given)
        }

    def blocks_of(self, name: str) -> Sequence[int]:
        """The blocks in which the first word of ``name`` stands, in order."""
        return blocks_with(self.blocks_of_word, name, len(self.texts))

    def where(self, name: str) -> Iterator[tuple[int, Span]]:
        """Every place at which ``name`` stands as whole words: block and span."""
        return (
            (block, span)
            for block in self.blocks_of(name)
            for span in occurrences(self.texts[block], name)
        )


def read_scope(
    work: Work, guesses: Sequence[tuple[Guess, ...]], *, own: tuple[OwnName, ...] = ()
) -> Scope:
    """The scope of ``work``, of whose blocks and notes the model says ``guesses``; ``own`` is the
    maintainer's list.
    """
    blocks = work.blocks + work.notes
    texts = tuple(block.text for block in blocks)
    index = blocks_by_word(texts)
    titles: list[list[Span]] = [[] for _ in texts]
    for title in _titles(work, texts):
        for block in blocks_with(index, title, len(texts)):
            titles[block] += occurrences(texts[block], title)
    return Scope(
        work=work,
        texts=texts,
        guesses=tuple(guesses),
        masks=tuple((*address_spans(block.text), *_printed_addresses(block)) for block in blocks),
        titles=tuple(map(tuple, titles)),
        blocks_of_word=index,
        people=read_people(texts, guesses, work.authors),
        own=own,
    )


def _printed_addresses(block: MergedBlock) -> list[Span]:
    """Links whose text is an address, also where it holds spaces; words that carry a link are
    ordinary text.
    """
    return [
        Span(link.start, link.end)
        for link in block.links
        if any(span.start == 0 for span in address_spans(link.printed))
    ]


def _titles(work: Work, texts: Sequence[str]) -> list[str]:
    """The work's own title and what stands between quotation marks with every word capitalised.

    Wrong for an organisation's name in quotation marks that has no head word ("Trust", "Council")
    to tell it.
    """
    quoted = (match[1].rstrip(",.") for text in texts for match in _QUOTED.finditer(text))
    found = {name for name in (work.title, *quoted) if _reads_as_title(name)}
    return sorted(found)


def _reads_as_title(name: str) -> bool:
    parts = [word for word in words_of(name) if word.text.lower() not in words("openers")]
    if len(parts) < 2 or not all(word.is_capital for word in parts):
        return False
    return bool(re.search(r"[,:?!]", name)) or not kind_of_name(name)
