"""What belongs to an article though it stands outside its text: title, standfirst and byline above,
contacts below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from briefing_ingest.english.bylines import BYLINE, is_byline
from briefing_ingest.english.function_words import stop_words
from briefing_ingest.english.site_furniture import HINTS, hints, kind_of
from briefing_ingest.repair.chrome.line_signs import percent, words_of
from briefing_ingest.repair.chrome.verdict import Verdict
from briefing_ingest.text import fold

_PROSE: Final = 20
"""Words of text that may stand above a title: a kicker, or what was taken for text."""

_OPENING: Final = 150
"""Words of text within which a line that says what the page is called is still its title."""

_TITLE: Final = 3
"""Words of the shortest title that can be known by its form: menus have shorter entries."""

_SITE: Final = 5
"""Words of the longest name of a site."""

_HALF: Final = 50
_ALIKE: Final = 40
_MOST_PARTS: Final = 8

_REACH: Final = 60
"""Paragraphs above the text that may be its title; a page's menus can lie between."""

_STANDFIRST: Final = range(8, 46)
"""Words of a standfirst."""

_UNLIKELY: Final = -2500
"""Thousandths: a standfirst may look a little like chrome, since it stands apart, but not more."""

_NO_STANDFIRST: Final = frozenset(
    {"newsletter", "account", "legal", "picture", "tags", "address", "byline", "time ago"}
)

_CONTACT = re.compile(
    r"\W*(?:you can |please |to |for (?:more|further) (?:information|details),? (?:please )?)?"
    r"(?:e-?mail|contact|telephone|tel\.?:|phone:?)\s(?!us\b).{0,120}|.{0,60}[\w.+-]+@[\w-]+\.\w[\w.]*.{0,20}",
    re.IGNORECASE,
)

_BULLET = re.compile(r"\s*[•·▪◦‣*–—-]\s")
_NOTES = HINTS["notes"]
_NO_TITLE = re.compile(rf"{BYLINE.pattern}|.*[^.]\.")


def title_of(texts: Sequence[str], verdicts: Sequence[Verdict]) -> int | None:
    """Index of the paragraph that is the title of the text below it; None if nothing tells.

    A dump mostly begins with what the page's window is called: the title and the site's name. So a
    line that says the same as the first, or a part of it, is the title, the longest and of these
    the one nearest to the text; else one that says nearly the same; else the first line itself.
    Without such a first line it is the line above the text
    whose words the text takes up: a site's motto is not what a text speaks of, and a menu's entry
    is shorter. Wrong for a page whose window is called otherwise, if one of its headings says the
    same as that.
    """
    read = list(
        accumulate(
            len(words_of(text)) if v.text else 0 for text, v in zip(texts, verdicts, strict=True)
        )
    )
    start = next((i for i, words in enumerate(read) if words >= _PROSE), None)
    if start is None:
        return None
    stop = next((i for i, words in enumerate(read) if words >= _OPENING), len(texts))
    body = {
        word
        for text, v in zip(texts[start:], verdicts[start:], strict=True)
        if v.text
        for word in _content(text)
    }
    window = _parts(texts[0])
    own = [i for i in range(1, stop) if _may_be_title(texts[i])]
    same = [i for i in own if fold(texts[i]) in window]
    if same:
        return min(same, key=lambda i: (-len(words_of(texts[i])), abs(i - start), i))
    above = [
        i for i in own if max(0, start - _REACH) <= i < start and _echo(texts[i], body) >= _HALF
    ]
    named = {i: max((_shared(fold(texts[i]), part) for part in window), default=0) for i in above}
    best = max(above, key=lambda i: (named[i] - (20 if verdicts[i].text else 0), i), default=None)
    if best is not None and named[best] >= _ALIKE:
        return best
    if (
        start
        and _may_be_title(texts[0])
        and len(words_of(texts[0])) >= _TITLE
        and _echo(texts[0], body) >= _HALF
    ):
        return 0
    long = [i for i in above if len(words_of(texts[i])) >= _TITLE]
    # What counts as text already is rather a heading of the text's first section.
    worth = {
        i: _echo(texts[i], body) + min(len(words_of(texts[i])), 8) - 20 * verdicts[i].text
        for i in long
    }
    return max(long, key=lambda i: (worth[i], i), default=None)


def without_site(title: str, texts: Sequence[str]) -> int:
    """How much of the first line of a dump is its title: what stands behind a bar, or says what a
    line does, is the site's name.
    """
    lines = {fold(text) for text in texts[1:]}
    end = len(title)
    while match := _LAST_PART.fullmatch(title[:end]):
        head, tail = words_of(match[1]), words_of(match[3])
        if (
            len(head) < _TITLE
            or len(tail) > _SITE
            or not (match[2] == "|" or fold(match[3]) in lines)
        ):
            break
        end = match.end(1)
    return end


