"""What a document prints about itself outside its text: terms in footers, the date of its
publication or of the meeting it is about.

It is read from all lines, before what is no part of the briefing is put aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from briefing_ingest.english.dates import days_in, is_of_change, leading_date, printed_date
from briefing_ingest.english.licences import terms_in_footer
from briefing_ingest.model import Fact, Line, LineRole, RawDocument
from briefing_ingest.text import line_of

_MAY_STATE_TERMS: Final = re.compile(
    r"licen[cs]e|creative\s?commons|\bCC\b|\bCC0\b|\bO[GP]L\b|copyright|©|rights reserved",
    re.IGNORECASE,
)
_SENTENCE_LINES: Final = 3
"""Lines of a page over which a statement of terms may run."""
_HEAD_LINES: Final = 40
"""Lines of a first page among which its date stands."""
_MEETING_LINES: Final = 15
"""Lines of the head of minutes or an agenda among which the date of the meeting stands."""
_KIND_LINES: Final = 6
"""Lines at the head of which one says that the document is about a meeting."""
_MAX_HEAD_WORDS: Final = 14
"""A longer line is prose, not a part of the head."""
_MAX_LABEL_WORDS: Final = 3
_FRONT_PAGES: Final = 3
"""The imprint and the copyright line stand on one of so many first pages."""

_OF_MEETING: Final = re.compile(
    r"(?<!\d )(?<!\d-)\bminutes\b(?!\s+(?:read|walk|ago|away|later|from))|\bagenda\b"
    r"|\b(?:notes?|record|summary|report|proceedings) of (?:the |a )?(?:[\w-]+ ){0,4}meeting\b"
    r"|\bmeeting (?:notes?|summary|record|agenda|papers?)\b",
    re.IGNORECASE,
)
"""What the head of minutes or an agenda says; not "5 minutes read"."""
_OTHER_MEETING: Final = re.compile(
    r"\b(?:previous|last|next|following|future|past|earlier|circulated|published|printed|issued"
    r"|deadline|dispatch|draft|approved|agreed|confirmed|signed)\b",
    re.IGNORECASE,
)
"""Words before a date that is that of another meeting, or of the paper."""
_SAYS_HELD: Final = re.compile(r"\b(?:held|took place|takes place|met|convened)\b", re.IGNORECASE)
_PUBLISHED: Final = re.compile(
    r"\b(?:first\s+)?(?:published|issued|date of publication|publication date)\b"
    r"(?:\s+(?:on|in)\b)?[\s:]*",
    re.IGNORECASE,
)
_COPYRIGHT_YEAR: Final = re.compile(
    r"(?:©|\(c\)|\bcopyright)\D{0,60}?(?P<year>(?:19|20)\d\d)(?!\d|\s*[‐‑–—,/-]\s*\d)",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(
    r"[|–—•·,:(]|\s-\s|\b(?:no\.?|number|issue|vol(?:ume|\.)?)\s*\d+\s", re.IGNORECASE
)
"""What a date in the head of a document stands behind: a mark, or the number of the issue."""


def printed_facts(raw: RawDocument, lines: Sequence[Line]) -> tuple[Fact, ...]:
    """The terms, the date of a meeting and the date of publication that ``lines`` print."""
    said = [line for line in lines if line.text.strip() and not _is_hidden(line)]
    return (
        *islice(_meeting_days(said, raw.text), 1),
        *islice(_dates_of_publication(said, raw), 1),
        *_terms(said, raw.text),
    )


def _is_hidden(line: Line) -> bool:
    """Whether nobody sees a line of a PDF file."""
    return line.role is LineRole.FURNITURE and line.box is not None and line.reason in _UNSEEN


_UNSEEN: Final = frozenset({"invisible text", "white text on white"})
"""Reasons for which a PDF file's text is left out that nobody sees."""


def _place(line: Line, text: str) -> str:
    """Where a line stands, for people."""
    if line.path:
        return line.path
    if line.box:
        return f"page {line.page}, line {line.number}"
    return f"line {line_of(text, line.traced.raw_start)} of the text"


def _spaced(line: Line) -> str:
    return " ".join(line.text.split())


# --- terms ----------------------------------------------------------------------------------------


