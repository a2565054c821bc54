"""Whether a build gives the same bytes on a processor with fewer features, and in another
environment.

    files --sample--> batches --a process under each setting--> Record --compare--> differences

Libraries choose their code by what the processor can do, and code for other instructions may add in
another order. A library of ours in C, `fewer_features.c`, hides features from one process (CPUID
faulting: Linux on x86-64 processors that can do it); what the C library chooses for itself is set
with GLIBC_TUNABLES. Where faulting is not to be had, only what libraries let themselves be told is
tried, and the network is not: onnxruntime can be told nothing.

Every batch is built twice: with the network left out, where every byte must be the same, and with
it, where the mentions that differ are counted. The network is left out as `--model` would do it: by
a spaCy pipeline whose recogniser finds nothing.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefing_ingest.canonical import dataset_bytes, provenance_bytes
from briefing_ingest.dataset import texts
from briefing_ingest.engine.in_process import map_in_process
from briefing_ingest.errors import SourceError
from briefing_ingest.manifest import EXTENSIONS
from briefing_ingest.model import Source
from briefing_ingest.outcome import Outcome
from briefing_ingest.packing import WITNESSES
from briefing_ingest.pipeline import Built, Tagging, build, read_source
from briefing_ingest.tag import DEFAULT_MODEL

HERE: Final = Path(__file__).parent
BATCH: Final = 20
"""Documents that are built into one dataset."""
MOST: Final = 240
"""Documents that are taken if no number is given."""

_NO_AVX512: Final = "AVX512F AVX512VL AVX512BW AVX512DQ AVX512CD AVX512ER AVX512PF".split()
_NO_AVX2: Final = [*_NO_AVX512, "AVX2", "FMA", "FMA4"]


class Setting(NamedTuple):
    """A way to run a build that must not change it."""

    name: str
    environment: Mapping[str, str]
    hides: bool = False
    """True if features are hidden by `fewer_features.c`."""
    umask: int = 0o022


THIS_MACHINE: Final = Setting("this machine", {})
ELSEWHERE: Final = Setting(
    "another environment",
    {
        "PYTHONHASHSEED": "4711",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONUTF8": "0",
        "OMP_NUM_THREADS": "3",
        "OPENBLAS_NUM_THREADS": "3",
    },
    umask=0o077,
)


def levels() -> tuple[Setting, ...]:
    """Processors with fewer features, the newest first, for processors that can hide them."""
    return (
        _hiding("no VNNI", 1, ()),
        _hiding("no AVX-512", 2, _NO_AVX512),
        _hiding("no AVX2", 3, _NO_AVX2),
        _hiding("no AVX", 4, [*_NO_AVX2, "AVX"]),
    )


def _hiding(name: str, level: int, c_library: Sequence[str]) -> Setting:
    return Setting(name, {"FEWER_FEATURES": str(level), **_tunables(c_library)}, hides=True)


def told() -> Setting:
    """What libraries let themselves be told: numpy, OpenBLAS and the C library of Linux."""
    numpy_core = import_module("numpy._core._multiarray_umath")

    found: list[str] = numpy_core.__cpu_dispatch__
    present = [name for name in found if numpy_core.__cpu_features__[name]]
    told_numpy = {"NPY_DISABLE_CPU_FEATURES": " ".join(present)} if present else {}
    told_blas = {"OPENBLAS_CORETYPE": "Nehalem"} if platform.machine() == "x86_64" else {}
    return Setting("libraries told", {**told_numpy, **told_blas, **_tunables([*_NO_AVX2, "AVX"])})


def _tunables(features: Sequence[str]) -> dict[str, str]:
    """What makes the C library of Linux do without ``features`` of an x86-64 processor."""
    if not features or platform.machine() != "x86_64":
        return {}
    return {"GLIBC_TUNABLES": f"glibc.cpu.hwcaps={','.join(f'-{name}' for name in features)}"}


def why_nothing_can_be_hidden() -> str:
    """Why features cannot be hidden on this machine; "" if they can."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "features can be hidden on Linux and x86-64 only"
    if not shutil.which("cc"):
        return "there is no C compiler (cc)"
    if "cpuid_fault" not in Path("/proc/cpuinfo").read_text("utf-8").split():
        return "this processor has no CPUID faulting (cpuid_fault in /proc/cpuinfo)"
    return ""


