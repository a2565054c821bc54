"""Which packages this program stands on, and their versions: derived from its own imports, so that
none is forgotten.

    modules that our files import --> packages they belong to --> what these require, as installed
    --> versions

An upgrade of any of them may change a result, so every remembered result is kept under these
versions. `importlib.metadata` can answer all of this, but takes half a second; a build with nothing
to do may not wait for that.
So the few headers that matter are read here, and only of the packages in question: 45 ms for 81
  packages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Final, NamedTuple

_OURS: Final = "briefing_ingest"

_IMPORT: Final = re.compile(
    r"""
    ^[ \t]* (?: from[ \t]+ (\w+) [\w.]*[ \t]+import\b   # from zlib.crc import sum; not: from the
               | import[ \t]+ (\w+) [\w.]*                # import zlib.crc
                 (?:[ \t]+as[ \t]+\w+)? [ \t]*(?:\#.*)?$ )   #   as crc; not: import duties on steel
    """,
    re.MULTILINE | re.VERBOSE,
)
_DATA: Final = re.compile(r"""files\(\s*["'](\w+)""")
"""Data of a package, read without importing it: ``files("zlib")``."""
_BY_NAME: Final = re.compile(r"""import_module\(\s*["'](\w+)""")
_REQUIREMENT: Final = re.compile(r"([\w.-]+)\s*(?:\[([^\]]*)\])?")
"""The name and the extras of a requirement: ``lxml[html_clean,cssselect]>=6``."""
_EXTRA: Final = re.compile(r"""\bextra\s*==\s*["']([\w.-]+)["']""")
"""The extra for which alone a requirement holds: ``cchardet>=2; extra == "speed"``."""


class Package(NamedTuple):
    """One installed package: its normal name, its version, and its requirements as they are written
    down.
    """

    name: str
    version: str
    requirements: tuple[str, ...]


class Unproven(NamedTuple):
    """An installed package with another version than the program was proven with."""

    name: str
    installed: str
    proven: str


def unproven() -> tuple[Unproven, ...]:
    """The packages that may change a result and have another version than the proven one, by
    name.
    """
    installed = versions()
    return tuple(
        Unproven(name, installed[name], proven)
        for name, proven in sorted(proven_versions().items())
        if installed.get(name, proven) != proven
    )


@cache
def proven_versions() -> Mapping[str, str]:
    """The version of each package that may change a result with which the program was proven.

    ``training/proven_versions.py`` makes the list from the lock.
    """
    listed = resources.files("briefing_ingest.data").joinpath("proven_versions.txt")
    lines = listed.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("==") for line in lines if not line.startswith("#"))
    return {_normal(name): version for name, _, version in pairs}


def versions() -> Mapping[str, str]:
    """The version of every package that our imports reach, directly or not, by name in the order of
    names.

    A package that is not installed, as an optional one may be, is left out.
    """
    return _versions_from(tuple(sys.path))


@cache
def _versions_from(path: tuple[str, ...]) -> Mapping[str, str]:  # noqa: ARG001  # another path, other packages
    return versions_of(packages_of(imported_modules(Path(__file__).parent)))


def installed_version(package: str) -> str:
    """The installed version of ``package``, "" if it is not installed."""
    found = _installed(package)
    return found.version if found else ""


def imported_modules(folder: Path) -> frozenset[str]:
    """The top-level modules that the Python files in ``folder`` use, early or late, other than
    Python's and ours.

    They are imported, or data are read from them. Found by the look of a line: parsing all files
    takes a second. A line of a docstring that looks like an import gives one name too many, which
    does no harm.
    """
    sources = (file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    names = {name for source in sources for name in _used_in(source)}
    return frozenset(names - sys.stdlib_module_names - {_OURS})


def _used_in(source: str) -> Iterator[str]:
    for first, second in _IMPORT.findall(source):
        yield first or second
    # One expression for each: a common one has no beginning to look for, and takes four times as
    # long.
    yield from _DATA.findall(source)
    yield from _BY_NAME.findall(source)


def packages_of(modules: Iterable[str]) -> frozenset[str]:
    """The names of the installed packages that provide ``modules``: `pillow` for ``PIL``.

    Mostly they are called alike; for the others all packages are asked. A module of no package is
    passed over.
    """
    alike = {module for module in modules if _installed(module)}
    others = frozenset(modules) - alike
    return frozenset({*map(_normal, alike), *_providers(others)})


def versions_of(packages: Iterable[str]) -> dict[str, str]:
    """The versions of ``packages`` (requirements: names, perhaps with extras) and of all that they
    require, by name.

    Conditions on systems and Python versions are not looked at: what is installed counts.
    """
    seen: set[tuple[str, str]] = set()
    versions: dict[str, str] = {}
    waiting = [asked for package in packages for asked in _asked_for(package)]
    while waiting:
        name, extra = waiting.pop()
        package = None if (name, extra) in seen else _installed(name)
        seen.add((name, extra))
        if package:
            versions[package.name] = package.version
            waiting += [asked for line in _required(package, extra) for asked in _asked_for(line)]
    return dict(sorted(versions.items()))


def _asked_for(requirement: str) -> Iterator[tuple[str, str]]:
    """The package that a requirement names, without extra and with each: ``a[b]>=1`` asks for (a,
    ""), (a, b).
    """
    if found := _REQUIREMENT.match(requirement):
        name, extras = _normal(found[1]), found[2] or ""
        yield name, ""
        yield from ((name, _normal(extra)) for extra in extras.split(",") if extra.strip())


def _required(package: Package, extra: str) -> Iterator[str]:
    """The requirements of ``package`` that ``extra`` brings; without one, those that always
    hold.
    """
    for requirement in package.requirements:
        stated = _EXTRA.search(requirement)
        if (_normal(stated[1]) if stated else "") == extra:
            yield requirement


def _installed(name: str) -> Package | None:
    try:
        found = metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError):
        return None
    return _package(found)


def _package(found: metadata.Distribution) -> Package | None:
    """What the headers of ``found`` say; they end at the first empty line, behind which its
    description stands.
    """
    headers = (found.read_text("METADATA") or found.read_text("PKG-INFO") or "").partition("\n\n")[
        0
    ]
    fields = [line.partition(": ")[::2] for line in headers.splitlines()]
    requirements = tuple(value for field, value in fields if field == "Requires-Dist")
    stated = dict(fields)
    if "Name" not in stated or "Version" not in stated:
        return None
    return Package(_normal(stated["Name"]), stated["Version"].strip(), requirements)


def _providers(modules: frozenset[str]) -> Iterator[str]:
    """The names of the packages whose lists of files have one of ``modules`` at their top."""
    if not modules:
        return
    top = re.compile(rf"^(?:{'|'.join(sorted(modules))})(?:[/.,\r]|$)", re.MULTILINE)
    for found in metadata.distributions():
        listed = found.read_text("top_level.txt") or found.read_text("RECORD") or ""
        package = _package(found) if top.search(listed) else None
        if package:
            yield package.name


def _normal(name: str) -> str:
    """The name as indexes compare it.

    >>> _normal(" pdfminer.Six ")
    'pdfminer-six'
    """
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
