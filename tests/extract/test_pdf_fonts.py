"""Fonts that lie: what they hide is put right where the words say so, and told where they do
not."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.extract.pdf.letters.ciphers import apply_key, complete_key, find_key
from briefing_ingest.extract.pdf.letters.fonts import Fonts, mended
from briefing_ingest.extract.pdf.letters.language import is_rubbish, looks_like_language, words_of
from briefing_ingest.extract.pdf.page.glyphs import Glyph, page_text

ENGLISH = (
    "The commissioner said that the scheme had cost less than was planned and that it helped more "
    "people than before. Victims of crime were asked what they need, and most of them want to be "
    "told what happens with their report. Other forces have begun to follow the example of the "
    "county, and the results are good for young people too."
)
FRENCH = (
    "Le commissaire a dit que le programme avait moins coûté que prévu et que les victimes sont "
    "plus nombreuses à se plaindre de ne pas être informées par les services de la police dans "
    "leur ville."
)


def glyphs(
    text: str, *, font: str = "Body", told: Callable[[str], str] = lambda c: c
) -> list[Glyph]:
    """One line of text, as a font tells it that says ``told(c)`` for ``c``."""
    return [
        Glyph(
            told(c) if c != " " else c, 6.0 * i, 0, 6.0 * i + 5, 10, 10, False, True, 0, 8.0, font
        )
        for i, c in enumerate(text)
    ]


def lost(text: str, number: Callable[[str], int], *, font: str = "Body") -> list[Glyph]:
    """One line of text in a font that tells but the numbers of its glyphs."""
    return [
        glyph._replace(text="\ufffd", told=chr(number(glyph.text)))
        for glyph in glyphs(text, font=font)
    ]


def shown(found: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in found)


def shifted(by: int) -> Callable[[str], str]:
    return lambda c: chr(ord(c) + by) if 33 <= ord(c) + by < 127 else c


@pytest.mark.parametrize("by", [-29, -3, -1, 1, 5])
def test_letters_shifted_by_a_constant_are_put_right(by: int) -> None:
    letters_only = "".join(c for c in ENGLISH if c.isalpha() or c == " ")
    found = mended(glyphs(letters_only, told=shifted(by)), Fonts())
    words = shown(found).split()
    assert sum(a == b for a, b in zip(words, letters_only.split(), strict=True)) > 0.95 * len(words)
    assert {glyph.repair for glyph in found} <= {"", "shifted_font"}


def test_what_the_font_said_stays_in_the_raw_text() -> None:
    told = glyphs(ENGLISH, told=shifted(1))
    assert page_text(mended(told, Fonts()), 0).text.rstrip("\n") == shown(told)


@pytest.mark.parametrize("number", [ord, lambda c: ord(c) - 29])
def test_glyph_numbers_are_read_as_characters(number: Callable[[str], int]) -> None:
    found = mended(lost(ENGLISH, number), Fonts())
    assert shown(found) == ENGLISH
    assert {glyph.repair for glyph in found} == {"unmapped_font"}
    assert page_text(found, 0).text == "\ufffd" * len(ENGLISH) + "\n"


@pytest.mark.parametrize(
    "text", [ENGLISH, FRENCH, "Jo Bloggs, Sam Smith, Kim Jones, Al Ng, Una Reilly, Ed Fox, Di Ray"]
)
def test_fonts_that_tell_the_truth_are_left_alone(text: str) -> None:
    told = glyphs(text)
    assert list(mended(told, Fonts())) == told


@given(st.text(string.ascii_letters + string.digits + " .,()=+-", max_size=80))
@settings(max_examples=60, deadline=None)
def test_formulas_and_numbers_are_left_alone_or_keep_their_length(text: str) -> None:
    found = mended(glyphs(text), Fonts())
    assert page_text(found, 0).text.replace("\n", "") == text


def test_a_lost_ligature_is_found_from_the_words_around_it() -> None:
    text = "the o\x01ce made a su\x01cient and e\x01cient e\x01ort with di\x01culty"
    key = complete_key(text, {"\x01": "\0"}, ["\x01"])
    assert key == {"\x01": "ffi"}


def test_a_font_of_few_letters_gets_the_key_of_another() -> None:
    fonts = Fonts()
    body = mended(glyphs(ENGLISH, told=shifted(1)), fonts)
    title = mended(glyphs("Victims of crime", font="Title", told=shifted(1)), fonts)
    assert shown(body).startswith("The commissioner")
    assert shown(title) == "Victims of crime"


@pytest.mark.parametrize(
    ("font", "told", "text"),
    [
        ("SymbolMT", "\uf0b7", "•"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Garamond", "\uf041", "A"),
        ("Logo", "\ue900", "\ue900"),
    ],
)
def test_private_use_characters(font: str, told: str, text: str) -> None:
    assert shown(mended(glyphs("x", font=font, told=lambda _: told), Fonts())) == text


def test_no_key_convinces_for_random_letters() -> None:
    assert find_key(" ".join(["xqzjv", "wkkfg", "bbtrp", "hjklm"] * 20), {}) is None


@given(st.text(max_size=60), st.dictionaries(st.characters(), st.characters(), max_size=5))
@settings(max_examples=40)
def test_a_key_changes_characters_one_by_one(text: str, key: dict[str, str]) -> None:
    changed = apply_key(text, key)
    assert len(changed) == len(text)
    for before, after in zip(text, changed, strict=True):
        assert after == key.get(before, before)


@pytest.mark.parametrize(
    ("text", "judged"), [(ENGLISH, True), (FRENCH, True), ("Abc def", None), ("xkcd " * 20, False)]
)
def test_language_is_told_from_rubbish(text: str, judged: bool | None) -> None:
    assert looks_like_language(words_of(text)) is judged
    assert not is_rubbish(words_of(ENGLISH))


def test_what_stands_alone_without_a_meaning_in_a_shifted_font_is_its_space() -> None:
    told = glyphs(ENGLISH, told=shifted(1))
    blank = [glyph._replace(text="\ufffd") if glyph.text == " " else glyph for glyph in told]
    assert " ".join(shown(mended(blank, Fonts())).split()[:4]) == "The commissioner said that"
    assert "\ufffd" in shown(
        mended(
            [
                glyph._replace(text="\ufffd") if glyph.text == " " else glyph
                for glyph in glyphs(ENGLISH)
            ],
            Fonts(),
        )
    )
