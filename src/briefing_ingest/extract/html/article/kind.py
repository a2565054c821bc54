"""Pages that are no article: a list of posts, a feed, an error page, a consent wall, a page whose
text is in scripts.

Their text is kept, since leaving it out would be a judgement too many, but the build says what they
are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing_ingest.errors import Finding, Location
from briefing_ingest.extract.html.page.tree import Page
from briefing_ingest.model import Fact, Line, Source

_ERROR: Final = re.compile(
    r"\b(?:error )?(?:400|401|403|404|410|429|500|502|503)\b.{0,20}\b(?:error|not found|forbidden"
    r"|denied|gone|page)?"
    r"|page (?:not found|unavailable|does not exist|can.t be found|could not be found"
    r"|cannot be found)|not found\W*$"
    r"|access denied|forbidden|service unavailable|bad gateway|just a moment|attention required"
    r"|are you a robot"
    r"|verify you are human",
    re.IGNORECASE,
)
_SAYS_ERROR: Final = re.compile(
    r"\bnot (?:be )?found\b|\b(?:has|have|was|been) (?:moved|removed|deleted)\b"
    r"|\bno longer (?:exists|available)\b"
    r"|\bdo(?:es)?(?: not|n.t) exist\b|\btry (?:again|a search|searching)\b|\bcheck (?:back"
    r"|the address|the url)\b"
    r"|\bpermission to (?:access|view)\b|\bverify you are\b|\bchecking your browser\b|\bblocked\b"
    r"|\btemporarily\b",
    re.IGNORECASE,
)
_CONSENT: Final = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy\b|\bour (?:\d+ )?partners\b|\bpersonali[sz]ed ads\b",
    re.IGNORECASE,
)
_ASKS_CONSENT: Final = re.compile(
    r"\bwe(?: and [^.]{0,30}partners)? (?:use|store|value)\b[^.]{0,40}\b(?:cookies|your privacy"
    r"|information on)"
    r"|\b(?:accept|reject|allow|agree to|decline) (?:all|cookies|and continue)\b"
    r"|\bpersonali[sz]ed (?:ads|content)\b"
    r"|\bmanage (?:options|choices|cookies|preferences|settings)\b|\bwithdraw your consent\b"
    r"|\bstore and(?:/or)? access information\b|\bchange your (?:choices|mind|settings)\b"
    r"|\bbefore you continue\b",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    r"\s*(?:read|learn|find out|view|see|continue|more|register|book)\b.{0,24}\s*\Z", re.IGNORECASE
)
_SCRIPTS: Final = re.compile(
    r"\b(?:enable|turn on|activate|requires?|need|without)\b.{0,20}\bjava ?script\b"
    r"|\bjava ?script\b.{0,30}"
    r"\b(?:disabled|required|enabled|turned off)\b",
    re.IGNORECASE,
)
_LISTING_URL: Final = re.compile(
    r"/(?:tag|tags|category|categories|topics?|archives?|author|search|page/\d+)(?:/|$)|[?&]s="
)
_LISTING_TITLE: Final = re.compile(
    r"(?:tag|category|archives?|author|topics?|search results)\b\W*(?:[:|–-]|for\b|archives?\b)"
    r"|(?:latest |all |our )?(?:news|blog|events|publications|articles|posts|press releases"
    r"|archive)\W*\Z",
    re.IGNORECASE,
)
_FEEDS: Final = frozenset({"rss", "feed", "rdf:rdf"})
_LEAST_TEASERS: Final = 4
_FEW_WORDS: Final = 150
_SHORT_PAGE: Final = 400
_LEAST_OF_A_POST: Final = 40
"""Words of prose from which a page whose title sounds like an error, or that speaks of scripts, is
a short post."""
_EMPTY_PAGE: Final = 20
_LONGEST_PLEA: Final = 30


def page_findings(
    page: Page, lines: Sequence[Line], facts: Sequence[Fact], source: Source
) -> tuple[Finding, ...]:
    """A warning if the page is no article, saying what it is and what to declare instead."""
    kept = [line for line in lines if not line.is_outside]
    kind = _kind(page, lines, kept, facts)
    if not kind:
        return ()
    what, fix = _KINDS[kind]
    return (
        Finding(
            "N608",
            f"The page is {what}.",
            fix,
            where=Location(source.path),
            severity="warning",
            source=source.id,
        ),
    )


_KINDS: Final[dict[str, tuple[str, str]]] = {
    "feed": ("a feed of posts, not one of them", "Declare the pages of the posts you mean."),
    "error": (
        "an error page, not what was asked for",
        "Fetch the page again, or remove the source.",
    ),
    "scripts": (
        "an empty frame whose text is put in by scripts",
        "Save the page from a browser after it has been shown, or declare its PDF or print "
        "version.",
    ),
    "consent": (
        "a question for consent, not the text behind it",
        "Answer it in a browser and save the page again.",
    ),
    "listing": ("a list of posts, not one of them", "Declare the pages of the posts you mean."),
}


def _kind(page: Page, lines: Sequence[Line], kept: Sequence[Line], facts: Sequence[Fact]) -> str:
    words = _words(kept)
    if any(element.tag in _FEEDS for element in page.elements[:3]):
        return "feed"
    if words < _FEW_WORDS and _is_error(kept, facts):
        return "error"
    if _words(lines) < _FEW_WORDS and _is_frame(page, kept):
        return "scripts"
    asking = _words([line for line in kept if _CONSENT.search(line.text)])
    asks = {match.group().lower() for line in lines for match in _ASKS_CONSENT.finditer(line.text)}
    if (
        0 < words < _SHORT_PAGE
        and 2 * asking > words
        and len(asks) >= (2 if words >= _LEAST_OF_A_POST else 1)
    ):
        return "consent"
    return "listing" if _is_listing(page, lines, kept, facts) else ""


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _is_error(kept: Sequence[Line], facts: Sequence[Fact]) -> bool:
    """Whether the title is that of an error page, and the text says so too or is too short to be a
    post.
    """
    titled = any(fact.name == "title" and _ERROR.search(fact.value) for fact in facts)
    said = [line for line in kept if line.role not in {"title", "heading"}]
    return titled and (
        _words(said) < _LEAST_OF_A_POST or any(_SAYS_ERROR.search(line.text) for line in said)
    )


def _is_frame(page: Page, kept: Sequence[Line]) -> bool:
    """Whether scripts are to fill the page: it asks for them, or has scripts and no more than a
    word or two.
    """
    text = _words(
        [
            line
            for line in kept
            if not (_SCRIPTS.search(line.text) and _words([line]) <= _LONGEST_PLEA)
        ]
    )
    scripted = any(element.tag == "script" for element in page.elements)
    return text < _LEAST_OF_A_POST and (
        _asks_for_scripts(page) or (scripted and text < _EMPTY_PAGE)
    )


def _asks_for_scripts(page: Page) -> bool:
    return any(
        token.kind == "text" and _SCRIPTS.search(token.text[:2000])
        for token in page.tokens
        if token.element < 0
        or page.elements[token.element].tag not in {"script", "style", "template"}
    )


def _is_listing(
    page: Page, lines: Sequence[Line], kept: Sequence[Line], facts: Sequence[Fact]
) -> bool:
    """Whether the page calls itself one, or consists of several articles with linked headings, none
    of them large.
    """
    titles = [fact.value for fact in facts if fact.name == "title"]
    addressed = any(fact.name == "url" and _LISTING_URL.search(fact.value) for fact in facts)
    linked_headings = sum(line.role == "heading" and bool(line.links) for line in kept)
    teasers = max(
        linked_headings, sum(bool(line.links and _MORE.match(line.text)) for line in lines)
    )
    if any(_LISTING_TITLE.match(title) for title in titles) and (
        addressed or teasers >= _LEAST_TEASERS - 1
    ):
        return True
    linked = _linked_articles(page)
    if len(linked) < _LEAST_TEASERS - addressed:
        return False
    paths = tuple(page.path(index) + "/" for index in linked)
    within = sum(len(line.text.split()) for line in kept if line.path.startswith(paths))
    largest = max(
        sum(len(line.text.split()) for line in kept if line.path.startswith(path)) for path in paths
    )
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
