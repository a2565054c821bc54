"""What a line begins with: the number of a figure or box, a bullet, the number of an item."""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.text import sentence_ends

_NUMBER: Final = (
    r"(?:[A-Z]{1,2}[.-]?)?\d{1,3}(?:[.–-]\d+)*(?:[a-z](?:[–-][a-z])?)?(?!\w)|[A-Z]|[IVX]+"
)
"""As in "3", "9.4.1", "A.2", "2-4", "8.7a", "8.7a–c", "B", "IV"."""

LABEL: Final = re.compile(
    r"\s*(?=[A-Z])((?i:case study|case studies|case example|box|figure|fig\.|table|chart|map|graph"
    r"|diagram|plate|photo"
    r"|recommendation|example|exhibit|spotlight|(?:key )?finding|principle|lesson|appendix"
    r"|annexe?))\s+"
    rf"({_NUMBER})\s*(?:[:.]|[–—-](?![a-z]))(?!\d)\s*"
)
"""The start of a labelled block: what it is, its number, and a mark of punctuation."""

CAPTION: Final = re.compile(
    r"\s*(?:table|figure|fig|chart|map|graph|plate|photo|exhibit|diagram)\b\.?\s*"
    r"(?:(?:[A-Z]{1,2}[.-]?)?\d+(?:[.–-]\d+)*[a-z]?\b|[IVX]+\b|:)",
    re.IGNORECASE,
)
"""The start of the caption of a figure or table."""

ALONE: Final = re.compile(
    r"\s*(?=[A-Z])((?i:table|figure|fig\.|chart|map|graph|diagram|plate|photo|box|exhibit))\s+"
    r"((?:[A-Z]{1,2}[.-]?)?\d{1,3}(?:[.–-]\d+)*[a-z]?|[A-Z]|[IVX]{1,5})\s*[.:]?\s*"
)
"""The name and number of a figure, table or box, its title aside."""

FLOATS: Final = re.compile(r"(?:fig|table|chart|map|graph|diagram|plate|photo)", re.IGNORECASE)
"""Labels of what has a caption; the others are blocks of text."""

BULLET: Final = re.compile(
    r"\s*[•●▪■◦‣⁃∙·\uf0b7]\s*|\s*[○□◻◆◇❑❒❖►▶▸➢➤➔→✓✔✗✦★\ue000-\uf8ff]\s+(?=\S)|\s*[-–—*]\s+(?=\S)"
    r"|\s*o\s+(?=[A-Z])"
)
NUMBERED_HEADING: Final = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[A-Z]\.|[IVX]{1,5}\.)\s+(?=[^\W_])"
)
"""A line that begins with the number of a section."""

NUMBERED: Final = re.compile(r"\s*\(?(\d{1,2}|[a-z]|[ivx]+)[.)]\s+(?=\S)")

_MARKER_AT_END = re.compile(r"(?<!\s)\s*+(?:[\d¹²³⁰-⁹]{1,3}\s*+)?$")


def ends_sentence(text: str) -> bool:
    """True if ``text`` ends like a sentence, a note marker behind it aside."""
    return sentence_ends(_MARKER_AT_END.sub("", text)) or sentence_ends(text)
