"""`ingest explain --open`: the page with a frame around the block. A block may be named without its
work."""

import io
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

import example_dataset as example
from briefing_ingest.errors import UsageError
from briefing_ingest.explain import Boxed, boxes, drawn, explain
from briefing_ingest.provenance import BlockProvenance, SourcePlace
from briefing_ingest.report.pictures import page_pictures


def pdf() -> bytes:
    document = FPDF(unit="pt", format=(200, 300))
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.text(50, 100, "A line.")
    return bytes(document.output())


def printed() -> example.ExampleBriefings:
    """The example, with a paragraph that stands in a box on a page."""
    briefings = example.ExampleBriefings()
    boxed = SourcePlace(source="first", page=1, lines=(1, 1), box=(5000, 9000, 9000, 10000))
    blocks = {"safer-streets/paragraph-opening": BlockProvenance(places=(boxed,))}
    briefings.provenance = briefings.provenance.model_copy(update={"blocks": blocks})
    return briefings


BOX = Boxed("first", "seeds/first.txt", 1, ((5000, 9000, 9000, 10000),))


def test_a_block_is_found_on_its_page() -> None:
    assert boxes(printed(), "safer-streets/paragraph-opening") == [BOX]
    assert boxes(printed(), "safer-streets/paragraph-costs") == []


@pytest.mark.parametrize(
    "target", ["safer-streets/paragraph-opening#12", "kent", "safer-streets:Groups"]
)
def test_a_name_and_words_are_shown_on_the_page_of_their_block(target: str) -> None:
    assert boxes(printed(), target) == [BOX]


def test_what_stands_twice_on_a_page_is_framed_twice_on_one_picture() -> None:
    briefings = printed()
    blocks = dict(briefings.provenance.blocks)
    (place,) = blocks["safer-streets/paragraph-opening"].places
    lower = (5000, 20000, 9000, 21000)
    places = (place, place.model_copy(update={"box": lower}))
    blocks["safer-streets/paragraph-opening"] = BlockProvenance(places=places)
    briefings.provenance = briefings.provenance.model_copy(update={"blocks": blocks})
    (page,) = boxes(briefings, "safer-streets/paragraph-opening")
    assert page == BOX._replace(boxes=(*BOX.boxes, lower))
    png = drawn(pdf(), page)
    assert png
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert [image.getpixel((96, y)) for y in (190, 410)] == [(179, 38, 30)] * 2


def test_a_relation_is_shown_on_the_pages_of_its_evidence() -> None:
    briefings = example.ExampleBriefings()
    boxed = SourcePlace(source="post", page=3, lines=(1, 1), box=BOX.boxes[0])
    blocks = {"why-streets-matter/paragraph-read": BlockProvenance(places=(boxed,))}
    briefings.provenance = briefings.provenance.model_copy(update={"blocks": blocks})
    assert boxes(briefings, "why-streets-matter/about/safer-streets") == [
        Boxed("post", "seeds/post.txt", 3, BOX.boxes)
    ]


def test_the_box_is_drawn_where_it_is() -> None:
    png = drawn(pdf(), BOX)
    assert png
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert image.size == (400, 600)
    assert image.getpixel((96, 190)) == (179, 38, 30)
    assert image.getpixel((20, 20)) == (255, 255, 255)


def test_a_cropped_page_is_shown_whole_so_that_boxes_fit() -> None:
    document = pypdfium2.PdfDocument(pdf())
    document[0].set_cropbox(40, 100, 200, 300)
    cropped = io.BytesIO()
    document.save(cropped)
    document.close()
    whole, again = drawn(pdf(), BOX), drawn(cropped.getvalue(), BOX)
    assert whole
    assert again
    assert Image.open(io.BytesIO(whole)).tobytes() == Image.open(io.BytesIO(again)).tobytes()


@pytest.mark.parametrize(("content", "box"), [(b"no pdf", BOX), (pdf(), BOX._replace(page=9))])
def test_what_has_no_such_page_gives_no_picture(content: bytes, box: Boxed) -> None:
    assert drawn(content, box) is None


def test_pages_with_boxes_are_embedded_in_the_report_as_far_as_they_fit(tmp_path: Path) -> None:
    file = tmp_path / "first.pdf"
    file.write_bytes(pdf())
    pictures = page_pictures(printed().provenance, {"first": file})
    assert list(pictures) == ["first/1"]
    assert pictures["first/1"].startswith("data:image/webp;base64,")
    assert page_pictures(printed().provenance, {"first": file}, budget=10) == {}
    assert page_pictures(printed().provenance, {"first": tmp_path / "gone.pdf"}) == {}


def test_a_block_needs_no_work_where_it_is_the_only_one() -> None:
    briefings = example.ExampleBriefings()
    for named in ("paragraph-opening", "note-1"):
        assert explain(briefings, named) == explain(briefings, f"safer-streets/{named}")
    assert explain(briefings, "paragraph-opening#56-60").startswith(
        "safer-streets/paragraph-opening#56-60\n"
    )
    assert "“It's” in first" in explain(briefings, "paragraph-opening:It’s")


def test_a_block_that_two_works_have_needs_its_work() -> None:
    twice = example.dataset(
        example.briefing(), example.post([*example.post_blocks(), example.opening(note_refs=())])
    )
    with pytest.raises(UsageError, match="E407"):
        explain(example.ExampleBriefings(twice), "paragraph-opening")
