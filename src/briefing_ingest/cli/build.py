"""`ingest build`: the sources of a manifest into one dataset, with its provenance."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.options import cpu_seconds_option, memory_mb_option


@click.command(name="build")
@click.argument("sources", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Output folder.  [default: out, beside SOURCES]"
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    help="Worker processes; 0 means none.  [default: one a core]",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; exit 1 if the output is out of date.",
)
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
@click.option("--keep-failed", is_flag=True, help="Keep the last good text of sources that fail.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path),
    envvar="INGEST_CACHE_DIR",
    show_envvar=True,
    help="Cache folder.  [default: in your cache folder]",
)
@click.option("--model", help="Name or folder of another spaCy pipeline that finds names.")
@click.option(
    "--password", help="Opens encrypted PDFs whose entry in the manifest has no password."
)
@cpu_seconds_option
@memory_mb_option
@click.option("--json", "as_json", is_flag=True, help="Print summary and findings as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print only warnings and errors.")
def command(  # noqa: PLR0913  # a parameter for each option of the command
    sources: Path,
    *,
    out: Path | None,
    jobs: int | None,
    check: bool,
    strict: bool,
    keep_failed: bool,
    no_cache: bool,
    cache_dir: Path | None,
    model: str | None,
    password: str | None,
    cpu_seconds: int,
    memory_mb: int,
    as_json: bool,
    quiet: bool,
) -> int:
    """Builds the dataset of SOURCES (a folder with a sources.toml, or that file; default: seeds).

    Writes dataset.json, provenance.json and build.json. A source that fails is
    reported; the others are still built.
    """
    from briefing_ingest import packages, pipeline
    from briefing_ingest.cache import Memory
    from briefing_ingest.cli import summary, wiring
    from briefing_ingest.cli.output import check_writable, write_whole
    from briefing_ingest.engine.local import Limits
    from briefing_ingest.manifest import manifest_path, read_manifest
    from briefing_ingest.notices import package_notices

    started = time.perf_counter()
    manifest = wiring.with_password(read_manifest(manifest_path(sources)), password)
    manifest = wiring.with_entries(manifest)
    folder = out or wiring.default_out(manifest)
    if not check:
        check_writable(folder)
    memory = Memory() if no_cache else wiring.memory_of(manifest, cache_dir, read_only=check)
    with contextlib.closing(memory):
        readings = wiring.read_sources(
            manifest, memory, jobs=jobs, limits=Limits(cpu_seconds, memory_mb), quiet=quiet
        )
        read_at = time.perf_counter()
        if keep_failed:
            readings = wiring.with_last_good(readings, memory, folder)
        own, flaws = wiring.own_names(manifest)
        own = (*own, *wiring.decided_names(manifest))
        earlier = wiring.earlier_dataset(folder)._replace(
            last_good=wiring.last_good_of(readings, memory, folder)
        )
        built = pipeline.build(
            readings,
            tagging=wiring.tagging(memory, model=model, own=own),
            earlier=earlier,
            decisions=manifest.decisions,
        )
        memory.confirm_good(built.good_sources)
    contents = wiring.contents(built, folder)
    findings = messages.by_severity(
        [
            *package_notices(packages.unproven()),
            *wiring.notices(manifest),
            *memory.findings,
            *flaws,
            *built.findings,
        ]
    )
    if check:
        findings += wiring.out_of_date(contents, sources)
    else:
        timings = {"read": read_at - started, "build": time.perf_counter() - read_at}
        write_whole(
            {**contents, folder / "build.json": summary.build_record(built, findings, timings)}
        )
    code = summary.exit_code(findings, strict=strict)
    summary.report(built, findings, code=code, as_json=as_json, quiet=quiet)
    if findings or not quiet:
        messages.say_next(
            messages.next_for(
                findings,
                "ingest show" if folder == Path("out") else f"ingest show --dataset {folder}",
            )
        )
    return code
