"""The JSON Schemas of the published files, generated from their models."""

from __future__ import annotations

from briefing_ingest.canonical import json_bytes
from briefing_ingest.dataset import Dataset, Record
from briefing_ingest.provenance import Provenance

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, bytes]:
    """File name to bytes of each schema (JSON Schema 2020-12)."""
    models: dict[str, type[Record]] = {"dataset": Dataset, "provenance": Provenance}
    return {f"{name}.schema.json": schema_of(name, model) for name, model in models.items()}


def schema_of(name: str, model: type[Record]) -> bytes:
    """The schema of one model, as the published files have it."""
    schema = model.model_json_schema(mode="validation", by_alias=True)
    return json_bytes({"$schema": DIALECT, "$id": f"urn:briefing-ingest:{name}:1", **schema})
