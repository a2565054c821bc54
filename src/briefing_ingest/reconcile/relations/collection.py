"""The works that are related, and what is derived from them once: words, forms of titles, heads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Final, NamedTuple

from briefing_ingest.model import MergedBlock, Work, WorkSpan
from briefing_ingest.reconcile.compare import Texts
from briefing_ingest.reconcile.title_form import (
    IN_LANGUAGE,
    MEETING_KINDS,
    TitleForm,
    first_day,
    kind_of_line,
    nth_of_series,
    telling_words,
    title_form,
)
from briefing_ingest.reconcile.titles import names_of_bodies
from briefing_ingest.text import fold, word_key

_HEAD_BLOCKS: Final = 8
"""Blocks at the start of a text in which it says what it is, when, and whose."""
_HEAD_CHARACTERS: Final = 400
"""Of each of them."""
_LINES_UNDER_TITLE: Final = 3
"""Lines at the start, the title among them, that may name the sort of paper alone."""
_MAX_TITLE_WORDS: Final = 25
_MIN_TELLING_WORDS: Final = 3
"""A title with so many words that are not common in titles is that of one matter."""
_SOURCE_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")
_SAID_DRAFT: Final = re.compile(
    r"^\W*(?:(?:consultation|working|discussion)\s+)?draft\b[^.]{0,40}$"
    r"|\bthis\s+(?:\w+\s+)?(?:is\s+a|is\s+the)\s+(?:\w+\s+)?draft\b"
    r"|\bdraft\s+for\s+(?:consultation|comments?|discussion|approval)\b",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A block near the start of a work: its index, and the text of it that is looked at."""

    block: int
    text: str


