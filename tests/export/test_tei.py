"""TEI: everything the dataset says of a work stands in it, and it is valid against the schema TEI
itself publishes."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import example_dataset as example
from briefing_ingest.canonical import parse_dataset
from briefing_ingest.dataset import Block, Dataset, Emphasis, Link, Variant, Work, texts
from briefing_ingest.export import render_tei

ROOT = Path(__file__).parents[2]
SCHEMA = Path(__file__).with_name(
    "tei_all.rng.gz"
)  # TEI P5 4.3.0; its licence: tei_all.licence.txt
TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module", params=["example", "seeds"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    if request.param == "example":
        return example.dataset()
    return parse_dataset((ROOT / "out" / "dataset.json").read_bytes(), "seeds")


def faults(root: etree._Element) -> list[str]:
    """What TEI's schema says against a document.

    Elements that the document does not have are taken out of the schema first: the whole of it
    takes libxml2 eleven seconds to read. This can only make it stricter, since RELAX NG has no way
    to forbid what is not there.
    """
    used = {etree.QName(element).localname for element in root.iter(f"{TEI}*")}
    grammar = etree.fromstring(gzip.decompress(SCHEMA.read_bytes()))
    for define in grammar.iter(f"{RNG}define"):
        element = define.find(f"{RNG}element")
        if element is not None and element.get("name") not in used:
            define.remove(element)
            etree.SubElement(define, f"{RNG}notAllowed")
    schema = etree.RelaxNG(grammar.getroottree())
    return (
        []
        if schema.validate(root)
        else [f"line {fault.line}: {fault.message}" for fault in schema.error_log]
    )


def test_every_work_is_valid_tei(dataset: Dataset) -> None:
    for work in dataset.works:
        assert faults(tei(work, dataset)) == []


def test_the_schema_can_say_no() -> None:
    root = tei(example.briefing(), example.dataset())
    next(root.iter(f"{TEI}app")).set("cause", "agreement")
    assert faults(root) != [], "the rule stands at the lemma, an app has no cause"


_SHAPES = st.tuples(
    st.sampled_from(["heading", "paragraph", "list_item", "quote", "caption"]), st.integers(1, 4)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_SHAPES, min_size=1, max_size=8))
def test_divisions_and_lists_nest_whatever_the_levels(shapes: list[tuple[str, int]]) -> None:
    blocks = [
        example.paragraph(f"paragraph-{at}", f"Text {at}").model_copy(
            update={"kind": kind, "level": level if kind in {"heading", "list_item"} else None}
        )
        for at, (kind, level) in enumerate(shapes)
    ]
    root = tei(example.post(blocks), example.dataset())
    assert faults(root) == []
    named = [element.get(XML_ID) for element in root.iterfind(f"{TEI}text//*[@{XML_ID}]")]
    assert named == [f"b.{block.id}" for block in blocks], "in the order of the text"


@pytest.mark.parametrize(
    "text", ["an odd \x00 sign \x0f of a font", "a \ufffe non-character", "< & > ' \""]
)
def test_what_xml_cannot_say_is_replaced_and_the_rest_kept(text: str) -> None:
    root = tei(example.post([example.paragraph("paragraph-x", text)]), example.dataset())
    assert faults(root) == []
    (paragraph,) = (p for p in root.iter(f"{TEI}p") if p.get(XML_ID) == "b.paragraph-x")
    assert said(paragraph) == text.translate({0: 0xFFFD, 15: 0xFFFD, 0xFFFE: 0xFFFD})


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org:8080/a", "https://example.org:8080/a"),
        ("https://example:org/a)[b", "https://example%3Aorg/a)%5Bb"),
        ("mailto:us@example.org", "mailto:us@example.org"),
    ],
)
def test_targets_are_addresses_whatever_was_printed(url: str, target: str) -> None:
    block = example.paragraph("paragraph-x", url).model_copy(
        update={"links": (Link(start=0, end=len(url), printed=url, url=url, conjectural=False),)}
    )
    root = tei(example.post([block]), example.dataset())
    assert faults(root) == []
    assert [ref.get("target") for ref in root.iter(f"{TEI}ref")] == [target]


def list_items(*levels: int) -> list[Block]:
    return [
        example.paragraph(f"item-{at}", f"Item {at}").model_copy(
            update={"kind": "list_item", "level": level}
        )
        for at, level in enumerate(levels)
    ]


def test_a_deeper_item_stands_in_a_list_within_the_item_before_it() -> None:
    root = tei(example.post(list_items(1, 2, 1)), example.dataset())
    (outer, inner) = root.iter(f"{TEI}list")
    assert [len(outer), len(inner)] == [2, 1]
    assert inner.getparent() is outer[0]


def tei(work: Work, dataset: Dataset) -> etree._Element:
    return etree.fromstring(render_tei(work, dataset).encode())


def said(element: etree._Element, left_out: str = "corr") -> str:
    """The text of an element in the lemmas' reading, without labels; of an address that was repaired
    one of its two forms is ``left_out``.
    """
    parts = [element.text or ""]
    for child in element:
        if child.tag not in {f"{TEI}rdg", f"{TEI}label", f"{TEI}{left_out}"}:
            parts.append(said(child, left_out))
        parts.append(
            (child.tail or "")
            if child.tag != f"{TEI}label"
            else (child.tail or "").removeprefix(" ")
        )
    return "".join(parts)


def test_tei_has_every_text_and_every_variant(dataset: Dataset) -> None:
    for work in dataset.works:
        root = tei(work, dataset)
        found = {element.get(XML_ID): element for element in root.iter() if element.get(XML_ID)}
        for text in texts(work):
            if text.id.startswith("table"):
                continue
            shown = found[f"b.{text.id}"]
            assert text.text in {said(shown, "corr"), said(shown, "sic")}
        variants = sum(len(text.variants) for text in texts(work))
        assert len(list(root.iter(f"{TEI}app"))) == variants


def test_everything_tei_points_at_is_there(dataset: Dataset) -> None:
    for work in dataset.works:
        root = tei(work, dataset)
        ids = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
        assert len(set(ids)) == len(ids)
        targets = {
            ref for e in root.iter() for key in ("wit", "ref") for ref in (e.get(key) or "").split()
        }
        targets |= {
            e.get("target") or "" for e in root.iter(f"{TEI}ref") if e.get("type") == "note"
        }
        assert {target.removeprefix("#") for target in targets} <= set(ids)


def test_tei_tells_readings_and_names() -> None:
    text = render_tei(example.briefing(), example.dataset())
    assert (
        '<lem wit="#w.second" cause="typography">St Giles</lem><rdg wit="#w.first">St. '
        "Giles</rdg></app> Trust" in text
    ), "a name that crosses a variant is left out, the variant stays"
    assert '<name ref="#e.kent">Kent</name>' in text
    assert 'harm.<ref type="note" target="#b.note-1"/>' in text


def test_tei_sets_words_apart_where_they_nest() -> None:
    emphasis = (
        Emphasis(start=0, end=7, kind="em"),
        Emphasis(start=4, end=7, kind="strong"),
        Emphasis(start=5, end=9, kind="em"),
    )
    block = Block(id="b", kind="paragraph", text="one two six", emphasis=emphasis)
    root = tei(example.post([block]), example.dataset())
    assert faults(root) == []
    marked = [(hi.get("rend"), said(hi)) for hi in root.iter(f"{TEI}hi")]
    assert marked == [("italic", "one two"), ("bold", "two")], "what crosses is left out"


def test_variants_that_cross_stand_in_a_list() -> None:
    block = example.opening()
    first = block.variants[0]
    crossing = Variant(**{**dict(first), "start": first.start + 3, "end": first.end + 6})
    blocks = [block.model_copy(update={"variants": (first, crossing)})]
    root = tei(example.briefing(blocks, notes=()), example.dataset())
    (listed,) = root.iter(f"{TEI}listApp")
    assert listed[0].get("loc") == f"paragraph-opening {first.start + 3}-{first.end + 6}"
