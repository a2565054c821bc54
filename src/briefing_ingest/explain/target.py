"""What a user may ask about, found from what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing_ingest.dataset import Block, Dataset, Entity, Note, Source, Work, texts
from briefing_ingest.errors import CODES, Finding, UsageError
from briefing_ingest.text import Span

_SPAN = re.compile(r"#(\d+)-(\d+)$")
# Quotes and dashes that one types otherwise than one prints them; one character each, so offsets stay.
_TYPED = str.maketrans("‘’“”–—‑\u00a0", "''\"\"--- ")


@dataclass(frozen=True)
class Passage:
    """A text of a work, or a part of it if ``span`` is given (code points, 0-based, end-exclusive)."""

    work: Work
    text: Block | Note
    span: Span | None = None


Target = Passage | Work | Entity | Source


def find_target(dataset: Dataset, typed: str) -> list[Target]:
    """What ``typed`` names: WORK, WORK/BLOCK, WORK/NOTE, WORK/BLOCK#START-END, WORK/BLOCK:words, WORK:words, an
    entity or a source. An id that names several (a work and an entity) gives them all; WORK/ may be left out where
    only one work has such a block.

    Raises:
        UsageError: E407 with the nearest ids where it names nothing.
    """
    named: list[Target] = [
        item for items in (dataset.works, dataset.entities, dataset.sources) for item in items if item.id == typed
    ]
    if named:
        return named
    address, colon, words = typed.partition(":")
    span = _SPAN.search(address)
    work_id, _, block_id = (address[: span.start()] if span else address).partition("/")
    work = next((work for work in dataset.works if work.id == work_id), None)
    if work is None and not block_id:
        # A block or note may be named alone where no other work has one of that name.
        holders = [work for work in dataset.works if any(text.id == work_id for text in texts(work))]
        work, block_id = (holders[0], work_id) if len(holders) == 1 else (None, "")
    if work is None:
        raise _unknown(typed, f"Nothing has the id {work_id!r}.", dataset)
    wanted = [text for text in texts(work) if block_id in ("", text.id)]
    if not wanted:
        raise _unknown(typed, f"The work {work_id!r} has no block or note {block_id!r}.", dataset)
    if colon:
        return [_passage_with(work, wanted, words)]
    return [Passage(work, wanted[0], _checked(span, f"{work.id}/{wanted[0].id}", wanted[0]) if span else None)]


def unknown_code(code: str) -> UsageError:
    """E407 for what looks like a code and is none."""
    near = ", ".join(_near(code, CODES)) or ", ".join(sorted(CODES)[:3])
    return UsageError(Finding("E407", f"There is no code {code!r}.", f"The nearest codes are {near}."))


def _passage_with(work: Work, wanted: list[Block | Note], words: str) -> Passage:
    """The first occurrence of ``words``: as typed, else with any white space, quotes and case."""
    if words.strip():
        loose = r"\s+".join(re.escape(word) for word in words.translate(_TYPED).split())
        for pattern in (re.compile(re.escape(words)), re.compile(loose, re.IGNORECASE)):
            for text in wanted:
                match = pattern.search(text.text) or pattern.search(text.text.translate(_TYPED))
                if match:
                    return Passage(work, text, Span(*match.span()))
    where = f"{work.id}/{wanted[0].id}" if len(wanted) == 1 else work.id
    raise _not_in_text(f"The text of {where} does not hold {words!r}.", where)


def _checked(span: re.Match[str], address: str, text: Block | Note) -> Span:
    start, end = int(span[1]), int(span[2])
    if not start < end <= len(text.text):
        cause = f"{start}-{end} is no span of {address}, which has {len(text.text)} characters."
        raise _not_in_text(cause, address)
    return Span(start, end)


def _not_in_text(cause: str, address: str) -> UsageError:
    return UsageError(Finding("E407", cause, f"`ingest explain {address}` shows its text; `ingest show` shows more."))


def _unknown(typed: str, cause: str, dataset: Dataset) -> UsageError:
    address = re.split(r"[#:]", typed, maxsplit=1)[0]
    addresses = [f"{work.id}/{text.id}" for work in dataset.works for text in texts(work)]
    same = [name for name in addresses if name.partition("/")[2] == address]
    ids = [item.id for items in (dataset.works, dataset.entities, dataset.sources) for item in items]
    near = list(dict.fromkeys([*same, *_near(address, [*ids, *addresses])]))[:3]
    fix = f"Did you mean {', '.join(near)}? " if near else ""
    return UsageError(Finding("E407", cause, f"{fix}`ingest show` lists the works, `ingest show WORK` its blocks."))


def _near(typed: str, names: Iterable[str]) -> list[str]:
    """Up to three of the names most like ``typed``, the likest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(typed, sorted(set(names)), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    return [name for name, *_ in found]
