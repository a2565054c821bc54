"""A build never answers from memory what it would no longer find: another model, another password,
other packages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod

from briefing_ingest import pipeline
from briefing_ingest.engine import Job
from briefing_ingest.model import Source
from briefing_ingest.tag.recogniser import pipeline as ner
from commandline import Run, ingest

OWN = ner.OWN_MODEL
TEXT = """The Lower Weir

The Lower Weir Trust asked the Ministry of Works for a new gate in Ludlow. The gate is old, and nobody has looked after
it for many years, so that the water stands high in the meadows whenever it rains.
"""


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user_cache"))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "weir.txt").write_text(TEXT)
    (folder / "sources.toml").write_text('[[source]]\nid = "weir"\npath = "weir.txt"\n')
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return shutil.copytree(OWN, tmp_path / "a_model")


def build(sources: Path, *options: object) -> Run:
    return ingest("build", sources, "--jobs", 0, "--json", "-q", *options)


def empty_it(model: Path) -> None:
    shutil.rmtree(model)
    model.mkdir()


def damage_it(model: Path) -> None:
    (model / "ner" / "graph.onnx").write_bytes(b"no network")


@pytest.mark.parametrize(
    ("change", "code"), [(shutil.rmtree, "E501"), (empty_it, "E501"), (damage_it, "E502")]
)
def test_a_model_that_is_gone_is_an_error_and_not_answered_from_memory(
    sources: Path, model: Path, change: Callable[[Path], object], code: str
) -> None:
    assert build(sources, "--model", model).code == 0
    before = (sources.parent / "out" / "dataset.json").read_bytes()
    change(model)
    again = build(sources, "--model", model)
    assert again.code == 1
    assert code in again.err
    assert (sources.parent / "out" / "dataset.json").read_bytes() == before
    assert build(sources).code == 0, "the model of the package is none the worse"


def test_a_model_that_has_changed_is_asked_again(
    sources: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find = pipeline.find_mentions

    def counted(work: object, name: str, own: object) -> object:
        asked.append(name)
        return find(work, name, own)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "find_mentions", counted)
    assert [build(sources, "--model", model).code for _ in range(2)] == [0, 0]
    assert len(asked) == 1, "what was asked once is remembered"
    (model / "meta.json").write_bytes((model / "meta.json").read_bytes() + b"\n")
    assert build(sources, "--model", model).code == 0
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [("seeds", "Restore its files"), ("no_such_model", "Install it"), ("x" * 5000, "Install it")],
    ids=["a folder", "a name", "a long name"],
)
def test_what_is_no_model_is_told_with_a_fix_that_fits(
    sources: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.chdir(sources.parent)
    run = build(sources, "--model", name)
    assert run.code == 1
    assert "E501" in run.err
    assert told in run.err


@pytest.mark.parametrize("name", ["click", "packaging"])
def test_a_package_that_is_no_model_is_said(sources: Path, name: str) -> None:
    run = build(sources, "--model", name)
    assert run.code == 1
    assert "E502" in run.err


# --- what records keep from print -----------------------------------------------------------------


def locked(password: str) -> bytes:
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    paper.multi_cell(0, 6, TEXT)
    method = EncryptionMethod.AES_256
    paper.set_encryption("the owner's", password, method, permissions=AccessPermission.none())
    return bytes(paper.output())


def test_a_wrong_password_opens_nothing_that_the_right_one_opened_before(sources: Path) -> None:
    (sources / "weir.pdf").write_bytes(locked("sluice"))
    (sources / "sources.toml").write_text('[[source]]\nid = "weir"\npath = "weir.pdf"\n')
    assert build(sources, "--password", "sluice").code == 0
    for options in ((), ("--password", "weir")):
        run = build(sources, *options)
        assert run.code == 1
        assert "E206" in run.codes
    assert build(sources, "--password", "sluice").code == 0


def test_fields_that_are_not_printed_are_part_of_a_key() -> None:
    def parts(**facts: str) -> object:
        return pipeline.job_parts(Job("a", "a.pdf", (Source("a", "a.pdf", **facts), b"%PDF")))  # type: ignore[arg-type]

    assert (
        len(
            {
                repr(parts()),
                repr(parts(password="x")),
                repr(parts(password="y")),
                repr(parts(title="x")),
            }
        )
        == 4
    )
    assert parts(password="x") == parts(password="x")


# --- what a build says of its packages ------------------------------------------------------------


def test_the_record_of_a_build_names_every_package_it_stands_on(sources: Path) -> None:
    assert build(sources).code == 0
    listed = json.loads((sources.parent / "out" / "build.json").read_bytes())["packages"]
    assert {
        "trafilatura",
        "resiliparse",
        "htmldate",
        "onnxruntime",
        "numpy",
        "lxml",
        "thinc",
    } <= set(listed)
    assert list(listed) == sorted(listed)
    assert all(listed.values())
