"""Between command line and pipeline: engines and memory are wired to the maps, files are read when
their turn comes.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from briefing_ingest import disk, pipeline
from briefing_ingest.cache import Memory, Stage, default_folder, open_memory, remembering, store_of
from briefing_ingest.cli.messages import colour
from briefing_ingest.engine import Failure, Job
from briefing_ingest.engine.in_process import map_in_process
from briefing_ingest.engine.local import Limits, LocalPool
from briefing_ingest.errors import Finding, IngestError, Location, SourceError
from briefing_ingest.manifest import (
    Manifest,
    apply_decisions,
    may_be_feed,
    read_source_file,
    refused,
    unknown_source,
)
from briefing_ingest.model import Decisions, Mention, Source, Witness
from briefing_ingest.outcome import Outcome
from briefing_ingest.packing import MENTIONS, WITNESSES, are_mentions_of, is_witness_of
from briefing_ingest.text import slug

if TYPE_CHECKING:
    from briefing_ingest.loader import Briefings
    from briefing_ingest.tag import OwnName

_Map = Callable[[Callable[..., Any], Iterable[Job | Failure]], Iterator[Any]]


def default_out(manifest: Manifest) -> Path:
    """The folder ``out`` beside the folder of the manifest, relative to the current one where that
    is shorter.
    """
    folder = manifest.folder.resolve().parent / "out"
    relative = os.path.relpath(folder)
    return folder if relative.startswith("..") else Path(relative)


def with_password(manifest: Manifest, password: str | None) -> Manifest:
    """``manifest`` with ``password`` for the sources that state none."""
    if password is None:
        return manifest
    sources = [
        source if source.password else replace(source, password=password)
        for source in manifest.sources
    ]
    return replace(manifest, sources=tuple(sources))


def memory_of(manifest: Manifest, folder: Path | None, *, read_only: bool) -> Memory:
    """What earlier builds of ``manifest`` left in ``folder``; None means the user's cache
    folder.
    """
    folder = folder or default_folder()
    return open_memory(store_of(manifest.path, folder), read_only=read_only) if folder else Memory()


def read_sources(
    manifest: Manifest, memory: Memory, *, jobs: int | None, limits: Limits, quiet: bool = False
) -> list[Outcome]:
    """Reads every source of ``manifest`` (see `with_entries`): from ``memory``, else in ``jobs``
    processes under ``limits``.
    """
    sources = manifest.sources
    with LocalPool(jobs or _cores(len(sources)), limits) as pool:
        mapper: _Map = map_in_process if jobs == 0 else pool.map
        mapper = remembering(mapper, memory, _READ_SOURCE, name=_name)
        mapper = _watched(mapper, "Reading", len(sources), show=not quiet)
        return pipeline.read_all(_jobs(manifest), sources, mapper)


def with_entries(manifest: Manifest) -> Manifest:
    """``manifest`` with a source for each essay in the place of a feed of whole essays."""
    faulty = {finding.source for finding in manifest.findings if finding.severity == "error"}
    taken = {source.id for source in manifest.sources}
    sources: list[Source] = []
    for source in manifest.sources:
        if source.id in faulty:
            found: tuple[Source, ...] = (source,)
        else:
            found = entries_of_file(source, manifest.file(source), inside=manifest.folder)
        for one in found:
            sources.append(replace(one, id=_free(one.id, taken)) if one.entry is not None else one)
            taken.add(sources[-1].id)
    return _with_waiting(manifest, sources)


def _with_waiting(manifest: Manifest, sources: Sequence[Source]) -> Manifest:
    """``manifest`` with these sources and the decisions that waited for some of them.

    Raises:
        UsageError: E107 a decision names a source that is not there.
    """
    settled, decisions, waiting = apply_decisions(sources, manifest.waiting)
    if waiting:
        raise unknown_source(waiting[0], settled)
    known = manifest.decisions
    together = Decisions(
        (*known.readings, *decisions.readings),
        (*known.names, *decisions.names),
        (*known.former_ids, *decisions.former_ids),
    )
    return replace(manifest, sources=settled, decisions=together, waiting=())


def _free(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, or the first of it with -2, -3 ... that is not ``taken``: an entry may have
    another source's id.
    """
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if name not in taken)


def entries_of_file(
    source: Source, file: Path, *, inside: Path | None = None
) -> tuple[Source, ...]:
    """The sources that one file is: several for a feed of whole essays. A file that cannot be read
    is one.

    ``inside`` is the folder that no link may lead out of, if the file is of a folder.
    """
    from briefing_ingest.extract import feed_sources

    if not may_be_feed(file.name):
        return (source,)
    try:
        return feed_sources(source, read_source_file(file, source, inside=inside))
    except SourceError:
        return (source,)


