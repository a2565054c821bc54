"""Named values of a record compared one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_ingest.dataset import Entity, Licence, Source
from briefing_ingest.diff.change import Change, What, edits

Fields = Sequence[tuple[str, str | None]]


def field_changes(what: What, where: str, old: Fields, new: Fields) -> Iterator[Change]:
    """One change for each name whose value differs; None and "" are no value. Both have the same
    names in order.
    """
    for (name, before), (_, after) in zip(old, new, strict=True):
        if (before or None) != (after or None):
            yield field_change(what, where, name, before, after)


def field_change(what: What, where: str, name: str, old: str | None, new: str | None) -> Change:
    """The change of one value."""
    detail = tuple(edits(old, new)) if old and new else ()
    return Change("changed", what, where, name, old or None, new or None, detail)


def source_fields(source: Source) -> Fields:
    """What is said of a source."""
    error = (
        f"{source.error.code}: {source.error.cause} {source.error.fix}" if source.error else None
    )
    return [
        ("path", source.path),
        ("sha256", source.sha256),
        ("media_type", source.media_type),
        ("title", source.title),
        ("publisher", source.publisher),
        ("url", source.url),
        ("published", source.published),
        ("licence", _licence(source.licence)),
        ("state", source.state),
        ("error", error),
    ]


def entity_fields(entity: Entity) -> Fields:
    """What is said of an entity."""
    point = entity.coordinates
    return [
        ("type", entity.type),
        ("kind", entity.kind),
        ("name", entity.name),
        ("aliases", "; ".join(sorted(entity.aliases))),
        ("address", entity.address),
        ("same_as", " ".join(entity.same_as)),
        ("same_as_reasons", "; ".join(entity.same_as_reasons)),
        ("coordinates", f"{point.latitude} {point.longitude}" if point else None),
    ]


def _licence(licence: Licence) -> str:
    return (
        f"{licence.id} (known from the {licence.known_from})" if licence.known_from else licence.id
    )
