"""Other extractors' opinions of what the main text of a page is. Nothing here reaches for the network.

trafilatura (Barbaresi 2021) in its balanced and its precise mode, and resiliparse (Bevendorff et al. 2018): they err
on different pages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

# Longer sources are databases and logs under the name of a page; reading them three times more would take minutes.
MOST_CHARACTERS: Final = 3_000_000


def opinions(source: str) -> tuple[str, ...]:
    """What each extractor takes for the main text of the page, in the order of `VOTERS`; "" where it finds none."""
    if len(source) > MOST_CHARACTERS:
        return ("",) * len(VOTERS)
    tree = _asked(_tree, source)
    return tuple(_asked(voter, tree if voter in _OF_TREES else source) or "" for voter in VOTERS.values())


def _asked(voter: Callable[[Any], Any], page: Any) -> Any:
    try:
        return voter(page)
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 -- a library that fails on a broken page has no opinion of it; the others have
        return None


def _tree(source: str) -> Any:
    """The page as trafilatura parses it: once for all its readings, each of which works on a copy."""
    from trafilatura.utils import load_html

    # Its remarks on single pages belong into no one's terminal.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return load_html(source)


def _trafilatura(tree: Any) -> str:
    import trafilatura

    return trafilatura.extract(tree, include_comments=False) or ""


def _trafilatura_precise(tree: Any) -> str:
    import trafilatura

    return trafilatura.extract(tree, include_comments=False, favor_precision=True) or ""


def _resiliparse(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(source, main_content=True, alt_texts=False))


VOTERS: Final[dict[str, Callable[[Any], str]]] = {
    "trafilatura": _trafilatura,
    "trafilatura, precise": _trafilatura_precise,
    "resiliparse": _resiliparse,
}
_OF_TREES: Final = frozenset({_trafilatura, _trafilatura_precise})
