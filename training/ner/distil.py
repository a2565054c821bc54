"""Make the recogniser: ``python -m training.ner.distil CORPUS ENCODER TEACHER OUT [--fold K]``.

CORPUS and ENCODER as for `teach`, TEACHER is the file that it wrote, OUT the folder for the spaCy
pipeline. The recogniser has the lower layers of the teacher. It learns to give what the annotation
says and what the teacher would say (Hinton, Vinyals and Dean, 2015), on the annotated sets and on
the texts of the web pages in CORPUS, which nobody has annotated.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from briefing_ingest.tag.recogniser.encoder import Pieces
from training.ner.export import write_pipeline
from training.ner.network import (
    ANY_SET,
    NUMBERS,
    Lesson,
    Network,
    Torch,
    batches,
    lessons,
    new_network,
    new_optimizer,
    of_words,
    read_pieces,
    read_vocabulary,
    scores,
    shortened,
    step,
    wanted,
    with_weights,
)
from training.ner.prepare import Chunk, chunks_of, documents, page_texts
from training.ner.teach import judged
from training.ner.vary import varied

LAYERS: Final = 4
EPOCHS: Final = 2
_SOFT: Final = 0.5
"""The teacher's share of what is learnt; the annotation has the rest."""
_HEAT: Final = 2.0
"""Scores are divided by it, so that the teacher's second thoughts count."""


def lesson_stock(
    annotated: Sequence[tuple[str, Chunk]],
    others: Sequence[Chunk],
    pieces: Pieces,
    rng: random.Random,
) -> Iterator[Lesson]:
    """All that is learnt from in an epoch, varied."""
    for name, chunk in annotated:
        yield from lessons(varied(chunk, rng), NUMBERS[name], pieces, annotated=True)
    for chunk in others:
        yield from lessons(varied(chunk, rng), ANY_SET, pieces, annotated=False)


def learn(
    network: Network, teacher: Network, stocks: Sequence[Sequence[Lesson]], rng: random.Random
) -> None:
    """Fit ``network`` to the lessons, a stock an epoch, and to what ``teacher`` says of them."""
    optimizer = new_optimizer(network)
    network.encoder.train()
    teacher.encoder.eval()
    for epoch, stock in enumerate(stocks):
        order = list(batches(stock, rng))
        for at, batch in enumerate(order):
            loss = loss_of(network, teacher, batch)
            step(network, optimizer, loss, done=(epoch + at / len(order)) / len(stocks))
            if at % 100 == 0:
                sys.stderr.write(
                    f"epoch {epoch}, step {at} of {len(order)}, loss {loss.item():.3f}\n"
                )


def loss_of(network: Network, teacher: Network, batch: Sequence[Lesson]) -> Torch:
    """How far ``network`` is from the annotation of ``batch`` and from ``teacher``."""
    import torch
    from torch.nn.functional import cross_entropy, kl_div, log_softmax

    with torch.no_grad():
        theirs = scores(teacher, batch)
    ours = scores(network, batch)
    words = of_words(batch, ours.shape[1])
    soft = [log_softmax(given[words] / _HEAT, -1) for given in (ours, theirs)]
    loss = _SOFT * _HEAT**2 * kl_div(*soft, log_target=True, reduction="batchmean")
    tags = wanted(batch)
    if (tags < 0).all():
        return loss
    return loss + (1 - _SOFT) * cross_entropy(ours[words], tags)


def main() -> None:
    """The command line."""
    import torch

    parser = argparse.ArgumentParser(prog="python -m training.ner.distil", description=__doc__)
    for name in ("corpus", "encoder", "teacher", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument(
        "--fold", type=int, help="the eighth of the documents that the teacher has not seen"
    )
    given = parser.parse_args()
    pieces = read_pieces(given.encoder)
    known = torch.load(
        given.teacher, weights_only=True
    )  # numbers: a file of weights may hold code too
    teacher = with_weights(new_network(given.encoder), known)
    network = shortened(with_weights(new_network(given.encoder), known), LAYERS)
    taught = [
        (name, document) for name, fold, document in documents(given.corpus) if fold != given.fold
    ]
    annotated = [(name, chunk) for name, document in taught for chunk in chunks_of(document)]
    others = [
        chunk
        for _, text in sorted(page_texts(given.corpus).items())
        for chunk in chunks_of(Chunk(text, ()))
    ]
    rng = random.Random(1)  # noqa: S311 - variation, no secret
    stocks = [list(lesson_stock(annotated, others, pieces, rng)) for _ in range(EPOCHS)]
    learn(network, teacher, stocks, rng)
    write_pipeline(network, read_vocabulary(given.encoder), given.out)
    if given.fold is not None:
        sys.stdout.writelines(
            f"{row}\n" for row in judged(network, given.corpus, pieces, given.fold)
        )


if __name__ == "__main__":
    main()
