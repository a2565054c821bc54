"""Whether the raw text of every witness can be rebuilt from dataset and provenance alone, for every
family of a corpus.

And whether each passage is placed where it stands: `misplaced` reads the raw text at every place
  that is recorded.

A family is a folder of sources that are built together, without names tagged: each set of versions,
the witnesses of each merged document, each group of duplicates, and the folders of PDFs and web
pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from briefing_ingest.canonical import dataset_bytes, provenance_bytes
from briefing_ingest.dataset import Block, Text, Work, texts
from briefing_ingest.errors import SourceError
from briefing_ingest.loader import Briefings, load
from briefing_ingest.manifest import EXTENSIONS
from briefing_ingest.model import Source, Witness
from briefing_ingest.outcome import Outcome
from briefing_ingest.pipeline import Tagging, build, read_source
from briefing_ingest.provenance import BlockProvenance
from briefing_ingest.text import Span


class Count(NamedTuple):
    """Of one family: sources that could be read, those rebuilt byte for byte, works made of
    them.
    """

    read: int
    rebuilt: int
    works: int
    misplaced: int = 0


def run(corpus: Path, pred: Path) -> None:
    """Builds every family of ``corpus`` into ``pred/FAMILY`` and prints how many raw texts could be
    rebuilt.
    """
    total = Count(0, 0, 0)
    for name, files in families(corpus):
        found = count(files, pred / name)
        total = Count(*(a + b for a, b in zip(total, found, strict=True)))
        if found.rebuilt < found.read or found.misplaced:
            sys.stdout.write(
                f"{name}: {found.rebuilt} of {found.read} rebuilt, {found.misplaced} misplaced\n"
            )
    rebuilt = f"{total.rebuilt} of {total.read} raw texts rebuilt"
    sys.stdout.write(f"{rebuilt}, {total.works} works, {total.misplaced} passages misplaced\n")


def families(corpus: Path) -> Iterator[tuple[str, list[Path]]]:
    """Names of the families of ``corpus`` with their files, sorted."""
    folders = [
        *corpus.glob("versions/*/docs"),
        *corpus.glob("duplicates/*"),
        corpus / "html_pages",
        corpus / "policy_pdfs",
    ]
    for folder in sorted(folder for folder in folders if folder.is_dir()):
        files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in EXTENSIONS)
        if files:
            yield folder.relative_to(corpus).as_posix().replace("/", "-"), files
    for folder in sorted(corpus.glob("versions/merge_*/witnesses")):
        for document in sorted({file.name for file in folder.glob("*/*.txt")}):
            yield (
                f"{folder.parent.name}-{Path(document).stem}",
                sorted(folder.glob(f"*/{document}")),
            )


def _no_names(_: Callable[..., Any], jobs: Iterable[Any]) -> Iterator[Any]:
    """The map over works, without looking for names."""
    return (() for _ in jobs)


def count(files: list[Path], out: Path) -> Count:
    """Builds ``files`` into ``out`` and reads the raw texts back from there."""
    outcomes = [
        outcome for at, file in enumerate(files) if (outcome := _outcome(file, f"source-{at:04}"))
    ]
    built = build(outcomes, tagging=Tagging(_no_names, ""))
    out.mkdir(parents=True, exist_ok=True)
    (out / "dataset.json").write_bytes(dataset_bytes(built.dataset))
    (out / "provenance.json").write_bytes(provenance_bytes(built.provenance))
    briefings = load(out / "dataset.json")
    held = {witness.source for work in briefings.dataset.works for witness in work.witnesses}
    witnesses = [
        outcome.witness for outcome in outcomes if outcome.witness and outcome.source.id in held
    ]
    rebuilt = sum(
        briefings.raw_text(witness.source_id) == witness.raw_text for witness in witnesses
    )
    wrong = misplaced(briefings, {witness.source_id: witness.raw_text for witness in witnesses})
    return Count(len(witnesses), rebuilt, len(briefings.dataset.works), len(wrong))


def misplaced(briefings: Briefings, raw_texts: Mapping[str, str]) -> list[str]:
    """What is not where the provenance has it, a sentence each; ``raw_texts`` are those of the
    sources by their ids.

    A copy is the raw text at its place, a substitute is what a repair put there, and an insertion
    has no raw text. A block begins on a line that is given for it. What is taken from the base is
    in the order of the base, within a block and from paragraph to paragraph. (The characters of a
    PDF come in no order, so this is not asked of it.)
    """
    return [
        problem
        for work in briefings.dataset.works
        for problem in _misplaced(briefings, work, raw_texts)
    ]


def _misplaced(briefings: Briefings, work: Work, raw_texts: Mapping[str, str]) -> Iterator[str]:
    kinds = {source.id: source.media_type for source in briefings.dataset.sources}
    base = next(witness.source for witness in work.witnesses if witness.base)
    last = 0
    for text in texts(work):
        address = f"{work.id}/{text.id}"
        record = briefings.provenance.blocks.get(address)
        if record is None:  # a note that is called and that no source has
            continue
        for problem in _unlike(record, text, raw_texts):
            yield f"{address}: {problem}"
        starts: dict[str, int] = {}
        for source, spans in _copies(record).items():
            if kinds[source] == "application/pdf":
                continue
            starts[source] = spans[0].start
            # versions may have the passages of a block in an order of their own
            if source == base and any(
                after.start < before.end for before, after in pairwise(spans)
            ):
                yield f"{address}: the text of {source} is in another order"
            line = briefings.line_at(source)(spans[0].start)
            places = [place.lines for place in record.places if place.source == source]
            # lines of a text with form feeds count on its pages
            if "\f" not in raw_texts[source] and not any(
                first <= line <= end for first, end in places
            ):
                yield f"{address}: begins in line {line} of {source}, not in one of {places}"
        if isinstance(text, Block) and text.kind == "paragraph" and base in starts:
            if starts[base] < last:
                yield f"{address}: stands before the paragraph before it in {base}"
            last = starts[base]


def _copies(record: BlockProvenance) -> dict[str, list[Span]]:
    """For each source the raw spans that are copied as the text has them, in the order of the
    text.
    """
    found: dict[str, list[Span]] = {}
    for segment in sorted(record.segments, key=lambda segment: (segment.start, segment.end)):
        if segment.op == "copy":
            found.setdefault(segment.source, []).append(Span(segment.raw_start, segment.raw_end))
    return found


def _unlike(record: BlockProvenance, text: Text, raw_texts: Mapping[str, str]) -> Iterator[str]:
    repairs = {(r.source, r.raw_start, r.raw_end, r.after): r for r in record.repairs}
    own = [(segment, text.text) for segment in record.segments]
    for rival in record.readings:
        own += [
            (segment, text.variants[rival.variant].readings[rival.reading].text)
            for segment in rival.segments
        ]
    for segment, whole in own:
        said, raw = (
            whole[segment.start : segment.end],
            raw_texts[segment.source][segment.raw_start : segment.raw_end],
        )
        repair = repairs.get((segment.source, segment.raw_start, segment.raw_end, said))
        if segment.op == "copy" and said != raw:
            yield f"{said!r} is a copy of {raw!r}"
        if segment.op != "copy" and (repair is None or repair.before != raw):
            yield f"{said!r} stands for {raw!r} without a repair"
        if segment.op == "insert" and raw:
            yield f"{said!r} was inserted, yet has the raw text {raw!r}"


def _outcome(file: Path, source_id: str) -> Outcome | None:
    content = file.read_bytes()
    try:
        witness: Witness = read_source(Source(source_id, file.name), content)
    except SourceError:
        return None
    return Outcome(Source(source_id, file.name), witness)
