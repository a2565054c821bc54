"""What a page says of itself outside its text: meta elements, its title, canonical address,
licence, JSON-LD.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from briefing_ingest.english.bylines import AUTHOR_LABEL, names_at
from briefing_ingest.extract.html.facts.byline import PERSON, called, is_marked_as_author
from briefing_ingest.extract.html.page.page import Page
from briefing_ingest.extract.html.page.tree import Element
from briefing_ingest.model import Fact, Line
from briefing_ingest.text import fold

# Names of meta elements (Open Graph, Dublin Core, citation_* of Highwire Press), best first.
_META: Final[dict[str, tuple[str, ...]]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "author": (
        *(
            "author",
            "citation_author",
            "dc.creator",
            "dcterms.creator",
            "article:author",
            "parsely-author",
        ),
        *(
            "sailthru.author",
            "article:author_name",
            "article.author",
            "byl",
            "cxenseparse:author",
            "authors",
        ),
    ),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    "published": (
        *("article:published_time", "og:article:published_time", "article:published"),
        *(
            "citation_publication_date",
            "citation_date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
        ),
        *(
            "dc.date.created",
            "dc.date",
            "dcterms.date",
            "date",
            "pubdate",
            "publishdate",
            "publish_date",
        ),
        *(
            "publish-date",
            "published_date",
            "originalpublicationdate",
            "parsely-pub-date",
            "sailthru.date",
        ),
        "cxenseparse:recs:publishtime",
    ),
    "modified": ("article:modified_time", "dcterms.modified", "og:updated_time", "last-modified"),
    "url": ("og:url",),
    "licence": (
        *("cc:license", "dcterms.license", "dc.rights.license", "dc.license", "license"),
        *("licence", "dcterms.rights", "dc.rights", "rights", "copyright"),
    ),
    "language": ("dc.language", "og:locale"),
    "site": ("og:site_name", "application-name"),
    "type": ("og:type",),
}
_JSON_LD: Final[dict[str, str]] = {
    "headline": "title",
    "author": "author",
    "publisher": "publisher",
    "datePublished": "published",
    "dateModified": "modified",
    "inLanguage": "language",
}
_ARTICLE_TYPES = frozenset(
    "Article BlogPosting NewsArticle Report ScholarlyArticle AnalysisNewsArticle "
    "OpinionNewsArticle TechArticle ReportageNewsArticle SocialMediaPosting WebPage".split()
)
_TYPES_UNDER_LICENCE: Final = _ARTICLE_TYPES | frozenset(
    "CreativeWork WebSite Dataset Book LearningResource DigitalDocument TextDigitalDocument "
    "PresentationDigitalDocument Legislation HowTo Guide Course Chapter FAQPage".split()
)
"""Types of items whose licence is that of the page; a picture has one of its own."""
_SITE_MARK: Final = re.compile(r"(?<!\s)\s+[|–—·•»-]\s+|(?:(?<!\s)\s+)?::\s*")
"""Between a title and the name of the site: "Why lights matter | Example"."""
_MAX_SITE_WORDS: Final = 4
"""What stands last in a title is the name of the site if it has no more words, or is known."""
_MIN_TITLE_WORDS: Final = 3
"""A title is not shortened to fewer."""


def stated_facts(page: Page, text: str) -> tuple[Fact, ...]:
    """The facts of a page in the order of their worth: for each name the best is the first.
    ``text`` is its source.
    """
    found = [
        *_links(page),
        *_licence_links(page),
        *_metas(page),
        *_linked_data(page, text),
        *_elements(page),
        *_bylines(page),
    ]
    return tuple(dict.fromkeys(fact for fact in found if fact.value))


def titles_of(stated: Sequence[Fact], printed: Line | None) -> tuple[Fact, ...]:
    """The titles of a page, best first: the line that prints it, then what the head says it is.

    Where none is printed, the name of the site is taken off the title in the head.
    """
    in_head = tuple(fact for fact in stated if fact.name == "title")
    if printed:
        return (Fact("title", _clean(printed.text), printed.path), *in_head)
    shorter = _without_site(in_head[0].value, stated) if in_head else ""
    if not shorter:
        return in_head
    return (Fact("title", shorter, f"{in_head[0].where}, without the site"), *in_head)


def _without_site(title: str, stated: Sequence[Fact]) -> str:
    """A title without the name of the site behind it; "" where it has none or little is left."""
    last = _SITE_MARK.split(title)[-1]
    if last == title:
        return ""
    sites = {fold(fact.value) for fact in stated if fact.name in {"site", "publisher"}}
    if fold(last) not in sites and len(last.split()) > _MAX_SITE_WORDS:
        return ""
    shorter = title[: title.rindex(last)].rstrip(" |-–—·•:»")
    return shorter if len(shorter.split()) >= _MIN_TITLE_WORDS else ""


def base_url(page: Page, facts: Sequence[Fact], declared: str | None) -> str:
    """What relative links of the page are relative to: its base element, its own address, or the
    manifest's.
    """
    for element in page.elements:
        if element.tag == "base" and _is_web(element.attributes.get("href", "")):
            return element.attributes["href"].strip()
    own = (fact.value for fact in facts if fact.name == "url" and _is_web(fact.value))
    return next(own, declared or "")


def _is_web(url: str) -> bool:
    return bool(re.match("https?://", url.strip(), re.I))


def _clean(value: str) -> str:
    return " ".join(value.replace("\0", "").split())


def _links(page: Page) -> Iterator[Fact]:
    for element in page.elements:
        relations = element.attributes.get("rel", "").lower().split()
        address = _clean(element.attributes.get("href", ""))
        if element.tag == "link" and "canonical" in relations:
            yield Fact("url", address, "link[rel=canonical]")


_CC_ADDRESS: Final = re.compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE
)
_LICENCE_RELATIONS: Final = frozenset(
    "license licence cc:license dc:license dct:license dcterms:license".split()
)


def _licence_links(page: Page) -> Iterator[Fact]:
    """Links that say that they lead to the licence of the page, and badges of Creative Commons.

    What stands in a figure is the licence of the picture.
    """
    for index, element in enumerate(page.elements):
        mark = _mark_of_licence(page, index)
        if mark and not any(outer.tag == "figure" for outer in page.ancestors(element.parent)):
            address = next(filter(None, map(_address_of_licence, element.attributes.values())), "")
            said = page.text_of(index) if element.tag in {"a", "button"} else ""
            href = element.attributes.get("href", "")
            yield Fact("licence", _clean(f"{said} {address or href}"), mark)


def _mark_of_licence(page: Page, index: int) -> str:
    """What marks an element as the link to the page's licence, for people; "" for nothing."""
    element = page.elements[index]
    if not element.attributes or element.tag == "meta":
        return ""
    for name in ("rel", "itemprop", "property"):
        if not _LICENCE_RELATIONS.isdisjoint(element.attributes.get(name, "").lower().split()):
            return f"{element.tag}[{name}=license]"
    if any(map(_address_of_licence, element.attributes.values())):
        is_badge = element.tag in {"a", "button", "area"} and not page.text_of(index).strip()
        return f"{element.tag}, the badge of a licence" if is_badge else ""
    return ""


