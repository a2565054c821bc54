"""Every passage of a feed leads to its own place in the file, however often the same words stand
there."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.lossless import misplaced
from briefing_ingest import load, pipeline
from briefing_ingest.cache import Memory, open_memory
from briefing_ingest.cli import wiring
from briefing_ingest.engine import Failure
from briefing_ingest.engine.local import Limits
from briefing_ingest.errors import Finding
from briefing_ingest.extract.json_places import (
    Node,
    read_array,
    read_object,
    read_value,
    read_whole,
    traced_string,
)
from briefing_ingest.loader import Briefings
from briefing_ingest.manifest import read_manifest
from briefing_ingest.outcome import Outcome
from briefing_ingest.packing import Packing

TITLES = (
    "Notes",
    "Notes",
    "title",
    "items",
    "content_html",
    'On "lamps" \\ roads/streets',
    "🜁 lamps",
    "A & B < C",
    "é",
)
WORDS = (
    "The council put up eleven lamps in the lower town & nobody knows who paid for all of them, "
    "since the books of that year were lost in the flood of the spring and have not been found "
    "again.",
    'Nobody said “title” or "items" in the meeting 🜁 but it was written down all the same, in the '
    "minutes < of the evening > and again in the report that the council sent to the county in "
    "the summer.",
    "Of the café on the square little is left but the sign / it was sold with the tables and the "
    "chairs in a single afternoon, and the money went to the school \\ which needed it more than "
    "anybody else did.",
)


@dataclass
class Made:
    """A feed in the making, and where the title and the body of each entry stand in it."""

    dice: Random
    text: str = ""
    titles: list[tuple[int, int]] = field(default_factory=list)
    bodies: list[tuple[int, int]] = field(default_factory=list)

    def put(self, *parts: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += "".join(parts)
        return start, len(self.text)

    def space(self) -> str:
        return self.dice.choice(["", "", " ", "\n", "\r\n\t"])


def json_string(said: str, dice: Random) -> str:
    """``said`` as JSON writes it, some letters escaped that need not be."""
    always = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
    written = []
    for letter in said:
        if letter in always:
            written.append(always[letter])
        elif letter == "/" and dice.random() < 0.5:
            written.append("\\/")
        elif dice.random() < 0.1:
            written.append(
                json.dumps(letter)[1:-1] if ord(letter) > 126 else f"\\u{ord(letter):04x}"
            )
        else:
            written.append(letter)
    return "".join(written)


def json_feed(entries: list[tuple[str, list[str]]], dice: Random, *, plain: bool) -> Made:
    made = Made(dice)
    key = "content_text" if plain else "content_html"
    head = [
        '"version": "https://jsonfeed.org/version/1.1"',
        f'"title": "{json_string(entries[0][0], dice)}"',
    ]
    made.put(
        made.space(),
        "{",
        ",".join(head) if dice.random() < 0.5 else head.pop(),
        ",",
        made.space(),
        '"items": [',
    )
    for number, (title, paragraphs) in enumerate(entries):
        body = "\n\n".join(paragraphs) if plain else markup(paragraphs)
        members = [
            ("title", title),
            (key, body),
            ("id", f"{number}"),
            ("_extra", {"title": title, "items": [body]}),
        ]
        dice.shuffle(members)
        made.put("," if number else "", made.space(), "{")
        for place, (name, value) in enumerate(members):
            made.put(
                "," if place else "", made.space(), f'"{name}"', made.space(), ":", made.space()
            )
            if isinstance(value, str):
                made.put('"')
                span = made.put(json_string(value, dice))
                made.put('"')
                {"title": made.titles, key: made.bodies}.get(name, []).append(span)
            else:
                made.put(json.dumps(value))
        made.put(made.space(), "}")
    made.put("]", "" if len(head) == 2 else "," + head[0], made.space(), "}", made.space())
    return made


def markup(paragraphs: list[str]) -> str:
    return "".join(
        f"<p>{html.escape(text).replace('council', '<em>council</em>')}</p>\n"
        for text in paragraphs
    )


def xml_feed(entries: list[tuple[str, list[str]]], dice: Random, *, kind: str) -> Made:
    made = Made(dice)
    atom = kind.startswith("atom")
    made.put('<?xml version="1.0"?>', made.space())
    made.put(
        '<feed xmlns="http://www.w3.org/2005/Atom">' if atom else '<rss version="2.0"><channel>'
    )
    made.put(f"<title>{html.escape(entries[0][0])}</title>")
    name, content, named = (
        ("entry", "content", "id") if atom else ("item", "content:encoded", "guid")
    )
    for number, (title, paragraphs) in enumerate(entries):
        made.put(made.space(), f"<{name}>", made.space(), f"<{named}>{number}</{named}>")
        parts: list[Callable[[], None]] = [
            lambda title=title: put_title(made, title, cdata=dice.random() < 0.5),  # type: ignore[misc]
            lambda paragraphs=paragraphs: put_body(made, content, paragraphs, kind),  # type: ignore[misc]
        ]
        dice.shuffle(parts)
        for part in parts:
            part()
            made.put(made.space())
        made.put(f"</{name}>")
    made.put("</feed>" if atom else "</channel></rss>", made.space())
    return made


def put_title(made: Made, title: str, *, cdata: bool) -> None:
    made.put("<title>")
    made.titles.append(made.put(split_cdata(title, made.dice) if cdata else html.escape(title)))
    made.put("</title>")


def put_body(made: Made, name: str, paragraphs: list[str], kind: str) -> None:
    said = markup(paragraphs)
    type_ = {"atom, escaped": ' type="html"', "atom, XHTML": ' type="xhtml"'}.get(kind, "")
    made.put(f"<{name}{type_}>")
    if kind == "atom, XHTML":
        made.bodies.append(made.put(f'<div xmlns="http://www.w3.org/1999/xhtml">{said}</div>'))
    else:
        made.bodies.append(
            made.put(split_cdata(said, made.dice) if kind == "rss, CDATA" else html.escape(said))
        )
    made.put(f"</{name}>")


def split_cdata(said: str, dice: Random) -> str:
    """``said`` as one CDATA section or, cut anywhere, two or three."""
    cuts = sorted(dice.randint(0, len(said)) for _ in range(dice.randint(0, 2)))
    parts = [said[a:b] for a, b in zip([0, *cuts], [*cuts, len(said)], strict=True)]
    return "".join(f"<![CDATA[{part}]]>" for part in parts)


KINDS: dict[str, tuple[str, Callable[[list[tuple[str, list[str]]], Random], Made]]] = {
    "JSON, markup": ("feed.json", lambda entries, dice: json_feed(entries, dice, plain=False)),
    "JSON, text": ("feed.json", lambda entries, dice: json_feed(entries, dice, plain=True)),
    **{
        kind: ("feed.xml", lambda entries, dice, kind=kind: xml_feed(entries, dice, kind=kind))  # type: ignore[misc]
        for kind in ("rss, CDATA", "rss, escaped", "atom, escaped", "atom, XHTML")
    },
}


def built(
    folder: Path, name: str, content: bytes, memory: Memory | None = None
) -> tuple[Briefings, list[Outcome]]:
    """A feed through the whole pipeline but for tagging: written, and read back."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / name).write_bytes(content)
    (folder / "in" / "sources.toml").write_text(f'[[source]]\nid = "feed"\npath = "{name}"\n')
    manifest = read_manifest(folder / "in" / "sources.toml")
    outcomes = wiring.read_sources(
        wiring.with_entries(manifest), memory or Memory(), jobs=0, limits=Limits(), quiet=True
    )
    whole = pipeline.build(outcomes, tagging=pipeline.Tagging(no_names, ""))
    for path, written in wiring.contents(whole, folder).items():
        path.write_bytes(written)
    briefings = load(folder / "dataset.json")
    assert briefings.provenance
    return briefings, outcomes


