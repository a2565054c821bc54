"""`ingest git-setup`: readable differences in git itself."""

from __future__ import annotations

from pathlib import Path

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.files import dataset_file, dataset_option
from briefing_ingest.errors import EXIT_OK, Finding, Location, UsageError

_SETTINGS = {
    "diff.briefings.textconv": "ingest show --record --dataset",
    "diff.briefings.xfuncname": r"^(work .*|\[.*)$",
    "difftool.briefings.cmd": 'ingest diff "$LOCAL" "$REMOTE"',
}


@click.command(name="git-setup")
@click.option("--undo", is_flag=True, help="Undo the setup.")
@dataset_option
def command(*, undo: bool, place: Path) -> int:
    """Makes `git diff`, `git log -p` and `--word-diff` show the dataset as text, in this repository
    for this user.

    It writes to .git/config and .git/info/attributes and to nothing that is committed; `--undo`
    removes it.
    """
    from briefing_ingest.cli.output import write_whole
    from briefing_ingest.git import configure, local_file, repository_root

    root = repository_root(Path.cwd())
    file = (Path.cwd() / dataset_file(place)).resolve()
    if not file.is_relative_to(root.resolve()):
        fix = "Run it in the repository that holds the dataset."
        raise UsageError(
            Finding("E406", f"{file} is not in the repository {root}.", fix, Location(str(file)))
        )
    line = f"/{file.relative_to(root.resolve()).as_posix()} diff=briefings"
    attributes = local_file("info/attributes", root)
    lines = attributes.read_text("utf-8").splitlines() if attributes.is_file() else []
    kept = [
        other
        for other in lines
        if other != line and (not undo or not other.endswith(" diff=briefings"))
    ]
    write_whole(
        {attributes: "".join(f"{text}\n" for text in (kept if undo else [*kept, line])).encode()}
    )
    for name, value in _SETTINGS.items():
        configure(name, None if undo else value, root)
    messages.say(
        "git shows the dataset as JSON again." if undo else "git shows the dataset as text now."
    )
    if not undo:
        messages.say_next(
            "git diff --word-diff, or git difftool --tool=briefings, or ingest git-setup --undo"
        )
    return EXIT_OK
