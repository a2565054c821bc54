"""Damage to single characters: wrong decoding, odd spaces, raised digits, Markdown that leaked into
the text.
"""

from __future__ import annotations

import re

from briefing_ingest.model import Line, LineRole
from briefing_ingest.text import raise_figures
from briefing_ingest.traced import TracedText


def encoding(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mend text that was decoded with the wrong encoding (``â€™`` for ``’``), line by line, with
    ftfy.

    Wrong only where an author writes about mojibake: ftfy changes a sequence when it is far
    likelier to be damage. Lines of plain ASCII cannot be damaged in this way and are skipped.
    """
    return tuple(
        line if line.text.isascii() else _with(line, _mended(line.traced)) for line in lines
    )


def _mended(traced: TracedText) -> TracedText:
    import ftfy

    # Every option is spelled out, so that a new default of ftfy cannot change the dataset.
    config = ftfy.TextFixerConfig(
        unescape_html=False,  # HTML is decoded by its extractor; in plain text "&amp;" may be meant
        remove_terminal_escapes=True,  # no briefing is coloured for a terminal
        fix_encoding=True,  # the purpose of this repair
        restore_byte_a0=True,  # a space that was byte A0 of a multi-byte character
        replace_lossy_sequences=True,  # what cannot be restored is shown as lost, not guessed
        decode_inconsistent_utf8=True,  # versions pasted together are damaged in parts
        fix_c1_controls=True,  # C1 controls are Windows-1252 read as Latin-1
        fix_latin_ligatures=True,  # a reader searches for "finance", not for a ligature and "nance"
        fix_character_width=False,  # full-width letters are the author's
        uncurl_quotes=False,  # curly quotes are the author's
        fix_line_breaks=False,  # line ends are coordinates
        fix_surrogates=True,  # half characters are invalid in JSON
        remove_control_chars=True,  # invisible, and invalid in XML exports
        normalization="NFC",  # never NFKC: it would turn a raised note marker into a number
        max_decode_length=1_000_000,
        explain=False,
    )
    body = traced.text.rstrip("\r\n\f")
    fixed = ftfy.fix_text(body, config)
    return (
        traced
        if fixed == body
        else traced.replace_with(fixed + traced.text[len(body) :], "encoding")
    )


_ODD_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_ZERO_WIDTH = re.compile(r"[\u200b\u200c\u2060\ufeff]|[\u00ad\ufffe](?!\s*$)")
"""U+FFFE, no character at all, is what PDFium writes for the hyphen of a divided word."""


def spaces(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Make no-break and other odd spaces plain and take out zero-width characters and soft hyphens
    inside a line.

    Wrong where a no-break space keeps a number and its unit together: the dataset has no line
    breaks, so nothing is lost. A soft hyphen at a line's end stays: it tells `line_end_hyphens`
    that the word goes on. The zero-width joiner stays, since emoji and some scripts need it.
    """
    plain = (_replaced(line, _ODD_SPACE, " ", "spaces") for line in lines)
    return tuple(_replaced(line, _ZERO_WIDTH, "", "spaces") for line in plain)


def raised_digits(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Print digits that the page sets as superscript as superscript characters: ``policing.2``
    becomes ``policing.²``.

    Wrong for exponents (m2), which a later reader of note markers must tell apart. Raised letters
    (21st) stay.
    """
    return tuple(_with(line, _raised(line)) if line.raised else line for line in lines)


def _raised(line: Line) -> TracedText:
    traced = line.traced
    for span in line.raised:
        where = traced.locate(*span)
        digits = traced.text[slice(*where)] if where else ""
        if where and re.fullmatch(r"\[?\d{1,3}\]?", digits.strip()):
            lead = len(digits) - len(digits.lstrip())
            start, end = where.start + lead, where.start + len(digits.rstrip())
            traced = traced.substitute(
                start, end, raise_figures(digits.strip("[] \n")), "raised_digits"
            )
    return traced


_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__)(?=[^\s_*])(?:.+?)(?<=[^\s_*])(\1)(?![\w*])")
_ATX_HEADING = re.compile(r"^(#{1,6})[ \t]+(?=\S)")


def leaked_markdown(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Take out Markdown that a converter left in the text: ``**bold**`` and the ``##`` of headings.

    A heading's marks are kept as what they mean, the line's role and level. Wrong for a text about
    Markdown; single asterisks are left alone because they are footnote marks and multiplication
    signs too.
    """
    return tuple(_without_heading_marks(_without_emphasis(line)) for line in lines)


def _without_emphasis(line: Line) -> Line:
    marks = [(*match.span(mark), "") for match in _EMPHASIS.finditer(line.text) for mark in (1, 2)]
    return _with(line, line.traced.substitute_all(marks, "leaked_markdown"))


def _without_heading_marks(line: Line) -> Line:
    match = _ATX_HEADING.match(line.text)
    if not match or line.role:
        return line
    traced = line.traced.cut(0, match.end(), "leaked_markdown")
    return line._replace(traced=traced, role=LineRole.HEADING, level=len(match.group(1)))


def _replaced(line: Line, pattern: re.Pattern[str], new: str, repair: str) -> Line:
    edits = [(*match.span(), new) for match in pattern.finditer(line.text)]
    return _with(line, line.traced.substitute_all(edits, repair))


def _with(line: Line, traced: TracedText) -> Line:
    return line if traced is line.traced else line._replace(traced=traced)
