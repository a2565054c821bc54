"""The ``[[decision]]`` entries of a manifest: what the maintainer has decided, so that it is not
asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from briefing_ingest.errors import Finding, Location, UsageError
from briefing_ingest.manifest.entries import CHECKS, PASSAGES, are_passages, plain
from briefing_ingest.manifest.lines import EntryPlace
from briefing_ingest.model import DecidedName, DecidedReading, Decisions, FormerIds, Source

Check = tuple[Callable[[object], bool], str]
"""Whether a value is right, and what it has to be, in words."""
Entry = Mapping[str, Any]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(map(_is_text, value))


def _one_of(*words: str) -> Check:
    named = " or ".join(f"`{word}`" for word in words)
    return (lambda value: value in words), named


_ID: Final = CHECKS["id"]
_TEXT: Final[Check] = CHECKS["title"]
_IDS: Final[Check] = (
    lambda value: isinstance(value, tuple) and len(value) > 1 and all(map(_ID[0], value)),
    "a list of at least two ids",
)


class Kind(NamedTuple):
    """A kind of decision: the keys it needs and those it may have, each with its check."""

    needs: Mapping[str, Check]
    may_have: Mapping[str, Check] = {}


_PASSAGE: Final[Check] = (
    lambda value: are_passages(value if isinstance(value, tuple) else [value]),
    f"the words of a passage, or {PASSAGES}",
)
_ANY_TEXT: Final[Check] = (_is_text, "a text")
_PUT_RIGHT: Final = {
    **{key: CHECKS[key] for key in ("title", "published", "publisher", "licence", "language")},
    "authors": (_are_texts, "a list of names"),
}
KINDS: Final = {
    "a passage kept": Kind({"source": _ID, "keep": _PASSAGE}),
    "a passage left out": Kind({"source": _ID, "drop": _PASSAGE}),
    "versions": Kind({"sources": _IDS, "works": _one_of("one", "two")}),
    "the edition that leads": Kind({"leads": _ID}),
    "a table": Kind({"source": _ID, "table": _TEXT, "reading": _one_of("right", "text")}),
    "a reading": Kind(
        {"source": _ID, "reading": _ANY_TEXT, "instead_of": _ANY_TEXT}, {"before": _ANY_TEXT}
    ),
    "a link": Kind({"source": _ID, "link": _TEXT, "url": CHECKS["url"]}),
    "a name": Kind(
        {"name": _TEXT, "is": _one_of("organisation", "place", "neither")},
        {"id": _ID, "same_as": (_are_texts, "a list of URIs")},
    ),
    "former ids": Kind({"work": _ID, "formerly": (_are_texts, "a list of ids")}),
    "a fact put right": Kind({"source": _ID}, _PUT_RIGHT),
}
"""In the order in which they are tried; the last needs nothing but its source."""


def decided(
    sources: Iterable[Source], entries: Sequence[Entry], places: Sequence[EntryPlace]
) -> tuple[tuple[Source, ...], Decisions]:
    """``sources`` with what the ``entries`` decide of each, and what they decide of several.

    Raises:
        UsageError: E107 an entry is no decision that is known, or names a source that is not in the
            manifest.
    """
    by_id = {source.id: source for source in sources}
    decisions = Decisions()
    for entry, place in zip(entries, places, strict=True):
        values = {key: plain(value) for key, value in entry.items() if key != "why"}
        kind = _kind_of(values, place)
        for name in _sources_named(values):
            if name not in by_id:
                known = f"Its sources are {', '.join(by_id)}."
                raise _problem(f"No source of the manifest is called {name!r}. {known}", place)
        if kind in _OF_A_SOURCE:
            by_id[values["source"]] = _OF_A_SOURCE[kind](by_id[values["source"]], values)
        elif kind in _OF_SOURCES:
            by_id |= {source.id: source for source in _OF_SOURCES[kind](by_id, values)}
        else:
            decisions = _OF_ALL[kind](decisions, values)
    return tuple(by_id.values()), decisions


def _kind_of(values: Entry, place: EntryPlace) -> str:
    """The kind of a decision, whose values are checked."""
    name, kind = next(
        ((name, kind) for name, kind in KINDS.items() if kind.needs.keys() <= values.keys()),
        ("", Kind({})),
    )
    known = {**kind.needs, **kind.may_have}
    if not name or values.keys() == {"source"}:
        raise _problem(f"Nothing is decided by {', '.join(map(repr, values))}.", place)
    for key, value in values.items():
        if key not in known:
            raise _problem(f"`{key}` does not belong to a decision on {name}.", place, key)
        if not known[key][0](value):
            raise _problem(f"`{key}` is {value!r}, which is not {known[key][1]}.", place, key)
    return name


def _problem(cause: str, place: EntryPlace, key: str = "source") -> UsageError:
    forms = "; ".join(" + ".join(kind.needs) for kind in KINDS.values() if len(kind.needs) > 1)
    where: Location = place.at(key)
    return UsageError(Finding("E107", cause, f"A decision has one of these forms: {forms}.", where))


def _sources_named(values: Entry) -> Iterator[str]:
    yield from filter(None, (values.get("source"), values.get("leads")))
    yield from values.get("sources", ())


# --- of one source --------------------------------------------------------------------------------


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _keep(source: Source, values: Entry) -> Source:
    return replace(source, keep=(*source.keep, *_several(values["keep"])))


def _drop(source: Source, values: Entry) -> Source:
    return replace(source, drop=(*source.drop, *_several(values["drop"])))


def _table(source: Source, values: Entry) -> Source:
    if values["reading"] == "right":
        return replace(source, keep=(*source.keep, values["table"]))
    return replace(source, as_text=(*source.as_text, values["table"]))


def _link(source: Source, values: Entry) -> Source:
    return replace(source, links=(*source.links, (values["link"], values["url"])))


def _put_right(source: Source, values: Entry) -> Source:
    return replace(source, **{key: value for key, value in values.items() if key != "source"})


_OF_A_SOURCE: Final[Mapping[str, Callable[[Source, Entry], Source]]] = {
    "a passage kept": _keep,
    "a passage left out": _drop,
    "a table": _table,
    "a link": _link,
    "a fact put right": _put_right,
}


# --- of several -----------------------------------------------------------------------------------


def _versions(by_id: Mapping[str, Source], values: Entry) -> Iterable[Source]:
    """The sources named, declared as one work or as different ones."""
    named = [by_id[name] for name in values["sources"]]
    if values["works"] == "one":
        work = next((source.work for source in named if source.work), named[0].id)
        return [replace(source, work=work) for source in named]
    others = {source.id: tuple(one.id for one in named if one is not source) for source in named}
    return [
        replace(source, not_work=tuple(dict.fromkeys((*source.not_work, *others[source.id]))))
        for source in named
    ]


def _leads(by_id: Mapping[str, Source], values: Entry) -> Iterable[Source]:
    return [replace(by_id[values["leads"]], leads=True)]


_OF_SOURCES: Final[Mapping[str, Callable[[Mapping[str, Source], Entry], Iterable[Source]]]] = {
    "versions": _versions,
    "the edition that leads": _leads,
}


def _reading(decisions: Decisions, values: Entry) -> Decisions:
    one = DecidedReading(
        values["source"], values["reading"], values["instead_of"], values.get("before", "")
    )
    return replace(decisions, readings=(*decisions.readings, one))


def _name(decisions: Decisions, values: Entry) -> Decisions:
    one = DecidedName(values["name"], values["is"], values.get("id", ""), values.get("same_as", ()))
    return replace(decisions, names=(*decisions.names, one))


def _former(decisions: Decisions, values: Entry) -> Decisions:
    one = FormerIds(values["work"], values["formerly"])
    return replace(decisions, former_ids=(*decisions.former_ids, one))


_OF_ALL: Final[Mapping[str, Callable[[Decisions, Entry], Decisions]]] = {
    "a reading": _reading,
    "a name": _name,
    "former ids": _former,
}
