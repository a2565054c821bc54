"""Makes the lists of English words and pairs of words that `briefing_ingest.dictionary` reads.

    python -m training.english [--check]

Writes ``english_words.txt`` and ``english_pairs.txt`` into ``src/briefing_ingest/data`` from the
frequency lists in the package symspellpy, which the extra ``dev`` installs. No word and no count is
left out; the pairs are grouped by their first word, which takes a quarter less room and lets a pair
be looked up without a search through all of them. ``--check`` writes nothing and says whether the
committed lists are what the installed version gives.
"""

from __future__ import annotations

import sys
from importlib import metadata
from importlib.resources import files
from itertools import groupby

from training.tables import SOURCE, Table, commented, finish, parser


def words(listing: str, version: str) -> Table:
    """The list of words in alphabetical order, a word and its count a line."""
    head = (
        f"English words and how often each occurs, made by training/english.py from symspellpy "
        f"{version}.",
        "From Google Books Ngrams (CC BY 3.0) and SCOWL, through SymSpell (MIT). See NOTICE.md.",
    )
    lines = sorted(f"{word} {int(count)}\n" for word, count in map(str.split, listing.splitlines()))
    return Table(SOURCE / "data" / "english_words.txt", commented(head) + "".join(lines))


def pairs(listing: str, version: str) -> Table:
    """The list of pairs: a line holds a first word, and its second words with their counts, in
    alphabetical order.

    ``zoom in=20 out=10`` says that "zoom in" occurs 20 times and "zoom out" 10 times.
    """
    head = (
        f"Pairs of English words and how often each occurs, made by training/english.py from "
        f"symspellpy {version}.",
        "A first word, then its second words with their counts. From Google Books Ngrams (CC BY "
        "3.0), through SymSpell",
        "(MIT). See NOTICE.md.",
    )
    rows = sorted(
        (first, second, int(count)) for first, second, count in map(str.split, listing.splitlines())
    )
    lines = [
        f"{first} {' '.join(f'{second}={count}' for _, second, count in group)}\n"
        for first, group in groupby(rows, key=lambda row: row[0])
    ]
    return Table(SOURCE / "data" / "english_pairs.txt", commented(head) + "".join(lines))


def installed() -> list[Table]:
    """Both lists from the installed symspellpy. Raises ModuleNotFoundError if there is none."""
    version = metadata.version("symspellpy")
    data = files("symspellpy")
    return [
        words(data.joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig"), version),
        pairs(
            data.joinpath("frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig"),
            version,
        ),
    ]


def main() -> int:
    """Write or check the lists."""
    options = parser(__doc__).parse_args()
    return finish(installed(), check=options.check)


if __name__ == "__main__":
    sys.exit(main())
