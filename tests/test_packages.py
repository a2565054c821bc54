"""Which packages results stand on is derived from the imports, and none is forgotten."""

from __future__ import annotations

import re
import sys
import time
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from briefing_ingest import cache, packages
from briefing_ingest.notices import package_notices
from briefing_ingest.packages import imported_modules, packages_of, versions, versions_of
from imports import SOURCE, third_party
from training import proven_versions
from training.tables import differing

ROOT = Path(__file__).parents[1]


def install(folder: Path, name: str, version: str, *requirements: str, module: str = "") -> None:
    """Lay down in ``folder`` what pip leaves of a package, but for its files."""
    place = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    place.mkdir()
    lines = [
        f"Name: {name}",
        f"Version: {version}",
        *(f"Requires-Dist: {line}" for line in requirements),
    ]
    (place / "METADATA").write_text(
        "\n".join(["Metadata-Version: 2.1", *lines, "", "Requires-Dist: a description"])
    )
    if module:
        (place / "RECORD").write_text(f"{place.name}/METADATA,,\n{module}/__init__.py,,\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that packages are looked for in first."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


# --- nothing is forgotten -------------------------------------------------------------------------


def test_every_import_is_found_by_the_look_of_its_line() -> None:
    """The program goes by lines, since that is fast; here the syntax is the judge."""
    assert third_party() <= imported_modules(SOURCE)


def test_every_module_belongs_to_a_package_whose_version_counts() -> None:
    owners = metadata.packages_distributions()
    counted = set(versions())
    for module in third_party():
        names = {name.lower().replace("_", "-").replace(".", "-") for name in owners[module]}
        assert names & counted, f"{module} may change results unnoticed"


def test_every_declared_dependency_counts() -> None:
    """The second measure: what is only read as data, or needed by others, is declared too."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
    assert set(versions_of(declared)) <= set(versions())


@pytest.mark.parametrize(
    "line",
    [
        "import haywain", "    import haywain  # late", "import haywain as hay", (
            "import haywain.wheels.rim as rim"
        ),
        "from haywain import wheels", (
            "    from haywain.wheels import (\n"
            "    spokes,\n"
            ")"
        ), 'x = files("haywain")',
        "read = import_module( 'haywain.wheels')", (
            'return resources.files("haywain").joinpath("x")'
        ),
    ],
)  # fmt: skip
def test_an_import_of_any_form_counts(tmp_path: Path, site: Path, line: str) -> None:
    code = tmp_path / "code" / "inner"
    code.mkdir(parents=True)
    (code / "stage.py").write_text(f'"""Imports."""\n\ndef f(x):\n    pass\n\n{line}\n')
    assert imported_modules(tmp_path / "code") == {"haywain"} == third_party(tmp_path / "code")
    install(site, "haywain", "1.5")
    assert versions_of(packages_of({"haywain"})) == {"haywain": "1.5"}


@pytest.mark.parametrize(
    "line",
    ["import os.path", "from briefing_ingest import text", "# import haywain", (
        '"""Goods we\nimport haywain '
        'carts."""'
    ),
     "from . import beside", "important = haywain"],
)  # fmt: skip
def test_what_is_no_import_of_others_does_not(tmp_path: Path, line: str) -> None:
    (tmp_path / "stage.py").write_text(f"{line}\n")
    assert imported_modules(tmp_path) == set()


# --- from modules to versions ---------------------------------------------------------------------


def test_a_module_may_be_called_otherwise_than_its_package(site: Path) -> None:
    install(site, "Farm-Carts", "2.0", module="haywain")
    install(site, "bystander", "1.0", module="haywains")
    assert packages_of({"haywain", "nobodys_module"}) == {"farm-carts"}


