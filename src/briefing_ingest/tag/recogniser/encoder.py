"""The network that finds names: words to pieces, pieces to scores, scores to names. It knows texts
as lists of words.

A word is read as the longest pieces that the vocabulary has (WordPiece: Schuster and Nakajima,
2012), without capitals and accents, and with how it is written as a second input. Every stretch of
text goes through the network by itself, so that what is found in it never depends on its
neighbours. Names are tagged in BILOU (Ratinov and Roth, 2009).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing_ingest.tag.recogniser.onnx_runtime import onnx_runtime

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

KINDS: Final = ("LOC", "ORG", "PERSON")
TAGS: Final = ("O", *(f"{where}-{kind}" for kind in KINDS for where in "BILU"))

GRAPH, VOCABULARY = "graph.onnx", "vocabulary.txt"
"""Names of the two files of an encoder: the network in the form of ONNX, and its pieces, one a
line."""

WORD: Final = re.compile(r"\w+|[^\w\s]")
"""A word: a run of letters and digits, or any other sign by itself."""
_BEGIN, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_LONGEST_WORD: Final = 100
"""Letters: a longer one is a hash or an address, and unknown."""
_MOST_WORDS, _MOST_PIECES = 220, 480
"""What is read at a time; the network has positions for 512 pieces."""
_SURE: Final = 0.95
"""Of the names on documents not seen that reach it 91 in 100 are right, of the others 57."""
_SENTENCE_ENDS: Final = frozenset(".!?")

Pieces = Callable[[str], tuple[int, ...]]
"""The numbers of the pieces of a word."""
Scores = Callable[["Stretch"], "NDArray[np.float32]"]
"""For each piece of a stretch and each of `TAGS` a score, before the softmax."""


class Stretch(NamedTuple):
    """Consecutive words as the network reads them, with the marks of beginning and end."""

    pieces: tuple[int, ...]
    cases: tuple[int, ...]
    """How the word of each piece is written, see `case`; 0 for the marks."""
    firsts: tuple[int, ...]
    """The first piece of each word: its scores are the word's."""


class Name(NamedTuple):
    """A name in a list of words: from the word ``first``, 0-based, to before the word ``end``."""

    first: int
    end: int
    label: str
    is_sure: bool = False
    """True if each of its tags has a probability of at least `_SURE`."""


class Encoder(NamedTuple):
    """A network and the vocabulary that it was trained with."""

    pieces: Pieces
    scores: Scores


def read_encoder(folder: Path) -> Encoder:
    """The encoder whose files are in ``folder``.

    Raises:
        OSError: a file is missing.
        ValueError: the network is none, or a network of something else; the vocabulary is none.
    """
    numbers = {
        piece: at
        for at, piece in enumerate((folder / VOCABULARY).read_text(encoding="utf-8").splitlines())
    }
    if not {_BEGIN, _END, _UNKNOWN} <= numbers.keys():
        message = f"{VOCABULARY} is not a vocabulary of pieces"
        raise ValueError(message)
    return Encoder(pieces_by(numbers), _scores_by(folder / GRAPH))


def _scores_by(graph: Path) -> Scores:
    import numpy as np

    runtime, broken = onnx_runtime(), onnx_runtime("capi.onnxruntime_pybind11_state")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # the build has its own processes
    options.inter_op_num_threads = 1
    try:
        session = runtime.InferenceSession(
            graph.read_bytes(), options, providers=["CPUExecutionProvider"]
        )
    except (
        broken.Fail,
        broken.InvalidGraph,
        broken.InvalidProtobuf,
        broken.InvalidArgument,
    ) as error:
        message = f"{graph.name}: {str(error).splitlines()[0]}"
        raise ValueError(message) from error
    if [entry.name for entry in session.get_inputs()] != ["pieces", "cases"]:
        message = f"{graph.name} is not a network that finds names"
        raise ValueError(message)

    def scores(stretch: Stretch) -> NDArray[np.float32]:
        given = {"pieces": np.array([stretch.pieces]), "cases": np.array([stretch.cases])}
        return session.run(None, given)[0][0]  # type: ignore[no-any-return]

    return scores


def pieces_by(vocabulary: dict[str, int]) -> Pieces:
    """The cutting of words with ``vocabulary``; a piece that goes on a word begins with ``##``
    there.
    """
    unknown = (vocabulary[_UNKNOWN],)

    @lru_cache(maxsize=1 << 16)
    def pieces(word: str) -> tuple[int, ...]:
        if word in (_BEGIN, _END):
            return (vocabulary[word],)
        if len(word) > _LONGEST_WORD:
            return unknown
        known = unicodedata.normalize("NFD", word.lower())
        found = [
            _longest(vocabulary, part) for part in re.findall(r"[^\W_]+|_", _without_accents(known))
        ]
        found = found or [_longest(vocabulary, known)]
        return tuple(number for part in found for number in part or unknown)

    return pieces


