"""Datasets are compared by meaning: one change for one change, none for what only follows from
another."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import example_dataset as example
from briefing_ingest.dataset import (
    Block,
    Coordinates,
    Dataset,
    Entity,
    Label,
    Licence,
    Link,
    Note,
    NoteRef,
    Source,
    WitnessRef,
    Work,
    WorkLicence,
)
from briefing_ingest.diff import Change, compare, folded

LONG = (
    "Every night two volunteers open the doors of the old library and serve soup to whoever comes "
    "in."
)


def told(changes: tuple[Change, ...]) -> list[str]:
    """Changes as short lines, for comparison."""
    return [" ".join(filter(None, (c.kind, c.what, c.where, c.field))) for c in changes]


def with_blocks(*blocks: Block, **changes: Any) -> Dataset:
    """The example with these blocks in the briefing."""
    return example.dataset(example.briefing(blocks, **changes), example.post())


def edited(index: int, **fields: Any) -> Dataset:
    """The example with one block of the briefing changed."""
    blocks = example.briefing_blocks()
    blocks[index] = blocks[index].model_copy(update=fields)
    return with_blocks(*blocks)


def test_a_dataset_does_not_differ_from_itself() -> None:
    assert compare(example.dataset(), example.dataset()) == ()


def test_an_inserted_paragraph_is_one_change_besides_the_checksum() -> None:
    blocks = example.briefing_blocks()
    new = with_blocks(*blocks[:3], example.paragraph("paragraph-new", LONG), *blocks[3:])
    new = new.model_copy(update={"sources": example.sources(second="1")})
    assert told(compare(example.dataset(), new)) == [
        "changed source second sha256",
        "added block safer-streets/paragraph-new",
    ]


def test_a_removed_paragraph_takes_its_mentions_along() -> None:
    blocks = [b for b in example.briefing_blocks() if b.id != "paragraph-opening"]
    new = with_blocks(*blocks)
    assert told(compare(example.dataset(), new)) == [
        "removed block safer-streets/paragraph-opening"
    ]


def test_a_reworded_paragraph_is_one_change_with_a_word_diff() -> None:
    text = example.COSTS.replace("39 per cent", "nearly 40 per cent")
    (change,) = compare(example.dataset(), edited(3, id="paragraph-reworded", text=text))
    assert (change.kind, change.what, change.where) == (
        "changed",
        "block",
        "safer-streets/paragraph-reworded",
    )
    assert (change.old, change.new) == (example.COSTS, text)
    assert [edit for edit in change.detail if edit.tag != "equal"] == [
        ("replace", "39", "nearly 40")
    ]


def test_an_inserted_word_moves_offsets_and_changes_nothing_else() -> None:
    text = "Local " + example.OPENING[0].lower() + example.OPENING[1:]
    assert told(
        compare(example.dataset(), edited(2, **dict(example.opening(text, id="reworded"))))
    ) == ["changed block safer-streets/reworded text"]


@pytest.mark.parametrize(
    "fields",
    [{"confidence": "doubtful"}, {"rule": "model"}, {"reason": "only the model finds it"}],
    ids=["confidence", "rule", "reason"],
)
def test_a_name_that_is_otherwise_known_is_a_lesser_change(fields: dict[str, str]) -> None:
    first, *others = example.opening().mentions
    new = edited(2, mentions=(first.model_copy(update=fields), *others))
    (change,) = compare(example.dataset(), new)
    assert told((change,)) == ["changed mention safer-streets/paragraph-opening evidence"]
    assert (change.category, change.substantive, folded((change,))) == ("retagged", False, ((), 1))
    assert "Kent = kent" in (change.old or "")
    assert next(iter(fields.values())) in (change.new or "")


def test_an_inserted_word_leaves_the_evidence_of_names_alone() -> None:
    text = "Many " + example.OPENING
    moved = [example.mention(text, m.text, m.entity) for m in example.opening().mentions]
    assert not [
        c
        for c in compare(example.dataset(), edited(2, text=text, mentions=moved))
        if c.field == "evidence"
    ]


def test_mentions_follow_the_words_that_name_something_else() -> None:
    text = example.OPENING.replace("Kent", "Surrey")
    named = (
        example.mention(text, "Surrey", "st-giles-trust"),
        example.mention(text, "St Giles Trust", "st-giles-trust"),
    )
    variants = (
        example.variant(text, "St Giles", "St. Giles", "second", "first"),
        example.variant(text, "It’s", "It's", "second", "first"),
    )
    new = {
        "text": text,
        "mentions": named,
        "variants": variants,
        "note_refs": (example.note_ref(text, "harm."),),
    }
    assert told(compare(example.dataset(), edited(2, **new))) == [
        "changed block safer-streets/paragraph-opening text"
    ]


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("mentions", (example.mention(example.OPENING, "Kent", "kent"),), "removed mention"),
        (
            "mentions",
            (
                *example.opening().mentions[:1],
                example.mention(example.OPENING, "St Giles", "st-giles-trust"),
            ),
            "changed mention",
        ),
        (
            "mentions",
            (
                *example.opening().mentions[:1],
                example.mention(example.OPENING, "St Giles Trust", "kent"),
            ),
            "changed mention",
        ),
        (
            "mentions",
            (*example.opening().mentions, example.mention(example.OPENING, "Groups", "kent")),
            "added mention",
        ),
        ("variants", example.opening().variants[:1], "removed variant"),
        (
            "variants",
            (
                example.opening().variants[0].model_copy(update={"rule": "majority"}),
                example.opening().variants[1],
            ),
            "changed variant",
        ),
        ("note_refs", (), "removed note_ref"),
        ("note_refs", (example.note_ref(example.OPENING, "harm"),), "moved note_ref"),
        (
            "note_refs",
            (example.note_ref(example.OPENING, "harm.").model_copy(update={"rule": "by_sense"}),),
            "changed note_ref",
        ),
        (
            "note_refs",
            (*example.opening().note_refs, example.note_ref(example.OPENING, "start.")),
            "added note_ref",
        ),
        ("links", (Link(start=0, end=6, printed="x", url="https://x.org"),), "added link"),
    ],
)
def test_what_is_noted_in_a_block_is_compared_by_what_it_says(
    field: str, value: object, line: str
) -> None:
    (change,) = compare(example.dataset(), edited(2, **{field: value}))
    assert told((change,)) == [f"{line} safer-streets/paragraph-opening"]


@pytest.mark.parametrize(
    ("index", "fields", "expected"),
    [
        (3, {"kind": "quote"}, ["changed block safer-streets/paragraph-costs kind"]),
        (1, {"level": 2}, ["changed block safer-streets/introduction level"]),
        (
            4,
            {"label": Label(name="Box", number="1")},
            ["changed block safer-streets/case-study-1 label"],
        ),
        (3, {"section": None}, ["changed block safer-streets/paragraph-costs section"]),
        (3, {"id": "paragraph-costs-2"}, ["changed block safer-streets/paragraph-costs-2 id"]),
        (
            3,
            {"text": example.COSTS.replace(" ", "  ")},
            ["changed block safer-streets/paragraph-costs text"],
        ),
    ],
)
def test_every_other_field_of_a_block_counts(
    index: int, fields: dict[str, Any], expected: list[str]
) -> None:
    assert told(compare(example.dataset(), edited(index, **fields))) == expected


def test_a_reworded_heading_is_one_change_though_all_below_names_it() -> None:
    blocks = [
        block.model_copy(update={"section": "short-introduction"} if block.section else {})
        for block in example.briefing_blocks()
    ]
    blocks[1] = blocks[1].model_copy(
        update={"id": "short-introduction", "text": "Short introduction"}
    )
    assert told(compare(example.dataset(), with_blocks(*blocks))) == [
        "changed block safer-streets/short-introduction text"
    ]


def test_an_inserted_heading_is_one_change_though_it_opens_a_section() -> None:
    blocks = example.briefing_blocks()
    heading = Block(id="costs", kind="heading", level=1, text="Costs")
    below = [
        block.model_copy(update={"section": "costs"} if block.section else {})
        for block in blocks[3:]
    ]
    assert told(compare(example.dataset(), with_blocks(*blocks[:3], heading, *below))) == [
        "added block safer-streets/costs"
    ]


def test_a_moved_paragraph_is_one_change() -> None:
    blocks = example.briefing_blocks()
    blocks.insert(2, blocks.pop(3))
    (change,) = compare(example.dataset(), with_blocks(*blocks))
    assert told((change,)) == ["moved block safer-streets/paragraph-opening"] or told(
        (change,)
    ) == ["moved block safer-streets/paragraph-costs"]
    assert change.old != change.new


def test_an_inserted_case_study_renumbers_the_next_and_does_not_reword_it() -> None:
    blocks = example.briefing_blocks()
    old = blocks[4]
    inserted = old.model_copy(update={"text": LONG})
    renumbered = old.model_copy(
        update={"id": "case-study-2", "label": Label(name="Case study", number="2")}
    )
    assert told(
        compare(example.dataset(), with_blocks(*blocks[:4], inserted, renumbered, blocks[5]))
    ) == [
        "added block safer-streets/case-study-1",
        "changed block safer-streets/case-study-2 label",
    ]


def test_equal_ids_are_one_block_however_different_the_text() -> None:
    assert told(compare(example.dataset(), edited(4, text=LONG))) == [
        "changed block safer-streets/case-study-1 text"
    ]


def test_a_paragraph_replaced_by_another_is_a_loss_and_a_gain() -> None:
    assert told(compare(example.dataset(), edited(3, id="paragraph-other", text=LONG))) == [
        "removed block safer-streets/paragraph-costs",
        "added block safer-streets/paragraph-other",
    ]


def test_an_inserted_note_renumbers_the_others_in_one_change() -> None:
    ref = example.note_ref(example.OPENING, "harm.", "note-2")
    first = Note(id="note-1", number="1", text="An earlier note.")
    new = with_blocks(
        *example.briefing_blocks()[:2],
        example.opening(note_refs=(ref,)),
        *example.briefing_blocks()[3:],
        notes=(first, example.the_note("2")),
    )
    assert told(compare(example.dataset(), new)) == [
        "added note safer-streets/note-1",
        "changed note safer-streets number",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "document"}, "changed metadata safer-streets kind"),
        ({"title": "Safest Streets"}, "changed metadata safer-streets title"),
        ({"subtitle": "A plan"}, "changed metadata safer-streets subtitle"),
        ({"authors": ("B. Writer",)}, "changed metadata safer-streets authors"),
        ({"publishers": ("kent",)}, "changed metadata safer-streets publishers"),
        ({"published": None}, "changed metadata safer-streets published"),
        ({"language": "cy"}, "changed metadata safer-streets language"),
        (
            {"witnesses": (WitnessRef(source="second"), WitnessRef(source="first", base=True))},
            "changed metadata safer-streets witnesses",
        ),
        (
            {"licence": example.briefing().licence.model_copy(update={"id": "CC-BY-4.0"})},
            "changed licence safer-streets id",
        ),
        (
            {
                "licence": example.briefing().licence.model_copy(
                    update={"permits_derivatives": True}
                )
            },
            "changed licence safer-streets permits_derivatives",
        ),
        (
            {"licence": example.briefing().licence.model_copy(update={"stated_in": None})},
            "changed licence safer-streets stated_in",
        ),
    ],
)
def test_every_fact_of_a_work_counts(fields: dict[str, Any], expected: str) -> None:
    new = example.dataset(example.briefing(**fields), example.post())
    assert told(compare(example.dataset(), new)) == [expected]


def test_contacts_count() -> None:
    new = example.dataset(example.briefing(), example.post(contacts=()))
    assert told(compare(example.dataset(), new)) == ["changed metadata why-streets-matter contacts"]


def test_a_reworded_title_is_one_change_besides_the_id() -> None:
    blocks = example.briefing_blocks()
    blocks[0] = blocks[0].model_copy(update={"id": "safest-streets", "text": "Safest Streets"})
    new = example.dataset(
        example.briefing(blocks, id="safest-streets", title="Safest Streets"),
        example.post(),
        relations=(),
    )
    assert told(compare(example.dataset(relations=()), new)) == [
        "changed work safest-streets id",
        "changed block safest-streets/safest-streets text",
    ]


def test_a_work_without_its_old_id_and_sources_is_known_by_its_text() -> None:
    new = example.dataset(
        example.briefing(),
        example.post(
            id="streets", title="Streets", witnesses=(WitnessRef(source="elsewhere", base=True),)
        ),
        sources=(*example.sources(), Source(id="elsewhere", path="seeds/elsewhere.txt")),
        relations=(),
    )
    assert told(compare(example.dataset(relations=()), new)) == [
        "added source elsewhere",
        "changed work streets id",
        "changed metadata streets title",
        "changed metadata streets witnesses",
    ]


def test_works_come_and_go_whole() -> None:
    both, one = example.dataset(), example.dataset(example.briefing(), relations=())
    assert told(compare(both, one)) == ["removed work why-streets-matter"]
    assert told(compare(one, both)) == ["added work why-streets-matter"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "Giles"}, "name"),
        ({"aliases": ()}, "aliases"),
        ({"kind": None}, "kind"),
        ({"address": "1 High Street"}, "address"),
        ({"same_as": ()}, "same_as"),
        ({"same_as_reasons": ()}, "same_as_reasons"),
        ({"coordinates": Coordinates(latitude=1, longitude=2)}, "coordinates"),
    ],
)
def test_every_fact_of_an_entity_counts(fields: dict[str, Any], expected: str) -> None:
    kent, giles = example.entities()
    new = example.dataset(entities=(kent, giles.model_copy(update=fields)))
    assert told(compare(example.dataset(), new)) == [f"changed entity st-giles-trust {expected}"]


def test_a_renamed_entity_is_one_change_though_mentions_name_it() -> None:
    kent, giles = example.entities()
    blocks = example.briefing_blocks()
    blocks[2] = example.opening(
        mentions=(
            blocks[2].mentions[0],
            example.mention(example.OPENING, "St Giles Trust", "giles"),
        )
    )
    new = example.dataset(
        example.briefing(blocks, publishers=("giles",)),
        example.post(),
        entities=(kent, giles.model_copy(update={"id": "giles"})),
    )
    assert told(compare(example.dataset(), new)) == ["changed entity giles id"]


def test_entities_come_and_go() -> None:
    extra = (*example.entities(), Entity(id="surrey", type="place", name="Surrey"))
    assert told(compare(example.dataset(), example.dataset(entities=extra))) == [
        "added entity surrey"
    ]
    assert told(compare(example.dataset(entities=extra), example.dataset())) == [
        "removed entity surrey"
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"path": "seeds/b.txt"}, "path"),
        ({"state": "stale"}, "state"),
        ({"title": "T"}, "title"),
        ({"url": "https://x.org"}, "url"),
        ({"licence": Licence(id="CC-BY-4.0", known_from="manifest")}, "licence"),
        ({"media_type": "text/html"}, "media_type"),
    ],
)
def test_every_fact_of_a_source_counts(fields: dict[str, Any], expected: str) -> None:
    first, *others = example.sources()
    new = example.dataset(sources=(first.model_copy(update=fields), *others))
    assert told(compare(example.dataset(), new)) == [f"changed source first {expected}"]


def test_relations_and_their_evidence_count() -> None:
    old, without = example.dataset(), example.dataset(relations=())
    assert told(compare(old, without)) == ["removed relation why-streets-matter"]
    assert told(compare(without, old)) == ["added relation why-streets-matter"]
    (change,) = compare(old, example.dataset(relations=(example.relation(8, 13),)))
    assert told((change,)) == ["changed relation why-streets-matter about safer-streets"]
    assert change.new == "“Safer” in why-streets-matter/paragraph-read"


def test_evidence_moved_by_an_inserted_word_is_no_change_of_its_own() -> None:
    blocks = example.post_blocks()
    blocks[1] = example.paragraph("paragraph-read", "Now we read Safer Streets with care.", None)
    new = example.dataset(
        example.briefing(), example.post(blocks), relations=(example.relation(12, 25),)
    )
    assert told(compare(example.dataset(), new)) == [
        "changed block why-streets-matter/paragraph-read text"
    ]


WORDS = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "delta", "eta", "theta"]), min_size=1, max_size=6
)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=6)


def of_texts(texts: list[str], prefix: str) -> Dataset:
    blocks = [example.paragraph(f"{prefix}{i}", text, None) for i, text in enumerate(texts)]
    work = example.post(blocks, contacts=())
    return example.dataset(work, relations=())


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_text_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    """What was removed and added balances, every changed, split or merged text is one of the old
    and one of the new."""
    changes = [c for c in compare(of_texts(before, "a"), of_texts(after, "b")) if c.what == "block"]
    parted = [c for c in changes if c.kind in {"split", "merged"}]
    places = {c.where for c in parted}
    removed = [str(c.old) for c in changes if c.kind == "removed"]
    added = [str(c.new) for c in changes if c.kind == "added"]
    changed = [
        (str(c.old), str(c.new)) for c in changes if c.field == "text" and c.where not in places
    ]
    pieces_before = [piece for c in parted for piece in str(c.old).split("\n")]
    pieces_after = [piece for c in parted for piece in str(c.new).split("\n")]
    assert len(before) - len(removed) - len(pieces_before) == len(after) - len(added) - len(
        pieces_after
    )
    left_before, left_after = list(before), list(after)
    for text in (*removed, *pieces_before, *(old for old, _ in changed)):
        left_before.remove(text)
    for text in (*added, *pieces_after, *(new for _, new in changed)):
        left_after.remove(text)
    assert sorted(left_before) == sorted(left_after)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_the_same_texts_under_other_ids_are_the_same_blocks(texts: list[str]) -> None:
    lines = told(compare(of_texts(texts, "a"), of_texts(texts, "b")))
    assert lines == [f"changed block why-streets-matter/b{i} id" for i in range(len(texts))]


def test_the_time_grows_with_the_size_and_not_with_its_square() -> None:
    """Ten times the works, all reworded, in well under a hundred times the time (ratios, so any
    machine will do)."""

    def seconds(count: int) -> float:
        works = [_numbered(i, "") for i in range(count)]
        news = [_numbered(i, " indeed") for i in range(count)]
        old, new = (Dataset.model_construct(works=tuple(w)) for w in (works, news))
        start = time.process_time()
        assert len(compare(old, new)) == 4 * count
        return time.process_time() - start

    assert seconds(300) < 35 * max(seconds(30), 0.005)


def _numbered(number: int, ending: str) -> Work:
    blocks = [
        example.paragraph(
            f"p-{i}", f"Work {number} says in {i} {LONG}{ending if i % 2 else ''}", None
        )
        for i in range(8)
    ]
    return Work(
        id=f"w-{number}",
        kind="document",
        title=f"Work {number}",
        language="en",
        witnesses=(),
        blocks=tuple(blocks),
        licence=WorkLicence(),
    )


def test_a_reference_to_a_note_that_came_is_told_by_the_note() -> None:
    second = Note(id="note-2", number="2", text="Another note.")
    ref = NoteRef(**dict(example.note_ref(example.OPENING, "start.", "note-2")))
    blocks = example.briefing_blocks()
    blocks[2] = example.opening(note_refs=(*example.opening().note_refs, ref))
    new = with_blocks(*blocks, notes=(example.the_note(), second))
    assert told(compare(example.dataset(), new)) == ["added note safer-streets/note-2"]
