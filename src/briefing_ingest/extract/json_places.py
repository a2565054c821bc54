"""JSON with the place of every value: the standard reader keeps none, and the same string may stand in many places.

What `json.loads` takes is taken, and means the same: of two members of one name the last counts. Nothing recurses, so
that no depth of nesting is too much.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from briefing_ingest.traced import Piece, TracedText


class Node(NamedTuple):
    """A value and where it stands: ``text[start:end]``, quotes and brackets included."""

    value: str | int | float | bool | dict[str, Node] | list[Node] | None
    start: int
    end: int

    def get(self, name: str) -> Node | None:
        """The member ``name`` of an object; None where there is none, or the value is no object."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def items(self) -> list[Node]:
        """The values of an array; none where the value is no array."""
        return self.value if isinstance(self.value, list) else []


@dataclass
class _Open:
    """An array or object that is not closed yet; ``name`` is that of the member whose value comes next."""

    held: dict[str, Node] | list[Node]
    start: int
    name: str = ""

    @property
    def closing(self) -> str:
        return "]" if isinstance(self.held, list) else "}"

    def add(self, node: Node) -> None:
        if isinstance(self.held, list):
            self.held.append(node)
        else:
            self.held[self.name] = node


_SPACE: Final = re.compile(r"[ \t\n\r]*")
_ESCAPE: Final = re.compile(
    r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)", re.DOTALL
)
_HALF_A_PAIR: Final = re.compile("[\ud800-\udfff]")
_DECODER: Final = json.JSONDecoder(strict=False)


def read_json(text: str) -> Node:
    """The value that ``text`` is, with the places of all it holds.

    Raises:
        ValueError: it is no JSON.
    """
    stack: list[_Open] = []
    at = _after_space(text, 0)
    while True:
        if text[at : at + 1] in ("{", "["):
            stack.append(_Open({} if text[at] == "{" else [], at))
            at = _after_space(text, at + 1)
            if text[at : at + 1] != stack[-1].closing:
                at = _before_value(text, at, stack[-1])
                continue
            node, at = _closed(stack, at)
        else:
            node, at = _scalar(text, at)
        while stack:
            stack[-1].add(node)
            at = _after_space(text, at)
            if text[at : at + 1] == ",":
                at = _before_value(text, _after_space(text, at + 1), stack[-1])
                break
            if text[at : at + 1] != stack[-1].closing:
                raise ValueError(f"no comma or bracket at {at}")
            node, at = _closed(stack, at)
        else:
            if _after_space(text, at) < len(text):
                raise ValueError(f"more than one value at {at}")
            return node


def traced_string(text: str, node: Node) -> TracedText:
    r"""The string ``node`` of ``text``, its escapes resolved; nothing where it is no string.

    Half a surrogate pair is no character: U+FFFD stands for it.

    >>> text = '{"a": "b", "b": "a \\u00e9"}'
    >>> traced_string(text, read_json(text).get("b")).pieces[0]
    Piece(text='a ', raw_start=17, raw_end=19, repairs=())
    """
    return TracedText(tuple(_pieces(text, node)) if isinstance(node.value, str) else ())


def _pieces(text: str, node: Node) -> Iterator[Piece]:
    at, end = node.start + 1, node.end - 1
    for match in _ESCAPE.finditer(text, at, end):
        if at < match.start():
            yield Piece(text[at : match.start()], at, match.start())
        resolved = _HALF_A_PAIR.sub("\ufffd", json.loads(f'"{match.group()}"'))
        yield Piece(resolved, match.start(), match.end(), ("character_reference",))
        at = match.end()
    if at < end:
        yield Piece(text[at:end], at, end)


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _before_value(text: str, at: int, within: _Open) -> int:
    """Where the next value of an array or object begins; of an object its name is read."""
    if isinstance(within.held, list):
        return at
    name, at = _scalar(text, at)
    if not isinstance(name.value, str):
        raise ValueError(f"no name at {at}")
    within.name, at = name.value, _after_space(text, at)
    if text[at : at + 1] != ":":
        raise ValueError(f"no colon at {at}")
    return _after_space(text, at + 1)


def _scalar(text: str, at: int) -> tuple[Node, int]:
    """The string, number, truth value or null at ``at``, and its end."""
    if text[at : at + 1] in ("{", "["):
        raise ValueError(f"no name at {at}")
    value, end = _DECODER.raw_decode(text, at)
    return Node(_HALF_A_PAIR.sub("\ufffd", value) if isinstance(value, str) else value, at, end), end


def _closed(stack: list[_Open], at: int) -> tuple[Node, int]:
    """The innermost open array or object, whose closing bracket stands at ``at``, and its end."""
    done = stack.pop()
    return Node(done.held, done.start, at + 1), at + 1
