"""Saved web pages: the article, with the place of every character in the file."""

from briefing_ingest.extract.html.page.lines import placed_lines
from briefing_ingest.extract.html.page.page import parse_page
from briefing_ingest.extract.html.read import decoded, extract_html

__all__ = ["decoded", "extract_html", "parse_page", "placed_lines"]
