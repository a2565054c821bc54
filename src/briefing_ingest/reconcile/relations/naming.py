"""Where one work names another: by its title, written as one, or by a link to its address.

A title names a work only where it is no common phrase: it has words of its own ("Open data
strategy" has none), no body is called so, no other work bears it, and what writes it without
quotation marks is few among the works. Wrong for a paper whose title is a saying that others print
in quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from briefing_ingest.english.function_words import stop_words
from briefing_ingest.english.papers import is_said_of_paper
from briefing_ingest.model import MergedBlock, Relation, Work, WorkSpan
from briefing_ingest.reconcile.passage_rules import ABOUT, CITES
from briefing_ingest.reconcile.relations.collection import Collection, texts_of
from briefing_ingest.reconcile.title_form import names_a_paper, telling_words
from briefing_ingest.reconcile.titles import is_name_of_body
from briefing_ingest.text import Span, fold, sentence_ends

_KEY_WORDS: Final = 2
"""Words of a title by which it is looked up; a single word is too common to be recognised."""
_MIN_WORDS_UNQUOTED: Final = 3
"""Shorter titles name a work only in quotation marks."""
_MIN_TELLING_WORDS: Final = 2
_MIN_TELLING_WORDS_OF_KIND: Final = 3
"""Where a title begins or ends with a word such as "strategy" or "report"."""
_WHITE_PAPER: Final = re.compile(r"\b(?:white|green) paper\b")
"""A government has one on a matter, however common its other words are."""
_MIN_WORDS_OF_WHITE_PAPER: Final = 4
_MIN_CAPITALS_UNSURE: Final = 3
"""Capitalised words of a title at the start of a sentence, where the first capital and one of a
name tell nothing."""
_MAX_WORKS_UNQUOTED: Final = 5
_MAX_SHARE_UNQUOTED: Final = 1 / 3
"""Words that more works write with capitals, and more than this part of all, are a name."""
_MIN_TIMES_NAMED: Final = 2
"""A work that names another at least so often in its text is about it; one that does so less only
cites it."""
_SECTIONS_LISTED: Final = 2
"""A work that names another once and lists so many of its sections is about it too."""
_MOST_LISTED: Final = 5
"""Sections that a reason lists at most."""


class Naming(NamedTuple):
    """A place where a work names another, and how: "link", "quoted title", "title" ..."""

    span: WorkSpan
    how: str


Named = Mapping[tuple[int, int], Sequence[Naming]]
"""By subject and object the places where the one names the other, in text order."""


def places_of_names(collection: Collection) -> Named:
    """Where each work names which other."""
    found: defaultdict[tuple[int, int], list[Naming]] = defaultdict(list)
    titles, addresses = _Titles(collection), _Addresses(collection)
    for subject, work in enumerate(collection.works):
        for block, text in enumerate(texts_of(work)):
            for target, span in (*titles.named_in(subject, text), *addresses.linked_in(text)):
                if target[0] != subject:
                    naming = Naming(WorkSpan(subject, block, *span), target[1])
                    found[subject, target[0]].append(naming)
    told = {pair: _sure(_apart(namings)) for pair, namings in found.items()}
    return dict(sorted(_without_names(told, len(collection)).items()))


def _apart(namings: Iterable[Naming]) -> list[Naming]:
    """``namings`` in text order without those within another, such as a linked title."""
    kept: list[Naming] = []
    for naming in sorted(namings, key=lambda one: (one.span, one.how)):
        last = kept[-1].span if kept else None
        if last is None or naming.span.block != last.block or naming.span.start >= last.end:
            kept.append(naming)
    return kept


def _sure(namings: Sequence[Naming]) -> list[Naming]:
    """``namings``, if one of them is sure; else none."""
    return list(namings) if any(naming.how != _UNSURE for naming in namings) else []


_UNSURE: Final = "unsure title"


def _without_names(found: Named, count: int) -> dict[tuple[int, int], Sequence[Naming]]:
    """``found`` without titles that many works write with capitals alone: these are names."""
    bare = Counter(
        target
        for (_, target), namings in found.items()
        if not any(naming.how in _SURE_WAYS for naming in namings)
    )
    most = max(_MAX_WORKS_UNQUOTED, int(count * _MAX_SHARE_UNQUOTED))
    return {
        (subject, target): namings
        for (subject, target), namings in found.items()
        if namings and (bare[target] <= most or any(naming.how in _SURE_WAYS for naming in namings))
    }


_SURE_WAYS: Final = ("link", "quoted title")


# --- titles ---------------------------------------------------------------------------------------


_Target = tuple[int, str]
"""A work that is named, and how."""


class _Titles:
    """The titles of works, found in texts by their folded words: time grows with the text, not with
    the titles.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._bearers: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        lengths: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        bodies = _names_of_makers(collection.works)
        for number in range(len(collection)):
            words = tuple(fold(collection.title(number)).split())
            if can_be_named(collection.title(number)) and " ".join(words) not in bodies:
                self._bearers[words].append(number)
                lengths[words[:_KEY_WORDS]].add(len(words))
        self._lengths = {key: sorted(found) for key, found in lengths.items()}
        self._common = self._common_phrases()

    def named_in(self, subject: int, block: MergedBlock) -> Iterator[tuple[_Target, Span]]:
        """The works that ``block`` of a work names by their titles, and where."""
        own = fold(self._collection.title(subject))
        for words in self._standing_in(block.text):
            # a title of its own names nothing else
            if " ".join(words) == own:
                continue
            if (bearer := self._bearer(words)) is None:
                continue
            title = self._collection.title(bearer)
            for span in places_of_title(block.text, title):
                how = _how_written(block, span, title)
                if how in _SURE_WAYS or (how and words not in self._common):
                    yield (bearer, how), span

    def _bearer(self, words: tuple[str, ...]) -> int | None:
        """The one work that has a title, summaries, drafts and the like aside."""
        bearers = self._bearers[words]
        forms = [self._collection.form(number) for number in bearers]
        plain = [
            number
            for number, form in zip(bearers, forms, strict=True)
            if not (form.kind or form.is_draft or form.is_translation or form.part)
        ]
        found = plain if len(bearers) > 1 else bearers
        return found[0] if len(found) == 1 else None

    def _standing_in(self, text: str) -> list[tuple[str, ...]]:
        """The titles whose words stand in ``text`` in a row."""
        words = fold(text).split()
        found = {
            tuple(words[i : i + length])
            for i in range(len(words) - _KEY_WORDS + 1)
            for length in self._lengths.get(tuple(words[i : i + _KEY_WORDS]), ())
        }
        return sorted(found & self._bearers.keys())

    def _common_phrases(self) -> set[tuple[str, ...]]:
        """The titles whose words the works write as common words more often than as a title."""
        written: Counter[tuple[str, ...]] = Counter()
        for work in self._collection.works:
            for block in texts_of(work):
                for words in self._standing_in(block.text):
                    title = self._collection.title(self._bearers[words][0])
                    for span in places_of_title(block.text, title):
                        is_small = not block.text[span.start].isupper() and title[0].isupper()
                        is_quoted = _how_written(block, span, title) == "quoted title"
                        written[words] += 1 if is_small and not is_quoted else -1
        return {words for words, balance in written.items() if balance > 0}


