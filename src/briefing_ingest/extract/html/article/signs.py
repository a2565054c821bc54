"""What can be seen of a line of a page that tells whether it belongs to the article: named signs.

A sign is a short string such as ``tag=p`` or ``near:caption``; `html_mask` gives each a weight.
Signs are of four
kinds: which extractors kept the line, which kept its neighbours and the other lines of its element,
what the line says and how it is set, and what the classes of the elements around it are called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from briefing_ingest.english.function_words import page_words
from briefing_ingest.english.site_furniture import SAYINGS
from briefing_ingest.extract.html.article.match import folded_words
from briefing_ingest.extract.html.article.votes import Around, Votes, bucket
from briefing_ingest.extract.html.page.tree import Page, names
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
        "cards carousel "
        "archive widget sidebar outbrain taboola next prev previous pager pagination more readmore "
        "also similar rail"
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
_BUCKETS: Final = (0, 1, 2, 4, 7, 12, 20, 40, 80)
_SHARES: Final = (0, 15, 50, 85, 99)
_NAME_PART: Final = re.compile(r"[a-z]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORT: Final = 8
"""Words up to which a line that stands twice is likely no text; longer ones are refrains, recipes,
forms."""


def line_signs(
    page: Page, lines: Sequence[Line], owners: Sequence[int], votes: Votes
) -> Iterator[list[str]]:
    """The signs of each line; none for a line that no extractor kept and that is near none that one
    kept.

    ``owners`` are the elements that hold the lines.
    """
    around = Around(page, owners, votes)
    called = _what_the_head_says(page)
    kinds = _kinds_of_elements(page)
    repeats = Counter(line.text.strip() for line in lines)
    for index, (line, owner) in enumerate(zip(lines, owners, strict=True)):
        if not votes.counts[index] or not around.near_any(index):
            yield []
            continue
        near, far = kinds[owner] if owner >= 0 else (_NO_KINDS, _NO_KINDS)
        said = _said(line, votes.counts[index])
        marks = [f"tag={_tag(page, owner)}", *said[:2], *(f"near:{kind}" for kind in near)]
        text = line.text.strip()
        marks += [f"says:{kind}" for kind, pattern in SAYINGS.items() if pattern.match(text)]
        if any(element.tag == "blockquote" for element in page.ancestors(owner)):
            marks.append("quoted")
        if (told := called.get(" ".join(folded_words(line.text)))) is not None:
            marks.append(told)
        if line.role == "chrome":
            marks.append("chrome")
        if votes.counts[index] <= _SHORT and repeats[text] > 1:
            marks.append("repeated")
        marks += around.signs(index)
        pattern = f"votes={votes.pattern(index)}"
        yield [
            pattern,
            *marks,
            *(f"{pattern} {mark}" for mark in marks),
            *said[2:],
            *(f"far:{kind}" for kind in far - near),
        ]


def _what_the_head_says(page: Page) -> dict[str, str]:
    """The page's title and description, folded, as what they are: a line that says the same is no
    running text.
    """
    found: dict[str, str] = {}
    for index, element in enumerate(page.elements):
        if (
            element.tag == "title" and "title" not in found.values()
        ):  # drawings have title elements too
            found[" ".join(folded_words(page.text_of(index)))] = "title"
        elif element.tag == "meta":
            name = (
                element.attributes.get("name") or element.attributes.get("property") or ""
            ).lower()
            kind = name.rpartition(":")[2]
            if kind in {"title", "description"}:
                found[" ".join(folded_words(element.attributes.get("content", "")))] = kind
    return found


def _said(line: Line, count: int) -> list[str]:
    """What the words of the line tell. The first two are its length and how much of it is links."""
    text = line.text.strip()
    linked = sum(link.raw_end - link.raw_start for link in line.links)
    share = min(100, 100 * linked // max(1, line.traced.raw_end - line.traced.raw_start))
    function = sum(word in page_words() for word in text.lower().split())
    signs = [
        f"words={bucket(count, _BUCKETS)}",
        f"linked={bucket(share, _SHARES)}",
        f"ends={_ending(text)}",
        f"begins={_beginning(text)}",
        f"function={bucket(100 * function // max(1, count), (0, 10, 20, 30, 45))}",
    ]
    signs.append(f"{signs[0]} {signs[1]}")
    signs.append(f"{signs[0]} {signs[2]}")
    if any(letter.isdigit() for letter in text):
        signs.append("digits")
    if "|" in text or "»" in text or "›" in text:
        signs.append("bars")
    if line.raised:
        signs.append("raised")
    return signs


def _ending(text: str) -> str:
    last = text.rstrip("\"'”’)] ")[-1:]
    return last if last in {".", "!", "?", ":", ",", "…"} and last else "none"


def _beginning(text: str) -> str:
    first = text.lstrip("\"'“‘([ ")[:1]
    if text.isupper():
        return "shouting"
    return (
        "capital"
        if first.isupper()
        else "small"
        if first.islower()
        else "digit"
        if first.isdigit()
        else "other"
    )


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
        outer = element.parent
        far = found[outer][1] if outer >= 0 else frozenset()
        if element.tag in {"body", "html"}:
            found.append((_NO_KINDS, _NO_KINDS))
            continue
        mine = near = own[index]
        if outer >= 0:
            above = page.elements[outer].parent
            near = near | own[outer] | (own[above] if above >= 0 else _NO_KINDS)
        found.append((near, far | mine if mine else far))
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
