"""Terms, titles and authors by their form; the cases are rows of tables."""

from pathlib import Path

import pytest

from briefing_ingest.english.licences import (
    is_of_part,
    licence_id,
    permissions,
    terms_in_footer,
    terms_in_prose,
)
from briefing_ingest.english.metadata_forms import authors_by_form, is_title_form


def _rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [row.split("\t") for row in text.splitlines() if not row.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), _rows("licences.tsv"))
def test_licences(text: str, expected: str) -> None:
    assert licence_id(text) == expected


@pytest.mark.parametrize(("said", "expected"), _rows("metadata_authors.tsv"))
def test_authors_of_metadata(said: str, expected: str) -> None:
    assert "; ".join(authors_by_form(said)) == expected


@pytest.mark.parametrize(("said", "expected"), _rows("metadata_titles.tsv"))
def test_titles_of_metadata(said: str, expected: str) -> None:
    assert ("yes" if is_title_form(said) else "no") == expected


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC-BY-4.0", (True, True)),
        ("CC-BY-ND-3.0", (False, True)),
        ("LicenseRef-CC-BY-NC-ND", (False, False)),
        ("LicenseRef-all-rights-reserved", (False, False)),
        ("LicenseRef-Crown-copyright", (None, None)),
    ],
)
def test_what_a_licence_permits(licence: str, expected: tuple[bool | None, bool | None]) -> None:
    assert permissions(licence) == expected


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Lamps went out. This report is published under CC BY 4.0. See more.", "CC-BY-4.0"),
        ("© Elm Trust 2020. This work is licensed under CC BY-NC 4.0.", "CC-BY-NC-4.0"),
        ("You may re-use this under the terms of the Open Government Licence v2.0.", "OGL-UK-2.0"),
        ("The data were released under CC BY 4.0.", ""),
        ("We recommend CC BY 4.0 for all that is paid for by the public.", ""),
        ("Photo: Jo Hart, CC BY 2.0", ""),
    ],
)
def test_terms_in_prose_are_those_of_the_work(text: str, stated: str) -> None:
    terms = terms_in_prose(text)
    assert (terms.id if terms else "") == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Elm Trust | CC BY-NC-ND 4.0 | Privacy", "CC-BY-NC-ND-4.0"),
        ("Text and images: CC BY 2.0", "CC-BY-2.0"),
        ("Icons by Elm Studio, CC BY 3.0", ""),
        ("word " * 100 + "CC BY 4.0", ""),
    ],
)
def test_terms_in_a_footer(text: str, stated: str) -> None:
    assert terms_in_footer(text) == stated


def test_a_picture_has_terms_of_its_own() -> None:
    assert is_of_part("Cover: Jo Hart, CC BY 2.0")
    assert not is_of_part("This report, with its pictures, is under CC BY 2.0")
