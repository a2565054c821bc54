"""Turns a folder of policy briefings into one validated JSON dataset, and reads it.

`load` is the public entry for applications; the command `ingest` is the one for people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing_ingest.loader import Briefings, load

__all__ = ["Briefings", "load"]


def __getattr__(name: str) -> Any:
    """Import the loader when it is asked for: the command line's help must not wait for
    pydantic.
    """
    if name in __all__:
        from briefing_ingest import loader

        return getattr(loader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
