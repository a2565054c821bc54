"""Pages that are no article: a list of posts, a feed, an error page, a consent wall, a page whose text is in scripts.

Their text is kept, since leaving it out would be a judgement too many, but the build says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing_ingest.errors import Finding, Location
from briefing_ingest.extract.html_tree import Page
from briefing_ingest.model import Fact, Line, Source

_ERROR: Final = re.compile(
    r"\b(?:error )?(?:400|401|403|404|410|429|500|502|503)\b.{0,20}\b(?:error|not found|forbidden|denied|gone|page)?"
    r"|page (?:not found|unavailable|does not exist|can.t be found|could not be found|cannot be found)|not found\W*$"
    r"|access denied|forbidden|service unavailable|bad gateway|just a moment|attention required|are you a robot"
    r"|verify you are human",
    re.IGNORECASE,
)
_CONSENT: Final = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy\b|\bour partners\b|\bpersonali[sz]ed ads\b", re.IGNORECASE
)
_SCRIPTS: Final = re.compile(
    r"\b(?:enable|turn on|activate|requires?|need|without)\b.{0,20}\bjava ?script\b|\bjava ?script\b.{0,30}"
    r"\b(?:disabled|required|enabled|turned off)\b",
    re.IGNORECASE,
)
_LISTING_URL: Final = re.compile(
    r"/(?:tag|tags|category|categories|topics?|archives?|author|search|page/\d+)(?:/|$)|[?&]s="
)
_LISTING_TITLE: Final = re.compile(
    r"(?:tag|category|archives?|author|topics?|search results)\b\W*(?:[:|–-]|for\b|archives?\b)"
    r"|(?:latest |all |our )?(?:news|blog|events|publications|articles|posts|press releases|archive)\W*\Z",
    re.IGNORECASE,
)
_FEEDS: Final = frozenset({"rss", "feed", "rdf:rdf"})
_LEAST_TEASERS: Final = 4
_FEW_WORDS: Final = 150
_SHORT_PAGE: Final = 400


def page_findings(page: Page, lines: Sequence[Line], facts: Sequence[Fact], source: Source) -> tuple[Finding, ...]:
    """A warning if the page is no article, saying what it is and what to declare instead."""
    kept = [line for line in lines if line.role != "chrome" and not line.role.startswith("furniture")]
    kind = _kind(page, lines, kept, facts)
    if not kind:
        return ()
    what, fix = _KINDS[kind]
    return (
        Finding("N608", f"The page is {what}.", fix, where=Location(source.path), severity="warning", source=source.id),
    )


_KINDS: Final[dict[str, tuple[str, str]]] = {
    "feed": ("a feed of posts, not one of them", "Declare the pages of the posts you mean."),
    "error": ("an error page, not what was asked for", "Fetch the page again, or remove the source."),
    "scripts": (
        "an empty frame whose text is put in by scripts",
        "Save the page from a browser after it has been shown, or declare its PDF or print version.",
    ),
    "consent": ("a question for consent, not the text behind it", "Answer it in a browser and save the page again."),
    "listing": ("a list of posts, not one of them", "Declare the pages of the posts you mean."),
}


def _kind(page: Page, lines: Sequence[Line], kept: Sequence[Line], facts: Sequence[Fact]) -> str:
    words = sum(len(line.text.split()) for line in kept)
    titles = [fact.value for fact in facts if fact.name == "title"]
    if any(element.tag in _FEEDS for element in page.elements[:3]):
        return "feed"
    if words < _FEW_WORDS and any(_ERROR.search(title) for title in titles):
        return "error"
    if sum(len(line.text.split()) for line in lines) < _FEW_WORDS and _asks_for_scripts(page):
        return "scripts"
    asking = sum(len(line.text.split()) for line in kept if _CONSENT.search(line.text))
    if 0 < words < _SHORT_PAGE and 2 * asking > words:
        return "consent"
    return "listing" if _is_listing(page, kept, facts) else ""


def _asks_for_scripts(page: Page) -> bool:
    return any(
        token.kind == "text" and _SCRIPTS.search(token.text[:2000])
        for token in page.tokens
        if token.element < 0 or page.elements[token.element].tag not in {"script", "style", "template"}
    )


def _is_listing(page: Page, kept: Sequence[Line], facts: Sequence[Fact]) -> bool:
    """Whether the page calls itself one, or consists of several articles with linked headings, none of them large."""
    titles = [fact.value for fact in facts if fact.name == "title"]
    addressed = any(fact.name == "url" and _LISTING_URL.search(fact.value) for fact in facts)
    headings = sum(line.role == "heading" for line in kept)
    if any(_LISTING_TITLE.match(title) for title in titles) and (addressed or headings >= _LEAST_TEASERS):
        return True
    linked = _linked_articles(page)
    if len(linked) < _LEAST_TEASERS - addressed:
        return False
    paths = tuple(page.path(index) + "/" for index in linked)
    within = sum(len(line.text.split()) for line in kept if line.path.startswith(paths))
    largest = max(sum(len(line.text.split()) for line in kept if line.path.startswith(path)) for path in paths)
    words = sum(len(line.text.split()) for line in kept)
    return 2 * within > words and 2 * largest < words


def _linked_articles(page: Page) -> frozenset[int]:
    """The article elements that hold a heading that is a link."""
    found = set()
    for element in page.elements:
        if element.tag != "a" or not element.attributes.get("href"):
            continue
        heading, index = False, element.parent
        while index >= 0 and page.elements[index].tag != "article":
            heading = heading or page.elements[index].tag in {"h1", "h2", "h3", "h4"}
            index = page.elements[index].parent
        if heading and index >= 0:
            found.add(index)
    return frozenset(found)
