"""Training data: annotated texts to chunks of tokens, with their licences and what is left out.

A set is a JSON Lines file of ``{"id", "text", "ents": [[start, end, "ORG" | "PLACE" | "PER"],
...]}``, offsets in code points. Documents that the evaluation uses are never trained on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LABELS: Final = {"ORG": "ORG", "PLACE": "LOC", "PER": "PERSON"}

SETS: Final = ("gum_train_open", "uner_train", "wikigold", "xpol_train", "xpol_dev")

_LOOSE: Final = frozenset({"wikigold", "xpol_train", "xpol_dev"})
"""Sets of sentences or parts of documents: neighbours may come from one document, so they share a
fold."""
FOLDS: Final = 8

_MARK: Final = re.compile(r"\s*-DOCSTART-\s*")
"""Where WikiGold joins the end of one article and the beginning of the next."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[\"'“‘(]?[A-Z])|\n+")
_CHUNK: Final = 900
"""Code points: about the length of a long paragraph."""


@dataclass(frozen=True)
class Chunk:
    """A stretch of text and its names: ``(start, end, label)`` in code points of ``text``."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def held_out(truth: Path) -> frozenset[str]:
    """Ids of the documents that are only evaluated on: ``split`` is "dev" in the truth file."""
    records = map(json.loads, truth.read_text(encoding="utf-8").splitlines())
    return frozenset(record["id"] for record in records if record.get("split") == "dev")


def read_documents(path: Path, excluded: frozenset[str]) -> Iterator[tuple[int, Chunk]]:
    """The documents of one set, each with the number of its fold, without those ``excluded``."""
    size = FOLDS if path.stem in _LOOSE else 1
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        if record["id"] not in excluded:
            names = tuple(sorted((start, end, LABELS[kind]) for start, end, kind in record["ents"]))
            yield at // size % FOLDS, Chunk(record["text"], names)


def chunks_of(document: Chunk) -> Iterator[Chunk]:
    """``document`` cut at ends of sentences, never inside a name, into chunks of about a
    paragraph.
    """
    return (chunk for article in articles(document) for chunk in paragraphs(article))


def articles(document: Chunk) -> Iterator[Chunk]:
    """The stretches of ``document`` between the marks that one of the sets leaves in its text."""
    edges = [edge for match in _MARK.finditer(document.text) for edge in match.span()]
    return (chunk for chunk in cut_at(document, edges) if not _MARK.fullmatch(chunk.text))


def paragraphs(document: Chunk) -> Iterator[Chunk]:
    """``document`` in stretches of about `_CHUNK` code points, cut where sentences end."""
    kept, start = [], 0
    for cut in cuts(document):
        if cut - start >= _CHUNK:
            kept.append(cut)
            start = cut
    return cut_at(document, kept)


def cut_at(chunk: Chunk, at: Iterable[int]) -> Iterator[Chunk]:
    """The parts of ``chunk`` between the offsets ``at``, without blank ones."""
    start = 0
    for cut in [*at, len(chunk.text)]:
        if chunk.text[start:cut].strip():
            yield part(chunk, start, cut)
        start = cut


def part(chunk: Chunk, start: int, end: int) -> Chunk:
    """``chunk`` from ``start`` to ``end``, with the names that lie in it."""
    names = tuple(
        (a - start, b - start, kind) for a, b, kind in chunk.names if start <= a and b <= end
    )
    return Chunk(chunk.text[start:end], names)


def cuts(chunk: Chunk) -> list[int]:
    """Where sentences of ``chunk`` end, names being left whole."""
    ends = (match.end() for match in _SENTENCE_END.finditer(chunk.text))
    return [at for at in ends if not any(start < at < end for start, end, _ in chunk.names)]


def page_texts(corpus: Path) -> dict[str, str]:
    """The texts of the web pages of ``corpus``, which nobody has annotated, by set and name."""
    folders = [corpus / "html_bench" / name for name in ("aeb", "wcxb")]
    return {
        f"{folder.name}/{key}": page["text"]
        for folder in folders
        for key, page in json.loads((folder / "truth.json").read_text(encoding="utf-8")).items()
    }


def documents(corpus: Path) -> Iterator[tuple[str, int, Chunk]]:
    """The documents of all sets, without those that are only evaluated on, each with its set and
    fold.
    """
    excluded = held_out(corpus / "entities" / "gum" / "truth.jsonl")
    for name in SETS:
        for fold, document in read_documents(corpus / "ner" / "train" / f"{name}.jsonl", excluded):
            yield name, fold, document