def _address_of_licence(value: str) -> str:
    return value if _CC_ADDRESS.match(value.strip()) else ""


def _metas(page: Page) -> Iterator[Fact]:
    contents = _contents_of_metas(page)
    if "author" not in contents:  # the software that writes both says the same twice
        yield from _labelled_author(contents)
    for name, keys in _META.items():
        for key in keys:
            for value, where in contents.get(key, ()):
                if name != "author" or not _is_web(value):
                    yield Fact(name, value, where)


def _contents_of_metas(page: Page) -> dict[str, list[tuple[str, str]]]:
    """What the meta elements of each name say, and where."""
    contents: dict[str, list[tuple[str, str]]] = {}
    for element in page.elements:
        if element.tag != "meta":
            continue
        for attribute in ("name", "property", "itemprop"):
            if key := element.attributes.get(attribute, "").strip():
                content = _clean(element.attributes.get("content", ""))
                where = f"meta[{attribute}={key}]"
                contents.setdefault(key.lower(), []).append((content, where))
    return contents


def _labelled_author(contents: Mapping[str, list[tuple[str, str]]]) -> Iterator[Fact]:
    for number in ("1", "2"):
        if any(
            AUTHOR_LABEL.fullmatch(value) for value, _ in contents.get(f"twitter:label{number}", ())
        ):
            for value, where in contents.get(f"twitter:data{number}", ()):
                yield Fact("author", value, where)


def _linked_data(page: Page, text: str) -> Iterator[Fact]:
    """What schema.org items say that describe the page; JSON that cannot be read says nothing."""
    for element in page.elements:
        if element.tag == "script" and "ld+json" in element.attributes.get("type", "").lower():
            try:
                data = json.loads(_inner(element, text), strict=False)
            except (ValueError, RecursionError):
                continue
            items = list(_items(data))
            known = {str(item["@id"]): item for item in items if "@id" in item}
            for item in sorted(items, key=lambda item: "WebPage" in str(item.get("@type"))):
                yield from _item_facts(item, known)


