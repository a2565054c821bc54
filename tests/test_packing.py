"""Results of stages as bytes and back: nothing is lost, and what is not exactly such a result is
none."""

from __future__ import annotations

import pickle
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_ingest import pipeline
from briefing_ingest.cells import cells_of
from briefing_ingest.manifest import read_manifest
from briefing_ingest.model import (
    Block,
    Furniture,
    Link,
    Mention,
    MergedBlock,
    NoteCall,
    NoteMarker,
    RawEmphasis,
    RawLink,
    Reading,
    Source,
    Stretch,
    Witness,
    Work,
)
from briefing_ingest.packing import MENTIONS, WITNESSES, are_mentions_of, is_witness_of
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText

ROOT = Path(__file__).parents[1]
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=5),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    type(None): st.none(),
}


def parts(type_: Any) -> dict[str, Any]:
    """The fields of a record with their types; none if ``type_`` is no record."""
    if is_dataclass(type_) or hasattr(type_, "_fields"):
        return get_type_hints(type_)
    return {}


@cache
def values(type_: Any) -> st.SearchStrategy[Any]:
    """All values of a type that is made of plain ones. Anything else fails here: no record may hold
    it."""
    if type_ in PLAIN or type_ is Block:
        return blocks() if type_ is Block else PLAIN[type_]
    origin, inner = get_origin(type_), get_args(type_)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(values, inner))
    if origin is tuple and inner[1:] == (...,):
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    assert parts(type_), f"{type_} is not plain data"
    return st.builds(type_, **{name: values(field) for name, field in parts(type_).items()})


def blocks() -> st.SearchStrategy[Block]:
    """Blocks of which the tables have the cells that their text has: there are no others."""
    held = {
        name: values(field)
        for name, field in parts(Block).items()
        if name not in {"cells", "spans", "heads"}
    }
    plain = st.builds(Block, **held | {"kind": st.just("paragraph")})
    tables = plain.map(lambda block: replace(block, kind="table", cells=cells_of(block.text)))
    return plain | tables


# --- nothing is lost ------------------------------------------------------------------------------


@given(values(Witness))
def test_a_witness_comes_back_as_it_was(witness: Witness) -> None:
    content = WITNESSES.pack(witness)
    assert content is not None
    again = WITNESSES.unpack(content)
    assert (again, repr(again)) == (witness, repr(witness))


@given(values(tuple[Mention, ...]))
def test_mentions_come_back_as_they_were(mentions: tuple[Mention, ...]) -> None:
    content = MENTIONS.pack(mentions)
    assert content is not None
    again = MENTIONS.unpack(content)
    assert (again, repr(again)) == (mentions, repr(mentions))


@cache
def witnesses_of_the_seeds() -> tuple[tuple[Source, Witness], ...]:
    manifest = read_manifest(ROOT / "seeds" / "sources.toml")
    sources = manifest.sources
    return tuple(
        (source, pipeline.read_source(source, manifest.file(source).read_bytes()))
        for source in sources
    )


def test_real_witnesses_come_back_and_are_sane() -> None:
    assert witnesses_of_the_seeds()
    for source, witness in witnesses_of_the_seeds():
        again = WITNESSES.unpack(WITNESSES.pack(witness) or b"")
        assert again is not None
        assert (again, repr(again)) == (witness, repr(witness))
        assert is_witness_of(source, again)


def test_texts_that_were_asked_for_do_not_get_into_the_bytes() -> None:
    _, witness = witnesses_of_the_seeds()[0]
    before = WITNESSES.pack(replace(witness))
    assert all(block.text == block.traced.text for block in witness.blocks)
    assert WITNESSES.pack(witness) == before


@pytest.mark.parametrize(
    "witness",
    [
        Witness("a", "text/plain", "half a pair: \ud83d", ()),
        Witness("a", "text/plain", "", (Block("heading", TracedText(), level=2**64),)),
        Witness(
            "a",
            "text/plain",
            "",
            (Block("heading", TracedText(), raw_links=(RawLink(-(2**63) - 1, 0, ""),)),),
        ),
    ],
)
def test_what_cannot_be_written_is_not_kept(witness: Witness) -> None:
    assert WITNESSES.pack(witness) is None


# --- what is no such result is none ---------------------------------------------------------------

RAW = "A sentence that stands in the raw text.\nAnother."
BLOCK = Block("paragraph", TracedText.copied(RAW[:39], 0))
WITNESS = Witness("a", "text/plain", RAW, (BLOCK,))


