"""How explanations are set: plain text, 100 columns, headings on lines of their own."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Final

from briefing_ingest.text import Span

WIDTH: Final = 100
# What a reader could not see or tell apart, and what stands for it.
_INVISIBLE: Final = str.maketrans(
    {
        "\n": "⏎",
        "\r": "␍",
        "\t": "⇥",
        "\f": "␌",
        "\u00a0": "⍽",
        "\u00ad": "‹soft hyphen›",
        "\u200b": "‹zero width›",
    }
)
# Letters of context on each side of a span, and the most that is quoted of one raw line.
_CONTEXT: Final = 40
_LONGEST_LINE: Final = 400


def titled(title: str, parts: Iterable[str]) -> str:
    """A title underlined, and the parts below it, a blank line apart; it ends in a newline."""
    return "\n\n".join([f"{title}\n{'=' * min(len(title), WIDTH)}", *filter(None, parts)]) + "\n"


def section(heading: str, lines: Iterable[str]) -> str:
    """Lines under a heading, or nothing where there are no lines."""
    body = "\n".join(lines)
    return f"{heading}\n{body}" if body else ""


def facts(pairs: Iterable[tuple[str, str | None]]) -> str:
    """Names and values in two columns, without the empty ones."""
    shown = [(name, value) for name, value in pairs if value]
    width = max((len(name) for name, _ in shown), default=0) + 2
    return "\n".join(wrapped(value, " " * width, name.ljust(width)) for name, value in shown)


def wrapped(text: str, indent: str = "  ", first: str | None = None) -> str:
    """``text`` in lines of at most 100 columns; its own line breaks are kept."""
    lead = indent if first is None else first
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(
            line,
            WIDTH,
            initial_indent=lead,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lead = indent
    return "\n".join(lines)


def quoted(text: str) -> str:
    r"""``text`` in quotation marks with its line breaks and odd spaces made visible; "nothing" if
    it is empty.

    >>> quoted("Giles\nTrust")
    '“Giles⏎Trust”'
    """
    return f"“{text.translate(_INVISIBLE)}”" if text else "nothing"


def in_context(text: str, span: Span) -> str:
    """The span in brackets among the words beside it, on one line; a place between letters is a
    triangle.

    >>> in_context("the cat sat", Span(4, 7))
    'the [cat] sat'
    """
    before, after = text[: span.start], text[span.end :]
    lead = "…" + re.sub(r"^\S*\s+", "", before[-_CONTEXT:]) if len(before) > _CONTEXT else before
    tail = re.sub(r"\s+\S*$", "", after[:_CONTEXT]) + "…" if len(after) > _CONTEXT else after
    shown = f"[{text[span.start : span.end]}]" if span.start < span.end else "▲"
    return " ".join(f"{lead}{shown}{tail}".split("\n"))


def shortened(text: str, length: int = 60) -> str:
    """The beginning of ``text`` on one line, cut at a word's end with an ellipsis."""
    return textwrap.shorten(text, length, placeholder=" …")


def raw_lines(raw: str, spans: Iterable[Span]) -> list[str]:
    """The lines of ``raw`` that hold the spans, as they stand, each behind a bar; an ellipsis where
    some are left out.

    Of a line that is longer than any page's (markup of a saved page) only the part around the span
    is shown.
    """
    lines: list[Span] = []
    for span in sorted(spans):
        start = raw.rfind("\n", 0, span.start) + 1
        end = raw.find("\n", max(span.end - 1, span.start))
        wide = Span(start, len(raw) if end < 0 else end)
        if wide.end - wide.start > _LONGEST_LINE + span.end - span.start:
            wide = Span(max(start, span.start - _CONTEXT), min(wide.end, span.end + _CONTEXT))
        if lines and wide.start <= lines[-1].end:
            lines[-1] = Span(lines[-1].start, max(lines[-1].end, wide.end))
        else:
            lines.append(wide)
    quoted_lines: list[str] = []
    for previous, wide in zip([None, *lines], lines, strict=False):
        if previous and wide.start > previous.end + 1:
            quoted_lines.append("    …")
        quoted_lines += [
            f"    | {line.rstrip()}".rstrip() for line in raw[slice(*wide)].split("\n")
        ]
    return quoted_lines
