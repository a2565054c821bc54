"""Lines of a page of which one sign says that they are the article, and another that they are not.

What every extractor keeps and what reads as prose is left out only if two signs of different kinds
speak against it; what stays so, and what goes with some likelihood of being text, is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from briefing_ingest.english.sentences import reads_as_sentence
from briefing_ingest.english.site_furniture import kind_of
from briefing_ingest.extract.html.article.mask import Verdict, probability
from briefing_ingest.extract.html.article.signs import CLASS_WORDS, class_kinds
from briefing_ingest.extract.html.article.voters import VOTERS
from briefing_ingest.extract.html.page.lines import PlacedLines, is_mostly_link
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.tree import Element
from briefing_ingest.model import Line, LineRole

REASONS: Final[dict[str, str]] = {
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
assert set(REASONS) <= set(CLASS_WORDS)

TAGS: Final = {
    "nav": "navigation",
    "footer": "site footer",
    "form": "form",
    "button": "form",
    "aside": "related posts",
}
"""Why a line is left out, by the element it stands in."""
ARTICLE_TAGS: Final = frozenset({"body", "html", "article", "main"})
"""What is said outside of these elements says nothing of what is within."""

_MIN_PASSAGE_WORDS: Final = 8
"""Shorter lines that all extractors kept are labels and buttons as often as text."""
_MIN_DOUBT_PERMILLE: Final = 200
"""Prose that is left out although it is the article with this likelihood is worth a look: on the
pages of two public benchmarks one such line stands on every fourth page."""


def spared(
    placed: PlacedLines, verdicts: Sequence[Verdict], kept: Collection[int]
) -> Mapping[int, str]:
    """Lines that are not ``kept`` and yet stay, each with what speaks against it.

    A passage that all extractors kept stays unless two signs of different kinds speak against it; a
    sentence within the article that is it with some likelihood, unless one does. What the page
    says twice is left alone: one copy of it may go.
    """
    copies = _said_again(placed)
    within = range(min(kept, default=0), max(kept, default=0))
    found = {}
    for index, verdict in enumerate(verdicts):
        line = placed.lines[index]
        if index in kept or line.text.strip() in copies or not _may_be_text(placed, index):
            continue
        least = _least_signs(line, verdict, within=index in within)
        against = list(signs_against(placed, index)) if least else []
        if len(against) < least:
            found[index] = against[0] if against else "it looks unlike the article around it"
    return found


def _least_signs(line: Line, verdict: Verdict, *, within: bool) -> int:
    """How many signs must speak against a line; 0 where its score is enough."""
    if verdict.votes == len(VOTERS) and _is_passage(line):
        return 2
    likely = within and probability(verdict.score) >= _MIN_DOUBT_PERMILLE
    return int(likely and line.role != LineRole.HEADING and reads_as_sentence(line.text))


def _may_be_text(placed: PlacedLines, index: int) -> bool:
    """Whether a reader sees a line, and it is more than a link to something."""
    line = placed.lines[index]
    is_bare_link = is_mostly_link(line) and not reads_as_sentence(line.text)
    return placed.standing(index).rendered and not is_bare_link


def _is_passage(line: Line) -> bool:
    return line.role != LineRole.HEADING and len(line.text.split()) >= _MIN_PASSAGE_WORDS


def _said_again(placed: PlacedLines) -> frozenset[str]:
    """What several lines of the page say: of an article that a page holds twice, one copy goes."""
    said = Counter(line.text.strip() for line in placed.lines)
    return frozenset(text for text, times in said.items() if times > 1)


def signs_against(placed: PlacedLines, index: int) -> Iterator[str]:
    """What speaks against a line, in words, one sign of each kind: its elements, their classes,
    what it says, its links.
    """
    line, owner = placed.lines[index], placed.owners[index]
    around = list(_within_article(placed.page, owner))
    if tag := next((element.tag for element in around if element.tag in TAGS), ""):
        yield f"it stands in an element <{tag}>"
    if called := next(filter(None, map(reason_of_classes, around)), ""):
        yield f"an element around it is called like “{called}”"
    if kind_of(line.text.strip()):
        yield "it says what sites say"
    if is_mostly_link(line):
        yield "most of it is a link"


def _within_article(page: Page, owner: int) -> Iterator[Element]:
    """The elements around a line, from the inside up to the article."""
    for element in page.ancestors(owner) if owner >= 0 else ():
        if element.tag in ARTICLE_TAGS:
            return
        yield element


def reason_of_classes(element: Element) -> str:
    """Why the lines of an element are left out, by what its classes are called; "" if that does
    not tell.
    """
    kinds = class_kinds(element.attributes)
    return next((reason for kind, reason in REASONS.items() if kind in kinds), "")


def doubt_of_left_out(text: str, verdict: Verdict) -> str:
    """Why a line that is left out may be text all the same; "" where nothing says so."""
    if verdict.kept or not reads_as_sentence(text):
        return ""
    likelihood = probability(verdict.score)
    if verdict.votes == len(VOTERS):
        return f"all {len(VOTERS)} extractors kept it"
    if likelihood >= _MIN_DOUBT_PERMILLE:
        return f"there is a {likelihood // 10} % chance that it belongs to the article"
    return ""
