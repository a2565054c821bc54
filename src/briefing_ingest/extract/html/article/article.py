"""The lines of a page with their parts told: what is the article, what it is, and why the rest is
left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing_ingest.extract.html.article.gaps import left_in_gaps, pull_quotes
from briefing_ingest.extract.html.article.mask import Verdict, judge
from briefing_ingest.extract.html.article.parts import companions, title_line
from briefing_ingest.extract.html.article.signs import CLASS_WORDS, class_kinds
from briefing_ingest.extract.html.article.voters import VOTERS
from briefing_ingest.extract.html.list_items import split_items
from briefing_ingest.extract.html.notes import PageNotes, page_notes, with_notes
from briefing_ingest.extract.html.page.lines import PlacedLine
from briefing_ingest.extract.html.page.roles import Role, is_hidden, role_of
from briefing_ingest.extract.html.page.tree import Page
from briefing_ingest.extract.html.quotes import with_attributions
from briefing_ingest.model import Fact, Line, LineRole

_REASONS: Final[dict[str, str]] = {
    "share": "share buttons",
    "comments": "reply form",
    "related": "related posts",
    "advertising": "sponsor",
    "newsletter": "newsletter",
    "legal": "site footer",
    "navigation": "navigation",
    "tags": "tags of the article",
    "author": "about the author",
    "caption": "picture or its credit",
    "date": "date line",
}
"""Why a line is left out, by what the classes around it are called; the first that applies."""
assert set(_REASONS) <= set(CLASS_WORDS)

_TAGS: Final = {
    "nav": "navigation",
    "footer": "site footer",
    "form": "form",
    "button": "form",
    "aside": "related posts",
}


def article_lines(
    page: Page, placed: Sequence[PlacedLine], source: str, facts: Sequence[Fact]
) -> tuple[Line, ...]:
    """The lines of a page; those that are no part of its article have the role "chrome" or
    "furniture" and a reason.

    A page with too little text for the extractors to agree on is left to its elements: what they
      mark as chrome is.
    """
    lines = [item.line for item in placed]
    owners = [item.owner for item in placed]
    notes = page_notes(page, lines, owners)
    verdicts = judge(page, lines, owners, source)
    if verdicts is None:
        return _finished(page, lines, owners, notes)
    kept = {index for index, verdict in enumerate(verdicts) if verdict.kept}
    agreed = [index for index, verdict in enumerate(verdicts) if verdict.votes == len(VOTERS)]
    kept |= left_in_gaps(page, lines, owners, kept=kept, agreed=agreed)
    pulled = pull_quotes(lines, kept)
    kept -= pulled
    title = title_line(lines, facts, min(kept, default=0))
    roles: dict[int, str] = {index: lines[index].role for index in kept}
    roles |= dict(companions(page, (lines, owners), facts, kept=frozenset(kept), title=title))
    if title is not None:
        roles[title] = "title"
    told = [
        _told(page, line, roles[index], owners[index])
        if index in roles
        else line._replace(level=0).as_furniture(
            "pull quote" if index in pulled else _reason(page, owners[index], verdicts[index])
        )
        for index, line in enumerate(lines)
    ]
    return _finished(page, told, owners, notes)


def _finished(
    page: Page, lines: Sequence[Line], owners: Sequence[int], notes: PageNotes
) -> tuple[Line, ...]:
    """``lines`` with their notes and the sources of quotes, and lists that are set as lines of a
    paragraph.
    """
    told = with_attributions(page, with_notes(lines, notes), owners)
    return tuple(item for line in told for item in split_items(line))


def _told(page: Page, line: Line, role: str, owner: int) -> Line:
    """A line of the article as what it is: where its element was taken for chrome, by its tags.

    Where nothing tells, it is a paragraph: a page's blocks need no guessing.
    """
    if role not in {"", "chrome"}:
        return line._replace(role=LineRole(role))
    own = role_of(page, owner) if line.role == "chrome" else Role(line.role, line.level)
    return line._replace(role=LineRole(own.name or "paragraph"), level=own.level)


def _reason(page: Page, owner: int, verdict: Verdict) -> str:
    for element in page.ancestors(owner):
        if is_hidden(element):
            return "hidden on the page"
        if element.tag in _TAGS:
            return _TAGS[element.tag]
        if element.tag in {"body", "html", "article", "main"}:
            break
        kinds = class_kinds(element.attributes)
        if kind := next((kind for kind in _REASONS if kind in kinds), ""):
            return _REASONS[kind]
    if verdict.votes:
        return (
            f"not the article: {verdict.votes} of {len(VOTERS)} extractors kept it, but it looks "
            f"like none of it"
        )
    return f"not the article: none of {len(VOTERS)} extractors kept it"
