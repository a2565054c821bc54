"""A large tagger that teaches the small one: a pretrained encoder, fine-tuned on the annotated sets.

It reads wordpieces and, because the encoder knows no capitals, the case of each word, and learns which set a text
comes from: every set draws the line between names and other words elsewhere. Asked about other texts, it is told none
(`ANY_SET`), which it saw in a share of its training. Labels are BILOU (Ratinov and Roth, 2009), decoded by Viterbi.
Needs torch and transformers, which nothing else here needs.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from training.ner.prepare import LABELS, SETS, Chunk

if TYPE_CHECKING:
    from pathlib import Path

KINDS: Final = tuple(sorted(LABELS.values()))
TAGS: Final = ("O", *(f"{where}-{kind}" for kind in KINDS for where in "BILU"))
ANY_SET: Final = 0
ANY_SHARE, SMALL, LARGE = 0.15, 0.06, 0.03
"""Shares of texts of which the set is not told, whose words have no capitals, or capitals only."""
EPOCHS, WARMING = 3, 0.06
ENCODER_RATE, INPUT_RATE, OUTPUT_RATE = 2e-4, 3e-4, 1e-3
_BATCH: Final = 900
"""Wordpieces: with three thousand it takes too few steps to learn what a name is."""
_LONGEST: Final = 220
"""Words that are read at a time."""
_IGNORED: Final = -100
_WORD: Final = re.compile(r"\w+|[^\w\s]")

Torch = Any
"""A module, tensor or optimiser of torch, whose types are not installed."""


class Read(NamedTuple):
    """A stretch of text as the tagger reads it."""

    pieces: list[int]
    word_of: list[int | None]
    """The word of each piece; None for the marks of beginning and end."""
    cases: list[int]
    tags: list[int] | None
    set_number: int


class Found(NamedTuple):
    """A name: code points, 0-based, end-exclusive; ``sureness`` is the least probability of its words' tags."""

    start: int
    end: int
    label: str
    sureness: float


def words(text: str) -> list[tuple[int, int]]:
    """Runs of letters and digits, and every other sign by itself."""
    return [match.span() for match in _WORD.finditer(text)]


def case(word: str) -> int:
    """How a word is written: small, one capital, capitals, Titled, digits, mixed, or none of these."""
    tests = (word.islower(), word.isupper() and len(word) == 1, word.isupper(), word.istitle(), word.isdigit())
    if any(tests):
        return 1 + tests.index(True)
    return 6 if any(letter.isupper() for letter in word) else 0


def tags_of(spans: Sequence[tuple[int, int]], chunk: Chunk) -> list[int]:
    """The tag of each word of ``chunk``; a name takes every word that it touches."""
    tags = ["O"] * len(spans)
    for start, end, kind in chunk.names:
        inside = [at for at, (a, b) in enumerate(spans) if a < end and start < b]
        if len(inside) == 1:
            tags[inside[0]] = f"U-{kind}"
        elif inside:
            tags[inside[0] : inside[-1] + 1] = [f"B-{kind}", *[f"I-{kind}"] * (len(inside) - 2), f"L-{kind}"]
    return list(map(TAGS.index, tags))


def may_follow(before: str, after: str) -> bool:
    """True if the tag ``after`` may stand behind ``before``."""
    if before[0] in "OLU":
        return after[0] in "OBU"
    return after[0] in "IL" and before[2:] == after[2:]


class Tagger(NamedTuple):
    """The parts of the tagger; all but ``tokenizer`` are learnt."""

    tokenizer: Torch
    encoder: Torch
    cases: Torch
    """What is added for the case of a word."""
    sets: Torch
    """What is added for the set that the text is from; `ANY_SET` for none."""
    out: Torch


