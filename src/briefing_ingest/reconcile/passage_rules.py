"""Rules that decide about whole passages and tables, note references and relations.

They are part of the alignment (`rows`, `tables`), of the placing of notes (`refs`) and of the
comparison of works (`relations`), which cannot be run as one function of a `Locus`; their records
give the names under which the dataset shows what they did.
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


TRANSLATION_OF: Final = RelationRule(
    "translation_of",
    "relates a work to one in another language: the titles say so, one states it, or the same "
    "numbers and names stand in both in the same order",
)
DRAFT_OF: Final = RelationRule(
    "draft_of",
    "relates a work that calls itself a draft to the one with the same title otherwise",
)
SUMMARY_OF: Final = RelationRule(
    "summary_of",
    "relates a work that calls itself a summary to the longer one of the same title or text",
)
PART_OF: Final = RelationRule(
    "part_of",
    "relates a numbered part to the whole, or to the first part of the same series that is there",
)
ACCOMPANIES: Final = RelationRule(
    "accompanies",
    "relates papers of one meeting, and slides, figures and annexes to what they are given with",
)
EDITION_OF: Final = RelationRule(
    "edition_of",
    "relates a work to the one before it, of another period or issue, with the same title or text",
)
ABOUT: Final = RelationRule(
    "about",
    "relates a work to one that it names by title or link twice in its text, or once while it "
    "lists its sections",
)
CITES: Final = RelationRule(
    "cites", "relates a work to one that it names by title or link, or quotes in its own words"
)
EXCERPT_OF: Final = RelationRule(
    "excerpt_of", "relates a work to a longer one that has nearly all its text"
)
RELATION_RULES: Final = (
    TRANSLATION_OF,
    DRAFT_OF,
    SUMMARY_OF,
    PART_OF,
    ACCOMPANIES,
    EDITION_OF,
    ABOUT,
    CITES,
    EXCERPT_OF,
)
"""In the order in which they are tried: two works have one relation, the first that is found."""
