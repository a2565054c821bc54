"""What a reader of an export must know about where it comes from and what may be done with it."""

from __future__ import annotations

from briefing_ingest.dataset import Dataset, Work, WorkLicence


def colophon(work: Work, dataset: Dataset) -> list[tuple[str, list[str]]]:
    """Names and values: publishers, date, licence with its restrictions, and the sources, what is
    known of each.
    """
    entities = {entity.id: entity.name for entity in dataset.entities}
    sources = {source.id: source.url or source.path for source in dataset.sources}
    facts = [
        ("Published by", [entities.get(name, name) for name in work.publishers]),
        ("Published", [work.published] if work.published else []),
        ("Licence", [licence_line(work.licence)]),
        ("Made from", [sources.get(witness.source, witness.source) for witness in work.witnesses]),
    ]
    return [(name, values) for name, values in facts if values]


def licence_line(licence: WorkLicence) -> str:
    """The licence in words, with what it forbids.

    >>> licence_line(WorkLicence(id="CC-BY-ND-4.0", permits_derivatives=False))
    'CC-BY-ND-4.0 (forbids derivatives, such as this repaired text)'
    """
    if licence.id == "NOASSERTION":
        return "none stated"
    derivatives = (
        "derivatives, such as this repaired text," if licence.permits_derivatives is False else ""
    )
    commercial = "commercial use" if licence.permits_commercial_use is False else ""
    forbidden = " and ".join(filter(None, (derivatives, commercial)))
    return f"{licence.id} (forbids {forbidden.rstrip(',')})" if forbidden else licence.id
