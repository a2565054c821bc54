"""`ingest show`: what cannot be shown as asked is said."""

from pathlib import Path

import pytest

import example_dataset as example
from briefing_ingest.canonical import dataset_bytes
from briefing_ingest.dataset import EditionChange
from briefing_ingest.export import render_record
from commandline import ingest


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "dataset.json").write_bytes(dataset_bytes(example.dataset()))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["safer-streets/case-study-1", "--format", "html"], "--format html shows whole works"),
        (["safer-streets/case-study-2"], "Did you mean safer-streets/case-study-1?"),
        (["safer-streets/zzz"], "List the ids"),
        (["safer-street"], "Did you mean safer-streets?"),
    ],
)
def test_what_cannot_be_shown_is_exit_2_with_a_hint(asked: list[str], said: str) -> None:
    run = ingest("show", *asked)
    assert run.code == 2
    assert said in run.err


def test_a_block_is_shown_as_it_is() -> None:
    assert ingest("show", "safer-streets/case-study-1").out == "The shelter opens at night.\n"


def test_a_work_is_shown_with_its_relations_and_what_changed() -> None:
    dataset = example.dataset()
    change = EditionChange(
        kind="changed", old="paragraph-opening", new="paragraph-read", before="47", after="52"
    )
    edition = dataset.relations[0].model_copy(
        update={"type": "edition_of", "reason": "another year", "changes": (change,)}
    )
    changed = dataset.model_copy(update={"relations": (edition,)})
    Path("out/dataset.json").write_bytes(dataset_bytes(changed))
    assert ingest("show", "safer-streets").out.endswith(
        "\nRelated works:\n"
        "why-streets-matter edition of safer-streets: another year\n"
        "  paragraph-read: “47” is now “52”\n"
    )
    assert "Related works" not in ingest("show", "safer-streets", "--format", "markdown").out
    assert "  paragraph-read: “47” is now “52”" in render_record(changed)
