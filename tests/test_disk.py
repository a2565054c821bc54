"""Reading files that somebody else named: only files, only inside their folder, and never without
end."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_ingest import disk
from briefing_ingest.disk import NotAFileError, OutsideFolderError, RefusedFileError, TooLargeError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inside" / "below").mkdir(parents=True)
    (tmp_path / "inside" / "a.txt").write_bytes(b"inside")
    (tmp_path / "inside" / "below" / "b.txt").write_bytes(b"below")
    (tmp_path / "inside" / ".hidden").write_bytes(b"hidden")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return tmp_path / "inside"


def link(place: Path, target: str | Path) -> None:
    place.symlink_to(target)


def listen(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # the name of a socket may have some hundred bytes only
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)
    finally:
        os.chdir(here)


def link_to_a_pipe(place: Path) -> None:
    os.mkfifo(place.parent / "pipe")
    link(place, "pipe")


def link_to_a_link(place: Path) -> None:
    link(place.parent / "first", "../secret.txt")
    link(place, "first")


# What stands under the name "x.pdf": how it is made, and as what it is refused.
ODD: dict[str, tuple[Callable[[Path], None], type[RefusedFileError]]] = {
    "named pipe": (os.mkfifo, NotAFileError),
    "socket": (listen, NotAFileError),
    "folder": (Path.mkdir, NotAFileError),
    "link to a folder": (lambda place: link(place, "below"), NotAFileError),
    "link to a named pipe": (link_to_a_pipe, NotAFileError),
    "link to a device": (lambda place: link(place, "/dev/zero"), OutsideFolderError),
    "link out of the folder": (lambda place: link(place, "../secret.txt"), OutsideFolderError),
    "link out of the folder by its whole path": (
        lambda place: link(place, place.parents[1] / "secret.txt"),
        OutsideFolderError,
    ),
    "link to a link out of the folder": (
        link_to_a_link,
        OutsideFolderError,
    ),
    "link to the folder above": (lambda place: link(place, ".."), OutsideFolderError),
    "link to itself": (lambda place: link(place, "x.pdf"), NotAFileError),
    "link to a hidden file": (lambda place: link(place, ".hidden"), OutsideFolderError),
}


@pytest.mark.parametrize(("make", "refusal"), ODD.values(), ids=ODD)
def test_what_is_no_file_of_the_folder_is_refused(
    folder: Path, make: Callable[[Path], None], refusal: type[RefusedFileError]
) -> None:
    make(folder / "x.pdf")
    with pytest.raises(refusal, match="it is "):
        disk.read_file_inside(folder, folder / "x.pdf")


def test_a_link_out_of_the_folder_on_the_way_is_refused(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "c.txt").write_bytes(b"other")
    link(folder / "way", "../other")
    with pytest.raises(OutsideFolderError):
        disk.read_file_inside(folder, folder / "way" / "c.txt")


@pytest.mark.parametrize(
    ("target", "content"),
    [("a.txt", b"inside"), ("below/b.txt", b"below"), ("below/../a.txt", b"inside")],
)
def test_a_link_to_a_file_of_the_folder_is_followed(
    folder: Path, target: str, content: bytes
) -> None:
    link(folder / "x.txt", target)
    assert disk.read_file_inside(folder, folder / "x.txt") == content
    link(folder / "y.txt", "x.txt")
    assert disk.read_file_inside(folder, folder / "y.txt") == content


def test_the_folder_itself_may_be_a_link_and_hidden_files_may_be_named(folder: Path) -> None:
    link(folder.parent / "same", folder)
    for base in (folder, folder.parent / "same"):
        assert disk.read_file_inside(base, base / "below" / "b.txt") == b"below"
        assert disk.read_file_inside(folder, base / "a.txt") == b"inside"
        assert disk.read_file_inside(base, base / ".hidden") == b"hidden"


@pytest.mark.parametrize("name", ["missing.txt", "broken.txt", "a.txt/below"])
def test_what_is_not_there_is_an_error_of_the_system(folder: Path, name: str) -> None:
    link(folder / "broken.txt", "gone.txt")
    with pytest.raises((FileNotFoundError, NotADirectoryError)):
        disk.read_file_inside(folder, folder / name)


@pytest.mark.parametrize("swapped", ["the file", "its folder"])
def test_a_link_that_takes_the_place_of_what_was_checked_is_not_followed(
    folder: Path, swapped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the check of the path and the opening, somebody puts a link where the file or its
    folder was."""
    (folder.parent / "b.txt").write_bytes(b"secret")
    place = folder / "below" if swapped == "its folder" else folder / "below" / "b.txt"
    target = folder.parent if swapped == "its folder" else folder.parent / "b.txt"
    original = disk._passes_a_link

    def swap(root: Path, base: Path, file: Path) -> bool:
        answer = original(root, base, file)
        place.rename(folder.parent / "away")
        link(place, target)
        return answer

    monkeypatch.setattr(disk, "_passes_a_link", swap)
    with pytest.raises(OSError, match=r"symbolic links|Not a directory|a broken link"):
        disk.read_file_inside(folder, folder / "below" / "b.txt")


