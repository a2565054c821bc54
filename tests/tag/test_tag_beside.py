"""People who stand beside bodies are published by no name, and the bodies are.
`benchmarks.made_people` has more."""

from __future__ import annotations

import pytest

from benchmarks.made_people import documents, judge, read, verdicts

BRITISH = "This briefing is about prisons in England and Wales.\n\n"


def named(text: str) -> set[str]:
    _, tagged = read(BRITISH + text)
    return {name for entity in tagged.entities for name in (entity.name, *entity.aliases)} - {
        "England",
        "Wales",
    }


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Attendees: Wanda Pyle Home Office Ifeoma Udeh Kent Police",
            {"Home Office", "Kent Police"},
        ),
        (
            "Attendees: Siôn Treharne Ministry of Justice Mei Guo Harbour Debt Network",
            {"Ministry of Justice"},
        ),
        (
            "Wanda Pyle Home Office and Ifeoma Udeh Cabinet Office were not there.",
            {"Home Office", "Cabinet Office"},
        ),
        (
            "Gwenllian ap Dafydd Home Office\n\nKhalid al-Tamimi Youth Justice Board",
            {"Home Office"},
        ),
        ("Marta Sobczak – Crown Prosecution Service", {"Crown Prosecution Service"}),
        (
            "Present: Marta Sobczak (Kent Police), Uche Anozie (Cabinet Office)",
            {"Kent Police", "Cabinet Office"},
        ),
    ],
)
def test_people_before_their_bodies_are_cut_off(text: str, bodies: set[str]) -> None:
    found = named(text)
    assert bodies <= found
    people = (
        "Wanda Pyle Ifeoma Udeh Siôn Treharne Mei Guo Gwenllian Dafydd Khalid Tamimi Marta Sobczak "
        "Uche Anozie"
    )
    assert not {word for name in found for word in name.replace("-", " ").split()} & set(
        people.split()
    )


@pytest.mark.parametrize(
    "body",
    [
        "Tessa Marlowe Foundation",
        "Tessa Marlowe Charitable Trust",
        "Tessa Marlowe Cancer Care Fund",
        "Tessa Marlowe Housing Association",
        "Obadiah Pyle & Sons",
        "Greater Manchester Police",
        "Thames Valley Police",
        "Office for National Statistics",
    ],
)
def test_a_body_called_after_somebody_or_a_place_stays_whole(body: str) -> None:
    assert body in named(f"The {body} paid for this work.")
    assert body in named(f"{body}\n\nThe work was paid for in 2019.") | named(
        f"Funders: {body}, Home Office"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Photographs: Uche Anozie/Reuters; Marta Sobczak/Alamy.",
        "Apologies were received from Gwenllian Treharne, Pilar de la Cuesta and Uche Anozie.",
        "Uche Anozie\n\nThe scheme has grown since then.",
        "Uche Anozie (UA) came late, and so did others.",
        "Thanks go to Khalid al-Tamimi and Marta Sobczak.",
    ],
)
def test_a_name_that_may_be_somebodys_is_not_published(text: str) -> None:
    people = set(
        "Uche Anozie Marta Sobczak Gwenllian Treharne Pilar Cuesta Khalid Tamimi al-Tamimi UA".split()
    )
    assert not {word for name in named(text) for word in name.split()} & people


def test_no_person_of_the_made_documents_is_published() -> None:
    """The text of each is printed by `python -m benchmarks made_people 5 64`."""
    found = verdicts(5, 64)
    assert [verdict.published for verdict in found if verdict.published] == []
    assert sum(len(verdict.lost) for verdict in found) <= 0.1 * sum(
        len(verdict.made.bodies) for verdict in found
    )


def test_the_judge_sees_a_person_who_is_published() -> None:
    made = next(
        made for made in documents(5, 64) if made.kind == "attendance_by_line" and made.people
    )
    body = f"{made.people[0].name} Trust"
    seen = judge(made._replace(text=f"{BRITISH}The {body} paid for it.\n"))
    assert seen.published == ((made.people[0].name, body),)
