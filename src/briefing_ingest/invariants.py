"""What holds in every dataset beyond its schema: references resolve, spans lie in their texts,
lemmas are the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefing_ingest.cells import Cells, cells_of, covered_places, fitting_spans, one_after_another
from briefing_ingest.dataset import Block, Cell, Dataset, Note, Text, Work, texts


def broken_invariants(dataset: Dataset, *, tables: bool = True) -> Iterator[str]:
    """What is wrong with ``dataset`` beyond its schema, one sentence each, with the place.

    Without ``tables`` nothing is asked of their cells, which datasets of earlier versions of the
    program may cut wrong.
    """
    yield from _twice("source", [source.id for source in dataset.sources])
    yield from _twice("work", [work.id for work in dataset.works])
    yield from _twice("entity", [entity.id for entity in dataset.entities])
    sources = {source.id for source in dataset.sources}
    entities = {entity.id for entity in dataset.entities}
    for work in dataset.works:
        yield from _work_problems(work, sources, entities)
        for block in work.blocks if tables else ():
            yield from (f"{work.id}/{block.id}: {problem}" for problem in _table_problems(block))
    yield from _relation_problems(dataset)


def _twice(what: str, ids: list[str]) -> Iterator[str]:
    twice = sorted(name for name, often in Counter(ids).items() if often > 1)
    yield from (f"{what} id {name!r} is used twice" for name in twice)


def _work_problems(work: Work, sources: set[str], entities: set[str]) -> Iterator[str]:
    yield from _twice(f"{work.id}: block", [text.id for text in texts(work)])
    blocks = {text.id: text for text in texts(work)}
    if sum(witness.base for witness in work.witnesses) != 1:
        yield f"{work.id}: exactly one witness must be the base"
    yield from _unknown_names(work, sources, entities)
    yield from _section_problems(work, blocks)
    named = {witness.source for witness in work.witnesses}
    for text in texts(work):
        for problem in _text_problems(text, blocks, named, entities):
            yield f"{work.id}/{text.id}: {problem}"
    yield from _unknown_places(work, blocks)


def _unknown_names(work: Work, sources: set[str], entities: set[str]) -> Iterator[str]:
    """Witnesses that are no sources, and publishers that are no entities."""
    for name in sorted({witness.source for witness in work.witnesses} - sources):
        yield f"{work.id}: witness {name!r} is not a source"
    for name in work.publishers:
        if name not in entities:
            yield f"{work.id}: publisher {name!r} is not an entity"


def _unknown_places(work: Work, blocks: Mapping[str, Block | Note]) -> Iterator[str]:
    """A licence that is stated, and contacts that are printed, where there is no such text."""
    stated = work.licence.stated_in
    if stated and not _inside(blocks.get(stated.block), stated.start, stated.end):
        yield f"{work.id}: the licence's span is not in block {stated.block!r}"
    for contact in work.contacts:
        if contact.block not in blocks:
            yield f"{work.id}: contact in unknown block {contact.block!r}"


def _inside(text: Text | None, start: int, end: int) -> bool:
    return text is not None and start <= end <= len(text.text)


def _text_problems(
    text: Block | Note, blocks: dict[str, Block | Note], named: set[str], entities: set[str]
) -> Iterator[str]:
    for spans in (text.links, text.emphasis or (), text.variants, text.mentions):
        for span in spans:
            if not _inside(text, span.start, span.end):
                yield f"{type(span).__name__.lower()} {span.start}-{span.end} is outside the text"
    yield from _mention_problems(text, entities)
    yield from _variant_problems(text, named)
    for ref in text.note_refs:
        if ref.at > len(text.text) or not isinstance(blocks.get(ref.note), Note):
            yield f"note reference at {ref.at} to {ref.note!r} has no place or no note"
    for call in text.called_from if isinstance(text, Note) else ():
        if not _inside(blocks.get(call.block), call.at, call.at):
            yield f"called from unknown place {call.block!r} at {call.at}"


def _mention_problems(text: Text, entities: set[str]) -> Iterator[str]:
    for mention in text.mentions:
        if text.text[mention.start : mention.end] != mention.text:
            yield f"mention {mention.start}-{mention.end} is not {mention.text!r}"
        if mention.entity not in entities:
            yield f"mention of unknown entity {mention.entity!r}"


def _section_problems(work: Work, blocks: Mapping[str, Block | Note]) -> Iterator[str]:
    for block in work.blocks:
        if block.section is None:
            continue
        if getattr(blocks.get(block.section), "kind", "") != "heading":
            yield f"{work.id}/{block.id}: section {block.section!r} is not a heading"


def _table_problems(block: Block) -> Iterator[str]:
    """What is wrong with a table: its cells and what separates them tile its text, and each place
    has one cell.

    A tab stands between two cells of a row and a newline between two rows, so the text says which
    cells there are. All are listed, in order, but those that a spanning cell covers, which are
    empty.
    """
    if block.kind != "table":
        if block.cells is not None:
            yield f"a {block.kind} has cells"
        return
    grid = cells_of(block.text)
    yield from _cutting_problems(block.cells or (), grid)
    yield from _coverage_problems(block.cells or (), grid)
    yield from _crossing_problems(block, grid)


def _cutting_problems(cells: Sequence[Cell], grid: Cells) -> Iterator[str]:
    """Cells out of order, and those that are cut where the text has no cell."""
    places = [(cell.row, cell.column) for cell in cells]
    if places != sorted(set(places)):
        yield "the cells are not listed row by row, each once"
    for cell in cells:
        if not _tiles(grid, cell):
            yield (
                f"cell {cell.row}, {cell.column} at {cell.start}-{cell.end} is cut in another "
                f"place than the text is"
            )


def _coverage_problems(cells: Sequence[Cell], grid: Cells) -> Iterator[str]:
    """Spans without room, and places of the text with no cell or with two."""
    listed = {(cell.row, cell.column) for cell in cells}
    spans = [_span_of(cell) for cell in cells if cell.rows or cell.columns]
    fitting = fitting_spans(spans, grid)
    covered = covered_places(fitting)
    for row, column, *_ in set(spans) - set(fitting):
        yield f"cell {row}, {column} spans what it has no room for"
    for row, column in sorted(_places(grid) - covered - listed):
        yield f"cell {row}, {column} of the text is not listed"
    for row, column in sorted(covered & listed):
        yield f"cell {row}, {column} is listed, though another covers it"


def _span_of(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.rows or 1, cell.columns or 1


def _places(grid: Cells) -> set[tuple[int, int]]:
    """Row and column of every cell that the text has."""
    return {(row, column) for row, line in enumerate(grid) for column in range(len(line))}


def _tiles(grid: Cells, cell: Cell) -> bool:
    known = cell.row < len(grid) and cell.column < len(grid[cell.row])
    return known and grid[cell.row][cell.column] == (cell.start, cell.end)


def _crossing_problems(block: Block, grid: Cells) -> Iterator[str]:
    """What goes over the border of a cell; a variant may, where versions set the table in other
    rows and columns.
    """
    starts = [cell.start for cell in one_after_another(grid)]
    for spans in (block.mentions, block.links, block.emphasis or ()):
        for span in spans:
            if bisect_right(starts, span.start) != bisect_right(
                starts, max(span.start, span.end - 1)
            ):
                yield (
                    f"{type(span).__name__.lower()} {span.start}-{span.end} goes over the border "
                    f"of a cell"
                )


def _variant_problems(text: Text, named: set[str]) -> Iterator[str]:
    for variant in text.variants:
        readers = [name for reading in variant.readings for name in reading.witnesses]
        if len(set(readers)) != len(readers) or not set(readers) <= named:
            yield (
                f"variant {variant.start}-{variant.end} names a witness twice or one that is not "
                f"the work's"
            )
        if (
            not variant.readings
            or variant.readings[0].text != text.text[variant.start : variant.end]
        ):
            yield f"variant {variant.start}-{variant.end}: the first reading is not the lemma"


def _relation_problems(dataset: Dataset) -> Iterator[str]:
    works = {work.id: {text.id: text for text in texts(work)} for work in dataset.works}
    for relation in dataset.relations:
        if relation.subject not in works or relation.object not in works:
            yield (
                f"relation {relation.subject} {relation.type} {relation.object} names an unknown "
                f"work"
            )
        for item in relation.evidence:
            if not _inside(works.get(item.work, {}).get(item.block), item.start, item.end):
                yield (
                    f"relation evidence {item.work}/{item.block} {item.start}-{item.end} is no span"
                )