def no_names(_: Callable[..., Any], jobs: Iterable[Any]) -> Iterator[Any]:
    return iter([() for _ in jobs])


def decoded(raw: str, kind: str, *, is_title: bool, in_cdata: bool) -> str:
    """What a stretch of a file of that kind says, read without the program."""
    if kind.startswith("JSON"):
        said = json.loads(f'"{raw}"')
    elif in_cdata:
        said = raw.replace("]]><![CDATA[", "")
    else:
        said = raw if kind == "atom, XHTML" and not is_title else html.unescape(raw)
    if not is_title and kind != "JSON, text":
        said = html.unescape(re.sub(r"<[^<>]*>", "", said))
    return " ".join(said.split())


ENTRY = st.tuples(st.sampled_from(TITLES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=8, deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=4), st.integers(0, 2**32), st.booleans())
@example([("Notes", [WORDS[0]]), ("Notes", [WORDS[0]])], 1, False)
@example([("content_html", [WORDS[1]]), ("title", [WORDS[1]]), ("🜁 lamps", [WORDS[1]])], 2, True)
def test_every_passage_stands_where_it_is_said_to(
    kind: str, entries: list[tuple[str, list[str]]], seed: int, marked: bool
) -> None:
    name, make = KINDS[kind]
    made = make(entries, Random(seed))
    with TemporaryDirectory() as folder:
        briefings, outcomes = built(
            Path(folder), name, made.text.encode("utf-8-sig" if marked else "utf-8")
        )
    assert len(outcomes) == len(briefings.dataset.works) == len(entries)
    raws = {}
    for outcome, (title, paragraphs), title_at, body_at in zip(
        outcomes, entries, made.titles, made.bodies, strict=True
    ):
        part, source = outcome.source.part, outcome.source.id
        assert part
        raws[source] = made.text[part.start : part.end]
        assert briefings.raw_text(source) == raws[source]
        (work,) = (w for w in briefings.dataset.works if w.witnesses[0].source == source)
        assert [block.text for block in work.blocks] == [title, *paragraphs]
        last = 0
        for block in work.blocks:
            record = briefings.provenance.blocks[f"{work.id}/{block.id}"]
            placed = [s for s in record.segments if s.op != "insert" and s.start < s.end]
            start = part.start + min(segment.raw_start for segment in placed)
            end = part.start + max(segment.raw_end for segment in placed)
            first, behind = title_at if block.kind == "title" else body_at
            assert first <= start < end <= behind
            assert block.kind == "title" or start >= last
            last = end if block.kind != "title" else 0
            is_title, in_cdata = block.kind == "title", made.text.startswith("<![CDATA[", first)
            raw = made.text[start:end]
            assert decoded(raw, kind, is_title=is_title, in_cdata=in_cdata) == " ".join(
                block.text.split()
            )
            (place,) = record.places
            assert place.lines[0] == made.text.count("\n", 0, start) + 1
            number = outcomes.index(outcome) + 1
            assert place.xpath
            assert place.xpath.startswith(part.path + "/")
            assert part.path.endswith(f"[{number}]")
    assert misplaced(briefings, raws) == []


