"""The published contract: what `out/dataset.json` says, as pydantic models.

`schemas/dataset.schema.json` is generated from these models; their field docstrings are its
descriptions. The writer is strict (its `laws` are checked before a byte is written), readers are
open: a 1.0 reader accepts a 1.1 file with a field it does not know. Offsets are code points,
0-based, end-exclusive, within the block.
"""

from briefing_ingest.dataset.entity import Coordinates, Entity, SameAs
from briefing_ingest.dataset.noted import (
    Emphasis,
    Link,
    Mention,
    NoteRef,
    PrintedMarker,
    Reading,
    Variant,
)
from briefing_ingest.dataset.record import Id, Offset, Record
from briefing_ingest.dataset.relation import EditionChange, Evidence, Relation, RelationType
from briefing_ingest.dataset.source import Failure, Licence, Source, SourceReading
from briefing_ingest.dataset.text import (
    Block,
    BlockHead,
    CalledFrom,
    Cell,
    Label,
    Note,
    NoteHead,
    Text,
)
from briefing_ingest.dataset.whole import SCHEMA_VERSION, Dataset
from briefing_ingest.dataset.work import Contact, StatedIn, WitnessRef, Work, WorkLicence, texts

__all__ = [
    "SCHEMA_VERSION",
    "Block",
    "BlockHead",
    "CalledFrom",
    "Cell",
    "Contact",
    "Coordinates",
    "Dataset",
    "EditionChange",
    "Emphasis",
    "Entity",
    "Evidence",
    "Failure",
    "Id",
    "Label",
    "Licence",
    "Link",
    "Mention",
    "Note",
    "NoteHead",
    "NoteRef",
    "Offset",
    "PrintedMarker",
    "Reading",
    "Record",
    "Relation",
    "RelationType",
    "SameAs",
    "Source",
    "SourceReading",
    "StatedIn",
    "Text",
    "Variant",
    "WitnessRef",
    "Work",
    "WorkLicence",
    "texts",
]
