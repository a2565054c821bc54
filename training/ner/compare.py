"""A model on training documents that it has not seen: ``python -m training.ner.compare CORPUS MODEL
FOLD``.

MODEL was trained with ``--fold FOLD``. Ways of training are chosen by these figures, never by the
development sets.
Printed by set: exact F1 of organisations and places, recall of people, and how many people's names
were taken for an organisation or place, the mistake that costs privacy.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from training.ner.prepare import SETS, Chunk, documents

_AS_IN_TRAINING: Final = {"GPE": "LOC", "FAC": "LOC"}
HEAD: Final = (
    "set               org   P / R / F        place  P / R / F        people found   taken for "
    "org, place"
)

Span = tuple[int, int, str]


def counted(document: Chunk, found: frozenset[Span]) -> Counter[str]:
    """What of ``document`` was found: right, given and true spans by label, and people taken for
    something else.
    """
    true = frozenset(document.names)
    counts: Counter[str] = Counter()
    for what, spans in (("right", true & found), ("given", found), ("true", true)):
        counts.update(f"{what} {label}" for _, _, label in spans)
    for start, end, label in found:
        if label != "PERSON" and any(
            a < end and start < b for a, b, kind in true if kind == "PERSON"
        ):
            counts[f"person as {label}"] += 1
    return counts


def line(name: str, counts: Counter[str]) -> str:
    """A row of the table."""
    cells = []
    for label in ("ORG", "LOC"):
        right, given, true = (counts[f"{what} {label}"] for what in ("right", "given", "true"))
        f1 = 200 * right / max(given + true, 1)
        cells.append(
            f"{100 * right / max(given, 1):5.1f} {100 * right / max(true, 1):5.1f} {f1:5.1f} of "
            f"{true:4}"
        )
    people = (
        f"{100 * counts['right PERSON'] / max(counts['true PERSON'], 1):5.1f} of "
        f"{counts['true PERSON']:4}"
    )
    return (
        f"{name:15} {cells[0]}   {cells[1]}   {people}   {counts['person as ORG']:3}, "
        f"{counts['person as LOC']:3}"
    )


def rows(corpus: Path, model: str, fold: int) -> Iterator[str]:
    """The table, set by set, then all of them."""
    from briefing_ingest.tag.recogniser.pipeline import guesses

    total: Counter[str] = Counter()
    yield HEAD
    for name in SETS:
        left_out = [
            document
            for its, its_fold, document in documents(corpus)
            if (its, its_fold) == (name, fold)
        ]
        counts: Counter[str] = Counter()
        for document, found in zip(
            left_out, guesses([d.text for d in left_out], model=model), strict=True
        ):
            spans = (
                (guess.start, guess.end, _AS_IN_TRAINING.get(guess.label, guess.label))
                for guess in found
            )
            counts += counted(document, frozenset(spans))
        total += counts
        yield line(name, counts)
    yield line("all", total)


def main() -> None:
    """The command line."""
    corpus, model, fold = sys.argv[1:]
    sys.stdout.writelines(f"{row}\n" for row in rows(Path(corpus), model, int(fold)))


if __name__ == "__main__":
    main()
