"""A directory of case studies by police area: a static page made from a dataset, with nothing but
the public loader.

    python examples/case_studies/make.py out/dataset.json case-studies.html

It shows what the contract gives: labelled blocks, the places they name, the section they stand
under, and the licence, which decides whether the page may quote the text or only name it and say
where it stands.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import NamedTuple

from briefing_ingest import load
from briefing_ingest.dataset import Block, Entity, Work
from briefing_ingest.loader import Briefings

# A country says nothing of where to look; a police area, county or town does.
TOO_WIDE = {"country", "nation"}
STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.55 "
    "system-ui,sans-serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem}article{border-top:1px solid;padding:.6rem 0}nav "
    "ul{columns:14rem;padding-left:1rem}"
    "h3{margin:.2rem 0}.where{font-size:.9rem}:focus-visible{outline:3px solid}"
)


class CaseStudy(NamedTuple):
    """A labelled block with its work."""

    work: Work
    block: Block
    heading: str


def case_studies(briefings: Briefings) -> dict[Entity | None, list[CaseStudy]]:
    """The case studies by each place they name, places by name; those that name none come last,
    under None.
    """
    found: defaultdict[Entity | None, list[CaseStudy]] = defaultdict(list)
    for work in briefings.dataset.works:
        headings = {block.id: block.text for block in work.blocks if block.kind == "heading"}
        for block in work.blocks:
            if block.label and block.label.name.casefold() == "case study":
                study = CaseStudy(work, block, headings.get(block.section or "", ""))
                for place in places(briefings, block) or [None]:
                    found[place].append(study)
    return dict(
        sorted(found.items(), key=lambda item: (item[0] is None, item[0].name if item[0] else ""))
    )


def places(briefings: Briefings, block: Block) -> list[Entity]:
    """The places a block names, each once, without whole countries."""
    named = dict.fromkeys(mention.entity for mention in block.mentions)
    entities = [briefings.entity(name) for name in named]
    return [entity for entity in entities if entity.type == "place" and entity.kind not in TOO_WIDE]


def page(briefings: Briefings) -> str:
    """The whole page."""
    found = case_studies(briefings)
    links = [
        f'<li><a href="#{anchor(place)}">{escape(name(place))}</a> ({len(s)})</li>'
        for place, s in found.items()
    ]
    parts = [
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Case studies by area</title><style>{STYLE}</style></head><body>",
        f"<header><h1>Case studies by area</h1>{named_only(briefings)}</header>",
        f'<nav aria-label="Areas"><ul>{"".join(links)}</ul></nav><main>',
    ]
    for place, studies in found.items():
        parts.append(
            f'<section aria-labelledby="{anchor(place)}"><h2 '
            f'id="{anchor(place)}">{escape(name(place))}</h2>'
        )
        parts += [article(briefings, study) for study in studies]
        parts.append("</section>")
    return "\n".join([*parts, "</main></body></html>"]) + "\n"


def named_only(briefings: Briefings) -> str:
    """A word to the reader where texts are named and not quoted."""
    closed = [work.title for work in briefings.dataset.works if not may_quote(work)]
    titles = ", ".join(f"“{escape(title)}”" for title in closed)
    return f"<p>Named, and not quoted, as no licence allows it: {titles}.</p>" if closed else ""


def article(briefings: Briefings, study: CaseStudy) -> str:
    """One case study; its text only where the licence does not forbid to pass on what was made from
    it.
    """
    work, block, heading = study
    assert block.label
    title = f"{block.label.name} {block.label.number or ''}".strip()
    people = dict.fromkeys(mention.entity for mention in block.mentions)
    organisations = [e.name for e in map(briefings.entity, people) if e.type == "organisation"]
    where = ", ".join(filter(None, (f"“{work.title}”", heading)))
    quoted = f"<p>{escape(block.text)}</p>" if may_quote(work) else ""
    with_whom = f"<p>With {escape(', '.join(organisations))}.</p>" if organisations else ""
    return (
        f"<article><h3>{escape(title)}</h3><p "
        f'class="where">{escape(where)}</p>{quoted}{with_whom}</article>'
    )


def may_quote(work: Work) -> bool:
    """True if a licence is stated and does not forbid derivatives, which the repaired text may
    be.
    """
    return work.licence.id != "NOASSERTION" and work.licence.permits_derivatives is not False


def name(place: Entity | None) -> str:
    """The heading of a place."""
    return place.name if place else "Elsewhere"


def anchor(place: Entity | None) -> str:
    """The id of its heading in the page."""
    return place.id if place else "elsewhere"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(
            "Usage: python examples/case_studies/make.py DATASET PAGE, for example "
            "out/dataset.json page.html"
        )
    Path(sys.argv[2]).write_text(page(load(sys.argv[1])), encoding="utf-8")