def changed(**fields_: Any) -> bytes:
    """The bytes of `WITNESS` with some fields other than they should be; `...` leaves one out."""
    plain = {field.name: getattr(WITNESS, field.name) for field in fields(WITNESS)} | fields_
    return msgspec.msgpack.encode(
        {name: value for name, value in plain.items() if value is not ...}
    )


def changed_block(**fields_: Any) -> bytes:
    plain = {field.name: getattr(BLOCK, field.name) for field in fields(BLOCK)} | fields_
    return changed(blocks=[plain])


def test_the_bytes_that_are_changed_below_are_a_witness() -> None:
    assert WITNESSES.unpack(changed()) == WITNESSES.unpack(changed_block()) == WITNESS


NESTED = b"\x91" * 100_000 + b"\xc0"
WRONG = {
    "nothing": b"",
    "nil": b"\xc0",
    "cut short": changed()[:-1],
    "something behind it": changed() + b"\xc0",
    "a number for a text": changed(source_id=1),
    "bytes for a text": changed(raw_text=b"A sentence"),
    "nil for a text": changed(language=None),
    "not a number": changed(language=float("nan")),
    "a truth for a number": changed_block(level=True),
    "a whole float for a number": changed_block(level=1.0),
    "a number in words": changed_block(level="1"),
    "a number for a truth": changed_block(back=1),
    "an unknown kind of block": changed_block(kind="chapter"),
    "an unknown kind of work": changed(kind="../../etc"),
    "a piece that is too short": changed_block(traced={"pieces": [["x", 0]]}),
    "a piece that is too long": changed_block(traced={"pieces": [["x", 0, 1, [], "more"]]}),
    "a text for a list": changed(facts="facts"),
    "a table for a list": changed(facts={"0": 1}),
    "an extra field": changed(extra=1),
    "a field less": changed(blocks=...),
    "an infinite number": changed(notes=float("inf")),
    "an extension": changed(notes=msgspec.msgpack.Ext(5, b"x")),
    "deep nesting": b"\x81\xa5extra" + NESTED,
    "deep nesting in a field": b"\x81\xa6blocks" + NESTED,
    "a list that claims four thousand million items": b"\x81\xa6blocks\xdd\xff\xff\xff\xff",
    "a text that claims four thousand million bytes": b"\x81\xa8raw_text\xdb\xff\xff\xff\xff",
    "no UTF-8": changed().replace(b"A sentence", b"A \xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8", 1),
    "a field twice": b"\x8b" + changed()[1:] + changed(raw_text="x")[1:],
    "a pickle": pickle.dumps(WITNESS),
    "mentions": MENTIONS.pack((Mention(0, 0, 4, "Kent", "place"),)) or b"",
    "no mentions": MENTIONS.pack(()) or b"",
}


def test_a_field_that_has_a_default_may_be_missing() -> None:
    assert WITNESSES.unpack(changed(findings=...)) == WITNESS


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_exactly_a_witness_is_none(name: str) -> None:
    assert WITNESSES.unpack(WRONG[name]) is None


@pytest.mark.parametrize("name", [name for name in WRONG if "mentions" not in name])
def test_what_is_not_exactly_mentions_is_none(name: str) -> None:
    assert MENTIONS.unpack(WRONG[name]) is None
    assert MENTIONS.unpack(WITNESSES.pack(WITNESS) or b"") is None


@given(st.binary())
def test_no_bytes_are_an_error(content: bytes) -> None:
    assert WITNESSES.unpack(content) is None
    assert MENTIONS.unpack(content) in (None, ())


@given(st.data())
def test_a_changed_byte_gives_none_or_another_witness(data: st.DataObject) -> None:
    content = bytearray(WITNESSES.pack(WITNESS) or b"")
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[at]))
    again = WITNESSES.unpack(bytes(content))
    assert again is None or (isinstance(again, Witness) and again != WITNESS)


# --- what types cannot say ------------------------------------------------------------------------

SOURCE = Source("a", "seeds/a.txt")
FAR = 10**6


def with_block(**fields_: Any) -> Witness:
    return replace(WITNESS, blocks=(replace(BLOCK, **fields_),))


def traced(text: str, start: int, end: int, *repairs: str) -> TracedText:
    return TracedText((Piece(text, start, end, repairs),))


