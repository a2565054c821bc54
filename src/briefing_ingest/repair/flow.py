"""Text that was broken into lines and pages: made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from briefing_ingest.blocks import Edit, edit, join
from briefing_ingest.model import Block, Box, Witness
from briefing_ingest.repair.hyphens import is_compound, is_suspended
from briefing_ingest.text import Span, sentence_ends

_FLOWING = ("paragraph", "labelled", "list_item", "quote", "note", "licence", "acknowledgements")


def page_breaks(witness: Witness) -> Witness:
    """Join paragraphs that a page, column, table or caption cut in the middle of a sentence.

    A paragraph that does not end like a sentence goes on in the next one if that begins with a
    small letter, or if a page or column ends between them, or if a hyphen or a word that needs
    another ends the first and the next stands on another page. Captions, tables, boxes and smaller
    print between the two stay where they are, behind the paragraph; text goes on in no side box and
    in no smaller print, and neither of these in it. Wrong where an author begins paragraphs with
    small letters after an unfinished line, as poets do, and for a page that ends in a line of an
    unmarked list.
    """
    blocks: list[Block] = []
    for block in witness.blocks:
        index = _open_paragraph(blocks, block)
        if index is not None and _goes_on(blocks[index], block, between=blocks[index + 1 :]):
            blocks[index] = join(blocks[index], block, "\n", "page_breaks")
        else:
            blocks.append(block)
    return replace(witness, blocks=tuple(blocks))


_SMALL_LETTER = re.compile(r"['\"‘“(\[]?[a-z]")
_NEEDS_MORE = re.compile(
    r"""(?: \w[-\u2010\u00ad]       # a divided word: "commis-"
    | ,
    | \b(?:and|or|of|the|a|an|in|to|for|with|by|from|that|which|is|are|was|were|their|its|this)
    )$""",
    re.VERBOSE,
)
_RAISED = re.compile("[¹²³⁰-⁹]")
_BETWEEN = ("caption", "table", "labelled", "imprint")
_MAX_SMALLER_PRINT: Final = 0.85
"""In shares of the size of the other text: below it, a block is smaller print."""
_MAX_BLOCKS_BETWEEN: Final = 3
"""How many captions, tables and boxes may stand between two parts of a paragraph."""
_MIN_WORDS_BROKEN_OFF: Final = 9
"""A shorter text that ends in a comma or "of the" may be a heading or an item of a list."""
_MIN_WORDS_OF_LAST_LINE: Final = 4
"""A shorter last line of a page or column is an item of a list or a label, and stands alone."""
_SAME_WIDTH: Final = 0.15
"""In shares of the width: by so much the columns of a page may differ."""
_SAME_LEFT: Final = 0.05
"""In shares of the width: by so much the left edges of one column may differ."""
_MAX_PARTS: Final = 200
"""Of a text of which no line ends like a sentence, so many make one paragraph; each joining takes
up them all."""


def _open_paragraph(blocks: list[Block], following: Block) -> int | None:
    """The last block that may go on in ``following``: only what floats, or is in smaller print,
    stands between them.
    """
    left = _MAX_BLOCKS_BETWEEN
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if _is_passed_over(block, following):
            continue
        if block.aside != following.aside or _is_smaller(following, block):
            return None
        if _may_go_on(block, following, adjacent=index == len(blocks) - 1):
            return index
        if block.kind not in _BETWEEN or left == 0:
            return None
        left -= 1
    return None


def _is_passed_over(block: Block, following: Block) -> bool:
    """Whether a block is a side box or smaller print, which the text flows around."""
    return (block.aside and not following.aside) or _is_smaller(block, following)


def _may_go_on(block: Block, following: Block, *, adjacent: bool) -> bool:
    """Whether a block is text that can be continued; a box only by what stands right below it."""
    if block.kind not in _FLOWING:
        return False
    return block.kind != "labelled" or following.aside or adjacent


def _is_smaller(block: Block, other: Block) -> bool:
    """Whether a block of text is set in smaller type than another, as the words in a drawing
    are.
    """
    return block.kind in _FLOWING and 0 < block.size < _MAX_SMALLER_PRINT * other.size


def _goes_on(before: Block, block: Block, *, between: Sequence[Block] = ()) -> bool:
    """Whether the paragraph ``before`` goes on in ``block``, where ``between`` are the blocks that
    stand between them.
    """
    if not _may_be_one(before, block) or not _is_unfinished(before):
        return False
    # Captions and tables come between the two; a side box does not.
    apart = any(other.aside == block.aside for other in between)
    if apart and not _ends_in_box(before):
        return False
    if _SMALL_LETTER.match(block.text.lstrip()):
        return True
    if not apart and _over_the_edge(before, block, boxed=bool(between)):
        return True
    return _is_on_next_page(before, block) and _breaks_off(before)


def _may_be_one(before: Block, block: Block) -> bool:
    """Whether two blocks are of kinds that can be parts of one paragraph."""
    return _is_continuable(before) and _is_continuation(block) and before.back == block.back


def _is_unfinished(block: Block) -> bool:
    """Whether a text does not end like a sentence, raised figures at its end aside."""
    end = _before_marker(block.text)
    return bool(end) and not sentence_ends(end)


def _is_continuable(before: Block) -> bool:
    return before.kind in _FLOWING and len(before.places) < _MAX_PARTS


def _is_continuation(block: Block) -> bool:
    """Whether a block is plain text, or text of a side box without a label of its own."""
    return block.kind == "paragraph" or (
        block.kind == "labelled" and block.aside and block.label is None
    )


def _ends_in_box(block: Block) -> bool:
    """Whether it is known where on its page the last line of a block stands."""
    return bool(block.places and block.places[-1].box)


def _is_on_next_page(before: Block, block: Block) -> bool:
    return bool(
        before.places and block.places and before.places[-1].page + 1 == block.places[0].page
    )


def _breaks_off(block: Block) -> bool:
    """Whether a text of some length, whose place on the page is known, ends in a hyphen, a comma or
    a word that needs another.
    """
    end = _before_marker(block.text)
    is_long = len(end.split()) >= _MIN_WORDS_BROKEN_OFF
    return is_long and _ends_in_box(block) and bool(_NEEDS_MORE.search(end))


def _before_marker(text: str) -> str:
    """The text without raised figures and white space at its end."""
    end = len(text)
    while end and (text[end - 1].isspace() or _RAISED.match(text[end - 1])):
        end -= 1
    return text[:end]


def _over_the_edge(before: Block, block: Block, *, boxed: bool) -> bool:
    """True if a page or column ends between the two, or a side box parts them; a short line there
    stands alone.
    """
    if not before.places or not block.places:
        return False
    last, first = before.places[-1], block.places[0]
    if last.box is None or first.box is None:
        return False
    turned = (
        first.page > last.page
        or _is_next_column(last.box, first.box)
        or (boxed and _is_right_below(last.box, first.box))
    )
    last_line = before.text.rstrip().split("\n")[-1]
    return turned and len(last_line.split()) >= _MIN_WORDS_OF_LAST_LINE


def _is_next_column(last: Box, first: Box) -> bool:
    """Whether a text goes on to the right and higher up, as wide as before; a box beside the text
    is narrower.
    """
    wide, other = last.x1 - last.x0, first.x1 - first.x0
    to_the_right = first.top < last.top and first.x0 >= last.x1
    return to_the_right and abs(wide - other) < _SAME_WIDTH * wide


def _is_right_below(last: Box, first: Box) -> bool:
    return first.top >= last.bottom and abs(first.x0 - last.x0) < _SAME_LEFT * (last.x1 - last.x0)


_HYPHENATED = re.compile(r"\w+(?:-\w+)*")
_LINE_END_HYPHEN = re.compile(
    r"""(?<!\w)(?<!\w[-\u2010\u2011])
    (?P<before> (?:\w++[-\u2010\u2011])* )      # "day-" of "day-to-day" divided behind "to-"
    (?P<first> \w++ )
    (?P<hyphen> [-\u2010\u2011\u00ad\ufffe] )
    [ \t]*\r?\n[ \t]*
    (?P<second> \w+ )
    (?P<after> (?:[-\u2010\u2011]\w+)* )        # "-day" of "day-to-day" divided behind "day-"
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:://|\bwww\.|@|\w\.\w+/)\S*$")


