"""What the maintainer has decided of passages: they are kept, or left out, whatever rules say.

A passage is given by its words, or by its first and last words with an ellipsis between them
("The panel met ... in March"). All lines in which they stand are meant, whole: of a web page or a
dump that is a paragraph, of a PDF file a printed line. One word or two mean only lines that say
nothing else. Capitals, spaces, line ends and what is
neither letter nor figure do not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from briefing_ingest.model import (
    DROPPED_BY_MAINTAINER,
    KEPT_BY_MAINTAINER,
    Block,
    Line,
    LineRole,
    Source,
    Witness,
)
from briefing_ingest.text import fold

_MIN_WORDS_WITHIN: Final = 3
"""Fewer words name only lines that say nothing else: "Home" is no word to leave a paragraph out
by."""
_ELLIPSIS: Final = re.compile(r"\.{3}|…")
_ROLES: Final = {
    "li": LineRole.LIST_ITEM,
    "blockquote": LineRole.QUOTE,
    "figcaption": LineRole.CAPTION,
}
_HEADING: Final = re.compile(r"h([1-6])")


class Settled(NamedTuple):
    """The lines as the maintainer wants them, and the decisions whose words stand in none."""

    lines: tuple[Line, ...]
    unmatched: tuple[str, ...]


def settle(lines: tuple[Line, ...], source: Source) -> Settled:
    """``lines`` with those kept and left out that the manifest names."""
    if not (source.keep or source.drop or source.as_text):
        return Settled(lines, ())
    letters = _Letters.of(lines)
    settled, unmatched = list(lines), []
    for words, decide in (
        *((words, _kept) for words in source.keep),
        *((words, _dropped) for words in source.drop),
        *((words, _as_text) for words in source.as_text),
    ):
        meant = letters.lines_with(words)
        if not meant:
            unmatched.append(words)
        for index in meant:
            settled[index] = decide(settled[index])
    return Settled(tuple(settled), tuple(unmatched))


def _kept(line: Line) -> Line:
    role, level = (line.role, line.level) if not line.is_outside else _own_role(line)
    return line._replace(role=role, level=level, reason=KEPT_BY_MAINTAINER, doubt="")


def _dropped(line: Line) -> Line:
    return line.as_furniture(DROPPED_BY_MAINTAINER)._replace(doubt="")


def _as_text(line: Line) -> Line:
    """A table as a paragraph; any other line as it is."""
    if line.role is not LineRole.TABLE:
        return line
    role = LineRole.PARAGRAPH if line.path else LineRole.UNKNOWN
    return line._replace(role=role, spans=(), heads=())


def settle_links(witness: Witness, source: Source) -> tuple[Witness, tuple[str, ...]]:
    """``witness`` with the addresses that the manifest puts right, and those it does not print."""
    if not source.links:
        return witness, ()
    right = dict(source.links)
    texts = (*witness.blocks, *witness.notes)
    printed = {link.printed for block in texts for link in block.links}
    settled = replace(
        witness,
        blocks=tuple(_with_links(block, right) for block in witness.blocks),
        notes=tuple(_with_links(note, right) for note in witness.notes),
    )
    return settled, tuple(address for address in right if address not in printed)


def _with_links(block: Block, right: Mapping[str, str]) -> Block:
    links = tuple(
        link._replace(url=right[link.printed], conjectural=False, evidence="the manifest says so")
        if link.printed in right
        else link
        for link in block.links
    )
    return replace(block, links=links) if links != block.links else block


def _own_role(line: Line) -> tuple[LineRole, int]:
    """What a line is by its element, and its level; unknown where it has none."""
    if any("table_cells" in piece.repairs for piece in line.traced.pieces):
        return LineRole.TABLE, 0
    tag = line.path.rpartition("/")[2].partition("[")[0]
    if heading := _HEADING.fullmatch(tag):
        return LineRole.HEADING, int(heading[1])
    if tag in _ROLES:
        return _ROLES[tag], int(tag == "li")
    return (LineRole.PARAGRAPH if line.path else LineRole.UNKNOWN), 0


class _Letters(NamedTuple):
    """The letters and figures of all lines in one string, and the line of each."""

    text: str
    lines: tuple[int, ...]
    starts: frozenset[int]
    """Where words begin; the end of the text is among them."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Letters:
        """The letters of ``lines``."""
        parts: list[str] = []
        owners: list[int] = []
        starts = {0}
        for index, line in enumerate(lines):
            for word in _words(line.text):
                parts.append(word)
                owners.extend([index] * len(word))
                starts.add(len(owners))
        return cls("".join(parts), tuple(owners), frozenset(starts))

    def lines_with(self, words: str) -> tuple[int, ...]:
        """The lines in which a passage stands, wherever it does."""
        parts = list(filter(None, ("".join(_words(part)) for part in _ELLIPSIS.split(words))))
        if len(_words(words)) < _MIN_WORDS_WITHIN:
            return self._lines_that_are("".join(parts))
        found: set[int] = set()
        for start in self._places_of(parts[0]) if parts else ():
            end = self._end_of(start + len(parts[0]), parts[1:])
            if end is not None:
                found.update(self.lines[start:end])
        return tuple(sorted(found))

    def _lines_that_are(self, letters: str) -> tuple[int, ...]:
        """The lines that have no other letters than these."""
        sizes = Counter(self.lines)
        found = (self.lines[at] for at in self._places_of(letters)) if letters else iter(())
        return tuple(sorted(line for line in set(found) if sizes[line] == len(letters)))

    def _places_of(self, letters: str, begin: int = 0) -> Iterator[int]:
        """Where ``letters`` stand as whole words."""
        at = self.text.find(letters, begin)
        while at >= 0:
            if at in self.starts and at + len(letters) in self.starts:
                yield at
            at = self.text.find(letters, at + 1)

    def _end_of(self, begin: int, last: Sequence[str]) -> int | None:
        """The end of a passage whose first words end at ``begin``; None where its last words do
        not follow.
        """
        for letters in last:
            at = next(self._places_of(letters, begin), None)
            if at is None:
                return None
            begin = at + len(letters)
        return begin


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))
