"""What the recogniser is trained on: documents, folds, chunks and their variation. Nothing is trained here."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from training.ner.compare import counted
from training.ner.prepare import FOLDS, SETS, Chunk, chunks_of, held_out, read_documents, training_chunks
from training.ner.vary import varied

SENTENCE = "Ann Lee of Open Door Trust spoke in Exeter. "
NAMES = ((0, 7, "PERSON"), (11, 26, "ORG"), (36, 42, "LOC"))


def speech(sentences: int) -> Chunk:
    length = len(SENTENCE)
    names = tuple((s + at * length, e + at * length, k) for at in range(sentences) for s, e, k in NAMES)
    return Chunk(SENTENCE * sentences, names)


def written(path: Path, texts: dict[str, str]) -> Path:
    lines = [json.dumps({"id": name, "text": text, "ents": []}) for name, text in texts.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def named(chunks: list[Chunk]) -> list[tuple[str, str]]:
    return [(chunk.text[start:end], kind) for chunk in chunks for start, end, kind in chunk.names]


def test_documents_of_the_evaluation_are_not_trained_on(tmp_path: Path) -> None:
    truth = tmp_path / "truth.jsonl"
    truth.write_text('{"id": "a", "split": "train"}\n{"id": "b", "split": "dev"}', encoding="utf-8")
    path = written(tmp_path / "gum_train_open.jsonl", {"a": "Alpha.", "b": "Beta.", "c": "Gamma."})
    assert [document.text for _, document in read_documents(path, held_out(truth))] == ["Alpha.", "Gamma."]


def test_every_document_is_in_one_fold_and_a_fold_is_left_out_whole(tmp_path: Path) -> None:
    truth = tmp_path / "truth.jsonl"
    truth.write_text("", encoding="utf-8")
    for name in SETS:
        written(tmp_path / f"{name}.jsonl", {str(at): f"{name} {at}." for at in range(20)})
    everything = {chunk.text for chunk in training_chunks(tmp_path, truth)}
    without = [{chunk.text for chunk in training_chunks(tmp_path, truth, fold=fold)} for fold in range(FOLDS)]
    left_out = [everything - kept for kept in without]
    assert set.union(*left_out) == everything
    assert sum(map(len, left_out)) == len(everything)


@pytest.mark.parametrize("sentences", [1, 30, 100])
def test_chunks_are_paragraphs_long_and_keep_every_name(sentences: int) -> None:
    chunks = list(chunks_of(speech(sentences)))
    assert "".join(chunk.text for chunk in chunks) == SENTENCE * sentences
    assert max(len(chunk.text) for chunk in chunks) < 1000
    assert named(chunks) == [("Ann Lee", "PERSON"), ("Open Door Trust", "ORG"), ("Exeter", "LOC")] * sentences


@pytest.mark.parametrize("seed", range(20))
def test_other_names_stand_where_the_names_stood_and_people_keep_theirs(seed: int) -> None:
    after = varied(speech(2), random.Random(seed))
    assert [kind for _, kind in named([after])] == ["PERSON", "ORG", "LOC"] * 2
    assert all(name == name.strip() and name for name, _ in named([after]))
    assert {name.lower() for name, kind in named([after]) if kind == "PERSON"} == {"ann lee"}


def test_people_taken_for_something_else_are_counted() -> None:
    found = frozenset({(0, 7, "ORG"), (11, 26, "ORG"), (36, 42, "PERSON")})
    counts = counted(speech(1), found)
    assert (counts["right ORG"], counts["given ORG"], counts["person as ORG"], counts["person as LOC"]) == (1, 2, 1, 0)
    assert (counts["right LOC"], counts["true LOC"], counts["right PERSON"]) == (0, 1, 0)
