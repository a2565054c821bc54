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
from briefing_ingest.extract.html.facts.byline import PERSON, called
from briefing_ingest.extract.html.page.roles import chrome_elements
from briefing_ingest.extract.html.page.tree import Element, Page
from briefing_ingest.model import Fact
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
_ARTICLE_TYPES = frozenset(
    "Article BlogPosting NewsArticle Report ScholarlyArticle AnalysisNewsArticle "
    "OpinionNewsArticle TechArticle "
    "ReportageNewsArticle SocialMediaPosting WebPage".split()
)
_SITE_MARK = re.compile(r"(?<!\s)\s+[|–—·•»-]\s+|(?:(?<!\s)\s+)?::\s*")
_MOST_OF_A_SITE = 4
_LEAST_OF_A_TITLE = 3


def page_facts(page: Page, text: str) -> tuple[Fact, ...]:
    """The facts of a page in the order of their worth: for each name the best is the first.
    ``text`` is its source.
    """
    chrome = frozenset(id(page.elements[index]) for index in chrome_elements(page))
    found = [
        *_links(page),
        *_metas(page),
        *_linked_data(page, text),
        *_elements(page, chrome),
        *_bylines(page, chrome),
    ]
    return tuple(dict.fromkeys(fact for fact in found if fact.value))


def with_printed_title(facts: tuple[Fact, ...], printed: str, path: str) -> tuple[Fact, ...]:
    """``facts`` with the title as the page prints it (at the XPath ``path``) before what its head
    says it is.

    Where none is printed (""), the name of the site is taken off the title in the head.
    """
    if printed:
        return (Fact("title", _clean(printed), path), *facts)
    sites = {fold(fact.value) for fact in facts if fact.name in {"site", "publisher"}}
    best = next((fact for fact in facts if fact.name == "title"), None)
    parts = _SITE_MARK.split(best.value) if best else []
    if (
        best
        and len(parts) > 1
        and (fold(parts[-1]) in sites or len(parts[-1].split()) <= _MOST_OF_A_SITE)
    ):
        shorter = best.value[: best.value.rindex(parts[-1])].rstrip(" |-–—·•:»")
        if len(shorter.split()) >= _LEAST_OF_A_TITLE:
            return (Fact("title", shorter, f"{best.where}, without the site"), *facts)
    return facts


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
                contents.setdefault(key.lower(), []).append(
                    (_clean(element.attributes.get("content", "")), where)
                )
    if "author" not in contents:  # the software that writes both says the same twice
        yield from _labelled_author(contents)
    for name, keys in _META.items():
        for key in keys:
            for value, where in contents.get(key, ()):
                if name != "author" or not _is_web(value):
                    yield Fact(name, value, where)


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
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))


def _item_facts(item: dict[str, object], known: dict[str, dict[str, object]]) -> Iterator[Fact]:
    types = item.get("@type")
    if not _ARTICLE_TYPES & {str(kind) for kind in (types if isinstance(types, list) else [types])}:
        return
    for key, name in _JSON_LD.items():
        for value, is_person in _names(item.get(key), known):
            if not (key == "publisher" and is_person):  # a person's own site
                where = PERSON if key == "author" and is_person else f"JSON-LD {key}"
                yield Fact(name, html.unescape(value), where)


def _names(value: object, known: dict[str, dict[str, object]]) -> Iterator[tuple[str, bool]]:
    """The names that a value gives, each with whether it says that it is a person's."""
    for one in value if isinstance(value, list) else [value]:
        meant = one
        if isinstance(one, dict):
            referred = known.get(str(one.get("@id")), {})
            meant = {**referred, **one}
        named = meant.get("name") or meant.get("url") if isinstance(meant, dict) else meant
        is_person = isinstance(meant, dict) and "Person" in str(meant.get("@type"))
        for name in named if isinstance(named, list) else [named]:
            if isinstance(name, str):
                yield _clean(name), is_person


def _bylines(page: Page, chrome: frozenset[int]) -> Iterator[Fact]:
    """Authors as the page marks or prints them: rel=author, itemprop=author, an element that says
    "By" and a name.
    """
    marked = 0
    for index, element in enumerate(page.elements):
        attributes = element.attributes
        if marked == _MOST_BYLINES:
            return
        if not attributes:
            continue
        if (
            "author" in attributes.get("rel", "").lower().split()
            or attributes.get("itemprop", "").lower() == "author"
        ):
            where = f"{element.tag}[rel or itemprop=author]"
        elif element.end - element.start < _LONGEST_BYLINE and _BYLINE_CLASS.search(
            attributes.get("class", "")
        ):
            where = f"{element.tag}.{attributes['class'].split()[0]}"
        else:
            continue
        if element.tag in {"meta", "link", "body", "html"} or _is_apart(page, element, chrome):
            continue
        marked += 1
        yield from (Fact("author", name, where) for name in names_at(called(page.text_of(index))))


_LONGEST_BYLINE = 600
_MOST_BYLINES = 20
"""A page with more is a list or has many comments; reading each costs time in proportion to the
page."""
_BYLINE_CLASS = re.compile(
    r"(?i)\b(?:by-?line|author(?:[-_]?name)?|entry-author|post-author|p-author|contributor)\b"
)


def _elements(page: Page, chrome: frozenset[int]) -> Iterator[Fact]:
    """The visible and structural facts: first-level heading, title element, language, dated time
    elements.
    """
    for tag in ("h1", "title"):
        holders = (
            i
            for i, e in enumerate(page.elements)
            if e.tag == tag and not _is_apart(page, e, chrome)
        )
        yield from (Fact("title", _clean(page.text_of(index)), tag) for index in islice(holders, 1))
    for element in page.elements:
        if element.tag == "html":
            yield Fact("language", _clean(element.attributes.get("lang", "")), "html[lang]")
        elif _is_date(element):
            yield Fact("published", _clean(element.attributes["datetime"]), "time[datetime]")


def _is_apart(page: Page, element: Element, chrome: frozenset[int]) -> bool:
    """Whether an element stands in chrome or in a drawing (SVG has title elements too)."""
    return any(
        outer.tag == "svg" or id(outer) in chrome for outer in page.ancestors(element.parent)
    )


def _is_date(element: Element) -> bool:
    attributes = element.attributes
    marked = "pubdate" in attributes or attributes.get("itemprop") == "datePublished"
    published = marked or "published" in element.classes() or "entry-date" in element.classes()
    return element.tag == "time" and bool(attributes.get("datetime")) and published
