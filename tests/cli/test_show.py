"""`ingest show`: what cannot be shown as asked is said."""

from pathlib import Path

import pytest

import example_dataset as example
from briefing_ingest.canonical import dataset_bytes
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