# --- JSON with places -----------------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


def read_levels(text: str, at: int) -> Node:
    """A value, every object and array in it read with places."""
    if text[at : at + 1] == "{":
        return read_object(text, at, lambda _: read_levels)
    return read_array(text, at, read_levels) if text[at : at + 1] == "[" else read_value(text, at)


def value_of(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {name: value_of(inner) for name, inner in node.value.items()}
    return [value_of(inner) for inner in node.value] if isinstance(node.value, list) else node.value


def nodes(node: Node) -> list[Node]:
    inner = (
        node.value.values()
        if isinstance(node.value, dict)
        else node.value
        if isinstance(node.value, list)
        else []
    )
    return [node, *(deeper for one in inner for deeper in nodes(one))]


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 1, "\t"]))
def test_json_is_read_as_the_standard_reader_does_with_places(
    value: Any, ascii_: bool, indent: Any
) -> None:
    text = f" \n{json.dumps(value, ensure_ascii=ascii_, indent=indent)}\r\n"
    root = read_whole(text, read_levels)
    assert value_of(root) == value
    for node in nodes(root):
        assert json.loads(text[node.start : node.end]) == value_of(node)
        if isinstance(node.value, str):
            traced = traced_string(text, node)
            assert traced.text == node.value
            for piece in traced.pieces:
                raw = text[piece.raw_start : piece.raw_end]
                assert piece.text == (json.loads(f'"{raw}"') if piece.repairs else raw)


