"""Text that was broken into lines and pages: made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from briefing_ingest.model import Block, Witness
from briefing_ingest.text import sentence_ends
from briefing_ingest.traced import TracedText, joined

_FLOWING = ("paragraph", "labelled", "list_item", "quote", "note", "licence", "acknowledgements")


def page_breaks(witness: Witness) -> Witness:
    """Join paragraphs that a page, column or blank line cut in the middle of a sentence.

    A paragraph that does not end like a sentence goes on in the next one if that begins with a small letter, or if a
    page or column ends between them. Wrong where an author begins paragraphs with small letters after an unfinished
    line, as poets do, and for a page that ends in a line of an unmarked list.
    """
    blocks: list[Block] = []
    for block in witness.blocks:
        if blocks and _goes_on(blocks[-1], block):
            before = blocks[-1]
            traced = joined(before.traced, block.traced, "\n", "page_breaks")
            places, raw_links = before.places + block.places, before.raw_links + block.raw_links
            blocks[-1] = replace(before, traced=traced, places=places, raw_links=raw_links)
        else:
            blocks.append(block)
    return replace(witness, blocks=tuple(blocks))


_SMALL_LETTER = re.compile(r"['\"‘“(\[]?[a-z]")


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind not in _FLOWING or block.kind != "paragraph" or before.back != block.back:
        return False
    end = re.sub(r"[\s¹²³⁰-⁹]+$", "", before.text)
    if not end or sentence_ends(end):
        return False
    return bool(_SMALL_LETTER.match(block.text.lstrip())) or _over_the_edge(before, block)


def _over_the_edge(before: Block, block: Block) -> bool:
    """True if a page or column ends between the two; a short line that ends there is a line of its own."""
    if not before.places or not block.places or not before.places[-1].box or not block.places[0].box:
        return False
    last, first = before.places[-1], block.places[0]
    assert last.box
    assert first.box
    turned = first.page > last.page or first.box.top < last.box.top
    return turned and len(before.text.rstrip().split("\n")[-1].split()) >= 4


_LINE_END_HYPHEN = re.compile(r"(\w+)([-\u2010\u00ad\ufffe])[ \t]*\r?\n[ \t]*(\w+)")


def line_end_hyphens(witness: Witness) -> Witness:
    """Join words that were divided at line ends, keeping the hyphen of true compounds.

    The evidence is the document itself: the word stands elsewhere with a hyphen, or without. Failing that, a word of
    the English frequency list is joined, and the hyphen stays between two such words or before a capital or digit.
    A soft hyphen is always a division. Wrong for a compound that the document uses once, if its closed form is also a
    word (re-cover).
    """
    seen = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(block.text for block in witness.blocks).casefold()))

    def mend(block: Block) -> Block:
        traced = block.traced
        for match in reversed(list(_LINE_END_HYPHEN.finditer(traced.text))):
            keep = match.group(2) not in "\u00ad\ufffe" and _is_compound(match.group(1), match.group(3), seen)
            traced = traced.substitute(match.end(1) + keep, match.start(3), "", "line_end_hyphens")
        return replace(block, traced=traced)

    return _each(witness, mend)


def _is_compound(first: str, second: str, seen: Counter[str]) -> bool:
    from briefing_ingest.repair.dictionary import is_word

    closed, hyphened = (first + second).casefold(), f"{first}-{second}".casefold()
    if seen[hyphened] != seen[closed]:
        return seen[hyphened] > seen[closed]
    if not second[0].islower():
        return True
    return not is_word(closed) and is_word(first) and is_word(second)


_WHITE = re.compile(r"\s{2,}|[^\S ]")


def hard_wraps(witness: Witness) -> Witness:
    """Turn line breaks and runs of white space inside a block into single spaces, and trim its ends.

    Wrong for verse and for text set in columns by spaces; tables keep their tabs and newlines.
    """

    def unwrap(block: Block) -> Block:
        if block.kind == "table":
            return replace(block, traced=block.traced.trimmed("hard_wraps"))
        traced: TracedText = block.traced.trimmed("hard_wraps")
        for match in reversed(list(_WHITE.finditer(traced.text))):
            traced = traced.substitute(*match.span(), " ", "hard_wraps")
        return replace(block, traced=traced)

    return _each(witness, unwrap)


def _each(witness: Witness, mend: Callable[[Block], Block]) -> Witness:
    return replace(witness, blocks=tuple(map(mend, witness.blocks)), notes=tuple(map(mend, witness.notes)))
