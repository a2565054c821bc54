"""Makes the list of package versions with which the program was proven, from the lock.

    python -m training.proven_versions [--check]

Writes ``proven_versions.txt`` into ``src/briefing_ingest/data``: of the packages in
``requirements.lock`` those that may change a result. ``--check`` writes nothing and says whether
the committed list is what the lock gives.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from training.tables import SOURCE, Table, commented, finish, parser

LOCK: Final = Path(__file__).parents[1] / "requirements.lock"

WITHOUT_EFFECT: Final = frozenset(
    # The command lines and downloads of spaCy and others: we neither print with them nor fetch.
    """
    annotated-doc anyio certifi cloudpathlib h11 httpcore httpx idna jinja2 markdown-it-py
    markupsafe mdurl pygments requests rich setuptools shellingham smart-open spacy-loggers tqdm
    typer urllib3 wasabi weasel wrapt
    """.split()
    # Our own command line, processes and folders; types of records.
    + "annotated-types click packaging pebble platformdirs typing-extensions".split()
    + ["typing-inspection"]
    # What builds this package.
    + "editables hatchling pathspec pluggy trove-classifiers".split()
)
"""Packages of the lock whose version changes no result."""

_LOCKED: Final = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
"""The first line of a package: ``numpy==2.4.6 \\``."""


def proven_versions(lock: str) -> Table:
    """The list, given the text of the lock."""
    head = (
        "Versions with which the program was proven, made by training/proven_versions.py from",
        "requirements.lock: of the packages that may change a result.",
    )
    lines = [
        f"{name}=={version}\n"
        for name, version in _LOCKED.findall(lock)
        if name not in WITHOUT_EFFECT
    ]
    return Table(SOURCE / "data" / "proven_versions.txt", commented(head) + "".join(lines))


if __name__ == "__main__":
    check = parser(__doc__).parse_args().check
    sys.exit(finish([proven_versions(LOCK.read_text(encoding="utf-8"))], check=check))
