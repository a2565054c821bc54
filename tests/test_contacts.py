"""How to reach whom: the contacts of a work, each with the body whose imprint it is in."""

import pytest

from addresses import BODIES, PROSE, rows_of_columns
from briefing_ingest.assemble import assemble
from briefing_ingest.dataset import Dataset, Source
from briefing_ingest.laws.dataset_laws import breaches
from briefing_ingest.reconcile import merge
from briefing_ingest.tag import find_mentions, resolve
from witnesses import witness_of


def built(text: str) -> Dataset:
    """The dataset of one text, tagged."""
    witness = witness_of(text)
    works = [merge((witness,))]
    tagged = resolve(works, [find_mentions(work) for work in works])
    return assemble([Source(id="a", path="a.txt")], [witness], works, (), tagged)[0]


def contacts(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, value and owner of each contact of a text."""
    return [(one.kind, one.value, one.entity) for one in built(text).works[0].contacts]


@pytest.mark.parametrize("number", [2, 3])
def test_each_body_has_its_own_number(number: int) -> None:
    rows = rows_of_columns(BODIES[:number], " ")
    expected = [
        ("telephone", "01204 960101", "lantern-street-trust"),
        ("telephone", "01482 960202", "ferry-road-advice-centre"),
        ("telephone", "+44 1872 960303", "orchard-lane-foundation"),
    ]
    assert contacts("\n".join([PROSE, "", *rows, ""])) == expected[:number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("For more information contact ann@example.org.", [("email", "ann@example.org", None)]),
        (
            "Lantern Street Trust, 9 Loom Lane, Bolton BL1 2AB\n\nE-mail: ann@lanternstreet.org",
            [("email", "ann@lanternstreet.org", "lantern-street-trust")],
        ),
        (
            "E-mail: ann@lanternstreet.org\n\nLantern Street Trust, 9 Loom Lane, Bolton BL1 2AB",
            [("email", "ann@lanternstreet.org", None)],
        ),
        (
            f"Lantern Street Trust, 9 Loom Lane, Bolton BL1 2AB\n\n{PROSE}\n\n"
            "Please contact bob@example.org.",
            [("email", "bob@example.org", None)],
        ),
        ("Registered charity no. 1187654 Company no. 09876543", []),
        (f"{PROSE} In all 01204 960101 lamps were counted.", []),
    ],
)
def test_whose_a_contact_is(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert contacts(f"{PROSE}\n\n{text}\n") == found


def test_a_contact_of_nobody_breaks_a_law() -> None:
    dataset = built(f"{PROSE}\n\nFor more information contact ann@example.org.\n")
    (work,) = dataset.works
    (contact,) = work.contacts
    wrong = work.model_copy(update={"contacts": (contact.model_copy(update={"entity": "x"}),)})
    said = [breach.problem for breach in breaches(dataset.model_copy(update={"works": (wrong,)}))]
    assert said == ["contact of 'x', which is not an entity"]
