"""What the recogniser is trained on: documents, folds, chunks and their variation. Nothing is
trained here."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from briefing_ingest.tag.recogniser.encoder import TAGS, WORD, pieces_by
from training.ner.compare import counted
from training.ner.network import ANY_SET, Lesson, batches, lessons, tags_of
from training.ner.prepare import (
    FOLDS,
    SETS,
    Chunk,
    chunks_of,
    documents,
    held_out,
    page_texts,
    read_documents,
)
from training.ner.vary import varied

SENTENCE = "Ann Lee of Open Door Trust spoke in Exeter. "
NAMES = ((0, 7, "PERSON"), (11, 26, "ORG"), (36, 42, "LOC"))


def speech(sentences: int) -> Chunk:
    length = len(SENTENCE)
    names = tuple(
        (s + at * length, e + at * length, k) for at in range(sentences) for s, e, k in NAMES
    )
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
    assert [document.text for _, document in read_documents(path, held_out(truth))] == [
        "Alpha.",
        "Gamma.",
    ]


def corpus_of(folder: Path) -> Path:
    """A corpus of twenty short documents a set, and no evaluation."""
    for part in ("ner/train", "entities/gum"):
        (folder / part).mkdir(parents=True)
    (folder / "entities/gum/truth.jsonl").write_text("", encoding="utf-8")
    for name in SETS:
        written(
            folder / "ner/train" / f"{name}.jsonl", {str(at): f"{name} {at}." for at in range(20)}
        )
    return folder


def test_pages_are_read_by_set_and_name(tmp_path: Path) -> None:
    for name in ("aeb", "wcxb"):
        (tmp_path / "html_bench" / name).mkdir(parents=True)
        (tmp_path / "html_bench" / name / "truth.json").write_text(
            json.dumps({"1": {"text": name}}), encoding="utf-8"
        )
    assert page_texts(tmp_path) == {"aeb/1": "aeb", "wcxb/1": "wcxb"}


def test_every_document_is_in_one_fold(tmp_path: Path) -> None:
    found = [(name, fold, document.text) for name, fold, document in documents(corpus_of(tmp_path))]
    assert len({text for _, _, text in found}) == len(found) == 20 * len(SETS)
    assert {fold for _, fold, _ in found} <= set(range(FOLDS))


@pytest.mark.parametrize("name", SETS)
def test_neighbours_of_a_set_of_sentences_share_a_fold(tmp_path: Path, name: str) -> None:
    folds = [fold for its, fold, _ in documents(corpus_of(tmp_path)) if its == name]
    apart = len(set(folds[:8]))
    assert apart == (8 if name in {"gum_train_open", "uner_train"} else 1)


def test_marks_between_articles_are_no_text() -> None:
    joined = Chunk(
        f"{SENTENCE}-DOCSTART- {SENTENCE}", (*NAMES, *((a + 55, b + 55, k) for a, b, k in NAMES))
    )
    assert [chunk.text for chunk in chunks_of(joined)] == [SENTENCE.rstrip(), SENTENCE]
    assert [name for name, _ in named(list(chunks_of(joined)))] == [
        "Ann Lee",
        "Open Door Trust",
        "Exeter",
    ] * 2


def test_tags_begin_and_end_with_the_name() -> None:
    spans = [match.span() for match in WORD.finditer(SENTENCE)]
    tags = [TAGS[tag] for tag in tags_of(spans, Chunk(SENTENCE, NAMES))]
    assert [tag for tag in tags if tag != "O"] == [
        "B-PERSON",
        "L-PERSON",
        "B-ORG",
        "I-ORG",
        "L-ORG",
        "U-LOC",
    ]


def stock(sentences: int) -> list[Lesson]:
    pieces = pieces_by(
        {piece: at for at, piece in enumerate(["[CLS]", "[SEP]", "[UNK]", "open", "door", "."])}
    )
    return list(lessons(speech(sentences), 3, pieces, annotated=True))


def test_a_long_text_is_learnt_in_stretches_with_the_tags_of_their_own_words() -> None:
    found = stock(100)
    assert len(found) > 1
    assert all(one.tags is not None and len(one.tags) == len(one.stretch.firsts) for one in found)
    begun = [tag for one in found for tag in one.tags or () if TAGS[tag][0] in "BU"]
    assert len(begun) == 300


def test_a_text_that_nobody_has_annotated_has_no_tags() -> None:
    pieces = pieces_by({piece: at for at, piece in enumerate(["[CLS]", "[SEP]", "[UNK]"])})
    assert [one.tags for one in lessons(speech(1), ANY_SET, pieces, annotated=False)] == [None]


def test_every_stretch_is_in_one_batch_and_of_some_the_set_is_not_told() -> None:
    given = [one for sentences in range(1, 60) for one in stock(sentences)]
    made = [one for batch in batches(given, random.Random(3)) for one in batch]
    assert sorted(one.stretch for one in made) == sorted(one.stretch for one in given)
    told = [one.set_number for one in made]
    assert set(told) == {3, ANY_SET}
    assert told.count(ANY_SET) < len(told) / 3


@pytest.mark.parametrize("sentences", [1, 30, 100])
def test_chunks_are_paragraphs_long_and_keep_every_name(sentences: int) -> None:
    chunks = list(chunks_of(speech(sentences)))
    assert "".join(chunk.text for chunk in chunks) == SENTENCE * sentences
    assert max(len(chunk.text) for chunk in chunks) < 1000
    assert (
        named(chunks)
        == [("Ann Lee", "PERSON"), ("Open Door Trust", "ORG"), ("Exeter", "LOC")] * sentences
    )


@pytest.mark.parametrize("seed", range(20))
def test_other_names_stand_where_the_names_stood_and_people_keep_theirs(seed: int) -> None:
    after = varied(speech(2), random.Random(seed))
    assert [kind for _, kind in named([after])] in (
        ["PERSON", "ORG", "LOC"],
        ["PERSON", "ORG", "LOC"] * 2,
    )
    assert all(name == name.strip() and name for name, _ in named([after]))
    assert {name.lower() for name, kind in named([after]) if kind == "PERSON"} == {"ann lee"}


def test_people_taken_for_something_else_are_counted() -> None:
    found = frozenset({(0, 7, "ORG"), (11, 26, "ORG"), (36, 42, "PERSON")})
    counts = counted(speech(1), found)
    assert (
        counts["right ORG"],
        counts["given ORG"],
        counts["person as ORG"],
        counts["person as LOC"],
    ) == (1, 2, 1, 0)
    assert (counts["right LOC"], counts["true LOC"], counts["right PERSON"]) == (0, 1, 0)
