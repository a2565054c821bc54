"""What every rule of the program says of itself: repairs, choices of readings, and the rules of
tagging.

A kind of rule is a subclass with what else its rules must say, and a list of its records in one
place. Every field is required, so the type checker refuses a rule that says too little; what is not
in its list does not run.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule, as a record; the subclasses add its function."""

    name: str
    """What dataset and provenance call it. Changing it changes what is published."""
    does: str
    """What it does or looks for, in a few words; its function's docstring says when it would be
    wrong."""
