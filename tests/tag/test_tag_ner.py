"""The recogniser: the shipped one, others, and those that cannot be used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefing_ingest.errors import IngestError
from briefing_ingest.tag import ner
from briefing_ingest.tag.ner import DEFAULT_MODEL, guesses, load_model

MODEL = Path(ner.__file__).with_name("model")


def found(text: str, model: str = DEFAULT_MODEL) -> set[tuple[str, str]]:
    return {(text[guess.start : guess.end], ner.LABELS[guess.label]) for guess in guesses([text], model=model)[0]}


def test_the_shipped_model_tells_organisations_places_and_people_apart() -> None:
    assert found("Jane Smith of the World Health Organization flew from Geneva to Kenya.") == {
        ("Jane Smith", "person"),
        ("World Health Organization", "organisation"),
        ("Geneva", "place"),
        ("Kenya", "place"),
    }


def test_typographic_quotes_move_no_offset() -> None:
    assert ("Kenya", "place") in found("“We didn’t go,” they said, “to Kenya.”")


def test_the_weights_are_of_a_size_that_can_be_shipped() -> None:
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) <= 25_000_000


def test_stored_numbers_are_widened_before_they_are_used() -> None:
    nlp = load_model(DEFAULT_MODEL)
    assert nlp.vocab.vectors.data.dtype == "float32"
    types = {
        node.get_param(name).dtype.name
        for node in nlp.get_pipe("ner").model.walk()  # type: ignore[attr-defined]
        for name in node.param_names
        if node.has_param(name)
    }
    assert types == {"float32"}


def test_a_folder_is_a_model_too() -> None:
    assert found("They flew to Kenya.", str(MODEL)) == {("Kenya", "place")}


def test_a_missing_model_is_said() -> None:
    with pytest.raises(IngestError, match="E501"):
        load_model("no_such_model")


def test_a_model_without_recogniser_is_said(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(IngestError, match="E502"):
        load_model(str(tmp_path / "blank"))


def test_a_model_made_for_another_spacy_is_said(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "old")
    meta = tmp_path / "old" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"spacy_version": ">=2.3.0,<2.4.0"}))
    with pytest.raises(IngestError, match=r"E502.*another version of spaCy"):
        load_model(str(tmp_path / "old"))
