"""The program talks to nobody and leaves nothing behind: seen from outside, by the calls that reach
the system.

Build, extract and tag run in one process (and its workers) in a home made for the test. Where
strace can be used, every call that could ask for a host, connect to one or write a file is looked
at, whichever library makes it; elsewhere Python's own sockets are. Afterwards the home is searched
in any case.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from fpdf import FPDF

SOURCE = Path(__file__).parents[1] / "src"
TEXT = """Lamps on the Quay

The Saltwick Harbour Board wrote to the Ministry of Works in May 2019. It asked for lamps along the quay of Whitby, and
for a keeper to look after them. The Lamplighters Association agreed with every word of the letter.

Nobody has answered yet. The Home Office says that lamps are no business of its own, and that Kent has none either.
"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>The quay</title></head><body><article><h1>The quay</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split(chr(10) * 2))}</article></body></html>
"""
FILES: Final = ("lamps.txt", "quay.html", "paper.pdf")
CACHES: Final = (".cache/briefing-ingest", "Library/Caches/briefing-ingest")
"""The user's cache folder, on Linux and on macOS."""
RUN: Final = """
import json, sys
from briefing_ingest.cli import main

codes = [main(arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps([codes, "onnxruntime" in sys.modules]))
"""

# --- the guard ------------------------------------------------------------------------------------

TALKING: Final = ("connect", "sendto", "sendmsg", "sendmmsg")
OPENING: Final = ("open", "openat", "openat2", "creat")
CHANGING: Final = (
    *("mkdir", "mkdirat", "mknod", "mknodat", "link", "linkat", "symlink", "symlinkat"),
    *("rename", "renameat", "renameat2", "truncate", "chmod", "fchmodat", "utimensat"),
)
STRACE: Final = ("strace", "-f", "-qq", "-y", "-s", "300", "--seccomp-bpf")
CALLS: Final = "trace=" + ",".join(f"?{name}" for name in (*TALKING, *OPENING, *CHANGING))

LOOKED_UP: Final = ("/etc/resolv.conf", "/etc/hosts")
"""What is read when a host is asked for, even where there is no network and so nobody to connect
to."""
CALL: Final = re.compile(r"^(?:\[pid +)?\d+\]? +(\w+)\((.*)")
PLACE: Final = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"([^"]*)"')
"""A path, and before it, where there is one, the folder that it is relative to."""

SOCKETS: Final = """
import os, sys

TALKING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}
log = os.open(os.environ["SOCKET_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def heard(event, arguments):
    if event in TALKING:
        os.write(log, f"{event} {arguments[1:]}\\n".encode())

sys.addaudithook(heard)
"""


class Seen(NamedTuple):
    """What a process did: hosts asked and sockets used, files made or changed, as strace or Python
    name them."""

    talk: list[str]
    writes: list[tuple[str, Path]]
    output: str
    folder: Path


def watched(
    program: str, *arguments: str, folder: Path, settings: Mapping[str, str] | None = None
) -> Seen:
    """Runs a Python program in ``folder``, with the home, the temporary and the guard's files in
    folders beside it.

    ``settings`` are variables of its environment, which has none of those that name folders of the
    user.
    """
    around = folder.parent
    for name in ("home", "temporary", "guard"):
        (around / name).mkdir(exist_ok=True)
    (around / "guard" / "sitecustomize.py").write_text(SOCKETS)
    sockets, calls = around / "guard" / "sockets", around / "guard" / "calls"
    path = [str(around / "guard"), str(SOURCE), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "ORT_", "PYTHON", "INGEST_"))
    }
    environment = {
        **kept,
        "HOME": str(around / "home"),
        "TMPDIR": str(around / "temporary"),
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOCKET_LOG": str(sockets),
        **(settings or {}),
    }
    guard = [*STRACE, "-e", CALLS, "-o", str(calls)] if strace_works() else []
    command = [*guard, sys.executable, "-c", program, *arguments]
    run = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert run.returncode == 0, run.stderr
    traced = calls.read_text(errors="replace").splitlines() if guard else []
    talk = [*sockets.read_text().splitlines(), *talk_in(traced)]
    return Seen(talk, list(writes_in(traced, folder)), run.stdout, folder)


def strace_works() -> bool:
    """True where strace is installed, new enough, and may watch a process."""
    if not shutil.which("strace"):
        return False
    return (
        subprocess.run(
            [*STRACE, "-o", os.devnull, "true"], capture_output=True, check=False
        ).returncode
        == 0
    )


def talk_in(traced: list[str]) -> Iterator[str]:
    """Calls that send something to an address, and those that read where addresses of hosts are
    listed.

    Sockets within the machine count too: services that look up names and forward messages listen
      there.
    """
    for line in traced:
        call = CALL.match(line)
        if call and call[1] in TALKING and "sa_family=" in line:
            yield line
        if call and call[1] in OPENING and any(f'"{place}"' in line for place in LOOKED_UP):
            yield line


def writes_in(traced: list[str], folder: Path) -> Iterator[tuple[str, Path]]:
    """Calls that make or change files, with each path that they name; ``folder`` is the current
    one."""
    for line in traced:
        call = CALL.match(line)
        if not call or (
            call[1] in OPENING and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", line)
        ):
            continue
        if call[1] in OPENING or call[1] in CHANGING:
            for base, name in PLACE.findall(call[2]):
                yield call[1], Path(os.path.normpath(folder / base / name))


# --- what the program does ------------------------------------------------------------------------


