"""Addresses that a text sets side by side."""

import itertools

import pytest

from addresses import BODIES, PROSE, rows_of_columns
from briefing_ingest.structure.addresses import part_address_columns
from witnesses import lines_of, texts, witness_of


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("white", [" ", "\t"])
def test_each_column_is_a_block(number: int, white: str) -> None:
    bodies = BODIES[:number]
    rows = rows_of_columns(bodies, white)
    witness = witness_of("\n".join(["The report", "", PROSE, "", *rows, "", "The end of it.", ""]))
    assert texts(witness, "imprint") == [" ".join(body.lines) for body in bodies]
    assert [block.kind for block in witness.blocks][-1] != "imprint"


def test_a_blank_line_parts_what_is_below_the_address_and_no_name() -> None:
    rows = rows_of_columns(BODIES[:2], " ")
    lines = [rows[0], "", *rows[1:4], "", *rows[4:6], "", *rows[6:]]
    witness = witness_of("\n".join([PROSE, "", *lines, ""]))
    assert [(block.kind, block.text) for block in witness.blocks if block.kind != "paragraph"] == [
        (kind, " ".join(part))
        for body in BODIES[:2]
        for kind, part in (
            ("imprint", (body.name, *body.address)),
            ("contact", body.reach),
            ("imprint", body.numbers),
        )
    ]


def test_every_character_stays_in_its_place_in_the_raw_text() -> None:
    text = "\n".join([PROSE, "", *rows_of_columns(BODIES[:3], " "), ""])
    lines = part_address_columns(lines_of(text))
    spans = sorted(
        (piece.raw_start, piece.raw_end) for line in lines for piece in line.traced.pieces
    )
    assert next(span for span in spans if span[0] < span[1])[0] == 0
    assert all(end >= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert spans[-1][1] == len(text)


SAME = [
    pytest.param(
        "Lantern Street Trust   Bolton BL1 2AB   01204 960101\n"
        "Ferry Road Centre      Hull HU1 3CD     01482 960202\n"
        "Orchard Lane           Truro TR1 4EF    01872 960303\n",
        id="one body a row",
    ),
    pytest.param(
        "Lantern Street Trust   Ferry Road Centre\n"
        "Lighting               Benches\n"
        "Trees and hedges       Paths in parks\n",
        id="no address at all",
    ),
    pytest.param(
        "The office in Loom Lane, Bolton      Ask the centre for its report on\n"
        "BL1 2AB, is open every day. It       the lamps of Hull: 01482 960202\n"
        "answers letters within a week        on weekdays, or write to the desk\n"
        "and calls to 01204 960101 at once,   at 41 Ferry Road, Hull HU1 3CD,\n"
        "as its visitors have told us often.  which keeps a copy of all of them.\n",
        id="two columns of prose",
    ),
    pytest.param("Bolton BL1 2AB    Hull HU1 3CD\n01204 960101    01482 960202\n", id="short"),
    pytest.param("\n".join(BODIES[0].lines) + "\n", id="one address"),
    pytest.param(
        "Lantern Street Trust\nBolton BL1 2AB\n01204 960101\n\n"
        "Ferry Road Centre\nHull HU1 3CD\n01482 960202\n",
        id="one below another",
    ),
]


@pytest.mark.parametrize("text", SAME)
def test_what_is_no_address_beside_another_stays(text: str) -> None:
    lines = lines_of(f"{PROSE}\n\n{text}")
    assert part_address_columns(lines) == lines
