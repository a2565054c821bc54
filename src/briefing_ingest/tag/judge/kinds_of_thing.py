"""Refusals by the name alone: posts, texts, programmes, kinds of bodies. Each returns True
for what is not a mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing_ingest.model import Mention
from briefing_ingest.tag.finders.places import POST
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import Word, words_of
from briefing_ingest.tag.knowledge.vocabulary import (
    head_kinds,
    is_in,
    kind_of_name,
    singular,
    words,
)
from briefing_ingest.tag.read.scope import Scope
from briefing_ingest.tag.rulebook import MODEL, OFFICE


def parts_of(mention: Mention) -> tuple[Word, ...]:
    """The words of the name."""
    return words_of(mention.text)


def is_role(mention: Mention, _scope: Scope) -> bool:
    """It is a post or a sort of person: "Home Secretary", "Durham PCC", "Youth Commissioners",
    "Minister for Skills".

    Wrong for organisations called like one ("The Spectator" is none here; "Change Makers" neither).
    """
    if _has_object(parts_of(mention)):
        return False
    parts = parts_of(mention)
    held = _before_object(parts).base.lower() in words(
        "roles"
    )  # not in the plural: "Workers of America" is a union
    held = held or is_in(parts[-1].base, "roles")
    return held or (mention.rule != OFFICE.name and bool(POST.search(mention.text)))


def is_thing(mention: Mention, _scope: Scope) -> bool:
    """A text, programme, event or idea: "Public Sector Equality Duty", "Operation Oak", "Convention
    on Refugees".

    What follows "of" or "for" does not count: "Ministry of Justice" has its head in front; but a
    text of a public body is none ("Home Office Circular"). Wrong for organisations called by what
    they do ("The Innocence Project"), and for places only what ends so ("Garda Review").
    """
    parts = parts_of(mention)
    ends_so = is_in(parts[-1].base, "things")
    if mention.type != "organisation":
        return ends_so and mention.rule == MODEL.name and len(parts) > 1
    if _has_object(parts):
        return ends_so and _begins_with_body(mention.text, parts)
    return ends_so or _is_undertaking(mention.text, parts) or _is_text_on_subject(parts)


def _begins_with_body(name: str, parts: Sequence[Word]) -> bool:
    """True for "Home Office Circular"."""
    return any(name[: word.base_end] in gazetteer.public_bodies() for word in parts[:-1])


def _is_undertaking(name: str, parts: Sequence[Word]) -> bool:
    """True for "Operation Oak", not for "Project Trust"."""
    is_named_so = len(parts) > 1 and parts[0].text in {"Operation", "Project"}
    return is_named_so and not kind_of_name(name)


def _is_text_on_subject(parts: Sequence[Word]) -> bool:
    """True for "Convention on Refugees"."""
    links = {"of", "for", "on", "against"}
    head = next((left for left, right in pairwise(parts) if right.text in links), None)
    return head is not None and is_in(head.base, "texts")


def _before_object(parts: Sequence[Word]) -> Word:
    """The word before the first "of" or "for", or the last."""
    return next((left for left, right in pairwise(parts) if right.text in {"of", "for"}), parts[-1])


def _has_object(parts: Sequence[Word]) -> bool:
    """True for "Ministry of ...", "Centre for ...": the head stands in front."""
    pairs = pairwise(parts)
    return any(
        word.base.lower() in head_kinds() and after.text in {"of", "for", "on"}
        for word, after in pairs
    )


def is_plural_kind(mention: Mention, _scope: Scope) -> bool:
    """Several bodies of a kind: "Violence Reduction Units", "Youth Commissions on Police and
    Crime".

    Not where the name begins with the plural ("Centers for Disease Control"). Wrong for names such
    as "Women's Aid Centres" of one organisation.
    """
    parts = parts_of(mention)
    if mention.type != "organisation" or len(parts) < 2:
        return False
    end = next(
        (at for at, word in enumerate(parts) if at and word.text in {"of", "for", "on"}), len(parts)
    )
    last = parts[end - 1].base.lower()
    return end > 1 and last not in head_kinds() and singular(last) in head_kinds()


def is_generic(mention: Mention, _scope: Scope) -> bool:
    """A kind of body with general words only: "Crown Court", "Community Court". Wrong where there
    is but one.

    Charities, alliances, parties and companies are called so: "Criminal Justice Alliance".
    """
    parts = parts_of(mention)
    if len(parts) == 1 and parts[0].base.lower() in words("bare_bodies"):
        return mention.rule == MODEL.name
    if mention.type != "organisation" or _has_own_sort(mention.text, parts):
        return False
    return all(map(_is_general, parts))


def _has_own_sort(name: str, parts: Sequence[Word]) -> bool:
    """True for a body of which there is but one, and for one of a kind that general words name."""
    if any(word.base.lower() in words("singular_bodies") for word in parts):
        return True
    return len(parts) > 1 and kind_of_name(name) in _CALLED_BY_GENERAL_WORDS


_CALLED_BY_GENERAL_WORDS: Final = frozenset(
    {"charity", "company", "partnership", "party", "university"}
)


def _is_general(word: Word) -> bool:
    general = words("generic") | head_kinds().keys() | words("inner") | words("calendar")
    plain = re.sub(r"['’]", "", word.base.lower())
    return plain in general or singular(plain) in head_kinds()


def is_demonym(mention: Mention, _scope: Scope) -> bool:
    """The adjective of a people or a political side names neither place nor organisation."""
    return is_in(mention.text, "demonyms")


def is_letters_of_thing(mention: Mention, _scope: Scope) -> bool:
    """Letters that stand for a thing or a person wherever English is written: "CCTV", "GP"; only if
    the model errs.
    """
    return (
        mention.rule == MODEL.name
        and mention.text.lower() in words("letters")
        and mention.text.isupper()
    )
