"""Relations between works: which speaks of which, shown by the spans where it does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from briefing_ingest.model import Relation, Work, WorkSpan
from briefing_ingest.reconcile.compare import Pair, Texts
from briefing_ingest.reconcile.coverage import Index, covered, run_index, share
from briefing_ingest.reconcile.editions import edition_marks
from briefing_ingest.reconcile.judgement import TWO_WAY
from briefing_ingest.reconcile.passage_rules import ABOUT, CITES, EDITION_OF, EXCERPT_OF
from briefing_ingest.text import Span, fold, sentence_ends, word_key

_KEY_WORDS: Final = 3
"""Words of a title by which it is looked up; shorter titles are too common to be recognised."""

_MIN_TIMES_NAMED: Final = 2
"""A work that names another at least so often in its text is about it; one that does so less only
cites it."""


_SECTIONS_LISTED: Final = 2
"""A work that names another once and lists so many of its sections is about it too."""

_MIN_SHARE_EXCERPT: Final = 0.9
"""A work is an excerpt of another that has at least this part of its words, and more of its own."""

_MIN_SHARE_SHARED: Final = 0.1
"""Works that share less have no passage in common that is worth a word."""


def relate(works: Sequence[Work]) -> tuple[Relation, ...]:
    """Relations among ``works``.

    `about` or `cites`, from the places that name the other's title; where none is named,
    `edition_of` for two works that cover each other, and `excerpt_of` for one that lies wholly in
    the other, from the text they share. A title that stands only in the shared text, over the
    excerpt itself, names nothing.
    """
    texts = Texts(list(map(_word_keys, works)))
    shared = list(_by_text(works, texts))
    wholes = {(r.object, r.subject) for r in shared if r.type == EXCERPT_OF.name}
    named = [
        _outside(works, texts, r) if (r.subject, r.object) in wholes else r
        for r in _by_title(works)
    ]
    named = _one_way([relation for relation in named if relation.evidence])
    known = set(map(_pair_of, named))
    return (*named, *(relation for relation in shared if _pair_of(relation) not in known))


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


def _pair_of(relation: Relation) -> frozenset[int]:
    """The two works of ``relation``, whichever speaks of the other."""
    return frozenset((relation.subject, relation.object))


def _word_keys(work: Work) -> list[str]:
    return [word_key(word) for block in work.blocks for word in block.text.split()]


def _by_text(works: Sequence[Work], texts: Texts) -> Iterator[Relation]:
    """The relations that the text shows which two works share."""
    for pair in (texts.compared(*both) for both in texts.candidates()):
        lies_in = max(pair.of_first, pair.of_second) >= _MIN_SHARE_EXCERPT
        if pair.both_ways and _are_editions(texts, pair, lies_in=lies_in):
            later, earlier = sorted(pair[:2], key=lambda i: (works[i].published, i), reverse=True)
            evidence = tuple(_longest_shared(works, texts, later, earlier))
            yield Relation(later, EDITION_OF.name, earlier, evidence)
        elif lies_in:
            part, whole = _part_and_whole(pair)
            evidence = tuple(_longest_shared(works, texts, part, whole))
            yield Relation(part, EXCERPT_OF.name, whole, evidence)


def _are_editions(texts: Texts, pair: Pair, *, lies_in: bool) -> bool:
    """True if two works that cover each other are editions, and neither is a part of the other."""
    if texts.have_own_matter(*pair[:2]):
        return False
    if pair.alike or not lies_in:
        return True
    return bool(edition_marks(texts.keys[pair.first], texts.keys[pair.second]))


def _part_and_whole(pair: Pair) -> tuple[int, int]:
    return (
        (pair.first, pair.second) if pair.of_first > pair.of_second else (pair.second, pair.first)
    )


def _outside(works: Sequence[Work], texts: Texts, relation: Relation) -> Relation:
    """``relation`` by the places only that stand in text which the work that is named does not
    have.
    """
    index = texts.index(relation.object)
    blocks = [*works[relation.subject].blocks, *works[relation.subject].notes]
    own = (span for span in relation.evidence if _is_own_text(blocks[span.block].text, index))
    return relation._replace(evidence=tuple(own))


def _is_own_text(text: str, index: Index) -> bool:
    return share(covered([word_key(word) for word in text.split()], index)) < _MIN_SHARE_EXCERPT


def grounds(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """What two works (the texts of their blocks) share and where they differ, in words; empty if
    they share nothing.

    Shares are rounded down to steps of five, as a small edit changes nothing that matters.
    """
    first, second = (
        [word_key(word) for text in texts for word in text.split()] for texts in (one, other)
    )
    of_first, of_second = (
        share(covered(first, run_index(second))),
        share(covered(second, run_index(first))),
    )
    if max(of_first, of_second) < _MIN_SHARE_SHARED:
        return []
    shares = [f"{int(part * 20) * 5} %" for part in (of_first, of_second)]
    said = (
        f"the second has at least {shares[0]} of the words of the first, which has at least "
        f"{shares[1]} of its words"
    )
    return [said, *(edition_marks(first, second) if min(of_first, of_second) >= TWO_WAY else [])]


def _longest_shared(
    works: Sequence[Work], texts: Texts, subject: int, target: int
) -> Iterator[WorkSpan]:
    """The block of ``subject`` of which the other work has the most words."""
    index = texts.index(target)
    counts = {
        number: sum(covered([word_key(word) for word in block.text.split()], index))
        for number, block in enumerate(works[subject].blocks)
    }
    best = max(counts, key=lambda number: (counts[number], -number), default=None)
    if best is not None and counts[best]:
        yield WorkSpan(subject, best, 0, len(works[subject].blocks[best].text))


def _by_title(works: Sequence[Work]) -> tuple[Relation, ...]:
    titles = _Titles(works)
    listed = _ListedSections(works)
    relations = []
    for subject, work in enumerate(works):
        own = fold(work.title)
        spans: dict[int, list[WorkSpan]] = defaultdict(list)
        for block, text in enumerate([b.text for b in (*work.blocks, *work.notes)]):
            # a title of its own names nothing else
            for title, targets in titles.named_in(text, but=own):
                found = [WorkSpan(subject, block, *span) for span in _places_of_title(text, title)]
                for target in targets if found else ():
                    spans[target] += found
        for target, places in sorted(spans.items()):
            relations.append(
                Relation(
                    subject,
                    _type(work, listed.sections(subject, target), places),
                    target,
                    tuple(places),
                )
            )
    return tuple(relations)


class _Titles:
    """The titles of works, found in texts by their folded words: time grows with the text, not with
    the titles.
    """

    def __init__(self, works: Sequence[Work]) -> None:
        self._works: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        """By the words of a title, its spellings with the works that bear them."""
        lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, work in enumerate(works):
            words = tuple(fold(work.title).split())
            if len(words) >= _KEY_WORDS:
                self._works[words][work.title].append(number)
                lengths[words[:_KEY_WORDS]].add(len(words))
        self._lengths = {key: sorted(found) for key, found in lengths.items()}
        """How many words the titles have that begin with the same few."""

    def named_in(self, text: str, *, but: str) -> Iterator[tuple[str, list[int]]]:
        """The titles whose words stand in ``text`` in a row, with their works; none that is ``but``
        when folded.
        """
        words = fold(text).split()
        found = {
            tuple(words[i : i + length])
            for i in range(len(words) - _KEY_WORDS + 1)
            for length in self._lengths.get(tuple(words[i : i + _KEY_WORDS]), ())
        }
        for title in sorted(found & self._works.keys()):
            if " ".join(title) != but:
                yield from self._works[title].items()


def _places_of_title(text: str, title: str) -> Iterator[Span]:
    """Spans where ``text`` names ``title`` whole, whatever the punctuation."""
    words = [re.escape(word) for word in re.findall(r"\w+", title)]
    pattern = r"(?<!\w)" + r"\W{1,3}".join(words) + r"(?!\w)"
    return (
        Span(*match.span())
        for match in re.finditer(pattern, text, re.IGNORECASE)
        if is_written_as_title(text, Span(*match.span()), title)
    )


def is_written_as_title(text: str, span: Span, title: str) -> bool:
    """Whether the words at a span are set as a title, and are not common words that one has too.

    They are where they stand in quotation marks, or begin with a capital letter; of a title without
    a capital but the first, that is not enough at the beginning of a sentence.

    >>> said = "It has an open data strategy. Open data strategy meetings are held."
    >>> [is_written_as_title(said, Span(at, at + 18), "Open data strategy") for at in (10, 30)]
    [False, False]
    """
    before = text[: span.start].rstrip(" ")
    if before.endswith(_QUOTES):
        return True
    said = text[span.start : span.end]
    if not said[0].isupper() and title[0].isupper():
        return False
    has_inner_capital = any(word[0].isupper() for word in re.findall(r"\w+", said)[1:])
    return has_inner_capital or bool(before and not sentence_ends(before))


_QUOTES: Final = ("“", "‘", '"', "'", "«", "„")


def _type(subject: Work, listed: int, spans: list[WorkSpan]) -> str:
    """`about` if the work names the other repeatedly in its text or lists its sections
    (``listed``); else `cites`.
    """
    in_text = [span for span in spans if span.block < len(subject.blocks)]
    repeatedly = len(in_text) >= _MIN_TIMES_NAMED
    lists_it = bool(in_text) and listed >= _SECTIONS_LISTED
    return ABOUT.name if repeatedly or lists_it else CITES.name


class _ListedSections:
    """How many sections of one work stand among the list items of another; each work is read
    once.
    """

    def __init__(self, works: Sequence[Work]) -> None:
        self._items = cache(lambda i: _fold_blocks(works[i], "list_item"))
        self._headings = cache(lambda i: _fold_blocks(works[i], "heading"))

    def sections(self, subject: int, target: int) -> int:
        return len(self._items(subject) & self._headings(target))


def _fold_blocks(work: Work, kind: str) -> frozenset[str]:
    return frozenset(fold(block.text) for block in work.blocks if block.kind == kind)


def listed_sections(items: Iterable[str], headings: Iterable[str]) -> list[str]:
    """The headings of one work that stand among the list items of another, each once."""
    listed = {fold(item) for item in items}
    sections = {fold(heading): heading for heading in headings}
    return [heading for key, heading in sections.items() if key in listed]
