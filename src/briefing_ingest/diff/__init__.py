"""What one dataset says otherwise than another: `compare` finds it, the renderers show it."""

from briefing_ingest.diff.change import Change, Edit
from briefing_ingest.diff.compare import compare
from briefing_ingest.diff.formats import render_github, render_html, render_markdown
from briefing_ingest.diff.render import as_json, render_json, render_text
from briefing_ingest.diff.select import (
    SORTS,
    counting,
    folded,
    only,
    read_approvals,
    render_stat,
    without_approved,
)

__all__ = [
    "SORTS",
    "Change",
    "Edit",
    "as_json",
    "compare",
    "counting",
    "folded",
    "only",
    "read_approvals",
    "render_github",
    "render_html",
    "render_json",
    "render_markdown",
    "render_stat",
    "render_text",
    "without_approved",
]
