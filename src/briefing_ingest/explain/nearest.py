"""What comes nearest to something typed that names nothing, and the error that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from briefing_ingest.dataset import Dataset, Entity, Relation, Source, Work, texts
from briefing_ingest.errors import CODES, Finding, UsageError

_OFFERED: Final = 3


def relation_address(relation: Relation) -> str:
    """``WORK/RELATION/WORK``, for example ``a-post/about/a-briefing``."""
    return f"{relation.subject}/{relation.type}/{relation.object}"


def unknown(dataset: Dataset, typed: str, cause: str) -> UsageError:
    """E407 with what comes nearest to what was typed; never what was typed itself."""
    guesses = (
        [name for name in dict.fromkeys(guess) if name != typed]
        for guess in _guesses(dataset, typed)
    )
    near = next(filter(None, guesses), [])[:_OFFERED]
    fix = f"Did you mean {' or '.join(near)}? " if near else ""
    return UsageError(
        Finding(
            "E407", cause, f"{fix}`ingest show` lists the works, `ingest show WORK` its blocks."
        )
    )


def unknown_code(code: str) -> UsageError:
    """E407 for what looks like a code and is none."""
    near = _like(code, CODES)
    fix = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else "Each message begins with a code, such as E204."
    )
    return UsageError(Finding("E407", f"There is no code {code!r}.", fix))


def _guesses(dataset: Dataset, typed: str) -> Iterator[list[str]]:
    """Ways to read what was typed, the surest first."""
    if "//" in typed:
        yield from _links_like(dataset, typed)
        return
    address = re.split(r"[#:]", typed, maxsplit=1)[0].strip("/")
    names = [*_ids(dataset.works), *_ids(dataset.entities), *_ids(dataset.sources)]
    parts = [f"{work.id}/{text.id}" for work in dataset.works for text in texts(work)]
    yield [part for part in parts if _id_in_work(part) == address]
    yield [name for name in names if name.casefold() == address.casefold()]
    if "/" in address:
        yield from _in_works(dataset, address, parts)
    else:
        yield from _names_like(address, names, parts)


def _ids(items: Iterable[Work | Entity | Source]) -> Iterator[str]:
    return (item.id for item in items)


def _id_in_work(part: str) -> str:
    """The id of a block or note in its work: "p-1" of "a-briefing/p-1"."""
    return part.partition("/")[2]


def _names_like(address: str, names: list[str], parts: list[str]) -> Iterator[list[str]]:
    """The names that begin with ``address``; then the names, and the parts of any work, that look
    most like it.
    """
    yield [name for name in names if address and name.startswith(address)]
    addresses = {_id_in_work(part): part for part in reversed(parts)}
    addresses |= {name: name for name in names}
    yield [addresses[name] for name in _like(address, addresses)]


def _links_like(dataset: Dataset, typed: str) -> Iterator[list[str]]:
    links = sorted(
        {link.url for work in dataset.works for text in texts(work) for link in text.links}
    )
    yield [link for link in links if link.casefold().startswith(typed.casefold())]
    yield _like(typed, links)


def _in_works(dataset: Dataset, address: str, parts: list[str]) -> Iterator[list[str]]:
    """Relations of the same two works, whatever their order, or those that start at the one named;
    parts of works.
    """
    ends = set(address.split("/"))
    related = [
        (relation_address(relation), {relation.subject, relation.object})
        for relation in dataset.relations
    ]
    yield [name for name, both in related if both <= ends or name.startswith(f"{address}/")]
    # A slip in the second half of an address is likelier than one in both.
    own = [part for part in parts if part.startswith(address.partition("/")[0] + "/")]
    yield _like(address, [*(name for name, _ in related), *(own or parts)])


def _like(typed: str, names: Iterable[str]) -> list[str]:
    """Up to three of the names most like ``typed``, the likest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        typed, sorted(set(names)), scorer=fuzz.ratio, limit=_OFFERED, score_cutoff=60
    )
    return [name for name, *_ in found]
