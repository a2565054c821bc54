"""The choice of a reading: named rules in a stated order, each giving its reason in words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import Reading, VariantType
from briefing_ingest.text import fold, straighten


class Locus(NamedTuple):
    """A point where witnesses differ. ``readings[0]`` is the base's; ``after`` is the base's text that follows.

    ``vocabulary`` counts the folded words of all witnesses of the work.
    """

    readings: tuple[Reading, ...]
    after: str
    vocabulary: Counter[str]


class Choice(NamedTuple):
    """The reading chosen and why."""

    text: str
    rule: str
    reason: str


Rule = Callable[[Locus], tuple[str, str] | None]
"""Gives the reading and the reason, or None where the rule has nothing to say."""


def unbroken(locus: Locus) -> tuple[str, str] | None:
    """A passage that some witnesses break and others do not is one paragraph: extraction breaks more than it joins."""
    if not any(reading.text.strip() for reading in locus.readings):
        chosen = min((reading.text for reading in locus.readings), key=lambda text: (text.count("\n"), text != " "))
        return chosen, "the passage runs on in a witness that keeps its paragraphs"
    return None


_PASSAGE_WORDS = 3


def fuller_text(locus: Locus) -> tuple[str, str] | None:
    """A passage that only some witnesses have is kept: text is lost more often than invented."""
    given = [reading for reading in locus.readings if reading.text.strip()]
    if len(given) == len(locus.readings):
        return None
    longest = max(given, key=lambda reading: len(reading.text))
    if len(longest.text.split()) < _PASSAGE_WORDS:
        return None
    lacking = ", ".join(reading.source_id for reading in locus.readings if not reading.text.strip())
    return longest.text, f"the passage is lost in {lacking}"


_URL = re.compile(r"https?://|www\.|\w\.\w+/\w")


def well_formed_url(locus: Locus) -> tuple[str, str] | None:
    """Of an address, the reading without spaces that keeps the most hyphens: line ends put spaces in and swallow
    hyphens, they never do the opposite.

    Where more witnesses than not have no address, one has the target of a link beside the words that carry it.
    """
    addresses = sum(bool(_URL.search(reading.text)) for reading in locus.readings)
    if not addresses or 2 * addresses < len(locus.readings):
        return None
    best = min(locus.readings, key=lambda r: (r.text.strip().count(" "), -r.text.count("-")))
    return best.text, "an address has no spaces, and line ends swallow hyphens but add none"


def sentence_flow(locus: Locus) -> tuple[str, str] | None:
    """Where witnesses differ in punctuation only, a full stop before a small letter is a misreading.

    Wrong before a name that is written small (iPhone).
    """
    texts = {reading.text for reading in locus.readings}
    following = locus.after.lstrip()
    if len({fold(text) for text in texts}) != 1 or not following[:1].islower():
        return None
    open_ended = [r.text for r in locus.readings if not re.search(r"[.!?]['’”)]*\s*$", r.text)]
    if not open_ended or len(open_ended) == len(locus.readings):
        return None
    word = following.split()[0]
    return open_ended[0], f"a sentence does not end before the small letter of {word!r}"


def typography(locus: Locus) -> tuple[str, str] | None:
    """Where witnesses differ in quotes, dashes or ligatures only, the typeset form is the author's.

    Wrong if a copy made plain quotes curly.
    """
    texts = {reading.text for reading in locus.readings}
    if len({straighten(text) for text in texts}) != 1:
        return None
    typeset = {text: sum(not char.isascii() for char in text) for text in texts}
    best = [text for text in texts if typeset[text] == max(typeset.values())]
    if len(best) > 1:
        return None
    return best[0], "typeset quotes and dashes are the author's; plain ones are what a copy makes of them"


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_OPERATORS: Final = frozenset({"Sm", "Co", "Mn", "Me"})


def formula(locus: Locus) -> tuple[str, str] | None:
    """A formula is as the base witness has it: its pieces, each from whoever has most support, make no formula.

    Wrong where the base alone misreads a sign, or lost the formula.
    """
    texts = [reading.text for reading in locus.readings]
    if not all(_has_few_words(text) for text in texts) or not any(map(_has_operator, [*texts, locus.after[:3]])):
        return None
    return texts[0], f"a formula is kept as one witness has it, here {locus.readings[0].source_id}"


def is_formula(text: str) -> bool:
    """True if ``text`` has signs of mathematics and few words."""
    return _has_operator(text) and _has_few_words(text)


def _has_few_words(text: str) -> bool:
    tokens = text.split()
    return 3 * sum(bool(_WORD.search(token)) for token in tokens) <= len(tokens)


def _has_operator(text: str) -> bool:
    return any(unicodedata.category(char) in _OPERATORS for char in text)


def agreement(locus: Locus) -> tuple[str, str] | None:
    """More than half of three or more witnesses read the same. Wrong if the witnesses copy one another."""
    votes = Counter(reading.text for reading in locus.readings)
    text, count = max(votes.items(), key=lambda item: (item[1], item[0] == locus.readings[0].text))
    if len(locus.readings) < 3 or count * 2 <= len(locus.readings):
        return None
    return text, f"{count} of {len(locus.readings)} witnesses read so"


def consensus(locus: Locus) -> tuple[str, str] | None:
    """Of three or more witnesses without a majority, the reading that is nearest to all the others, letter by letter.

    Wrong where several witnesses share a fault and the only sound one stands alone.
    """
    from rapidfuzz.distance import Levenshtein

    plain = ["".join(reading.text.split()) for reading in locus.readings]
    if len(plain) < 3:
        return None
    totals = [sum(Levenshtein.normalized_distance(own, other) for other in plain) for own in plain]
    best = min(range(len(plain)), key=lambda i: (round(totals[i], 6), i))
    return locus.readings[best].text, "it is the nearest to what all the others read"


def known_words(locus: Locus) -> tuple[str, str] | None:
    """The reading all of whose words the work uses elsewhere, if no other has only such words.

    Wrong for a rare word that the work uses once.
    """
    known = []
    for text in dict.fromkeys(reading.text for reading in locus.readings):
        words = fold(text).split()
        own = sum(reading.text == text for reading in locus.readings)
        if words and all(locus.vocabulary[word] > own for word in words):
            known.append(text)
    if len(known) != 1:
        return None
    return known[0], "the work uses these words elsewhere too, and not those of the other reading"


def listed_words(locus: Locus) -> tuple[str, str] | None:
    """The reading all of whose words a frequency list of English has, if no other has only such words.

    Wrong for a name or a term that the list lacks, where a witness misread it as a common word.
    """
    texts = dict.fromkeys(reading.text for reading in locus.readings)
    listed = [text for text in texts if (words := _WORD.findall(text)) and all(map(is_word, words))]
    if len(listed) != 1 or not all(_WORD.search(text) for text in texts):
        return None
    return listed[0], "all its words are in the frequency list of English; the other has one that is not"


def base_witness(locus: Locus) -> tuple[str, str] | None:
    """Nothing else decides: the base witness is followed."""
    return locus.readings[0].text, f"nothing else decides; {locus.readings[0].source_id} is the base witness"


RULES: Final[tuple[Rule, ...]] = (
    unbroken,
    well_formed_url,
    sentence_flow,
    typography,
    formula,
    agreement,
    consensus,
    fuller_text,
    known_words,
    listed_words,
    base_witness,
)
"""In order: the first rule that has something to say decides."""


def choose(locus: Locus) -> Choice:
    """The reading of the first rule that decides, with the rule's name and reason."""
    if len({reading.text for reading in locus.readings}) == 1:
        reason = "all witnesses read so that are near enough to each other here to be heard"
        return Choice(locus.readings[0].text, agreement.__name__, reason)
    for rule in RULES:
        decided = rule(locus)
        if decided is not None:
            return Choice(decided[0], rule.__name__, decided[1])
    raise AssertionError("base_witness always decides")


def variant_type(texts: set[str]) -> VariantType:
    """What the readings differ in: breaks only, typography and spelling of the same letters, or words."""
    if len({" ".join(text.split()) for text in texts}) == 1:
        return "layout"
    if len({straighten(text) for text in texts}) == 1 or len({_letters(text) for text in texts}) == 1:
        return "orthographic"
    return "substantive"


def _letters(text: str) -> str:
    """Case, hyphens and spaces do not change what is said; marks that end or part sentences do."""
    return re.sub(r"[-\s]", "", straighten(text).casefold())
