"""Words without an address: everywhere they stand, in the texts, in readings not taken and in what
was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing_ingest.dataset import Dataset, texts
from briefing_ingest.explain.layout import (
    in_context,
    quoted,
    raw_lines,
    section,
    shortened,
    titled,
    wrapped,
)
from briefing_ingest.explain.passage import Loaded, explain_passage
from briefing_ingest.explain.target import Passage, as_typed, loosely
from briefing_ingest.text import Span

_SHOWN: Final = 30
"""Places listed of each sort: a word that stands everywhere is no question."""


def find_words(dataset: Dataset, words: str) -> list[Passage]:
    """Every place of the texts at which ``words`` stand whole, whatever their white space, quotes
    and case.
    """
    pattern = _whole(words)
    return [
        Passage(work, text, Span(*match.span()))
        for work in dataset.works
        for text in texts(work)
        for match in pattern.finditer(as_typed(text.text))
    ]


def explain_words(briefings: Loaded, words: str) -> str:
    """The page about ``words``: the passage, where there is only one, else a list of places; ""
    where there is none.
    """
    passages = find_words(briefings.dataset, words)
    rivals, left_out = list(_rivals(briefings.dataset, words)), list(_left_out(briefings, words))
    if len(passages) == 1 and not rivals and not left_out:
        return explain_passage(briefings, passages[0])
    parts = [
        section(
            "Called so (ask `ingest explain` for one of these ids)",
            _called(briefings.dataset, words),
        ),
        section(
            "In the text (ask `ingest explain` for one of these addresses)",
            _cut(list(map(_listed, passages))),
        ),
        section("In readings that were not taken", _cut(rivals)),
        section("Left out", _cut(left_out)),
    ]
    return titled(quoted(words), parts) if any(parts) else ""


def _called(dataset: Dataset, words: str) -> Iterator[str]:
    """Works of that title, and entities of that name."""
    wanted = _simply(words)
    yield from (f"  {work.id}, a work" for work in dataset.works if _simply(work.title) == wanted)
    for entity in dataset.entities:
        if wanted in map(_simply, (entity.name, *entity.aliases)):
            yield f"  {entity.id}, {entity.kind or entity.type}"


def _simply(name: str) -> str:
    return " ".join(as_typed(name).casefold().split())


def _whole(words: str) -> re.Pattern[str]:
    """A pattern for ``words`` that are no part of longer ones; signs may stand beside anything."""
    bare = words.strip()
    first, last = r"(?<!\w)" if bare[:1].isalnum() else "", r"(?!\w)" if bare[-1:].isalnum() else ""
    whole = first + loosely(words) + last
    return re.compile(whole if bare else r"(?!)", re.IGNORECASE)


def _cut(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN} more"


def _listed(passage: Passage) -> str:
    span = passage.span or Span(0, 0)
    address = f"  {passage.work.id}/{passage.text.id}#{span.start}-{span.end}"
    return f"{address}\n{wrapped(in_context(passage.text.text, span), '      ')}"


def _rivals(dataset: Dataset, words: str) -> Iterator[str]:
    """Variants of which a reading that was not taken has the words, and the one taken has not."""
    pattern = _whole(words)
    for work in dataset.works:
        for text in texts(work):
            for variant in text.variants:
                taken, *rivals = variant.readings
                holding = [rival for rival in rivals if pattern.search(as_typed(rival.text))]
                if holding and not pattern.search(as_typed(taken.text)):
                    yield f"  {work.id}/{text.id}#{variant.start}" + f"-{variant.end}" * (
                        variant.end > variant.start
                    )
                    for rival in holding:
                        of = ", ".join(rival.witnesses)
                        yield wrapped(
                            f"{quoted(shortened(rival.text, 200))} in {of}", "        ", "      "
                        )


def _left_out(briefings: Loaded, words: str) -> Iterator[str]:
    """What is in no block, with its source, line and reason."""
    pattern = _whole(words)
    paths = {source.id: source.path for source in briefings.dataset.sources}
    for witness in briefings.provenance.witnesses:
        found = [item for item in witness.furniture if pattern.search(as_typed(item.text))]
        if not found:
            continue
        raw, line_at = briefings.raw_text(witness.source), briefings.line_at(witness.source)
        for item in found:
            where = (
                f"{witness.source}: {paths.get(witness.source, '?')}, line {line_at(item.start)}"
            )
            yield wrapped(f"{where}: {item.reason}", "    ", "  ")
            match = pattern.search(as_typed(item.text))
            start = item.start + (match.start() if match else 0)
            yield from raw_lines(raw, [Span(start, start + 1)])
