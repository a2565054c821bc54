"""The language of a document: told by little words where they are plain, by a model where they are
not."""

from __future__ import annotations

import sys

import pytest

from briefing_ingest.model import Block, Fact, RawDocument
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
    ("text", "language"),
    [
        pytest.param(_ENGLISH * 8, "en", id="plainly English"),
        pytest.param(_ENGLISH, "en", id="too short for plain, long enough for the model"),
        pytest.param("Bericht", "en", id="too short to tell"),
        pytest.param(_GERMAN * 8, "de", id="German, whose words was, in and an look English"),
        pytest.param(_GERMAN * 8 + _ENGLISH, "de", id="German with an English sentence"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, language: str) -> None:
    assert _detected(text) == language


def test_what_the_source_declares_goes_first() -> None:
    assert _detected(_ENGLISH * 8, Fact("language", "cy_GB", "html[lang]")) == "cy-GB"


def test_plain_english_loads_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)  # importing it would fail
    assert _detected(_ENGLISH * 8) == "en"
