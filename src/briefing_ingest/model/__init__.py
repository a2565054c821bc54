"""Frozen records that pass between the stages. They are internal: the published contract is
`dataset`.

    bytes --extract--> RawDocument --repair, structure--> Witness
    Witnesses --reconcile--> Work --tag--> Mentions --assemble--> Dataset, Provenance

Raw offsets are code points of the raw text, 0-based, end-exclusive. Pages and lines are 1-based.
Boxes are whole hundredths of a PDF point with the origin at the top left of the page.
"""

from briefing_ingest.model.decision import (
    NO_DECISIONS,
    DecidedName,
    DecidedReading,
    Decisions,
    FormerIds,
)
from briefing_ingest.model.kinds import (
    BlockKind,
    Confidence,
    EmphasisKind,
    EntityType,
    VariantType,
    WorkKind,
)
from briefing_ingest.model.names import Entity, Identifier, Mention, Tagged
from briefing_ingest.model.raw import (
    DROPPED_BY_MAINTAINER,
    KEPT_BY_MAINTAINER,
    MANIFEST,
    Box,
    CellSpan,
    Entry,
    Fact,
    Line,
    LineRole,
    Markup,
    NoteCall,
    RawDocument,
    RawEmphasis,
    RawLink,
    Setting,
    Signs,
)
from briefing_ingest.model.source import NOT_IN_KEYS, Part, Source
from briefing_ingest.model.witness import (
    Block,
    DoubtfulPassage,
    Emphasis,
    Found,
    Furniture,
    Imprint,
    Label,
    Link,
    NoteMarker,
    Place,
    Witness,
)
from briefing_ingest.model.work import (
    MergedBlock,
    NoteRef,
    PrintedMarker,
    Reading,
    Relation,
    Rights,
    Stretch,
    WitnessPlace,
    Work,
    WorkSpan,
)

__all__ = [
    "DROPPED_BY_MAINTAINER",
    "KEPT_BY_MAINTAINER",
    "MANIFEST",
    "NOT_IN_KEYS",
    "NO_DECISIONS",
    "Block",
    "BlockKind",
    "Box",
    "CellSpan",
    "Confidence",
    "DecidedName",
    "DecidedReading",
    "Decisions",
    "DoubtfulPassage",
    "Emphasis",
    "EmphasisKind",
    "Entity",
    "EntityType",
    "Entry",
    "Fact",
    "FormerIds",
    "Found",
    "Furniture",
    "Identifier",
    "Imprint",
    "Label",
    "Line",
    "LineRole",
    "Link",
    "Markup",
    "Mention",
    "MergedBlock",
    "NoteCall",
    "NoteMarker",
    "NoteRef",
    "Part",
    "Place",
    "PrintedMarker",
    "RawDocument",
    "RawEmphasis",
    "RawLink",
    "Reading",
    "Relation",
    "Rights",
    "Setting",
    "Signs",
    "Source",
    "Stretch",
    "Tagged",
    "VariantType",
    "Witness",
    "WitnessPlace",
    "Work",
    "WorkKind",
    "WorkSpan",
]
