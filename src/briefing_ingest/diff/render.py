"""Changes for people (text) and for machines (JSON)."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from briefing_ingest.diff.change import Change, Edit, Kind
from briefing_ingest.text import printable, words

_WIDTH: Final = 100
# Words of an unchanged stretch that are shown beside a change.
_CONTEXT: Final = 6
_MARKS: Final[dict[Kind, str]] = {
    "added": "+",
    "removed": "-",
    "changed": "~",
    "moved": ">",
    "split": "/",
    "merged": "&",
}
_THINGS: Final = {"source", "work", "licence", "block", "note", "entity"}
_PLURALS: Final = {"entity": "entities", "note_ref": "note references", "metadata": "metadata"}
# Stand for what opens and closes old and new words until the lines are wrapped: no printable text
# has them.
_OLD, _OLD_END, _NEW, _NEW_END = "\x01", "\x02", "\x03", "\x04"
_PLAIN: Final = {_OLD: "[-", _OLD_END: "-]", _NEW: "{+", _NEW_END: "+}"}
_RED, _GREEN, _RESET = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def render_json(changes: Sequence[Change]) -> str:
    """``{"changes": [...]}`` without empty fields, ending in a newline; ``detail`` is a list of
    [tag, old, new].
    """
    content = {"schema_version": "1.0", "changes": [as_json(change) for change in changes]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def not_shown(folded: int) -> str:
    """How many minor changes are left out, in words, without a full stop.

    >>> not_shown(1)
    '1 minor change (typography, how certain a name is) is not shown'
    """
    counted = f"{folded} minor {'change' if folded == 1 else 'changes'}"
    return (
        f"{counted} (typography, how certain a name is) {'is' if folded == 1 else 'are'} not shown"
    )


def render_text(changes: Sequence[Change], *, colour: bool, folded: int = 0) -> str:
    """Changes grouped by work: ``+`` added, ``-`` removed, ``~`` changed, ``>`` moved; a summary in
    the last line.

    Of a reworded text the changed words are shown as [-old-]{+new+} with a few words around them,
    coloured if ``colour``. ``folded`` is how many minor changes are counted but not shown.
    """
    more = f"{not_shown(folded)}; --all shows all."
    if not changes:
        return f"{more}\n" if folded else "No differences.\n"
    lines: list[str] = []
    for group, members in groupby(map(_printable, changes), key=_group):
        lines += [group, *(line for change in members for line in _lines(change)), ""]
    text = "\n".join([*lines, summary(changes), *([more] if folded else [])])
    marks = _PLAIN
    if colour:
        marks = {
            _OLD: f"{_RED}[-",
            _OLD_END: f"-]{_RESET}",
            _NEW: f"{_GREEN}{{+",
            _NEW_END: f"+}}{_RESET}",
        }
    for mark, shown in marks.items():
        text = text.replace(mark, shown)
    return text + "\n"


def _printable(change: Change) -> Change:
    """``change`` with the texts of sources as a terminal may be given them."""
    return replace(
        change,
        where=printable(change.where, one_line=True),
        old=change.old if change.old is None else printable(change.old),
        new=change.new if change.new is None else printable(change.new),
        detail=tuple(
            Edit(edit.tag, printable(edit.old), printable(edit.new)) for edit in change.detail
        ),
        parts=tuple(printable(part, one_line=True) for part in change.parts),
    )


def summary(changes: Sequence[Change]) -> str:
    """How many things were added, removed, changed and moved, in one line.

    >>> blocks = [Change("added", "block", "w/a"), Change("added", "block", "w/b")]
    >>> summary([*blocks, Change("changed", "entity", "e")])
    '2 blocks added, 1 entity changed'
    """
    counts = Counter((what, kind) for what, kind, *_ in dict.fromkeys(map(_counted, changes)))
    return ", ".join(
        f"{count} {_noun(what, count)} {kind}" for (what, kind), count in counts.items()
    )


def _counted(change: Change) -> tuple[str, ...]:
    """What makes a change count: several fields of one block or entity are one change of it."""
    identity = (change.what, change.kind, change.where)
    return (
        identity
        if change.what in _THINGS
        else (*identity, change.field, change.old or "", change.new or "")
    )


def _noun(what: str, count: int) -> str:
    singular = what.replace("_ref", " reference")
    return singular if count == 1 else _PLURALS.get(what, singular + "s")


def _group(change: Change) -> str:
    if change.what in {"source", "entity", "relation"}:
        return _PLURALS.get(change.what, change.what + "s")
    return change.where.partition("/")[0]


def _lines(change: Change) -> Iterator[str]:
    """A line that names what changed, its content on the same line if it is short, else below."""
    name = (
        change.where
        if change.what in {"source", "entity", "relation"}
        else change.where.partition("/")[2]
    )
    what = (
        ""
        if change.what in {"source", "block", "note", "entity"} and name
        else change.what.replace("_", " ")
    )
    field = "" if change.field == "text" else change.field
    head = " ".join(filter(None, (f"  {_MARKS[change.kind]}", name, what, field)))
    content = _content(change)
    if len(head) + len(content) + 2 <= _WIDTH and "\n" not in content:
        yield f"{head}: {content}" if content else head
    else:
        yield f"{head}:"
        for line in content.split("\n"):
            yield from textwrap.wrap(
                line,
                _WIDTH,
                initial_indent=" " * 6,
                subsequent_indent=" " * 6,
                break_on_hyphens=False,
            )


def _content(change: Change) -> str:
    if any(edit.tag == "equal" for edit in change.detail):
        return shown_edits(change.detail)
    if change.kind in {"split", "merged"}:
        return _pieces(change)
    if change.kind == "moved" and change.parts:
        return _moved_together(change)
    return _old_and_new(change)


def _pieces(change: Change) -> str:
    """What a block was split into, or merged from."""
    names = ", ".join(part.partition("/")[2] for part in change.parts)
    return f"split into {names}" if change.kind == "split" else f"merged from {names}"


def _old_and_new(change: Change) -> str:
    """What was said and what is said now; of what came or went only that."""
    old, new = (value or "" for value in said(change))
    if change.kind in {"changed", "moved"}:
        return f"{_old(old or 'nothing')} → {_new(new or 'nothing')}"
    return _new(new) if change.kind == "added" else _old(old)


def _moved_together(change: Change) -> str:
    """A block that moved and those behind it that moved with it."""
    last = change.parts[-1].partition("/")[2]
    places = f"{_old(change.old or '')} → {_new(change.new or '')}"
    return f"and what follows to {last} ({len(change.parts)} blocks): {places}"


def said(change: Change) -> tuple[str | None, str | None]:
    """The old and the new content as people are told them."""
    if change.field != "sha256":
        return change.old, change.new
    # Nobody reads a checksum; that it is another is what there is to say.
    old, new = (f"{digest[:19]}…" if digest else None for digest in (change.old, change.new))
    return old, new


def shown_edits(edits: Sequence[Edit]) -> str:
    """A word diff in one line: old words, new words, and of what is equal the words beside them."""
    if all(edit.tag == "equal" for edit in edits):
        return "(only white space differs)"
    last = len(edits) - 1
    parts = [
        _context(edit.new, first=index == 0, last=index == last)
        if edit.tag == "equal"
        else _changed(edit)
        for index, edit in enumerate(edits)
    ]
    return "".join(parts)


def _changed(edit: Edit) -> str:
    """Old and new words in their marks, white space at their end outside."""
    text = edit.new or edit.old
    space = text[len(text.rstrip()) :]
    old, new = edit.old.rstrip(), edit.new.rstrip()
    return (_old(old) if old else "") + (_new(new) if new else "") + space


def _context(text: str, *, first: bool, last: bool) -> str:
    spans = list(words(text))
    before, after = (0 if first else _CONTEXT), (0 if last else _CONTEXT)
    if len(spans) <= before + after + 2:
        return text
    head = text[: spans[before - 1].end] + " " if before else ""
    tail = " " + text[spans[-after].start :] if after else ""
    return f"{head}…{tail}"


def _old(text: str) -> str:
    return f"{_OLD}{text}{_OLD_END}"


def _new(text: str) -> str:
    return f"{_NEW}{text}{_NEW_END}"


def as_json(change: Change) -> dict[str, object]:
    """One change as a JSON object without empty fields."""
    fields: dict[str, object] = {
        "fingerprint": change.fingerprint,
        "rule": change.rule,
        "kind": change.kind,
        "category": change.category,
        "substantive": change.substantive,
        "what": change.what,
        "where": change.where,
        "field": change.field or None,
        "old": change.old,
        "new": change.new,
        "detail": [list(edit) for edit in change.detail] or None,
        "parts": list(change.parts) or None,
        "after": change.after or None,
    }
    return {name: value for name, value in fields.items() if value is not None}
