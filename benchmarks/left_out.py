"""What another program reads in PDF files and the dataset does not have: words, line by line.

pdfplumber's lines are looked for in the text of each source, then in what was left out of it, by
the reason; what is in neither was lost. Words that stand in sentences, that were left out or lost,
and of which no finding says so, are the figure that matters.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pdfplumber

from briefing_ingest.english.sentences import reads_as_sentence
from briefing_ingest.errors import SourceError
from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_source
from briefing_ingest.text import fold

_RUN_LETTERS: Final = 6
"""Letters of the runs by which a line is found: words may be cut and hyphenated differently."""
_MIN_SHARE: Final = 0.7
"""Of the runs of a line that must be there for the line to be there."""
LOST: Final = "lost"
KEPT: Final = "kept"


class PrintedLine(NamedTuple):
    """A line as pdfplumber reads it, and what became of it: `KEPT`, `LOST`, or the reason why it
    was left out.
    """

    page: int
    text: str
    fate: str


class Count(NamedTuple):
    """Words of a file by what became of them, and the lines of its sentences that were not kept
    and of which nothing says so.
    """

    words: Counter[str]
    silent: tuple[PrintedLine, ...]


def run(arguments: list[str]) -> int:
    """`python -m benchmarks left_out FOLDER [--lines]`: words by kind, of all PDF files of a
    folder; with ``--lines``, each line that was not kept.
    """
    show = "--lines" in arguments
    total: Counter[str] = Counter()
    silent = 0
    for path in sorted(Path(arguments[0]).glob("*.pdf")):
        try:
            witness = read_source(Source(id="pdf", path=path.name), path.read_bytes())
        except SourceError as error:
            sys.stdout.write(f"{path.name}: {error.finding.code}\n")
            continue
        lines = list(fates(path, witness))
        count = counted(lines, witness)
        total += count.words
        silent += sum(len(line.text.split()) for line in count.silent)
        for line in count.silent:
            sys.stdout.write(f"SILENT {path.name} {line.page} [{line.fate}] {line.text}\n")
        for line in lines if show else ():
            if line.fate != KEPT:
                sys.stdout.write(f"{path.name} {line.page} [{line.fate}] {line.text}\n")
    for fate, words in total.most_common():
        sys.stdout.write(f"{words:7} words {fate}\n")
    every = sum(total.values())
    sys.stdout.write(f"{silent} of {every} words in sentences of which nothing says that they go\n")
    return 0


def fates(path: Path, witness: Witness) -> Iterator[PrintedLine]:
    """The lines of a file and what became of them."""
    kept = _runs(_letters(" ".join(_texts(witness))))
    by_reason: defaultdict[str, set[str]] = defaultdict(set)
    for item in witness.furniture:
        said = witness.raw_text[item.raw_start : item.raw_end]
        by_reason[item.reason] |= _runs(_letters(said))
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            for text in (page.extract_text() or "").splitlines():
                if _letters(text):
                    yield PrintedLine(number, text, _fate(text, kept, by_reason))


def _texts(witness: Witness) -> Iterator[str]:
    for block in (*witness.blocks, *witness.notes):
        label = f"{block.label.name} {block.label.number} " if block.label else ""
        yield f"{block.number} {label}{block.text}"


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _runs(letters: str) -> set[str]:
    if len(letters) <= _RUN_LETTERS:
        return {letters} if letters else set()
    return {letters[at : at + _RUN_LETTERS] for at in range(len(letters) - _RUN_LETTERS + 1)}


def _fate(text: str, kept: set[str], by_reason: dict[str, set[str]]) -> str:
    runs = _runs(_letters(text))
    if len(_letters(text)) < _RUN_LETTERS:  # too short to be found by runs
        return KEPT if any(_letters(text) in run for run in kept) else _reason(runs, by_reason)
    if len(runs & kept) >= _MIN_SHARE * len(runs):
        return KEPT
    return _reason(runs, by_reason)


def _reason(runs: set[str], by_reason: dict[str, set[str]]) -> str:
    best = max(by_reason, key=lambda reason: len(runs & by_reason[reason]), default="")
    if best and len(runs & by_reason[best]) >= _MIN_SHARE * len(runs):
        return best
    return LOST


def counted(lines: Sequence[PrintedLine], witness: Witness) -> Count:
    """Words by fate, and the silent lines."""
    words: Counter[str] = Counter()
    silent: list[PrintedLine] = []
    told = _runs(_letters(" ".join(passage.text for passage in witness.doubtful)))
    run: list[PrintedLine] = []
    for line in (*lines, PrintedLine(0, "", KEPT)):
        words[line.fate] += len(line.text.split())
        if run and (line.fate != run[-1].fate or line.page != run[-1].page):
            said = " ".join(part.text for part in run)
            runs = _runs(_letters(said))
            if reads_as_sentence(said) and len(runs & told) < _MIN_SHARE * len(runs):
                silent += run
            run = []
        if line.fate != KEPT:
            run.append(line)
    return Count(words, tuple(silent))
