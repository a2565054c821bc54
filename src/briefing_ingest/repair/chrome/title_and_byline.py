"""What belongs to an article though it stands outside its text: title, standfirst and byline above,
contacts below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from briefing_ingest.english.bylines import BYLINE, is_byline
from briefing_ingest.english.function_words import stop_words
from briefing_ingest.english.site_furniture import HINTS, hints, kind_of
from briefing_ingest.repair.chrome.line_signs import percent, words_of
from briefing_ingest.repair.chrome.verdict import Verdict
from briefing_ingest.text import fold

_WORDS_ABOVE_TITLE: Final = 20
"""Words of text that may stand above a title: a kicker, or what was taken for text."""

_WORDS_OF_OPENING: Final = 150
"""Words of text within which a line that says what the page is called is still its title."""

_MIN_TITLE_WORDS: Final = 3
"""Words of the shortest title that can be known by its form: menus have shorter entries."""

_MAX_SITE_WORDS: Final = 5
"""Words of the longest name of a site."""

_MIN_ECHO_PERCENT: Final = 50
"""Percent of the words of a title that its text takes up at least."""

_MIN_SHARED_PERCENT: Final = 40
"""Percent of the words of a line and of what the window is called that both have at least."""

_TEXT_HANDICAP_PERCENT: Final = 20
"""Percent by which a line that counts as text must be more like a title than one that does not."""

_LONG_ENOUGH_WORDS: Final = 8
"""Words of a title up to which a longer one is likelier."""

_MAX_PARTS: Final = 8
"""Parts of the first line that are looked at; a window's name has fewer."""

_MAX_PARAGRAPHS_ABOVE: Final = 60
"""Paragraphs above the text that may be its title; a page's menus can lie between."""

_STANDFIRST_WORDS: Final = range(8, 46)
"""Words of a standfirst."""

_MIN_STANDFIRST_SCORE: Final = -2500
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
    read = _words_read(texts, verdicts)
    start = _first_at_least(_WORDS_ABOVE_TITLE, read)
    if start is None:
        return None
    opening = _first_at_least(_WORDS_OF_OPENING, read)
    stop = len(texts) if opening is None else opening
    page = _Page(texts, verdicts, start, _parts(texts[0]), _words_of_body(texts, verdicts, start))
    lines = [i for i in range(1, stop) if _may_be_title(texts[i])]
    above = [
        i
        for i in lines
        if start - _MAX_PARAGRAPHS_ABOVE <= i < start and page.echo(i) >= _MIN_ECHO_PERCENT
    ]
    found = _title_by_window(page, lines, above)
    return _taken_up(page, above) if found is None else found


def _words_read(texts: Sequence[str], verdicts: Sequence[Verdict]) -> list[int]:
    """For each paragraph the number of words of text down to its end."""
    paragraphs = zip(texts, verdicts, strict=True)
    return list(accumulate(len(words_of(text)) if v.text else 0 for text, v in paragraphs))


def _title_by_window(page: _Page, lines: Sequence[int], above: Sequence[int]) -> int | None:
    """The line that says what the window is called, or else nearly so, or else the first line."""
    same = _same_as_window(page, lines)
    if same is not None:
        return same
    like = _like_window(page, above)
    if like is not None:
        return like
    return 0 if page.start and _is_titled_by_window(page) else None


def _first_at_least(words: int, read: Sequence[int]) -> int | None:
    """The first paragraph up to which so many words of text were read."""
    return next((i for i, total in enumerate(read) if total >= words), None)


def _words_of_body(texts: Sequence[str], verdicts: Sequence[Verdict], start: int) -> set[str]:
    """What the text from ``start`` on speaks of."""
    body = zip(texts[start:], verdicts[start:], strict=True)
    return {word for text, verdict in body if verdict.text for word in _content(text)}


class _Page(NamedTuple):
    """The paragraphs of a page, where its text starts, what its window may be called, and the words
    of its text.
    """

    texts: Sequence[str]
    verdicts: Sequence[Verdict]
    start: int
    window: frozenset[str]
    body: set[str]

    def size(self, i: int) -> int:
        """How many words a paragraph has."""
        return len(words_of(self.texts[i]))

    def echo(self, i: int) -> int:
        """Percent of the words of a paragraph that the text takes up."""
        return _echo(self.texts[i], self.body)


def _same_as_window(page: _Page, lines: Sequence[int]) -> int | None:
    """The longest line that says what the window is called, of these the nearest to the text."""
    same = [i for i in lines if fold(page.texts[i]) in page.window]
    return min(same, key=lambda i: (-page.size(i), abs(i - page.start), i), default=None)


def _like_window(page: _Page, above: Sequence[int]) -> int | None:
    """The line above the text that is most like what the window is called, if it is like it."""
    named = {
        i: max((_shared(fold(page.texts[i]), part) for part in page.window), default=0)
        for i in above
    }
    # What counts as text already is rather a heading of the text's first section.
    worth = {
        i: shared - _TEXT_HANDICAP_PERCENT * page.verdicts[i].text for i, shared in named.items()
    }
    best = max(above, key=lambda i: (worth[i], i), default=None)
    return best if best is not None and named[best] >= _MIN_SHARED_PERCENT else None


def _is_titled_by_window(page: _Page) -> bool:
    """Whether the first line of the dump, what the window is called, is the title itself."""
    return (
        _may_be_title(page.texts[0])
        and page.size(0) >= _MIN_TITLE_WORDS
        and page.echo(0) >= _MIN_ECHO_PERCENT
    )


def _taken_up(page: _Page, above: Sequence[int]) -> int | None:
    """The line above the text whose words the text takes up most."""
    worth = {
        i: page.echo(i)
        + min(page.size(i), _LONG_ENOUGH_WORDS)
        - _TEXT_HANDICAP_PERCENT * page.verdicts[i].text
        for i in above
        if page.size(i) >= _MIN_TITLE_WORDS
    }
    return max(worth, key=lambda i: (worth[i], i), default=None)


def without_site(title: str, texts: Sequence[str]) -> int:
    """How much of the first line of a dump is its title: what stands behind a bar, or says what a
    line does, is the site's name.
    """
    lines = {fold(text) for text in texts[1:]}
    end = len(title)
    while match := _LAST_PART.fullmatch(title[:end]):
        head, tail = words_of(match[1]), words_of(match[3])
        if (
            len(head) < _MIN_TITLE_WORDS
            or len(tail) > _MAX_SITE_WORDS
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
    ][:_MAX_PARTS]
    spans = [(a[1], b[0]) for i, a in enumerate(cuts) for b in cuts[i + 1 :]]
    parts = (fold(first[start:end]) for start, end in spans)
    return frozenset(part for part in parts if len(part.split()) >= _MIN_TITLE_WORDS)


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
    likely = (
        len(words_of(texts[below])) in _STANDFIRST_WORDS
        and verdicts[below].score >= _MIN_STANDFIRST_SCORE
    )
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
    bylines = set[int]()
    if title is not None:
        behind = next((i for i in kept if i > title), title)
        bylines = {i for i in range(title + 1, behind) if _is_byline(texts[i])}
    notes, contacts = _notes(texts, kept[0]), _contacts(texts, kept[-1] + 1)
    return bylines | _announced(texts, verdicts) | notes | contacts


def _is_byline(text: str) -> bool:
    return bool(BYLINE.fullmatch(text) or is_byline(text)) and not kind_of(text)


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
