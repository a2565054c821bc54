"""JSON with places: the standard reader keeps none, and the same string may stand in many.

An object or array is read a level at a time, each value with the stretch of text that it is; what a
value holds reads the standard reader. What that takes is taken, and means the same: of two members
of one name the last counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from briefing_ingest.traced import Piece, TracedText


class Node(NamedTuple):
    """A value and where it stands: ``text[start:end]``, quotes and brackets included."""

    value: Any
    start: int
    end: int


Reader = Callable[[str, int], Node]
"""Reads the value that begins at a place of a text; raises ValueError where none does."""

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_ESCAPE: Final = re.compile(
    r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)",
    re.DOTALL,
)
_HALF_A_PAIR: Final = re.compile("[\ud800-\udfff]")
_DECODER: Final = json.JSONDecoder(strict=False)


def read_value(text: str, at: int) -> Node:
    """Any value, as the standard reader gives it.

    Raises:
        ValueError: there is none, or it is nested too deeply.
    """
    try:
        value, end = _DECODER.raw_decode(text, at)
    except RecursionError:
        raise ValueError(f"nested too deeply at {at}") from None
    return Node(characters(value) if isinstance(value, str) else value, at, end)


def read_object(text: str, at: int, member: Callable[[str], Reader] = lambda _: read_value) -> Node:
    """An object, its value a dict of nodes by their names; ``member`` gives what reads the one of a
    name.

    Raises:
        ValueError: there is none.
    """
    found: dict[str, Node] = {}

    def read_member(text: str, at: int) -> Node:
        name = read_value(text, at)
        at = _after_space(text, name.end)
        if not isinstance(name.value, str) or text[at : at + 1] != ":":
            raise ValueError(f"no name at {name.start}")
        node = member(name.value)(text, _after_space(text, at + 1))
        found[name.value] = node
        return node

    *_, end = _separated(text, at, "{}", read_member)
    return Node(found, at, end.end)


def read_array(text: str, at: int, item: Reader = read_value) -> Node:
    """An array, its value a list of nodes; ``item`` reads each.

    Raises:
        ValueError: there is none.
    """
    *items, end = _separated(text, at, "[]", item)
    return Node(items, at, end.end)


def _separated(text: str, at: int, brackets: str, read: Reader) -> Iterator[Node]:
    """What stands between ``brackets``, with commas between, and last the closing bracket."""
    if text[at : at + 1] != brackets[0]:
        raise ValueError(f"no {brackets[0]} at {at}")
    at = _after_space(text, at + 1)
    if text[at : at + 1] != brackets[1]:
        while True:
            node = read(text, at)
            yield node
            at = _after_space(text, node.end)
            if text[at : at + 1] != ",":
                break
            at = _after_space(text, at + 1)
    if text[at : at + 1] != brackets[1]:
        raise ValueError(f"no {brackets[1]} at {at}")
    yield Node(None, at, at + 1)


def read_whole(text: str, read: Reader = read_value) -> Node:
    """The value that is all of ``text``.

    Raises:
        ValueError: it is none, or more than one.
    """
    node = read(text, _after_space(text, 0))
    if _after_space(text, node.end) < len(text):
        raise ValueError(f"more than one value at {node.end}")
    return node


def characters(said: str) -> str:
    """``said`` with U+FFFD for each half of a surrogate pair, which is no character."""
    return _HALF_A_PAIR.sub("\ufffd", said)


def traced_string(text: str, node: Node) -> TracedText:
    r"""The string ``node`` of ``text``, its escapes resolved; nothing where it is no string.

    >>> text = '{"a": "b", "b": "a \\u00e9"}'
    >>> traced_string(text, read_object(text, 0).value["b"]).pieces[0]
    Piece(text='a ', raw_start=17, raw_end=19, repairs=())
    """
    return TracedText(tuple(_pieces(text, node)) if isinstance(node.value, str) else ())


def _pieces(text: str, node: Node) -> Iterator[Piece]:
    at, end = node.start + 1, node.end - 1
    for match in _ESCAPE.finditer(text, at, end):
        if at < match.start():
            yield Piece(text[at : match.start()], at, match.start())
        resolved = characters(json.loads(f'"{match.group()}"'))
        yield Piece(resolved, match.start(), match.end(), ("character_reference",))
        at = match.end()
    if at < end:
        yield Piece(text[at:end], at, end)


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
