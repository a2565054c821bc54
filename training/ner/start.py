"""What the recogniser starts from: the word vectors and the hidden layers of spaCy's medium English pipeline.

``en_core_web_md`` 3.8 (Explosion, MIT licence) was trained on OntoNotes 5; its vectors are Explosion's own (OSCAR,
Wikipedia, OpenSubtitles, WMT News Crawl; CC0), pruned to 20,000, as its meta.json says. Its entity labels are not
kept: the layers that decide are trained anew on the sets that `prepare` names.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

_WORD: Final = re.compile(
    r"(?:[A-Z]?[a-zà-ÿ]{1,14}|[A-Z]{1,7}|Ma?c[A-Z][a-z]+)(?:['’.&-][A-Za-zÀ-ÿ]{1,6})?\.?|\W{1,2}|(?:[A-Z]\.){1,4}|n['’]t"
)
"""Keys worth their bytes: half of what the source has is numbers, addresses and words in capitals."""


def read_start(folder: Path) -> Language:
    """The medium pipeline, from the model directory of the package that ships it."""
    import spacy

    return spacy.load(folder, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "tok2vec"])


def copy_vectors(start: Language, vocab: Vocab, folder: Path) -> None:
    """Give ``vocab`` the vectors and norms of ``start``.

    Only words keep a vector: the shape of a number or address says as much. Values are rounded to what two bytes
    hold, so that training sees the numbers that are shipped.
    """
    from spacy.vectors import Vectors
    from srsly import read_json

    source = start.vocab.vectors
    names = [name for name in read_json(folder / "vocab" / "strings.json") if _WORD.fullmatch(name)]
    keys = sorted(key for key in map(start.vocab.strings.__getitem__, names) if key in source.key2row)
    data = source.data.astype("float16").astype("float32")
    vectors = Vectors(strings=vocab.strings, data=data, name="en_core_web_md")
    for key in keys:
        vectors.add(key, row=source.key2row[key])
    vocab.vectors = vectors
    vocab.lookups = start.vocab.lookups


def copy_layers(start: Language, nlp: Language) -> None:
    """Give the recogniser of ``nlp`` the embedding and convolutions of that of ``start``."""
    theirs, ours = (pipeline.get_pipe("ner").model for pipeline in (start, nlp))  # type: ignore[attr-defined]
    ours.get_ref("tok2vec").from_bytes(theirs.get_ref("tok2vec").to_bytes())
