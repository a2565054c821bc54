"""Tagged PDFs made here, with structure trees that are sane and such as are not, and what is read
of them.

fpdf2 writes no structure tree for text, so the pages are written by hand: marked content in one
  stream a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final, NamedTuple

from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_source

_TOP: Final = 760
_FOOT: Final = 70


class Part(NamedTuple):
    """A paragraph or heading: its tag ("" for none, "Artifact" for marked as none), words, size and
    weight.
    """

    tag: str
    text: str
    size: int = 10
    bold: bool = False
    y: int = 0
    """Where it stands, in points from the foot of the page; 0 for below what was set last."""


def tagged_pdf(parts: Sequence[Part], *, furniture: Sequence[Part] = ()) -> bytes:
    """The bytes of a PDF of A4 pages with these parts, ``furniture`` ("{n}" is the page number) on
    every page.
    """
    pages: list[list[str]] = []
    tags: list[tuple[str, int, int]] = []
    y = 0
    for part in parts:
        lines = wrap(part.text, 900 // part.size)
        if y - part.size * 1.3 * min(len(lines), 3) < _FOOT:
            pages.append([])
            y = _TOP
            for item in furniture:
                number = str(len(pages))
                _set(pages, tags, item._replace(text=item.text.replace("{n}", number)), item.y)
        y -= 6 if part.size <= 10 and not part.bold else 14
        y = _set(pages, tags, part, y)
    return _file(pages, tags)


def _set(pages: list[list[str]], tags: list[tuple[str, int, int]], part: Part, y: int) -> int:
    """Writes a part to the last page from height ``y`` on; gives the height below it."""
    number = sum(1 for _, page, _ in tags if page == len(pages) - 1)
    opened = f"/{part.tag} <</MCID {number}>> BDC" if part.tag else ""
    if part.tag == "Artifact":
        opened = "/Artifact BMC"
    lines = [opened, f"BT /F{2 if part.bold else 1} {part.size} Tf"]
    for line in wrap(part.text, 900 // part.size):
        shown = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        lines.append(f"1 0 0 1 60 {y} Tm ({shown}) Tj")
        y -= round(1.3 * part.size)
    pages[-1].append("\n".join([*lines, "ET", "EMC" if opened else ""]))
    if part.tag not in {"", "Artifact"}:
        tags.append((part.tag, len(pages) - 1, number))
    return y


def _file(pages: Sequence[Sequence[str]], tags: Sequence[tuple[str, int, int]]) -> bytes:
    count = len(pages)
    # objects: catalogue, pages, two fonts, tree; then page and content by turns; then the elements
    first = 6
    elements = first + 2 * count
    kids = " ".join(f"{elements + i} 0 R" for i in range(len(tags)))
    parents = []
    for page in range(count):
        own = " ".join(f"{elements + i} 0 R" for i, tag in enumerate(tags) if tag[1] == page)
        parents.append(f"{page} [{own}]")
    bodies = [
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>>>",
        f"<</Type/Pages/Count "
        f"{count}/Kids[{' '.join(f'{first + 2 * i} 0 R' for i in range(count))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<</Type/StructTreeRoot/K[{kids}]/ParentTree<</Nums[{' '.join(parents)}]>>>>",
    ]
    for number, parts in enumerate(pages):
        stream = "\n".join(parts)
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents {number}"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {first + 2 * number + 1} 0 R>>"
        )
        bodies.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    bodies.extend(
        f"<</Type/StructElem/S/{tag}/P 5 0 R/Pg {first + 2 * page} 0 R/K {n}>>"
        for tag, page, n in tags
    )
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size "
        f"{len(bodies) + 1}/Root 1 0 R>>\n"
    )
    return content + f"{end}startxref\n{len(content)}\n%%EOF\n".encode("latin-1")


# --- the check ------------------------------------------------------------------------------------

_HEADS: Final = (
    Part("Artifact", "Trust in courts {n}", 10, y=800),
    Part("Artifact", "Page {n}", 10, y=30),
)
# The type of headings on levels 1 to 3: some hardly differ from the text, so only the tree can
# tell.
_TYPES: Final[tuple[tuple[tuple[int, bool], ...], ...]] = (
    ((18, True), (14, True), (11, True)),
    ((16, False), (12, False), (11, False)),
    ((12, True), (10, True), (10, True)),
)
_DEPTHS: Final = (1, 2, 3, 3, 2, 1, 2, 2, 3, 1, 2, 3, 1, 2, 2)


def tagged(sentences: Sequence[str]) -> str:
    """Headings found, right and of the right level, where the tree is sane, and where it must not
    be believed.
    """
    figures = [
        _figures(sentences, name) for name in ("sane", "all headings", "all artifacts", "partial")
    ]
    names = ("sane tree", "paragraphs tagged as headings", "everything an artifact", "few tags")
    return "; ".join(f"{name}: {figure}" for name, figure in zip(names, figures, strict=True))


def _figures(sentences: Sequence[str], tree: str) -> str:
    found = printed = claimed = right = levelled = 0
    for style in _TYPES:
        parts, truth = _report(sentences, style, tree)
        furniture = _HEADS if tree != "partial" else [part._replace(tag="") for part in _HEADS]
        told = dict(_headings(read(tagged_pdf(parts, furniture=furniture))))
        levels = dict(truth)
        hits = told.keys() & levels.keys()
        found, printed = found + len(hits), printed + len(levels)
        claimed, right = claimed + len(told), right + len(hits)
        levelled += sum(told[text] == levels[text] for text in hits)
    return (
        f"found {found / printed:.2f}, right {right / max(1, claimed):.2f}, of the level "
        f"{levelled / max(1, found):.2f}"
    )


def _report(
    sentences: Sequence[str], style: Sequence[tuple[int, bool]], tree: str
) -> tuple[list[Part], list[tuple[str, int]]]:
    given = {"all headings": "H2", "all artifacts": "Artifact", "partial": ""}.get(tree, "P")
    parts = [
        Part("Title" if tree == "sane" else given, "A report on trust in courts", 24, bold=True)
    ]
    truth = []
    for place, depth in enumerate(_DEPTHS):
        size, bold = style[depth - 1]
        text = f"{sentences[place].split(' that ')[0]} in {2001 + place}"
        tag = f"H{depth}" if tree == "sane" or (tree == "partial" and place < 2) else given
        parts.append(Part(tag, text, size, bold))
        truth.append((text, depth))
        for paragraph in range(2):
            first = 20 + 8 * place + 4 * paragraph
            parts.append(Part(given, " ".join(sentences[first : first + 4])))
        if place % 4 == 2:
            parts.append(
                Part(given, f"Bold words of {2001 + place} that only stand out", 10, bold=True)
            )
    return parts, truth


def read(content: bytes) -> Witness:
    """What is read of a PDF."""
    return read_source(Source(id="made", path="made.pdf"), content)


def _headings(witness: Witness) -> Iterator[tuple[str, int]]:
    for block in witness.blocks:
        if block.kind == "heading":
            yield " ".join(block.text.split()), block.level
