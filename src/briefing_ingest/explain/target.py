"""What a user may ask about, found from what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, get_args

from briefing_ingest.dataset import (
    Block,
    Dataset,
    Entity,
    Label,
    Note,
    Relation,
    RelationType,
    Source,
    Work,
    texts,
)
from briefing_ingest.errors import Finding, UsageError
from briefing_ingest.explain.nearest import relation_address, unknown
from briefing_ingest.loader import formerly
from briefing_ingest.text import Span

_SPAN = re.compile(r"#(\d+)(?:-(\d+))?$")
_RELATIONS: Final = get_args(RelationType)
# What parts an address from words or offsets; alone it asks for nothing.
_SIGNS: Final = " \t\n#:"
# Quotes and dashes that one types otherwise than one prints them; one character each, so offsets
# stay.
_TYPED = str.maketrans("‘’“”–—‑\u00a0", "''\"\"--- ")


@dataclass(frozen=True)
class Passage:
    """A text of a work, or a part of it if ``span`` is given (code points, 0-based, end-exclusive;
    it may be empty).
    """

    work: Work
    text: Block | Note
    span: Span | None = None


Target = Passage | Work | Entity | Source | Relation


def find_target(dataset: Dataset, typed: str) -> list[Target]:
    """What ``typed`` names: WORK, WORK/BLOCK, WORK/NOTE, WORK/BLOCK#START-END, WORK/BLOCK#OFFSET
    (the link, mention, variant or note reference there), WORK/BLOCK:words, WORK:words,
    WORK/RELATION/WORK, a web address, an entity or a source. What names several (a work and an
    entity, an address printed twice) gives them all; WORK/ may be left out where only one work has
    such a block.

    Raises:
        UsageError: E407 with the nearest ids where it names nothing.
    """
    if not typed.strip(_SIGNS):
        raise _asks_for_nothing(typed)
    typed = typed if "//" in typed else typed.rstrip("/")
    return list(_named(dataset, typed)) or [_part_of_work(dataset, typed)]


def _part_of_work(dataset: Dataset, typed: str) -> Target:
    """The block, note or passage that ``typed`` names, or an entity that an earlier build had.

    Raises:
        UsageError: E407 with the nearest ids where it names nothing.
    """
    asked = _asked(typed)
    work, block_id = _place_of(dataset, asked)
    if work is None:
        if asked.names_a_thing and (entity := formerly(dataset, typed)):
            return entity
        raise unknown(dataset, typed, _nothing(dataset, typed, asked.work_id))
    wanted = [text for text in texts(work) if block_id in ("", text.id)]
    if not wanted:
        raise unknown(dataset, typed, _not_of(asked.work_id, block_id))
    if asked.words is not None:
        return _passage_with(work, wanted, asked.words)
    if not block_id:
        raise _not_in_text(
            f"{typed!r} is not a place: offsets count within a block, as in WORK/BLOCK#5.",
            asked.work_id,
        )
    text = wanted[0]
    span = _checked(asked.span, f"{work.id}/{text.id}", text) if asked.span else None
    return Passage(work, text, span)


class _Asked(NamedTuple):
    """The parts of an address as typed; without ``span`` or ``words`` where it has none."""

    work_id: str
    block_id: str
    span: re.Match[str] | None
    words: str | None

    @property
    def names_a_thing(self) -> bool:
        return self.span is None and self.words is None


def _asked(typed: str) -> _Asked:
    address, colon, words = typed.partition(":")
    span = _SPAN.search(address)
    work_id, _, block_id = (address[: span.start()] if span else address).partition("/")
    return _Asked(work_id, block_id, span, words if colon else None)


def _place_of(dataset: Dataset, asked: _Asked) -> tuple[Work | None, str]:
    """The work and the id of the block that are asked for; no work if there is no such.

    A block or note may be named alone where no other work has one of that name.
    """
    work = next((work for work in dataset.works if work.id == asked.work_id), None)
    if work is not None or asked.block_id:
        return work, asked.block_id
    holders = [
        work for work in dataset.works if any(text.id == asked.work_id for text in texts(work))
    ]
    return (holders[0], asked.work_id) if len(holders) == 1 else (None, "")


def _asks_for_nothing(typed: str) -> UsageError:
    fix = "`ingest show` lists the works, `ingest explain --help` lists what else it accepts."
    cause = f"{typed!r} asks for nothing: neither an id nor words are given."
    return UsageError(Finding("E407", cause, fix))


def _labelled(label: Label) -> str:
    return " ".join(filter(None, (label.name, label.number)))


def _nothing(dataset: Dataset, typed: str, name: str) -> str:
    """Why what was typed names nothing, where not even a work is named."""
    if "//" in typed:
        return f"No text has a link to {typed!r}."
    if name != typed and any(
        name == item.id for items in (dataset.entities, dataset.sources) for item in items
    ):
        return f"{name!r} is not a work: it has no part {typed[len(name) :]!r}."
    return f"Nothing has the id {name!r}" + (
        f", and no text has {typed!r}." if name == typed else "."
    )


def _not_of(work_id: str, name: str) -> str:
    """Why a work has no part of that name."""
    block_id, sign, offsets = name.partition("#")
    if sign:
        return (
            f"{'#' + offsets!r} is not a place in a text: write #OFFSET or #START-END, in whole "
            f"numbers."
        )
    what = "relation" if block_id.partition("/")[0] in _RELATIONS else "block or note"
    return f"The work {work_id!r} has no {what} {block_id!r}."


def evidence_of(dataset: Dataset, relation: Relation) -> list[Passage]:
    """The passages that show a relation."""
    works = {work.id: work for work in dataset.works}
    held = {(work.id, text.id): text for work in works.values() for text in texts(work)}
    return [
        Passage(works[item.work], held[item.work, item.block], Span(item.start, item.end))
        for item in relation.evidence
    ]


def _named(dataset: Dataset, typed: str) -> Iterator[Target]:
    """Everything whose id or whole address it is."""
    for items in (dataset.works, dataset.entities, dataset.sources):
        yield from (item for item in items if item.id == typed)
    yield from (relation for relation in dataset.relations if relation_address(relation) == typed)
    for work in dataset.works:
        yield from (Passage(work, block) for block in work.blocks if _is_labelled(block, typed))
        yield from _links_to(work, typed.rstrip("/"))


def _is_labelled(block: Block, typed: str) -> bool:
    return block.label is not None and _labelled(block.label).casefold() == typed.casefold()


def _links_to(work: Work, address: str) -> Iterator[Passage]:
    """The links of a work to ``address``, as they are printed or as they resolve."""
    for text in texts(work):
        for link in text.links:
            if address in (link.url.rstrip("/"), link.printed.rstrip("/")):
                yield Passage(work, text, Span(link.start, link.end))


def as_typed(text: str) -> str:
    """``text`` with the quotes, dashes and spaces of a keyboard; every letter keeps its offset."""
    return text.translate(_TYPED)


def loosely(words: str) -> str:
    """A pattern for ``words`` in what `as_typed` gives, with any white space between them."""
    return r"\s+".join(re.escape(word) for word in as_typed(words).split())


def _passage_with(work: Work, wanted: list[Block | Note], words: str) -> Passage:
    """The first occurrence of ``words``: as typed, else with any white space, quotes and case."""
    if words.strip():
        for pattern in (re.compile(re.escape(words)), re.compile(loosely(words), re.IGNORECASE)):
            for text in wanted:
                match = pattern.search(text.text) or pattern.search(as_typed(text.text))
                if match:
                    return Passage(work, text, Span(*match.span()))
    where = f"{work.id}/{wanted[0].id}" if len(wanted) == 1 else work.id
    missing = (
        f"The text of {where} does not hold {words!r}."
        if words.strip()
        else "There are no words after the colon."
    )
    raise _not_in_text(missing, where)


def _checked(span: re.Match[str], address: str, text: Block | Note) -> Span:
    if span[2] is None:
        return _noted_at(int(span[1]), address, text)
    start, end = int(span[1]), int(span[2])
    if not start < end <= len(text.text):
        cause = f"{start}-{end} is not a span of {address}, which has {len(text.text)} characters."
        raise _not_in_text(cause, address)
    return Span(start, end)


def _noted_at(offset: int, address: str, text: Block | Note) -> Span:
    """The span of what is noted at an offset; of several things the shortest."""
    noted = _noted(text)
    found = [
        span
        for span in noted
        if span.start == offset == span.end or span.start <= offset < span.end
    ]
    if found:
        return min(found, key=lambda span: (span.end - span.start, span))
    nearest = sorted(noted, key=lambda span: (abs(span.start - offset), span))[:3]
    near = ", ".join(f"{address}#{span.start} ({noted[span]})" for span in nearest)
    hint = (
        f" What is noted nearest is {near}." if near else " There are no annotations in this text."
    )
    raise _not_in_text(
        f"There is no link, name, variant or note reference at {offset} of {address}.{hint}",
        address,
    )


def _noted(text: Block | Note) -> dict[Span, str]:
    """What is noted in a text, and what it is."""
    spans = [(Span(variant.start, variant.end), "a variant") for variant in text.variants]
    spans += [(Span(mention.start, mention.end), "a name") for mention in text.mentions]
    spans += [(Span(link.start, link.end), "a link") for link in text.links]
    spans += [(Span(ref.at, ref.at), "a note reference") for ref in text.note_refs]
    return dict(spans)


def _not_in_text(cause: str, address: str) -> UsageError:
    return UsageError(
        Finding(
            "E407", cause, f"`ingest explain {address}` shows its text; `ingest show` shows more."
        )
    )
