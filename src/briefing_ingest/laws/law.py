"""What a broken law is called."""

from __future__ import annotations

from typing import NamedTuple


class Breach(NamedTuple):
    """A law of the dataset that does not hold in one place."""

    problem: str
    """What is wrong, as a sentence without its full stop."""
    work: str | None = None
    """Id of the work it is in; None where the dataset as a whole is wrong."""
    text: str | None = None
    """Id of the block or note, where it is in one."""

    def __str__(self) -> str:
        """The place and the problem."""
        place = "/".join(filter(None, (self.work, self.text)))
        return f"{place}: {self.problem}" if place else self.problem
