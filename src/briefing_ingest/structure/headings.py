"""Headings, judged over the whole document: by the page's own word, by type size and weight, or by form."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from briefing_ingest.structure.groups import BULLET, LABEL, Group, body_size
from briefing_ingest.structure.kinds import special_kind
from briefing_ingest.text import sentence_ends

_MOST_WORDS: Final = 16
_MOST_WORDS_PLAIN: Final = 12


def find_headings(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """``groups`` with the kind of headings set."""
    body = body_size(groups)
    judged = [
        replace(group, kind="heading") if _is_heading(group, body, follower) else group
        for group, follower in zip(groups, (*groups[1:], None), strict=False)  # of no groups there is no last
    ]
    return level_headings(tuple(judged))


def level_headings(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """``groups`` with the levels of headings set: they begin at 1 and leave no gap."""
    weights = sorted({_weight(group) for group in groups if group.kind == "heading"})
    ranks = {weight: level for level, weight in enumerate(weights, start=1)}
    return tuple(replace(group, level=ranks[_weight(group)]) if group.kind == "heading" else group for group in groups)


def _weight(group: Group) -> int:
    """What orders headings: the level the source states, or the size of type, large first."""
    return group.lines[0].level if group.role else -max(line.size for line in group.lines)


def _is_heading(group: Group, body: int, follower: Group | None) -> bool:
    if group.role:
        return group.role == "heading"
    if special_kind(group.text) or BULLET.match(group.text) or LABEL.match(group.text):
        return False
    return _by_type(group, body) if group.lines[0].box else _by_form(group, follower)


def _by_type(group: Group, body: int) -> bool:
    if group.words > _MOST_WORDS or not re.search(r"[^\W\d_]{2}", group.text):
        return False
    if group.lines[0].size >= 1.15 * body:
        return True
    bold = all(line.bold for line in group.lines)
    return bold and group.lines[0].size >= 0.95 * body and not sentence_ends(group.text.rstrip(" ?!:"))


def _by_form(group: Group, follower: Group | None) -> bool:
    """A short line without a full stop that begins with a capital or a number and has something to head."""
    text = " ".join(group.text.split())
    if follower is None or len(group.lines) > 2 or not 0 < len(text.split()) <= _MOST_WORDS_PLAIN:
        return False
    if not re.match(r"['\"‘“]?[A-Z0-9]", text) or not re.search(r"[a-z]{2}|[A-Z]{4}", text):
        return False
    return not re.search(r"[.,;:)]$|\b(?:and|of|the|or|for|in|to|on|with)$", text) or bool(
        re.search(r"[^.]\.\.\.$", text)
    )