def can_be_named(title: str) -> bool:
    """Whether a title is one of its own, that names a work where it is written.

    >>> titles = ("Why lamps matter", "Open data strategy", "Elm Valley Lighting Board")
    >>> [can_be_named(title) for title in titles]
    [True, False, False]
    """
    words = fold(title).split()
    if len(words) < _KEY_WORDS or is_name_of_body(title):
        return False
    if len(words) >= _MIN_WORDS_OF_WHITE_PAPER and _WHITE_PAPER.search(" ".join(words)):
        return True
    least = _MIN_TELLING_WORDS_OF_KIND if names_a_paper(words) else _MIN_TELLING_WORDS
    return len(telling_words(words)) >= least


def _names_of_makers(works: Sequence[Work]) -> frozenset[str]:
    """The folded names of authors, and the lines that say who made a work."""
    names = {fold(name) for work in works for name in work.authors}
    lines = (
        fold(block.text)
        for work in works
        for block in work.blocks
        if block.kind in ("byline", "imprint", "contact")
    )
    return frozenset(names.union(lines))


def places_of_title(text: str, title: str) -> Iterator[Span]:
    """Spans where ``text`` has the words of ``title`` whole, whatever the punctuation."""
    words = [re.escape(word) for word in re.findall(r"\w+", title)]
    pattern = r"(?<!\w)" + r"\W{1,3}".join(words) + r"(?!\w)"
    return (Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE))


