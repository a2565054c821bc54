"""The record of a difference, and the word diff it carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefing_ingest.align import Tag, WordChange, word_diff

Kind = Literal["added", "removed", "changed", "moved"]
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

    ``where`` is the address ("work/block", a source, an entity), in the old dataset for what was removed, else in the
    new one. ``field`` is what of it changed, "" for the whole thing. ``old`` and ``new`` are its contents in words,
    None where there is none; ``detail`` is the word diff of a changed text.
    """

    kind: Kind
    what: What
    where: str
    field: str = ""
    old: str | None = None
    new: str | None = None
    detail: tuple[Edit, ...] = ()


def text_change(what: What, where: str, texts: tuple[str, str], words: Iterable[WordChange]) -> Change:
    """The change of a running text, from the old and the new text and their word diff."""
    return Change("changed", what, where, "text", *texts, tuple(_edits(*texts, words)))


def edits(old: str, new: str) -> Iterator[Edit]:
    """The word diff of two texts; the edits' old texts, joined, are ``old``, but for white space, and likewise new.

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