@given(st.text('{}[]",:\\u0DeE.+-aftn1 \n', max_size=12))
def test_what_is_no_json_is_refused_as_the_standard_reader_refuses_it(text: str) -> None:
    try:
        expected = json.loads(text, strict=False)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011  # whatever it says
            read_whole(text, read_levels)
    else:
        assert json.dumps(value_of(read_whole(text, read_levels))) == json.dumps(expected)


def test_json_of_two_members_of_one_name_counts_the_last() -> None:
    assert read_object('{"a": "x", "a": "x"}', 0).value["a"].start == 16


def test_half_a_surrogate_pair_is_no_character() -> None:
    text = r'{"a\ud83d": "\ud83d and \ude00\ud83d"}'
    node = read_object(text, 0).value["a\ufffd"]
    assert node.value == traced_string(text, node).text == "\ufffd and \ufffd\ufffd"


def test_json_nested_too_deeply_is_refused() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        read_object('{"a": ' + "[" * 200_000, 0)


# --- what feeds do to one another -----------------------------------------------------------------


def posts(*numbers: int) -> bytes:
    bodies = {n: markup([f"Week {n}. {WORDS[n % 3]}"]) for n in numbers}
    items = "".join(
        f"<item><title>Notes</title><guid>{n}</guid><link>https://www.example.org/week-{n}</link><content:encoded>"
        f"<![CDATA[{body}]]></content:encoded></item>\n"
        for n, body in bodies.items()
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def test_a_new_post_does_not_make_the_others_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    put = Memory.put

    def noted(self: Memory, key: str, value: Any, packing: Packing[Any]) -> bool:
        read.append(value.raw_text.partition("<guid>")[2][:1])
        return put(self, key, value, packing)

    monkeypatch.setattr(Memory, "put", noted)
    memory = open_memory(tmp_path / "stages.sqlite")
    built(tmp_path, "feed.xml", posts(1, 2, 3), memory)
    assert read == ["1", "2", "3"]
    briefings, outcomes = built(tmp_path, "feed.xml", b"\n\n" + posts(9, 1, 2, 3), memory)
    assert read == ["1", "2", "3", "9"]
    for outcome in outcomes:
        (place, *_) = briefings.provenance.blocks[f"{_work(briefings, outcome)}/title"].places
        line = (b"\n\n" + posts(9, 1, 2, 3)).decode().split("\n")[place.lines[0] - 1]
        assert f"<guid>{outcome.source.entry}</guid>" in line
    memory.close()


def _work(briefings: Briefings, outcome: Outcome) -> str:
    return next(w.id for w in briefings.dataset.works if w.witnesses[0].source == outcome.source.id)


def test_entries_that_share_an_id_are_read_each_for_itself(tmp_path: Path) -> None:
    content = posts(1, 2).replace(b"<guid>2</guid>", b"<guid>1</guid>")
    briefings, _ = built(tmp_path, "feed.xml", content)
    texts = sorted(work.blocks[1].text[:6] for work in briefings.dataset.works)
    assert texts == ["Week 1", "Week 2"]


def test_an_entry_never_takes_the_id_of_another_source(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "feed-week-1.txt").write_text("Lamps\n\n" + WORDS[0] + "\n")
    briefings, outcomes = built(tmp_path, "feed.xml", posts(1))
    assert sorted(outcome.source.id for outcome in outcomes) == ["feed-week-1", "feed-week-1-2"]
    assert len(briefings.dataset.works) == 2


def test_the_provenance_of_a_feed_holds_the_feed_once(tmp_path: Path) -> None:
    content = posts(*range(40))
    briefings, _ = built(tmp_path, "feed.xml", content)
    assert sum(witness.length for witness in briefings.provenance.witnesses) < len(content)


def test_a_feed_whose_version_stands_behind_its_items_is_one(tmp_path: Path) -> None:
    made = json_feed([("Notes", [*WORDS] * 5), ("Lamps", [*WORDS] * 5)], Random(3), plain=False)
    _, _, items = made.text.partition('"items"')
    text = (
        '{"items"'
        + items.rstrip().rstrip("}").rstrip()
        + ', "version": "https://jsonfeed.org/version/1.1"}'
    )
    text = re.sub(r',"(?:version|title)": "[^"]*"(?=\s*,)', "", text)
    assert '"version"' not in text[:4000]
    briefings, _ = built(tmp_path, "feed.json", text.encode())
    assert len(briefings.dataset.works) == 2


def test_a_cdata_section_beside_elements_is_text(tmp_path: Path) -> None:
    said = f"<p>{html.escape(WORDS[0])}</p><p>Then <![CDATA[1 < 2 & <b>]]> and <em>so on</em>.</p>"
    feed = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Sums</title><content '
        f'type="xhtml">{said}</content>'
    )
    feed += "</entry></feed>"
    briefings, outcomes = built(tmp_path, "feed.xml", feed.encode())
    (work,) = briefings.dataset.works
    assert [block.text for block in work.blocks] == [
        "Sums",
        WORDS[0],
        "Then 1 < 2 & <b> and so on.",
    ]
    assert (
        misplaced(briefings, {outcomes[0].source.id: briefings.raw_text(outcomes[0].source.id)})
        == []
    )


