"""The schemas for programs in TypeScript: one declaration file, made from the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_HEAD = """// Made from the models by `ingest schema`; do not edit it.
// Offsets count code points: slice [...text], not text, whose units are those of UTF-16.
"""


def declarations(files: Mapping[str, bytes]) -> bytes:
    """`briefings.d.ts`: an interface for each record of the schemas. Fields that may be absent are
    optional.
    """
    parts = [_HEAD]
    known: set[str] = set()
    for _, content in sorted(files.items()):
        schema = json.loads(content)
        for name, record in [(schema["title"], schema), *sorted(schema.get("$defs", {}).items())]:
            if name not in known:
                known.add(name)
                parts.append("\n".join(_declaration(name, record)) + "\n")
    return "\n".join(parts).encode()


def _declaration(name: str, record: Schema) -> Iterator[str]:
    yield from _comment(record, "")
    if "properties" not in record:
        yield f"export type {name} = {_type(record)};"
        return
    yield f"export interface {name} {{"
    required = record.get("required", ())
    for field, schema in record["properties"].items():
        yield from _comment(schema, "  ")
        key = field if re.fullmatch(r"[A-Za-z_]\w*", field) else json.dumps(field)
        yield f"  {key}{'' if field in required else '?'}: {_type(schema)};"
    yield "}"


def _comment(schema: Schema, indent: str) -> Iterator[str]:
    said = " ".join(schema.get("description", "").split("\n\n")[0].split()).replace("*/", "* /")
    if said:
        yield f"{indent}/** {said} */"


def _type(schema: Schema) -> str:  # noqa: PLR0911  # one return a form of schema
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(
            dict.fromkeys(_type(one) for one in schema["anyOf"] if one.get("type") != "null")
        )
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "prefixItems" in schema:
        return f"[{', '.join(map(_type, schema['prefixItems']))}]"
    if schema.get("type") == "array":
        inner = _type(schema.get("items", {}))
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if isinstance(schema.get("additionalProperties"), Mapping):
        return f"Record<string, {_type(schema['additionalProperties'])}>"
    plain = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
    return plain.get(str(schema.get("type")), "unknown")
