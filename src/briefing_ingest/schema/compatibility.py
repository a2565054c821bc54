"""Which changes of a schema break programs that read the files, or make old files unreadable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

# Words about the schema that no file and no reader depends on.
_SILENT: Final = {
    "description",
    "title",
    "default",
    "$id",
    "$schema",
    "properties",
    "required",
    "$defs",
    "items",
}

Schema = Mapping[str, Any]


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Each breaking change in words, by field; none where files of either schema pass for the
    other.

    A new optional field is none: readers pass over what they do not know. A field that is gone or
    may now be absent, a new required field, another type and another set of values are.
    """
    found = list(_of_object("", old, new))
    old_parts, new_parts = old.get("$defs", {}), new.get("$defs", {})
    for name in old_parts:
        if name not in new_parts:
            found.append(f"{name} is gone")
        else:
            found += _of_object(name, old_parts[name], new_parts[name])
    return found


def _of_object(where: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    had, has = set(old.get("required", ())), set(new.get("required", ()))
    for name, field in before.items():
        place = f"{where}.{name}" if where else name
        if name not in after:
            yield f"{place} is gone"
        else:
            yield from _of_value(place, field, after[name])
            if name in had - has:
                yield f"{place} was required and may now be absent"
            elif name in has - had:
                yield f"{place} may be absent in older files and is now required"
    for name in after:
        if name not in before and name in has:
            yield (
                f"{f'{where}.{name}' if where else name} is new and required, which older files "
                f"lack"
            )


def _of_value(place: str, old: Schema, new: Schema) -> Iterator[str]:
    for key in sorted({*old, *new} - _SILENT):
        before, after = old.get(key), new.get(key)
        if key == "enum" and isinstance(before, list) and isinstance(after, list):
            yield from _of_enumeration(place, before, after)
        elif before != after:
            yield f"{place}: {key} was {_shown(before)} and is {_shown(after)}"
    if "items" in old and "items" in new:
        yield from _of_value(f"{place}[]", old["items"], new["items"])
    if "properties" in old or "properties" in new:
        yield from _of_object(place, old, new)


def _of_enumeration(place: str, old: list[Any], new: list[Any]) -> Iterator[str]:
    """The values that went, then those that came."""
    for value in old:
        if value not in new:
            yield f"{place} may no longer be {value!r}"
    for value in new:
        if value not in old:
            yield f"{place} may now be {value!r}, which older readers do not know"


def _shown(value: object) -> str:
    return "not stated" if value is None else repr(value)
