"""What a page says of itself outside its text: meta elements, its title, canonical address, licence, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from briefing_ingest.extract.html_roles import chrome_elements
from briefing_ingest.extract.html_tree import Element, Page
from briefing_ingest.model import Fact

# Names of meta elements (Open Graph, Dublin Core, citation_* of Highwire Press), best first.
_META: Final[dict[str, tuple[str, ...]]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "author": ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    "published": (
        "article:published_time",
        "citation_publication_date",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "date",
        "pubdate",
        "parsely-pub-date",
    ),
    "modified": ("article:modified_time", "dcterms.modified", "og:updated_time"),
    "url": ("og:url",),
    "licence": ("dc.rights", "dcterms.rights", "dcterms.license"),
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
    "license": "licence",
    "inLanguage": "language",
}
_ARTICLE_TYPES = frozenset({"Article", "BlogPosting", "NewsArticle", "Report", "WebPage", "ScholarlyArticle"})


def page_facts(page: Page, text: str) -> tuple[Fact, ...]:
    """The facts of a page in the order of their worth: for each name the best is the first. ``text`` is its source."""
    found = [*_links(page), *_metas(page), *_linked_data(page, text), *_elements(page)]
    return tuple(dict.fromkeys(fact for fact in found if fact.value))


def base_url(page: Page, facts: Sequence[Fact], declared: str | None) -> str:
    """What relative links of the page are relative to: its base element, its own address, or the manifest's."""
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
        if element.tag in {"a", "link"} and "license" in relations:
            yield Fact("licence", address, f"{element.tag}[rel=license]")


def _metas(page: Page) -> Iterator[Fact]:
    contents: dict[str, list[tuple[str, str]]] = {}
    for element in page.elements:
        if element.tag != "meta":
            continue
        for attribute in ("name", "property", "itemprop"):
            key = element.attributes.get(attribute, "").strip()
            if key:
                where = f"meta[{attribute}={key}]"
                contents.setdefault(key.lower(), []).append((_clean(element.attributes.get("content", "")), where))
    for name, keys in _META.items():
        for key in keys:
            for value, where in contents.get(key, ()):
                if name != "author" or not _is_web(value):
                    yield Fact(name, value, where)


def _linked_data(page: Page, text: str) -> Iterator[Fact]:
    """What schema.org items say that describe the page; JSON that cannot be read says nothing."""
    for element in page.elements:
        if element.tag == "script" and "ld+json" in element.attributes.get("type", "").lower():
            try:
                data = json.loads(_inner(element, text), strict=False)
            except (ValueError, RecursionError):
                continue
            for item in _items(data):
                yield from _item_facts(item)


def _inner(element: Element, text: str) -> str:
    start = text.find(">", element.start) + 1
    end = text.rfind("</", start, element.end)
    return text[start : end if end >= 0 else element.end]


def _items(data: object) -> Iterator[dict[str, object]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))


def _item_facts(item: dict[str, object]) -> Iterator[Fact]:
    types = item.get("@type")
    if not _ARTICLE_TYPES & {str(kind) for kind in (types if isinstance(types, list) else [types])}:
        return
    for key, name in _JSON_LD.items():
        for value in _names(item.get(key)):
            yield Fact(name, value, f"JSON-LD {key}")


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        named = one.get("name") or one.get("url") if isinstance(one, dict) else one
        if isinstance(named, str):
            yield _clean(named)


def _elements(page: Page) -> Iterator[Fact]:
    """The visible and structural facts: first-level heading, title element, language, dated time elements."""
    chrome = {id(page.elements[index]) for index in chrome_elements(page)}
    for tag in ("h1", "title"):
        holders = (i for i, e in enumerate(page.elements) if e.tag == tag and not _is_apart(page, e, chrome))
        yield from (Fact("title", _clean(page.text_of(index)), tag) for index in islice(holders, 1))
    for element in page.elements:
        if element.tag == "html":
            yield Fact("language", _clean(element.attributes.get("lang", "")), "html[lang]")
        elif _is_date(element):
            yield Fact("published", _clean(element.attributes["datetime"]), "time[datetime]")


def _is_apart(page: Page, element: Element, chrome: set[int]) -> bool:
    """Whether an element stands in chrome or in a drawing (SVG has title elements too)."""
    return any(outer.tag == "svg" or id(outer) in chrome for outer in page.ancestors(element.parent))


def _is_date(element: Element) -> bool:
    attributes = element.attributes
    marked = "pubdate" in attributes or attributes.get("itemprop") == "datePublished"
    published = marked or "published" in element.classes() or "entry-date" in element.classes()
    return element.tag == "time" and bool(attributes.get("datetime")) and published
