"""Other extractors' opinions of what the main text of a page is. Nothing here reaches for the
network.

trafilatura (Barbaresi 2021) in its balanced and its precise mode, and resiliparse (Bevendorff et
al. 2018): they err on different pages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

# Longer sources are databases and logs under the name of a page; reading them three times more
# would take minutes.
MOST_CHARACTERS: Final = 3_000_000


def opinion(voter: str, source: str) -> str:
    """What one of `VOTERS` takes for the main text of the page; "" where it finds none."""
    if len(source) > MOST_CHARACTERS:
        return ""
    try:
        return VOTERS[voter](source)
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 -- a library that fails on a broken page has no opinion of it; the others have
        return ""


def _trafilatura(source: str, *, precise: bool = False) -> str:
    import trafilatura

    # Its remarks on single pages belong into no one's terminal.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.extract(source, include_comments=False, favor_precision=precise) or ""


def _trafilatura_precise(source: str) -> str:
    return _trafilatura(source, precise=True)


def _resiliparse(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(source, main_content=True, alt_texts=False))


VOTERS: Final[dict[str, Callable[[str], str]]] = {
    "trafilatura": _trafilatura,
    "trafilatura, precise": _trafilatura_precise,
    "resiliparse": _resiliparse,
}
