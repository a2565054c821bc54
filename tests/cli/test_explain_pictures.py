"""`ingest explain` with pictures, and checks of a dataset, in this process."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from commandline import ingest

SAID = "The lamps of the town stand in every street of it, and the council pays for them all."


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build of one PDF file and one text."""
    folder = tmp_path_factory.mktemp("pictures") / "seeds"
    folder.mkdir()
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 6, SAID)
    (folder / "lamps.pdf").write_bytes(bytes(pdf.output()))
    (folder / "roads.txt").write_text("Roads\n\nThe roads of the town are mended.\n", "utf-8")
    (folder / "sources.toml").write_text("", "utf-8")
    run = ingest("build", folder, "--jobs", 0, "--no-cache")
    assert run.code == 0, run.err
    return folder.parent / "out"


def _explained(out: Path, target: str, *more: object) -> str:
    run = ingest("explain", target, "--dataset", out, "--root", out.parent, *more)
    assert run.code == 0, run.err
    return run.out + run.err


def test_a_picture_of_the_page_is_written(out: Path, tmp_path: Path) -> None:
    said = _explained(out, "The lamps of the town", "--picture", tmp_path / "pictures")
    [picture] = (tmp_path / "pictures").iterdir()
    assert picture.name == "lamps-page-1.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f"Picture: {picture}" in said


def test_the_picture_is_opened(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    said = _explained(out, "The lamps of the town", "--open")
    assert [Path(file).name for file in opened] == ["lamps-page-1.png"]
    assert opened[0] in said


def test_of_a_text_there_is_no_picture(out: Path, tmp_path: Path) -> None:
    said = _explained(out, "The roads of the town", "--picture", tmp_path / "none")
    assert "There is no picture" in said
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_gone_has_no_picture(out: Path, tmp_path: Path) -> None:
    run = ingest(
        "explain", "The lamps of the town", "--dataset", out, "--root", tmp_path,
        "--picture", tmp_path / "none",
    )  # fmt: skip
    assert run.code == 0
    assert "is --root right?" in run.out + run.err


def test_a_folder_and_a_provenance_can_be_checked(out: Path) -> None:
    folder = ingest("validate", out)
    assert (folder.code, folder.err.count("valid")) == (0, 2), folder.err
    sidecar = ingest("validate", out / "provenance.json")
    assert "valid provenance" in sidecar.err


def test_a_provenance_of_another_dataset_is_told(out: Path, tmp_path: Path) -> None:
    dataset = (out / "dataset.json").read_text("utf-8")
    (tmp_path / "dataset.json").write_text(dataset.replace("The roads", "The ROADS"), "utf-8")
    (tmp_path / "provenance.json").write_bytes((out / "provenance.json").read_bytes())
    run = ingest("validate", tmp_path / "dataset.json")
    assert run.code != 0
    assert "E409" in run.err


def test_a_code_is_explained_without_a_dataset(tmp_path: Path) -> None:
    run = ingest("explain", "n621", "--dataset", tmp_path)
    assert run.code == 0
    assert "keep" in run.out