def test_the_last_good_text_of_an_entry_is_kept_with_its_place(tmp_path: Path) -> None:
    """It is read again from the raw text that the provenance has; builds of 1.1 kept the whole feed
    as that."""
    briefings, outcomes = built(tmp_path, "feed.xml", posts(1, 2, 3))
    failure = Failure(Finding("E301", "Too slow.", "Wait."))
    failed = [Outcome(outcome.source, None, failure, outcome.sha256) for outcome in outcomes]
    kept = wiring.with_last_good(failed, Memory(), tmp_path)
    assert [outcome.witness for outcome in kept] == [outcome.witness for outcome in outcomes]
    assert all(outcome.stale for outcome in kept)
    whole = posts(1, 2, 3)
    again = [pipeline.read_source(outcome.source, whole) for outcome in outcomes]
    assert [w.raw_text for w in again] == [
        briefings.raw_text(outcome.source.id) for outcome in outcomes
    ]


def test_explain_and_originals_lead_to_the_lines_of_the_file(tmp_path: Path) -> None:
    from briefing_ingest.explain import explain

    briefings, outcomes = built(tmp_path, "feed.xml", posts(1, 2, 3))
    work = _work(briefings, outcomes[2])
    block = briefings.work(work).blocks[1]
    line = posts(1, 2, 3).decode().partition("Week 3")[0].count("\n") + 1
    assert f"page 1, line {line}, /rss/channel/item[3]/content:encoded[1]/p[1]" in explain(
        briefings, f"{work}/{block.id}"
    )
    (original,) = briefings.original(work, block.id, (0, 6))
    start = next(w.start for w in briefings.provenance.witnesses if w.source == original.source)
    assert start
    assert (
        posts(1, 2, 3).decode()[start + original.raw_start : start + original.raw_end]
        == original.raw
        == "Week 3"
    )
