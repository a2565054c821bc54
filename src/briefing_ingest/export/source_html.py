"""One source as a page for the eye: every line of it in order, with what was kept and what was left
out and why.
"""

from __future__ import annotations

import html
from bisect import bisect_right

from briefing_ingest.model import Block, Witness

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
.kept{border-left:4px solid #2a7;padding-left:.8rem;margin:.5rem 0;white-space:pre-line}
.left{border-left:4px solid #c55;padding-left:.8rem;margin:.3rem 0;color:#666;font-size:.85rem}
.left del{text-decoration:none}small{color:#888}h1,h2,h3,h4,h5,h6{margin:.3rem 0}"""
_TAGS = {"title": "h1", "subtitle": "p", "heading": "h2", "quote": "blockquote"}


def render_source_html(witness: Witness) -> str:
    """A page that shows the blocks and notes of ``witness`` and its furniture in the order of the
    raw text.

    Kept text has a green rule and names its kind and place (an XPath for HTML, else page and line);
    what was left out has a red one and says why. Neighbouring lines left out for the same reason
    stand together.
    """
    parts = [
        (block.traced.raw_start, _kept(block))
        for block in (*witness.blocks, *witness.notes)
        if block.text.strip()
    ]
    starts = sorted(start for start, _ in parts)
    left: dict[tuple[int, str], list[str]] = {}
    places: dict[tuple[int, str], int] = {}
    for item in witness.furniture:
        key = (bisect_right(starts, item.raw_start), item.reason)
        left.setdefault(key, []).append(witness.raw_text[item.raw_start : item.raw_end])
        places.setdefault(key, item.raw_start)
    parts += [(places[key], _left(key[1], texts)) for key, texts in left.items()]
    title = next(
        (block.text for block in witness.blocks if block.kind == "title"), witness.source_id
    )
    body = "\n".join(part for _, part in sorted(parts))
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(witness.language or "en")}">\n<head><meta '
        f'charset="utf-8">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>\n<body>\n{_facts(witness)}{body}\n"
        "</body>\n</html>\n"
    )


def _kept(block: Block) -> str:
    tag = _TAGS.get(block.kind, "p")
    place = block.places[0] if block.places else None
    where = place.path or f"page {place.page}, line {place.first_line}" if place else ""
    label = f"<b>{html.escape(' '.join(filter(None, block.label)))}</b> " if block.label else ""
    number = f"{html.escape(block.number)}. " if block.number else ""
    return (
        f'<div class="kept"><small>{html.escape(block.kind)} · {html.escape(where)}</small>'
        f"<{tag}>{label}{number}{html.escape(block.text)}</{tag}></div>"
    )


def _left(reason: str, texts: list[str]) -> str:
    shown = " · ".join(" ".join(text.split())[:300] for text in texts if text.strip())
    return (
        f'<div class="left"><small>left out: '
        f"{html.escape(reason)}</small><br><del>{html.escape(shown)}</del></div>"
    )


def _facts(witness: Witness) -> str:
    if not witness.facts:
        return ""
    rows = "".join(
        f"<tr><td>{html.escape(fact.name)}<td>{html.escape(fact.value)}<td><small>{html.escape(fact.where)}</small>"
        for fact in witness.facts
    )
    return (
        f"<details><summary>What the source says of "
        f"itself</summary><table>{rows}</table></details>\n"
    )
