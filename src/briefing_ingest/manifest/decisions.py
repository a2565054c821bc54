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


_MIN_NAME_LETTERS: Final = 2
_ID: Final = CHECKS["id"]
_TEXT: Final[Check] = CHECKS["title"]
_NAME: Final[Check] = (
    lambda value: isinstance(value, str) and sum(map(str.isalpha, value)) >= _MIN_NAME_LETTERS,
    "a name of at least two letters",
)
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
        {"name": _NAME, "is": _one_of("organisation", "place", "neither")},
        {"id": _ID, "same_as": (_are_texts, "a list of URIs")},
    ),
    "former ids": Kind({"work": _ID, "formerly": (_are_texts, "a list of ids")}),
    "a fact put right": Kind({"source": _ID}, _PUT_RIGHT),
}
"""In the order in which they are tried; the last needs nothing but its source."""


class Decision(NamedTuple):
    """A decision as it is stated, its values checked, and where it stands."""

    kind: str
    values: Entry
    place: EntryPlace


class Applied(NamedTuple):
    """The sources with what is decided of each, what is decided of several, and the decisions that
    name sources which are not among them.
    """

    sources: tuple[Source, ...]
    decisions: Decisions
    waiting: tuple[Decision, ...]


def stated_decisions(
    entries: Sequence[Entry], places: Sequence[EntryPlace]
) -> tuple[Decision, ...]:
    """The decisions that ``entries`` state.

    Raises:
        UsageError: E107 an entry is no decision that is known, or contradicts one before it.
    """
    found: list[Decision] = []
    for entry, place in zip(entries, places, strict=True):
        values = {key: plain(value) for key, value in entry.items() if key != "why"}
        found.append(Decision(_kind_of(values, place), values, place))
    _check_contradictions(found)
    return tuple(found)


def apply_decisions(sources: Iterable[Source], decisions: Iterable[Decision]) -> Applied:
    """``sources`` with what the ``decisions`` say of each, and what they say of several; those that
    name other sources, such as entries of a feed that is not yet read, wait.
    """
    by_id = {source.id: source for source in sources}
    of_all = Decisions()
    waiting = []
    for decision in decisions:
        kind, values, _ = decision
        if not by_id.keys() >= set(_sources_named(values)):
            waiting.append(decision)
        elif kind in _OF_A_SOURCE:
            by_id[values["source"]] = _OF_A_SOURCE[kind](by_id[values["source"]], values)
        elif kind in _OF_SOURCES:
            by_id |= {source.id: source for source in _OF_SOURCES[kind](by_id, values)}
        else:
            of_all = _OF_ALL[kind](of_all, values)
    return Applied(tuple(by_id.values()), of_all, tuple(waiting))


def unknown_source(decision: Decision, sources: Iterable[Source]) -> UsageError:
    """E107 for a decision that names a source which is not there."""
    known = [source.id for source in sources]
    named = next(name for name in _sources_named(decision.values) if name not in known)
    cause = f"No source is called {named!r}. The sources are {', '.join(known)}."
    return _problem(cause, decision.place)


def _check_contradictions(decisions: Sequence[Decision]) -> None:
    """E107 for a decision that says something else than one before it of the same thing."""
    said: dict[tuple[object, ...], object] = {}
    for decision in decisions:
        for thing, what in _SAYS.get(decision.kind, _says_nothing)(decision.values):
            if said.setdefault(thing, what) != what:
                cause = "This decision contradicts one above it."
                raise _problem(cause, decision.place, next(iter(decision.values)))


_Said = Iterator[tuple[tuple[object, ...], object]]
"""What a decision is about, and what it says of that."""


def _says_nothing(_: Entry) -> _Said:
    yield from ()


def _says_of_name(values: Entry) -> _Said:
    yield ("name", values["name"]), values["is"]


def _says_of_reading(values: Entry) -> _Said:
    place = frozenset({values["reading"], values["instead_of"]})
    yield ("reading", values.get("before", ""), place), values["reading"]


def _says_of_passages(values: Entry) -> _Said:
    key = "keep" if "keep" in values else "drop"
    for words in _several(values[key]):
        yield ("passage", values["source"], words), key


_SAYS: Final[Mapping[str, Callable[[Entry], _Said]]] = {
    "a name": _says_of_name,
    "a reading": _says_of_reading,
    "a passage kept": _says_of_passages,
    "a passage left out": _says_of_passages,
}


def _kind_of(values: Entry, place: EntryPlace) -> str:
    """The kind of a decision, whose values are checked."""
    name, kind = next(
        ((name, kind) for name, kind in KINDS.items() if kind.needs.keys() <= values.keys()),
        ("", Kind({})),
    )
    known = {**kind.needs, **kind.may_have}
    if not name or values.keys() == {"source"}:
        keys = ", ".join(f"`{key}`" for key in values) or "no key"
        raise _problem(f"No decision consists of {keys}.", place)
    for key, value in values.items():
        if key not in known:
            raise _problem(f"`{key}` does not belong to a decision on {name}.", place, key)
        if not known[key][0](value):
            raise _problem(f"`{key}` is {value!r}, which is not {known[key][1]}.", place, key)
    return name


_FORMS: Final = "; ".join(
    " + ".join(kind.needs if len(kind.needs) > 1 or not kind.may_have else (*kind.needs, "title"))
    for kind in KINDS.values()
)
"""The forms of decisions, for messages; a fact put right stands for all of them."""


def _problem(cause: str, place: EntryPlace, key: str = "source") -> UsageError:
    where: Location = place.at(key)
    fix = f"A decision has one of these forms: {_FORMS}."
    return UsageError(Finding("E107", cause, fix, where))


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
    """The sources named, declared as one work, together with those that are of one work with one
    of them already, or as different works.
    """
    named = [by_id[name] for name in values["sources"]]
    if values["works"] == "one":
        works = [source.work for source in named if source.work]
        joined = [source for source in by_id.values() if source.work in works]
        work = works[0] if works else named[0].id
        return [replace(source, work=work) for source in (*named, *joined)]
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
