"""What is made for a text when it is asked for, and kept as long as there is room: a collection may
have more words than fit into memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence, Sized
from typing import Final, Generic, TypeVar

Result = TypeVar("Result", bound=Sized)

_MOST_ITEMS: Final = 1_000_000
"""Words, or runs of words, that are kept: some 100 MB."""


class Kept(Generic[Result]):
    """What ``make`` gives for a number; of what was asked for last, so much is kept as has
    ``most`` items in all, and at least the latest two.
    """

    def __init__(self, make: Callable[[int], Result], most: int = _MOST_ITEMS) -> None:
        self._make = make
        self._most = most
        self._made: OrderedDict[int, Result] = OrderedDict()
        self._items = 0

    def __call__(self, number: int) -> Result:
        """What is made for a number."""
        found = self._made.get(number)
        if found is not None:
            self._made.move_to_end(number)
            return found
        made = self._made[number] = self._make(number)
        self._items += len(made)
        while self._items > self._most and len(self._made) > 2:
            self._items -= len(self._made.popitem(last=False)[1])
        return made


class MadeWhenAsked(Sequence[Sequence[str]]):
    """The words of texts, each made when it is asked for."""

    def __init__(self, make: Callable[[int], Sequence[str]], count: int) -> None:
        self._made = Kept(make)
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Sequence[str]:  # type: ignore[override]
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._made(number)

    def __iter__(self) -> Iterator[Sequence[str]]:
        return map(self._made, range(self._count))