def _terms(lines: Sequence[Line], text: str) -> Iterator[Fact]:
    """The terms stated in what is no part of the text: footers, imprints of sites."""
    outside = [line for line in lines if line.is_outside and line.role is not LineRole.FIGURE]
    for index, line in enumerate(outside):
        if not _MAY_STATE_TERMS.search(line.text):
            continue
        together = [line] if line.path else outside[index : index + _SENTENCE_LINES]
        said = " ".join(map(_spaced, together))
        addresses = " ".join(link.url for link in line.links)
        if terms_in_footer(f"{said} {addresses}"):
            yield Fact("licence", f"{said} {addresses}".strip(), _place(line, text))


# --- dates ----------------------------------------------------------------------------------------


def _meeting_days(lines: Sequence[Line], text: str) -> Iterator[Fact]:
    """The days on which the meeting was held that the document is about, if it is about one."""
    head = list(islice(_head(lines), _MEETING_LINES))
    if not any(_names_meeting(line) for line in head[:_KIND_LINES]):
        return
    for index, line in enumerate(head):
        above = _spaced(head[index - 1]) if index else ""
        label = above if len(above.split()) <= _MAX_LABEL_WORDS else ""
        for day in _days_held(_spaced(line), label):
            yield Fact("held", day, f"{_place(line, text)}, the date of the meeting")


def _days_held(said: str, label: str) -> Iterator[str]:
    """The days in a line that are those of the meeting itself; ``label`` is a short line above."""
    sentence = said.rstrip(".") if _SAYS_HELD.search(said) else said
    for seen in days_in(sentence):
        before = seen.before or label
        if not (is_of_change(before) or _OTHER_MEETING.search(f"{before} {_behind(said)}")):
            yield seen.day


def _behind(said: str) -> str:
    """The last words of a line, which tell whether minutes were only confirmed by it."""
    return said[-80:] if "minutes of" in said.lower() else ""


def _head(lines: Sequence[Line]) -> Iterator[Line]:
    """The title and the lines below it; of a document whose title is not known, its first lines."""
    title = next((i for i, line in enumerate(lines) if line.role is LineRole.TITLE), None)
    if title is not None:
        yield lines[title]
        yield from (line for line in lines[title + 1 :] if not line.is_outside)
        return
    yield from (line for line in lines if line.page == lines[0].page and not line.path)


def _names_meeting(line: Line) -> bool:
    said = _spaced(line)
    return len(said.split()) <= _MAX_HEAD_WORDS and bool(_OF_MEETING.search(said))


def _dates_of_publication(lines: Sequence[Line], raw: RawDocument) -> Iterator[Fact]:
    """Dates that a document with pages prints as those of its publication, the surest first."""
    paged = [line for line in lines if line.box]
    front = [line for line in paged if line.page <= _FRONT_PAGES]
    head = [line for line in paged if line.page == 1][:_HEAD_LINES]
    for lines_read, date_in in ((front, _stated_date), (head, date_that_ends)):
        for line in lines_read:
            if date := date_in(_spaced(line)):
                yield Fact("published", date, _place(line, raw.text))
    yield from _years_of_copyright(front, raw)


def _years_of_copyright(lines: Sequence[Line], raw: RawDocument) -> Iterator[Fact]:
    """The years of copyright lines, unless the file was made in another."""
    made = next((fact.value[:4] for fact in raw.facts if fact.name == "created"), "")
    for line in lines:
        match = _COPYRIGHT_YEAR.search(line.text)
        if match and made in ("", match["year"]):
            yield Fact("published", match["year"], f"{_place(line, raw.text)}, the copyright line")


def _stated_date(said: str) -> str:
    match = _PUBLISHED.search(said)
    return leading_date(said[match.end() :]) if match else ""


def date_that_ends(said: str) -> str:
    """The date that ends a short line of a head, behind a mark or alone; "" for none.

    >>> date_that_ends("Research brief | June 2023"), date_that_ends("Reform by June 2023")
    ('2023-06', '')
    """
    if len(said.split()) > _MAX_HEAD_WORDS:
        return ""
    starts = [0, *(match.end() for match in _SEPARATOR.finditer(said))]
    dates = (
        printed_date(said[start:].rstrip(") "))
        for start in starts
        if not is_of_change(said[:start].rstrip(" :(|"))
    )
    return next(filter(None, dates), "")
