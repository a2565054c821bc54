"""A work in other formats: one renderer a format, each a function of the work and its dataset.

The dataset gives what the work only names: its publishers and sources. A new format is a module and
  a line below.
"""

from collections.abc import Callable
from typing import Final

from briefing_ingest.dataset import Dataset, Work
from briefing_ingest.export.addresses import with_addresses_repaired
from briefing_ingest.export.colophon import licence_line
from briefing_ingest.export.folders import FORMATS
from briefing_ingest.export.html_ import render_html
from briefing_ingest.export.json_ import render_json
from briefing_ingest.export.markdown import render_markdown
from briefing_ingest.export.record import render_record
from briefing_ingest.export.related import render_related
from briefing_ingest.export.source_html import render_source_html
from briefing_ingest.export.tei import render_tei
from briefing_ingest.export.terminal import render_terminal
from briefing_ingest.export.text import render_text

RENDERERS: Final[dict[str, Callable[[Work, Dataset], str]]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": render_json,
}

__all__ = [
    "FORMATS",
    "RENDERERS",
    "licence_line",
    "render_html",
    "render_json",
    "render_markdown",
    "render_record",
    "render_related",
    "render_source_html",
    "render_tei",
    "render_terminal",
    "render_text",
    "with_addresses_repaired",
]
