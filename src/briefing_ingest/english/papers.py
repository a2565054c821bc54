"""What is said of papers: words beside a title that show that it is one."""

from __future__ import annotations

import re
from typing import Final

_PAPER_BEFORE: Final = re.compile(
    r"\b(?:read|see|wrote|written|writes|reports?|study|papers?|briefings?|brief|documents?"
    r"|publications?|publish\w*|launch\w*|guide|review|article|book|essay|post|pamphlet|entitled"
    r"|titled|called|cit\w+|quot\w+|according\s+to|authors?|edition|findings|conclusions"
    r"|response\s+to|summar\w+|slides|figures)\b[^.!?]*$",
    re.IGNORECASE,
)
_PAPER_BEHIND: Final = re.compile(
    r"\W{1,3}(?:says|shows|argues|finds|found|recommend\w*|conclude\w*|suggests|calls\s+for"
    r"|sets\s+out|(?:19|20)\d\d\b|(?:report|study|paper|briefing|review)\b)",
    re.IGNORECASE,
)
_LOOK_BACK_CHARACTERS: Final = 100


def is_said_of_paper(text: str, start: int, end: int) -> bool:
    """Whether the words beside a span of ``text`` say that it names a paper, and not a festival or
    product.

    >>> said = "We read Light at Night. Many came to Light at Night in May."
    >>> [is_said_of_paper(said, at, at + 14) for at in (8, 37)]
    [True, False]
    """
    before = text[max(0, start - _LOOK_BACK_CHARACTERS) : start]
    return bool(_PAPER_BEFORE.search(before) or _PAPER_BEHIND.match(text, end))
