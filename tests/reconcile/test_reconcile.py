"""Witnesses to works."""

import random

from briefing_ingest.model import MergedBlock, Witness, Work
from briefing_ingest.reconcile import cluster, merge, relate
from witnesses import witness_of

PARAGRAPHS = [
    "Councils play a crucial role in tackling crime and in addressing the needs of their "
    "communities.",
    "The lights of three towns were renewed last year, and people felt safer on their way home.",
    "Residents’ views were asked for first; they know where it is dark, which helps to plan the "
    "work.",
    "Almost three quarters of the people who were asked said that they would walk home again.",
]
TITLE = "Safer Streets, Stronger Towns"


def _dump(*paragraphs: str, title: str = TITLE) -> str:
    return "\n\n".join((title, "Introduction", *paragraphs)) + "\n"


def _merged(*texts: str) -> Work:
    (group,) = cluster(
        [witness_of(text, name) for text, name in zip(texts, "abcdef", strict=False)]
    )
    return merge(group)


def _variants(blocks: tuple[MergedBlock, ...]) -> list[tuple[str, str]]:
    return [
        (stretch.rule, stretch.lemma)
        for block in blocks
        for stretch in block.stretches
        if stretch.rule
    ]


def test_versions_that_cover_each_other_are_one_work_and_others_are_not() -> None:
    other = "\n\n".join(
        [
            "Quite Another Thing",
            "Summary",
            "This text speaks of buses, trains and the price of both.",
        ]
    )
    witnesses = [
        witness_of(_dump(*PARAGRAPHS), "b"),
        witness_of(other, "c"),
        witness_of(_dump(*PARAGRAPHS[:3]), "a"),
    ]
    assert [[w.source_id for w in group] for group in cluster(witnesses)] == [["a", "b"], ["c"]]


def test_a_post_that_quotes_a_paragraph_is_not_a_version() -> None:
    post = _dump(
        PARAGRAPHS[0],
        *(f"Our own thoughts on matter {n} are many and long and new." for n in range(9)),
    )
    assert len(cluster([witness_of(_dump(*PARAGRAPHS), "a"), witness_of(post, "b")])) == 2


def test_the_order_of_witnesses_does_not_matter() -> None:
    texts = [_dump(*PARAGRAPHS), _dump(*PARAGRAPHS[:3]), _dump(*PARAGRAPHS[1:])]
    witnesses = [witness_of(text, name) for text, name in zip(texts, "abc", strict=True)]
    assert merge(cluster(witnesses)[0]) == merge(cluster(witnesses[::-1])[0])


def test_equal_witnesses_have_no_apparatus() -> None:
    work = _merged(_dump(*PARAGRAPHS), _dump(*PARAGRAPHS))
    assert _variants(work.blocks) == []
    assert not any(block.absent for block in work.blocks)


def test_a_paragraph_that_one_witness_lacks_is_kept_and_said_so() -> None:
    work = _merged(_dump(*PARAGRAPHS), _dump(*PARAGRAPHS[:1], *PARAGRAPHS[2:]))
    assert [block.text for block in work.blocks][2:] == PARAGRAPHS
    assert [block.absent for block in work.blocks] == [(), (), (), ("b",), (), ()]


def test_a_paragraph_that_only_the_other_has_comes_to_its_place() -> None:
    work = _merged(
        _dump(*PARAGRAPHS[:1], *PARAGRAPHS[2:], "And a long line at the end makes this the base."),
        _dump(*PARAGRAPHS),
    )
    assert [block.text for block in work.blocks][2:6] == PARAGRAPHS


def test_a_moved_paragraph_is_found() -> None:
    work = _merged(_dump(*PARAGRAPHS), _dump(*PARAGRAPHS[1:], PARAGRAPHS[0]))
    assert [block.text for block in work.blocks][2:] == PARAGRAPHS
    assert not any(block.absent for block in work.blocks)


def test_a_paragraph_broken_in_one_witness_is_one_block_with_a_layout_variant() -> None:
    broken = PARAGRAPHS[1].replace(", and people", ".\nPeople")
    whole = PARAGRAPHS[1].replace(", and people", ". People")
    work = _merged(
        _dump(PARAGRAPHS[0], broken, *PARAGRAPHS[2:]), _dump(PARAGRAPHS[0], whole, *PARAGRAPHS[2:])
    )
    assert whole in [block.text for block in work.blocks]
    assert _variants(work.blocks) == [("unbroken", " ")]


def test_note_references_stand_where_some_witness_prints_them() -> None:
    notes = "\n\nEndnotes\n1. One.\n2. Two.\n3. Three.\n"
    marked = [PARAGRAPHS[0] + "¹", PARAGRAPHS[1] + "²", PARAGRAPHS[2] + "³", PARAGRAPHS[3]]
    partly = [PARAGRAPHS[0] + "1", PARAGRAPHS[1], PARAGRAPHS[2] + " 3", PARAGRAPHS[3]]
    work = _merged(_dump(*marked) + notes, _dump(*partly) + notes)
    refs = [
        (ref.number, ref.at, [r.printed for r in ref.readings], ref.rule)
        for b in work.blocks
        for ref in b.note_refs
    ]
    assert refs == [
        ("1", len(PARAGRAPHS[0]), ["¹", "1"], "printed"),
        ("2", len(PARAGRAPHS[1]), ["²", ""], "note_sequence"),
        ("3", len(PARAGRAPHS[2]), ["³", "3"], "printed"),
    ]


