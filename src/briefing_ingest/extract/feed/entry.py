"""An entry of a feed, and what is common to those of XML and of JSON."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final

from briefing_ingest.text import Span, iso_date
from briefing_ingest.traced import TracedText

EMPTY: Final = TracedText()
_NOWHERE: Final = Span(0, 0)
_MIN_ESSAY_WORDS: Final = 30
_MIN_ESSAY_WORDS_IN_SUMMARY: Final = 150
"""What stands where a summary is expected is the whole essay only if it is longer than summaries
are."""
_CUT_OFF: Final = re.compile(
    r"""
    (?: \[? (?: … | \.\.\. | &hellip; ) \]?
      | \b (?: continue[ ]reading | read[ ] (?: more | on | the[ ]rest ) ) \b .{0,80} )
    \s*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How a summary ends: "[…]", "Read more on our site"; not "and so on."."""
_END_CHARACTERS: Final = 200
"""How much of the end of a text is searched for that."""


@dataclass(frozen=True)
class Entry:
    """One entry: what it is called by and says. ``body`` is markup unless ``plain``.

    ``span`` is where it stands in the file. ``path`` is its XPath, those of title and body go on
    from there.
    """

    id: str
    title: TracedText = EMPTY
    body: TracedText = EMPTY
    url: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    whole: bool = False
    """True if the entry has its essay, not a summary of it."""
    plain: bool = False
    span: Span = _NOWHERE
    path: str = ""
    title_path: str = ""
    body_path: str = ""


def bare_text(said: str) -> str:
    """The text of markup, references resolved and white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", said)).split())


def iso_day(said: str) -> str:
    """A day as YYYY-MM-DD, written as in ISO 8601 or RFC 5322; "" for neither."""
    if iso_date(said):
        return iso_date(said)
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def is_whole(body: str, *, stated: bool) -> bool:
    """Whether a text is a whole essay; ``stated`` if the feed has it where essays are."""
    text = bare_text(body)
    least = _MIN_ESSAY_WORDS if stated else _MIN_ESSAY_WORDS_IN_SUMMARY
    return len(text.split()) >= least and not _CUT_OFF.search(text[-_END_CHARACTERS:])
