"""The network that finds names, as it is trained: a pretrained encoder, how words are written, and
a layer for tags.

It learns which set a text comes from, too: every set draws the line between names and other words
elsewhere. Asked about other texts, it is told none (`ANY_SET`), which it saw in a share of its
training. Needs torch and transformers, which nothing else here needs.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefing_ingest.tag.recogniser.encoder import (
    TAGS,
    WORD,
    Name,
    Pieces,
    Stretch,
    best_path,
    pieces_by,
    stretches,
    tagged,
)
from briefing_ingest.tag.recogniser.pipeline import plain
from training.ner.prepare import SETS, Chunk

ANY_SET: Final = 0
NUMBERS: Final = {name: at for at, name in enumerate(SETS, start=1)}
_ANY_SHARE: Final = 0.15
"""Share of texts of which the set is not told."""
ENCODER_RATE, INPUT_RATE, OUTPUT_RATE = 2e-4, 3e-4, 1e-3
WARMING: Final = 0.06
_BATCH: Final = 900
"""Pieces: with three thousand it takes too few steps to learn what a name is."""
_IGNORED: Final = -100

Torch = Any
"""A module, tensor or optimiser of torch, whose types are not installed."""


class Network(NamedTuple):
    """The parts of the network, all learnt."""

    encoder: Torch
    cases: Torch
    """What is added for how a word is written."""
    sets: Torch
    """What is added for the set that the text is from; `ANY_SET` for none."""
    out: Torch


class Lesson(NamedTuple):
    """A stretch of text, the set that it is from, and its tags by word; None if nobody has
    annotated it.
    """

    stretch: Stretch
    set_number: int
    tags: tuple[int, ...] | None


def new_network(encoder: Path, *, seed: int = 1) -> Network:
    """A network that knows only what the pretrained ``encoder`` (a folder in the form of
    transformers) knows.
    """
    import torch
    from transformers import AutoModel

    torch.manual_seed(seed)
    known = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
    width = known.config.hidden_size
    cases, sets = torch.nn.Embedding(7, width), torch.nn.Embedding(len(SETS) + 1, width)
    torch.nn.init.normal_(cases.weight, std=0.02)
    torch.nn.init.zeros_(sets.weight)
    return Network(known, cases, sets, torch.nn.Linear(width, len(TAGS)))


def shortened(network: Network, layers: int) -> Network:
    """``network`` without all but its first ``layers`` layers; it is changed."""
    import torch

    network.encoder.encoder.layer = torch.nn.ModuleList(network.encoder.encoder.layer[:layers])
    network.encoder.config.num_hidden_layers = layers
    return network


def weights(network: Network) -> dict[str, Torch]:
    """Everything that ``network`` has learnt, by part."""
    return {name: part.state_dict() for name, part in network._asdict().items()}


def with_weights(network: Network, known: dict[str, Torch]) -> Network:
    """``network`` with the weights of another of the same form."""
    for name, part in network._asdict().items():
        part.load_state_dict(known[name])
    return network


def read_vocabulary(encoder: Path) -> list[str]:
    """The pieces that a pretrained encoder knows, in the order of their numbers."""
    numbers: dict[str, int] = json.loads((encoder / "tokenizer.json").read_text(encoding="utf-8"))[
        "model"
    ]["vocab"]
    return sorted(numbers, key=numbers.__getitem__)


def read_pieces(encoder: Path) -> Pieces:
    """The cutting of words with the vocabulary of a pretrained encoder."""
    return pieces_by({piece: at for at, piece in enumerate(read_vocabulary(encoder))})


def lessons(chunk: Chunk, set_number: int, pieces: Pieces, *, annotated: bool) -> Iterator[Lesson]:
    """The stretches of ``chunk``, with the tags of their words if it is ``annotated``."""
    text = plain(chunk.text)
    spans = [match.span() for match in WORD.finditer(text)]
    tags = tags_of(spans, chunk)
    for start, stretch in stretches([text[a:b] for a, b in spans], pieces):
        own = tuple(tags[start : start + len(stretch.firsts)])
        yield Lesson(stretch, set_number, own if annotated else None)


def tags_of(spans: Sequence[tuple[int, int]], chunk: Chunk) -> list[int]:
    """The tag of each word of ``chunk``; a name takes every word that it touches."""
    tags = ["O"] * len(spans)
    for start, end, kind in chunk.names:
        inside = [at for at, (a, b) in enumerate(spans) if a < end and start < b]
        if len(inside) == 1:
            tags[inside[0]] = f"U-{kind}"
        elif inside:
            tags[inside[0] : inside[-1] + 1] = [
                f"B-{kind}",
                *[f"I-{kind}"] * (len(inside) - 2),
                f"L-{kind}",
            ]
    return list(map(TAGS.index, tags))


def scores(network: Network, batch: Sequence[Lesson]) -> Torch:
    """For each stretch of ``batch``, piece and tag a score (before the softmax)."""
    import torch

    longest = max(len(one.stretch.pieces) for one in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    cases, mask = torch.zeros_like(pieces), torch.zeros_like(pieces)
    for row, one in enumerate(batch):
        length = len(one.stretch.pieces)
        pieces[row, :length] = torch.tensor(one.stretch.pieces)
        cases[row, :length] = torch.tensor(one.stretch.cases)
        mask[row, :length] = 1
    given = torch.tensor([[one.set_number] for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        put_in = (
            network.encoder.embeddings.word_embeddings(pieces)
            + network.cases(cases)
            + network.sets(given)
        )
        known = network.encoder(inputs_embeds=put_in, attention_mask=mask).last_hidden_state
        return network.out(
            torch.nn.functional.dropout(known, 0.1, network.encoder.training)
        ).float()


def of_words(batch: Sequence[Lesson], longest: int) -> Torch:
    """True for the pieces of ``batch`` by which a word is judged: its first."""
    import torch

    chosen = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, one in enumerate(batch):
        chosen[row, list(one.stretch.firsts)] = True
    return chosen


def wanted(batch: Sequence[Lesson]) -> Torch:
    """The tags of all words of ``batch`` in their order, -100 where nobody has annotated."""
    import torch

    return torch.tensor(
        [tag for one in batch for tag in one.tags or [_IGNORED] * len(one.stretch.firsts)]
    )


def batches(stock: Sequence[Lesson], rng: random.Random) -> Iterator[list[Lesson]]:
    """All of ``stock`` once: stretches of like length together, in an order drawn again, of some
    the set not told.
    """
    order = [
        one._replace(set_number=ANY_SET) if rng.random() < _ANY_SHARE else one for one in stock
    ]
    rng.shuffle(order)
    made: list[list[Lesson]] = []
    for at in range(0, len(order), 512):
        batch: list[Lesson] = []
        for one in sorted(order[at : at + 512], key=lambda one: len(one.stretch.pieces)):
            if batch and len(one.stretch.pieces) * (len(batch) + 1) > _BATCH:
                made.append(batch)
                batch = []
            batch.append(one)
        made.append(batch)
    rng.shuffle(made)
    yield from made


def new_optimizer(network: Network) -> Torch:
    """What changes the weights; each group of them knows the highest rate that it may have."""
    import torch

    inputs = [*network.cases.parameters(), *network.sets.parameters()]
    groups = [
        {"params": list(network.encoder.parameters()), "top": ENCODER_RATE},
        {"params": inputs, "top": INPUT_RATE},
        {"params": list(network.out.parameters()), "top": OUTPUT_RATE},
    ]
    return torch.optim.AdamW(groups, lr=OUTPUT_RATE, weight_decay=0.01, fused=True)


def step(network: Network, optimizer: Torch, loss: Torch, *, done: float) -> None:
    """One change of the weights against ``loss``; ``done`` is the share of the training that lies
    behind.
    """
    import torch

    for group in optimizer.param_groups:
        group["lr"] = group["top"] * min(1, done / WARMING) * (1 - done)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.encoder.parameters(), 1.0)
    optimizer.step()


def find(
    network: Network, text: str, pieces: Pieces, *, set_number: int = ANY_SET
) -> Iterator[tuple[int, int, str]]:
    """The names in ``text``, in text order, as the set of that number would have them marked."""
    import torch

    network.encoder.eval()
    plain_text = plain(text)
    spans = [match.span() for match in WORD.finditer(plain_text)]
    for start, stretch in stretches([plain_text[a:b] for a, b in spans], pieces):
        with torch.no_grad():
            given = scores(network, [Lesson(stretch, set_number, None)])[0][list(stretch.firsts)]
        for name in tagged(best_path(given.numpy())):
            yield _in_text(name, spans[start:])


def _in_text(name: Name, spans: Sequence[tuple[int, int]]) -> tuple[int, int, str]:
    return spans[name.first][0], spans[name.end - 1][1], name.label
