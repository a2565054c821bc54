"""The title of a work: as printed, completed where what is printed largest is not yet a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from briefing_ingest.english.dates import printed_date
from briefing_ingest.english.metadata_forms import is_title_form
from briefing_ingest.model import Fact, MergedBlock
from briefing_ingest.text import OPENING_HEADINGS, fold

_KIND_OF_PAPER: Final = (
    r"(?:report|review|minutes|agenda|paper|brief(?:ing)?|bulletin|newsletter|summary|notes?"
    r"|memorandum|memo|statement|submission|letter|factsheet|fact sheet|publication|document"
    r"|guidance|consultation|press release|news release|response|evaluation|study|analysis"
    r"|proceedings|transcript|handout|leaflet|strategy|plan|series)"
)
_DESCRIBES: Final = (
    r"(?:final|interim|draft|annual|special|technical|full|main|executive|research|policy|working"
    r"|discussion|position|green|white|evidence|information|progress|summary|monthly|quarterly"
    r"|meeting|public|joint|briefing|statistical|consultation|evaluation|occasional|issue|the|a"
    r"|our|no\.?|number|part|volume|vol\.?|of|and|for|[ivx]+|\d[\d./-]*)"
)
_NAMES_KIND: Final = re.compile(
    rf"\W*(?:{_DESCRIBES}[\s:,]+)*{_KIND_OF_PAPER}s?(?:[\s:,#–—-]+{_DESCRIBES})*\W*",
    re.IGNORECASE,
)
"""As in "FINAL REPORT", "Policy Briefing No. 12"; not "Report on street lights"."""
_BODY: Final = (
    r"(?:commission|committee|council|department|ministry|office|authority|board|agency"
    r"|panel|inspectorate|institute|institution|centre|center|association|alliance|society"
    r"|foundation|university|government|parliament|assembly|senate|service|bureau|directorate"
    r"|secretariat|partnership|task force|taskforce|working group|forum|network|trust|inquiry)"
)
_NAMES_BODY: Final = re.compile(
    rf"(?!(?i:{_KIND_OF_PAPER})s?\b)(?:the\s)?(?:(?:[A-Z][\w'’&.-]*|of|for|and|the|on|in|&)\s)*+(?<=\s)(?=[A-Z])(?i:{_BODY})\W*"
    rf"|(?:(?:the|THE|The)\s)?(?i:{_BODY})\s(?:of|for|on|OF|FOR|ON)\s"
    r"(?:(?:[A-Z][\w'’&.,-]*|of|for|and|the|on|in|&)\s?)+"
)
"""As in "Northshire Police and Crime Panel", "Commission on Street Lights"; not "Reform the
board"."""
_MAX_BODY_WORDS: Final = 10
_BODY_IN_TEXT: Final = re.compile(
    rf"\b(?:(?!(?i:{_KIND_OF_PAPER})s?\b)[A-Z][\w'’&-]*\s(?:(?:of|for|and|the|on|in|&)\s){{0,3}}){{1,6}}(?=[A-Z])(?i:{_BODY})\b"
    rf"|\b(?=[A-Z])(?i:{_BODY})\s(?:of|for|on)\s(?:the\s)?[A-Z][\w'’&-]*"
    r"(?:\s(?:(?:of|for|and|the|&)\s){0,2}[A-Z][\w'’&-]*){0,5}"
)
_MOST_PARTS: Final = 3
"""A commission, the kind of its paper, and what it is about."""
_LOOK_AHEAD_BLOCKS: Final = 4
_MAX_PART_WORDS: Final = 30


def is_incomplete(title: str) -> bool:
    """Whether a printed title names only the kind of paper, a series or a body, or breaks off.

    >>> [is_incomplete(t) for t in ("FINAL REPORT", "Safer Streets", "Elm Valley Lighting Board")]
    [True, False, True]
    """
    said = " ".join(title.split())
    if said.endswith(":") or _NAMES_KIND.fullmatch(said):
        return True
    if re.fullmatch(r"[A-Z]{2,6}", said):  # the name of a body or series by its letters
        return True
    return is_name_of_body(said)


def is_name_of_body(title: str) -> bool:
    """Whether ``title`` is the name of a body and no title of a paper.

    >>> is_name_of_body("Elm Valley Lighting Board"), is_name_of_body("The board is lit")
    (True, False)
    """
    said = " ".join(title.split())
    return len(said.split()) <= _MAX_BODY_WORDS and bool(_NAMES_BODY.fullmatch(said))


def names_of_bodies(text: str) -> Iterator[str]:
    """The names of bodies that ``text`` has, as they are written.

    >>> list(names_of_bodies("Minutes of the Elm Valley Lighting Board in May"))
    ['Elm Valley Lighting Board']
    """
    yield from (match.group() for match in _BODY_IN_TEXT.finditer(text))


def is_stated_title(fact: Fact) -> bool:
    """Whether a fact of the name "title" is printed, or has the form of a title.

    A single word in the metadata of a PDF file is not believed; a page's head is written for
    readers.
    """
    one_word = not fact.where.startswith("PDF ")
    return bool(fact.value) and (fact.is_printed or is_title_form(fact.value, one_word=one_word))


def completed_title(
    title: str, blocks: Sequence[MergedBlock], *, declared: Sequence[str] = ()
) -> str:
    """``title`` with what stands under it in ``blocks`` while it is incomplete, or the one of
    the ``declared`` titles that says it and more.

    >>> completed_title("Safer Streets", ())
    'Safer Streets'
    """
    parts = [title]
    if is_incomplete(title):
        said = f" {fold(title)} "
        for fuller in declared:
            if said in f" {fold(fuller)} " and not is_incomplete(fuller):
                return fuller
        for part in islice(_parts_under(blocks), _MOST_PARTS - 1):
            parts.append(part)
            if not is_incomplete(part):
                break
    return joined(parts)


def joined(parts: Sequence[str]) -> str:
    """Parts of a title with a colon between them, unless a part ends in one."""
    return ": ".join([*(part.rstrip(" :") for part in parts[:-1]), parts[-1]])


def _parts_under(blocks: Sequence[MergedBlock]) -> Iterator[str]:
    """The headings and short lines right under the title, dates left aside."""
    at = next((i for i, block in enumerate(blocks) if block.kind == "title"), None)
    if at is None:
        return
    for block in blocks[at + 1 : at + 1 + _LOOK_AHEAD_BLOCKS]:
        text = " ".join(block.text.split())
        if printed_date(text):
            continue
        is_heading = block.kind in ("subtitle", "heading") and fold(text) not in OPENING_HEADINGS
        if not is_heading or len(text.split()) > _MAX_PART_WORDS:
            return
        yield text
