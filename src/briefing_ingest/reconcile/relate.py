"""Relations between works: which speaks of which, shown by the spans where it does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing_ingest.model import Relation, Work, WorkSpan
from briefing_ingest.text import Span, fold

_KEY = 3
"""Words of a title by which it is looked up; shorter titles are too common to be recognised."""

_ABOUT = 2
"""A work that names another at least so often in its text is about it; one that does so less only cites it."""


def relate(works: Sequence[Work]) -> tuple[Relation, ...]:
    """Relations among ``works``: one `about` or `cites` for each pair, from the places that name the other's title."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, work in enumerate(works):
        words = fold(work.title).split()
        if len(words) >= _KEY:
            index[tuple(words[:_KEY])].append(number)
    relations = []
    for subject, work in enumerate(works):
        spans: dict[int, list[WorkSpan]] = defaultdict(list)
        for block, text in enumerate([b.text for b in (*work.blocks, *work.notes)]):
            for target in _candidates(text, index):
                if target != subject:
                    spans[target] += [WorkSpan(subject, block, *span) for span in _named(text, works[target].title)]
        for target, found in sorted(spans.items()):
            if found:
                relations.append(Relation(subject, _type(work, works[target], found), target, tuple(found)))
    return tuple(relations)


def _candidates(text: str, index: dict[tuple[str, ...], list[int]]) -> list[int]:
    words = fold(text).split()
    keys = {tuple(words[i : i + _KEY]) for i in range(len(words) - _KEY + 1)}
    return sorted({target for key in keys & index.keys() for target in index[key]})


def _named(text: str, title: str) -> Iterator[Span]:
    """Spans where ``text`` names ``title`` whole, whatever the punctuation."""
    words = [re.escape(word) for word in re.findall(r"\w+", title)]
    pattern = r"(?<!\w)" + r"\W{1,3}".join(words) + r"(?!\w)"
    return (Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE))


def _type(subject: Work, target: Work, spans: list[WorkSpan]) -> str:
    """`about` if the work names the other repeatedly in its text or lists its sections; else `cites`."""
    in_text = [span for span in spans if span.block < len(subject.blocks)]
    sections = {fold(block.text) for block in target.blocks if block.kind == "heading"}
    listed = {fold(block.text) for block in subject.blocks if block.kind == "list_item"} & sections
    return "about" if len(in_text) >= _ABOUT or (in_text and len(listed) >= 2) else "cites"