def line_end_hyphens(witness: Witness) -> Witness:
    """Join words that were divided at line ends, keeping the hyphen of true compounds (see
    `hyphens`).

    A soft hyphen is always a division, one in an address or one that forbids a break never; a
    suspended hyphen ("short- and long-term") gets its space. The end of a cell or row of a table is
    no line end. Wrong for a compound that the document uses once, if its closed form is also a
    common word (re-cover).
    """
    seen: Counter[str] = Counter()
    for block in witness.blocks:
        seen.update(_HYPHENATED.findall(block.text.casefold()))

    def mend(block: Block) -> Block:
        found = [
            match for run in block.runs for match in _LINE_END_HYPHEN.finditer(block.text, *run)
        ]
        return edit(block, [_whole(match, seen) for match in found], "line_end_hyphens")

    return _each(witness, mend)


_LOOK_BEHIND_CHARACTERS: Final = 200
"""Characters behind a divided word that tell of its hyphen."""


def _whole(match: re.Match[str], seen: Mapping[str, int]) -> Edit:
    """What is put in the place of the line end, and of the hyphen where it goes."""
    kept = _keeps_hyphen(match, seen)
    space = " " if kept and is_suspended(match["first"], match["second"], _behind(match)) else ""
    return match.end("hyphen") if kept else match.start("hyphen"), match.start("second"), space


def _behind(match: re.Match[str]) -> str:
    return match.string[match.end("second") : match.end("second") + _LOOK_BEHIND_CHARACTERS]


def _keeps_hyphen(match: re.Match[str], seen: Mapping[str, int]) -> bool:
    if match["hyphen"] in "\u00ad\ufffe":
        return False
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start("hyphen")]
    if match["hyphen"] == "\u2011" or _ADDRESS.search(line):
        return True
    if is_suspended(match["first"], match["second"], _behind(match)):
        return True
    return is_compound(
        match["first"], match["second"], seen, before=match["before"], after=match["after"]
    )


_WHITE = re.compile(r"\s{2,}|[^\S ]")


def hard_wraps(witness: Witness) -> Witness:
    """Turn line breaks and runs of white space inside a block into single spaces, and trim its
    ends.

    Each cell of a table is such a text. Wrong for verse and for text set in columns by spaces.
    """

    def unwrap(block: Block) -> Block:
        edits = [made for run in block.runs for made in _unwrapped(block.text, run)]
        return edit(block, edits, "hard_wraps")

    return _each(witness, unwrap)


def _unwrapped(text: str, run: Span) -> Iterator[Edit]:
    """The edits that leave single spaces between the words of a run, and none at its ends."""
    inside = text[slice(*run)]
    first, end = run.start + len(inside) - len(inside.lstrip()), run.start + len(inside.rstrip())
    if run.start < first:
        yield run.start, first, ""
    for match in _WHITE.finditer(text, first, max(first, end)):
        yield *match.span(), " "
    if first < run.end and end < run.end:
        yield end, run.end, ""


def _each(witness: Witness, mend: Callable[[Block], Block]) -> Witness:
    return replace(
        witness, blocks=tuple(map(mend, witness.blocks)), notes=tuple(map(mend, witness.notes))
    )
