"""The statistical model: any spaCy pipeline, of which only the recogniser is used.

The package has one of its own, in the folder ``tag/model``; ``training/ner`` in the repository
makes it. Any installed spaCy pipeline with an entity recogniser that labels ORG, GPE, LOC, FAC and
PERSON serves as well, by its name or folder. The judgement of a model is raw material: `rules`
decides what becomes a mention.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing_ingest.errors import Finding, IngestError
from briefing_ingest.tag.recogniser.identity import DEFAULT_MODEL, model_state
from briefing_ingest.tag.recogniser.names import LABELS, SURE_SPANS, Guess
from briefing_ingest.tag.recogniser.onnx_runtime import stop_telemetry

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OWN_MODEL: Final = Path(__file__).parents[1] / "model"
"""The folder of the model that the package ships."""

_LONGEST: Final = 100_000
"""Code points that a pipeline is given at a time: spaCy refuses a million, and some take 1 GB for
each of these."""

# The model was trained on plain quotation marks: with typographic ones it takes "n’t" for a place.
# One to one, so that offsets stay.
_PLAIN = str.maketrans("‘’“”–‑\u00a0", "''\"\"-- ")


def load_model(name: str) -> Language:
    """The pipeline ``name``, loaded once per process and state of its files, with nothing in it but
    the recogniser.

    `DEFAULT_MODEL` is the package's own; any other name is that of an installed pipeline or the
    path of one.

    Raises:
        IngestError: E501 if it is not installed, E502 if it cannot be used.
    """
    return _load_once(name, model_state(name) if name != DEFAULT_MODEL else "")


@lru_cache(maxsize=4)
def _load_once(name: str, state: str) -> Language:  # noqa: ARG001  # another state is another pipeline
    import warnings

    import spacy
    from spacy.about import __version__

    import briefing_ingest.tag.recogniser.spacy_parts  # noqa: F401 - its parts are known from here on, installed or not

    stop_telemetry()  # a pipeline of others may bring onnxruntime with it
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "error", message=r"\[W095\]"
            )  # made for another version of spaCy
            nlp = spacy.load(OWN_MODEL if name == DEFAULT_MODEL else name)
    except (OSError, ImportError) as error:
        raise _missing(name, str(error).splitlines()[0]) from error
    except UserWarning as error:
        raise _unusable(
            name, f"was made for another version of spaCy than {__version__}"
        ) from error
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ) as error:  # what spaCy and its parts raise for what they cannot build
        raise _unusable(
            name, f"cannot be built by spaCy {__version__}: {str(error).splitlines()[0]}"
        ) from error
    if "ner" not in nlp.pipe_names:
        raise _unusable(name, "has no entity recogniser")
    for pipe in [pipe for pipe in nlp.pipe_names if not _is_needed(nlp, pipe)]:
        nlp.disable_pipe(pipe)
    return nlp


def plain(text: str) -> str:
    """``text`` with plain quotation marks, hyphens and spaces, as the recogniser learnt it; offsets
    stay.
    """
    return text.translate(_PLAIN)


def _is_needed(nlp: Language, pipe: str) -> bool:
    """The recogniser itself, and the embeddings it listens to, if it has none of its own."""
    if pipe == "ner":
        return True
    listeners = getattr(nlp.get_pipe(pipe), "listening_components", [])
    return "ner" in listeners


def _missing(name: str, why: str) -> IngestError:
    if os.path.exists(name):  # noqa: PTH110  # of a name too long for a path this says no, where Path raises
        cause, fix = (
            f"There is no language model in {name!r}: {why}",
            "Restore its files, or name another with --model.",
        )
    else:
        fix = "Install it: `pip install 'briefing-ingest[model]'`, or name another with --model."
        cause = f"The language model {name!r} is not installed: {why}"
    return IngestError(Finding("E501", cause, fix))


def _unusable(name: str, why: str) -> IngestError:
    fix = (
        "Install a pipeline with an entity recogniser made for the installed spaCy, or name "
        "another with --model."
    )
    return IngestError(Finding("E502", f"The language model {name!r} {why}.", fix))


def guesses(texts: Sequence[str], *, model: str = DEFAULT_MODEL) -> list[tuple[Guess, ...]]:
    """For each text, what ``model`` takes for organisations, places and people, in text order.

    Raises:
        IngestError: E501, E502 as `load_model`.
    """
    nlp = load_model(model)
    parts = [
        (number, start, part)
        for number, text in enumerate(texts)
        for start, part in _parts(plain(text))
    ]
    found: dict[int, list[Guess]] = {}
    docs = nlp.pipe((part for _, _, part in parts), batch_size=32)
    for (number, start, _), doc in zip(parts, docs, strict=True):
        found.setdefault(number, []).extend(_guesses_in(doc, start))
    return [tuple(found.get(number, ())) for number in range(len(texts))]


def _guesses_in(doc: Doc, start: int) -> Iterator[Guess]:
    """What the pipeline labels in ``doc``, a text that begins at ``start``."""
    sure = {(span.start, span.end) for span in doc.spans.get(SURE_SPANS, ())}
    for entity in doc.ents:
        if entity.label_ in LABELS:
            at = start + entity.start_char, start + entity.end_char
            yield Guess(*at, entity.label_, (entity.start, entity.end) in sure)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """``text`` in parts that a pipeline takes, each with its place: cut before white space, if
    there is any.
    """
    start = 0
    while len(text) - start > _LONGEST:
        end = max(text.rfind(sign, start + 1, start + _LONGEST) for sign in " \n\t")
        end = end if end > start else start + _LONGEST
        yield start, text[start:end]
        start = end
    yield start, text[start:]
