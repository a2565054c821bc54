"""What the recogniser is trained on: documents, folds, chunks and their variation. Nothing is trained here."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from itertools import pairwise
from pathlib import Path

import pytest

from training.ner.compare import counted
from training.ner.prepare import FOLDS, SETS, UNSURE, Chunk, chunks_of, held_out, read_documents, training_chunks
from training.ner.teacher import TAGS, best_path, case, may_follow, tags_of, words
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


def corpus_of(folder: Path, pages: dict[str, str]) -> Path:
    """A corpus of twenty short documents a set, no evaluation, and web pages."""
    for part in ("ner/train", "entities/gum", "html_bench/aeb", "html_bench/wcxb"):
        (folder / part).mkdir(parents=True)
    (folder / "entities/gum/truth.jsonl").write_text("", encoding="utf-8")
    for name in SETS:
        written(folder / "ner/train" / f"{name}.jsonl", {str(at): f"{name} {at}." for at in range(20)})
    texts = {name: {"text": text} for name, text in pages.items()}
    (folder / "html_bench/aeb/truth.json").write_text(json.dumps(texts), encoding="utf-8")
    (folder / "html_bench/wcxb/truth.json").write_text("{}", encoding="utf-8")
    return folder


def test_every_document_is_in_one_fold_and_a_fold_is_left_out_whole(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {})
    everything = {chunk.text for chunk in training_chunks(corpus, silver=None)}
    without = [{chunk.text for chunk in training_chunks(corpus, silver=None, fold=fold)} for fold in range(FOLDS)]
    left_out = [everything - kept for kept in without]
    assert set.union(*left_out) == everything
    assert sum(map(len, left_out)) == len(everything)


def marked(folder: Path, text: str, names: list[tuple[int, int, str]]) -> Path:
    """What the teacher found in ``text``, the page "a"."""
    file = folder / "silver.jsonl.gz"
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
    file.write_bytes(gzip.compress(json.dumps({"id": "aeb/a", "sha": digest, "names": names}).encode("utf-8")))
    return file


def test_what_the_teacher_found_is_learnt_with_the_texts_it_read(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": SENTENCE})
    silver = marked(tmp_path, SENTENCE, [(0, 7, "PERSON"), (11, 26, UNSURE)])
    chunks = [chunk for chunk in training_chunks(corpus, silver=silver) if chunk.text == SENTENCE]
    assert named(chunks) == [("Ann Lee", "PERSON"), ("Open Door Trust", UNSURE)]


def test_another_text_than_the_teacher_read_is_refused(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "Changed since."})
    with pytest.raises(ValueError, match=r"aeb/a: another text"):
        training_chunks(corpus, silver=marked(tmp_path, SENTENCE, []))


def test_marks_between_articles_are_no_text() -> None:
    joined = Chunk(f"{SENTENCE}-DOCSTART- {SENTENCE}", (*NAMES, *((a + 55, b + 55, k) for a, b, k in NAMES)))
    assert [chunk.text for chunk in chunks_of(joined)] == [SENTENCE.rstrip(), SENTENCE]
    assert [name for name, _ in named(list(chunks_of(joined)))] == ["Ann Lee", "Open Door Trust", "Exeter"] * 2


@pytest.mark.parametrize(
    ("word", "way"), [("the", 1), ("A", 2), ("RJ", 3), ("Kent", 4), ("2018", 5), ("McDonald", 6), ("&", 0), ("3rd", 1)]
)
def test_the_teacher_sees_how_a_word_is_written(word: str, way: int) -> None:
    assert case(word) == way


def test_the_teachers_tags_begin_and_end_with_the_name() -> None:
    spans = words(SENTENCE)
    tags = [TAGS[tag] for tag in tags_of(spans, Chunk(SENTENCE, NAMES))]
    assert [tag for tag in tags if tag != "O"] == ["B-PERSON", "L-PERSON", "B-ORG", "I-ORG", "L-ORG", "U-LOC"]


def test_the_best_path_is_one_that_tags_may_take() -> None:
    rng = random.Random(5)
    chances = [[rng.random() for _ in TAGS] for _ in range(40)]
    path = [TAGS[tag] for tag in best_path(chances)]
    assert path[0][0] in "OBU"
    assert path[-1][0] in "OLU"
    assert all(may_follow(a, b) for a, b in pairwise(path))
    alone = [[0.9 if tag == wanted else 0.01 for tag in TAGS] for wanted in ("B-ORG", "I-ORG", "L-ORG", "O", "U-LOC")]
    assert [TAGS[tag] for tag in best_path(alone)] == ["B-ORG", "I-ORG", "L-ORG", "O", "U-LOC"]


@pytest.mark.parametrize("sentences", [1, 30, 100])
def test_chunks_are_paragraphs_long_and_keep_every_name(sentences: int) -> None:
    chunks = list(chunks_of(speech(sentences)))
    assert "".join(chunk.text for chunk in chunks) == SENTENCE * sentences
    assert max(len(chunk.text) for chunk in chunks) < 1000
    assert named(chunks) == [("Ann Lee", "PERSON"), ("Open Door Trust", "ORG"), ("Exeter", "LOC")] * sentences


@pytest.mark.parametrize("seed", range(20))
def test_other_names_stand_where_the_names_stood_and_people_keep_theirs(seed: int) -> None:
    after = varied(speech(2), random.Random(seed))
    assert [kind for _, kind in named([after])] in (["PERSON", "ORG", "LOC"], ["PERSON", "ORG", "LOC"] * 2)
    assert all(name == name.strip() and name for name, _ in named([after]))
    assert {name.lower() for name, kind in named([after]) if kind == "PERSON"} == {"ann lee"}


def test_people_taken_for_something_else_are_counted() -> None:
    found = frozenset({(0, 7, "ORG"), (11, 26, "ORG"), (36, 42, "PERSON")})
    counts = counted(speech(1), found)
    assert (counts["right ORG"], counts["given ORG"], counts["person as ORG"], counts["person as LOC"]) == (1, 2, 1, 0)
    assert (counts["right LOC"], counts["true LOC"], counts["right PERSON"]) == (0, 1, 0)
