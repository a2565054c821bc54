"""How the works of one folder are related: true relations are found, and no others are given.

`related/works.toml` holds the works, `related/pairs.toml` the truth.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefing_ingest.model import Relation, Work
from briefing_ingest.reconcile import cluster, merge, relate
from briefing_ingest.reconcile.relations.collection import texts_of
from witnesses import read

FOLDER = Path(__file__).parent / "related"
MIN_PRECISION = 0.95
MIN_RECALL = 0.8


class Folder(NamedTuple):
    """Works by name, and the relations among them."""

    works: dict[str, Work]
    relations: tuple[Relation, ...]

    @property
    def given(self) -> dict[tuple[str, str], Relation]:
        names = list(self.works)
        return {(names[r.subject], names[r.object]): r for r in self.relations}


def _records(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _text(records: dict[str, Any], name: str) -> str:
    record = records[name]
    text: str = record["text"] if "text" in record else _text(records, record["like"])
    for before, after in record.get("swap", ()):
        assert before in text, (name, before)
        text = text.replace(before, after)
    return text.lstrip("\n")


def _page(text: str, links: list[list[str]]) -> str:
    for words, address in links:
        text = text.replace(words, f'<a href="{address}">{words}</a>')
    title, *paragraphs = text.split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><body><article><h1>{title}</h1>{body}</article></body></html>"


@cache
def folder() -> Folder:
    """All works, reconciled together as those of one folder are."""
    records, pairs = _records("works.toml"), _records("pairs.toml")
    witnesses = []
    for name, record in records.items():
        text, links = _text(records, name), record.get("links")
        content = _page(text, links) if links else text
        path = f"{name}.html" if links else f"{name}.txt"
        witnesses.append(read(path, content.encode(), name))
    works = {}
    apart = [(subject, target) for subject, _, target in pairs["due"]]
    apart += [tuple(pair) for pair in pairs["apart"]]
    for group in cluster(witnesses, apart=apart):
        work = merge(group)
        record = records[work.witnesses[0]]
        facts = {key: record[key] for key in ("published",) if key in record}
        works[work.witnesses[0]] = replace(
            work, authors=tuple(record.get("authors", work.authors)), **facts
        )
    return Folder(works, relate(list(works.values()), pairs["addresses"]))


def _due() -> list[tuple[str, str, str]]:
    return [tuple(pair) for pair in _records("pairs.toml")["due"]]


def test_each_text_is_a_work_of_its_own() -> None:
    assert sorted(folder().works) == sorted(_records("works.toml"))


@pytest.mark.parametrize(("subject", "kind", "target"), _due())
def test_a_relation_that_is_due_is_given(subject: str, kind: str, target: str) -> None:
    found = folder().given.get((subject, target))
    assert found is not None
    assert found.type == kind


def test_relations_are_few_and_true() -> None:
    given = {(a, found.type, b) for (a, b), found in folder().given.items()}
    right = given & set(_due())
    assert len(right) >= MIN_PRECISION * len(given), sorted(given - right)
    assert len(right) >= MIN_RECALL * len(_due()), sorted(set(_due()) - right)


def test_every_relation_has_a_reason_and_evidence_in_the_works() -> None:
    works = list(folder().works.values())
    for relation in folder().relations:
        assert relation.reason
        assert relation.evidence
        for span in relation.evidence:
            assert span.work in (relation.subject, relation.object)
            assert texts_of(works[span.work])[span.block].text[span.start : span.end].strip()


def test_an_edition_says_what_changed() -> None:
    changes = folder().given["gulls-2023", "gulls-2022"].changes
    assert changes is not None
    told = [(change.kind, change.before, change.after) for change in changes]
    assert told == [
        ("changed", "2022", "2023"),
        ("changed", "412", "377"),
        ("changed", "96", "81"),
        ("changed", "31", "29"),
        ("changed", "none.", "two."),
        ("changed", "14", "11"),
        ("changed", "3", "5"),
    ]


def test_a_draft_says_what_became_of_it() -> None:
    changes = folder().given["bells-draft", "bells"].changes
    assert changes is not None
    told = {(change.before, change.after) for change in changes}
    assert told >= {("eight", "nine"), ("nine", "eight")}