class Collection:
    """Works by index, and what several kinds of relation need to know of them."""

    def __init__(
        self,
        works: Sequence[Work],
        addresses: Mapping[str, str],
        supersedes: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.works = works
        self.texts = Texts([_word_keys(work) for work in works])
        self.addresses = addresses
        """The web addresses of sources, by their ids."""
        self.supersedes = supersedes
        """Pairs of sources, by id, of which the manifest says that the first is the later
        edition."""
        self.form = cache(self._form)
        self.bodies = cache(self._bodies)
        self.day = cache(self._day)

    def __len__(self) -> int:
        return len(self.works)

    @cached_property
    def sharing(self) -> list[tuple[int, int]]:
        """The pairs of works that share a tenth of their runs of words."""
        return self.texts.candidates()

    @cached_property
    def _sharing_set(self) -> frozenset[tuple[int, int]]:
        return frozenset(self.sharing)

    @cached_property
    def languages(self) -> Counter[str]:
        """How many works each language has."""
        return Counter(self.language(number) for number in range(len(self.works)))

    @cached_property
    def by_stem(self) -> dict[tuple[str, ...], list[int]]:
        """The works whose titles have the same stem and language."""
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in range(len(self.works)):
            if stem := self.form(number).stem:
                found[(self.language(number), *stem)].append(number)
        return found

    def title(self, number: int) -> str:
        """The title of a work; where it has none but the name of its file, its first line."""
        work = self.works[number]
        named_by_file = _SOURCE_ID.fullmatch(work.title) and work.title in work.witnesses
        if not named_by_file or not work.blocks:
            return work.title
        first = " ".join(work.blocks[0].text.split())
        return first if len(first.split()) <= _MAX_TITLE_WORDS else work.title

    def language(self, number: int) -> str:
        """The language of a work, without its region."""
        return self.works[number].language.partition("-")[0].lower()

    def length(self, number: int) -> int:
        """How many words a work has."""
        return len(self.texts.keys[number])

    def head(self, number: int) -> Iterator[Line]:
        """The blocks in which a work says what it is."""
        for block, merged in enumerate(self.works[number].blocks[:_HEAD_BLOCKS]):
            yield Line(block, merged.text[:_HEAD_CHARACTERS])

    def _form(self, number: int) -> TitleForm:
        """The form of a work's title, with what the lines under it add."""
        work = self.works[number]
        form = self._form_above(number) or title_form(self.title(number))
        under = [line.text for line in self.head(number)][:_LINES_UNDER_TITLE]
        under += [work.subtitle] if work.subtitle else []
        part, series = _part_under(form, under)
        return form._replace(
            kinds=form.kinds if form.kind else form.kinds | _kinds_under(work, under),
            is_draft=form.is_draft or any(map(_SAID_DRAFT.search, under)),
            is_translation=form.is_translation or any(map(IN_LANGUAGE.search, under)),
            part=part,
            series=series,
        )

    def _form_above(self, number: int) -> TitleForm | None:
        """The form of a line above the title that says of which meeting it is a paper."""
        first = next(self.head(number), None)
        if first is None or self.works[number].blocks[0].kind == "title":
            return None
        form = title_form(first.text) if len(first.text.split()) <= _MAX_TITLE_WORDS else None
        return form if form and form.day and form.kind in (*MEETING_KINDS, "slides") else None

    def is_for_meeting(self, number: int) -> bool:
        """Whether a work is a paper of a meeting, which is held once."""
        return not self.form(number).kinds.isdisjoint(MEETING_KINDS)

    def _day(self, number: int) -> str:
        """The day that a work is of: as its title has it, else its head or its date."""
        if day := self.form(number).day:
            return day
        if day := next(filter(None, (first_day(line.text) for line in self.head(number))), ""):
            return day
        published = self.works[number].published
        return published if len(published) == len("2024-05-03") else ""

    def _bodies(self, number: int) -> frozenset[str]:
        """The names of bodies in the head of a work, folded."""
        return frozenset(
            fold(name) for line in self.head(number) for name in names_of_bodies(line.text)
        )

    def is_telling(self, number: int) -> bool:
        """Whether a work's title is so much of its own that another like it is of the same
        matter.
        """
        return len(telling_words(self.form(number).stem)) >= _MIN_TELLING_WORDS

    def are_of_one_maker(self, one: int, other: int) -> bool:
        """Whether two works share an author, the name of a body in their heads, or some text."""
        if (min(one, other), max(one, other)) in self._sharing_set:
            return True
        authors = [{fold(name) for name in self.works[i].authors} for i in (one, other)]
        return bool(authors[0] & authors[1] or self.bodies(one) & self.bodies(other))

    def are_of_one_matter(self, one: int, other: int) -> bool:
        """Whether two works whose titles have one stem are about the same thing."""
        return self.is_telling(one) or self.are_of_one_maker(one, other)

    def title_span(self, number: int) -> Iterator[WorkSpan]:
        """Where a work prints its title; nowhere if it is only stated beside it."""
        title = fold(self.title(number))
        for block, merged in enumerate(self.works[number].blocks[:_HEAD_BLOCKS]):
            said = fold(merged.text)
            if merged.kind == "title" or (said and said in title):
                yield WorkSpan(number, block, 0, len(merged.text))
                return

    def title_spans(self, *numbers: int) -> tuple[WorkSpan, ...]:
        """Where works print their titles."""
        return tuple(span for number in numbers for span in self.title_span(number))


def _kinds_under(work: Work, under: Sequence[str]) -> frozenset[str]:
    """The sorts of paper that lines under the title name; in a work with sections such a line is
    the heading of the first.
    """
    if sum(block.kind == "heading" for block in work.blocks) > 1:
        return frozenset()
    return frozenset(kind for text in under if (kind := kind_of_line(text)))


def _part_under(form: TitleForm, under: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """The part and series of a title, or of a line under it where the title says none."""
    short = [text for text in under if len(text.split()) <= _MAX_WORDS_OF_PART_LINE]
    for text in short if not form.part else ():
        number, series = nth_of_series(text)
        if number and series:
            return number, series
        said = title_form(text)
        if said.part:
            return said.part, said.series or form.stem
    return form.part, form.series


_MAX_WORDS_OF_PART_LINE: Final = 14


def texts_of(work: Work) -> list[MergedBlock]:
    """Blocks and notes of a work, as `WorkSpan` counts them."""
    return [*work.blocks, *work.notes]


def _word_keys(work: Work) -> list[str]:
    return [word_key(word) for block in work.blocks for word in block.text.split()]