def test_a_work_that_names_another_twice_is_about_it() -> None:
    post = _dump(
        f"We launched ‘{TITLE}’ today.",
        f"{TITLE} shows what councils do.",
        title="Why lights matter now",
    )
    once = _dump("See Safer Streets – Stronger Towns for more.", title="On the price of trains")
    works = [
        merge((witness_of(text, name),))
        for text, name in ((_dump(*PARAGRAPHS), "a"), (post, "b"), (once, "c"))
    ]
    found = relate(works)
    assert [(r.subject, r.type, r.object, len(r.evidence)) for r in found] == [
        (1, "about", 0, 2),
        (2, "cites", 0, 1),
    ]
    for relation in found:
        for span in relation.evidence:
            text = works[span.work].blocks[span.block].text[span.start : span.end]
            assert text.replace(" –", ",") == TITLE


# --- what is hard to reconcile --------------------------------------------------------------------


def _misspelt(text: str, seed: int) -> str:
    rng = random.Random(seed)
    return " ".join(word[::-1] if rng.random() < 0.05 else word for word in text.split(" "))


def test_fifty_witnesses_outvote_each_ones_noise() -> None:
    witnesses = [
        witness_of(_dump(*(_misspelt(p, n * 10 + k) for k, p in enumerate(PARAGRAPHS))), f"s{n}")
        for n in range(50)
    ]
    (group,) = cluster(witnesses)
    work = merge(group)
    assert len(work.witnesses) == 50
    assert [block.text for block in work.blocks if block.kind == "paragraph"] == PARAGRAPHS


def test_witnesses_that_contradict_each_other_in_every_word_keep_both_readings() -> None:
    one = witness_of(_dump("Alpha beta gamma delta."), "a")
    other = witness_of(_dump("Epsilon zeta eta theta."), "b")
    work = merge((one, other))
    texts = " ".join(
        reading.text for block in work.blocks for s in block.stretches for reading in s.readings
    )
    assert "Alpha beta gamma delta." in texts
    assert "Epsilon zeta eta theta." in texts


def test_a_witness_that_is_empty_after_repair_changes_nothing() -> None:
    full = witness_of(_dump(*PARAGRAPHS), "a")
    empty = Witness("b", "text/plain", "\n", ())
    assert [block.text for block in merge((full, empty)).blocks] == [
        block.text for block in merge((full,)).blocks
    ]


def test_a_work_inside_another_is_an_excerpt_of_it() -> None:
    own = [
        f"Our own thoughts on matter {n} are many and long and quite new to all readers here."
        for n in range(12)
    ]
    whole = _dump(*own[:6], *PARAGRAPHS, *own[6:], title="The Collected Papers of the Council")
    works = [
        merge(group)
        for group in cluster([witness_of(_dump(*PARAGRAPHS), "a"), witness_of(whole, "b")])
    ]
    assert [(r.subject, r.type, r.object) for r in relate(works)] == [(0, "excerpt_of", 1)]


def _related(*texts: str) -> list[tuple[int, str, int]]:
    works = [
        merge(group)
        for group in cluster([witness_of(text, f"w{n}") for n, text in enumerate(texts)])
    ]
    return [(relation.subject, relation.type, relation.object) for relation in relate(works)]


_LONG = [
    f"Point {n} of the council is that the {n}th of its schemes must go on as it has gone."
    for n in range(40)
]


def test_a_work_reprinted_with_its_title_in_a_volume_is_an_excerpt_and_not_cited() -> None:
    part = _dump(*PARAGRAPHS, title="Safer Streets for Everyone")
    whole = _dump(*_LONG, part, title="The Collected Papers of the Council")
    assert _related(part, whole) == [(0, "excerpt_of", 1)]
    assert _related(part, whole + "\nWe thank those who wrote Safer Streets for Everyone.\n") == [
        (1, "cites", 0)
    ]


def test_works_that_a_volume_holds_are_excerpts_of_it() -> None:
    first, second = _dump(*PARAGRAPHS * 2), _dump(*_LONG[:8], title="Eight Points of the Council")
    assert _related(first, second, first + "\n" + second) == [
        (0, "excerpt_of", 2),
        (1, "excerpt_of", 2),
    ]


def test_noise_of_one_witness_among_many_is_kept_in_the_apparatus_only() -> None:
    noisy = [
        PARAGRAPHS[0],
        "Click here to win a prize that nobody else has ever seen before.",
        *PARAGRAPHS[1:],
    ]
    work = _merged(_dump(*PARAGRAPHS), _dump(*PARAGRAPHS), _dump(*PARAGRAPHS), _dump(*noisy))
    assert not any("prize" in block.text for block in work.blocks)
    refused = [
        r.text
        for b in work.blocks
        for s in b.stretches
        if s.rule == "agreement"
        for r in s.readings
    ]
    assert any("prize" in text for text in refused)
