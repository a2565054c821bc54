"""Rules that decide about whole passages and tables, note references and relations.

They are part of the alignment (`rows`, `tables`), of the placing of notes (`refs`) and of the
comparison of works (`relate`), which cannot be run as one function of a `Locus`; their records give
the names under which the dataset shows what they did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefing_ingest.rule import Rule


@dataclass(frozen=True)
class PassageRule(Rule):
    """A rule that takes or leaves a passage or table as a whole."""


NOISE: Final = PassageRule(
    "noise", "leaves out what a witness has alone if few of its words agree with the others"
)
DISPLACED: Final = PassageRule(
    "displaced", "leaves out a passage whose words stand elsewhere in the work"
)
WHOLE_TABLE: Final = PassageRule("whole_table", "takes a table as the best of its versions has it")
WHOLE_ROW: Final = PassageRule(
    "whole_row", "takes a row of a table as one version has it, where others cut it differently"
)
MOVED_ROW: Final = PassageRule(
    "moved_row", "keeps a row or column of a table in the place that the base gives it"
)
ONE_SOURCE: Final = PassageRule(
    "one_source", "of two versions, gives each sentence the words of one of them"
)
NO_SPACE_AT_END: Final = PassageRule(
    "no_space_at_end", "leaves out white space behind the last words that were chosen"
)
BLOCK_BORDER: Final = PassageRule(
    "block_border", "keeps a border between blocks that some of the witnesses lack, and says which"
)
ONLY_WITNESS: Final = PassageRule(
    "only_witness", "keeps a passage that some of the witnesses lack, and says which"
)


@dataclass(frozen=True)
class PlacingRule(Rule):
    """A rule that says where a note is called from."""


PRINTED: Final = PlacingRule("printed", "puts a note reference where every witness prints it")
NOTE_SEQUENCE: Final = PlacingRule(
    "note_sequence", "puts a note reference that some witnesses lost where the numbers run on"
)


@dataclass(frozen=True)
class RelationRule(Rule):
    """A rule that relates two works; its name is the type of the relation."""


ABOUT: Final = RelationRule("about", "relates a work to one that it names again and again")
CITES: Final = RelationRule("cites", "relates a work to one that it names once")
EXCERPT_OF: Final = RelationRule("excerpt_of", "relates a work to one that has nearly all its text")
EDITION_OF: Final = RelationRule("edition_of", "relates a work to an earlier one of the same text")
