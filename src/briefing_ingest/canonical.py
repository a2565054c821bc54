"""Dataset and provenance to bytes and back. One dataset has one form in bytes.

UTF-8, keys in schema order, two-space indent with leaf objects, lists of scalars and whatever hangs
on a span of text on one line each, so that a change of one mention or variant is one line of a
diff; no null fields; a final newline.
"""

from __future__ import annotations

import json
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from briefing_ingest.dataset import SCHEMA_VERSION, Block, Dataset, Note, Record, Work
from briefing_ingest.errors import Finding, Location, UsageError
from briefing_ingest.laws import breaches
from briefing_ingest.provenance import Provenance

R = TypeVar("R", bound=Record)


def dataset_bytes(dataset: Dataset) -> bytes:
    """The canonical form of ``dataset``.

    Raises:
        ValueError: a law of the dataset does not hold; nothing broken is ever written.
    """
    if problems := [str(breach) for breach in breaches(dataset)]:
        raise ValueError(joined(problems))
    return unchecked_bytes(dataset)


def unchecked_bytes(dataset: Dataset) -> bytes:
    """The canonical form of ``dataset``, whose laws are checked elsewhere: the build checks them
    together with the provenance, which names the checksum of these bytes.
    """
    return json_bytes(dataset.model_dump(mode="json", exclude_none=True))


def provenance_bytes(provenance: Provenance) -> bytes:
    """The canonical form of ``provenance``."""
    return json_bytes(provenance.model_dump(mode="json", exclude_none=True))


def parse_dataset(content: bytes, name: str, *, earlier: bool = False) -> Dataset:
    """The dataset in ``content``; ``name`` is the file's, for messages.

    One that is ``earlier`` than what it is compared with may have been built before cells of tables
    were checked.

    Raises:
        UsageError: E403 not a dataset, E404 of a newer major version, E402 against the schema or
          a law.
    """
    return _whole(_parse(content, name, Dataset), name, earlier=earlier)


def parse_versions(old: tuple[bytes, str], new: tuple[bytes, str]) -> tuple[Dataset, Dataset]:
    """Two versions of a dataset, each given as content and name like those of `parse_dataset`.

    What the new one says as the old does (a work, or a text of a work that changed) is validated
    once and is the same object in both, so that comparing them is quick.

    Raises:
        UsageError: as `parse_dataset`, about the old one first.
    """
    before = _json(*old, Dataset)
    older = _whole(_validated(before, old[1], Dataset), old[1], earlier=True)
    if old[0] == new[0]:
        return older, _whole(older, new[1])
    after = _json(*new, Dataset)
    known = {
        work.id: (value, work)
        for value, work in zip(before.get("works", ()), older.works, strict=True)
    }
    for index, value in enumerate(_list(after, "works")):
        if _id(value) in known:
            after["works"][index] = _with_known(value, *known[_id(value)])
    return older, _whole(_validated(after, new[1], Dataset), new[1])


def _with_known(value: Any, before: Any, work: Work) -> Any:
    """``value`` with records in place of what it repeats of ``before``, the value that ``work`` was
    made of.
    """
    if value == before:
        return work
    parts: tuple[tuple[str, tuple[Block | Note, ...]], ...] = (
        ("blocks", work.blocks),
        ("notes", work.notes),
    )
    for name, texts in parts:
        known = {
            text.id: (raw, text) for raw, text in zip(before.get(name, ()), texts, strict=True)
        }
        for index, raw in enumerate(_list(value, name)):
            repeated, text = known.get(_id(raw), (None, None))
            if raw == repeated:
                value[name][index] = text
    return value


def _id(value: Any) -> str:
    return str(value.get("id")) if isinstance(value, dict) else ""


