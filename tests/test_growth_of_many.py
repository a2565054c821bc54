"""Many sources, many posts, long manifests: time and bytes grow with their number, not with its
square."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import pytest

from briefing_ingest import dataset as published
from briefing_ingest import pipeline
from briefing_ingest.assemble import assemble
from briefing_ingest.cache import Memory, open_memory
from briefing_ingest.canonical import dataset_bytes, parse_dataset, provenance_bytes
from briefing_ingest.cli import wiring
from briefing_ingest.engine.local import Limits
from briefing_ingest.extract.feed.entries import entries_of
from briefing_ingest.manifest import read_manifest
from briefing_ingest.manifest.folder import new_ids
from briefing_ingest.model import (
    Mention,
    MergedBlock,
    Reading,
    Stretch,
    Tagged,
    Witness,
    Work,
)
from briefing_ingest.packing import Packing
from briefing_ingest.reconcile import relate
from briefing_ingest.reconcile.cluster import group_texts
from briefing_ingest.tag import resolve
from briefing_ingest.text import word_key
from briefing_ingest.traced import TracedText
from growth import grows_evenly

_SYLLABLES = "ba be do fu ga ki lo mi na po ra si tu ve".split()
FOOTER = "This paper may be copied by all who say where it is from and change nothing in it at all."


# --- works made without reading -------------------------------------------------------------------


def words(number: int, count: int) -> list[str]:
    dice = Random(number)
    return ["".join(dice.choice(_SYLLABLES) for _ in range(4)) for _ in range(count)]


def made_work(number: int, title: str, paragraphs: Sequence[str]) -> tuple[Work, Witness]:
    """A work of one source, and the source."""
    name = f"s{number:05}"
    texts = [title, *paragraphs]
    starts = accumulate((len(text) + 2 for text in texts), initial=0)
    blocks = tuple(
        MergedBlock(
            "paragraph" if place else "title",
            (Stretch(text, (Reading(name, TracedText.copied(text, start)),)),),
            (),
        )
        for place, (text, start) in enumerate(zip(texts, starts, strict=False))
    )
    return Work("briefing", title, (name,), blocks), Witness(
        name, "text/plain", "\n\n".join(texts), ()
    )


def same_title(number: int) -> Work:
    return made_work(number, "Notes of the week", [" ".join(words(number, 30))])[0]


def titles_that_begin_alike(number: int) -> Work:
    return made_work(
        number, f"Minutes of the meeting number {number}", [" ".join(words(number, 30))]
    )[0]


def assembled(count: int) -> None:
    made = [
        made_work(n, "Notes" if n % 2 else f"Title {n}", [" ".join(words(n, 12))])
        for n in range(count)
    ]
    sources = [
        published.Source(id=witness.source_id, path=f"in/{witness.source_id}.txt")
        for _, witness in made
    ]
    works, witnesses = [work for work, _ in made], [witness for _, witness in made]
    dataset, provenance = assemble(sources, witnesses, works, (), Tagged())
    content = dataset_bytes(dataset)
    parse_dataset(content, "dataset.json")
    provenance_bytes(provenance)


def test_assembling_many_small_sources() -> None:
    assert grows_evenly(assembled, (100, 300, 900))


@pytest.mark.parametrize("shape", [same_title, titles_that_begin_alike])
def test_relating_many_works(shape: Callable[[int], Work]) -> None:
    assert grows_evenly(
        lambda count: relate([shape(number) for number in range(count)]), (30, 90, 270)
    )


def test_grouping_many_texts_of_one_footer_and_the_collection_of_all() -> None:
    def grouped(count: int) -> None:
        footer = [word_key(word) for word in FOOTER.split()]
        keys = [[*words(number, 60), *footer] for number in range(count)]
        groups = group_texts([*keys, [key for own in keys for key in own]])
        assert len(groups) == count + 1

    assert grows_evenly(grouped, (50, 150, 450))


def test_grouping_texts_that_are_apart() -> None:
    """Entries of one feed are apart without a word for each pair of them."""

    def grouped(count: int) -> None:
        group_texts([words(number // 2, 20) for number in range(count)], strangers=[range(count)])

    assert grows_evenly(grouped, (50, 150, 450))
    assert group_texts([words(1, 40)] * 6, strangers=[[0, 1, 2], [2, 3]]) == [
        [0, 3, 4, 5],
        [1],
        [2],
    ]


def test_resolving_the_names_of_many_works() -> None:
    def resolved(count: int) -> None:
        works, mentions = [], []
        for number in range(count):
            text = f"The Elm Trust and the {' '.join(words(number, 3)).title()} Trust met in Leeds."
            works.append(made_work(number, f"Title {number}", [text])[0])
            other = text.index("and the ") + 8
            spans = [(4, 13, "organisation"), (other, text.index(" met"), "organisation")]
            spans += [(text.index("Leeds"), text.index("Leeds") + 5, "place")]
            mentions.append([Mention(1, a, b, text[a:b], kind) for a, b, kind in spans])  # type: ignore[arg-type]
        assert len(resolve(works, mentions).entities) == count + 2

    assert grows_evenly(resolved, (40, 120, 360))


# --- manifests ------------------------------------------------------------------------------------


def test_reading_a_long_manifest(tmp_path: Path) -> None:
    """Every entry has a flaw, whose line is told."""

    def read(count: int) -> None:
        file = tmp_path / "sources.toml"
        file.write_text(
            "".join(
                f'[[source]]\nid = "s{n}"\npath = "s{n}.txt"\nlicence = "?"\n\n'
                for n in range(count)
            )
        )
        manifest = read_manifest(file)
        assert len(manifest.sources) == count
        assert [finding.where.line for finding in manifest.findings if finding.where] == [
            *range(4, 5 * count, 5)
        ]

    assert grows_evenly(read, (50, 150, 450))


def test_naming_many_files_that_nobody_declared() -> None:
    def named(count: int) -> None:
        files = [f"{number}.txt" for number in range(count - 1)]
        ids = new_ids([*files, "0.md"], ["1", "x"])
        assert ids[:3] == ["0-txt", "1-txt", "2"]
        assert ids[-1] == "0-md"
        assert len(set(ids)) == count

    assert grows_evenly(named, (300, 900, 2700))


# --- feeds ----------------------------------------------------------------------------------------


def feed_of(count: int) -> str:
    posts = (
        f"<item><title>Notes</title><link>https://www.example.org/post-{n:05}</link><content:encoded><![CDATA[<p>"
        f"{' '.join(words(n, 60))}.</p>]]></content:encoded></item>\n"
        for n in range(count)
    )
    return f'<rss version="2.0"><channel>{"".join(posts)}</channel></rss>'


def test_a_feed_is_read_kept_and_published_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Characters searched for entries, and bytes handed on, remembered and published, at three
    sizes."""
    counts = {"searched": 0, "handed on": 0, "remembered": 0, "published": 0}
    search, key, put = entries_of, Memory.key, Memory.put

    def searched(text: str) -> Any:
        counts["searched"] += len(text)
        return search(text)

    def handed_on(self: Memory, stage: str, *parts: bytes) -> str:
        counts["handed on"] += sum(map(len, parts))
        return key(self, stage, *parts)

    def remembered(self: Memory, place: str, value: Any, packing: Packing[Any]) -> bool:
        counts["remembered"] += len(repr(value))
        return put(self, place, value, packing)

    monkeypatch.setattr("briefing_ingest.extract.feed.sources.entries_of", searched)
    monkeypatch.setattr(Memory, "key", handed_on)
    monkeypatch.setattr(Memory, "put", remembered)
    figures = []
    for count in (6, 12, 24):
        counts.update(dict.fromkeys(counts, 0))
        folder = tmp_path / f"{count}"
        (folder / "in").mkdir(parents=True)
        (folder / "in" / "feed.xml").write_text(feed_of(count))
        (folder / "in" / "sources.toml").write_text('[[source]]\nid = "feed"\npath = "feed.xml"\n')
        manifest, memory = (
            read_manifest(folder / "in" / "sources.toml"),
            open_memory(folder / "stages.sqlite"),
        )
        outcomes = wiring.read_sources(
            wiring.with_entries(manifest), memory, jobs=0, limits=Limits(), quiet=True
        )
        built = pipeline.build(outcomes, tagging=pipeline.Tagging(no_names, ""))
        counts["published"] = sum(map(len, wiring.contents(built, folder).values()))
        assert len(built.dataset.works) == count
        figures.append(dict(counts))
    small, middle, large = figures
    assert all(small.values())
    assert {
        name
        for name in counts
        if middle[name] > 2.2 * small[name] or large[name] > 4.4 * small[name]
    } == set()


def no_names(_: Callable[..., Any], jobs: Iterable[Any]) -> Iterator[Any]:
    return iter([() for _ in jobs])


def yearly_reports(number: int) -> Work:
    return made_work(number, f"Lamps of Ely {1000 + number}", [" ".join(words(number, 30))])[0]


def drafts_and_notices(number: int) -> Work:
    title = "Lamps of Ely and March" if number % 2 else "Draft lamps of Ely and March"
    return made_work(number, title, [" ".join(words(number, 30))])[0]


def quotations(number: int) -> Work:
    said = "the lamps of the old town are lit for much too short a time"
    texts = [
        f"Nobody said that lamp {number} is lit. He said “{said}”.",
        " ".join(words(number, 20)),
    ]
    return made_work(number, f"Title {number}", texts)[0]


@pytest.mark.parametrize("shape", [yearly_reports, drafts_and_notices, quotations])
def test_relating_many_works_of_one_matter(shape: Callable[[int], Work]) -> None:
    assert grows_evenly(
        lambda count: relate([shape(number) for number in range(count)]), (60, 180, 540)
    )
