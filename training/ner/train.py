"""Train the recogniser: ``python -m training.ner.train CORPUS START OUT [--epochs N] [--fold K]``.

CORPUS holds ``ner/train/*.jsonl`` and ``entities/gum/truth.jsonl``; START is the model directory of the
pipeline to start from (see `start`).
The same data, seeds and library versions give the same weights on the same kind of processor.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing_ingest.tag.ner import plain
from training.ner.prepare import LABELS, SILVER, UNSURE, Chunk, training_chunks
from training.ner.start import copy_layers, copy_vectors, read_start
from training.ner.vary import varied

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

SEED: Final = 7
EPOCHS: Final = 5
RATE: Final = 0.0007
DROPOUT: Final = 0.25
_DESCRIPTION: Final = "Organisations, places and people in English prose; see NOTICE.md."
_CONFIG: Final = Path(__file__).with_name("config.cfg")


def new_pipeline(folder: Path, chunks: Sequence[Chunk]) -> Language:
    """The pipeline of ``config.cfg``, with the vectors and hidden layers of the one in ``folder``."""
    import spacy
    from spacy.util import fix_random_seed, load_config

    fix_random_seed(SEED)
    start = read_start(folder)
    nlp = spacy.util.load_model_from_config(load_config(_CONFIG), auto_fill=True)
    copy_vectors(start, nlp.vocab, folder)
    for label in sorted(set(LABELS.values())):
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    sample = [example(nlp, chunk) for chunk in chunks[:200]]
    nlp.initialize(lambda: sample)
    copy_layers(start, nlp)
    return nlp


def example(nlp: Language, chunk: Chunk) -> Example:
    """``chunk`` tokenised; a name that cuts through a token takes the whole token."""
    from spacy.training import Example
    from spacy.util import filter_spans

    doc = nlp.make_doc(plain(chunk.text))
    gold = doc.copy()
    spans = [gold.char_span(start, end, label, alignment_mode="expand") for start, end, label in chunk.names]
    known = filter_spans([span for span in spans if span is not None])
    names = [span for span in known if span.label_ != UNSURE]
    gold.set_ents(names, missing=[span for span in known if span.label_ == UNSURE], default="outside")
    return Example(doc, gold)


def batches(nlp: Language, chunks: Sequence[Chunk], *, epoch: int) -> Iterator[list[Example]]:
    """One epoch: every chunk once, varied and in an order drawn for this epoch, in batches that grow by epoch."""
    rng = random.Random(SEED * 1000 + epoch)  # noqa: S311 - variation, no secret
    order = list(chunks)
    rng.shuffle(order)
    size = min(400 + 200 * epoch, 1600)
    batch: list[Example] = []
    for chunk in order:
        batch.append(example(nlp, varied(chunk, rng)))
        if sum(len(one) for one in batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def train(nlp: Language, chunks: Sequence[Chunk], *, epochs: int) -> None:
    """Train in place; the weights kept are the running average over all steps."""
    from thinc.api import Adam

    steps = 0
    optimizer = Adam(RATE, beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    for epoch in range(epochs):
        optimizer.learn_rate = RATE * (1 - 0.9 * epoch / epochs)
        losses: dict[str, float] = {}
        for batch in batches(nlp, chunks, epoch=epoch):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
            steps += 1
        sys.stderr.write(f"epoch {epoch + 1} of {epochs}, {steps} steps, loss {losses['ner']:.0f}\n")
        sys.stderr.flush()
    for node in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
        for name in node.param_names:
            average = optimizer.averages.get((node.id, name)) if optimizer.averages else None
            if average is not None:
                node.set_param(name, average)


def write(nlp: Language, out: Path) -> None:
    """Write ``nlp`` to the folder ``out``, every number in two bytes; `briefing_ingest.tag.ner` widens them again."""
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype("float16")
    for node in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype("float16"))
    nlp.meta.update(name="briefing_names", version="1.0.0", license="MIT", description=_DESCRIPTION)
    nlp.meta["spacy_version"] = ">=3.8,<3.9"
    nlp.to_disk(out)
    (out / "NOTICE.md").write_bytes(Path(__file__).with_name("NOTICE.md").read_bytes())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.ner.train", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--fold", type=int, help="leave out this eighth of the documents, to compare ways of training")
    parser.add_argument("--silver", type=Path, default=SILVER, help="what the teacher found, see training.ner.teach")
    given = parser.parse_args()
    chunks = training_chunks(given.corpus, silver=given.silver if given.silver.is_file() else None, fold=given.fold)
    nlp = new_pipeline(given.start, chunks)
    train(nlp, chunks, epochs=given.epochs)
    write(nlp, given.out)


if __name__ == "__main__":
    main()
