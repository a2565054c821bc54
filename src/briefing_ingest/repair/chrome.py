"""What a web site adds to the text of a page: share buttons, related posts, reply forms, newsletters, navigation.

A text dump of a page has no tags to go by, so lines are known by what such lines say, and by where they stand: from
the reply form or the related posts on, nothing belongs to the article any more.
"""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.model import Line

_SITES = "facebook|twitter|x|linkedin|whatsapp|email|reddit|pinterest|telegram|bluesky|mastodon"

CHROME: Final[dict[str, re.Pattern[str]]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "share buttons": rf"(share|tweet|pin)( (this|on|via|with|it|the)\b.{{0,40}})?|share:?|({_SITES})( ({_SITES}))*"
        r"|print( this)?( (page|article|post))?|copy link",
        "related posts": r"(related|recommended|more|latest|recent|popular)"
        r" (posts?|articles?|stories|content|news|reading)\b.{0,30}"
        r"|you (may|might) also (like|enjoy|be interested).{0,20}|(previous|next|older|newer) "
        r"(post|article|story|entry).{0,80}|read more.{0,40}",
        "reply form": r"leave a (reply|comment|response).{0,30}|(cancel|post) (reply|comment)"
        r"|\d* ?(comments?|responses?)( \(\d+\))?|your e-?mail address will not be published.*"
        r"|required fields are marked.*"
        r"|save my name.{0,80}|notify me of .{0,40}|you must be logged in.{0,40}"
        r"|(join|add to) the (discussion|conversation)",
        "sponsor": r".{0,60}\b(is|are) sponsored by\b.{0,60}|sponsored( (content|post|by .{0,40}))?"
        r"|advertise(ment|ments)?( continues below)?",
        "newsletter": r"(get|receive) (every|all|the latest|our|new|more) .{0,60}\b(e-?mail|inbox|newsletter)\b.{0,30}"
        r"|subscribe\b.{0,60}|sign[ -]?up\b.{0,60}|keep up[ -]to[ -]date with .{0,50}"
        r"|join our (mailing list|newsletter).{0,40}|follow us\b.{0,40}|enter your e-?mail.{0,40}",
        "cookie notice": r".{0,60}\b(uses?|accept|manage|necessary) (all )?cookies\b.{0,200}"
        r"|cookie (policy|settings|preferences)",
        "navigation": r"(skip|jump) to (main )?(content|navigation).{0,20}|home|menu|search|log ?in|sign in|register"
        r"|toggle navigation|back to top|main menu|breadcrumbs?|site ?map|accessibility( statement)?",
        "site footer": r"(©|\(c\)|copyright)\s*(©|\(c\))?\s*\d{4}.{0,100}|all rights reserved\.?.{0,60}"
        r"|privacy( policy| notice)?|terms( (of use|and conditions|of service))?|powered by .{0,40}",
    }.items()
}
"""What lines of each kind of chrome say: whole lines, case aside."""

_AFTER_THE_ARTICLE: Final = ("related posts", "reply form")
_TAIL: Final = 0.5
"""The article may end where less than this share of its words stands behind; otherwise the line is a link within."""

_FEW: Final = 2
"""A dump has at least this many lines of chrome; a single line that says "Home" is a line of the text."""


def site_chrome(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark site chrome in text dumps of web pages.

    Only lines without geometry and without a role are judged: pages of a PDF have no such chrome, and of HTML the
    elements tell. Wrong for an article about newsletters whose headings read like sign-up lines.
    """
    kinds = {i: kind for i, line in enumerate(lines) if not line.role and not line.box and (kind := chrome_kind(line))}
    if len(kinds) < _FEW:
        return lines
    end = _end_of_article(lines, kinds)
    return tuple(
        line._replace(role=f"furniture: {kinds.get(i) or 'behind the end of the article'}")
        if (i in kinds or i >= end) and line.text.strip() and not line.role
        else line
        for i, line in enumerate(lines)
    )


def chrome_kind(line: Line) -> str | None:
    """The kind of chrome that ``line`` is by its words alone; None for all other lines."""
    text = line.text.strip().strip("|›»«·•*[]() ")
    return next((kind for kind, pattern in CHROME.items() if pattern.fullmatch(text)), None) if text else None


def _end_of_article(lines: tuple[Line, ...], kinds: dict[int, str]) -> int:
    """Index of the first line behind the article: related posts or a reply form with little text after it."""
    counts = [len(line.text.split()) for line in lines]
    for index in sorted(kinds):
        before, after = sum(counts[:index]), sum(counts[index:])
        if kinds[index] in _AFTER_THE_ARTICLE and after < _TAIL * before:
            return index
    return len(lines)