def test_a_pipe_that_takes_the_place_of_what_was_checked_is_not_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = disk._refuse_by_kind

    def swap(status: os.stat_result, file: Path, *, pipes: bool) -> None:
        original(status, file, pipes=pipes)
        if (folder / "a.txt").is_file():
            (folder / "a.txt").unlink()
            os.mkfifo(folder / "a.txt")

    monkeypatch.setattr(disk, "_refuse_by_kind", swap)
    with pytest.raises(NotAFileError):
        disk.read_file_inside(folder, folder / "a.txt")


@pytest.mark.parametrize("read", [disk.read_regular_file, disk.read_file_or_pipe])
def test_no_more_is_read_than_a_file_may_have(folder: Path, read: Callable[..., bytes]) -> None:
    assert read(folder / "a.txt", largest=6) == b"inside"
    with pytest.raises(TooLargeError):
        read(folder / "a.txt", largest=5)
    os.truncate(folder / "a.txt", 1 << 40)  # all of it holes: nothing is on the disk
    with pytest.raises(TooLargeError):
        read(folder / "a.txt")


def test_a_file_that_grows_while_it_is_read_comes_to_an_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.read

    def grow(descriptor: int, size: int) -> bytes:
        with (folder / "a.txt").open("ab") as file:
            file.write(b"x" * 1000)
        return original(descriptor, size)

    monkeypatch.setattr(os, "read", grow)
    with pytest.raises(TooLargeError):
        disk.read_regular_file(folder / "a.txt", largest=50_000)


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="files without a size are of Linux"
)
def test_a_file_that_has_no_size_is_read_to_its_end() -> None:
    assert b"Name:" in disk.read_regular_file(Path("/proc/self/status"))


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
@pytest.mark.parametrize("read", [disk.read_regular_file, disk.read_file_or_pipe])
def test_a_device_is_refused_even_if_a_user_names_it(
    device: str, read: Callable[..., bytes]
) -> None:
    if Path(device).exists():
        with pytest.raises(NotAFileError, match="device"):
            read(Path(device))


def test_a_pipe_is_read_where_a_user_may_name_one(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotAFileError):
        disk.read_regular_file(pipe)
    content = b"0123456789" * 30_000  # more than a pipe holds at once
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    try:
        assert disk.read_file_or_pipe(pipe) == content
    finally:
        writer.join()


def test_a_pipe_that_nobody_writes_to_is_not_waited_for_without_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe")
    monkeypatch.setattr(disk, "PIPE_PATIENCE_SECONDS", 0.05)
    with pytest.raises(NotAFileError, match="gave nothing"):
        disk.read_file_or_pipe(folder / "pipe")


def test_a_pipe_without_end_is_read_up_to_the_limit() -> None:
    reading, writing = os.pipe()
    writer = threading.Thread(target=_write_for_ever, args=(writing,))
    writer.start()
    try:
        with pytest.raises(TooLargeError):
            disk.read_file_or_pipe(Path(f"/dev/fd/{reading}"), largest=100_000)
    finally:
        os.close(reading)
        writer.join()


def _write_for_ever(descriptor: int) -> None:
    try:
        while True:
            os.write(descriptor, b"x" * 10_000)
    except BrokenPipeError:
        os.close(descriptor)
