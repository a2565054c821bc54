"""What one dataset says otherwise than another: `compare` finds it, the renderers show it."""

from briefing_ingest.diff.change import Change, Edit
from briefing_ingest.diff.compare import compare
from briefing_ingest.diff.render import as_json, render_json, render_text

__all__ = ["Change", "Edit", "as_json", "compare", "render_json", "render_text"]
