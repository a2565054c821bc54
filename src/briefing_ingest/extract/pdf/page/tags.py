"""What the structure tree of a tagged PDF (ISO 32000-1, 14.8) calls a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from briefing_ingest.extract.pdf.page.glyphs import Glyph

ARTIFACT: Final = -2
"""`Glyph.tag` of what is marked to be no part of the text: heads and feet, page numbers,
decoration."""

# Of elements within each other the first of these says most of what the line is.
_TELLING: Final = (
    ("TOC", "TOCI"),
    ("TH",),
    ("TD", "TR", "Table"),
    ("Caption",),
    ("Note", "FENote"),
)
_HEADING: Final = re.compile(r"H[1-6]?|Title")
_ITEM: Final = frozenset({"L", "LI", "LBody", "Lbl"})


def line_tag(glyphs: Sequence[Glyph], tags: Mapping[int, str]) -> str:
    """The tag that most characters of a line have: "H1" to "H6", "Title", "TOC", "TH", "TD",
    "Caption", "Note", "LI".

    Any other element is "P", what is marked as none "Artifact", and "" what has no tag.
    """
    counts = Counter(glyph.tag for glyph in glyphs)
    told: Counter[str] = Counter()
    for tag, count in counts.items():
        told[tag_of(tags.get(tag, ""))] += count
    return max(told, key=lambda name: (told[name], name), default="")


def tag_of(path: str) -> str:
    """The one word for a place in the structure tree ("Document/Sect/H1").

    >>> tag_of("Document/L/LI/LBody/P"), tag_of("Document/H2/Link"), tag_of("Document/TOC/TOCI/P")
    ('LI', 'H2', 'TOC')
    """
    if path in {"", "Artifact"}:
        return path
    names = path.split("/")
    for group in _TELLING:
        if not set(group).isdisjoint(names):
            return group[0]
    heading = next((name for name in reversed(names) if _HEADING.fullmatch(name)), "")
    if heading:
        return heading
    return "P" if _ITEM.isdisjoint(names) else "LI"
