"""The lines of a page with their roles: what is the article, what each line of it is, and why the
rest is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing_ingest.extract.html.article.doubt import (
    ARTICLE_TAGS,
    TAGS,
    doubt_of_left_out,
    reason_of_classes,
    spared,
)
from briefing_ingest.extract.html.article.gaps import left_in_gaps, promotions, pull_quotes
from briefing_ingest.extract.html.article.mask import Verdict, judge
from briefing_ingest.extract.html.article.parts import PageNames, companions, title_line
from briefing_ingest.extract.html.article.voters import VOTERS
from briefing_ingest.extract.html.list_items import split_items
from briefing_ingest.extract.html.notes import page_notes, with_notes
from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.extract.html.page.page import Page, line_role
from briefing_ingest.extract.html.page.tree import Element
from briefing_ingest.extract.html.quotes import with_attributions
from briefing_ingest.model import Line, LineRole


class ArticleLines(NamedTuple):
    """The lines of a page with their roles, the line that prints its title, and the verdict on each
    line before lists were split; no verdicts where the page has too little text.
    """

    lines: tuple[Line, ...]
    title: Line | None
    verdicts: tuple[Verdict, ...]


def article_lines(placed: PlacedLines, source: str, called: PageNames) -> ArticleLines:
    """The lines of a page; those that are no part of its article have the role "chrome" or
    "furniture" and a reason.

    A page with too little text for the extractors to agree on is left to its elements: what they
    mark as chrome is.
    """
    verdicts = judge(placed, source)
    lines = placed.lines if verdicts is None else _with_roles(placed, verdicts, called)
    noted = placed.with_lines(with_notes(lines, page_notes(placed)))
    split = tuple(item for line in with_attributions(noted) for item in split_items(line))
    title = next((line for line in split if line.role == "title"), None)
    return ArticleLines(split, title, verdicts or ())


def _with_roles(
    placed: PlacedLines, verdicts: Sequence[Verdict], called: PageNames
) -> tuple[Line, ...]:
    """The lines as what they are in the article, or with the reason why they are none of it."""
    kept = {index for index, verdict in enumerate(verdicts) if verdict.kept}
    agreed = [index for index, verdict in enumerate(verdicts) if verdict.votes == len(VOTERS)]
    kept |= left_in_gaps(placed, kept=kept, agreed=agreed)
    pulled = pull_quotes(placed, kept)
    promoted = promotions(placed, kept)
    kept -= pulled | promoted
    saved = spared(placed, verdicts, kept | pulled | promoted)
    kept |= saved.keys()
    roles = _roles(placed, frozenset(kept), called)
    reasons = _reasons(placed, verdicts) | dict.fromkeys(pulled, "pull quote")
    found = []
    for index, line in enumerate(placed.lines):
        if index in roles:
            inside = _in_article(placed, index, roles[index])
            found.append(inside._replace(doubt=saved.get(index, "")))
        else:
            doubt = "" if index in pulled else doubt_of_left_out(line.text, verdicts[index])
            outside = line.as_furniture(_with_cause(reasons[index], verdicts[index], doubt))
            found.append(outside._replace(level=0, doubt=doubt))
    return tuple(found)


def _roles(placed: PlacedLines, kept: frozenset[int], called: PageNames) -> dict[int, str]:
    """The role of each line of the article, by index: of the lines ``kept`` and of those that
    belong to them.
    """
    title = title_line(placed.lines, called, min(kept, default=0))
    roles: dict[int, str] = {index: placed.lines[index].role for index in kept}
    roles |= dict(companions(placed, called, kept=kept, title=title))
    if title is not None:
        roles[title] = "title"
    return roles


def _in_article(placed: PlacedLines, index: int, role: str) -> Line:
    """A line of the article as what it is: where its element was taken for chrome, by its tags.

    Where nothing tells, it is a paragraph: a page's blocks need no guessing.
    """
    line = placed.lines[index]
    if role not in {"", "chrome"}:
        return line._replace(role=LineRole(role))
    if line.role != "chrome":
        return line._replace(role=line.role or LineRole.PARAGRAPH)
    own = line_role(placed.standing(index))
    return line._replace(role=LineRole(own.name or "paragraph"), level=own.level)


def _with_cause(reason: str, verdict: Verdict, doubt: str) -> str:
    """The reason, of a doubtful line with what really weighed most."""
    if not (doubt and verdict.against):
        return reason
    return f"{reason}; what weighed most against it: {verdict.against}"


def _reasons(placed: PlacedLines, verdicts: Sequence[Verdict]) -> dict[int, str]:
    """For each line why it would be left out: by the innermost element around it that tells, else
    by its verdict.
    """
    around = _reasons_of_elements(placed.page)
    return {
        index: (around[owner] if owner >= 0 else "") or _too_few_votes(verdict)
        for index, (owner, verdict) in enumerate(zip(placed.owners, verdicts, strict=True))
    }


def _reasons_of_elements(page: Page) -> list[str]:
    """For each element why its lines are left out, by the innermost around them that tells; "" if
    none does up to the article.
    """
    reasons: list[str] = []
    for index, element in enumerate(page.elements):  # parents come before their children
        own = _own_reason(element, hidden=page.standing(index).hidden)
        ends = element.parent < 0 or element.tag in ARTICLE_TAGS
        reasons.append(own if own or ends else reasons[element.parent])
    return reasons


def _own_reason(element: Element, *, hidden: bool) -> str:
    if hidden:
        return "hidden on the page"
    if element.tag in TAGS:
        return TAGS[element.tag]
    return "" if element.tag in ARTICLE_TAGS else reason_of_classes(element)


def _too_few_votes(verdict: Verdict) -> str:
    if verdict.votes:
        return (
            f"not the article: {verdict.votes} of {len(VOTERS)} extractors kept it, and it looks "
            f"unlike the rest"
        )
    return f"not the article: none of {len(VOTERS)} extractors kept it"
