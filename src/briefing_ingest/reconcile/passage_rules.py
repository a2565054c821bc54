"""Rules that decide over whole passages and tables, before readings are chosen word by word.

They are part of the alignment (`rows`, `tables`), which cannot be run as one function of a `Locus`;
their records give the names under which the dataset shows what they did.
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
