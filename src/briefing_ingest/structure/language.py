"""The language a document is written in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefing_ingest.english.function_words import plain_english
from briefing_ingest.model import Block, RawDocument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MIN_CHARACTERS = 80
"""Characters from which detection is trusted; below, English is assumed, as the field's
language."""

# A text with so many function words of English needs no model, which takes half a second and 100 MB
# to load.
_MIN_SHARE_ENGLISH: Final = 0.2
_MIN_WORDS: Final = 100

_STEPS: Final = 1 << 14
"""Steps of one: finer than the model's own numbers, which have eleven binary digits."""


def detect_language(raw: RawDocument, blocks: tuple[Block, ...]) -> str:
    """BCP 47 tag: what the source declares, else what the text of its blocks looks like
    (py3langid).
    """
    declared = next((fact.value for fact in raw.facts if fact.name == "language"), "")
    if declared:
        return declared.replace("_", "-")
    text = " ".join(block.text for block in blocks)[:20_000]
    if len(text) < _MIN_CHARACTERS or _is_plainly_english(text):
        return "en"
    return str(_model_of_languages().classify(text)[0])


@cache
def _model_of_languages() -> Any:
    """The model of py3langid, adding in whole numbers.

    It adds in floating point, where the sum depends on the order, and so on the processor: between
    two close languages (Danish, Norwegian) the last digit could decide. A whole number is the same
    in any order. py3langid asks `_sparse_score` for the score of each language.
    """
    import numpy as np
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    class InWholeNumbers(LanguageIdentifier):  # type: ignore[misc]  # py3langid has no types
        def _sparse_score(self, visits: Mapping[int, int], table: NDArray[np.float16]) -> Any:
            rows = np.array([*visits], dtype=np.intp)
            weights = np.log1p(np.array([*visits.values()], dtype=np.float64))
            scores = _whole(weights, _STEPS) @ _whole(table[rows], _STEPS)
            # Below 2**53, so that a float holds them exactly; classify writes floats among them.
            return (scores + _whole(self.nb_pc, _STEPS**2)).astype(np.float64)

    return InWholeNumbers.from_model_file(MODEL_FILE)


def _whole(values: NDArray[Any], steps: int) -> NDArray[np.int64]:
    """``values`` as whole numbers of steps, of which ``steps`` are one."""
    import numpy as np

    return np.rint(values.astype(np.float64) * steps).astype(np.int64)


def _is_plainly_english(text: str) -> bool:
    words = text.lower().split()
    return len(words) >= _MIN_WORDS and sum(
        word in plain_english() for word in words
    ) >= _MIN_SHARE_ENGLISH * len(words)
