"""The recogniser: the shipped one, others, and those that cannot be used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefing_ingest.errors import IngestError
from briefing_ingest.tag.recogniser import pipeline as ner
from briefing_ingest.tag.recogniser.identity import DEFAULT_MODEL
from briefing_ingest.tag.recogniser.names import LABELS
from briefing_ingest.tag.recogniser.pipeline import guesses, load_model

MODEL = ner.OWN_MODEL


def found(text: str, model: str = DEFAULT_MODEL) -> set[tuple[str, str]]:
    return {
        (text[guess.start : guess.end], LABELS[guess.label])
        for guess in guesses([text], model=model)[0]
    }


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


def test_it_is_a_pipeline_that_spacy_itself_loads() -> None:
    import spacy

    doc = spacy.load(MODEL)("They flew  to Kenya,\n not to Düsseldorf. ")
    assert doc.text == "They flew  to Kenya,\n not to Düsseldorf. "
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Kenya", "LOC"),
        ("Düsseldorf", "LOC"),
    ]


def test_what_is_found_in_a_text_does_not_depend_on_its_neighbours() -> None:
    texts = [
        "They flew to Kenya.",
        "Age UK Exeter and the Home Office met in Leeds.",
        "",
        " \n",
        "Nacro",
    ]
    assert guesses(texts) == [guesses([text])[0] for text in texts]
    assert guesses(texts * 20) == guesses(texts) * 20


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_text_of_any_length_is_read_to_its_end(
    between: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_ingest.tag.recogniser.pipeline._LONGEST", 10_000)
    filling = between.join(["word"] * 5_000)
    text = between.join([filling, "They flew to Kenya.", filling, "They flew to Kenya.", filling])
    assert [text[guess.start : guess.end] for guess in guesses([text])[0]] == ["Kenya", "Kenya"]


def test_a_text_without_white_space_is_read_too() -> None:
    assert guesses(["x" * 250_000]) == [()]


def test_it_can_be_written_again(tmp_path: Path) -> None:
    load_model(DEFAULT_MODEL).to_disk(tmp_path / "copy")
    assert found("They flew to Kenya.", str(tmp_path / "copy")) == {("Kenya", "place")}


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [("graph.onnx", b"no network", "E502"), ("graph.onnx", None, "E501"), ("vocabulary.txt", None, "E501"),
     ("vocabulary.txt", b"a\nb\n", "E502")],
)  # fmt: skip
def test_a_broken_model_is_said(
    tmp_path: Path, file: str, content: bytes | None, code: str
) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    if content is None:
        (tmp_path / "model" / "ner" / file).unlink()
    else:
        (tmp_path / "model" / "ner" / file).write_bytes(content)
    with pytest.raises(IngestError, match=code):
        load_model(str(tmp_path / "model"))


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
