"""`python -m benchmarks html_checks [CORPUS]`: typed parts of web pages, on pages made here whose
truth is known.

Recall of headings, list items, links and table cells, notes kept, markers glued to words, numbers
of lists, captions in their place, quotes with who they are from, and blocks whose span in the
source says what they say. Where CORPUS is given, its html_pages are counted against their own DOM.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.made_kinds import made_kinds
from benchmarks.made_pages import STYLES, Truth, essay
from benchmarks.tables import cell_texts, publish
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Block, Source, Witness
from briefing_ingest.pipeline import read_source
from briefing_ingest.text import fold

_SEEDS: Final = 3
Tally = Counter[tuple[str, bool]]


def run(arguments: list[str]) -> int:
    """Prints a table of the made pages by style, and one of the corpus if its folder is given."""
    styles = {style.name: Counter[tuple[str, bool]]() for style in STYLES}
    for style in STYLES:
        for seed in range(_SEEDS):
            page, truth = essay(style, seed)
            witness = read_source(Source(id="made", path="made.html"), page.encode())
            styles[style.name].update(judged(witness, truth))
    _print({**styles, "**all**": sum(styles.values(), Counter())})
    _print_kinds()
    if arguments:
        pages = sorted((Path(arguments[0]) / "html_pages").glob("*.html"))
        _print({"corpus": sum((Counter(_of_page(path)) for path in pages), Counter())})
    return 0


def judged(witness: Witness, truth: Truth) -> Iterator[tuple[str, bool]]:
    """For each thing that the page has, what it is and whether the witness has it."""
    kinds = {
        kind: [fold(b.text) for b in witness.blocks if b.kind == kind]
        for kind in ("heading", "list_item")
    }
    yield from (("headings", fold(text) in kinds["heading"]) for text in truth.headings)
    yield from (("items", fold(text) in kinds["list_item"]) for _, text in truth.items)
    numbers = {
        fold(block.text): block.label.number if block.label else "" for block in witness.blocks
    }
    yield from (("numbers", numbers.get(fold(text)) == number) for number, text in truth.items)
    links = {
        (block.text[link.start : link.end], link.url)
        for block in _texts(witness)
        for link in block.links
    }
    yield from (("links", link in links) for link in truth.links)
    cells = list(_cells(witness))
    yield from (("cells", cell in cells) for cell in truth.cells)
    notes = {fold(note.text) for note in witness.notes}
    yield from (("notes", fold(" ".join(note.paragraphs)) in notes) for note in truth.notes)
    markers = {block.text: [(m.at, m.number) for m in block.markers] for block in witness.blocks}
    yield from (("unglued", text in markers) for text, _, _ in truth.called)
    for place, (text, at, _) in enumerate(truth.called, 1):
        yield "markers", (at, str(place)) in markers.get(text, [])
    texts = [fold(block.text) for block in witness.blocks]
    captions = [block.text.strip() if block.kind == "caption" else "" for block in witness.blocks]
    for caption, before in truth.captions:
        placed = any(
            a == fold(before) and b == caption for a, b in zip(texts, captions[1:], strict=False)
        )
        yield "captions", placed
    yield from _quotes(witness, truth)
    yield from spans(witness)


def _quotes(witness: Witness, truth: Truth) -> Iterator[tuple[str, bool]]:
    quotes = [block.text for block in witness.blocks if block.kind == "quote"]
    for text, who in truth.quotes:
        yield "quotes", any(text in quote for quote in quotes)
        yield "sources", any(who in quote for quote in quotes)


def spans(witness: Witness) -> Iterator[tuple[str, bool]]:
    """For each block and note whether its span of the source, tags taken off, says what the block
    says.
    """
    for block in _texts(witness):
        said = [piece for piece in block.traced.pieces if piece.text.strip()]
        if not said:
            continue
        written = witness.raw_text[min(p.raw_start for p in said) : max(p.raw_end for p in said)]
        yield "spans", _bare(_stripped(written)) == _bare(_with_marks(block))


def _stripped(markup: str) -> str:
    """What markup says: comments, scripts and tags taken off, character references resolved."""
    shown = re.sub(
        r"(?is)<!--.*?-->|<(script|style|noscript|svg|template)\b.*?</\1\s*>", "", markup
    )
    return html.unescape(re.sub(r"<[^>]*>", "", shown))


def _with_marks(block: Block) -> str:
    """The text with what the program takes out of it and keeps beside it: number, label and note
    markers.
    """
    text = block.text
    for marker in sorted(block.markers, reverse=True):
        text = text[: marker.at] + marker.printed + text[marker.at :]
    return text


def _bare(text: str) -> str:
    """Letters and digits only, so that line ends and raised digits make no difference."""
    import unicodedata

    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _texts(witness: Witness) -> Sequence[Block]:
    return (*witness.blocks, *witness.notes)


# --- pages that are not articles ------------------------------------------------------------------


def kind_found(page: str) -> str:
    """What a page is told to be: "error" also where nothing but its frame was found; "" for an
    article.
    """
    try:
        witness = read_source(Source(id="made", path="made.html"), page.encode())
    except SourceError:
        return "refused"
    causes = [finding.cause for finding in witness.findings if finding.code == "N608"]
    return next((kind for kind, said in _CAUSES.items() if causes and said in causes[0]), "")


_CAUSES: Final = {"listing": "a list of posts", "consent": (
    "a question for "
    "consent"
), "error": "an error page",
                  "scripts": "an empty frame", "feed": "a feed"}  # fmt: skip


def _print_kinds() -> None:
    found: Counter[tuple[str, str]] = Counter(
        (kind, kind_found(page)) for kind, page in made_kinds()
    )
    for kind in dict.fromkeys(kind for kind, _ in found):
        told = {other or "article": count for (mine, other), count in found.items() if mine == kind}
        print(f"{kind or 'article'}: told to be {told}")  # noqa: T201


# --- corpus ---------------------------------------------------------------------------------------


def _of_page(path: Path) -> Iterator[tuple[str, bool]]:
    """The parts that the DOM has where the main text stands, and whether the witness has them.

    The main text is what trafilatura in its precise mode gives: an element counts whose block is
      one of its lines.
    """
    for kind, _, right in parts_of_page(path):
        yield kind, right


def parts_of_page(path: Path) -> Iterator[tuple[str, str, bool]]:
    """Kind, text, and whether it was found, of each part of a page and each span of a block."""
    from lxml import html as markup

    try:
        witness = read_source(Source(id="page", path=path.name), path.read_bytes())
    except SourceError:
        return
    yield from ((kind, "", right) for kind, right in spans(witness))
    page = markup.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", witness.raw_text))
    known, have = _main_lines(witness.raw_text), _had(witness)
    for tags, kind in _PARTS.items():
        for element in page.iter(*tags.split()):
            said = _said(element)
            linked = kind != "links" or re.match("https?:|/", element.get("href", ""))
            if said and linked and (_said(_block(element)) if kind != "cells" else said) in known:
                yield kind, said, said in have[kind]


def _cells(witness: Witness) -> Iterator[str]:
    """The texts of the cells that a dataset would publish of the witness, cut by its offsets."""
    dataset, _ = publish(witness, Source(id=witness.source_id, path=witness.source_id))
    for work in dataset.works:
        yield from (cell["text"] for block in work.blocks for cell in cell_texts(block))


_PARTS: Final = {"h2 h3 h4 h5 h6": "headings", "li": "items", "a": "links", "td th": "cells"}


def _had(witness: Witness) -> dict[str, set[str]]:
    texts = _texts(witness)
    of_kind = {
        kind: {fold(b.text) for b in texts if b.kind == kind}
        for kind in ("title", "heading", "list_item", "note")
    }
    return {
        "headings": of_kind["heading"] | of_kind["title"],
        "items": of_kind["list_item"] | of_kind["note"],
        "links": {
            fold(block.text[link.start : link.end]) for block in texts for link in block.links
        },
        "cells": set(map(fold, _cells(witness))),
    }


def _said(element: Any) -> str:
    return fold(" ".join(_walk(element).split()))


def _walk(element: Any) -> str:
    """What an element says, without the lists and raised marks within it."""
    inner = (
        (_walk(child) if child.tag not in _APART else "") + (child.tail or "")
        for child in element
        if isinstance(child.tag, str)
    )
    return (element.text or "") + "".join(inner)


_APART: Final = frozenset({"ul", "ol", "script", "style", "sup"})
_INLINE: Final = frozenset({"a", "b", "i", "em", "strong", "span", "u", "small", "font"})


def _block(element: Any) -> Any:
    while element.tag in _INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def _main_lines(source: str) -> set[str]:
    import trafilatura

    text = trafilatura.extract(source, include_comments=False, favor_precision=True) or ""
    cells = [cell for line in text.split("\n") for cell in line.split("|")]
    return {fold(line.removeprefix("- ")) for line in (*text.split("\n"), *cells)} - {""}


# --- figures --------------------------------------------------------------------------------------


def _print(tallies: dict[str, Counter[tuple[str, bool]]]) -> None:
    kinds = list(dict.fromkeys(kind for tally in tallies.values() for kind, _ in tally))
    print(f"| pages | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}")  # noqa: T201
    for name, tally in tallies.items():
        shares = [_share(tally[kind, True], tally[kind, False]) for kind in kinds]
        print(f"| {name} | {' | '.join(shares)} |")  # noqa: T201


def _share(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):.3f} of {right + wrong}" if right + wrong else "–"
