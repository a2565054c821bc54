"""`ingest git-setup`: readable differences in git itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from briefing_ingest.cli import messages
from briefing_ingest.cli.files import dataset_file, dataset_option
from briefing_ingest.errors import EXIT_OK, Finding, Location, UsageError

_SETTINGS = {
    "diff.briefings.textconv": "ingest show --record --dataset",
    "diff.briefings.xfuncname": r"^(work .*|\[.*)$",
    "difftool.briefings.cmd": 'ingest diff "$LOCAL" "$REMOTE"',
}

_ATTRIBUTE: Final = " diff=briefings"
"""What a line of git's attributes says of a dataset, behind its path."""


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
    line = f"/{file.relative_to(root.resolve()).as_posix()}{_ATTRIBUTE}"
    attributes = local_file("info/attributes", root)
    lines = attributes.read_text("utf-8").splitlines() if attributes.is_file() else []
    lines = _without_attribute(lines) if undo else _with_last(lines, line)
    write_whole({attributes: "".join(f"{text}\n" for text in lines).encode()})
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


def _without_attribute(lines: list[str]) -> list[str]:
    """The lines of git's attributes that are about no dataset."""
    return [line for line in lines if not line.endswith(_ATTRIBUTE)]


def _with_last(lines: list[str], line: str) -> list[str]:
    """``lines`` with ``line`` as the last, once."""
    return [*(other for other in lines if other != line), line]
