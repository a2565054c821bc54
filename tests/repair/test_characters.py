"""Damage to single characters."""

import pytest

from briefing_ingest.model import Line
from briefing_ingest.repair.characters import encoding, leaked_markdown, raised_digits, spaces
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText
from witnesses import lines_of


def _text(lines: tuple[Line, ...]) -> str:
    return "".join(line.text for line in lines)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("the policeâ€™s use\n", "the police’s use\n"),
        ("â€˜navigatorsâ€™ working\n", "‘navigators’ working\n"),
        ("14â€“25\r\n", "14–25\r\n"),
        ("ﬁnance and oﬃce\n", "finance and office\n"),
        ("Cafe\u0301\n", "Café\n"),
        ("é\x07b\n", "éb\n"),
    ],
)
def test_wrong_decoding_is_mended_and_line_ends_stay(damaged: str, mended: str) -> None:
    assert _text(encoding(lines_of(damaged))) == mended


@pytest.mark.parametrize(
    "text",
    [
        "policing.² and ¹⁰\n",
        "‘one-stop-shop’ — 4,359\n",
        "ﾊﾝｶｸ\n",
        "naïve café, Łódź\n",
        "&amp; &lt;b&gt; é\n",
    ],
)
def test_what_the_author_wrote_stays(text: str) -> None:
    assert _text(encoding(lines_of(text))) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("crime.\u00a0 \n", "crime.  \n"),
        ("Next\u202fMay\n", "Next May\n"),
        ("po\u200blice\ufeff\n", "police\n"),
        ("re\u00adoffending\n", "reoffending\n"),
        ("re\u00ad\n", "re\u00ad\n"),
        ("👩\u200d⚖️\n", "👩\u200d⚖️\n"),
    ],
)
def test_odd_spaces_and_zero_width_characters(text: str, plain: str) -> None:
    assert _text(spaces(lines_of(text))) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Vox Studios **Durham Street** London\n", "Vox Studios Durham Street London\n"),
        ("__Note:__ this\n", "Note: this\n"),
        ("Required fields are marked *\n", "Required fields are marked *\n"),
        ("2 ** 3 ** 4\n", "2 ** 3 ** 4\n"),
        ("snake__case__name\n", "snake__case__name\n"),
    ],
)
def test_leaked_emphasis(text: str, plain: str) -> None:
    assert _text(leaked_markdown(lines_of(text))) == plain


def test_the_marks_of_a_heading_become_its_level() -> None:
    (line,) = leaked_markdown(lines_of("## Tackling violent crime\n"))
    assert (line.text, line.role, line.level) == ("Tackling violent crime\n", "heading", 2)


@pytest.mark.parametrize(
    ("text", "raised", "printed"),
    [
        ("policing.2 And", Span(9, 10), "policing.² And"),
        ("in 20191 and", Span(7, 8), "in 2019¹ and"),
        ("reoffending.[12]", Span(12, 16), "reoffending.¹²"),
        ("the 21st century", Span(6, 8), "the 21st century"),
    ],
)
def test_digits_set_as_superscript_are_printed_so(text: str, raised: Span, printed: str) -> None:
    line = Line(TracedText.copied(text, 0), 1, 1, raised=(raised,))
    assert _text(raised_digits((line,))) == printed