def _list(value: dict[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _whole(dataset: Dataset, name: str, *, earlier: bool = False) -> Dataset:
    if problems := [str(breach) for breach in breaches(dataset, tables=not earlier)]:
        raise _not_usable("E402", f"{joined(problems)}.", name, None, _REBUILD)
    return dataset


_REBUILD = "Rebuild it; if that does not help, report a bug."


def joined(problems: list[str]) -> str:
    """The first of ``problems`` as one sentence without its full stop, and how many more."""
    return "; ".join(problems[:5]) + (
        f"; and {len(problems) - 5} more" if len(problems) > 5 else ""
    )


def parse_provenance(content: bytes, name: str) -> Provenance:
    """The provenance in ``content``, like `parse_dataset`."""
    return _parse(content, name, Provenance)


def json_bytes(value: Any) -> bytes:
    """``value`` (of dicts, lists and scalars) in canonical form."""
    return (_render(value, 0) + "\n").encode()


_ONE_LINE: Final = frozenset(
    "note_refs links emphasis variants mentions called_from cells contacts evidence witnesses "
    "segments readings repairs"
    " places furniture layout".split()
)
"""Lists whose items are one line each, however deep: the apparatus and everything that hangs on a
span."""


def _render(value: Any, depth: int) -> str:
    if not isinstance(value, dict | list) or _is_leaf(value):
        return _compact(value)
    inner, outer = "  " * (depth + 1), "  " * depth
    if isinstance(value, dict):
        items = [
            f"{inner}{_compact(key)}: {_member(key, item, depth + 1)}"
            for key, item in value.items()
        ]
        return "{\n" + ",\n".join(items) + f"\n{outer}}}"
    return (
        "[\n" + ",\n".join(f"{inner}{_render(item, depth + 1)}" for item in value) + f"\n{outer}]"
    )


def _member(key: str, value: Any, depth: int) -> str:
    if key not in _ONE_LINE or not isinstance(value, list) or _is_leaf(value):
        return _render(value, depth)
    inner, outer = "  " * (depth + 1), "  " * depth
    return "[\n" + ",\n".join(f"{inner}{_compact(item)}" for item in value) + f"\n{outer}]"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_leaf(value: dict[str, Any] | list[Any]) -> bool:
    """True for what holds scalars and lists of scalars only."""
    if isinstance(value, list):
        return not any(isinstance(item, dict | list) for item in value)
    return all(
        not isinstance(item, dict) and (not isinstance(item, list) or _is_leaf(item))
        for item in value.values()
    )


def _parse(content: bytes, name: str, record: type[R]) -> R:
    return _validated(_json(content, name, record), name, record)


def _json(content: bytes, name: str, record: type[Record]) -> dict[str, Any]:
    """The JSON object in ``content``, of a version that this program reads."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) if content.strip() else None
        cause = _no_json(content, error)
        raise _not_usable(
            "E403", cause, name, line, "Rebuild it, or name a dataset.json."
        ) from None
    known: dict[str, Any] = value if isinstance(value, dict) else {}
    version = known.get("schema_version")
    if not isinstance(version, str) or "." not in version:
        cause = (
            f"The file has no schema_version, so it is no {record.__name__.lower()} of this "
            f"program."
        )
        raise _not_usable(
            "E403", cause, name, None, "Name a dataset.json that `ingest build` wrote."
        )
    if version.split(".")[0] != SCHEMA_VERSION.split(".", maxsplit=1)[0]:
        cause = (
            f"The file has version {version}; this program reads "
            f"{SCHEMA_VERSION.split('.', maxsplit=1)[0]}.x."
        )
        raise _not_usable("E404", cause, name, None, "Use a briefing_ingest of that version.")
    return known


def _no_json(content: bytes, error: ValueError | RecursionError) -> str:
    """Why ``content`` is no JSON, as its user would say it."""
    if not content.strip():
        return "The file is empty."
    if isinstance(error, RecursionError):
        return "The file is not a dataset: its JSON is nested too deeply."
    if not isinstance(error, json.JSONDecodeError):
        return "The file is not JSON: it is not UTF-8 text."
    if error.pos == 0:
        return "The file is not JSON: it does not begin like JSON."
    ends = error.msg.startswith("Unterminated") or error.pos >= len(error.doc.rstrip())
    said = f"{error.msg.removesuffix(' starting at')} in column {error.colno}"
    return f"The file is not JSON: {said}{'; it is cut off' if ends else ''}."


def _validated(value: dict[str, Any], name: str, record: type[R]) -> R:
    try:
        return record.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole file"
        more = f" ({error.error_count() - 1} more problems)" if error.error_count() > 1 else ""
        cause = f"{place}: {first['msg']}{more}."
        raise _not_usable("E402", cause, name, None, _REBUILD) from None


def _not_usable(code: str, cause: str, name: str, line: int | None, fix: str) -> UsageError:
    return UsageError(Finding(code, cause, fix, Location(name, line=line)))
