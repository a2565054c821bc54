"""Reading a file as it stood in a git commit, and this repository's own settings, through the git
executable.

Git is asked without a shell, and a specification that git could take for an option is refused
before git sees it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from briefing_ingest.errors import Finding, UsageError


def repository_root(cwd: Path) -> Path:
    """The top folder of the git working tree around ``cwd``.

    Raises:
        UsageError: E406 where there is none, or no git.
    """
    done = _git(["rev-parse", "--show-toplevel"], cwd)
    if done.returncode != 0:
        raise _no_repository(f"{cwd} is in no git working tree ({_complaint(done)}).")
    return Path(os.fsdecode(done.stdout.removesuffix(b"\n")))


def read_revision(spec: str, cwd: Path) -> bytes:
    """The bytes of ``REV:path``. As with git, the path counts from the top of the repository,
    ``./path`` from ``cwd``.

    Raises:
        UsageError: E405 where there is no such commit or file in it, E406 where ``cwd`` is in no
          repository.
    """
    return _blob(spec, "blob", cwd)


def revision_size(spec: str, cwd: Path) -> int:
    """How many bytes `read_revision` would read.

    Raises:
        UsageError: E405, E406 as `read_revision`.
    """
    return int(_blob(spec, "-s", cwd))


def is_commit(name: str, cwd: Path) -> bool:
    """True if git knows a commit of that name; False where there is no repository, or no git."""
    if not name or name.startswith("-") or "\0" in name:
        return False
    try:
        return _git(["rev-parse", "--quiet", "--verify", f"{name}^{{commit}}"], cwd).returncode == 0
    except UsageError:
        return False


def _blob(spec: str, asked: str, cwd: Path) -> bytes:
    revision, colon, path = spec.partition(":")
    if not colon or not path or revision.startswith("-") or "\0" in spec:
        raise _no_file(f"{spec!r} is not of the form REV:path.")
    repository_root(cwd)
    done = _git(["cat-file", asked, spec], cwd)
    if done.returncode != 0 and _git(["cat-file", "-t", spec], cwd).stdout.strip() == b"tree":
        raise _no_file(
            f"In git, {spec!r} is a folder; a file in it is wanted, such as {spec}/dataset.json."
        )
    if done.returncode != 0:
        raise _no_file(f"Git has no file {spec!r} ({_complaint(done)}).")
    return done.stdout


def configure(name: str, value: str | None, root: Path) -> None:
    """Sets an option in the repository's own configuration, or removes it where ``value`` is None.

    Raises:
        UsageError: E406 where git refuses.
    """
    if value is None:
        _git(
            ["config", "--local", "--unset-all", name], root
        )  # fails where there is none, which is as well
    elif (done := _git(["config", "--local", "--replace-all", name, value], root)).returncode:
        raise _no_repository(f"Git does not set {name} ({_complaint(done)}).")


def local_file(name: str, root: Path) -> Path:
    """The file of that name in the repository's own folder (`.git`), wherever that lies.

    Raises:
        UsageError: E406 where there is no repository.
    """
    done = _git(["rev-parse", "--git-path", name], root)
    if done.returncode:
        raise _no_repository(f"{root} is in no git repository ({_complaint(done)}).")
    return root / os.fsdecode(done.stdout.removesuffix(b"\n"))


def _git(arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[bytes]:
    # Messages in English whatever the user's locale: they are quoted in ours.
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, arguments checked by the callers
            ["git", *arguments],  # noqa: S607 - the user's own git, wherever it is installed
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        cause = (
            "The program git is not installed." if cwd.is_dir() else f"There is no folder {cwd}."
        )
        raise _no_repository(cause) from error
    except NotADirectoryError as error:
        raise _no_repository(f"{cwd} is not a folder.") from error


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git said went wrong: its first line, without "fatal:" and the full stop."""
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    return (
        lines[0].removeprefix("fatal: ").rstrip(".")
        if lines
        else f"git ended with {done.returncode}"
    )


def _no_file(cause: str) -> UsageError:
    fix = (
        "Name a commit and a file in it, for example HEAD:out/dataset.json; `git log -- FILE` "
        "lists the commits."
    )
    return UsageError(Finding("E405", cause, fix))


def _no_repository(cause: str) -> UsageError:
    fix = "Run it inside the repository that holds the dataset, or name two files to compare."
    return UsageError(Finding("E406", cause, fix))
