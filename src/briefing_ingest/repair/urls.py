"""Web addresses that were broken in print: spaces inside, hyphens lost at line ends."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from briefing_ingest.blocks import edit
from briefing_ingest.model import Block, Witness
from briefing_ingest.text import Span

_TOP_LEVEL = r"(?:org|com|net|gov|edu|ac|info|int|eu|io|scot|wales|london|police|nhs|[a-z]{2})"
URL: Final = re.compile(
    r"(?:https?://|(?<![\w@./-])www\.)[^\s<>\"“”‘’]+"
    rf"|(?<![\w@./-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.{_TOP_LEVEL}/[^\s<>\"“”‘’]*",
    re.IGNORECASE,
)
"""An address with a scheme, with www., or of the form host.tld/path."""

_FILE_END = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|csv|html?|aspx?|txt|odt)$", re.IGNORECASE)
_WORD_SO_FAR = re.compile(r"/[A-Za-z]*$")
_FILE_WORD = re.compile(r"[\w()&'’,+-]+(?:\.\w+)?")
_MIN_FULL_LINE_CHARACTERS = 40
"""Characters after which a printed column may end. The columns of the reports measured hold 50 to
110."""

_MAX_FILE_NAME_WORDS = 10
"""Words a file name may have."""


def url_spaces(witness: Witness) -> Witness:
    """Close addresses that a line end broke: ``wp-content/ uploads/2019`` becomes
    ``wp-content/uploads/2019``.

    A break comes after a mark of punctuation, or where a line is full. Spaces between the words of
    a file name that ends in .pdf and the like are the author's and stay. Wrong for an address at
    the end of a clause that is followed by something like another path.
    """

    def mend(block: Block) -> Block:
        breaks = [(*span, "") for address in addresses_in(block) for span in address.breaks]
        return edit(block, breaks, "url_spaces")

    return replace(
        witness, blocks=tuple(map(mend, witness.blocks)), notes=tuple(map(mend, witness.notes))
    )


class Address(NamedTuple):
    """An address in a text: its span, the white space that line ends put in, and whether it keeps
    real spaces.
    """

    span: Span
    breaks: tuple[Span, ...]
    spaced: bool


def addresses(text: str) -> list[Address]:
    """Web addresses in ``text`` with the broken parts that belong to them, in order, trailing
    punctuation aside.
    """
    found: list[Address] = []
    for match in URL.finditer(text):
        if found and match.start() < found[-1].span.end:
            continue
        found.append(_address(text, match.start(), match.end()))
    return found


def addresses_in(block: Block) -> list[Address]:
    """The addresses of a block; one in a cell of a table ends with the cell."""
    return [
        _moved(one, run.start) for run in block.runs for one in addresses(block.text[slice(*run)])
    ]


def _moved(address: Address, by: int) -> Address:
    spans = [Span(start + by, end + by) for start, end in (address.span, *address.breaks)]
    return address._replace(span=spans[0], breaks=tuple(spans[1:]))


_GAP = re.compile(r"[ \t]*\r?\n[ \t]*(?=\S)|[ \t]+(?=\S)")


def _address(text: str, start: int, end: int) -> Address:
    """The address that begins at ``start`` and is unbroken up to ``end``, with what belongs to it
    behind that.
    """
    breaks: list[Span] = []
    line_start = start
    while gap := _GAP.match(text, end):
        file_end = _end_of_spaced_file_name(text, Span(start, end), gap.end())
        if file_end:
            overflow = "\n" in gap.group() and end - line_start >= _MIN_FULL_LINE_CHARACTERS
            if text[end - 1] == "/" or overflow:
                breaks.append(Span(*gap.span()))
            real = not overflow or bool(_SEVERAL.search(text, gap.end(), file_end))
            return Address(Span(start, file_end), tuple(breaks), spaced=real)
        stop = _next_white(text, gap.end())
        piece = text[gap.end() : stop]
        if not _goes_on(text[line_start:end], piece, at_line_end="\n" in gap.group()):
            break
        breaks.append(Span(*gap.span()))
        line_start, end = gap.end(), stop
    return Address(Span(start, _without_punctuation(text, start, end)), tuple(breaks), spaced=False)


def _end_of_spaced_file_name(text: str, so_far: Span, at: int) -> int | None:
    """Where a file name ends that goes on at ``at``, behind the white space that follows the
    address ``so_far``; behind a slash only a name of several words counts.
    """
    if not _WORD_SO_FAR.search(text, *so_far):
        return None
    end = _file_name_end(text, at)
    if end and text[so_far.end - 1] == "/" and not _SEVERAL.search(text, at, end):
        return None
    return end


_WHITE = re.compile(r"\s|$")
_SEVERAL = re.compile(r"\s")


def _next_white(text: str, start: int) -> int:
    match = _WHITE.search(text, start)
    return match.start() if match else len(text)


def _goes_on(printed: str, piece: str, *, at_line_end: bool) -> bool:
    """True if ``piece`` continues the address whose last line is ``printed``."""
    piece = piece.rstrip(".,;:)")
    if not piece or URL.match(piece) or not re.match(r"[\w%~(./-]", piece):
        return False
    like_path = re.search(r"[/._=%&?\d]|\w-\w", piece)
    if printed[-1] in "/-_=&?%~":
        return bool(like_path)
    if len(printed) < _MIN_FULL_LINE_CHARACTERS:
        return False
    if at_line_end:  # a full line that ends in an address was broken within it, unless words follow
        return bool(like_path) or len(piece) <= 2
    return "/" in piece and len(piece) > 12 and piece[0].islower()


def _file_name_end(text: str, start: int) -> int | None:
    """End of a file name of several words, whose first to be looked at begins at ``start``; None if
    there is none.
    """
    for _ in range(_MAX_FILE_NAME_WORDS):
        stop = _next_white(text, start)
        word = text[start:stop].rstrip(".,;)")
        if not _FILE_WORD.fullmatch(word):
            return None
        if _FILE_END.search(word):
            return start + len(word)
        gap = _GAP.match(text, stop)
        if not gap:
            return None
        start = gap.end()
    return None


def _without_punctuation(text: str, start: int, end: int) -> int:
    while end > start and (
        text[end - 1] in ".,;:!?'’”\"" or (text[end - 1] == ")" and "(" not in text[start:end])
    ):
        end -= 1
    return end


# --- hyphens lost at line ends --------------------------------------------------------------------


class Hyphenated(NamedTuple):
    """An address with hyphens put back, and the evidence for each in words; "" if nothing was
    mended.
    """

    url: str
    evidence: str


def lost_hyphens(url: str, known: frozenset[str]) -> Hyphenated:
    """Put back hyphens that a line end swallowed: ``diversionadults`` becomes ``diversion-adults``.

    Only in path segments that join words by hyphens, only at least a line's length from the start
    or from the last such place, and only for a part that is no word itself (of English or of
    ``known``, the document's words) but
    falls into two: two common words, or the initials of the parts before it and a common word.
    File-name endings (``focuspdf``) are no words. The result is a conjecture.
    """
    host_end = url.find("/", url.find("//") + 2 if "//" in url else 0)
    if host_end < 0:
        return Hyphenated(url, "")
    line_start, evidence, done = 0, [], url[:host_end]
    for segment in re.split(r"(?<=/)|(?=/)", url[host_end:]):
        parts = segment.split("-")
        for i, part in enumerate(parts):
            split = _split(part, parts[:i], known) if len(parts) > 2 else None
            at = len(done) + len("-".join(parts[:i])) + bool(i) + (split or 0)
            if split and at - line_start >= _MIN_FULL_LINE_CHARACTERS:
                parts[i] = f"{part[:split]}-{part[split:]}"
                evidence.append(
                    f"{part!r} is not a word, {part[:split]!r} and {part[split:]!r} are"
                )
                line_start = at
        done += "-".join(parts)
    if not evidence:
        return Hyphenated(url, "")
    return Hyphenated(done, "a hyphen was lost at a line end: " + "; ".join(evidence))


_FILE_TYPES = frozenset(
    {"pdf", "doc", "docx", "htm", "html", "asp", "aspx", "php", "xls", "csv", "web"}
)


def _split(part: str, before: list[str], known: frozenset[str]) -> int | None:
    """Where ``part`` falls into two words: the place whose rarer half is the most frequent."""
    from briefing_ingest.dictionary import is_word

    word = part.casefold()
    if not word.isalpha() or len(word) < _MIN_SPLIT_CHARACTERS or is_word(word) or word in known:
        return None
    initials = "".join(previous[:1] for previous in before)[-_MAX_INITIALS:].casefold()
    scores = {cut: _rarer_half(word[:cut], word[cut:], initials) for cut in range(2, len(word) - 2)}
    best = max(scores, key=lambda cut: (scores[cut], -cut))
    return best if scores[best] >= _COMMON_WORD else None


def _rarer_half(left: str, right: str, initials: str) -> int:
    """How common the rarer of two halves is; 0 if one is the ending of a file name.

    The ``initials`` of the words before count as a common word.
    """
    from briefing_ingest.dictionary import frequency

    if left in _FILE_TYPES or right in _FILE_TYPES:
        return 0
    is_acronym = len(left) >= _MIN_ACRONYM_CHARACTERS and initials.endswith(left)
    return min(_COMMON_WORD if is_acronym else frequency(left), frequency(right))


_COMMON_WORD = 1_100_000
"""Occurrences from which both halves count as words: the most frequent quarter of the list."""

_MIN_SPLIT_CHARACTERS = 6
"""A shorter part of an address is not taken apart: nearly any falls into two short words."""

_MIN_ACRONYM_CHARACTERS = 3
_MAX_INITIALS = 5
"""Length of an acronym that the words before may spell out."""
