"""A work as TEI P5: the text with its apparatus (parallel segmentation), notes, names and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import quote
from xml.sax import saxutils

from briefing_ingest.dataset import (
    Block,
    Dataset,
    Emphasis,
    Entity,
    Link,
    Mention,
    Note,
    Variant,
    Work,
    texts,
)
from briefing_ingest.export.addresses import repaired
from briefing_ingest.export.colophon import licence_line

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESSES: Final = ":/?#@!$&'()*+,;=%~-._"


def escape(text: str) -> str:
    """``text`` for XML; characters that XML 1.0 has no way to write become U+FFFD."""
    return saxutils.escape(_NOT_XML.sub("\ufffd", text))


def quoteattr(text: str) -> str:
    """``text`` as the value of an attribute, see `escape`."""
    return saxutils.quoteattr(_NOT_XML.sub("\ufffd", text))


class _Mark(NamedTuple):
    """An element with a span: variants, links and names that lie within each other or apart."""

    start: int
    end: int
    rank: int
    item: Variant | Link | Mention | Emphasis


def render_tei(work: Work, dataset: Dataset) -> str:
    """``work`` as one TEI document that ends in a newline, valid against the schema `tei_all` of
    TEI P5.

    Elements must nest: a name or link that crosses the edge of a variant is left out of the running
    text (mentions stay in the dataset), and a variant that crosses another stands in a list of its
    own at the end, with its place. Why a reading was chosen stands as `cause` at the lemma: the
    name of the rule. A damaged address stands as printed (`sic`) and as it should read (`corr`).
    """
    notes = [_note(note) for note in work.notes]
    crossing = [_app(text, variant) for text in texts(work) for variant in _crossing(text)]
    back = ['<div type="notes">', *notes, "</div>"] if notes else []
    if crossing:
        back += ['<div type="apparatus"><listApp>', *crossing, "</listApp></div>"]
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="{_NAMESPACE}" xml:id="work.{work.id}" xml:lang={quoteattr(work.language)}>',
        *_header(work, dataset),
        *_stand_off(work, dataset),
        "<text>",
        *_body(work),
        *(["<back>", *back, "</back>"] if back else []),
        "</text>",
        "</TEI>",
    ]
    return "\n".join(parts) + "\n"


def _header(work: Work, dataset: Dataset) -> Iterator[str]:
    names = {entity.id: entity.name for entity in dataset.entities}
    sources = {source.id: source for source in dataset.sources}
    yield "<teiHeader><fileDesc>"
    authors = "".join(f"<author>{escape(name)}</author>" for name in work.authors)
    yield f"<titleStmt><title>{escape(work.title)}</title>{authors}</titleStmt>"
    publishers = "".join(
        f"<publisher>{escape(names.get(name, name))}</publisher>" for name in work.publishers
    )
    date = f"<date when={quoteattr(work.published)}/>" if work.published else ""
    licence = (
        f"<availability><licence>{escape(licence_line(work.licence))}</licence></availability>"
    )
    start = publishers or "<publisher>not stated</publisher>"
    yield f"<publicationStmt>{start}{date}{licence}</publicationStmt>"
    paths = [
        (w.source, sources[w.source].path if w.source in sources else w.source)
        for w in work.witnesses
    ]
    witnesses = "".join(
        f'<witness xml:id="w.{name}">{escape(path)}</witness>' for name, path in paths
    )
    yield f"<sourceDesc><listWit>{witnesses}</listWit></sourceDesc>"
    method = '<variantEncoding method="parallel-segmentation" location="internal"/>'
    yield f"</fileDesc><encodingDesc>{method}</encodingDesc></teiHeader>"


def _front(work: Work) -> Iterator[str]:
    heads = [block for block in work.blocks if block.kind in {"title", "subtitle"}]
    for block in heads:
        kind = "main" if block.kind == "title" else "sub"
        yield f'<head type="{kind}" xml:id="b.{block.id}">{_inside(block)}</head>'
    if not heads:
        yield f'<head type="main">{escape(work.title)}</head>'


def _body(work: Work) -> Iterator[str]:
    """The body: a division a heading, each within that of the next higher heading before it."""
    yield "<body><div>"
    yield from _front(work)
    open_levels: list[int] = []
    content = [block for block in work.blocks if block.kind not in {"title", "subtitle"}]
    for is_item, run in groupby(content, key=lambda block: block.kind == "list_item"):
        blocks = list(run)
        if is_item:
            yield from _list(blocks)
            continue
        for block in blocks:
            if block.kind == "heading":
                level = block.level or 1
                while open_levels and open_levels[-1] >= level:
                    open_levels.pop()
                    yield "</div>"
                open_levels.append(level)
                yield "<div>"
            yield _block(block)
    yield from ["</div>"] * len(open_levels)
    yield "</div></body>"


def _block(block: Block) -> str:
    name = f'xml:id="b.{block.id}"'
    if block.kind == "heading":
        return f"<head {name}>{_labelled(block)}</head>"
    if block.kind == "table" and block.cells:
        return f"<table {name}>{_rows(block)}</table>"
    if block.kind in {"paragraph", "quote"}:
        tag = "p" if block.kind == "paragraph" else "quote"
        return f"<{tag} {name}>{_labelled(block)}</{tag}>"
    return f"<ab type={quoteattr(block.kind)} {name}>{_labelled(block)}</ab>"


def _labelled(block: Block) -> str:
    if not block.label:
        return _inside(block)
    return f"<label>{escape(_label(block))}</label> {_inside(block)}"


def _label(block: Block) -> str:
    return " ".join(filter(None, (block.label.name, block.label.number))) if block.label else ""


def _list(items: list[Block]) -> Iterator[str]:
    """A run of items as one list; deeper ones as a list within the item before them."""
    level = min(item.level or 1 for item in items)
    yield "<list>"
    at = 0
    while at < len(items):
        after = next(
            (i for i in range(at + 1, len(items)) if (items[i].level or 1) == level), len(items)
        )
        if (items[at].level or 1) > level:  # a list that begins deeper than it goes on
            yield from _item(None, items[at:after])
        else:
            yield from _item(items[at], items[at + 1 : after])
        at = after
    yield "</list>"


def _item(item: Block | None, within: list[Block]) -> Iterator[str]:
    number = f" n={quoteattr(_label(item))}" if item and item.label else ""
    yield f"<item{number}>"
    if item:
        yield f'<seg xml:id="b.{item.id}">{_inside(item)}</seg>'
    if within:
        yield from _list(within)
    yield "</item>"


def _rows(block: Block) -> str:
    rows: dict[int, list[str]] = {}
    for cell in block.cells or ():
        sizes = (("rows", cell.rows), ("cols", cell.columns))
        marks = "".join(f' {name}="{size}"' for name, size in sizes if size)
        marks += ' role="label"' if cell.header else ""
        rows.setdefault(cell.row, []).append(
            f"<cell{marks}>{_inside(block, cell.start, cell.end)}</cell>"
        )
    return "".join(f"<row>{''.join(cells)}</row>" for _, cells in sorted(rows.items()))


def _note(note: Note) -> str:
    return f'<note xml:id="b.{note.id}" n={quoteattr(note.number)}>{_inside(note)}</note>'


# --- the running text -----------------------------------------------------------------------------


def _nested(text: Block | Note) -> list[_Mark]:
    """Marks that nest, outer ones first; of two that cross, variants stay before links, names,
    emphasis.
    """
    wanted = [
        *(_Mark(v.start, v.end, 0, v) for v in text.variants),
        *(_Mark(x.start, x.end, 1, x) for x in text.links),
        *(_Mark(m.start, m.end, 2, m) for m in text.mentions),
        *(_Mark(e.start, e.end, 3, e) for e in text.emphasis or ()),
    ]
    kept: list[_Mark] = []
    for mark in sorted(wanted, key=lambda mark: mark.rank):
        apart = all(_nest(mark, other) for other in kept)
        if apart and (mark.start < mark.end or mark.rank == 0):
            kept.append(mark)
    return sorted(kept, key=lambda mark: (mark.start, -mark.end, mark.rank))


def _nest(mark: _Mark, other: _Mark) -> bool:
    """True if the two lie apart or one in the other. Of two variants none lies in the other:
    readings would repeat.
    """
    apart = mark.end <= other.start or other.end <= mark.start
    if apart and not mark.start == mark.end == other.start:
        return True
    if mark.rank == other.rank == 0:
        return False
    inside = other.start <= mark.start and mark.end <= other.end
    return inside or (mark.start <= other.start and other.end <= mark.end)


def _crossing(text: Block | Note) -> list[Variant]:
    kept = [mark.item for mark in _nested(text)]
    return [variant for variant in text.variants if not any(variant is item for item in kept)]


def _inside(text: Block | Note, start: int = 0, end: int | None = None) -> str:
    """``text.text[start:end]`` with its marks and note references."""
    end = len(text.text) if end is None else end
    marks = [mark for mark in _nested(text) if start <= mark.start and mark.end <= end]
    refs = [
        ref for ref in text.note_refs if start <= ref.at < end or ref.at == end == len(text.text)
    ]
    return _stretch(text, (start, end), marks, [(ref.at, ref.note) for ref in refs])


def _stretch(
    text: Block | Note, span: tuple[int, int], marks: list[_Mark], refs: list[tuple[int, str]]
) -> str:
    at, end = span
    out = []
    left = list(marks)
    while left:
        mark = left.pop(0)
        within = []
        while left and left[0].end <= mark.end and left[0].start < mark.end:
            within.append(left.pop(0))
        out.append(_plain(text, (at, mark.start), _between(refs, at, mark.start)))
        own = _between(refs, mark.start, mark.end)
        out.append(_element(mark, _stretch(text, (mark.start, mark.end), within, own)))
        at = mark.end
    out.append(_plain(text, (at, end), [ref for ref in refs if ref[0] >= at]))
    return "".join(out)


def _between(refs: list[tuple[int, str]], start: int, end: int) -> list[tuple[int, str]]:
    return [ref for ref in refs if start <= ref[0] < end]


def _plain(text: Block | Note, span: tuple[int, int], refs: list[tuple[int, str]]) -> str:
    at, end = span
    out = []
    for place, note in refs:
        out.append(f'{escape(text.text[at:place])}<ref type="note" target="#b.{note}"/>')
        at = max(at, place)
    return "".join([*out, escape(text.text[at:end])])


def _element(mark: _Mark, inside: str) -> str:
    item = mark.item
    if isinstance(item, Variant):
        lemma, *rivals = item.readings
        rdgs = "".join(
            f"<rdg{_wit(rival.witnesses)}>{escape(rival.text)}</rdg>" for rival in rivals
        )
        return (
            f"<app "
            f"type={quoteattr(item.type)}><lem{_wit(lemma.witnesses)}{_why(item)}>{inside}</lem>{rdgs}</app>"
        )
    if isinstance(item, Mention):
        return f'<name ref="#e.{item.entity}">{inside}</name>'
    if isinstance(item, Link):
        return _ref(item, inside)
    assert isinstance(item, Emphasis)
    return f'<hi rend="{"bold" if item.kind == "strong" else "italic"}">{inside}</hi>'


def _ref(link: Link, inside: str) -> str:
    """A link; of a damaged address, which has its marks ``inside``, also how it should read."""
    if right := repaired(link):
        shown = escape(right)
        sic = inside if inside != shown else escape(link.printed)
        evidence = ' evidence="conjecture"' if link.conjectural else ""
        inside = f"<choice><sic>{sic}</sic><corr{evidence}>{shown}</corr></choice>"
    return f"<ref target={quoteattr(_target(link.url))}>{inside}</ref>"


def _target(url: str) -> str:
    """``url`` as the schema takes it (xsd:anyURI): what no address may hold is percent-encoded."""
    scheme, apart, rest = quote(url, safe=_IN_ADDRESSES).partition("://")
    host, slash, path = rest.partition("/")
    if not host.rpartition(":")[2].isdigit():
        host = host.replace(":", "%3A")
    return scheme + apart + host + slash + path


def _app(text: Block | Note, variant: Variant) -> str:
    lemma, *rivals = variant.readings
    rdgs = "".join(f"<rdg{_wit(rival.witnesses)}>{escape(rival.text)}</rdg>" for rival in rivals)
    place = quoteattr(f"{text.id} {variant.start}-{variant.end}")
    lem = f"<lem{_wit(lemma.witnesses)}{_why(variant)}>{escape(lemma.text)}</lem>"
    return f"<app type={quoteattr(variant.type)} loc={place}>{lem}{rdgs}</app>"


def _wit(witnesses: tuple[str, ...]) -> str:
    return f" wit={quoteattr(' '.join(f'#w.{name}' for name in witnesses))}" if witnesses else ""


def _why(variant: Variant) -> str:
    return f" cause={quoteattr(variant.rule)}"


def _stand_off(work: Work, dataset: Dataset) -> Iterator[str]:
    """The entities that the work names."""
    named = {mention.entity for text in texts(work) for mention in text.mentions}
    entities = [entity for entity in dataset.entities if entity.id in named]
    if entities:
        yield "<standOff>"
        yield from _entity_list("listOrg", "org", entities, "organisation")
        yield from _entity_list("listPlace", "place", entities, "place")
        yield "</standOff>"


def _entity_list(tag: str, name: str, entities: list[Entity], kind: str) -> Iterator[str]:
    """The entities of one type as a list; nothing if there are none."""
    of_kind = [entity for entity in entities if entity.type == kind]
    if not of_kind:
        return
    yield f"<{tag}>"
    for entity in of_kind:
        uris = "".join(f'<idno type="URI">{escape(uri)}</idno>' for uri in entity.same_as)
        label = f"<{name}Name>{escape(entity.name)}</{name}Name>"
        yield f'<{name} xml:id="e.{entity.id}">{label}{uris}</{name}>'
    yield f"</{tag}>"