SANE = {
    "copied": WITNESS,
    "substituted": with_block(traced=traced("x", 0, 5, "rule")),
    "marked": with_block(markers=(NoteMarker(39, "12", "¹²"),)),
    "linked": with_block(links=(Link(0, 39, "x", "x"),), raw_links=(RawLink(0, len(RAW), "x"),)),
    "celled": with_block(kind="table", cells=((Span(0, 39),),)),
    "left out": replace(WITNESS, furniture=(Furniture(40, len(RAW), "why"),)),
    "noted": replace(WITNESS, notes=(replace(BLOCK, kind="note", number="7"),)),
}
INSANE = {
    "of another source": replace(WITNESS, source_id="b"),
    "from before the text": with_block(traced=traced("x", -1, 1, "rule")),
    "from behind the text": with_block(traced=traced("x", FAR, FAR, "rule")),
    "from an end before its start": with_block(traced=traced("x", 5, 4, "rule")),
    "a copy of something else": with_block(traced=traced("B sentence", 0, 10)),
    "a copy from another place": with_block(traced=traced("A sentence", 1, 11)),
    "a marker behind the text": with_block(markers=(NoteMarker(40, "1", "1"),)),
    "a marker before the text": with_block(markers=(NoteMarker(-1, "1", "1"),)),
    "a marker without a number": with_block(markers=(NoteMarker(1, "x", "1"),)),
    "a marker of endless digits": with_block(markers=(NoteMarker(1, "9" * 5000, "1"),)),
    "a link behind the text": with_block(links=(Link(0, 40, "x", "x"),)),
    "a raw link behind the raw text": with_block(raw_links=(RawLink(0, FAR, "x"),)),
    "emphasis before the raw text": with_block(raw_emphases=(RawEmphasis(-5, 2, "em"),)),
    "a call behind the raw text": with_block(raw_calls=(NoteCall(FAR, FAR, "1"),)),
    "left out from behind the text": replace(WITNESS, furniture=(Furniture(0, FAR, "why"),)),
    "a note without a number": replace(WITNESS, notes=(replace(BLOCK, kind="note"),)),
    "a note that is not sane": replace(
        WITNESS, notes=(replace(BLOCK, number="1", links=(Link(0, FAR, "", ""),)),)
    ),
}


@pytest.mark.parametrize("name", SANE)
def test_a_sane_witness_is_taken(name: str) -> None:
    assert is_witness_of(SOURCE, SANE[name])


@pytest.mark.parametrize("name", INSANE)
def test_a_witness_that_points_to_nothing_is_not_taken(name: str) -> None:
    assert not is_witness_of(SOURCE, INSANE[name])


@pytest.mark.parametrize(
    "cells", [[[[0, 40]]], [[[3, 2]]], [[[0, 3], [4, 39]]], [], [[[0, 39]], [[39, 39]]]]
)
def test_a_table_whose_cells_do_not_tile_its_text_is_none(cells: list[Any]) -> None:
    content = msgspec.msgpack.decode(
        WITNESSES.pack(with_block(kind="table", cells=((Span(0, 39),),))) or b""
    )
    content["blocks"][0]["cells"] = cells
    assert WITNESSES.unpack(msgspec.msgpack.encode(content)) is None


@given(values(Witness))
def test_asking_whether_a_witness_is_sane_is_never_an_error(witness: Witness) -> None:
    assert is_witness_of(SOURCE, witness) in (True, False)


def work_of(*texts: str) -> Work:
    stretches = (Stretch(text, (Reading("a", TracedText.copied(text, 0)),)) for text in texts)
    blocks = tuple(MergedBlock("paragraph", (stretch,), ()) for stretch in stretches)
    return Work("document", "T", ("a",), blocks[:1], blocks[1:])


MENTION = Mention(1, 3, 7, "Kent", "place")


@pytest.mark.parametrize(
    ("mention", "taken"),
    [
        (MENTION, True),
        (MENTION._replace(block=0), False),
        (MENTION._replace(block=2), False),
        (MENTION._replace(block=-1), False),
        (MENTION._replace(start=FAR, end=FAR + 4), False),
        (MENTION._replace(start=-4, end=FAR), False),
        (MENTION._replace(text="Rutland"), False),
        (MENTION._replace(start=3, end=3, text=""), False),
    ],
)
def test_a_mention_is_a_stretch_of_the_text(mention: Mention, taken: bool) -> None:
    work = work_of("A paragraph.", "In Kent")
    assert are_mentions_of(work, ()) is True
    assert are_mentions_of(work, (MENTION, mention)) is taken


def records(type_: Any) -> Iterator[Any]:
    if parts(type_):
        yield type_
    for inner in (*get_args(type_), *parts(type_).values()):
        yield from records(inner)


def test_the_witness_is_made_of_all_these_records() -> None:
    names = {type_.__name__ for type_ in records(Witness)}
    assert {"Block", "Box", "Finding", "Location", "Piece", "Place", "Span", "TracedText"} <= names
