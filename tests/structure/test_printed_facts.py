"""What a document prints about itself outside its text: terms, date of a meeting, publication."""

import pytest

from briefing_ingest.model import Box, Fact, LineRole, RawDocument, Setting
from briefing_ingest.structure.printed_facts import printed_facts
from witnesses import lines_of

PROSE = "The lamps of the town stand in every street of it, and the council pays for them all.\n"


def _facts(text: str, name: str, *, paged: bool = False, role: str = "") -> list[str]:
    setting = Setting(Box(0, 0, 100, 100)) if paged else None
    lines = tuple(
        line._replace(setting=setting, role=LineRole(role) if "@" in line.text else line.role)
        for line in lines_of(text)
    )
    raw = RawDocument("x", "text/plain", text, lines, facts=(Fact("created", "2020-02-02", "PDF"),))
    return [fact.value for fact in printed_facts(raw, lines) if fact.name == name]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Minutes of the Elm Panel\nHeld on Tuesday 12 March 2024\n", ["2024-03-12"]),
        ("AGENDA\nElm Town Council\nDate: 3 May 2021\nTime: 10am\n", ["2021-05-03"]),
        ("Elm Panel\nMinutes\nThe meeting was held at Elm Hall on 4 July 2019.\n", ["2019-07-04"]),
        ("Notes of the lighting meeting\n4 July 2019, 10.00 to 12.00\n", ["2019-07-04"]),
        ("Minutes\nDate of next meeting: 5 June 2024\nDate: 12 March 2024\n", ["2024-03-12"]),
        ("Minutes\nPublished 5 June 2024\n", []),
        ("Why lamps matter\n5 minutes read\n3 May 2021\n", []),
        ("Lamps: an update\n3 May 2021\n", []),
    ],
)
def test_the_day_of_a_meeting(head: str, day: list[str]) -> None:
    assert _facts(head + PROSE, "held") == day


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Lamps\nResearch brief | June 2023\n", ["2023-06"]),
        ("Lamps\nVol. 4, No. 1 August 2005\n", ["2005-08"]),
        ("Lamps\nFirst published in May 2020 by the Elm Trust\n", ["2020-05"]),
        ("Lamps\n© Elm Trust 2020\n", ["2020"]),
        ("Lamps\n© Elm Trust 2019\n", []),  # the file was made in 2020
        ("Lamps\n© Elm Trust 2010-2020\n", []),
        ("Lamps\nLast updated: June 2023\n", []),
        ("Lamps\nThe council will act by June 2023\n", []),
    ],
)
def test_the_date_that_pages_print(head: str, date: list[str]) -> None:
    assert _facts(head + PROSE, "published", paged=True) == date


@pytest.mark.parametrize(
    ("line", "role", "count"),
    [
        ("@elm is under a Creative Commons Attribution 4.0 licence", "chrome", 1),
        ("@elm is under a Creative Commons Attribution 4.0 licence", "figure", 0),
        ("@elm is under a Creative Commons Attribution 4.0 licence", "", 0),
        ("@elm may be licensed by others", "furniture", 0),
    ],
)
def test_terms_are_read_in_what_is_left_out(line: str, role: str, count: int) -> None:
    assert len(_facts(f"Lamps\n{PROSE}{line}\n", "licence", role=role)) == count
