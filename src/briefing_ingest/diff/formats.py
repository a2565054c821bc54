"""Changes as Markdown, as HTML, and as annotations of a GitHub workflow."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from briefing_ingest.diff.change import Change, Edit
from briefing_ingest.diff.render import not_shown, said, summary

# Letters of an unchanged stretch that are shown on each side of a change.
_CONTEXT: Final = 60
_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 "
    "1rem;color:#1d1c1a}"
    "ins{background:#d8f3dc;color:#0b4d1f;text-decoration:none}del{background:#fde0dc;color:#7c1509}"
    "code{color:#57534c}"
)


def render_markdown(changes: Sequence[Change], *, folded: int = 0) -> str:
    """Changes as Markdown for a comment: a heading for each work, a list item for each change."""
    lines = []
    for group, members in groupby(changes, key=_group):
        lines += [f"### {_escaped(group)}", ""]
        for change in members:
            shown = _marked(change, ("~~", "~~"), ("**", "**"), _escaped)
            lines.append(f"- **{_title(change)}** `{change.where}`{_field(change)}: {shown}")
        lines.append("")
    return "\n".join([*lines, *_ending(changes, folded)]) + "\n"


def render_html(changes: Sequence[Change], *, folded: int = 0) -> str:
    """Changes as one HTML page that needs nothing else."""
    parts = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8"><title>Differences</title>',
        f"<style>{_STYLE}</style></head><body><main><h1>Differences</h1>",
    ]
    for group, members in groupby(changes, key=_group):
        parts += [f"<h2>{html.escape(group)}</h2>", "<ul>"]
        for change in members:
            shown = _marked(change, ("<del>", "</del>"), ("<ins>", "</ins>"), html.escape)
            head = (
                f"<strong>{html.escape(_title(change))}</strong> "
                f"<code>{html.escape(change.where)}</code>"
            )
            parts.append(
                f'<li id="c-{change.fingerprint}">{head}{html.escape(_field(change))}: {shown}</li>'
            )
        parts.append("</ul>")
    parts += [f"<p>{html.escape(line)}</p>" for line in _ending(changes, folded)]
    return "\n".join([*parts, "</main></body></html>"]) + "\n"


def render_github(changes: Sequence[Change], file: str) -> str:
    """One workflow command a change: a warning where a work says something else, else a notice, at
    ``file``.
    """
    lines = []
    for change in changes:
        level = "warning" if change.substantive else "notice"
        said = _marked(change, ("[-", "-]"), ("{+", "+}"), str)
        title = f"{_title(change)} {change.where}"
        place = f"file={_property(file)},title={_property(title)}"
        lines.append(
            f"::{level} {place}::{_message(f'{said} ({change.rule}, {change.fingerprint})')}"
        )
    return "".join(f"{line}\n" for line in lines)


def _group(change: Change) -> str:
    return (
        change.what
        if change.what in {"source", "entity", "relation"}
        else change.where.partition("/")[0]
    )


def _title(change: Change) -> str:
    return f"{change.what.replace('_', ' ')} {change.category}"


def _field(change: Change) -> str:
    return f" {change.field.replace('_', ' ')}" if change.field not in {"", "text"} else ""


def _ending(changes: Sequence[Change], folded: int) -> list[str]:
    more = [f"{not_shown(folded)}."] if folded else []
    return [summary(changes) or "No differences.", *more]


def _marked(
    change: Change, old: tuple[str, str], new: tuple[str, str], escape: Callable[[str], str]
) -> str:
    """What the change says, old and new words in their marks."""

    def show(edit: Edit) -> str:
        if edit.tag == "equal":
            return escape(_shortened(edit.new))
        return _between(old, edit.old, escape) + _between(new, edit.new, escape)

    if change.kind in {"split", "merged"}:
        return escape(f"{'into' if change.kind == 'split' else 'from'} {', '.join(change.parts)}")
    if any(edit.tag == "equal" for edit in change.detail):
        return "".join(map(show, change.detail))
    was, now = (value or "" for value in said(change))
    arrow = " → " if was and now else ""
    return _between(old, was, escape) + arrow + _between(new, now, escape)


def _between(marks: tuple[str, str], text: str, escape: Callable[[str], str]) -> str:
    """``text`` between two marks, white space at its end outside; without marks if it says
    nothing.
    """
    bare = text.strip()
    if not bare:
        return text
    space = " " if text[-1:].isspace() else ""
    return f"{marks[0]}{escape(bare)}{marks[1]}{space}"


def _shortened(text: str) -> str:
    """The ends of a long stretch, cut between words where there are any."""
    if len(text) <= 2 * _CONTEXT + 3:
        return text
    head, tail = text[:_CONTEXT], text[-_CONTEXT:]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", text.replace("\n", " "))


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