_SEPARATOR: Final = re.compile(r"(?<!\s)\s+[|·•»–—-]+\s+|(?:(?<!\s)\s+)?\|\s*")
_LAST_PART: Final = re.compile(r"(.*\S)\s+([|·•»–—-])\s+(\S.*?)\s*", re.DOTALL)


def _parts(first: str) -> frozenset[str]:
    """The first line, and what of it stands between its separators, folded; single words and pairs
    are no titles.
    """
    cuts = [
        (0, 0),
        *(match.span() for match in _SEPARATOR.finditer(first)),
        (len(first), len(first)),
    ][:_MOST_PARTS]
    spans = [(a[1], b[0]) for i, a in enumerate(cuts) for b in cuts[i + 1 :]]
    parts = (fold(first[start:end]) for start, end in spans)
    return frozenset(part for part in parts if len(part.split()) >= _TITLE)


def _may_be_title(text: str) -> bool:
    return not (
        kind_of(text) or len(words_of(text)) > 25 or _NO_TITLE.fullmatch(text) or not _content(text)
    )


def _shared(text: str, other: str) -> int:
    """Percent of the words of both that both have."""
    a, b = set(text.split()), set(other.split())
    return percent(len(a & b), len(a | b))


def _echo(text: str, body: set[str]) -> int:
    """Percent of the words of ``text`` that the body takes up."""
    words = _content(text)
    return percent(len(words & body), len(words))


def _content(text: str) -> frozenset[str]:
    return frozenset(
        word for word in map(_bare, words_of(text)) if len(word) > 3 and word not in stop_words()
    )


def _bare(word: str) -> str:
    return re.sub(r"['’].*", "", word.lower())


def standfirst_of(texts: Sequence[str], verdicts: Sequence[Verdict], title: int) -> int | None:
    """Index of the paragraph directly below the title that sums the text up, if there is one."""
    below = title + 1
    if below >= len(texts) or kind_of(texts[below]) or verdicts[below].text:
        return None
    likely = len(words_of(texts[below])) in _STANDFIRST and verdicts[below].score >= _UNLIKELY
    likely = likely and not texts[below][:1].isdigit()
    return below if likely and not _NO_STANDFIRST.intersection(hints(texts[below])) else None


def beside_text(texts: Sequence[str], verdicts: Sequence[Verdict], title: int | None) -> set[int]:
    """Indices of what belongs to the text by its form.

    That is bylines between title and text, lists that a line of the text announces, numbered notes
    under a heading of theirs, and contacts directly below the text.
    """
    kept = [i for i, verdict in enumerate(verdicts) if verdict.text]
    if not kept:
        return set()
    above = (
        range(title + 1, next((i for i in kept if i > title), title))
        if title is not None
        else range(0)
    )
    bylines = {
        i
        for i in above
        if (BYLINE.fullmatch(texts[i]) or is_byline(texts[i])) and not kind_of(texts[i])
    }
    return (
        bylines
        | _announced(texts, verdicts)
        | _notes(texts, kept[0])
        | _contacts(texts, kept[-1] + 1)
    )


def _announced(texts: Sequence[str], verdicts: Sequence[Verdict]) -> set[int]:
    """Items with a bullet below a line of the text that ends in a colon."""
    result: set[int] = set()
    for i in range(1, len(texts)):
        announced = verdicts[i - 1].text and texts[i - 1].rstrip().endswith(":")
        if (announced or i - 1 in result) and _BULLET.match(texts[i]) and not kind_of(texts[i]):
            result.add(i)
    return result


def _notes(texts: Sequence[str], start: int) -> set[int]:
    """Headings of notes from ``start`` on, with the notes below them as long as their numbers rise
    by one.
    """
    result: set[int] = set()
    for i in range(start, len(texts)):
        if _NOTES.fullmatch(texts[i]):
            below = i + 1
            while below < len(texts) and re.match(rf"\W*{below - i}\b", texts[below]):
                below += 1
            result.update(range(i, below) if below > i + 1 else ())
    return result


def _contacts(texts: Sequence[str], start: int) -> set[int]:
    """Lines from ``start`` on, up to the first that is no contact."""
    end = start
    while end < len(texts) and _CONTACT.fullmatch(texts[end]) and not kind_of(texts[end]):
        end += 1
    return set(range(start, end))
