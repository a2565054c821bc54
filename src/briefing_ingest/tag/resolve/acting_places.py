"""Places that act: "Sussex is pursuing a new approach" names the place and means those who run it.

The mention stays a place; its reason says that it acts, so that a reader of the dataset can tell
the two.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from briefing_ingest.model import Mention, Work
from briefing_ingest.tag.knowledge.vocabulary import words

_HELPERS: Final = (
    r"(?:(?:is|are|was|were|has|have|had|will|would|should|must|may|also|now|already|recently|since|been|be|not|jointly"
    r"|then)\s){0,3}"
)
# Before a name, what makes a place of it where something happens, or a part of another's name.
_PLACED: Final = re.compile(
    r"\b(?:about|across|and|around|at|between|by|for|from|in|including|inside|into|like|near|of|on|outside|over|than"
    r"|through|throughout|to|toward|towards|under|via|with|within)\s(?:the\s)?$|[\w&]\s?[&/-]\s?$",
    re.IGNORECASE,
)


@cache
def _acting() -> re.Pattern[str]:
    forms = sorted({form for verb in words("acts") for form in _forms(verb)})
    return re.compile(rf"\s({_HELPERS}(?:{'|'.join(forms)}))\b")


def _forms(verb: str) -> tuple[str, ...]:
    """A regular verb as it stands after a subject or its helpers; irregular forms are listed as
    they are.

    >>> _forms("agree"), _forms("apply"), _forms("launch")
    (('agree', 'agrees', 'agreed', 'agreeing'), ('apply', 'applies', 'applied', 'applying'), \
('launch', 'launches', 'launched', 'launching'))
    """
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith(("ch", "sh", "ss")):
        return verb, f"{verb}es", f"{verb}ed", f"{verb}ing"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb if verb.endswith('ee') else verb[:-1]}ing"
    return verb, f"{verb}s", f"{verb}ed", f"{verb}ing"


def deed(text: str, start: int, end: int) -> str:
    """What the place ``text[start:end]`` is said to do, or "" if nothing: "is pursuing".

    Wrong where the verb belongs to a clause before it ("the force that runs Sussex agreed").
    """
    if _PLACED.search(text, max(0, start - 20), start):
        return ""
    match = _acting().match(text, end)
    return match[1] if match else ""


def with_deed(work: Work, mention: Mention) -> Mention:
    """``mention``, its reason saying so if it is a place that acts."""
    if mention.type != "place" or not mention.reason:
        return mention
    done = deed((work.blocks + work.notes)[mention.block].text, mention.start, mention.end)
    reason = f"{mention.reason}; it acts here (“{done}”), so those who run the place are meant"
    return mention._replace(reason=reason) if done else mention