class File(NamedTuple):
    """A file that no manifest lists; ``inside`` is the folder that no link may lead out of, if a
    folder was named.
    """

    source: Source
    path: Path
    inside: Path | None = None


def read_files(files: Sequence[File], *, limits: Limits, verbatim: bool = False) -> list[Outcome]:
    """Reads files that no manifest lists, isolated like the sources of a build; ``verbatim``, as
    they are printed.
    """
    how = pipeline.read_as_printed if verbatim else pipeline.read_source
    sources = [file.source for file in files]
    with LocalPool(_cores(len(files)), limits) as pool:
        return pipeline.read_all(_read(files), sources, pool.map, how=how)


def with_last_good(outcomes: Sequence[Outcome], memory: Memory, out: Path) -> list[Outcome]:
    """``outcomes`` with the last good text in the place of what failed, from ``memory`` or the
    dataset in ``out``.
    """
    return pipeline.keep_last_good(outcomes, last_good_of(outcomes, memory, out))


def last_good_of(
    outcomes: Sequence[Outcome], memory: Memory, out: Path
) -> Callable[[str], Witness | None]:
    """What gives the last good witness of a source by its id, from ``memory`` or the dataset in
    ``out``.
    """
    sources = {outcome.source.id: outcome.source for outcome in outcomes}
    published = _Published(out)
    return lambda name: _remembered(sources[name], memory) or published.read_again(sources[name])


def _remembered(source: Source, memory: Memory) -> Witness | None:
    """The witness of ``source`` that was last good, whatever the file held then."""
    witness = memory.last_good(source.id, WITNESSES)
    return witness if witness and is_witness_of(source, witness) else None


class _Published:
    """What the dataset and provenance in a folder keep of sources; they are loaded once, when first
    asked for.
    """

    def __init__(self, out: Path) -> None:
        self._out = out

    @cached_property
    def _kept(self) -> tuple[Briefings, set[str]] | None:
        """The dataset, and the ids of the sources whose raw text can be read again; None if there
        is none.

        The raw text of a PDF has no places of its characters, so that cannot be read again.
        """
        from briefing_ingest.loader import load

        try:
            briefings = load(self._out / "dataset.json")
            found = {witness.source for witness in briefings.provenance.witnesses}
        except IngestError:
            return None
        kept = (
            s
            for s in briefings.dataset.sources
            if s.state != "failed" and s.media_type != "application/pdf"
        )
        return briefings, found.intersection(source.id for source in kept)

    def read_again(self, source: Source) -> Witness | None:
        """The witness of ``source``, from the raw text that is kept; None if none is."""
        if self._kept is None or source.id not in self._kept[1]:
            return None
        try:
            return pipeline.read_source(source, self._kept[0].raw_text(source.id).encode())
        except (IngestError, KeyError):
            return None


def tagging(memory: Memory, *, model: str | None, own: tuple[OwnName, ...]) -> pipeline.Tagging:
    """How names are found: in this process, so that the language model is loaded once."""
    from briefing_ingest.tag import DEFAULT_MODEL, model_identity

    name = model or DEFAULT_MODEL
    stage = replace(_FIND_MENTIONS, parts=_parts_with(cache(lambda: model_identity(name))))
    return pipeline.Tagging(remembering(map_in_process, memory, stage), name, own)


def decided_names(manifest: Manifest) -> tuple[OwnName, ...]:
    """The names that the manifest decides on, as rows of the maintainer's list."""
    from briefing_ingest.tag import OwnName

    return tuple(
        OwnName(one.id or slug(one.name), one.type, (one.name,), same_as=one.same_as)
        for one in manifest.decisions.names
    )


