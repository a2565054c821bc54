"""From bytes to characters: which encoding, by the evidence in the bytes themselves.

What was decoded wrongly before it reached us (mojibake) is text like any other here; it is left to
`repair`.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_BOMS: Final[
    tuple[tuple[bytes, str], ...]
] = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES: Final = 100_000
"""How much of a file is looked at where that is enough to tell its encoding."""
_ZEROS_OF_WIDE: Final = 0.6
_ZEROS_OF_LETTERS: Final = 0.1
"""Shares of zero bytes: in UTF-16 and UTF-32, the high bytes of Latin letters have more than the
one, the low bytes less than the other."""
_FEW_CONTROLS: Final = 4
_CHARACTERS_PER_CONTROL: Final = 50
_CHARACTERS_PER_CONTROL_OF_FEW: Final = 10
"""Text has at least so many characters for each control character; the second number is for files
that have few of them."""
# Characters outside ASCII that English text in Windows' encoding is likely to hold.
_USUAL_IN_CP1252 = frozenset("‘’“”–—…•€£§©®°·½¼¾²³«»¬¡¿\u00a0\u00ad™†‡")
_LETTERS_IN_WORDS = re.compile(r"(?<=[A-Za-z])[À-ÖØ-öø-ÿŠšŽžŒœŸ]|[À-ÖØ-öø-ÿŠšŽžŒœŸ](?=[a-z])")
_STRAY = re.compile("[\udc80-\udcff]")  # how surrogateescape marks a byte that is not UTF-8
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A decoded file, without its byte order mark, and the Python name of its encoding."""

    text: str
    encoding: str


def decode(content: bytes, declared: str = "") -> Decoded:
    """``content`` as text. ``declared`` is the encoding the document itself names; evidence in the
    bytes overrules it.

    In this order: the byte order mark; UTF-16 and UTF-32, known by their zero bytes; UTF-8, whose
    multi-byte sequences hardly come about by chance; the declared encoding; UTF-8 with some
    Windows-1252 pasted in; Windows-1252 where that gives usual characters only; what
    charset-normalizer thinks; Windows-1252 with replacement characters.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(name, errors="replace"), name)
    for name in (_wide_encoding(content), "utf-8", _codec(declared)):
        text = _decode_as(name, content)
        if text is not None:
            return Decoded(text, name)
    mixed = _decode_mixed(content)
    if mixed is not None:
        return Decoded(mixed, "utf-8")
    text = _decode_as("cp1252", content)
    if text is not None and _looks_like_cp1252(text):
        return Decoded(text, "cp1252")
    name = _guess_encoding(content)
    text = _decode_as(name, content)
    if text is not None:
        return Decoded(text, name)
    return Decoded(content.decode("cp1252", errors="replace"), "cp1252")


def is_rubbish(text: str) -> bool:
    """True if ``text`` is not text: more than one character in fifty is a control character (in
    ten, where there are few of them).

    Text dumps hold a stray control character now and then; random bytes read as Windows-1252 hold
    one in ten.
    """
    controls = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    few = controls <= _FEW_CONTROLS
    least = _CHARACTERS_PER_CONTROL_OF_FEW if few else _CHARACTERS_PER_CONTROL
    return controls * least > len(text)


def _decode_as(name: str, content: bytes) -> str | None:
    """``content`` in the encoding of that name; None if it is not in that one."""
    if not name:
        return None
    try:
        return content.decode(name)
    except UnicodeError:
        return None


def _codec(label: str) -> str:
    """Python's name for a declared encoding, as browsers understand it; "" if it is not one for
    text.

    A declaration that could be read as ASCII cannot be UTF-16, and Latin-1 means Windows-1252
    (WHATWG Encoding Standard, 4.2; HTML, 13.2.3.2).
    """
    try:
        name = codecs.lookup(label.strip()).name
        "".encode(name)
    except (LookupError, ValueError):  # unknown, bytes-to-bytes, or a label with a NUL
        return ""
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return "" if name.startswith(("utf-16", "utf-32")) else name


def _wide_encoding(content: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark: Latin text has its zero bytes at every second or
    fourth place.
    """
    sample = content[: _SAMPLE_BYTES - _SAMPLE_BYTES % 4]
    columns = [sample[offset::4] for offset in range(4)]
    zeros = [column.count(0) / max(1, len(column)) for column in columns]
    return _WIDE.get("".join(map(_zeros_or_letters, zeros)), "")


_WIDE: Final = {"L0L0": "utf-16-le", "0L0L": "utf-16-be", "L000": "utf-32-le", "000L": "utf-32-be"}
"""By what stands at each of four places: zeros (0) or letters (L)."""


def _zeros_or_letters(share: float) -> str:
    """What bytes are of which the given share is zero: "0", "L", or "?" where it could be both."""
    if share > _ZEROS_OF_WIDE:
        return "0"
    return "L" if share < _ZEROS_OF_LETTERS else "?"


def _decode_mixed(content: bytes) -> str | None:
    """UTF-8 into which Windows-1252 was pasted: read as that, if more than half of what is not
    ASCII is valid.
    """
    text = content.decode("utf-8", errors="surrogateescape")
    stray = _STRAY.findall(text)
    if sum(c > "\x7f" for c in text) <= 2 * len(stray):
        return None
    return _STRAY.sub(
        lambda m: bytes([ord(m.group()) - 0xDC00]).decode("cp1252", errors="replace"), text
    )


def _looks_like_cp1252(text: str) -> bool:
    """Whether the characters outside ASCII are usual ones, or most of them letters in words."""
    strange = {c for c in text if c > "~"} - _USUAL_IN_CP1252
    if not strange:
        return True
    return len(_LETTERS_IN_WORDS.findall(text)) >= sum(text.count(c) for c in strange)


def _guess_encoding(content: bytes) -> str:
    """What charset-normalizer thinks; "" for nothing."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE_BYTES]).best()
    return best.encoding if best else ""
