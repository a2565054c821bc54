"""Ids that stay: from the text itself, never from position or file name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing_ingest.model import MergedBlock, Work
from briefing_ingest.text import slug, text_digest, unique_ids


def work_ids(works: Sequence[Work]) -> list[str]:
    """Ids of ``works``: the slug of the title; where several collide, their dates or a hash of the
    text are added.
    """
    wanted = [slug(work.title) or f"work-{text_digest(work.title)}" for work in works]
    often = Counter(wanted)
    dated = [
        f"{name}-{slug(work.published)}" if often[name] > 1 and work.published else name
        for name, work in zip(wanted, works, strict=True)
    ]
    often = Counter(dated)
    hashed = [
        f"{name}-{text_digest(' '.join(block.text for block in work.blocks))}"
        if often[name] > 1
        else name
        for name, work in zip(dated, works, strict=True)
    ]
    return unique_ids(hashed)


def text_ids(work: Work) -> list[str]:
    """Ids of ``work.blocks + work.notes``: natural keys where the text has one, else kind and hash
    of the text.
    """
    return unique_ids(
        [
            *(_natural_id(block) for block in work.blocks),
            *(f"note-{note.number}" for note in work.notes),
        ]
    )


def _natural_id(block: MergedBlock) -> str:
    if block.kind in ("title", "subtitle"):
        return block.kind
    if block.kind in ("labelled", "caption") and block.label:
        return slug(f"{block.label.name} {block.label.number}")
    if block.kind == "heading" and (name := slug(block.text)):
        return name
    return f"{block.kind.replace('_', '-')}-{text_digest(block.text)}"
