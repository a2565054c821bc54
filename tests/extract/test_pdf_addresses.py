"""Addresses that stand side by side on a PDF page."""

import pytest

from addresses import BODIES, PROSE, columns_pdf
from witnesses import read


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("size", [7, 8.5, 9])
@pytest.mark.parametrize("by_row", [True, False])
@pytest.mark.parametrize("spaced", [True, False])
def test_each_column_is_read_for_itself(
    number: int, size: float, by_row: bool, spaced: bool
) -> None:
    bodies = BODIES[:number]
    witness = read("a.pdf", columns_pdf(bodies, size=size, by_row=by_row, spaced=spaced))
    found = [block for block in witness.blocks if block.kind in {"imprint", "contact"}]
    expected = [
        " ".join(part)
        for body in bodies
        for part in (
            ((body.name, *body.address), body.reach, body.numbers) if spaced else (body.lines,)
        )
    ]
    assert [block.text for block in found] == expected
    assert {block.kind for block in found if body_of(block.text)} == {"imprint"}
    assert [block.text for block in witness.blocks if block.kind == "paragraph"] == [PROSE] * 3


def body_of(text: str) -> bool:
    """Whether a text begins with the name of a body."""
    return any(text.startswith(body.name) for body in BODIES)


def test_one_address_stands_beside_none() -> None:
    witness = read("a.pdf", columns_pdf(BODIES[:1], size=9, by_row=True, spaced=False))
    assert witness.raw_text.index("Bolton BL1 2AB") < witness.raw_text.index("1187654")
    kinds = [block.kind for block in witness.blocks if "Lantern" in block.text]
    assert "contact" not in kinds
