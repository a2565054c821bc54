"""Seeded random edits of a dataset, with what a diff should say of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any, Final, NamedTuple

from briefing_ingest.dataset import Block, Dataset, Work
from briefing_ingest.text import text_digest

_RUNNING: Final = {"paragraph", "list_item", "quote"}
_SENTENCE: Final = re.compile(r"[.!?]\s+(?=[A-Z])")


class Edit(NamedTuple):
    """What was done: the category a diff should name, the addresses that are the right place, and
    both datasets.
    """

    category: str
    places: frozenset[str]
    old: Dataset
    new: Dataset


def random_edit(dataset: Dataset, random: Random, kind: str) -> Edit | None:
    """One edit of that kind at a random place; None if the chosen work offers no place for it."""
    work = random.choice(dataset.works)
    done = _EDITS[kind](work, random)
    if done is None:
        return None
    blocks, places = done
    return Edit(
        _CATEGORY[kind],
        frozenset(f"{work.id}/{name}" for name in places),
        dataset,
        _with(dataset, _relinked(work, blocks)),
    )


Done = tuple[list[Block], list[str]] | None


def _with(dataset: Dataset, work: Work) -> Dataset:
    works = tuple(work if other.id == work.id else other for other in dataset.works)
    gone = {relation for relation in dataset.relations if not _evident(relation, works)}
    return dataset.model_copy(
        update={"works": works, "relations": tuple(r for r in dataset.relations if r not in gone)}
    )


def _evident(relation: Any, works: tuple[Work, ...]) -> bool:
    """True if its evidence still stands where it says; a build would place it again."""
    said = {
        (work.id, block.id): block.text for work in works for block in (*work.blocks, *work.notes)
    }
    return all(item.end <= len(said.get((item.work, item.block), "")) for item in relation.evidence)


def _relinked(work: Work, blocks: list[Block]) -> Work:
    """The work with these blocks; what points at blocks that are gone goes with them."""
    names = {block.id for block in blocks}
    calls = {(block.id, ref.at) for block in blocks for ref in block.note_refs}
    notes = tuple(
        note.model_copy(
            update={
                "called_from": tuple(
                    call for call in note.called_from if (call.block, call.at) in calls
                )
            }
        )
        for note in work.notes
    )
    contacts = tuple(contact for contact in work.contacts if contact.block in names)
    return work.model_copy(update={"blocks": tuple(blocks), "notes": notes, "contacts": contacts})


def _places(work: Work, *, words: int = 8) -> list[int]:
    stated = work.licence.stated_in.block if work.licence.stated_in else ""
    return [
        index
        for index, block in enumerate(work.blocks)
        if block.kind in _RUNNING and len(block.text.split()) >= words and block.id != stated
    ]


def _renamed(block: Block, text: str, **changes: Any) -> Block:
    """The block with another text, and the id a build would give it."""
    name = f"{block.kind.replace('_', '-')}-{text_digest(text)}"
    return block.model_copy(update={"id": name, "text": text, **changes})


def _part(block: Block, start: int, end: int) -> Block:
    """``block.text[start:end]`` as a block of its own, with what is noted wholly inside."""
    noted = {}
    for name in ("links", "variants", "mentions"):
        inside = [item for item in getattr(block, name) if start <= item.start and item.end <= end]
        noted[name] = tuple(
            i.model_copy(update={"start": i.start - start, "end": i.end - start}) for i in inside
        )
    refs = [ref for ref in block.note_refs if start < ref.at <= end]
    noted["note_refs"] = tuple(ref.model_copy(update={"at": ref.at - start}) for ref in refs)
    return _renamed(block, block.text[start:end], **noted)


def _insert(work: Work, random: Random) -> Done:
    words = [word for block in work.blocks for word in block.text.split()]
    text = " ".join(random.choice(words) for _ in range(random.randint(15, 60)))
    block = Block(id=f"paragraph-{text_digest(text)}", kind="paragraph", text=text)
    at = random.randint(1, len(work.blocks))
    block = block.model_copy(update={"section": work.blocks[at - 1].section})
    return [*work.blocks[:at], block, *work.blocks[at:]], [block.id]


def _delete(work: Work, random: Random) -> Done:
    index = random.choice(_places(work))
    return [block for n, block in enumerate(work.blocks) if n != index], [work.blocks[index].id]


def _move(work: Work, random: Random) -> Done:
    """A paragraph to a place at least three blocks away."""
    index = random.choice(_places(work))
    rest = [block for n, block in enumerate(work.blocks) if n != index]
    target = random.choice([n for n in range(1, len(rest) + 1) if abs(n - index) >= 3])
    moved = work.blocks[index].model_copy(update={"section": rest[target - 1].section})
    return [*rest[:target], moved, *rest[target:]], [moved.id]


def _split(work: Work, random: Random) -> Done:
    found = [
        (index, match.start() + 1, match.end())
        for index in _places(work, words=16)
        for match in _SENTENCE.finditer(work.blocks[index].text)
        if _long_enough(work.blocks[index].text, match)
    ]
    if not found:
        return None
    index, end, start = random.choice(found)
    whole = work.blocks[index]
    pieces = [_part(whole, 0, end), _part(whole, start, len(whole.text))]
    return [*work.blocks[:index], *pieces, *work.blocks[index + 1 :]], [
        piece.id for piece in pieces
    ]


def _long_enough(text: str, cut: re.Match[str]) -> bool:
    return min(len(text[: cut.start()].split()), len(text[cut.end() :].split())) >= 5


def _merge(work: Work, random: Random) -> Done:
    from briefing_ingest.diff.parts import joined

    places = _places(work, words=5)
    pairs = [
        n for n in places if n + 1 in places and work.blocks[n].kind == work.blocks[n + 1].kind
    ]
    if not pairs:
        return None
    index = random.choice(pairs)
    whole = joined(work.blocks[index : index + 2])
    text = whole.text.replace("\n", " ")
    block = _renamed(whole, text)
    return [*work.blocks[:index], block, *work.blocks[index + 2 :]], [block.id]


def _reword(work: Work, random: Random) -> Done:
    """One to three neighbouring words become as many others of the work."""
    index = random.choice(_places(work))
    block = work.blocks[index]
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", block.text)]
    first = random.randrange(len(words) - 3)
    start, end = words[first][0], words[first + random.randint(0, 2)][1]
    others = sorted(
        {word for other in work.blocks for word in other.text.split()} - set(block.text.split())
    )
    said = " ".join(random.choice(others) for _ in block.text[start:end].split())
    before, after = _part(block, 0, start), _part(block, end, len(block.text))
    noted: dict[str, Any] = {}
    shift = start + len(said)
    for name in ("links", "variants", "mentions"):
        later = [
            i.model_copy(update={"start": i.start + shift, "end": i.end + shift})
            for i in getattr(after, name)
        ]
        noted[name] = (*getattr(before, name), *later)
    later_refs = [ref.model_copy(update={"at": ref.at + shift}) for ref in after.note_refs]
    noted["note_refs"] = (*before.note_refs, *later_refs)
    new = _renamed(block, block.text[:start] + said + block.text[end:], **noted)
    return [*work.blocks[:index], new, *work.blocks[index + 1 :]], [new.id]


def _retag(work: Work, random: Random) -> Done:
    found = [(n, k) for n, block in enumerate(work.blocks) for k in range(len(block.mentions))]
    entities = sorted({mention.entity for block in work.blocks for mention in block.mentions})
    if not found or len(entities) < 2:
        return None
    index, k = random.choice(found)
    block = work.blocks[index]
    mention = block.mentions[k]
    other = mention.model_copy(
        update={"entity": random.choice([name for name in entities if name != mention.entity])}
    )
    new = block.model_copy(
        update={"mentions": (*block.mentions[:k], other, *block.mentions[k + 1 :])}
    )
    return [*work.blocks[:index], new, *work.blocks[index + 1 :]], [block.id]


_EDITS: Final[dict[str, Callable[[Work, Random], Done]]] = {
    "insert": _insert,
    "delete": _delete,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "reword": _reword,
    "retag": _retag,
}
_CATEGORY: Final = {
    "insert": "added",
    "delete": "removed",
    "move": "moved",
    "split": "split",
    "merge": "merged",
    "reword": "reworded",
    "retag": "retagged",
}
KINDS: Final = tuple(_EDITS)
