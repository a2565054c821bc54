"""What a web site adds to the text of a page: share buttons, related posts, reply forms,
newsletters, navigation.

A text dump of a page has no tags to go by, so its paragraphs are judged by what they say and by
where they stand: see `verdict`. A text that does not look like a page is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing_ingest.english.site_furniture import COPYRIGHT, kind_of
from briefing_ingest.model import Line, LineRole
from briefing_ingest.repair.chrome.line_signs import word_count
from briefing_ingest.repair.chrome.paragraphs import Paragraph, paragraphs_of
from briefing_ingest.repair.chrome.title_and_byline import (
    beside_text,
    standfirst_of,
    title_of,
    without_site,
)
from briefing_ingest.repair.chrome.verdict import Verdict, judge, trained_weights

_MIN_CHROME_LINES: Final = 2
"""A dump has at least this many lines of chrome; a single line that says "Home" is a line of the
text."""

_MAX_ENTRY_WORDS: Final = 4
_MIN_LINES: Final = 30
_MIN_MENU_PERCENT: Final = 40
"""One line of chrome is enough in a text of 30 lines, 40 percent of which have at most four words,
as menus do."""

_MAX_PARAGRAPHS: Final = 8000
"""Paragraphs of the longest page: many times those of any seen. A longer text is a book."""


def site_chrome(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark site chrome in text dumps of web pages, each line with what spoke against it, and their
    title.

    Where that is the name of the page's window, the name of the site behind it is cut off.

    Only lines without geometry and without a role are judged: pages of a PDF have no such chrome,
    and of HTML the elements tell. Wrong for an article whose own lists read like a site's menus.
    """
    at = _places_of_dump(lines)
    texts = [lines[i].text for i in at]
    if not looks_like_page(texts):
        return lines
    roles = {at[i]: role for i, role in _roles(paragraphs_of(texts)).items()}
    first = next(i for i in at if lines[i].text.strip())
    if roles.get(first) == _TITLE and roles.get(first + 1) != _TITLE:
        lines = (*lines[:first], _without_site(lines[first], texts), *lines[first + 1 :])
    return tuple(
        line._replace(role=roles[i].role, reason=roles[i].reason, doubt=roles[i].doubt)
        if i in roles
        else line
        for i, line in enumerate(lines)
    )


def _places_of_dump(lines: tuple[Line, ...]) -> list[int]:
    """The indices of the lines that nothing but their text tells of."""
    return [i for i, line in enumerate(lines) if not line.role and not line.box]


def _without_site(line: Line, texts: Sequence[str]) -> Line:
    """The first line of a page, which is its title, without the name of the site behind it."""
    text = line.text.rstrip()
    end = without_site(text, [text, *(other.strip() for other in texts if other != line.text)])
    return (
        line._replace(traced=line.traced.cut(end, len(text), "site_chrome"))
        if end < len(text)
        else line
    )


def looks_like_page(texts: Sequence[str]) -> bool:
    """True if the lines ``texts`` look like the dump of a web page: some say what only sites say.

    No text of a report or of an article without its page had two such lines, among some 350 that
    were looked at.
    """
    found = sum(1 for text in texts if kind_of(text) not in (None, COPYRIGHT))
    return found >= _MIN_CHROME_LINES or (found > 0 and _is_mostly_menus(texts))


def _is_mostly_menus(texts: Sequence[str]) -> bool:
    """Whether a text of some length has many lines as short as the entries of menus."""
    sizes = [word_count(text) for text in texts if text and not text.isspace()]
    entries = sum(1 for size in sizes if size <= _MAX_ENTRY_WORDS)
    return len(sizes) >= _MIN_LINES and 100 * entries >= _MIN_MENU_PERCENT * len(sizes)


class _Judged(NamedTuple):
    """What a line is, why, and what speaks against that."""

    role: LineRole
    reason: str = ""
    doubt: str = ""


_TITLE: Final = _Judged(LineRole.TITLE)
_STANDFIRST: Final = _Judged(LineRole.SUBTITLE)


def _roles(paragraphs: Sequence[Paragraph]) -> dict[int, _Judged]:
    """The roles of the lines that are chrome, and of title and standfirst."""
    if len(paragraphs) > _MAX_PARAGRAPHS:
        return {}
    texts = [paragraph.text for paragraph in paragraphs]
    verdicts = judge(texts, [paragraph.run for paragraph in paragraphs], trained_weights())
    if not any(verdict.text for verdict in verdicts):
        return {}  # no article was found: better all of the page than nothing
    return {
        line: role
        for i, role in _roles_of_paragraphs(texts, verdicts).items()
        for line in range(paragraphs[i].start, paragraphs[i].end)
    }


def _roles_of_paragraphs(texts: Sequence[str], verdicts: Sequence[Verdict]) -> dict[int, _Judged]:
    title = title_of(texts, verdicts)
    spared = beside_text(texts, verdicts, title)
    roles = {
        i: _Judged(LineRole.FURNITURE, verdict.reason, verdict.doubt)
        for i, verdict in enumerate(verdicts)
        if not verdict.text and i not in spared
    }
    if title is not None:
        roles[title] = _TITLE
        standfirst = standfirst_of(texts, verdicts, title)
        if standfirst is not None:
            roles[standfirst] = _STANDFIRST
    return roles