_QUOTES: Final = ("“", "‘", '"', "'", "«", "„")


def _how_written(block: MergedBlock, span: Span, title: str) -> str:
    """How the words at a span are set as a title: "quoted title" in quotation marks or in italics,
    "title" by their capitals, `_UNSURE` where a sentence begins with them or where they may be the
    name of something else, which counts only for a work that is named elsewhere; "" where they are
    common words that a title has too.
    """
    if block.text[: span.start].rstrip(" ").endswith(_QUOTES) or _is_in_italics(block, span):
        return "quoted title"
    if len(fold(title).split()) < _MIN_WORDS_UNQUOTED:
        return ""
    if is_written_as_title(block.text, span, title):
        is_clear = not _is_like_a_name(title) or is_said_of_paper(block.text, *span)
        return "title" if is_clear else _UNSURE
    return _UNSURE if block.text[span.start : span.end] == title else ""


def _is_in_italics(block: MergedBlock, span: Span) -> bool:
    return any(
        one.start <= span.start and span.end <= one.end and one.end - one.start <= _MAX_EMPHASIS
        for one in block.emphases
        if one.kind == "em"
    )


def _is_like_a_name(title: str) -> bool:
    """Whether every word of a title that can begins with a capital, as in the names of festivals
    and products.
    """
    found: list[str] = re.findall(r"\w+", title)
    words = [word for word in found if word[0].isalpha() and word.lower() not in stop_words()]
    return all(word[0].isupper() for word in words) and not names_a_paper(fold(title).split())


_MAX_EMPHASIS: Final = 300
"""Characters; a longer stretch in italics is no title."""


def is_written_as_title(text: str, span: Span, title: str) -> bool:
    """Whether the words at a span have the capitals of a title, and are not common words.

    Within a sentence the first one must have its capital. At the beginning of a sentence that is
    not enough, nor is another capital, which may be that of a name ("Trains in Wales are late").

    >>> said = "It has an open data strategy. Open data strategy meetings are held."
    >>> [is_written_as_title(said, Span(at, at + 18), "Open data strategy") for at in (10, 30)]
    [False, False]
    """
    said = text[span.start : span.end]
    if not said[0].isupper() and title[0].isupper():
        return False
    found: list[str] = re.findall(r"\w+", said)
    words = [word for word in found if word.lower() not in stop_words()]
    capitals = sum(word[0].isupper() for word in words)
    before = text[: span.start].rstrip(" ")
    if before and not sentence_ends(before):
        return True
    return capitals >= _MIN_CAPITALS_UNSURE and capitals == len(words)


# --- links ----------------------------------------------------------------------------------------


class _Addresses:
    """The works by their web addresses."""

    def __init__(self, collection: Collection) -> None:
        holders: defaultdict[str, set[int]] = defaultdict(set)
        for number, work in enumerate(collection.works):
            for name in work.witnesses:
                if key := address_key(collection.addresses.get(name, "")):
                    holders[key].add(number)
        self._work_at = {key: min(found) for key, found in holders.items() if len(found) == 1}

    def linked_in(self, block: MergedBlock) -> Iterator[tuple[_Target, Span]]:
        """The works that ``block`` has links to, and where."""
        for link in block.links:
            target = self._work_at.get(address_key(link.url))
            if target is not None and link.start < link.end:
                yield (target, "link"), Span(link.start, link.end)


