"""What only one of the versions has is in the merged text, wherever it stands and whatever it looks
like."""

import pytest

from briefing_ingest.model import Reading, Work
from briefing_ingest.reconcile import cluster, merge
from briefing_ingest.reconcile.collate import Cell
from briefing_ingest.reconcile.noise import audible
from briefing_ingest.traced import TracedText
from witnesses import witness_of

BODY = [
    "The lending library of tools opened in a former bakery and has been full of people ever since "
    "it did.",
    "In its first year loans were made to people who had never borrowed anything before in all "
    "their lives.",
    "The county paid for the shelves and the van, and the volunteers gave the time that they had "
    "to spare.",
    "Anybody who lives near may join, and most of those who did so brought a tool of their own to "
    "be lent.",
]
LONG = [
    f"On {day} the shop of the guild by the river is open to all who come with a thing that is "
    f"broken, and the people"
    f" of the street sit with them until it is whole or it is clear that it cannot be made so."
    for day in ("Monday", "Tuesday", "Friday")
]
ADDRESSES = [
    "as printed at www.tool-shed.example/first-year in full,",
    "(see https://tool-shed.example/a_b?year=2 for the list)",
    "[www.tool-shed.example/list]",
    "write to lending@tool-shed.example for a copy,",
    "(desk@tool-shed.example)",
    "doi:10.5555/tools.2020.14,",
    "in the study at 10.5555/tools.2020.14 by two of them,",
]
SENTENCE = "The keys are kept by {} the baker who lives above the shop with three cats and a dog."


def _merged(*texts: list[str]) -> Work:
    dumps = ["\n\n".join(["Tools to Borrow", *paragraphs]) + "\n" for paragraphs in texts]
    witnesses = [witness_of(text, name) for text, name in zip(dumps, "abc", strict=False)]
    (group,) = cluster(witnesses, together=[("a", other.source_id) for other in witnesses[1:]])
    return merge(group)


def _text(work: Work) -> str:
    return "\n".join(block.text for block in work.blocks)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("place", ["start", "middle", "end"])
@pytest.mark.parametrize("first", [True, False])
def test_a_passage_with_an_address(address: str, place: str, first: bool) -> None:
    words = {
        "start": "",
        "middle": "The keys are kept by ",
        "end": "The keys are kept by the baker above the shop ",
    }
    rest = {
        "start": "the keys are kept by the baker above the shop.",
        "middle": "the baker above the shop.",
        "end": "",
    }
    with_it = [*BODY[:2], f"{words[place]}{address} {rest[place]}".strip(), *BODY[2:]]
    without = [*BODY[:2], f"{words[place]}{rest[place]}".strip(), *BODY[2:], LONG[0]]
    assert address in _text(_merged(with_it, without) if first else _merged(without, with_it))


@pytest.mark.parametrize("address", ADDRESSES)
def test_of_three_versions_one_may_lack_it(address: str) -> None:
    with_it = [*BODY, SENTENCE.format(address)]
    without = [*BODY, SENTENCE.format(""), LONG[0]]
    assert address in _text(_merged(without, with_it, with_it))


@pytest.mark.parametrize(
    "own",
    [
        "+44 20 7946 0018",
        "Tel: +44 20 7946 0018",
        "5 + 3 = 8",
        "The van comes to the people of the hill who cannot walk to the shop, and it is free to "
        "all.",
    ],
)
def test_a_block_that_only_the_other_version_has(own: str) -> None:
    work = _merged([*BODY, *LONG], [*BODY[:2], own, *BODY[2:]])
    assert own in [block.text for block in work.blocks]


def test_a_block_in_another_place_is_still_taken_once() -> None:
    work = _merged([*BODY, *LONG], [LONG[2], *BODY, LONG[1], LONG[0]])
    assert all(_text(work).count(paragraph) == 1 for paragraph in [*BODY, *LONG])


def test_blocks_of_an_end_and_of_a_middle_do_not_run_into_each_other() -> None:
    work = _merged([*BODY[:3]], [*BODY[:2], f"{BODY[2]}\n\n{LONG[0]}"])
    assert f"spare.{LONG[0][:5]}" not in _text(work)
    assert LONG[0] in _text(work)


def _cell(*texts: str) -> Cell:
    return Cell(
        tuple(Reading(n, TracedText.copied(t, 0)) for n, t in zip("abcde", texts, strict=True))
    )


def test_noisy_witnesses_are_heard_where_most_have_text_and_the_sound_ones_none() -> None:
    loud = frozenset("ab")
    assert [
        r.source_id for r in audible(_cell("", "", "words here", "words hcre", "w0rds here"), loud)
    ] == list("abcde")
    assert [r.source_id for r in audible(_cell("", "", "", "words", "xx"), loud)] == list("ab")
    assert [r.source_id for r in audible(_cell("", "words", "", "words", "xx"), loud)] == list("ab")
