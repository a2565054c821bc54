"""The package's own recogniser as parts of a spaCy pipeline, so that `spacy.load` reads it like any
other.

spaCy finds both by the entry points in ``pyproject.toml``; `tag.recogniser.pipeline` imports this
module besides.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from briefing_ingest.tag.recogniser.encoder import (
    GRAPH,
    VOCABULARY,
    WORD,
    Encoder,
    names_in,
    read_encoder,
)
from briefing_ingest.tag.recogniser.names import SURE_SPANS

_TOKEN: Final = re.compile(rf"({WORD.pattern}|\s)( ?)")
"""A word or a sign of white space, and the space behind it."""


class Words:
    """spaCy's tokenizer: the words that the network reads, and white space, so that every text can
    be had again.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """``text`` as a document of spaCy."""
        found = _TOKEN.findall(text)
        return Doc(
            self.vocab,
            words=[word for word, _ in found],
            spaces=[bool(space) for _, space in found],
        )

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Nothing: it has learnt nothing."""

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Words:
        """Itself."""
        return self


class NameRecogniser:
    """spaCy's component: gives a document the organisations, places and people that the encoder
    finds in it.
    """

    def __init__(self) -> None:
        self._folder = Path()
        self._encoder: Encoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its names as entities; those that it is sure of are the span group
        `SURE_SPANS` besides.
        """
        if self._encoder is None:
            message = "the recogniser has no network yet: load one with from_disk"
            raise ValueError(message)
        tokens = [token for token in doc if not token.is_space]
        names = list(names_in([token.text for token in tokens], self._encoder))
        spans = [
            Span(doc, tokens[name.first].i, tokens[name.end - 1].i + 1, name.label)
            for name in names
        ]
        doc.ents = spans
        doc.spans[SURE_SPANS] = [
            span for span, name in zip(spans, names, strict=True) if name.is_sure
        ]
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write the files of the encoder into the folder ``path``."""
        path.mkdir(exist_ok=True)
        for name in (GRAPH, VOCABULARY):
            shutil.copyfile(self._folder / name, path / name)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> NameRecogniser:
        """Itself, with the encoder whose files are in the folder ``path``.

        Raises:
            OSError: a file is missing.
            ValueError: the network is none.
        """
        self._folder, self._encoder = Path(path), read_encoder(Path(path))
        return self


@registry.tokenizers("briefing_ingest.words.v1")
def new_tokenizer():  # type: ignore[no-untyped-def]
    """What makes the tokenizer of a pipeline."""
    return lambda nlp: Words(nlp.vocab)


@Language.factory("briefing_names")
def new_recogniser(nlp: Language, name: str) -> NameRecogniser:
    """A recogniser without network."""
    return NameRecogniser()
