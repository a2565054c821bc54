"""The choice of a reading: rules in a stated order, each giving its reason in words.

To add one, write its function in the module of its kind (`by_form`, `by_witnesses`, `by_words`) and
put its record into `RULES`.
"""

from __future__ import annotations

from typing import Final

from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.by_form import (
    formula,
    sentence_flow,
    typography,
    unbroken,
    well_formed_url,
)
from briefing_ingest.reconcile.by_witnesses import agreement, base_witness, consensus, fuller_text
from briefing_ingest.reconcile.by_words import clean_number, known_words, listed_words, note_marker
from briefing_ingest.reconcile.locus import Choice, ChoosingRule, Locus, lacks_passage
from briefing_ingest.reconcile.revision import is_other_statement, is_withdrawn
from briefing_ingest.text import fold


def latest_edition(locus: Locus) -> tuple[str, str] | None:
    """Where readings say different things, and damage does not explain it, the witness that is
    latest by what it says of itself or the manifest of it is followed, at every such point of the
    work the same one. A clause or sentence that it lacks was taken out only if it says that it is
    another edition: of two copies with different dates, one has often lost something.

    Among the readings that say the same as it does, the other rules decide. Wrong where a later
    copy was made from an earlier edition, and where a source gives the date of something else as
    its own.
    """
    for authority in locus.authorities:
        followed = _reading_of(authority.source_id, locus)
        if followed is None or not _may_be_followed(authority, followed, locus):
            continue
        differing = {text for text in locus.texts if _says_otherwise(followed, text, locus)}
        if not differing:
            return None
        same = tuple(reading for reading in locus.readings if reading.text not in differing)
        reason = f"the latest edition is followed: {authority.reason}"
        return choose(locus._replace(readings=same)).text, reason
    return None


def _may_be_followed(authority: Authority, followed: str, locus: Locus) -> bool:
    """Whether it is sure enough that it is the latest edition, and whether it lost nothing here:
    what it lacks, it has taken out.
    """
    if authority.known_from in {"name", "file"} and agreement(locus):
        return False  # what only hints at an order does not go before what most witnesses read
    lacked = [text for text in locus.texts if lacks_passage(followed, text)]
    return not lacked or (
        authority.revises and all(is_withdrawn(followed, text, locus) for text in lacked)
    )


def _says_otherwise(followed: str, text: str, locus: Locus) -> bool:
    return is_other_statement(followed, text, locus) or is_withdrawn(followed, text, locus)


def _reading_of(source_id: str, locus: Locus) -> str | None:
    return next((r.text for r in locus.readings if r.source_id == source_id), None)


LATEST_EDITION: Final = ChoosingRule(
    "latest_edition",
    "where an author changed the text, the witness that says it is the latest edition",
    latest_edition,
    may_choose_nothing=(
        'the latest edition struck out a "not", a figure, or, if it says that it is another '
        "edition, a clause or whole sentences. What a copy lacks that merely has "
        "a later date is lost more often than taken out; there this rule is silent."
    ),
)

FORMULA: Final = ChoosingRule(
    "formula", "a formula as the base witness has it", formula, may_choose_nothing=""
)


AGREEMENT: Final = ChoosingRule(
    "agreement",
    "what more than half of three or more witnesses read",
    agreement,
    may_choose_nothing=(
        "where most witnesses have the text around and none of this, it was put in by the others, "
        "as a running head or a caption is. That two lose the same words by chance is rarer."
    ),
)


def maintainer(locus: Locus) -> tuple[str, str] | None:
    """The reading that the maintainer has chosen against another one, of the source named.

    Wrong where the same two readings stand at another point and the other one is right there.
    """
    said = [(reading.source_id, reading.text.strip()) for reading in locus.readings]
    texts = {text for _, text in said}
    before = fold(locus.before)
    for decided in locus.decided:
        wanted, other = decided.reading.strip(), decided.instead_of.strip()
        is_here = _end_alike(before, fold(decided.before))
        if is_here and (decided.source, wanted) in said and other in texts:
            text = next(r.text for r in locus.readings if r.text.strip() == wanted)
            return text, "the maintainer has decided so"
    return None


def _end_alike(one: str, other: str) -> bool:
    """Whether two texts end with the same words, as far as both go."""
    return one.endswith(other) or other.endswith(one)


def is_decided(locus: Locus) -> bool:
    """Whether the maintainer has chosen the reading."""
    return maintainer(locus) is not None


MAINTAINER: Final = ChoosingRule(
    "maintainer",
    "the reading that the manifest names",
    maintainer,
    may_choose_nothing="the maintainer has decided that the passage is not part of the text.",
)


RULES: Final[tuple[ChoosingRule, ...]] = (
    MAINTAINER,
    ChoosingRule(
        "unbroken",
        "a passage that runs on in a witness is one paragraph",
        unbroken,
        may_choose_nothing="",
    ),
    ChoosingRule(
        "well_formed_url",
        "of the spellings of an address, the one without spaces and with most hyphens",
        well_formed_url,
        may_choose_nothing="",
    ),
    ChoosingRule(
        "sentence_flow", "no full stop before a small letter", sentence_flow, may_choose_nothing=""
    ),
    ChoosingRule(
        "typography", "typeset quotes, dashes and ligatures", typography, may_choose_nothing=""
    ),
    ChoosingRule(
        "note_marker",
        "of a word with and without the number of the note called there, the one without",
        note_marker,
        may_choose_nothing=(
            "the number stands in the text as the marker of the note, which another witness "
            "tells from the words."
        ),
    ),
    LATEST_EDITION,
    FORMULA,
    AGREEMENT,
    ChoosingRule(
        "consensus",
        "without a majority, what is nearest to all the others",
        consensus,
        may_choose_nothing=(
            "of a word or two (the mark of a list, the number of a page) and of pieces of "
            "formulas the silent are as likely to be right as the others, and are compared with "
            "them. Where some have a passage of words, only those that read something are."
        ),
    ),
    ChoosingRule(
        "fuller_text",
        "a passage that only some witnesses have is kept",
        fuller_text,
        may_choose_nothing="",
    ),
    ChoosingRule(
        "clean_number",
        "a number without letters, a word without a note marker",
        clean_number,
        may_choose_nothing="",
    ),
    ChoosingRule(
        "known_words",
        "the spelling that the work uses elsewhere",
        known_words,
        may_choose_nothing="",
    ),
    ChoosingRule(
        "listed_words",
        "the spelling that a frequency list of English has",
        listed_words,
        may_choose_nothing="",
    ),
    ChoosingRule(
        "base_witness",
        "the base witness, if nothing else decides",
        base_witness,
        may_choose_nothing=(
            "a word or two that the base lacks are as often put in by the other (the mark of a "
            "list, the number of a page) as lost. Passages and addresses are not decided here."
        ),
    ),
)
"""In order: the first rule that has something to say decides."""


def choose(locus: Locus) -> Choice:
    """The reading of the first rule that decides, with the rule's name and reason."""
    if len({reading.text for reading in locus.readings}) == 1:
        reason = "all the sources that agree closely here have this reading"
        return Choice(locus.readings[0].text, AGREEMENT.name, reason)
    for rule in RULES:
        decided = rule.function(locus)
        if decided is not None:
            return Choice(decided[0], rule.name, decided[1])
    raise AssertionError("base_witness always decides")
