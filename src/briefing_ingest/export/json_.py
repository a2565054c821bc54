"""A work as JSON, as it stands in the dataset."""

from __future__ import annotations

from briefing_ingest.canonical import json_bytes
from briefing_ingest.dataset import Dataset, Work


def render_json(work: Work, dataset: Dataset) -> str:  # noqa: ARG001 - all renderers are called alike
    """``work`` as one JSON object, byte for byte as the dataset has it but for the indent; it ends
    in a newline.
    """
    return json_bytes(work.model_dump(mode="json", exclude_none=True)).decode()
