"""`ingest diff` for people, pages and pipelines."""

import json
from pathlib import Path

import pytest

import example_dataset as example
from briefing_ingest.canonical import dataset_bytes
from commandline import ingest


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The example, and one with a reworded and a typographically changed paragraph."""
    blocks = example.briefing_blocks()
    blocks[3] = example.paragraph("paragraph-costs", example.COSTS.replace("39", "38"))
    blocks[4] = blocks[4].model_copy(update={"text": "The  shelter opens at night."})
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_bytes(dataset_bytes(example.dataset()))
    new.write_bytes(dataset_bytes(example.dataset(example.briefing(blocks), example.post())))
    return old, new


def test_typographic_changes_are_counted_and_shown_on_demand(files: tuple[Path, Path]) -> None:
    run = ingest("diff", *files)
    assert run.code == 1
    assert "1 minor change (typography, how certain a name is) is not shown" in run.out
    assert "case-study-1" not in run.out
    assert "case-study-1" in ingest("diff", *files, "--all").out
    assert "case-study-1" in ingest("diff", *files, "--only", "typographic").out
    assert (
        ingest("diff", *files, "--stat").out
        == "safer-streets | 1 reworded, 1 typographic\n2 changes\n"
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "none"], 0),
        (["--fail-on", "schema"], 0),
        (["--fail-on", "substantive"], 1),
        (["--only", "typographic", "--fail-on", "substantive"], 0),
        (["--only", "moved"], 0),
        (["--only", "nonsense"], 2),
    ],
)
def test_the_exit_code_tells_what_matters(
    files: tuple[Path, Path], options: list[str], code: int
) -> None:
    assert ingest("diff", *files, *options).code == code


def test_what_was_approved_is_left_out(files: tuple[Path, Path], tmp_path: Path) -> None:
    changes = ingest("diff", *files, "--format", "json").json["changes"]
    answers = tmp_path / "approved.json"
    answers.write_text(json.dumps({"approved": changes}))
    run = ingest("diff", *files, "--approved", answers)
    assert (run.code, run.out) == (0, "No differences.\n")
    answers.write_text("no JSON")
    assert "E411" in ingest("diff", *files, "--approved", answers).err


@pytest.mark.parametrize(
    ("form", "start"), [("markdown", "### safer"), ("html", "<!doctype html>"), ("github", "::")]
)
def test_every_format_is_data_on_stdout(files: tuple[Path, Path], form: str, start: str) -> None:
    run = ingest("diff", *files, "--format", form)
    assert (run.code, run.err) == (1, "")
    assert run.out.startswith(start)


def test_a_dataset_that_no_memory_holds_is_refused_at_once(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(500 * 2**20)
    run = ingest("diff", files[0], huge)
    assert (run.code, "E414" in run.err) == (2, True)
