"""What makes a model another one, so that nothing it was not asked is answered in its name."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from briefing_ingest.packages import installed_version
from briefing_ingest.tag import DEFAULT_MODEL, model_identity
from briefing_ingest.tag.recogniser.identity import model_state


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder as spaCy writes one; nobody reads it here."""
    folder = tmp_path / "model"
    (folder / "ner").mkdir(parents=True)
    (folder / "ner" / "weights").write_bytes(b"\x00\x01")
    (folder / "ner" / "names").write_bytes(b"ORG")
    (folder / "meta.json").write_text('{"lang": "en"}')
    return folder


def test_a_copy_is_the_same_model_wherever_it_lies(model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(model, tmp_path / "elsewhere")
    assert model_identity(str(copy)) == model_identity(str(model)) is not None


def change_a_byte(model: Path) -> None:
    (model / "ner" / "weights").write_bytes(b"\x00\x02")


def move_bytes_between_files(model: Path) -> None:
    (model / "ner" / "weights").write_bytes(b"\x00")
    (model / "ner" / "names").write_bytes(b"\x01ORG")


def rename_a_file(model: Path) -> None:
    (model / "ner" / "weights").rename(model / "ner" / "weight")


def rename_a_folder(model: Path) -> None:
    (model / "ner").rename(model / "recogniser")


def add_an_empty_file(model: Path) -> None:
    (model / "ner" / "more").touch()


def remove_a_file(model: Path) -> None:
    (model / "ner" / "names").unlink()


@pytest.mark.parametrize(
    "change",
    [change_a_byte, move_bytes_between_files, rename_a_file, rename_a_folder, add_an_empty_file, remove_a_file],
)  # fmt: skip
def test_a_folder_with_another_file_is_another_model(model: Path, change: object) -> None:
    before, state = model_identity(str(model)), model_state(str(model))
    assert callable(change)
    change(model)
    assert model_identity(str(model)) not in {before, None}
    assert model_state(str(model)) != state


def test_a_folder_behind_a_link_counts_and_a_circle_ends(model: Path, tmp_path: Path) -> None:
    vocabulary = tmp_path / "vocabulary"
    vocabulary.mkdir()
    (vocabulary / "strings").write_bytes(b"a")
    (model / "vocab").symlink_to(vocabulary)
    (model / "itself").symlink_to(model)
    before = model_identity(str(model))
    (vocabulary / "strings").write_bytes(b"b")
    assert model_identity(str(model)) not in {before, None}


def test_a_pipe_in_the_folder_is_not_waited_for(model: Path) -> None:
    before = model_identity(str(model))
    os.mkfifo(model / "pipe")
    assert model_identity(str(model)) == before


def test_what_spacy_knows_for_no_model_has_no_identity_and_is_not_walked_through(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (model / "meta.json").unlink()
    (model.parent / "loop").symlink_to("loop")
    monkeypatch.setattr(Path, "iterdir", pytest.fail)
    for place in (
        model,
        model.parent,
        model / "ner" / "weights",
        model.parent / "loop",
        Path("x" * 5000),
    ):
        assert model_identity(str(place)) is None
        assert model_state(str(place)) == ""


@pytest.mark.parametrize("name", ["no_such_model", "no/such/model", "", "blank:en"])
def test_what_is_not_there_has_no_identity(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert model_identity(name) is None


def test_a_package_is_known_by_its_version_and_those_of_what_it_requires(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "haywain_names-2.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("Name: haywain_names\nVersion: 2.0\nRequires-Dist: thinc>=8\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    identity = model_identity("haywain_names")
    assert identity is not None
    stated = dict(part.split("==") for part in identity.split())
    assert stated["haywain-names"] == "2.0"
    assert stated["thinc"] == installed_version("thinc")


def test_another_version_of_what_a_folder_asks_for_makes_it_another_model(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (model / "meta.json").write_text(json.dumps({"requirements": ["haywain>=1.0,<3.0", 7]}))
    before = model_identity(str(model))
    place = tmp_path / "site" / "haywain-2.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text("Name: haywain\nVersion: 2.0\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert model_identity(str(model)) not in {before, None}


@pytest.mark.parametrize("content", ["", "[]", "not JSON", '{"requirements": "spacy"}'])
def test_a_description_that_says_nothing_is_no_trouble(model: Path, content: str) -> None:
    (model / "meta.json").write_text(content)
    assert model_identity(str(model))


def test_the_own_model_is_part_of_the_program() -> None:
    assert model_identity(DEFAULT_MODEL) == DEFAULT_MODEL
