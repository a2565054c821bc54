"""Whether words read as running text: what is left out of a briefing must not."""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.english.function_words import page_words

_BORDER: Final = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
"""Between two sentences: "... in May. The panel ..."."""
_CLOSED: Final = re.compile(r"[.!?][\"'”’)\]]*$")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_MIN_SENTENCE_WORDS: Final = 8
_MIN_SHARE_FUNCTION: Final = 0.2
"""Of the words of a sentence; titles and menus have fewer function words, and other languages
none."""
_MIN_SHARE_SMALL: Final = 0.5
"""Of the words: those of titles and lists of names begin with capital letters."""


def reads_as_sentence(text: str) -> bool:
    """Whether ``text`` has a whole sentence of running English: of eight words or more, with
    function words among them and a full stop, question or exclamation mark at its end.

    >>> reads_as_sentence("Most of the lamps in the old town were mended in the spring.")
    True
    >>> reads_as_sentence("Lamps of the Old Town: Home, News and Events. Contact Us.")
    False
    """
    return any(map(_is_sentence, _BORDER.split(" ".join(text.split()))))


def _is_sentence(text: str) -> bool:
    words = _WORD.findall(text)
    if len(words) < _MIN_SENTENCE_WORDS or not _CLOSED.search(text.rstrip()):
        return False
    function = sum(word.lower() in page_words() for word in words)
    small = sum(word[0].islower() for word in words)
    enough = _MIN_SHARE_FUNCTION * len(words), _MIN_SHARE_SMALL * len(words)
    return function >= enough[0] and small >= enough[1]
