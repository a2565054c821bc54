"""The contract of `ingest diff --format json`, and its schema."""

from __future__ import annotations

from pydantic import Field

from briefing_ingest.align import Tag
from briefing_ingest.dataset import Record
from briefing_ingest.diff.change import Category, Kind, What
from briefing_ingest.schema import schema_of


class ChangeRecord(Record):
    """One difference of two datasets."""

    fingerprint: str = Field(pattern=r"^[0-9a-f]{12}$")
    """What an approval names; the same as long as the change says the same."""
    rule: str
    """Name of the rule that found it, for example `block.reworded`."""
    kind: Kind
    """What happened."""
    category: Category
    """The same in a reader's words: a changed text is `reworded` or `typographic`, a changed
    mention `retagged`."""
    substantive: bool
    """True if a work says something else or other terms hold."""
    what: What
    """What changed."""
    where: str
    """Its address: in the old dataset for what was removed, else in the new one."""
    field: str | None = None
    """What of it changed; absent for the whole."""
    old: str | None = None
    """What the old dataset says, in words."""
    new: str | None = None
    """What the new dataset says, in words."""
    detail: tuple[tuple[Tag, str, str], ...] = ()
    """The word diff of a changed text: tag, old words, new words."""
    parts: tuple[str, ...] = ()
    """Addresses of all blocks it was split into, merged from, or moved with."""
    after: str | None = None
    """Of something removed, the new address of what it stood behind."""


class Differences(Record):
    """What one dataset says otherwise than another."""

    schema_version: str = Field(default="1.0", pattern=r"^1\.\d+$")
    """Version of this contract: `1.N`."""
    changes: tuple[ChangeRecord, ...] = ()
    """The changes: sources, works in order, entities, relations."""


def diff_schema() -> dict[str, bytes]:
    """File name to bytes of the schema (JSON Schema 2020-12)."""
    return {"diff.schema.json": schema_of("diff", Differences)}