def address_key(url: str) -> str:
    """What two addresses of one page share; "" for that of a whole site.

    >>> address_key("https://www.example.org/lamps/?utm_source=x#top")
    'example.org/lamps'
    >>> address_key("https://example.org/")
    ''
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = "&".join(part for part in parts.query.split("&") if not part.startswith("utm_"))
    if not parts.netloc or not (path or query):
        return ""
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{path}?{query}" if query else f"{host}{path}"


# --- about and cites ------------------------------------------------------------------------------


def find_named(collection: Collection, named: Named) -> list[Relation]:
    """The relations of works that name each other: `about` those named again and again, `cites`
    the others; never two works about each other.
    """
    listed = _ListedSections(collection.works)
    found = [_relation(collection, pair, namings, listed) for pair, namings in named.items()]
    return _one_way(found)


def _relation(
    collection: Collection,
    pair: tuple[int, int],
    namings: Sequence[Naming],
    listed: _ListedSections,
) -> Relation:
    subject, target = pair
    work = collection.works[subject]
    in_text = [naming for naming in namings if naming.span.block < len(work.blocks)]
    sections = listed.sections(subject, target)
    is_about = len(in_text) >= _MIN_TIMES_NAMED or (
        bool(in_text) and len(sections) >= _SECTIONS_LISTED
    )
    reason = _reason(collection.title(target), namings, len(in_text), sections)
    kind = ABOUT.name if is_about else CITES.name
    return Relation(subject, kind, target, tuple(naming.span for naming in namings), reason)


def _reason(title: str, namings: Sequence[Naming], in_text: int, sections: Sequence[str]) -> str:
    """In words, how often a work names another, where and how, and what it lists of it."""
    links = sum(naming.how == "link" for naming in namings)
    said = []
    if links < len(namings):
        in_notes = len(namings) - in_text
        counted = [(in_text - links, "in its text"), (in_notes, "in its notes")]
        places = [f"{_times(number)} {where}" for number, where in counted if number > 0]
        said.append(f"it names “{title}” {' and '.join(places)}".rstrip())
    if links:
        said.append(f"it links to it {_times(links)}")
    if sections:
        shown = ", ".join(f"“{section}”" for section in sections[:_MOST_LISTED])
        more = len(sections) - _MOST_LISTED
        said.append(f"it lists of its sections {shown}{f' and {more} more' if more > 0 else ''}")
    return ", and ".join(said)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _one_way(relations: Sequence[Relation]) -> list[Relation]:
    """``relations``; of two works that are about each other the one that names the other less only
    cites it.
    """
    about = {(r.subject, r.object): len(r.evidence) for r in relations if r.type == ABOUT.name}

    def speaks_less(one: Relation) -> bool:
        own, other = (
            about.get(key, 0) for key in ((one.subject, one.object), (one.object, one.subject))
        )
        return 0 < own <= other and (own < other or one.subject > one.object)

    return [one._replace(type=CITES.name) if speaks_less(one) else one for one in relations]


class _ListedSections:
    """Which sections of one work stand among the list items of another; each work is read once."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._items = cache(lambda i: frozenset(_texts_of_kind(works[i], "list_item")))
        self._headings = cache(lambda i: tuple(_texts_of_kind(works[i], "heading")))

    def sections(self, subject: int, target: int) -> list[str]:
        return listed_sections(self._items(subject), self._headings(target))


def _texts_of_kind(work: Work, kind: str) -> Iterator[str]:
    return (block.text for block in work.blocks if block.kind == kind)


def listed_sections(items: Iterable[str], headings: Iterable[str]) -> list[str]:
    """The headings of one work that stand among the list items of another, each once."""
    listed = {fold(item) for item in items}
    sections = {fold(heading): heading for heading in headings}
    return [heading for key, heading in sections.items() if key in listed]