def _without_accents(word: str) -> str:
    return "".join(sign for sign in word if unicodedata.category(sign) != "Mn")


def _longest(vocabulary: dict[str, int], word: str) -> tuple[int, ...]:
    """``word`` cut into the longest known pieces from its beginning on; () if one is not known."""
    found: list[int] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if mark + word[start:end] in vocabulary), None)
        if end is None:
            return ()
        found.append(vocabulary[mark + word[start:end]])
        start = end
    return tuple(found)


def case(word: str) -> int:
    """How a word is written: 1 small, 2 one capital, 3 capitals, 4 Titled, 5 digits, 6 mixed, 0
    none of these.
    """
    tests = (
        word.islower(),
        word.isupper() and len(word) == 1,
        word.isupper(),
        word.istitle(),
        word.isdigit(),
    )
    if any(tests):
        return 1 + tests.index(True)
    return 6 if any(letter.isupper() for letter in word) else 0


def stretches(words: Sequence[str], pieces: Pieces) -> Iterator[tuple[int, Stretch]]:
    """``words``, as many at a time as are read at a time, each time with the number of the first of
    them.

    A text that is too long is split behind the last sentence that fits, or within it where it has
    gone on for too long.
    """
    start = 0
    while start < len(words):
        end = _end_of_stretch(words, start, pieces)
        yield start, stretch(words[start:end], pieces)
        start = end


def _end_of_stretch(words: Sequence[str], start: int, pieces: Pieces) -> int:
    total, sentence_end = 0, start
    last = min(len(words), start + _MOST_WORDS)
    for at in range(start, last):
        total += len(pieces(words[at]))
        if total > _MOST_PIECES and at > start:
            last = at
            break
        if words[at] in _SENTENCE_ENDS:
            sentence_end = at + 1
    if last < len(words) and sentence_end - start > _MOST_WORDS // 2:
        return sentence_end
    return last


def stretch(words: Sequence[str], pieces: Pieces) -> Stretch:
    """``words``, all read at a time."""
    numbers, cases, firsts = [*pieces(_BEGIN)], [0], []
    for word in words:
        found = pieces(word)[:_MOST_PIECES]
        firsts.append(len(numbers))
        numbers += found
        cases += [case(word)] * len(found)
    return Stretch((*numbers, *pieces(_END)), (*cases, 0), tuple(firsts))


def names_in(words: Sequence[str], encoder: Encoder) -> Iterator[Name]:
    """The organisations, places and people among ``words``, in their order; no two overlap."""
    for start, read in stretches(words, encoder.pieces):
        scores = encoder.scores(read)[list(read.firsts)]
        path = best_path(scores)
        for name in tagged(path):
            is_sure = _least(scores[name.first : name.end], path[name.first : name.end]) >= _SURE
            yield Name(start + name.first, start + name.end, name.label, is_sure)


def _least(scores: NDArray[np.float32], path: Sequence[int]) -> float:
    """The least probability of the tags ``path`` of some words."""
    import numpy as np

    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    own = chances[range(len(path)), path] / chances.sum(axis=1)
    return float(own.min())


def tagged(path: Sequence[int]) -> Iterator[Name]:
    """The names that a way through `TAGS` marks."""
    first = 0
    for at, tag in enumerate(path):
        where, label = TAGS[tag][0], TAGS[tag][2:]
        if where in "BU":
            first = at
        if where in "LU":
            yield Name(first, at + 1, label)


def may_follow(before: str, after: str) -> bool:
    """True if the tag ``after`` may stand behind ``before``; "O" stands for what is outside a text,
    too.
    """
    if before[0] in "OLU":
        return after[0] in "OBU"
    return after[0] in "IL" and before[2:] == after[2:]


_MAY: Final = frozenset(
    (a, b) for a in range(len(TAGS)) for b in range(len(TAGS)) if may_follow(TAGS[a], TAGS[b])
)


def best_path(scores: NDArray[np.float32]) -> list[int]:
    """Of the ways through `TAGS` that tags may take, the one with the highest sum of ``scores``
    (words by tags).

    Mostly the best tags may follow each other as they are; else by Viterbi (1967). Sums of scores
    and of logarithms of
    probabilities rank the ways alike: for each word they differ by what all its tags share.
    """
    best: list[int] = scores.argmax(axis=1).tolist()
    return best if all(step in _MAY for step in pairwise([0, *best, 0])) else _viterbi(scores)


def _viterbi(scores: NDArray[np.float32]) -> list[int]:
    import numpy as np

    may = np.array(
        [[0.0 if (a, b) in _MAY else -1e9 for b in range(len(TAGS))] for a in range(len(TAGS))]
    )
    value = scores[0] + may[0]
    came = []
    for given in scores[1:]:
        ways = value[:, None] + may
        came.append(ways.argmax(axis=0))
        value = ways.max(axis=0) + given
    path = [int((value + may[:, 0]).argmax())]
    for before in reversed(came):
        path.append(int(before[path[-1]]))
    return path[::-1]
