"""Large initials, put back to the words that they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.dictionary import frequency, is_word
from briefing_ingest.model import Box, Line
from briefing_ingest.text import sentence_ends
from briefing_ingest.traced import concat

_INITIAL: Final = re.compile(r"([\"'“‘«(]?)([^\W\d_a-z])(\s*)\Z")
# An initial is so many times as large as the text beside it. The white space between them is no
# wider, and they overlap no more, in sizes of the initial. So many lines before and behind it are
# looked at.
_MIN_TIMES_LARGER: Final = 1.7
_MAX_GAP_EM: Final = 0.8
_MAX_OVERLAP_EM: Final = 0.25
_LOOK_AROUND_LINES: Final = 12
_WORDS: Final = "AIO"
"""Capitals that may be words of their own."""
_TIMES_RARER: Final = 10
"""An initial is a word of its own if what both make is so many times rarer than the word behind
it."""


def drop_capitals(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Put a large initial to the head of the line that it begins: ``T`` beside ``he council``
    becomes ``The council``.

    Two lines at least stand beside it, and the first does not begin a word of its own. A capital
    that is a word keeps
    a space: A, I or O where one is printed, or where the two together are no word, or one far rarer
    than the second. Wrong for a large letter that numbers a paragraph which begins with a small
    letter.
    """
    mended = dict[int, Line]()
    moved = set[int]()
    for index, line in enumerate(lines):
        if (
            line.box
            and not line.role
            and (found := _INITIAL.fullmatch(line.text))
            and found.group(2).isupper()
        ):
            beside = sorted(_beside(lines, index), key=lambda at: (_box(lines[at]).top, at))
            if len(beside) > 1 and _goes_on(found.group(2), lines[beside[0]].text):
                mended[beside[0]] = _begun(line, found, lines[beside[0]])
                moved.add(index)
    return tuple(mended.get(index, line) for index, line in enumerate(lines) if index not in moved)


def _box(line: Line) -> Box:
    return line.box or Box(0, 0, 0, 0)


def _beside(lines: Sequence[Line], index: int) -> Iterator[int]:
    """The lines that begin right of an initial and stand beside it."""
    initial, box = lines[index], _box(lines[index])
    for at in range(
        max(0, index - _LOOK_AROUND_LINES), min(len(lines), index + _LOOK_AROUND_LINES)
    ):
        line, other = lines[at], _box(lines[at])
        if at == index or line.page != initial.page or not line.box or line.role:
            continue
        near = -_MAX_OVERLAP_EM * initial.size < other.x0 - box.x1 < _MAX_GAP_EM * initial.size
        if (
            near
            and box.top < (other.top + other.bottom) / 2 < box.bottom
            and initial.size >= _MIN_TIMES_LARGER * line.size
        ):
            yield at


def _goes_on(letter: str, text: str) -> bool:
    """Whether a line goes on in the sentence that the initial begins: in small letters, or in
    capitals throughout.
    """
    word = re.match(r"\s*([^\W\d_]+|['’])", text)
    if word is None:
        return False
    return not word[1][0].isupper() or word[1].isupper() or letter in _WORDS


def _begun(initial: Line, found: re.Match[str], line: Line) -> Line:
    parted = found.group(2) in _WORDS and _is_word(found, line.text)
    # The letter is part of what is substituted, so that the provenance names the repair where no
    # raw text changes.
    letter = found.group(2) + " " * parted
    head = initial.traced.substitute(found.start(2), len(initial.text), letter, "drop_capitals")
    start = len(line.text) - len(line.text.lstrip())
    rest = line.traced.cut(0, start, "drop_capitals") if start else line.traced
    box, x0 = _box(line), _box(initial).x0
    # Lines beside the initial would seem to be indented, and so to begin paragraphs.
    begun = box if sentence_ends(line.text) else box._replace(x0=x0)
    return line._replace(traced=concat((head, rest))).moved(begun)


def _is_word(found: re.Match[str], text: str) -> bool:
    """Whether an initial A, I or O is a word by itself."""
    if " " in found.group(3) or text[:1].isspace():
        return True
    following = re.match(r"[^\W\d_]+", text)
    if following is None:
        return False
    word, both = following[0], found.group(2) + following[0]
    if word[0].isupper() and not word.isupper():
        return True
    return not is_word(both) or frequency(both) * _TIMES_RARER < frequency(word)