# --- in the process of a setting ------------------------------------------------------------------


class Record(NamedTuple):
    """What was made under a setting."""

    asked: int
    """How often the processor was asked and answered by `fewer_features.c`."""
    documents: dict[str, str]
    """For each file, the digest of what was read from it."""
    plain: list[str]
    """For each batch, the digest of dataset and provenance with the network left out."""
    named: list[str]
    """The same with the network."""
    names: list[list[list[Any]]]
    """For each batch its mentions with the network: where, words, entity, rule, how certain."""


def main(batches: str, place: str, network: str) -> None:
    """Writes the `Record` of the batches of files listed in the file ``batches`` to ``place``; with
    names of the network if ``network`` says "with".
    """
    listed = json.loads(Path(batches).read_text(encoding="utf-8"))
    nameless = _save_pipeline_without_names(Path(place).with_suffix(".model"))
    files = [[Path(file) for file in batch] for batch in listed]
    record = _record(files, nameless, network=network == "with")
    Path(place).write_text(json.dumps(record._asdict()), encoding="utf-8")


def _record(batches: Sequence[Sequence[Path]], nameless: str, *, network: bool) -> Record:
    """The record of ``batches``; ``nameless`` is a spaCy pipeline that finds nothing."""
    record = Record(0, {}, [], [], [])
    for files in batches:
        outcomes = []
        for at, file in enumerate(files):
            outcome, digest = _outcome(file, f"s-{at:02}")
            record.documents[str(file)] = digest
            outcomes += [outcome] if outcome else []
        record.plain.append(_digest(build(outcomes, tagging=Tagging(map_in_process, nameless))))
        if network:
            named = build(outcomes, tagging=Tagging(map_in_process, DEFAULT_MODEL))
            record.named.append(_digest(named))
            record.names.append(list(_names(named)))
    return record._replace(asked=_times_asked())


def _outcome(file: Path, name: str) -> tuple[Outcome | None, str]:
    """What is read from ``file``, and its digest; if it is refused, that of the finding."""
    source = Source(name, file.name)
    content = file.read_bytes()
    try:
        witness = read_source(source, content)
    except SourceError as error:
        return None, hashlib.sha256(repr(error.finding).encode()).hexdigest()
    packed = WITNESSES.pack(witness)
    assert packed is not None
    checksum = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return Outcome(source, witness, None, checksum), hashlib.sha256(packed).hexdigest()


def _save_pipeline_without_names(folder: Path) -> str:
    """Writes a spaCy pipeline whose recogniser finds nothing into ``folder``, and gives its
    name.
    """
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler", name="ner").add_patterns(  # type: ignore[attr-defined]
        [{"label": "NOTHING", "pattern": "\N{REPLACEMENT CHARACTER}" * 9}]
    )
    pipeline.to_disk(folder)
    return str(folder)


def _digest(built: Built) -> str:
    whole = hashlib.sha256(dataset_bytes(built.dataset))
    whole.update(provenance_bytes(built.provenance))
    return whole.hexdigest()


def _names(built: Built) -> Iterator[list[Any]]:
    for work in built.dataset.works:
        for text in texts(work):
            for mention in text.mentions:
                where = f"{work.id}/{text.id}#{mention.start}-{mention.end}"
                yield [where, mention.text, mention.entity, mention.rule, mention.confidence]


def _times_asked() -> int:
    try:
        return int(ctypes.CDLL(None).times_asked())
    except AttributeError:  # nothing is hidden in this process
        return 0


