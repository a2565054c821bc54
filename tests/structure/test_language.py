"""The language of a document: told by little words where they are plain, by a model where they are
not."""

from __future__ import annotations

import math
import sys

import pytest

from briefing_ingest.model import Block, Fact, RawDocument
from briefing_ingest.structure import language
from briefing_ingest.structure.language import detect_language
from briefing_ingest.traced import TracedText

_ENGLISH = (
    "The panel found that few of the people had been asked, and that it was for the courts to say "
    "so. "
)
_GERMAN = (
    "Die Kommission war der Ansicht, dass an der Lage in den Orten nichts zu bessern war, also "
    "blieb es so. "
)


def _detected(text: str, *facts: Fact) -> str:
    raw = RawDocument("a", "text/plain", text, (), facts=facts)
    return detect_language(raw, (Block("paragraph", TracedText.copied(text, 0)),))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(_ENGLISH * 8, "en", id="plainly English"),
        pytest.param(_ENGLISH, "en", id="too short for plain, long enough for the model"),
        pytest.param("Bericht", "en", id="too short to tell"),
        pytest.param(_GERMAN * 8, "de", id="German, whose words was, in and an look English"),
        pytest.param(_GERMAN * 8 + _ENGLISH, "de", id="German with an English sentence"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, told: str) -> None:
    assert _detected(text) == told


def test_what_the_source_declares_goes_first() -> None:
    assert _detected(_ENGLISH * 8, Fact("language", "cy_GB", "html[lang]")) == "cy-GB"


@pytest.mark.parametrize("text", [_GERMAN * 8, _ENGLISH, _GERMAN * 300])
def test_scores_of_languages_are_whole_numbers_that_a_float_holds(text: str) -> None:
    """So their sum is the same in any order; as fractions they are those of py3langid."""
    py3langid = pytest.importorskip("py3langid")
    ours = dict(language._model_of_languages().rank(text))
    theirs = dict(py3langid.rank(text))
    assert all(score == int(score) and abs(score) < 2**53 for score in _voiced(ours))
    for name in ("de", "en", "nl", "da"):
        assert ours[name] / language._STEPS**2 == pytest.approx(theirs[name], rel=1e-3)


def _voiced(scores: dict[str, float]) -> list[float]:
    """The scores of languages that are not masked."""
    return [score for score in scores.values() if score > -1e30]


def test_no_weight_is_near_the_middle_of_two_whole_numbers() -> None:
    """Logarithms may differ in the last digit between processors: it must not decide a rounding."""
    middles = (abs(math.log1p(count) * language._STEPS % 1 - 0.5) for count in range(1, 20_001))
    assert min(middles) > 1e-8


def test_plain_english_loads_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)  # importing it would fail
    assert _detected(_ENGLISH * 8) == "en"
