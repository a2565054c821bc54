"""Words, folding, slugs: the only definition of "the same text".

Offsets everywhere are code points, 0-based, end-exclusive.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple


class Span(NamedTuple):
    """A stretch of a text: code points, 0-based, end-exclusive."""

    start: int
    end: int


_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_NOT_WORD = re.compile(r"[^\w]+")
_WORD = re.compile(r"\S+")


def straighten(text: str) -> str:
    """``text`` with typographic quotes, dashes and spaces made plain and ligatures spelled out.

    Two texts that are equal after it differ in typography only.

    >>> straighten("the ‘navigators’ – 14‑25")
    "the 'navigators' - 14-25"
    """
    return _LIGATURE.sub(
        lambda match: unicodedata.normalize("NFKC", match.group()), text.translate(_TYPOGRAPHY)
    )


def raise_figures(text: str) -> str:
    """``text`` with its digits as superscripts, as calls of notes are printed.

    >>> raise_figures("12")
    '¹²'
    """
    return text.translate(_SUPERSCRIPT)


def lower_figures(text: str) -> str:
    """``text`` with superscript digits set on the line.

    >>> lower_figures("¹²")
    '12'
    """
    return unicodedata.normalize("NFKC", text)


def fold(text: str) -> str:
    """``text`` reduced to what makes it the same text: letters and digits, case folded, single
    spaces.

    >>> fold("PCCs’ work, in  full")
    'pccs work in full'
    """
    plain = unicodedata.normalize("NFC", straighten(text)).replace("'", "").casefold()
    return _NOT_WORD.sub(" ", plain).strip()


# What a terminal takes for a command instead of showing it: control characters (C0 but for tab and
# line feed, DEL, C1), those that turn the direction of the text around what they are put into,
# other line ends, and bytes that are no text.
_NOT_SHOWN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_FEED = re.compile(r"\n")


def printable(text: str, *, one_line: bool = False) -> str:
    r"""``text`` as a terminal may be given it: what it would obey instead of showing is spelled
    out.

    A name of a file or a title could otherwise clear the screen, set the window's title or hide
    what comes after it. ``one_line`` is for names and other values within a line, which could
    otherwise begin a line that looks like ours.
    JSON stays JSON: it has no control characters but those that are spelled here as it spells them.

    >>> printable("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    >>> printable("a\nb"), printable("a\nb", one_line=True)
    ('a\nb', 'a\\nb')
    """
    shown = _NOT_SHOWN.sub(_spelled_out, text)
    return _LINE_FEED.sub(r"\\n", shown) if one_line else shown


def _spelled_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8, as Python keeps it
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x20 else f"\\u{code:04x}"


_JOINER = "\u200d"


def is_border(text: str, at: int) -> bool:
    r"""Whether a character as readers see it ends or begins at the offset ``at`` of ``text``.

    >>> is_border("e\u0301", 1), is_border("e\u0301", 2)
    (False, True)
    """
    if at in {0, len(text)}:
        return True
    if not 0 < at < len(text):
        return False
    return not (unicodedata.category(text[at]).startswith("M") or _JOINER in text[at - 1 : at + 1])


def widened(text: str, span: Span) -> Span:
    r"""``span``, and what of a character as readers see it stands beside it.

    >>> widened("Zoe\u0308 spoke", Span(0, 3))
    Span(start=0, end=4)
    """
    start, end = span
    while not is_border(text, start):
        start -= 1
    while not is_border(text, end):
        end += 1
    return Span(start, end)


def words(text: str) -> Iterator[Span]:
    """Spans of the white-space delimited words of ``text``."""
    return (Span(*match.span()) for match in _WORD.finditer(text))


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """What two words must share to be aligned: their letters and digits, or the word itself if it
    has none.
    """
    return fold(word).replace(" ", "") or straighten(word)


def shingles(text: str, size: int = 5) -> frozenset[int]:
    """Hashes of all runs of ``size`` folded words (of the whole text, if it is shorter).

    The hash is stable across processes and machines (BLAKE2b, 64 bits), unlike ``hash``.
    """
    folded = fold(text).split()
    runs = (" ".join(folded[i : i + size]) for i in range(max(1, len(folded) - size + 1)))
    return frozenset(
        int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big")
        for run in runs
        if run
    )


def slug(text: str, limit: int = 80) -> str:
    """A readable id: lower-case ASCII words joined by hyphens, cut at a word's end within ``limit``
    characters.

    >>> slug("There’s an election on the horizon…")
    'theres-an-election-on-the-horizon'
    """
    ascii_text = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if len(joined) <= limit:
        return joined
    return joined[: limit + 1].rpartition("-")[0] or joined[:limit]


def checksum(content: bytes) -> str:
    """How the manifest and the dataset write the checksum of a file: ``sha256:`` and 64 hexadecimal
    digits.
    """
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def text_digest(text: str, length: int = 8) -> str:
    """The first ``length`` hexadecimal digits of the SHA-256 of the folded text: an id for what has
    no name.
    """
    return hashlib.sha256(fold(text).encode()).hexdigest()[:length]


_FIGURE: Final = re.compile(r"[-–−+(]?[£$€]?\d[\d.,]*\)?%?")


def is_figure(word: str) -> bool:
    """Whether a word is a figure, as in the cells of tables.

    >>> [is_figure(word) for word in ("£1,200", "(3.5)", "12%", "2nd")]
    [True, True, True, False]
    """
    return bool(_FIGURE.fullmatch(word))


def shortened(text: str, *, ends: int = 5) -> str:
    """``text`` by its first and last words, as many of each; all of it where that is no longer.

    >>> shortened("The panel met twice in the old hall.", ends=2)
    'The panel … old hall.'
    """
    words = text.split()
    if len(words) <= 2 * ends:
        return " ".join(words)
    return f"{' '.join(words[:ends])} … {' '.join(words[-ends:])}"


def sentence_ends(text: str) -> bool:
    """True if ``text`` ends like a sentence: a full stop, question or exclamation mark or colon,
    quotes aside.
    """
    return bool(re.search(r"[.!?:;…][\"'’”)\]]*$", text.rstrip()))


POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
"""A British postcode (BS 7666, without the rare special forms); a line may end within it."""


def iso_date(value: str) -> str:
    """The date at the start of ``value`` in ISO 8601, time of day left off; "" if there is none.

    >>> iso_date("2019-07-25T11:15"), iso_date("2019"), iso_date("July 2019")
    ('2019-07-25', '2019', '')
    """
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?!\d)", value)
    return found[0] if found else ""


OPENING_HEADINGS: Final = frozenset(
    "introduction,summary,executive "
    "summary,background,foreword,overview,preface,contents,abstract,key points,about"
    ",context,key messages,key findings,conclusion,conclusions,purpose,the issue,at a glance".split(
        ","
    )
)
"""Headings (folded) that open a text and are never its title."""


def line_of(text: str, offset: int) -> int:
    """1-based number of the line of ``text`` that holds ``offset``; a newline ends a line."""
    return text.count("\n", 0, offset) + 1


def line_numbers(text: str) -> Callable[[int], int]:
    """`line_of` for many offsets of one text: counting from its beginning each time would take a
    large one minutes.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return lambda offset: bisect_right(starts, offset)


def unique_ids(wanted: Sequence[str]) -> list[str]:
    """``wanted`` with ``-2``, ``-3`` ... added to ids that stood before.

    >>> unique_ids(["a", "b", "a"])
    ['a', 'b', 'a-2']
    """
    seen: dict[str, int] = {}
    taken = set(wanted)
    result = []
    for name in wanted:
        seen[name] = seen.get(name, 0) + 1
        candidate = name
        while seen[name] > 1 and (candidate := f"{name}-{seen[name]}") in taken:
            seen[name] += 1
        taken.add(candidate)
        result.append(candidate)
    return result