# --- in the process that compares -----------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """`python -m benchmarks processors [NUMBER] [FOLDER ...]`: builds NUMBER files of the folders
    under each setting and prints what differs from this machine's build; exit code 1 if something
    does that is not the network's.
    """
    most = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else MOST
    files = sample([Path(folder) for folder in arguments or ["seeds"]], most)
    settings = (*possible_settings(), ELSEWHERE)
    if reason := why_nothing_can_be_hidden():
        sys.stdout.write(f"Nothing can be hidden: {reason}. The network is not tried.\n")
    batches = [files[at : at + BATCH] for at in range(0, len(files), BATCH)]
    sys.stdout.write(f"{len(files)} documents in {len(batches)} datasets\n")
    sys.stdout.flush()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        base = record(THIS_MACHINE, batches, Path(folder))
        for setting in settings:
            found = record(setting, batches, Path(folder))
            failed |= not is_same_without_network(base, found) or (
                setting.hides and not found.asked
            )
            sys.stdout.write(f"{setting.name}: {describe(base, found, hides=setting.hides)}\n")
            sys.stdout.flush()
    return int(failed)


def possible_settings() -> tuple[Setting, ...]:
    """The settings of processors that can be tried on this machine."""
    return (told(),) if why_nothing_can_be_hidden() else levels()


def sample(folders: Sequence[Path], most: int) -> list[Path]:
    """At most ``most`` files that sources may be, evenly spread over each of ``folders``."""
    found: list[Path] = []
    for number, folder in enumerate(folders):
        files = sorted(file for file in folder.rglob("*") if _may_be_source(file))
        wanted = min(len(files), most * (number + 1) // len(folders) - len(found))
        found += [files[at * len(files) // wanted] for at in range(wanted)]
    return found


def _may_be_source(file: Path) -> bool:
    return file.is_file() and file.suffix.lower() in EXTENSIONS


def record(
    setting: Setting, batches: Sequence[Sequence[Path]], folder: Path, *, network: bool = True
) -> Record:
    """What a process under ``setting`` makes of ``batches``; ``folder`` is for files on the way.
    Without ``network`` the second building of each batch is left out.

    Raises:
        subprocess.CalledProcessError: the process failed.
    """
    listed, place = folder / "batches.json", folder / "record.json"
    listed.write_text(json.dumps([[str(file.resolve()) for file in batch] for batch in batches]))
    roots = [str(HERE.parent), str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, roots)),
        **setting.environment,
    }
    if setting.hides:
        environment["LD_PRELOAD"] = str(compiled(folder))
    subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", _CHILD, str(listed), str(place), "with" if network else "without"],
        env=environment,
        check=True,
        umask=setting.umask,
    )
    return Record(**json.loads(place.read_text(encoding="utf-8")))


_CHILD: Final = "import sys; from benchmarks.processors import main; main(*sys.argv[1:])"


def compiled(folder: Path) -> Path:
    """`fewer_features.c` as a library in ``folder``.

    Raises:
        subprocess.CalledProcessError: the compiler failed.
    """
    library = folder / "fewer_features.so"
    if not library.exists():
        source = HERE / "fewer_features.c"
        command = ["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(source)]
        subprocess.run(command, check=True)  # noqa: S603  # a file of ours
    return library


def is_same_without_network(base: Record, other: Record) -> bool:
    """True if everything that the network has no part in is the same to the byte."""
    return (base.documents, base.plain) == (other.documents, other.plain)


def describe(base: Record, other: Record, *, hides: bool) -> str:
    """What ``other`` has otherwise than ``base``, in one line."""
    asked = f"the processor was asked {other.asked} times; " if hides else ""
    if hides and not other.asked:
        asked = "NOTHING WAS HIDDEN; "
    read = [file for file, digest in base.documents.items() if other.documents[file] != digest]
    mentions, changed, entities = 0, 0, 0
    for before, after in zip(base.names, other.names, strict=True):
        mentions += len(before)
        changed += _changed(before, after)
        entities += len({name[2] for name in before} ^ {name[2] for name in after})
    return (
        f"{asked}{len(read)} documents are read otherwise; datasets with other bytes: "
        f"{_differing(base.plain, other.plain)} without the network, "
        f"{_differing(base.named, other.named)} with it; "
        f"{changed} of {mentions} mentions and {entities} entities differ"
        + "".join(f"\n  {file}" for file in read)
    )


def _differing(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _changed(before: Sequence[Sequence[Any]], after: Sequence[Sequence[Any]]) -> int:
    """How many places have a mention in one only, or another entity or certainty there."""
    old, new = ({name[0]: tuple(name) for name in names} for names in (before, after))
    return sum(old.get(where) != new.get(where) for where in old.keys() | new.keys())
