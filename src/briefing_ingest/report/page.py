"""The page itself: assets and content put into one HTML file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from importlib.resources import files
from string import Template
from typing import Any

from briefing_ingest.report.content import Content


def render_page(content: Content) -> bytes:
    """The whole page. A policy inside it forbids any request to the network, whatever a source's
    text may hold.
    """
    script, style = _asset("page.js"), _asset("page.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = Template(_asset("page.html")).substitute(
        title=html.escape(content.head["title"]),
        policy=(
            f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src "
            f"'sha256-{digest}'"
        ),
        style=style,
        script=script,
        content=_embedded("content", content.head),
        pieces="\n".join(_embedded(name, piece) for name, piece in content.pieces.items()),
    )
    return page.encode()


def _embedded(name: str, value: Any) -> str:
    """An element of that id with JSON that cannot end it."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{said}</script>'


def _asset(name: str) -> str:
    return files("briefing_ingest.report").joinpath("assets", name).read_text(encoding="utf-8")
