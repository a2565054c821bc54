"""Variation of training chunks: other names in the same sentences, and capitals as headings and
mails have them.

The texts at hand speak of the United States and of the world. A model that is to read British
policy papers sees
British places and bodies in their place: names of GeoNames and of the package's own gazetteer, and
names put together from a place and a head word as real bodies are. Only the names change, never the
sentences.
"""

from __future__ import annotations

import random
from functools import cache
from typing import Final

from briefing_ingest.tag.knowledge import gazetteer
from training.ner.prepare import Chunk, cuts, part

SWAPPED: Final = 0.2
"""Share of chunks in which names are replaced."""
SMALL, LARGE, TITLED = 0.06, 0.03, 0.04
"""Shares of chunks written without capitals, in capitals only, and as a heading."""
SHORTENED: Final = 0.25
"""Share of chunks of which one epoch sees a few sentences only: items of lists and captions are
short."""
JOINED: Final = 0.15
"""Share of the replaced organisations in whose place two or three stand in a row."""
_REPLACED: Final = frozenset({"ORG", "LOC"})

_PATTERNS: Final = (
    "{p} County Council", "{p} City Council", (
        "{p} Borough "
        "Council"
    ), "{p} Police", "{p} Constabulary",
    "University of {p}", "{p} University", (
        "{p} NHS Foundation "
        "Trust"
    ), "{p} Citizens Advice", "{p} Youth Trust",
    "{p} Health Board", "{p} Magistrates' Court", "{p} Women's Centre", "{p} Housing Association",
    "{p} Violence Reduction Unit", "{p} Chamber of Commerce", "Healthwatch {p}", "Age UK {p}",
    "{p} Race Equality Council",
    "Office for {s}", (
        "Department for "
        "{s}"
    ), "Ministry of {s}", "Centre for {s}", "Institute for {s}", "{s} Commission",
    "Royal College of "
    "{s}", "{s} Alliance", "{s} Network", "{s} Foundation", "National {s} Agency", "{s} Board",
    "Commission on {s}", "Campaign for {s}", "{s} Research Council", (
        "{s} Standards "
        "Authority"
    ), "{s} Trust",
    "House of Commons {s} Committee", "{s} Inspectorate", "Council for {s}", "{s} Forum",
)  # fmt: skip
_SUBJECTS: Final = (
    "Health", "Education", "Transport", (
        "Work and "
        "Pensions"
    ), "Justice", "Youth Justice", "Social Care", "Housing",
    "Fair Access", "Public Health", (
        "Children and "
        "Families"
    ), "Environment", "Energy", "Food Safety", "Rural Affairs",
    "Budget Responsibility", "Local Government", (
        "Science and "
        "Innovation"
    ), "Women and Equalities", "Home Affairs",
    "Prison Reform", (
        "Criminal "
        "Justice"
    ), "Social Justice", "Mental Health", "Race Equality", "Water", "Fisheries",
    "Victim Support", "Policing", (
        "Community "
        "Safety"
    ), "Digital Policy", "Competition", "Skills", "Nursing", "Ageing",
)  # fmt: skip

_WORDS: Final = (
    "Anchor", "Arch", "Beacon", "Bridge", "Canopy", "Chance", "Compass", "Cornerstone", "Crossing", "Doorway", "Ember",
    "Foundry", "Futures", "Gateway", "Harbour", "Horizon", "Ladder", "Lantern", "Lighthouse", "Mosaic", "Neighbours",
    "Nest", "Orchard", "Outlook", "Pathway", "Pioneers", "Quay", "Ripple", "Roots", "Signal", "Spark", "Springboard",
    "Steps", "Summit", "Tapestry", "Threshold", "Tide", "Umbrella", "Vantage", "Voices", "Watch", "Wayfinder",
)  # fmt: skip
_BETWEEN: Final = (" and ", " and ", " and the ", ", ", " or ")
_BEFORE: Final = (
    "Birth",
    "Bright",
    "Clear",
    "Common",
    "Fair",
    "First",
    "New",
    "Open",
    "Positive",
    "Safe",
    "Young",
)
"""Ordinary words: charities are called by one of them, or two, in which nothing else says that they
are bodies."""


@cache
def _places() -> tuple[str, ...]:
    areas = [*gazetteer.uk_areas(), *gazetteer.police_areas(), *gazetteer.districts()]
    towns = [
        name
        for name, senses in gazetteer.cities().items()
        if any(s.country == "GB" for s in senses)
    ]
    abroad = sorted(gazetteer.countries())
    return tuple(sorted({*areas, *towns})) + tuple(abroad)


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(sorted(gazetteer.public_bodies()))


def _body(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.3:
        return rng.choice(_bodies())
    if draw < 0.45:
        word = rng.choice(_WORDS)
        return word if rng.random() < 0.5 else f"{rng.choice(_BEFORE)} {word}"
    name = rng.choice(_PATTERNS).format(p=rng.choice(_places()), s=rng.choice(_SUBJECTS))
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters if len(letters) > 2 and rng.random() < 0.2 else name


def varied(chunk: Chunk, rng: random.Random) -> Chunk:
    """``chunk`` as it is, most of the time, or cut short, with other names or other capitals."""
    if rng.random() < SHORTENED:
        chunk = _some_sentences(chunk, rng)
    if rng.random() < SWAPPED:
        chunk = with_other_names(chunk, rng)
    draw = rng.random()
    if draw < SMALL:
        return _recast(chunk, str.lower)
    if draw < SMALL + LARGE:
        return _recast(chunk, str.upper)
    return _recast(chunk, _headed) if draw < SMALL + LARGE + TITLED else chunk


def _some_sentences(chunk: Chunk, rng: random.Random) -> Chunk:
    edges = sorted({0, *cuts(chunk), len(chunk.text)})
    first = rng.randrange(len(edges) - 1)
    last = min(first + rng.randint(1, 3), len(edges) - 1)
    return part(chunk, edges[first], edges[last])


def with_other_names(chunk: Chunk, rng: random.Random) -> Chunk:
    """Half of the organisations and places of ``chunk`` replaced by British ones."""
    parts, names, at, length = [], [], 0, 0
    for start, end, kind in chunk.names:
        if start < at:
            continue
        between = chunk.text[at:start]
        for name in _in_place_of(chunk.text[start:end], kind, rng):
            length += len(between)
            names.append((length, length + len(name), kind))
            parts += [between, name]
            length += len(name)
            between = rng.choice(_BETWEEN)
        at = end
    return Chunk("".join([*parts, chunk.text[at:]]), tuple(names))


def _in_place_of(name: str, kind: str, rng: random.Random) -> list[str]:
    """What stands where ``name`` stood: itself, as often as not."""
    if kind not in _REPLACED or rng.random() < 0.5:
        return [name]
    if kind == "LOC":
        return [rng.choice(_places())]
    return [_body(rng) for _ in range(rng.choice((2, 2, 3)) if rng.random() < JOINED else 1)]


def _recast(chunk: Chunk, change) -> Chunk:  # type: ignore[no-untyped-def]
    text = change(chunk.text)
    return Chunk(text, chunk.names) if len(text) == len(chunk.text) else chunk


def _headed(text: str) -> str:
    return "".join(
        c.upper() if not at or text[at - 1].isspace() else c for at, c in enumerate(text)
    )
