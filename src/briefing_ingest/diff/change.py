"""The record of a difference, and the word diff it carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from briefing_ingest.align import Tag, WordChange, word_diff
from briefing_ingest.text import straighten

Kind = Literal["added", "removed", "changed", "moved", "split", "merged"]
Category = Literal[
    "added",
    "removed",
    "moved",
    "split",
    "merged",
    "reworded",
    "typographic",
    "retagged",
    "relinked",
    "changed",
]
What = Literal[
    "metadata",
    "source",
    "work",
    "licence",
    "block",
    "note",
    "variant",
    "note_ref",
    "link",
    "mention",
    "entity",
    "relation",
]


class Edit(NamedTuple):
    """A stretch of a word diff: what the old and the new text say there."""

    tag: Tag
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of two datasets.

    ``where`` is the address ("work/block", a source, an entity), in the old dataset for what was
    removed, else in the new one. ``field`` is what of it changed, "" for the whole thing. ``old``
    and ``new`` are its contents in words, None where there is none; ``detail`` is the word diff of
    a changed text. ``parts`` are the addresses of all blocks that a text was split into or merged
    from, and of all that moved together; ``after`` is the new address that something removed stood
    behind, "" for the beginning.
    """

    kind: Kind
    what: What
    where: str
    field: str = ""
    old: str | None = None
    new: str | None = None
    detail: tuple[Edit, ...] = ()
    parts: tuple[str, ...] = ()
    after: str = ""

    @property
    def category(self) -> Category:
        """What sort of change a reader would call it: finer than ``kind``."""
        if self.kind == "changed" and self.field == "text":
            return (
                "typographic"
                if _same_but_for_typography(self.old or "", self.new or "")
                else "reworded"
            )
        if self.what in _CATEGORIES:
            return _CATEGORIES[self.what]
        if self.field.startswith("same_as"):
            return "relinked"
        return self.kind

    @property
    def rule(self) -> str:
        """The name of the rule that found it, for example ``block.reworded`` or
        ``source.sha256.changed``.
        """
        field = self.field if self.field not in {"", "text"} and self.what != "relation" else ""
        return ".".join(filter(None, (self.what, field, self.category)))

    @property
    def substantive(self) -> bool:
        """True if a work says something else, or other terms hold: not typography, tags, links or
        files.
        """
        return self.what in _SAID and self.category not in _ARRANGED and self.field != "id"

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits made from what the change says, so that they outlive later
        commits.

        An address holds no position, and neither ``old`` nor ``new`` an offset: an edit elsewhere
        leaves them alone.
        """
        said = json.dumps(
            [self.rule, self.where, self.field, self.old, self.new, self.parts], ensure_ascii=False
        )
        return hashlib.sha256(said.encode()).hexdigest()[:12]


_CATEGORIES: Final[dict[str, Category]] = {
    "mention": "retagged",
    "link": "relinked",
    "note_ref": "relinked",
}
_ARRANGED: Final = {"typographic", "moved", "split", "merged"}
_SAID: Final = {"work", "licence", "block", "note", "metadata"}


def _same_but_for_typography(old: str, new: str) -> bool:
    return straighten(old).split() == straighten(new).split()


def text_change(
    what: What, where: str, texts: tuple[str, str], words: Iterable[WordChange]
) -> Change:
    """The change of a running text, from the old and the new text and their word diff."""
    return Change("changed", what, where, "text", *texts, tuple(_edits(*texts, words)))


def edits(old: str, new: str) -> Iterator[Edit]:
    """The word diff of two texts; the edits' old texts, joined, are ``old``, but for white space,
    and likewise new.

    White space behind a change is taken out of it where both texts have it.

    >>> [edit for edit in edits("the cat sat", "the dog sat") if edit.tag != "equal"]
    [Edit(tag='replace', old='cat', new='dog')]
    """
    return _edits(old, new, word_diff(old, new))


def _edits(old: str, new: str, words: Iterable[WordChange]) -> Iterator[Edit]:
    for change in words:
        before, after = old[slice(*change.old)], new[slice(*change.new)]
        if change.tag == "replace" and before[-1:].isspace() and after[-1:].isspace():
            yield Edit("replace", before.rstrip(), after.rstrip())
            yield Edit("equal", _trailing(before), _trailing(after))
        elif before or after:
            yield Edit(change.tag, before, after)


def _trailing(text: str) -> str:
    return text[len(text.rstrip()) :]
