"""What can be seen of a line of a page that tells whether it belongs to the article: named signs.

A sign is a short string such as ``tag=p`` or ``near:caption``; `mask` gives each a weight. Signs
are of four kinds: which extractors kept the line, which kept its neighbours and the other lines of
its element, what the line says and how it is set, and what the classes of the elements around it
are called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final

from briefing_ingest.english.function_words import page_words
from briefing_ingest.english.site_furniture import SAYINGS
from briefing_ingest.extract.html.article.match import folded_words
from briefing_ingest.extract.html.article.votes import Around, Votes, bucket
from briefing_ingest.extract.html.page.lines import PlacedLines
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.tree import Element, names
from briefing_ingest.model import Line

CLASS_WORDS: Final[dict[str, frozenset[str]]] = {
    "caption": names(
        "caption captions credit photo image img picture figure gallery slideshow video player "
        "media"
    ),
    "author": names("author authors byline bio contributor writer profile avatar about"),
    "date": names("meta date time posted timestamp published dateline kicker eyebrow info updated"),
    "tags": names(
        "tag tags topic topics category categories cat keywords breadcrumb breadcrumbs taxonomy"
    ),
    "share": names(
        "share sharing shares social follow tools toolbar print addthis sharedaddy tweet facebook "
        "twitter"
    ),
    "comments": names("comment comments disqus respond reply discussion livefyre commentlist"),
    "related": names(
        "related recommend recommended recommendations trending popular latest promo teaser card "
        "cards carousel archive widget sidebar outbrain taboola next prev previous pager "
        "pagination more readmore also similar rail"
    ),
    "advertising": names(
        "ad ads advert adverts advertisement sponsor sponsored dfp banner promotion cta affiliate"
    ),
    "newsletter": names(
        "newsletter subscribe subscription signup paywall form email register login modal popup"
    ),
    "navigation": names(
        "nav menu navbar navigation header masthead topbar footer foot site skip toc contents "
        "search"
    ),
    "legal": names("copyright legal cookie cookies consent gdpr privacy disclaimer terms"),
    "body": names(
        "content body entry post article story text main paragraph prose richtext rte copy blog "
        "single"
    ),
    "notes": names("footnote footnotes endnote endnotes reference references notes citation"),
    "title": names(
        "title headline heading standfirst deck dek subtitle subheading lead lede summary excerpt "
        "intro"
    ),
    "quote": names("quote pullquote blockquote pull"),
    "hidden": names("hidden hide sr visually screenreader noprint invisible offscreen tooltip"),
}
"""Words in the names of classes and ids, by what elements with such names hold."""
_KINDS_OF_WORDS: Final = {
    word: tuple(kind for kind, known in CLASS_WORDS.items() if word in known)
    for word in frozenset().union(*CLASS_WORDS.values())
}

_NO_KINDS: Final[frozenset[str]] = frozenset()
# As in `votes`, the weights were learned for these numbers.
_EDGES_OF_WORDS: Final = (0, 1, 2, 4, 7, 12, 20, 40, 80)
_EDGES_OF_LINKED: Final = (0, 15, 50, 85, 99)
"""Hundredths of a line that are links."""
_EDGES_OF_LITTLE_WORDS: Final = (0, 10, 20, 30, 45)
"""Hundredths of the words of a line."""
_BARS: Final = frozenset("|»›")
_NAME_PART: Final = re.compile(r"[a-z]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAX_REPEATED_WORDS: Final = 8
"""Up to so many words a line that is repeated is seldom part of the article; longer ones are
refrains, recipes, forms."""


def line_signs(placed: PlacedLines, votes: Votes) -> Iterator[list[str]]:
    """The signs of each line; none for a line that no extractor kept and that is near none that one
    kept.
    """
    around = Around(placed, votes)
    in_head = _what_the_head_says(placed.page)
    kinds = _kinds_of_elements(placed.page)
    repeats = Counter(line.text.strip() for line in placed.lines)
    for index, (line, owner) in enumerate(zip(placed.lines, placed.owners, strict=True)):
        count = votes.counts[index]
        if not count or not around.near_any(index):
            yield []
            continue
        near, far = kinds[owner] if owner >= 0 else (_NO_KINDS, _NO_KINDS)
        length, linked, *others = _signs_of_words(line, count)
        marks = [f"tag={_tag(placed.page, owner)}", length, linked]
        marks += [f"near:{kind}" for kind in near]
        marks += _signs_of_text(line, in_head)
        if placed.standing(index).quote >= 0:
            marks.append("quoted")
        if count <= _MAX_REPEATED_WORDS and repeats[line.text.strip()] > 1:
            marks.append("repeated")
        marks += around.signs(index)
        outer = [f"far:{kind}" for kind in far - near]
        yield [*_with_votes(marks, votes.pattern(index)), *others, *outer]


def _with_votes(marks: list[str], kept_by: str) -> list[str]:
    """Which extractors kept a line, its ``marks``, and each mark together with the extractors: what
    one of them tells depends on who kept the line.
    """
    pattern = f"votes={kept_by}"
    return [pattern, *marks, *(f"{pattern} {mark}" for mark in marks)]


def _signs_of_text(line: Line, in_head: Mapping[str, str]) -> list[str]:
    """Signs of a line that says what menus and forms say, or what the page's head says of it."""
    text = line.text.strip()
    signs = [f"says:{kind}" for kind, pattern in SAYINGS.items() if pattern.match(text)]
    kind = in_head.get(" ".join(folded_words(line.text)))
    if kind is not None:
        signs.append(kind)
    if line.role == "chrome":
        signs.append("chrome")
    return signs


