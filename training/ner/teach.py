"""Train the teacher of the recogniser: ``python -m training.ner.teach CORPUS ENCODER TEACHER
[--fold K]``.

CORPUS holds ``ner/train/*.jsonl`` and ``entities/gum/truth.jsonl``; ENCODER is the folder of a
pretrained encoder, see README; TEACHER is the file for the weights. The teacher is the whole
encoder, fine-tuned on the annotated sets; `distil` makes the recogniser of it. With ``--fold`` it
does not see that eighth of the documents, and is judged by it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from briefing_ingest.tag.recogniser.encoder import Pieces
from training.ner.compare import HEAD, counted, line
from training.ner.network import (
    NUMBERS,
    Network,
    batches,
    find,
    lessons,
    new_network,
    new_optimizer,
    of_words,
    read_pieces,
    scores,
    step,
    wanted,
    weights,
)
from training.ner.prepare import Chunk, chunks_of, documents
from training.ner.vary import varied

EPOCHS: Final = 3


def learn(
    network: Network, texts: Sequence[tuple[str, Chunk]], pieces: Pieces, *, epochs: int = EPOCHS
) -> None:
    """Fit ``network`` to annotated ``texts``, each with the name of its set, varied again in every
    epoch.
    """
    import torch

    rng = random.Random(1)  # noqa: S311 - variation, no secret
    optimizer = new_optimizer(network)
    network.encoder.train()
    for epoch in range(epochs):
        varied_texts = [(NUMBERS[name], varied(chunk, rng)) for name, chunk in texts]
        stock = [
            one for at, chunk in varied_texts for one in lessons(chunk, at, pieces, annotated=True)
        ]
        order = list(batches(stock, rng))
        for at, batch in enumerate(order):
            given = scores(network, batch)
            loss = torch.nn.functional.cross_entropy(
                given[of_words(batch, given.shape[1])], wanted(batch)
            )
            step(network, optimizer, loss, done=(epoch + at / len(order)) / epochs)
            if at % 100 == 0:
                sys.stderr.write(
                    f"epoch {epoch}, step {at} of {len(order)}, loss {loss.item():.3f}\n"
                )


def judged(network: Network, corpus: Path, pieces: Pieces, fold: int) -> Iterator[str]:
    """How well ``network`` does on the documents of the fold, set by set, when it is told no
    set.
    """
    yield HEAD
    for name in NUMBERS:
        left_out = [
            document
            for its, its_fold, document in documents(corpus)
            if (its, its_fold) == (name, fold)
        ]
        counts = [
            counted(document, frozenset(find(network, document.text, pieces)))
            for document in left_out
        ]
        yield line(name, sum(counts[1:], counts[0]))


def main() -> None:
    """The command line."""
    import torch

    parser = argparse.ArgumentParser(prog="python -m training.ner.teach", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--fold", type=int, help="an eighth of the documents that it does not see")
    given = parser.parse_args()
    network, pieces = new_network(given.encoder), read_pieces(given.encoder)
    taught = [
        (name, document) for name, fold, document in documents(given.corpus) if fold != given.fold
    ]
    learn(
        network,
        [(name, chunk) for name, document in taught for chunk in chunks_of(document)],
        pieces,
    )
    torch.save(weights(network), given.teacher)
    if given.fold is not None:
        sys.stdout.writelines(
            f"{row}\n" for row in judged(network, given.corpus, pieces, given.fold)
        )


if __name__ == "__main__":
    main()
