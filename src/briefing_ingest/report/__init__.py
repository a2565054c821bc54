"""The review page: one HTML file that shows a dataset with its sources, needs no network and runs
from disk.
"""

from briefing_ingest.report.content import Comparison, Content, content
from briefing_ingest.report.page import render_page

__all__ = ["Comparison", "Content", "content", "render_page"]
