"""What holds for all tests: no build remembers anything in the home of whoever runs them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

_NUMBERS = count()

# The suite tries each law on some examples; `--hypothesis-profile=thorough` on many.
settings.register_profile("suite", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)
settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of this session, or of this worker, for the memories of builds: used by fixtures of
    whole modules."""
    folder = tmp_path_factory.mktemp("caches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INGEST_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def cache_folder(caches: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of one test. It does not exist yet."""
    folder = caches / str(next(_NUMBERS))
    monkeypatch.setenv("INGEST_CACHE_DIR", str(folder))
    return folder