def test_build_extract_and_tag_talk_to_nobody_and_leave_nothing_behind(tmp_path: Path) -> None:
    """One run for all three, of a text, a page and a PDF, since it takes seconds."""
    project = tmp_path / "project"
    write_sources(project / "seeds")
    commands = [
        ["extract", "seeds/paper.pdf"],
        ["tag", "seeds/lamps.txt"],
        ["build", "seeds", "--jobs", "2"],
    ]
    seen = watched(RUN, json.dumps(commands), folder=project)
    assert_that_all_was_done(seen)
    assert seen.talk == []
    assert files_in(tmp_path / "home", but=CACHES) == []
    assert files_in(tmp_path / "temporary") == []
    allowed = [
        project,
        *(tmp_path / name for name in ("temporary", "guard")),
        *(tmp_path / "home" / c for c in CACHES),
    ]
    assert [
        (call, place) for call, place in seen.writes if not may_write(call, place, allowed)
    ] == []
    if strace_works():
        assert ("mkdir", project / "out") in seen.writes, "the guard sees what is written"


def write_sources(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "lamps.txt").write_text(TEXT)
    (folder / "quay.html").write_text(PAGE)
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    paper.multi_cell(0, 6, TEXT)
    paper.output(str(folder / "paper.pdf"))
    entries = [f'[[source]]\nid = "{Path(name).stem}"\npath = "{name}"\n' for name in FILES]
    (folder / "sources.toml").write_text("\n".join(entries))


def assert_that_all_was_done(seen: Seen) -> None:
    """Else nothing would be noticed: documents read, the network loaded and asked, a dataset
    written."""
    *lines, last = seen.output.splitlines()
    assert json.loads(last) == [[0, 0, 0], True]
    (tagged,) = (json.loads(line) for line in lines if line.startswith('{"id"'))
    assert "Whitby" in {mention["text"] for mention in tagged["mentions"]}
    dataset = json.loads((seen.folder / "out" / "dataset.json").read_bytes())
    assert {source["state"] for source in dataset["sources"]} == {"ok"}
    assert {"whitby-place"} <= {entity["id"] for entity in dataset["entities"]}


def files_in(folder: Path, *, but: tuple[str, ...] = ()) -> list[str]:
    """The files anywhere in ``folder``, other than in its folders ``but``."""
    found = [file.relative_to(folder) for file in folder.rglob("*") if not file.is_dir()]
    return [file.as_posix() for file in found if not any(file.is_relative_to(one) for one in but)]


def may_write(call: str, place: Path, allowed: list[Path]) -> bool:
    """True for what lies in an allowed folder or is a folder on the way to one, and for devices and
    semaphores."""
    on_the_way = call == "mkdir" and any(one.is_relative_to(place) for one in allowed)
    return on_the_way or any(place.is_relative_to(one) for one in (*allowed, Path("/dev")))


# --- and the guard notices ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "program",
    [
        "import socket\ntry: socket.getaddrinfo('localhost', 443)\nexcept OSError: pass",
        "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'hello', ('127.0.0.1', 9))",
    ],
    ids=["a name", "a connection", "a message"],
)
def test_the_guard_hears(tmp_path: Path, program: str) -> None:
    (tmp_path / "project").mkdir()
    assert watched(program, folder=tmp_path / "project").talk


@pytest.mark.skipif(not strace_works(), reason="strace is missing or may not be used")
def test_the_guard_hears_what_python_does_not(tmp_path: Path) -> None:
    """A library in C opens a socket and a file; Python's own hooks know nothing of it."""
    (tmp_path / "project").mkdir()
    program = (
        "import ctypes, struct; c = ctypes.CDLL(None)\n"
        "at = struct.pack('=HHIQ', 2, 9, 0, 0); c.connect(c.socket(2, 2, 0), at, 16)\n"
        "c.close(c.open(b'../home/device', 0o101, 0o600)); c.mkdir(b'inside', 0o700)"
    )
    seen = watched(program, folder=tmp_path / "project")
    assert len(seen.talk) == 1
    assert [place for _, place in seen.writes if place.name == "device"] == [
        tmp_path / "home" / "device"
    ]
    assert ("mkdir", tmp_path / "project" / "inside") in seen.writes


# --- telemetry ------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [None, "0", "1", ""])
def test_no_setting_of_the_users_lets_onnxruntime_report(
    tmp_path: Path, wanted: str | None
) -> None:
    """It writes to the home while it is imported, so that is soon seen."""
    program = (
        "import os\n"
        "from briefing_ingest.tag.recogniser.onnx_runtime import onnx_runtime\n"
        "print(onnx_runtime().__name__, onnx_runtime('capi').__name__, "
        "os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    (tmp_path / "project").mkdir()
    settings = {} if wanted is None else {"ORT_DISABLE_TELEMETRY": wanted}
    seen = watched(program, folder=tmp_path / "project", settings=settings)
    assert seen.output == "onnxruntime onnxruntime.capi 1\n"
    assert list((tmp_path / "home").iterdir()) == []


def test_a_pipeline_of_others_that_brings_onnxruntime_along_reports_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import spacy

    from briefing_ingest.errors import IngestError
    from briefing_ingest.tag.recogniser.pipeline import load_model

    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    set_when_loading: list[str] = []

    def load(name: str) -> object:
        set_when_loading.append(os.environ["ORT_DISABLE_TELEMETRY"])
        raise OSError(name)

    monkeypatch.setattr(spacy, "load", load)
    with pytest.raises(IngestError, match="E501"):
        load_model("a_pipeline_of_others")
    assert set_when_loading == ["1"]
