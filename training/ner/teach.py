"""Have the teacher mark texts that nobody has annotated: ``python -m training.ner.teach CORPUS ENCODER [--fold K]``.

ENCODER is the folder of a pretrained encoder, see README. The teacher learns from the annotated sets without those in
`_NOT_TAUGHT` and without the documents of a fold, by which it is judged (printed), then reads the texts of the web
pages in CORPUS; what it finds is written to `training.ner.prepare.SILVER`: spans, not texts.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from training.ner.compare import HEAD, counted, line
from training.ner.prepare import SETS, SILVER, UNSURE, Chunk, chunks_of, held_out, page_texts, read_documents
from training.ner.teacher import Tagger, find, learn, new_tagger

_NOT_TAUGHT: Final = frozenset({"wnut_train"})
"""Short messages: their names are marked by habits of their own, and no briefing reads like them."""
_SURE: Final = 0.6
"""What the teacher is less sure of is neither a name nor none."""


def taught(corpus: Path, fold: int, *, left_out: bool) -> Iterator[tuple[str, Chunk]]:
    """The documents of the fold, or all the others, each with the name of its set."""
    excluded = held_out(corpus / "entities" / "gum" / "truth.jsonl")
    for name in SETS:
        if name not in _NOT_TAUGHT:
            for its_fold, document in read_documents(corpus / "ner" / "train" / f"{name}.jsonl", excluded):
                if (its_fold == fold) is left_out:
                    yield name, document


def judged(tagger: Tagger, corpus: Path, fold: int) -> Iterator[str]:
    """How well the teacher does on the fold, set by set, when it is told the set and when it is not."""
    for told in (True, False):
        yield f"{HEAD}   ({'told' if told else 'not told'} the set)"
        for number, name in enumerate(SETS, start=1):
            documents = [document for its, document in taught(corpus, fold, left_out=True) if its == name]
            found = [find(tagger, document.text, set_number=number if told else 0) for document in documents]
            pairs = zip(documents, found, strict=True)
            counts = [
                counted(document, frozenset((one.start, one.end, one.label) for one in names))
                for document, names in pairs
            ]
            if counts:
                yield line(name, sum(counts[1:], counts[0]))


def silver_line(tagger: Tagger, name: str, text: str) -> str:
    """What the teacher finds in a text, as a line of the file."""
    names = [(one.start, one.end, one.label if one.sureness >= _SURE else UNSURE) for one in find(tagger, text)]
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
    return json.dumps({"id": name, "sha": digest, "names": names}, separators=(",", ":")) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.ner.teach", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--fold", type=int, default=0, help="the eighth of the documents to judge it by")
    given = parser.parse_args()
    tagger = new_tagger(given.encoder)
    texts = taught(given.corpus, given.fold, left_out=False)
    learn(tagger, [(name, chunk) for name, document in texts for chunk in chunks_of(document)])
    lines = [silver_line(tagger, name, text) for name, text in sorted(page_texts(given.corpus).items()) if text.strip()]
    SILVER.write_bytes(gzip.compress("".join(lines).encode("utf-8"), mtime=0))
    sys.stdout.writelines(f"{row}\n" for row in judged(tagger, given.corpus, given.fold))


if __name__ == "__main__":
    main()
