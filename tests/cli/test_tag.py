"""`ingest tag`: names of single files, placed in their raw text; and the gazetteer that a manifest
names."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commandline import ingest

TEXT = """A Short Briefing

The Home Office wrote to the Ministry of Jus-
tice and to the 🙂 Abbey Road Trust. In Kent, nobody knew.

The second paragraph of this text speaks of the UK only. It has a few sentences, so that it reads as English prose.
"""


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    file = tmp_path / "short.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_mentions_stand_where_the_raw_text_has_them(briefing: Path) -> None:
    run = ingest("tag", briefing)
    assert run.code == 0
    (line,) = map(json.loads, run.out.splitlines())
    assert line["id"] == "short"
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in line["mentions"])
    found = {m["text"]: m for m in line["mentions"]}
    assert found["Ministry of Jus-\ntice"]["name"] == "Ministry of Justice"
    assert found["Home Office"]["confidence"] == "sure"
    assert found["Kent"]["type"] == "place"
    assert "urn:iso:std:iso:3166:-2:GB-KEN" in found["Kent"]["same_as"]


def test_web_annotations_quote_what_they_point_at(briefing: Path) -> None:
    page = ingest("tag", briefing, "--format", "webannotation").json
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["items"]
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert TEXT.startswith(
            quote["prefix"] + quote["exact"] + quote["suffix"],
            position["start"] - len(quote["prefix"]),
        )


def test_web_annotations_have_what_the_data_model_asks_for(tmp_path: Path) -> None:
    """Of an annotation: an IRI of its own, a type and a target; of a body that is a text: its value
    and purpose."""
    file = tmp_path / "a short one.txt"
    file.write_text(TEXT, encoding="utf-8")
    run = ingest("tag", file, "--format", "webannotation")
    page = run.json
    ids = [page["id"], *(item["id"] for item in page["items"])]
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert len(set(ids)) == len(ids)
    assert page["type"] == "AnnotationPage"
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["target"]["source"].endswith("a%20short%20one.txt"), "an IRI has no spaces"
        assert [selector["type"] for selector in item["target"]["selector"]] == [
            "TextPositionSelector",
            "TextQuoteSelector",
        ]
        assert {body["purpose"] for body in item["body"]} <= {
            "tagging",
            "describing",
            "identifying",
        }
        assert all(("value" in body) == (body["type"] == "TextualBody") for body in item["body"])
    assert ingest("tag", file, "--format", "webannotation").out == run.out


def test_a_folder_stands_for_its_files(briefing: Path, tmp_path: Path) -> None:
    deeper = tmp_path / "deeper"
    deeper.mkdir()
    (deeper / "other.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    run = ingest("tag", tmp_path)
    assert run.code == 0
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == ["other", briefing.stem]


def test_a_folder_without_files_is_said(tmp_path: Path) -> None:
    run = ingest("tag", tmp_path)
    assert run.code == 1
    assert "E201" in run.err


SENTENCES = (
    "The Home Office agreed.",
    "In Kent, the \U0001f642 PCC spoke.",
    "The Ministry of Jus-\r\ntice wrote.",
    "St.\u00a0Giles Trust met ﬁve people in the UK.",
    "Cafe\u0301 owners of Leeds agreed.",
    "“Devon\n& Cornwall Police” said so.",
    "\n\n",
    "\r\n\r\n",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=9).map(
    lambda parts: " ".join(["The UK has a Home Office.", *parts])
)


@settings(
    max_examples=1, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TEXTS, min_size=12, max_size=12, unique=True))
def test_offsets_hold_whatever_is_repaired(tmp_path: Path, texts: list[str]) -> None:
    files = [tmp_path / f"{number:02}.txt" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text.encode())
    lines = map(json.loads, ingest("tag", *files).out.splitlines())
    for line, text in zip(lines, texts, strict=True):
        assert line["mentions"]
        for mention in line["mentions"]:
            raw = text[mention["start"] : mention["end"]]
            assert mention["text"] == raw
            assert letters(mention.get("name", raw)) == letters(raw)


def letters(text: str) -> str:
    """What a repair leaves alone: letters and digits, composed, hyphens at line ends and spaces
    aside."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


def test_a_file_that_fails_costs_no_other(briefing: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    run = ingest("tag", empty, briefing)
    assert run.code == 1
    assert "E203" in run.err
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == ["short"]


def test_another_language_is_said_and_has_no_mentions(tmp_path: Path) -> None:
    file = tmp_path / "bericht.txt"
    file.write_text(
        "Die Behörde in Berlin hat mit dem Ministerium gesprochen. Danach wurde ein Bericht "
        "geschrieben, den alle "
        "lesen sollten, denn er beschreibt die Lage der Polizei in Deutschland und die Arbeit der "
        "Gerichte genau.\n",
        encoding="utf-8",
    )
    run = ingest("tag", file)
    assert run.code == 0
    assert run.json["mentions"] == []
    assert "N607" in run.err


def test_a_missing_model_is_said(briefing: Path) -> None:
    run = ingest("tag", briefing, "--model", "no_such_model")
    assert run.code == 1
    assert "E501" in run.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"id,type,name\nabbey,organisation,Abbey Road Trust\n", ""),
        (b"name\nX\n", "E503"),
        (b"id,type,name\nx,place,\xff\n", "E506"),
        (None, "E506"),
    ],
)
def test_a_gazetteer_of_the_maintainers_own(
    briefing: Path, content: bytes | None, code: str
) -> None:
    folder = briefing.parent
    (folder / "sources.toml").write_text(
        'gazetteer = "names.csv"\n\n[[source]]\nid = "short"\npath = "short.txt"\n',
        encoding="utf-8",
    )
    if content is not None:
        (folder / "names.csv").write_bytes(content)
    run = ingest("build", folder, "--out", folder / "out", "--jobs", 0, "--json")
    assert [found for found in run.codes if found.startswith("E")] == ([code] if code else [])
    assert run.code == (1 if code else 0)
    dataset = json.loads((folder / "out" / "dataset.json").read_bytes())
    assert len(dataset["works"]) == 1, "whatever is wrong with the gazetteer, the sources are built"
    assert ("abbey" in {entity["id"] for entity in dataset["entities"]}) == (not code)
