"""Pages that are not an article: a list of posts, a feed, an error page, a consent wall, a page
whose text is in scripts.

Their text is kept, since leaving it out would be a judgement too many, but the build says what they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefing_ingest.errors import Finding, Location
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.model import Fact, Line, Source

_ERROR: Final = re.compile(
    r"""
      \b (?:error[ ])? (?: 400|401|403|404|410|429|500|502|503 ) \b
      .{0,20} \b (?: error | not[ ]found | forbidden | denied | gone | page )?
    | page[ ] (?: not[ ]found | unavailable | does[ ]not[ ]exist | can.t[ ]be[ ]found
                | could[ ]not[ ]be[ ]found | cannot[ ]be[ ]found )
    | not[ ]found\W*$ | access[ ]denied | forbidden | service[ ]unavailable | bad[ ]gateway
    | just[ ]a[ ]moment | attention[ ]required | are[ ]you[ ]a[ ]robot | verify[ ]you[ ]are[ ]human
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""The title of an error page, such as "404 Not Found" or "Just a moment..."."""
_SAYS_ERROR: Final = re.compile(
    r"""
      \b not[ ] (?:be[ ])? found \b
    | \b (?: has | have | was | been )[ ] (?: moved | removed | deleted ) \b
    | \b no[ ]longer[ ] (?: exists | available ) \b
    | \b do(?:es)? (?: [ ]not | n.t )[ ]exist \b
    | \b try[ ] (?: again | a[ ]search | searching ) \b
    | \b check[ ] (?: back | the[ ]address | the[ ]url ) \b
    | \b permission[ ]to[ ] (?: access | view ) \b
    | \b verify[ ]you[ ]are \b | \b checking[ ]your[ ]browser \b | \b blocked \b
    | \b temporarily \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""In the text of an error page: "The page you are looking for has moved"."""
_CONSENT: Final = re.compile(
    r"""
    \b cookies? \b | \b consent \b | \b privacy \b | \b our[ ] (?:\d+[ ])? partners \b
    | \b personali[sz]ed[ ]ads \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What a question for consent is about: "our 842 partners"."""
_ASKS_CONSENT: Final = re.compile(
    r"""
      \b we (?: [ ]and[ ] [^.]{0,30} partners )? [ ] (?: use | store | value ) \b
      [^.]{0,40} \b (?: cookies | your[ ]privacy | information[ ]on )
    | \b (?: accept | reject | allow | agree[ ]to | decline )[ ]
      (?: all | cookies | and[ ]continue ) \b
    | \b personali[sz]ed[ ] (?: ads | content ) \b
    | \b manage[ ] (?: options | choices | cookies | preferences | settings ) \b
    | \b withdraw[ ]your[ ]consent \b | \b store[ ]and(?:/or)?[ ]access[ ]information \b
    | \b change[ ]your[ ] (?: choices | mind | settings ) \b | \b before[ ]you[ ]continue \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How it asks: "We value your privacy", "Accept all", "Manage choices"."""
_MORE: Final = re.compile(
    r"\s*(?:read|learn|find out|view|see|continue|more|register|book)\b.{0,24}\s*\Z", re.IGNORECASE
)
"""Below a teaser: "Read more", "Continue reading"."""
_SCRIPTS: Final = re.compile(
    r"""
      \b (?: enable | turn[ ]on | activate | requires? | need | without ) \b
      .{0,20} \b java[ ]?script \b
    | \b java[ ]?script \b .{0,30} \b (?: disabled | required | enabled | turned[ ]off ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A plea for scripts: "Please enable JavaScript"."""
_LISTING_URL: Final = re.compile(
    r"""
      / (?: tag | tags | category | categories | topics? | archives? | author | search | page/\d+ )
        (?: / | $ )
    | [?&]s=
    """,
    re.VERBOSE,
)
"""The address of a list, such as "/category/policing/" or "/?s=lights"."""
_LISTING_TITLE: Final = re.compile(
    r"""
      (?: tag | category | archives? | author | topics? | search[ ]results ) \b
      \W* (?: [:|–-] | for\b | archives?\b )
    | (?: latest[ ] | all[ ] | our[ ] )?
      (?: news | blog | events | publications | articles | posts | press[ ]releases | archive )
      \W*\Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""The title of a list: "Category: Policing", "Latest news"; not "News from the front"."""
_FEED_TAGS: Final = frozenset({"rss", "feed", "rdf:rdf"})
_MIN_TEASERS: Final = 4
"""A list of posts has so many; one fewer, where its address or title calls it one."""
_MAX_FRAME_WORDS: Final = 150
"""Error pages and frames for scripts are shorter."""
_MAX_CONSENT_WORDS: Final = 400
_MIN_POST_WORDS: Final = 40
"""Words of prose from which a page whose title sounds like an error, or that speaks of scripts, is
a short post."""
_MAX_EMPTY_WORDS: Final = 20
"""A page with scripts and fewer words is taken for a frame though it asks for none."""
_MAX_PLEA_WORDS: Final = 30
_SEARCHED_FOR_PLEA: Final = 2000
"""Characters of a text that are searched for a plea for scripts."""


def page_findings(
    page: Page, lines: Sequence[Line], facts: Sequence[Fact], source: Source
) -> tuple[Finding, ...]:
    """A warning if the page is not an article, saying what it is and what to declare instead."""
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
    """What the page is, as a key of `_KINDS`; "" for an article."""
    if any(element.tag in _FEED_TAGS for element in page.elements[:3]):
        return "feed"
    if _words(kept) < _MAX_FRAME_WORDS and _is_error(kept, facts):
        return "error"
    if _words(lines) < _MAX_FRAME_WORDS and _is_frame(page, kept):
        return "scripts"
    if _is_consent(lines, kept):
        return "consent"
    if _calls_itself_listing(lines, kept, facts) or _is_made_of_posts(page, kept, facts):
        return "listing"
    return ""


def _is_consent(lines: Sequence[Line], kept: Sequence[Line]) -> bool:
    """Whether half of a short text is about consent, and the page asks for it: a post must ask in
    two ways, or it may be about cookies.
    """
    words = _words(kept)
    if not 0 < words < _MAX_CONSENT_WORDS:
        return False
    if 2 * _words(line for line in kept if _CONSENT.search(line.text)) <= words:
        return False
    ways = {match.group().lower() for line in lines for match in _ASKS_CONSENT.finditer(line.text)}
    return len(ways) >= (2 if words >= _MIN_POST_WORDS else 1)


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _is_error(kept: Sequence[Line], facts: Sequence[Fact]) -> bool:
    """Whether the title is that of an error page, and the text says so too or is too short to be a
    post.
    """
    if not any(fact.name == "title" and _ERROR.search(fact.value) for fact in facts):
        return False
    text = [line for line in kept if line.role not in {"title", "heading"}]
    return _words(text) < _MIN_POST_WORDS or any(_SAYS_ERROR.search(line.text) for line in text)


def _is_frame(page: Page, kept: Sequence[Line]) -> bool:
    """Whether scripts are to fill the page: it asks for them, or has scripts and no more than a
    word or two.
    """
    words = _words(line for line in kept if not _is_plea(line))
    if words >= _MIN_POST_WORDS:
        return False
    if _asks_for_scripts(page):
        return True
    scripted = any(element.tag == "script" for element in page.elements)
    return scripted and words < _MAX_EMPTY_WORDS


def _is_plea(line: Line) -> bool:
    return bool(_SCRIPTS.search(line.text)) and _words([line]) <= _MAX_PLEA_WORDS


def _asks_for_scripts(page: Page) -> bool:
    for token in page.tokens:
        if token.kind != "text":
            continue
        tag = page.elements[token.element].tag if token.element >= 0 else ""
        shown = tag not in {"script", "style", "template"}
        if shown and _SCRIPTS.search(token.text[:_SEARCHED_FOR_PLEA]):
            return True
    return False


def _has_listing_url(facts: Sequence[Fact]) -> bool:
    return any(fact.name == "url" and _LISTING_URL.search(fact.value) for fact in facts)


def _calls_itself_listing(
    lines: Sequence[Line], kept: Sequence[Line], facts: Sequence[Fact]
) -> bool:
    """Whether the page's title is that of a list, and so is its address or it has teasers."""
    if not any(fact.name == "title" and _LISTING_TITLE.match(fact.value) for fact in facts):
        return False
    headings = sum(line.role == "heading" and bool(line.links) for line in kept)
    more = sum(bool(line.links and _MORE.match(line.text)) for line in lines)
    return _has_listing_url(facts) or max(headings, more) >= _MIN_TEASERS - 1


def _is_made_of_posts(page: Page, kept: Sequence[Line], facts: Sequence[Fact]) -> bool:
    """Whether most of the text is in articles with linked headings, none of them most of it."""
    posts = _linked_articles(page)
    if len(posts) < _MIN_TEASERS - _has_listing_url(facts):
        return False
    paths = tuple(f"{page.path(index)}/" for index in posts)
    within = _words(line for line in kept if line.path.startswith(paths))
    largest = max(_words(line for line in kept if line.path.startswith(path)) for path in paths)
    return 2 * within > _words(kept) > 2 * largest


def _linked_articles(page: Page) -> frozenset[int]:
    """The article elements that hold a heading that is a link."""
    anchors = (
        element
        for element in page.elements
        if element.tag == "a" and element.attributes.get("href")
    )
    found = {_article_headed_by(page, anchor.parent) for anchor in anchors}
    return frozenset(found - {-1})


def _article_headed_by(page: Page, parent: int) -> int:
    """The innermost article around a link whose parent is given, if a heading stands between; -1
    for none.
    """
    headed = False
    for index in page.chain(parent):
        tag = page.elements[index].tag
        if tag == "article":
            return index if headed else -1
        headed = headed or tag in {"h1", "h2", "h3", "h4"}
    return -1
