"""What belongs to an article though it stands outside its text: title, standfirst and byline above, contacts below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from briefing_ingest.repair.chrome.lexicon import HINTS, STOP_WORDS, hints, kind_of
from briefing_ingest.repair.chrome.seeing import words_of
from briefing_ingest.repair.chrome.verdict import Verdict

_PROSE: Final = 20
"""Words of text that may stand above a title: a kicker, or what was taken for text."""

_REACH: Final = 60
"""Paragraphs above the text that may be its title; a page's menus can lie between."""

_STANDFIRST: Final = range(8, 46)
"""Words of a standfirst."""

_UNLIKELY: Final = -2500
"""Thousandths: a standfirst may look a little like chrome, since it stands apart, but not more."""

_NO_STANDFIRST: Final = frozenset(
    {"newsletter", "account", "legal", "picture", "tags", "address", "byline", "time ago"}
)

_BYLINE = re.compile(
    r"\W*(?:(?i:written|posted|words|authored|story)\s+)?[Bb]y:?\s+[A-Z]\w+[ -][A-Z].{0,80}"
    r"|(?:[Tt]his is )?[Aa]n? (?:guest|joint) (?:post|blog|article)\b.{0,200}"
)
_CONTACT = re.compile(
    r"\W*(?:you can |please |to |for (?:more|further) (?:information|details),? (?:please )?)?"
    r"(?:e-?mail|contact|telephone|tel\.?:|phone:?)\s(?!us\b).{0,120}|.{0,60}[\w.+-]+@[\w-]+\.\w[\w.]*.{0,20}",
    re.IGNORECASE,
)

_BULLET = re.compile(r"\s*[•·▪◦‣*–—-]\s")
_NOTES = HINTS["notes"]
_NO_TITLE = re.compile(rf"{_BYLINE.pattern}|.*[^.]\.")


def title_of(texts: Sequence[str], verdicts: Sequence[Verdict]) -> int | None:
    """Index of the paragraph above the text whose words the text, and the page's first line, take up most.

    A site's motto is not what a text speaks of. None if less than half of the words of every candidate recur.
    """
    read = list(accumulate(len(words_of(text)) if v.text else 0 for text, v in zip(texts, verdicts, strict=True)))
    first = next((i for i, words in enumerate(read) if words >= _PROSE), None)
    if not first:
        return None
    body = {word for text, v in zip(texts[first:], verdicts[first:], strict=True) if v.text for word in _content(text)}
    named = _content(re.split(r" [|•·–—-] ", texts[0])[0])
    best, found = 0, None
    for i in range(max(0, first - _REACH), first):
        words = _content(texts[i])
        if not words or kind_of(texts[i]) or len(words_of(texts[i])) > 25 or _NO_TITLE.fullmatch(texts[i]):
            continue
        echo = 100 * len(words & body) // len(words)
        named_so = 100 * len(words & named) // len(words | named) if i else 70
        # What counts as text already is rather a heading of the text's first section.
        value = echo + (named_so if named_so >= 40 else 0) + min(len(words), 8) - (20 if verdicts[i].text else 0)
        if echo >= 50 and value >= best:
            best, found = value, i
    return found


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in map(_bare, words_of(text)) if len(word) > 3 and word not in STOP_WORDS)


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

    That is bylines between title and text, lists that a line of the text announces, numbered notes under a heading
    of theirs, and contacts directly below the text.
    """
    kept = [i for i, verdict in enumerate(verdicts) if verdict.text]
    if not kept:
        return set()
    above = range(title + 1, next((i for i in kept if i > title), title)) if title is not None else range(0)
    bylines = {i for i in above if _BYLINE.fullmatch(texts[i]) and not kind_of(texts[i])}
    return bylines | _announced(texts, verdicts) | _notes(texts, kept[0]) | _contacts(texts, kept[-1] + 1)


def _announced(texts: Sequence[str], verdicts: Sequence[Verdict]) -> set[int]:
    """Items with a bullet below a line of the text that ends in a colon."""
    result: set[int] = set()
    for i in range(1, len(texts)):
        announced = verdicts[i - 1].text and texts[i - 1].rstrip().endswith(":")
        if (announced or i - 1 in result) and _BULLET.match(texts[i]) and not kind_of(texts[i]):
            result.add(i)
    return result


def _notes(texts: Sequence[str], start: int) -> set[int]:
    """Headings of notes from ``start`` on, with the notes below them as long as their numbers rise by one."""
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
