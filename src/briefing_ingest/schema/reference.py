"""The schemas for people: every field in tables, made from the models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]

_HEAD = """# The files, field by field

Made from the models by `ingest schema`; do not edit it. Offsets count code points from 0, the end
not included. Readers should pass over fields they do not know: a reader of 1.0 can read every 1.N.
"""


def reference(files: Mapping[str, bytes]) -> bytes:
    """`docs/schema.md`: a chapter for each schema, a table for each record in it."""
    parts = [_HEAD.rstrip()]
    known: set[str] = set()
    for name, content in sorted(files.items()):
        schema = json.loads(content)
        title = name.removesuffix(".schema.json")
        parts += [
            f"## {title}.json" if title != "diff" else "## ingest diff --format json",
            *_records(schema, known),
        ]
    return ("\n\n".join(parts) + "\n").encode()


def _records(schema: Schema, known: set[str]) -> Iterator[str]:
    for name, record in [(schema["title"], schema), *sorted(schema.get("$defs", {}).items())]:
        if name not in known:
            known.add(name)
            yield f"### {name}"
            yield record.get("description", "").split("\n\n")[0].replace("\n", " ")
            if "properties" in record:
                yield "\n".join(_table(record))


def _table(record: Schema) -> Iterator[str]:
    yield "| field | type | required | meaning |"
    yield "|---|---|---|---|"
    required = record.get("required", ())
    for name, field in record["properties"].items():
        meaning = " ".join(field.get("description", "").split()).replace("|", "\\|")
        yield (
            f"| `{name}` | {shown_type(field)} | {'yes' if name in required else 'no'} | {meaning} "
            f"|"
        )


def shown_type(field: Schema) -> str:  # noqa: PLR0911  # one return a form of schema
    """The type of a field in a few words, with a link where it is a record."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(shown_type(one) for one in field["anyOf"] if one.get("type") != "null")
    if "enum" in field:
        return _values(field["enum"])
    if "const" in field:
        return _values([field["const"]])
    if "prefixItems" in field:
        return (
            f"list of {len(field['prefixItems'])}: "
            f"{', '.join(map(shown_type, field['prefixItems']))}"
        )
    if field.get("type") == "array":
        return f"list of {shown_type(field.get('items', {}))}"
    if isinstance(field.get("additionalProperties"), Mapping):
        return f"object of {shown_type(field['additionalProperties'])}"
    return str(field.get("type", "any"))


def _values(values: Sequence[object]) -> str:
    return ", ".join(f"`{value}`" for value in values)
