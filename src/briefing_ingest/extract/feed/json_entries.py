"""The items of a JSON Feed, every character traced into the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing_ingest.extract.feed.entry import EMPTY, Entry, is_whole, iso_day
from briefing_ingest.extract.json_places import (
    Node,
    characters,
    read_array,
    read_object,
    read_value,
    read_whole,
    traced_string,
)
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText


def json_entries(text: str) -> Iterator[Entry]:
    """The items of a JSON feed; of the text of a single item, that one."""
    try:
        whole = read_whole(text, _read_feed)
    except ValueError:
        return
    single = Node([whole], whole.start, whole.end)
    items = whole.value.get("items") if "version" in whole.value else single
    if not items or not isinstance(items.value, list):
        return
    for count, item in enumerate(items.value, start=1):
        if isinstance(item.value, dict):
            yield _json_entry(text, item, count)


def _read_feed(text: str, at: int) -> Node:
    return read_object(text, at, lambda name: _read_items if name == "items" else read_value)


def _read_items(text: str, at: int) -> Node:
    return (
        read_array(text, at, _read_item)
        if text[at : at + 1] == "["
        else Node(None, at, read_value(text, at).end)
    )


def _read_item(text: str, at: int) -> Node:
    return read_object(text, at) if text[at : at + 1] == "{" else read_value(text, at)


def _json_entry(text: str, item: Node, count: int) -> Entry:
    members: dict[str, Node] = item.value

    def plain(name: str) -> str:
        found = members.get(name)
        return str(found.value or "") if found and not isinstance(found.value, dict | list) else ""

    def traced(name: str) -> TracedText:
        return traced_string(text, members[name]) if name in members else EMPTY

    key = next((k for k in ("content_html", "content_text", "summary") if plain(k)), "content_text")
    body = traced(key)
    return Entry(
        id=plain("id") or plain("url") or plain("title") or str(count - 1),
        title=traced("title"),
        body=body,
        url=plain("url"),
        published=iso_day(plain("date_published")),
        authors=tuple(_json_names(members)),
        whole=is_whole(body.text, stated=key != "summary"),
        plain=key == "content_text",
        span=Span(item.start, item.end),
        path=f"/items[{count}]",
        title_path="title",
        body_path=key,
    )


def _json_names(members: Mapping[str, Node]) -> Iterator[str]:
    several, one = (
        members[name].value if name in members else None for name in ("authors", "author")
    )
    for author in several if isinstance(several, list) and several else [one]:
        name = author.get("name") if isinstance(author, dict) else None
        if name and isinstance(name, str):
            yield characters(name)