def _what_the_head_says(page: Page) -> dict[str, str]:
    """The page's title and description, folded, as what they are: a line that says the same is not
    running text.
    """
    found: dict[str, str] = {}
    for index, element in enumerate(page.elements):
        if element.tag == "title" and "title" not in found.values():  # drawings have titles too
            found[" ".join(folded_words(page.text_of(index)))] = "title"
        elif element.tag == "meta" and (kind := _kind_of_meta(element)):
            found[" ".join(folded_words(element.attributes.get("content", "")))] = kind
    return found


def _kind_of_meta(element: Element) -> str:
    """What a meta element holds, "title" or "description", whatever its vocabulary; else ""."""
    attributes = element.attributes
    name = (attributes.get("name") or attributes.get("property") or "").lower()
    kind = name.rpartition(":")[2]
    return kind if kind in {"title", "description"} else ""


def _signs_of_words(line: Line, count: int) -> list[str]:
    """Signs in the words of a line. The first two are its length and how much of it is links."""
    text = line.text.strip()
    linked = sum(link.raw_end - link.raw_start for link in line.links)
    share = min(100, 100 * linked // max(1, line.traced.raw_end - line.traced.raw_start))
    little = sum(word in page_words() for word in text.lower().split())
    signs = [
        f"words={bucket(count, _EDGES_OF_WORDS)}",
        f"linked={bucket(share, _EDGES_OF_LINKED)}",
        f"ends={_ending(text)}",
        f"begins={_beginning(text)}",
        f"function={bucket(100 * little // max(1, count), _EDGES_OF_LITTLE_WORDS)}",
    ]
    signs.append(f"{signs[0]} {signs[1]}")
    signs.append(f"{signs[0]} {signs[2]}")
    if any(letter.isdigit() for letter in text):
        signs.append("digits")
    if not _BARS.isdisjoint(text):
        signs.append("bars")
    if line.raised:
        signs.append("raised")
    return signs


def _ending(text: str) -> str:
    last = text.rstrip("\"'”’)] ")[-1:]
    return last if last in {".", "!", "?", ":", ",", "…"} else "none"


def _beginning(text: str) -> str:
    first = text.lstrip("\"'“‘([ ")[:1]
    if text.isupper():
        return "shouting"
    if first.isupper():
        return "capital"
    if first.islower():
        return "small"
    return "digit" if first.isdigit() else "other"


def _tag(page: Page, owner: int) -> str:
    """The tag that holds the line; a block that is a bare div says in what it stands."""
    for element in page.ancestors(owner):
        if element.tag not in {"div", "span", "section", "article", "font", "center", "main"}:
            return element.tag
        if element.tag in {"article", "main"}:
            return f"div in {element.tag}"
    return "none"


def _kinds_of_elements(page: Page) -> list[tuple[frozenset[str], frozenset[str]]]:
    """For each element what the classes of its three nearest, and of all elements around it, are
    called.
    """
    own = [class_kinds(element.attributes) for element in page.elements]
    found: list[tuple[frozenset[str], frozenset[str]]] = []
    for index, element in enumerate(page.elements):  # parents come before their children
        if element.tag in {"body", "html"}:
            found.append((_NO_KINDS, _NO_KINDS))
            continue
        near = _NO_KINDS.union(*(own[i] for i in islice(page.chain(index), 3)))
        far = found[element.parent][1] if element.parent >= 0 else _NO_KINDS
        found.append((near, far | own[index]))
    return found


def class_kinds(attributes: dict[str, str]) -> frozenset[str]:
    """What an element holds, by the words in the names of its classes and its id: keys of
    `CLASS_WORDS`.
    """
    if "class" not in attributes and "id" not in attributes:
        return _NO_KINDS
    return _kinds_called(f"{attributes.get('class', '')} {attributes.get('id', '')}")


@lru_cache(maxsize=4096)
def _kinds_called(called: str) -> frozenset[str]:
    words = frozenset(_NAME_PART.findall(_CAMEL.sub(" ", called).lower()))
    return frozenset(kind for word in words for kind in _KINDS_OF_WORDS.get(word, ()))