def _inner(element: Element, text: str) -> str:
    start = text.find(">", element.start) + 1
    end = text.rfind("</", start, element.end)
    return text[start : end if end >= 0 else element.end]


def _items(data: object) -> Iterator[dict[str, object]]:
    for item in _as_list(data):
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))


def _item_facts(item: dict[str, object], known: dict[str, dict[str, object]]) -> Iterator[Fact]:
    types = frozenset(map(str, _as_list(item.get("@type"))))
    if not types.isdisjoint(_TYPES_UNDER_LICENCE):
        yield from _stated_licences(item.get("license"))
    if types.isdisjoint(_ARTICLE_TYPES):
        return
    for key, name in _JSON_LD.items():
        for value, is_person in _names(item.get(key), known):
            if not (key == "publisher" and is_person):  # a person's own site
                where = PERSON if key == "author" and is_person else f"JSON-LD {key}"
                yield Fact(name, html.unescape(value), where)


def _stated_licences(value: object) -> Iterator[Fact]:
    """The licences of an item: an address, a name, or a work with both."""
    for one in _as_list(value):
        said = [one]
        if isinstance(one, dict):
            said = [one.get(key) for key in ("url", "@id", "sameAs", "name")]
        text = _clean(" ".join(part for part in said if isinstance(part, str)))
        if text:
            yield Fact("licence", html.unescape(text), "JSON-LD license")


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _names(value: object, known: dict[str, dict[str, object]]) -> Iterator[tuple[str, bool]]:
    """The names that a value gives, each with whether it says that it is a person's."""
    for one in _as_list(value):
        meant = one
        if isinstance(one, dict):
            referred = known.get(str(one.get("@id")), {})
            meant = {**referred, **one}
        named = meant.get("name") or meant.get("url") if isinstance(meant, dict) else meant
        is_person = isinstance(meant, dict) and "Person" in str(meant.get("@type"))
        for name in _as_list(named):
            if isinstance(name, str):
                yield _clean(name), is_person


_MAX_BYLINE_SOURCE: Final = 600
"""Characters of the source, markup included: what is longer holds more than a byline."""
_MAX_BYLINES: Final = 20
"""A page with more is a list or has many comments; reading each costs time in proportion to the
page."""
_BYLINE_CLASS: Final = re.compile(
    r"""
    \b (?: by-?line | author (?:[-_]?name)? | entry-author | post-author | p-author | contributor )
    \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""As in "article-byline" or "author_name"; not "authority"."""


def _bylines(page: Page) -> Iterator[Fact]:
    """Authors as the page marks or prints them: rel=author, itemprop=author, an element that says
    "By" and a name.
    """
    marked = (
        (index, where)
        for index, element in enumerate(page.elements)
        if (where := _mark_of_byline(element)) and not _is_apart(page, element)
    )
    for index, where in islice(marked, _MAX_BYLINES):
        yield from (Fact("author", name, where) for name in names_at(called(page.text_of(index))))


def _mark_of_byline(element: Element) -> str:
    """What marks an element as a byline, for people; "" for nothing."""
    if not element.attributes or element.tag in {"meta", "link", "body", "html"}:
        return ""
    if is_marked_as_author(element):
        return f"{element.tag}[rel or itemprop=author]"
    classes = element.attributes.get("class", "")
    short = element.end - element.start < _MAX_BYLINE_SOURCE
    return f"{element.tag}.{classes.split()[0]}" if short and _BYLINE_CLASS.search(classes) else ""


def _elements(page: Page) -> Iterator[Fact]:
    """The visible and structural facts: first-level heading, title element, language, dated time
    elements.
    """
    for tag in ("h1", "title"):
        holders = (
            index
            for index, element in enumerate(page.elements)
            if element.tag == tag and not _is_apart(page, element)
        )
        yield from (Fact("title", _clean(page.text_of(index)), tag) for index in islice(holders, 1))
    for element in page.elements:
        if element.tag == "html":
            yield Fact("language", _clean(element.attributes.get("lang", "")), "html[lang]")
        elif _is_date(element):
            yield Fact("published", _clean(element.attributes["datetime"]), "time[datetime]")


def _is_apart(page: Page, element: Element) -> bool:
    """Whether an element stands in chrome or in a drawing (SVG has title elements too)."""
    if page.standing(element.parent).chrome:
        return True
    return any(outer.tag == "svg" for outer in page.ancestors(element.parent))


def _is_date(element: Element) -> bool:
    attributes = element.attributes
    marked = "pubdate" in attributes or attributes.get("itemprop") == "datePublished"
    published = marked or "published" in element.classes() or "entry-date" in element.classes()
    return element.tag == "time" and bool(attributes.get("datetime")) and published
