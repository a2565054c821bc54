"""The manifest: what it may say, and what each mistake in it costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_ingest.errors import SourceError, UsageError
from briefing_ingest.manifest import (
    manifest_path,
    read_manifest,
    read_source_file,
    with_source,
)
from briefing_ingest.model import Source
from briefing_ingest.text import checksum

GOOD = '[[source]]\nid = "a"\npath = "a.txt"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A text.")
    return tmp_path / "seeds"


def write(folder: Path, text: str) -> Path:
    place = folder / "sources.toml"
    place.write_text(text, encoding="utf-8")
    return place


def test_a_source_keeps_what_is_stated_and_its_path_begins_with_the_folder(folder: Path) -> None:
    place = write(
        folder, GOOD + 'title = "An ‘A’"\npublished = 2021-04-30\nlicence = "CC-BY-4.0"\n'
    )
    (source,) = read_manifest(place).sources
    assert source == Source(
        "a", "seeds/a.txt", title="An ‘A’", published="2021-04-30", licence="CC-BY-4.0"
    )


def test_a_folder_or_the_file_itself_names_the_manifest(folder: Path) -> None:
    place = write(folder, GOOD)
    assert manifest_path(folder) == manifest_path(place) == place


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        ("[[source]\n", "E102", 1, "Expected"),
        ('[[source]]\nid = "a"\npath = a.txt\n', "E102", 3, "Invalid value"),
        (GOOD + '[[sauce]]\nid = "b"\n', "E103", 4, "Did you mean `source`?"),
        ('[[source]]\npath = "a.txt"\n', "E104", 1, "Add a line `id = ...`"),
        (GOOD + '[[source]]\nid = "b"\n', "E104", 4, "Add a line `path = ...`"),
        ('[[source]]\nid = "A b"\npath = "a.txt"\n', "E104", 2, "lower-case slug"),
        ('[[source]]\nid = "a"\npath = "/etc/passwd"\n', "E104", 3, "inside the manifest's folder"),
        ('[[source]]\nid = "a"\npath = "../a.txt"\n', "E104", 3, "inside the manifest's folder"),
        ('[[source]]\nid = "a"\npath = 7\n', "E104", 3, "inside the manifest's folder"),
        ("source = 3\n", "E104", 1, "[[source]]"),
        (GOOD + "\n" + GOOD, "E105", 6, "another id"),
        (GOOD + 'not_work = ["b"]\n', "E106", 4, "not another source"),
        (GOOD + 'not_work = ["a"]\n', "E106", 4, "not another source"),
        (
            GOOD
            + 'work = "w"\nnot_work = ["b"]\n[[source]]\nid = "b"\npath = "b.txt"\nwork = "w"\n',
            "E106",
            5,
            "declared as one work",
        ),
        (
            GOOD
            + 'work = "w"\n[[source]]\nid = "b"\npath = "b.txt"\nwork = "w"\n'
            + '[[decision]]\nsources = ["a", "b"]\nworks = "two"\n',
            "E106",
            None,
            "declared as one work",
        ),
    ],
)
def test_an_unusable_manifest_names_code_line_and_remedy(
    folder: Path, text: str, code: str, line: int | None, hint: str
) -> None:
    place = write(folder, text)
    with pytest.raises(UsageError) as caught:
        read_manifest(place)
    finding = caught.value.finding
    assert (finding.code, finding.where and finding.where.line) == (code, line)
    assert hint in f"{finding.cause} {finding.fix}"
    assert finding.where
    assert finding.where.path == str(place)


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ('titel = "A"', "E103", "Did you mean `title`?"),
        ('zzz = "A"', "E103", "Known keys: id, path"),
        ('sha256 = "abc"', "E104", "64 hexadecimal digits"),
        ('published = "last May"', "E104", "'2021-04-30'"),
        ('url = "example.org"', "E104", "https://"),
        ("title = 3", "E104", "a text"),
    ],
)
def test_a_mistake_in_an_entry_costs_that_source_only(
    folder: Path, line: str, code: str, hint: str
) -> None:
    (folder / "b.txt").write_text("B text.")
    manifest = read_manifest(
        write(folder, GOOD + line + '\n\n[[source]]\nid = "b"\npath = "b.txt"\n')
    )
    assert [source.id for source in manifest.sources] == ["a", "b"]
    (finding,) = manifest.findings
    assert (finding.code, finding.source, finding.severity) == (code, "a", "error")
    assert finding.where
    assert finding.where.line == 4
    assert hint in finding.fix


@pytest.mark.parametrize("present", [True, False])
def test_without_manifest_or_without_sources_there_is_nothing_to_build(
    tmp_path: Path, present: bool
) -> None:
    if present:
        write(tmp_path, "# nothing yet\n")
    with pytest.raises(UsageError) as caught:
        read_manifest(tmp_path / "sources.toml")
    assert caught.value.finding.code == ("E104" if present else "E101")
    assert "ingest sources add" in caught.value.finding.fix


def test_files_nobody_declared_are_sources_with_the_entry_to_add(folder: Path) -> None:
    for name in ("New Report.PDF", "new_report.html", ".hidden.txt", "notes.docx", "deep/b.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    manifest = read_manifest(write(folder, GOOD))
    found = {source.path: source.id for source in manifest.sources if not source.declared}
    assert found == {
        "seeds/New Report.PDF": "new-report-pdf",
        "seeds/deep/b.md": "b",
        "seeds/new_report.html": "new-report-html",
    }
    assert [finding.code for finding in manifest.findings] == ["N602", "N602", "N602", "N609"]
    assert 'path = "deep/b.md"' in next(f.fix for f in manifest.findings if f.source == "b")


def test_files_that_are_no_sources_are_named_once_and_built_only_if_declared(folder: Path) -> None:
    for name in ("README.md", "LICENCE.txt", "table.xlsx", "names.csv", "read-me-first.md"):
        (folder / name).write_text("x")
    left_out = read_manifest(write(folder, GOOD))
    assert [s.path for s in left_out.sources if not s.declared] == ["seeds/read-me-first.md"]
    (notice,) = (finding for finding in left_out.findings if finding.code == "N609")
    assert "LICENCE.txt, README.md, names.csv, table.xlsx." in notice.cause
    declared = read_manifest(
        write(folder, 'gazetteer = "names.csv"\n[[source]]\nid = "us"\npath = "README.md"\n')
    )
    assert "seeds/README.md" in {source.path for source in declared.sources}
    (notice,) = (finding for finding in declared.findings if finding.code == "N609")
    assert "README.md" not in notice.cause
    assert "names.csv" not in notice.cause


@pytest.mark.parametrize(
    ("content", "sha256", "code"),
    [
        (None, None, "E201"),
        (b"", None, "E203"),
        (b"A text!", checksum(b"A text."), "E202"),
    ],
)
def test_bytes_are_checked_before_they_are_read(
    tmp_path: Path, content: bytes | None, sha256: str | None, code: str
) -> None:
    file = tmp_path / "a.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_source_file(file, Source("a", "seeds/a.txt", sha256=sha256))
    finding = caught.value.finding
    assert (finding.code, finding.source, str(finding.where)) == (code, "a", "seeds/a.txt")


def test_a_folder_in_the_place_of_a_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_source_file(tmp_path, Source("a", "seeds/a.txt"))
    assert caught.value.finding.code == "E214"


def test_adding_keeps_comments_and_order_and_makes_an_id(folder: Path) -> None:
    text, source_id = with_source("# ours\n" + GOOD, "B Report (final).pdf", checksum(b"b"))
    assert source_id == "b-report-final"
    assert text.startswith("# ours\n" + GOOD)
    assert [source.id for source in read_manifest(write(folder, text)).sources] == [
        "a",
        "b-report-final",
    ]


def test_adding_to_nothing_makes_a_manifest(folder: Path) -> None:
    text, _ = with_source("", "a.txt", checksum(b"A text."))
    (source,) = read_manifest(write(folder, text)).sources
    assert source.sha256 == checksum((folder / "a.txt").read_bytes())


def test_what_is_listed_is_changed_only_on_request() -> None:
    with pytest.raises(UsageError) as caught:
        with_source(GOOD, "a.txt", checksum(b"new"))
    assert caught.value.finding.code == "E105"
    text, source_id = with_source(GOOD, "a.txt", checksum(b"new"), update=True)
    assert source_id == "a"
    assert text == GOOD + f'sha256 = "{checksum(b"new")}"\n'