def own_names(manifest: Manifest) -> tuple[tuple[OwnName, ...], tuple[Finding, ...]]:
    """The names that the manifest's gazetteer lists, and what is wrong with it; it costs no
    source.
    """
    from briefing_ingest.tag import read_own

    if manifest.gazetteer is None:
        return (), ()
    file = manifest.folder / manifest.gazetteer
    try:
        content = disk.read_file_inside(manifest.folder, file)
        return read_own(content.decode("utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        where = Location(str(file), line=content.count(b"\n", 0, error.start) + 1)
        return (), (
            Finding("E506", "The gazetteer is not UTF-8 text.", "Save it as CSV in UTF-8.", where),
        )
    except disk.RefusedFileError as error:
        return (), (refused(error, str(file)),)
    except OSError as error:
        fix = f"Restore it, or take `gazetteer` out of {manifest.path.name}."
        return (), (
            Finding(
                "E506", f"The gazetteer cannot be read: {error.strerror}.", fix, Location(str(file))
            ),
        )


def earlier_dataset(out: Path) -> pipeline.Earlier:
    """What the dataset in ``out`` has; nothing if there is no readable one."""
    try:
        data = json.loads(disk.read_regular_file(out / "dataset.json"))
        return pipeline.Earlier(
            frozenset(source["id"] for source in data["sources"] if source["state"] != "failed"),
            works={
                work["id"]: frozenset(ref["source"] for ref in work["witnesses"])
                for work in data["works"]
            },
        )
    except (OSError, ValueError, KeyError, TypeError):
        return pipeline.NOTHING_EARLIER


def contents(built: pipeline.Built, out: Path) -> dict[Path, bytes]:
    """The published files and their bytes."""
    from briefing_ingest.canonical import provenance_bytes, unchecked_bytes

    return {
        out / "dataset.json": unchecked_bytes(built.dataset),
        out / "provenance.json": provenance_bytes(built.provenance),
    }


def out_of_date(contents: Mapping[Path, bytes], sources: Path) -> list[Finding]:
    """E408 for each file that is missing or has other bytes."""
    findings = []
    for place, content in contents.items():
        try:
            same = disk.read_regular_file(place, largest=len(content)) == content
            cause = "It differs from what the sources give."
        except disk.TooLargeError:
            same, cause = False, "It differs from what the sources give."
        except disk.RefusedFileError as error:
            same, cause = False, f"It differs from what the sources give: {error.strerror}."
        except OSError:
            same, cause = False, "It is missing."
        if not same:
            findings.append(
                Finding(
                    "E408",
                    cause,
                    f"Rebuild it: `ingest build {shlex.quote(str(sources))}`.",
                    Location(str(place)),
                )
            )
    return findings


def notices(manifest: Manifest) -> list[Finding]:
    """Findings of the manifest that do not cost a source which it lists."""
    return [
        finding
        for finding in manifest.findings
        if finding.severity != "error" or not finding.source
    ]


def _jobs(manifest: Manifest) -> Iterator[Job | Failure]:
    """A job for each source, read from disk when its turn comes; what the manifest got wrong is a
    failure at once.
    """
    faults = {
        finding.source: finding
        for finding in reversed(manifest.findings)
        if finding.severity == "error"
    }
    folder = manifest.folder
    sound = (
        File(source, manifest.file(source), folder)
        for source in manifest.sources
        if source.id not in faults
    )
    jobs = _read(sound)
    for source in manifest.sources:
        yield Failure(faults[source.id]) if source.id in faults else next(jobs)


def _read(files: Iterable[File]) -> Iterator[Job | Failure]:
    """A job for each source; of those that are entries of one feed, each gets its own stretch of
    the file's text.

    The file of a feed is read once for all its entries, which follow one another.
    """
    from briefing_ingest.extract import feed_text

    feed, text = Path(), ""
    for source, path, inside in files:
        try:
            if source.part is None:
                content = read_source_file(path, source, inside=inside)
            else:
                if path != feed:
                    feed, text = path, feed_text(read_source_file(path, source, inside=inside))
                content = text[source.part.start : source.part.end].encode()
            yield Job(source.id, source.path, (source, content))
        except SourceError as error:
            yield Failure(error.finding)


def _parts_with(
    ground: Callable[[], str | None],
) -> Callable[[Job | Failure], tuple[bytes, ...] | None]:
    """The input of a job, with what its result depends on besides; None where that is missing."""

    def parts(job: Job | Failure) -> tuple[bytes, ...] | None:
        own, besides = pipeline.job_parts(job), ground()
        return (besides.encode(), *own) if own is not None and besides is not None else None

    return parts


def _is_value(result: object) -> bool:
    return not isinstance(result, Failure)


def _fits_source(job: Job | Failure, witness: Witness) -> bool:
    return isinstance(job, Job) and is_witness_of(job.arguments[0], witness)


def _fits_work(job: Job | Failure, mentions: tuple[Mention, ...]) -> bool:
    return isinstance(job, Job) and are_mentions_of(job.arguments[0], mentions)


_READ_SOURCE = Stage("read_source", WITNESSES, pipeline.job_parts, _is_value, _fits_source)
_FIND_MENTIONS = Stage("find_mentions", MENTIONS, pipeline.job_parts, _is_value, _fits_work)


def _name(job: Job | Failure) -> str:
    return job.name if isinstance(job, Job) else ""


def _cores(wanted: int) -> int:
    return max(1, min(os.cpu_count() or 1, wanted))


def _watched(mapper: _Map, label: str, total: int, *, show: bool) -> _Map:
    """``mapper`` with a progress bar on stderr, if that is a terminal."""
    if not show or not sys.stderr.isatty():
        return mapper

    def mapped(function: Callable[..., Any], jobs: Iterable[Job | Failure]) -> Iterator[Any]:
        results = mapper(function, jobs)
        with click.progressbar(
            results, total, label, file=sys.stderr, color=colour(sys.stderr)
        ) as bar:
            yield from bar

    return mapped