def test_what_a_package_requires_counts_as_installed(site: Path) -> None:
    install(
        site,
        "haywain",
        "1.0",
        "Axle_Maker>=2",
        'rope[strong]; python_version >= "3"',
        'paint; extra == "gay"',
    )
    install(site, "axle.maker", "2.1", "haywain", "not-installed")
    install(site, "rope", "3.0", 'hemp; extra == "strong"', 'silk; extra == "fine"')
    for name in ("paint", "hemp", "silk"):
        install(site, name, "0.1")
    assert versions_of(["haywain"]) == {
        "axle-maker": "2.1",
        "haywain": "1.0",
        "hemp": "0.1",
        "rope": "3.0",
    }
    assert "paint" in versions_of(["haywain[gay]"])


def test_a_damaged_description_is_passed_over(site: Path) -> None:
    (site / "haywain-1.0.dist-info").mkdir()
    (site / "haywain-1.0.dist-info" / "METADATA").write_text("Name: haywain\n")
    (site / "rope-1.0.dist-info").mkdir()
    assert versions_of(["haywain", "rope"]) == {}


@pytest.mark.parametrize(
    "name", ["trafilatura", "resiliparse", "htmldate", "onnxruntime", "numpy", "thinc", "lxml"]
)
def test_another_version_changes_the_key_of_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = cache.code_digest()
    assert cache.code_digest() == before
    install(tmp_path, name, "99.0", *(metadata.requires(name) or ()))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert versions()[name] == "99.0"
    assert cache.code_digest() != before


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("platform.machine", "pdp11"),
        ("platform.python_version", "3.99.0"),
        ("platform.python_implementation", "Other"),
    ],
)
def test_another_machine_or_python_changes_the_key(
    monkeypatch: pytest.MonkeyPatch, where: str, what: str
) -> None:
    before = cache.code_digest()
    monkeypatch.setattr(where, lambda: what)
    assert cache.code_digest() != before


def test_it_is_found_once_and_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, "nowhere"])  # nothing is remembered of this path
    started = time.process_time()
    packages.versions()
    assert time.process_time() - started < 1  # 0.05 s; all of importlib.metadata would take 0.5 s
    monkeypatch.setattr(packages, "imported_modules", pytest.fail)
    packages.versions()


# --- versions that were proven --------------------------------------------------------------------


def test_the_proven_versions_are_those_of_the_lock() -> None:
    table = proven_versions.proven_versions(proven_versions.LOCK.read_text("utf-8"))
    assert differing([table]) == []


def test_every_declared_dependency_is_proven_or_known_to_change_nothing() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[>=<\[]", line)[0] for line in project["dependencies"]}
    assert names <= packages.proven_versions().keys() | proven_versions.WITHOUT_EFFECT


def test_a_package_is_either_proven_or_known_to_change_nothing() -> None:
    locked = set(re.findall(r"^([\w.-]+)==", proven_versions.LOCK.read_text("utf-8"), re.MULTILINE))
    assert locked >= proven_versions.WITHOUT_EFFECT
    assert not packages.proven_versions().keys() & proven_versions.WITHOUT_EFFECT


@pytest.mark.parametrize("name", ["onnxruntime", "numpy", "pypdfium2", "pdfminer-six", "ftfy"])
def test_another_version_is_told_with_the_proven_one(site: Path, name: str) -> None:
    proven = packages.proven_versions()[name]
    install(site, name, "99.0", *(metadata.requires(name) or ()))
    (notice,) = package_notices(packages.unproven())
    assert (notice.code, notice.severity) == ("N611", "notice")
    assert f"{name} 99.0 (proven: {proven})" in notice.cause
    assert f"{name}=={proven}" in notice.fix


def test_another_version_of_what_changes_nothing_is_not_told(site: Path) -> None:
    install(site, "click", "99.0", *(metadata.requires("click") or ()))
    assert versions()["click"] == "99.0"
    assert "click" not in {one.name for one in packages.unproven()}


def test_a_package_that_is_not_installed_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "versions", dict)
    assert packages.unproven() == ()
