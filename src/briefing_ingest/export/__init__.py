"""A work in other formats: one renderer a format, each a function of the work and its dataset.

The dataset gives what the work only names: its publishers and sources. A new format is a module and a line below.
"""

from collections.abc import Callable
from typing import Final

from briefing_ingest.dataset import Dataset, Work
from briefing_ingest.export.json_ import render_json
from briefing_ingest.export.markdown import render_markdown
from briefing_ingest.export.source_html import render_source_html
from briefing_ingest.export.text import render_text

RENDERERS: Final[dict[str, Callable[[Work, Dataset], str]]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": render_json,
}

__all__ = ["RENDERERS", "render_json", "render_markdown", "render_source_html", "render_text"]
