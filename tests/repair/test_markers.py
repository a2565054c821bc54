"""Note markers: what belongs to the sequence is taken, every other number stays."""

import pytest

from briefing_ingest.model import Block, Witness
from briefing_ingest.repair.markers import note_markers
from briefing_ingest.traced import TracedText


def _witness(paragraphs: list[str], notes: int) -> Witness:
    raw = "\n".join(paragraphs)
    blocks = tuple(
        Block("paragraph", TracedText.copied(text, raw.index(text))) for text in paragraphs
    )
    numbered = tuple(
        Block("note", TracedText.copied("x", 0), number=str(n)) for n in range(1, notes + 1)
    )
    return Witness("a", "text/plain", raw, blocks, numbered)


def _read(paragraphs: list[str], notes: int = 0) -> list[tuple[str, list[tuple[int, str, str]]]]:
    return [
        (b.text, [(m.at, m.number, m.printed) for m in b.markers])
        for b in note_markers(_witness(paragraphs, notes)).blocks
    ]


@pytest.mark.parametrize(
    ("printed", "text", "at"),
    [
        ("reduce reoffending.¹", "reduce reoffending.", 19),
        ("use of force. ¹", "use of force.", 13),
        ("vulnerable people.1 The support", "vulnerable people. The support", 18),
        ("including the police,1 take", "including the police, take", 21),
        ("in the police. 1 PCCs can", "in the police. PCCs can", 14),
        ("in the police. 1", "in the police.", 14),
        ("their work1 and", "their work and", 10),
        ("the ‘service’.1 It", "the ‘service’. It", 14),
        ("as shown [1] by", "as shown by", 8),
    ],
)
def test_every_form_of_marker(printed: str, text: str, at: int) -> None:
    (first, *_) = _read([printed, "More.² And more.³"], notes=3)
    assert (first[0], [(m[0], m[1]) for m in first[1]]) == (text, [(at, "1")])


@pytest.mark.parametrize(
    "text",
    [
        "homicides fall 39 per cent over the decade.",
        "There were 4,359 deaths in 2018, the highest.",
        "Young people aged 14-25 have trust. 17-year-olds do not.",
        "In 1829, policing was established in SE11 5DP.",
        "an area of 5 km² or CO2 or no.4 of them",
        "see www.example.org/a1 or page 2 of it at http://example.org/April2018_0.pdf",
        "It costs 1.5 per cent.",
        "some 4 × 10⁶ journeys, or 3·10⁵ of them",
        "up to ¹⁄₄ of the rent, ³⁄8 of the wages and ²∕3 of the rest",
        "In Einstein’s E = mc² and the circle’s A = r² nothing is cited.",
        "at 9 µg/m³ of air",
    ],
)
def test_no_other_number_is_taken_for_one(text: str) -> None:
    assert _read([text], notes=20) == [(text, [])]


def test_a_number_out_of_sequence_stays() -> None:
    paragraphs = ["First.¹ Then.² In all there were ten.9 Then.³", "Last.⁴"]
    assert [m[1] for _, found in _read(paragraphs, notes=4) for m in found] == ["1", "2", "3", "4"]


def test_without_notes_a_sequence_from_the_beginning_is_enough() -> None:
    assert [m[1] for _, found in _read(["One.1 Two.2 Three.3"]) for m in found] == ["1", "2", "3"]


def test_without_notes_a_single_number_is_not() -> None:
    assert _read(["In the summer.14 people came."]) == [("In the summer.14 people came.", [])]


def test_a_number_above_the_last_note_is_none() -> None:
    assert _read(["It was so.¹ It was.25 more"], notes=2)[0][0] == "It was so. It was.25 more"


def test_many_markers_in_one_block_keep_their_places() -> None:
    ((text, found),) = _read(["a b c.¹ d e f. ² g h i.3"], notes=3)
    assert text == "a b c. d e f. g h i."
    assert [text[:at] for at, _, _ in found] == ["a b c.", "a b c. d e f.", "a b c. d e f. g h i."]
