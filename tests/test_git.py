"""Files are read as they stood in a commit, and what cannot be read is a coded error."""

import subprocess
from pathlib import Path

import pytest

from briefing_ingest.cli import files
from briefing_ingest.cli.files import content_of
from briefing_ingest.errors import UsageError
from briefing_ingest.git import read_revision, repository_root

CURRENT = Path("out/dataset.json")


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as on a fresh machine: no settings of the user's, no repository of the caller's (a hook
    sets GIT_DIR)."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of out/dataset.json, and a third state in the working tree."""
    root = tmp_path / "repository"
    (root / "out").mkdir(parents=True)
    file = root / "out" / "dataset.json"
    git(root, "init", "--quiet")
    for content in (b"first\n", b"second \xff\r\n"):
        file.write_bytes(content)
        git(root, "add", ".")
        git(root, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "state")
    file.write_bytes(b"third\n")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)


@pytest.mark.parametrize(
    ("spec", "folder", "content"),
    [
        ("HEAD:out/dataset.json", ".", b"second \xff\r\n"),
        ("HEAD~1:out/dataset.json", ".", b"first\n"),
        ("HEAD:out/dataset.json", "out", b"second \xff\r\n"),
        ("HEAD:./dataset.json", "out", b"second \xff\r\n"),
    ],
)
def test_a_file_is_read_byte_for_byte_as_committed(
    repository: Path, spec: str, folder: str, content: bytes
) -> None:
    assert read_revision(spec, repository / folder) == content


@pytest.mark.parametrize(
    ("spec", "content"), [("HEAD", b"second \xff\r\n"), ("HEAD~1", b"first\n"), ("out", b"third\n")]
)
def test_a_commit_alone_means_the_dataset_as_it_was(
    repository: Path, monkeypatch: pytest.MonkeyPatch, spec: str, content: bytes
) -> None:
    monkeypatch.chdir(repository)
    assert content_of(spec, CURRENT) == content
    assert content_of(spec, repository / CURRENT) == content


def test_what_is_neither_file_nor_commit_is_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="E403"):
        content_of("HEAD~1", CURRENT)


def test_a_committed_file_too_large_is_refused_before_it_is_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    assert content_of("HEAD:out/dataset.json", CURRENT) == b"second \xff\r\n"
    monkeypatch.setattr(files, "_LARGEST", 9)
    with pytest.raises(UsageError, match="E414"):
        content_of("HEAD:out/dataset.json", CURRENT)
    assert content_of("HEAD~1:out/dataset.json", CURRENT) == b"first\n"


@pytest.mark.parametrize(
    "spec",
    [
        "HEAD:out/nothing.json",
        "no-such-commit:out/dataset.json",
        "HEAD:out",
        "HEAD",
        "HEAD:",
        "--textconv:out/dataset.json",
        "-h:x",
        "HEAD:a\0b",
    ],
)
def test_what_is_not_there_is_e405(repository: Path, spec: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_revision(spec, repository)
    finding = caught.value.finding
    assert finding.code == "E405"
    assert "HEAD:out/dataset.json" in finding.fix


def test_an_option_never_reaches_git(repository: Path) -> None:
    with pytest.raises(UsageError):
        read_revision("--output=leak:x", repository)
    assert not list(repository.rglob("leak*"))


def test_the_root_is_found_from_below(repository: Path) -> None:
    assert repository_root(repository / "out").resolve() == repository.resolve()


@pytest.mark.parametrize("folder", ["bare", "bare/missing"])
def test_outside_a_repository_is_e406(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bare").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(UsageError) as caught:
        read_revision("HEAD:out/dataset.json", tmp_path / folder)
    assert caught.value.finding.code == "E406"


def test_without_git_is_e406(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError) as caught:
        repository_root(repository)
    assert caught.value.finding.code == "E406"
    assert "not installed" in caught.value.finding.cause
