"""The schemas, the reference and the types are made from the models; breaking changes are named."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from briefing_ingest.schema import schemas
from briefing_ingest.schema.compatibility import breaking_changes
from briefing_ingest.schema.reference import shown_type
from commandline import ingest

ROOT = Path(__file__).parents[1]
OLD: dict[str, Any] = json.loads(schemas()["dataset.schema.json"])


def test_what_is_committed_is_what_the_models_give() -> None:
    assert ingest("schema", "--check", "--to", ROOT / "schemas", "--docs", ROOT / "docs").code == 0


def test_every_field_has_a_description_in_the_reference() -> None:
    rows = [
        line
        for line in (ROOT / "docs" / "schema.md").read_text().splitlines()
        if line.startswith("| `")
    ]
    assert len(rows) > 100
    assert [row for row in rows if row.rstrip().endswith("| |")] == []


def test_every_reference_and_type_leads_somewhere() -> None:
    page = (ROOT / "docs" / "schema.md").read_text()
    heads = {
        line.removeprefix("### ").lower() for line in page.splitlines() if line.startswith("### ")
    }
    assert set(re.findall(r"\]\(#(\w+)\)", page)) <= heads
    types = re.sub(r"/\*.*?\*/", "", (ROOT / "schemas" / "briefings.d.ts").read_text())
    declared = set(re.findall(r"^export (?:interface|type) (\w+)", types, re.MULTILINE))
    used = set(re.findall(r"\??: \(?([A-Z]\w+)", types))
    assert used - {"Record"} <= declared
    assert "unknown" not in types


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: None, []),
        (lambda s: s["$defs"]["Work"]["properties"].update(note={"type": "string"}), []),
        (lambda s: s["$defs"]["Work"].update(description="Other words."), []),
        (lambda s: s["$defs"].update(Extra={"properties": {}}), []),
        (lambda s: s["$defs"]["Work"]["properties"].pop("title"), ["Work.title is gone"]),
        (lambda s: s["$defs"].pop("Contact"), ["Contact is gone"]),
        (
            lambda s: s["$defs"]["Work"]["required"].remove("title"),
            ["Work.title was required and may now be absent"],
        ),
        (
            lambda s: s["$defs"]["Work"]["required"].append("published"),
            ["Work.published may be absent in older files and is now required"],
        ),
        (
            lambda s: s["$defs"]["Work"]["properties"]["title"].update(type="integer"),
            ["Work.title: type was 'string' and is 'integer'"],
        ),
        (
            lambda s: s["$defs"]["Contact"]["properties"]["kind"]["enum"].append("fax"),
            ["Contact.kind may now be 'fax', which older readers do not know"],
        ),
        (
            lambda s: s["properties"]["works"]["items"].update({"$ref": "#/$defs/Block"}),
            ["works[]: $ref was '#/$defs/Work' and is '#/$defs/Block'"],
        ),
    ],
)
def test_breaking_changes_are_named(change: Any, told: list[str]) -> None:
    new = deepcopy(OLD)
    change(new)
    assert breaking_changes(OLD, new) == told


def test_a_revision_without_schemas_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = ingest("schema", "--against", "HEAD")
    assert (run.code, "E406" in run.err) == (2, True)


@pytest.mark.parametrize(
    ("schema", "shown"),
    [
        ({"type": "string"}, "string"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "integer"),
        ({"type": "array", "items": {"$ref": "#/$defs/Block"}}, "list of [Block](#block)"),
        ({"enum": ["a", "b"]}, "`a`, `b`"),
    ],
)
def test_types_are_told_in_a_few_words(schema: dict[str, Any], shown: str) -> None:
    assert shown_type(schema) == shown
