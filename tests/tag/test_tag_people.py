"""People are published by no name, and what is called like them stays. `benchmarks.people` has more
made-up texts."""

from __future__ import annotations

import pytest

from briefing_ingest.model import MergedBlock, Stretch, Work
from briefing_ingest.tag import find_mentions
from briefing_ingest.tag.read.evidence_of_people import EVIDENCE
from briefing_ingest.tag.read.people import names_alone
from briefing_ingest.text import Span


def named(*texts: str) -> set[str]:
    blocks = tuple(MergedBlock("paragraph", (Stretch(text, ()),), ()) for text in texts)
    return {mention.text for mention in find_mentions(Work("briefing", "A Title", ("a",), blocks))}


EVIDENT: tuple[tuple[str, str, set[str]], ...] = (
    ("names_with_titles", "Ms A. Jones met PC Khan.", {"Ms A. Jones", "PC Khan"}),
    ("names_with_titles", "Baroness Marsh of Luton asked.", {"Baroness Marsh of Luton"}),
    ("names_with_titles", "Detective Inspector Marsh arrested him.", {"Detective Inspector Marsh"}),
    (
        "names_with_titles",
        "The Lord Chancellor and the Mayor of Hull met at the Judge Business School.",
        set(),
    ),
    ("names_with_titles", "Published in Washington, DC. Retrieved in May.", set()),
    (
        "names_with_initials",
        "As J. R. Smith and Clear, T. R. (2007) say.",
        {"J. R. Smith", "Clear, T. R."},
    ),
    ("names_with_initials", "The U.S. Congress in Washington, D.C. and W. Virginia.", set()),
    (
        "cited_authors",
        "Churn harms (Clear, 2009), as Lum and Hart (2014) and Weber et al. say.",
        {"Clear", "Lum and Hart"},
    ),
    ("cited_authors", "As in Bright Data (2009) and (London, 2012).", set()),
    ("names_with_kin_or_fate", "Jones’s mother and Khan, 34, who was late.", {"Jones", "Khan"}),
    (
        "names_with_kin_or_fate",
        "When Okri told us that he was cold, Adeyemi died.",
        {"Okri", "Adeyemi"},
    ),
    (
        "names_with_kin_or_fate",
        "Leeds was slow when he came. Kent’s family courts are slow.",
        set(),
    ),
    (
        "names_with_posts",
        "Gavin Hart, Research Officer, and Ann Lee, director of policy.",
        {"Gavin Hart", "Ann Lee"},
    ),
    ("names_with_posts", "Kent Police, whose officers came.", set()),
    (
        "names_with_descriptions",
        "It killed the activist Hardeep Marsh Okri.",
        {"Hardeep Marsh Okri"},
    ),
    (
        "names_with_descriptions",
        "The victim Kent Police helped and the researcher Nacro pays.",
        set(),
    ),
    ("signatures", "Yours sincerely,\nOliver Hart", {"Oliver Hart"}),
)


@pytest.mark.parametrize(("kind", "text", "people"), EVIDENT)
def test_evidence_shows_people(kind: str, text: str, people: set[str]) -> None:
    evidence = next(evidence for evidence in EVIDENCE if evidence.name == kind)
    assert (
        people
        <= {text[span.start : span.end] for span in evidence.function(text)}
        <= people | {"Weber et al.", "Weber"}
    )


@pytest.mark.parametrize(
    "text",
    [
        "Mr Wells was stopped. Wells said that nobody helped him.",
        "Ann Bourne PCC came. Bourne praised it.",
        "Yours sincerely,\nOliver Winchester",
        "Florence’s daughter was killed. Florence forgave them.",
        "Ms Kent waited. Kent waited for two years.",
        "The law helps (Clear, 2009). Clear says so.",
    ],
)
def test_a_person_is_not_published_by_surname_either(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (("Mr Durham met nobody.", "She lives in Durham in the UK."), "Durham"),
        (("In the UK, Durham said that it would act, as did Cleveland.",), "Durham"),
        (("Ellen Marsh founded the Ellen Marsh Trust.",), "Ellen Marsh Trust"),
        (("Mr Smith works for Smith & Co in Leeds.",), "Smith & Co"),
        (
            (
                "Ms Kent came.",
                "Crime fell in Kent.",
                "Crime rose near Kent.",
                "Kent is pursuing this.",
            ),
            "Kent",
        ),
        (("Sussex PCC Jane Barnes spoke.",), "Sussex"),
    ],
)
def test_what_is_called_like_a_person_stays_on_its_own_evidence(
    texts: tuple[str, ...], name: str
) -> None:
    assert name in named(*texts)


def test_a_legal_form_closes_a_name() -> None:
    assert not any(
        "Smith" in name and "Lee" in name
        for name in named("He works for Lee & Co. Smith likes it.")
    )


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("King of Athens", frozenset()),
        ("Timon of Athens", {"Timon"}),
        ("Ann Lee of Leeds", {"Ann", "Lee"}),
    ],
)
def test_where_somebody_is_from_is_no_surname(text: str, alone: set[str]) -> None:
    assert names_alone(text, [Span(0, len(text))]) == alone