def new_tagger(encoder: Path, *, seed: int = 1) -> Tagger:
    """A tagger that knows only what the pretrained ``encoder`` (a folder in the form of transformers) knows."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(seed)
    known = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
    width = known.config.hidden_size
    cases, sets = torch.nn.Embedding(7, width), torch.nn.Embedding(len(SETS) + 1, width)
    torch.nn.init.normal_(cases.weight, std=0.02)
    torch.nn.init.zeros_(sets.weight)
    return Tagger(AutoTokenizer.from_pretrained(encoder), known, cases, sets, torch.nn.Linear(width, len(TAGS)))


def read(tagger: Tagger, text: str, spans: Sequence[tuple[int, int]]) -> Read:
    """The words of ``text`` at ``spans``, in pieces."""
    said = [text[start:end] for start, end in spans]
    pieces = tagger.tokenizer(said, is_split_into_words=True, truncation=True, max_length=510)
    return Read(pieces["input_ids"], pieces.word_ids(), list(map(case, said)), None, ANY_SET)


def stretches(text: str) -> Iterator[list[tuple[int, int]]]:
    """The words of ``text``, as many at a time as are read at a time."""
    spans = words(text)
    return (spans[at : at + _LONGEST] for at in range(0, len(spans), _LONGEST))


def scores(tagger: Tagger, batch: Sequence[Read]) -> Torch:
    """For each stretch, piece and tag a score (before the softmax)."""
    import torch

    longest = max(len(one.pieces) for one in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    cases, mask = torch.zeros_like(pieces), torch.zeros_like(pieces)
    for row, one in enumerate(batch):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        mask[row, : len(one.pieces)] = 1
        cases[row, : len(one.pieces)] = torch.tensor([0 if at is None else one.cases[at] for at in one.word_of])
    given = torch.tensor([[one.set_number] for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        put_in = tagger.encoder.embeddings.word_embeddings(pieces) + tagger.cases(cases) + tagger.sets(given)
        known = tagger.encoder(inputs_embeds=put_in, attention_mask=mask).last_hidden_state
        return tagger.out(torch.nn.functional.dropout(known, 0.1, tagger.encoder.training)).float()


def first_pieces(one: Read) -> dict[int, int]:
    """The first piece of each word that has one."""
    return {word: at for at, word in reversed([*enumerate(one.word_of)]) if word is not None}


def learn(tagger: Tagger, texts: Sequence[tuple[str, Chunk]], *, seed: int = 1, epochs: int = EPOCHS) -> None:
    """Fit ``tagger`` to texts, each with the name of its set."""
    import torch

    numbers = {name: at for at, name in enumerate(SETS, start=1)}
    stock = [
        read(tagger, chunk.text, spans)._replace(tags=tags_of(spans, chunk), set_number=numbers[name])
        for name, chunk in texts
        for spans in stretches(chunk.text)
    ]
    known = list(tagger.encoder.parameters())
    groups = [
        {"params": known, "top": ENCODER_RATE},
        {"params": [*tagger.cases.parameters(), *tagger.sets.parameters()], "top": INPUT_RATE},
        {"params": list(tagger.out.parameters()), "top": OUTPUT_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=OUTPUT_RATE, weight_decay=0.01, fused=True)
    rng = random.Random(seed)  # noqa: S311 - variation, no secret
    order = [batch for _ in range(epochs) for batch in _batches(stock, rng)]
    steps = len(order)
    tagger.encoder.train()
    for step, batch in enumerate(order):
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * min(1, (step + 1) / (steps * WARMING)) * (1 - step / steps)
        varied = [_varied(one, rng) for one in batch]
        loss = _loss(scores(tagger, varied), varied)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(known, 1.0)
        optimizer.step()
        if step % 100 == 0:
            sys.stderr.write(f"step {step} of {steps}, loss {loss.item():.3f}\n")


def _batches(stock: Sequence[Read], rng: random.Random) -> list[list[Read]]:
    """Stretches of like length together, in an order drawn anew."""
    order = list(stock)
    rng.shuffle(order)
    batches: list[list[Read]] = []
    for at in range(0, len(order), 512):
        batch: list[Read] = []
        for one in sorted(order[at : at + 512], key=lambda one: len(one.pieces)):
            if batch and len(one.pieces) * (len(batch) + 1) > _BATCH:
                batches.append(batch)
                batch = []
            batch.append(one)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def _varied(one: Read, rng: random.Random) -> Read:
    """``one`` as it is, mostly; sometimes without capitals or in capitals, or without saying whose it is."""
    draw = rng.random()
    if draw < SMALL:
        one = one._replace(cases=[1 if way in (2, 3, 4, 6) else way for way in one.cases])
    elif draw < SMALL + LARGE:
        one = one._replace(cases=[3 if way in (1, 4, 6) else way for way in one.cases])
    return one._replace(set_number=ANY_SET) if rng.random() < ANY_SHARE else one


def _loss(given: Torch, batch: Sequence[Read]) -> Torch:
    import torch

    wanted = torch.full(given.shape[:2], _IGNORED)
    for row, one in enumerate(batch):
        for word, at in first_pieces(one).items():
            wanted[row, at] = one.tags[word] if one.tags else _IGNORED
    return torch.nn.functional.cross_entropy(given.flatten(0, 1), wanted.flatten(), ignore_index=_IGNORED)


def find(tagger: Tagger, text: str, *, set_number: int = ANY_SET) -> list[Found]:
    """The names in ``text``, in text order, as the set of that number would have them marked."""
    import torch

    tagger.encoder.eval()
    found: list[Found] = []
    for spans in stretches(text):
        one = read(tagger, text, spans)._replace(set_number=set_number)
        at = first_pieces(one)
        if not at:
            continue
        held = sorted(at)
        with torch.no_grad():
            chances = scores(tagger, [one])[0].softmax(-1).clamp_min(1e-8)[[at[word] for word in held]]
        found += _names([spans[word] for word in held], chances.tolist())
    return found


def _names(spans: Sequence[tuple[int, int]], chances: Sequence[Sequence[float]]) -> Iterator[Found]:
    path = best_path(chances)
    sure = [chance[tag] for chance, tag in zip(chances, path, strict=True)]
    first = 0
    for at, tag in enumerate(path):
        where, kind = TAGS[tag][0], TAGS[tag][2:]
        if where in "BU":
            first = at
        if where in "LU":
            yield Found(spans[first][0], spans[at][1], kind, min(sure[first : at + 1]))


def best_path(chances: Sequence[Sequence[float]]) -> list[int]:
    """The likeliest tags that may follow each other (Viterbi, 1967), from the chances of each word's tags."""
    never = -1e9
    step = [[0.0 if may_follow(a, b) else never for b in TAGS] for a in TAGS]
    value = [math.log(chance) + (0 if tag[0] in "OBU" else never) for chance, tag in zip(chances[0], TAGS, strict=True)]
    back: list[list[int]] = []
    for chance in chances[1:]:
        ways = [[value[a] + step[a][b] for a in range(len(TAGS))] for b in range(len(TAGS))]
        came = [max(range(len(TAGS)), key=way.__getitem__) for way in ways]
        value = [way[a] + math.log(one) for way, a, one in zip(ways, came, chance, strict=True)]
        back.append(came)
    ends = [total + (0 if tag[0] in "OLU" else never) for total, tag in zip(value, TAGS, strict=True)]
    path = [max(range(len(TAGS)), key=ends.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]
