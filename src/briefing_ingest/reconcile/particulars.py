"""What a source version says of itself that tells it from others of its kind: title, day, authors,
address.

Two notices of one template differ in these, and two versions of one notice agree in them, whatever
else their texts share.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from briefing_ingest.english.dates import printed_date
from briefing_ingest.model import Fact, Witness
from briefing_ingest.reconcile.own_matter import is_number
from briefing_ingest.reconcile.title_form import TitleForm, title_form
from briefing_ingest.reconcile.titles import is_incomplete
from briefing_ingest.text import fold, iso_date

_DAY: Final = len("2024-05-03")
_FIRST_BLOCKS: Final = 6
_BLOCKS_UNDER_TITLE: Final = 4
_MAX_LINE_WORDS: Final = 8
_LONG_TITLE: Final = 20
"""Words of a first line that may be a title."""
MIN_TITLE_WORDS: Final = 2
NO_FORM: Final = TitleForm(())


class Particulars(NamedTuple):
    """The title (folded), the day it was published, who wrote it (folded), its canonical address,
    and what its title says besides its matter; "" or empty where it does not say.
    """

    title: str = ""
    day: str = ""
    authors: frozenset[str] = frozenset()
    url: str = ""
    form: TitleForm = NO_FORM


UNKNOWN: Final = Particulars()


def particulars_of(witness: Witness) -> Particulars:
    """What a witness says of itself."""
    return Particulars(
        fold(_title_of(witness)),
        _day_of(witness),
        frozenset(fold(fact.value) for fact in witness.facts if fact.name == "author"),
        _address_of(witness.facts),
        _form_of(witness),
    )


def _form_of(witness: Witness) -> TitleForm:
    """What the title says besides its matter, or the first line where there is none; a short line
    under it may call the paper a draft.
    """
    first = next((block.text for block in witness.blocks), "")
    form = title_form(_title_of(witness) or (first if len(first.split()) <= _LONG_TITLE else ""))
    under = [block.text for block in witness.blocks[1:_BLOCKS_UNDER_TITLE]]
    drafts = (title_form(text).is_draft for text in under if len(text.split()) <= _MAX_LINE_WORDS)
    return form._replace(is_draft=form.is_draft or any(drafts))


def marks_of_titles(first: Particulars, second: Particulars) -> list[str]:
    """What two titles of one matter say that tells two works, in words: a draft and what came of
    it, an agenda and minutes.

    >>> lamps, draft = (Particulars(form=title_form(t)) for t in ("Lamps of Elm", "Lamps: draft"))
    >>> marks_of_titles(lamps, draft._replace(form=draft.form._replace(stem=lamps.form.stem)))
    ['one is a draft, and the other is not']
    """
    one, other = first.form, second.form
    if not one.stem or not other.stem:
        return []
    if one.is_draft != other.is_draft:
        return ["one is a draft, and the other is not"]
    if one.kind != other.kind and one.stem == other.stem:
        return [f"one is {one.kind or 'a paper'}, the other {other.kind or 'a paper'}"]
    return []


def _title_of(witness: Witness) -> str:
    printed = (block.text for block in witness.blocks if block.kind == "title")
    stated = (fact.value for fact in witness.facts if fact.name == "title")
    return next(printed, "") or next(stated, "")


def _day_of(witness: Witness) -> str:
    """The day of publication, if the source states one, or a line at its head is one."""
    stated = (iso_date(fact.value) for fact in witness.facts if fact.name == "published")
    printed = (printed_date(block.text) for block in witness.blocks[:_FIRST_BLOCKS])
    return next((day for day in (*stated, *printed) if day and len(day) == _DAY), "")


def _address_of(facts: tuple[Fact, ...]) -> str:
    """The canonical address without scheme, "www." and a mark at its end."""
    said = next((fact.value for fact in facts if fact.name == "url"), "")
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", said.casefold()).rstrip("/")


def agree(first: Particulars, second: Particulars) -> list[str]:
    """What the particulars of two texts have in common that few works share, in words; empty if
    that is not enough to know them as one work.

    >>> say = Particulars("the lamps of elm", "2024-05-03", frozenset({"ann lee"}))
    >>> agree(say, say)
    ['both are called "the lamps of elm", are of 2024-05-03 and by ann lee']
    >>> agree(say, say._replace(day="2024-05-10"))
    []
    """
    if is_numbered_apart(first.title, second.title):
        return []
    if first.url and first.url == second.url and "/" in first.url:
        return [f"both give {first.url} as their address"]
    authors = first.authors & second.authors
    if not authors or not first.day or not _are_of_one_title_and_day(first, second):
        return []
    return [
        f'both are called "{first.title}", are of {first.day} and by {", ".join(sorted(authors))}'
    ]


def _are_of_one_title_and_day(first: Particulars, second: Particulars) -> bool:
    if (first.title, first.day) != (second.title, second.day):
        return False
    return len(first.title.split()) >= MIN_TITLE_WORDS and not is_incomplete(first.title)


def is_numbered_apart(first: str, second: str) -> bool:
    """Whether two folded titles say the same but for their numbers, of which each has one that the
    other lacks.

    >>> is_numbered_apart("a history part i", "a history part ii")
    True
    >>> [is_numbered_apart("lamps 2024", other) for other in ("lamps", "lamps 2024 2nd", "roads 3")]
    [False, False, False]
    """
    (own, own_numbers), (other, other_numbers) = map(_apart_from_numbers, (first, second))
    return (
        bool(own)
        and own == other
        and bool(own_numbers - other_numbers)
        and bool(other_numbers - own_numbers)
    )


_VERSION: Final = re.compile(r"\b(?:version|revision|rev|v)\.?\s*\d+(?:\.\d+)*")


def _apart_from_numbers(title: str) -> tuple[list[str], Counter[str]]:
    """The words of a title without its numbers, and these; those of a reference count
    ("FOI-2023-17"), and that of a version does not.
    """
    words = re.findall(r"\d+|[^\W\d_]+", _VERSION.sub("", title))
    numbers = Counter(word.lstrip("0") for word in words if is_number(word))
    return [word for word in words if not is_number(word)], numbers
