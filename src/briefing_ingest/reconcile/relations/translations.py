"""`translation_of`: the same paper in another language.

Words do not help; what stays is what no translator changes: figures, addresses, and names. Two
papers that have nearly the same of these in nearly the same order are one paper in two languages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from briefing_ingest.align import opcodes
from briefing_ingest.model import Relation, WorkSpan
from briefing_ingest.reconcile.passage_rules import TRANSLATION_OF
from briefing_ingest.reconcile.relations.collection import Collection, texts_of
from briefing_ingest.reconcile.relations.naming import Named
from briefing_ingest.reconcile.relations.statements import statements_of
from briefing_ingest.reconcile.title_form import IN_LANGUAGE

_KEPT: Final = re.compile(
    r"""
    (?<! [\w.+-] ) [\w.+-]{1,64} @ [\w-]{1,64} (?: \.[\w-]{1,64} )+    # an address of mail
  | (?: https?:// | www\. ) [^\s)\]>"”]+             # of the web
  | \d+ (?: [.,:/\u202f\u00a0-] \d+ )* (?: \s \d{3} (?!\d) )*    # 1,250; 12.5; 3/5/2024; 12 500
  | (?<= [\w,;] \s ) [A-ZÀ-Þ] [\w’'-]{3,}            # a name within a sentence
    """,
    re.VERBOSE,
)
_MAX_HOLDERS: Final = 6
"""What more works have tells no paper from another."""
_MIN_SHARED_KEYS: Final = 3
"""Rare things that two works must have in common to be compared."""
_MIN_IN_ORDER: Final = 5
_MIN_FIGURES_IN_ORDER: Final = 3
_MIN_SHARE_IN_ORDER: Final = 0.6
"""Of what the shorter list has; papers on one subject share fewer figures, and in another order."""
_MAX_TIMES_LONGER: Final = 2.0
"""A translation has at most so many times the words of its original, and the other way round."""
_MIN_SHARE_IN_ORDER_STATED: Final = 0.3
"""Where one of them says that it is a version in a language."""


_Kept = Callable[[int], Sequence[str]]
"""What of a work, by its index, a translator leaves as it is, in order."""


def find_translations(collection: Collection, named: Named) -> Iterator[Relation]:
    """The works in other languages than the one they were translated from."""
    kept = cache(lambda number: _kept(collection, number))
    yield from (
        stated
        for stated in statements_of(collection, named, TRANSLATION_OF.name)
        if _differ_in_language(collection, stated.subject, stated.object)
    )
    yield from _linked_by_language(collection, named)
    best: dict[int, tuple[float, Relation]] = {}
    for one, other in _candidates(collection, kept):
        if relation := _compared(collection, one, other, kept):
            share, found = relation
            if share > best.get(found.subject, (0.0, found))[0]:
                best[found.subject] = share, found
    yield from (found for _, found in best.values())


def _differ_in_language(collection: Collection, one: int, other: int) -> bool:
    return collection.language(one) != collection.language(other)


def _kept(collection: Collection, number: int) -> list[str]:
    """What of a work a translator leaves as it is, in order."""
    text = "\n".join(block.text for block in texts_of(collection.works[number]))
    return [_as_key(found) for found in _KEPT.findall(text)]


def _as_key(found: str) -> str:
    """A number without the marks within it, which differ by country; else the thing itself."""
    return re.sub(r"\D", "", found) if found[0].isdigit() else found.rstrip(".,;:").casefold()


def _candidates(collection: Collection, kept: _Kept) -> Iterator[tuple[int, int]]:
    """Pairs of works in different languages that share a few rare things."""
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in _holders(collection, kept) if len(collection.languages) > 1 else ():
        if len(numbers) <= _MAX_HOLDERS:
            shared.update((a, b) for at, b in enumerate(numbers) for a in numbers[:at])
    for (one, other), count in sorted(shared.items()):
        if count >= _MIN_SHARED_KEYS and _differ_in_language(collection, one, other):
            yield one, other


def _holders(collection: Collection, kept: _Kept) -> list[list[int]]:
    """For each thing that a translator leaves as it is, the works that have it."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(len(collection)):
        for key in dict.fromkeys(kept(number)):
            if len(key) > 1:
                holders[key].append(number)
    return list(holders.values())


def _compared(
    collection: Collection, one: int, other: int, kept: _Kept
) -> tuple[float, Relation] | None:
    """How much of what the works keep stands in both in the same order, and their relation if it
    is enough.
    """
    lengths = sorted(collection.length(number) for number in (one, other))
    if lengths[1] > _MAX_TIMES_LONGER * lengths[0]:
        return None
    shorter = min(len(kept(one)), len(kept(other)))
    same = _same_in_order(kept(one), kept(other))
    stated = any(collection.form(number).is_translation for number in (one, other))
    if not _is_enough(same, len(same) / shorter, stated=stated):
        return None
    subject, original = _translation_first(collection, one, other)
    reason = (
        f"it is in {_named_language(collection, subject)}, the other in "
        f"{_named_language(collection, original)}; {len(same)} of {shorter} figures, names and "
        "addresses stand in both in the same order"
    )
    evidence = (*_where_stated(collection, subject), *collection.title_spans(subject, original))
    spans = tuple(dict.fromkeys(evidence))
    return len(same) / shorter, Relation(subject, TRANSLATION_OF.name, original, spans, reason)


def _same_in_order(one: Sequence[str], other: Sequence[str]) -> list[str]:
    ops = opcodes(one, other)
    return [key for op in ops if op.tag == "equal" for key in one[op.a0 : op.a1]]


def _is_enough(same: Sequence[str], share: float, *, stated: bool) -> bool:
    """Whether what two works have in the same order shows that one is the translation of the
    other; less is enough where one of them says that it is a version in a language.
    """
    figures = sum(key[0].isdigit() and len(key) > 1 for key in same)
    least = _MIN_SHARE_IN_ORDER_STATED if stated else _MIN_SHARE_IN_ORDER
    return len(same) >= _MIN_IN_ORDER and figures >= _MIN_FIGURES_IN_ORDER and share >= least


def _translation_first(collection: Collection, one: int, other: int) -> tuple[int, int]:
    """The translation and its original: the one that calls itself a version in a language, else the
    later, else the one in the language that fewer works have.
    """

    def order(number: int) -> tuple[bool, str, int, int]:
        work = collection.works[number]
        usual = collection.languages[collection.language(number)]
        return collection.form(number).is_translation, work.published, -usual, number

    original, translation = sorted((one, other), key=order)
    return translation, original


_NAMES: Final = {
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "it": "Italian", "nb": "Norwegian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "sv": "Swedish",
}  # fmt: skip


def _named_language(collection: Collection, number: int) -> str:
    code = collection.language(number)
    return _NAMES.get(code, f"the language “{code}”")


def _where_stated(collection: Collection, number: int) -> Iterator[WorkSpan]:
    """Where a work says that it is a version in a language."""
    for line in collection.head(number):
        if match := IN_LANGUAGE.search(line.text):
            yield WorkSpan(number, line.block, *match.span())
            return


# --- links ----------------------------------------------------------------------------------------


_MAX_LINK_WORDS: Final = 6
_NAMES_LANGUAGE: Final = re.compile(
    r"\b(?:english|welsh|irish|french|german|spanish|italian|polish|dutch|portuguese|cymraeg"
    r"|gymraeg|saesneg|gaeilge|français|anglais|deutsch|englisch|español|inglés|italiano|inglese"
    r"|polski|angielski|nederlands|engels|português|inglês)\b",
    re.IGNORECASE,
)


def _linked_by_language(collection: Collection, named: Named) -> Iterator[Relation]:
    """Works in different languages of which one has a link to the other by the name of its
    language.
    """
    for (subject, target), namings in named.items():
        for naming in namings:
            work, block, start, end = naming.span
            said = texts_of(collection.works[work])[block].text[start:end]
            if (
                naming.how == "link"
                and len(said.split()) <= _MAX_LINK_WORDS
                and _NAMES_LANGUAGE.search(said)
                and _differ_in_language(collection, subject, target)
            ):
                translation, original = _translation_first(collection, subject, target)
                reason = f"a link says “{said}”, and the other work is in that language"
                yield Relation(translation, TRANSLATION_OF.name, original, (naming.span,), reason)
                break
