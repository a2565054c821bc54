"""The choice of a reading: rules in a stated order, each giving its reason in words.

To add one, write its function here and put its record into `RULES`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final, NamedTuple

from briefing_ingest.dictionary import is_word
from briefing_ingest.model import Reading, VariantType
from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.facts import as_number, differ_in_facts, has_glued_marker
from briefing_ingest.rule import Rule
from briefing_ingest.text import fold, sentence_ends, straighten


class Locus(NamedTuple):
    """A point where witnesses differ. ``readings[0]`` is the base's; ``before`` and ``after`` are
    its text there.

    ``vocabulary`` counts the folded words of all witnesses of the work. ``authorities`` are the
    witnesses that say of themselves that they are later than another, the latest first.
    """

    readings: tuple[Reading, ...]
    after: str
    vocabulary: Counter[str]
    before: str = ""
    authorities: tuple[Authority, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The different readings, each once."""
        return tuple(dict.fromkeys(reading.text for reading in self.readings))

    @property
    def opens(self) -> bool:
        """True if a sentence begins here."""
        return not self.before.strip() or sentence_ends(self.before)


class Choice(NamedTuple):
    """The reading chosen and why."""

    text: str
    rule: str
    reason: str


@dataclass(frozen=True)
class ChoosingRule(Rule):
    """A rule that chooses among readings; ``does`` says which it prefers."""

    function: Callable[[Locus], tuple[str, str] | None]
    """Gives the reading and the reason, or None where the rule has nothing to say."""
    may_choose_nothing: str
    """Why the rule may prefer a reading without words to one with words; "" if it may not."""


def is_silent(text: str) -> bool:
    """True if ``text`` shows nothing: it is empty, white space, or characters without a glyph."""
    return not straighten(text).strip()


_PASSAGE_WORDS: Final = 3
"""Words of a passage; one or two words are as often put in by one witness as lost by the other."""


def lacks_passage(short: str, long: str) -> bool:
    """True if ``short`` has no word that ``long`` has not, in the same order, and lacks a passage
    of it.

    A passage is three words, or an address, which is never noise.
    """
    own, rest = fold(short).split(), fold(long).split()
    if len(rest) <= len(own) and not (is_silent(short) and ADDRESS.search(long)):
        return False
    words = iter(rest)
    if not all(word in words for word in own):
        return False
    printed = len(long.split()) - len(short.split())
    return printed >= _PASSAGE_WORDS or bool(ADDRESS.search(long) and not ADDRESS.search(short))


def unbroken(locus: Locus) -> tuple[str, str] | None:
    """A passage that some witnesses break and others do not is one paragraph: extraction breaks
    more than it joins.

    A witness without any space here has its end here and says nothing; followed, it would run two
    words into one.
    """
    if not all(is_silent(text) for text in locus.texts):
        return None
    spaces = [text for text in locus.texts if text] or [""]
    chosen = min(spaces, key=lambda text: (text.count("\n"), text != " "))
    return chosen, "the passage runs on in a witness that keeps its paragraphs"


def fuller_text(locus: Locus) -> tuple[str, str] | None:
    """A passage that only some witnesses have is kept: text is lost more often than invented.

    Wrong where a later edition took the passage out.
    """
    longest = max(
        locus.readings, key=lambda reading: (len(reading.text.split()), len(reading.text))
    ).text
    lacking = [
        reading.source_id for reading in locus.readings if lacks_passage(reading.text, longest)
    ]
    if not lacking:
        return None
    return longest, f"the passage is lost in {', '.join(lacking)}"


ADDRESS: Final = re.compile(
    r"https?://|\bwww\.|\w\.\w+/\w"  # a page: www.x.org, x.org/a
    r"|[\w+-]@[\w-]+\.\w"  # a person or office: post@x.org
    r"|\bdoi:\s?|\b10\.\d{4,9}/\S"  # a paper: 10.1000/xyz
)
"""Something that only an address of the net has in it."""

_BEGINS_ADDRESS: Final = re.compile(
    r"[(\[<{\"'“‘]{0,3}"
    r"(?:https?\b|www\b|doi:|10\.\d{4}|[\w.+-]{1,64}@"  # https: www. doi: 10.1000 post@
    r"|(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}(?:/|$)"  # x.org/
    r"|[\w.-]{0,63}[.-]$)"  # front-, where desk@x.org follows
)


def well_formed_url(locus: Locus) -> tuple[str, str] | None:
    """Of the spellings of one address, the one without spaces that keeps the most hyphens: line
    ends put spaces in and swallow hyphens, they never do the opposite.

    Wrong where a copy ran an address into the word behind it. A witness that is silent here has no
    spelling of it. Nothing is said where the readings differ in more than spaces and hyphens, or
    are more than the address.
    """
    spellings = [text for text in locus.texts if not is_silent(text)]
    silent = sum(is_silent(reading.text) for reading in locus.readings)
    one = len({_squeezed(text) for text in spellings}) == 1 and all(map(_is_address, spellings))
    if len(spellings) < 2 or 2 * silent > len(locus.readings) or not one:
        return None
    best = min(spellings, key=_spaces_and_hyphens)
    if all(_spaces_and_hyphens(text) == _spaces_and_hyphens(best) for text in spellings):
        return None
    return best, "an address has no spaces, and line ends swallow hyphens but add none"


def _squeezed(address: str) -> str:
    """What the spellings of an address have in common."""
    return re.sub(r"[\s-]", "", straighten(address)).casefold().strip(".,;:()[]<>{}\"'")


def _is_address(text: str) -> bool:
    return bool(
        ADDRESS.search(re.sub(r"\s", "", text)) and _BEGINS_ADDRESS.match(text.split(maxsplit=1)[0])
    )


def _spaces_and_hyphens(address: str) -> tuple[int, int]:
    return len(address.split()), -straighten(address).count("-")


def sentence_flow(locus: Locus) -> tuple[str, str] | None:
    """Where witnesses differ in punctuation only, a full stop before a small letter is a
    misreading.

    Wrong before a name that is written small (iPhone). A mark alone, without a word before it, is
    not judged.
    """
    following = locus.after.lstrip()
    if (
        len({fold(text) for text in locus.texts}) != 1
        or not following[:1].islower()
        or not fold(locus.texts[0])
    ):
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
    if len({straighten(text) for text in locus.texts}) != 1:
        return None
    typeset = {text: sum(not char.isascii() for char in text) for text in locus.texts}
    best = [text for text in locus.texts if typeset[text] == max(typeset.values())]
    if len(best) > 1:
        return None
    return best[
        0
    ], "typeset quotes and dashes are the author's; plain ones are what a copy makes of them"


def latest_edition(locus: Locus) -> tuple[str, str] | None:
    """Where readings differ in a number, date, name or negation, and damage does not explain it,
    the witness that is
    latest by what it says of itself is followed: at every such point of the work the same one.

    Among the readings that state the same as it does, the other rules decide. Wrong where a later
    copy was made from an earlier edition, and where a source gives the date of something else as
    its own.
    """
    for authority in locus.authorities:
        followed = next(
            (r.text for r in locus.readings if r.source_id == authority.source_id), None
        )
        if followed is None or any(lacks_passage(followed, text) for text in locus.texts):
            continue
        differing = {
            text for text in locus.texts if differ_in_facts(followed, text, opens=locus.opens)
        }
        if not differing:
            return None
        same = tuple(reading for reading in locus.readings if reading.text not in differing)
        chosen = choose(locus._replace(readings=same)).text
        return (
            chosen,
            f"the latest edition is followed in numbers, dates, names and negations: "
            f"{authority.reason}",
        )
    return None


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_OPERATORS: Final = frozenset({"Sm", "Co", "Mn", "Me"})


def formula(locus: Locus) -> tuple[str, str] | None:
    """A formula is as the base witness has it: its pieces, each from whoever has most support, make
    no formula.

    Wrong where the base alone misreads a sign. Where the base has nothing, other rules decide; and
    an address is no formula, though it may have "=" in it.
    """
    texts = [reading.text for reading in locus.readings]
    if is_silent(texts[0]) or any(map(ADDRESS.search, texts)):
        return None
    if not all(_has_few_words(text) for text in texts) or not any(
        map(_has_operator, [*texts, locus.after[:3]])
    ):
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
    """More than half of three or more witnesses read the same. Wrong if the witnesses copy one
    another.

    In numbers and names too: without a sign that one is a later edition, what differs is damage,
    and damage is each witness's own.
    """
    votes = Counter(reading.text for reading in locus.readings)
    text, count = max(votes.items(), key=lambda item: (item[1], item[0] == locus.readings[0].text))
    if len(locus.readings) < 3 or count * 2 <= len(locus.readings):
        return None
    return text, f"{count} of {len(locus.readings)} witnesses read so"


def consensus(locus: Locus) -> tuple[str, str] | None:
    """Of three or more witnesses without a majority, the reading that is nearest to all the others,
    letter by letter.

    Wrong where several witnesses share a fault and the only sound one stands alone. A number, date,
    name or negation
    that no second witness has is not chosen so: letters in common make it no truer.
    """
    from rapidfuzz.distance import Levenshtein

    passage = any(lacks_passage("", text) and not _has_few_words(text) for text in locus.texts)
    compared = [r for r in locus.readings if not (passage and is_silent(r.text))]
    if len(locus.readings) < 3:
        return None
    plain = ["".join(reading.text.split()) for reading in locus.readings]
    totals = [
        sum(Levenshtein.normalized_distance("".join(own.text.split()), other) for other in plain)
        for own in compared
    ]
    best = min(range(len(compared)), key=lambda i: (round(totals[i], 6), i))
    text = compared[best].text
    if _is_only_of_its_facts(text, locus):
        return None
    return text, "it is the nearest to what all the others read"


def _is_only_of_its_facts(text: str, locus: Locus) -> bool:
    """True if another reading of as many words states other facts than ``text``, and no second
    witness states these.

    Readings of different lengths are a formula or a table that was cut into pieces differently.
    """
    others = [
        reading.text for reading in locus.readings if len(reading.text.split()) == len(text.split())
    ]
    differing = [differ_in_facts(text, other, opens=locus.opens) for other in others]
    return any(differing) and len(differing) - sum(differing) < 2


def clean_number(locus: Locus) -> tuple[str, str] | None:
    """A number is digits: of readings that differ only in letters that look like digits, the one
    that has none; and of those that differ only in a note marker run into a word's end, the one
    without.

    Wrong for a code of letters and digits (O2) that a witness misread as a number.
    """
    texts = locus.texts
    numbers = {" ".join(map(as_number, text.split())) for text in texts}
    clean = [text for text in texts if " ".join(text.split()) in numbers]
    if len(numbers) == 1 and len(clean) == 1:
        return clean[0], "letters that look like digits stand in the other reading's number"
    shortest = min(texts, key=len)
    if all(text == shortest or has_glued_marker(shortest, text) for text in texts):
        return shortest, "in the other reading a note marker ran into the word"
    return None


_LEAST_ALIKE: Final = 0.5
"""Readings that share fewer letters in order are no spellings of the same words."""


def known_words(locus: Locus) -> tuple[str, str] | None:
    """Of spellings of the same words, the one all of whose words the work uses elsewhere, if no
    other has only such.

    Wrong for a rare word that the work uses once. How often a word is used says nothing about a
    number, a date, a name
    or a negation: a note that corrects a figure quotes the wrong one.
    """
    known = []
    for text in locus.texts:
        words = fold(text).split()
        own = sum(reading.text == text for reading in locus.readings)
        if words and all(locus.vocabulary[word] > own for word in words):
            known.append(text)
    if len(known) != 1 or not _are_spellings(locus):
        return None
    return known[0], "the work uses these words elsewhere too, and not those of the other reading"


def listed_words(locus: Locus) -> tuple[str, str] | None:
    """Of spellings of the same words, the one all of whose words a frequency list of English has,
    if no other has only such.

    Wrong for a term that the list lacks, where a witness misread it as a common word. It decides no
    numbers, dates, names or negations.
    """
    listed = [
        text for text in locus.texts if (words := _WORD.findall(text)) and all(map(is_word, words))
    ]
    if (
        len(listed) != 1
        or not all(_WORD.search(text) for text in locus.texts)
        or not _are_spellings(locus)
    ):
        return None
    return listed[
        0
    ], "all its words are in the frequency list of English; the other has one that is not"


def _are_spellings(locus: Locus) -> bool:
    """True if the readings are alike, letter by letter, and state the same facts.

    Beside a silent one the others need only be shorter than a passage.
    """
    from rapidfuzz.distance import Levenshtein

    if any(lacks_passage(a, b) for a, b in permutations(locus.texts, 2)):
        return False
    if any(differ_in_facts(a, b, opens=locus.opens) for a, b in combinations(locus.texts, 2)):
        return False
    speaking = [fold(text).replace(" ", "") for text in locus.texts if not is_silent(text)]
    return all(
        Levenshtein.normalized_similarity(a, b, score_cutoff=_LEAST_ALIKE) > _LEAST_ALIKE
        for a, b in combinations(speaking, 2)
    )


def base_witness(locus: Locus) -> tuple[str, str] | None:
    """Nothing else decides: the base witness is followed. Wrong where the base alone is damaged."""
    return locus.readings[
        0
    ].text, f"nothing else decides; {locus.readings[0].source_id} is the base witness"


FORMULA: Final = ChoosingRule(
    "formula", "a formula as the base witness has it", formula, may_choose_nothing=""
)
AGREEMENT: Final = ChoosingRule(
    "agreement",
    "what more than half of three or more witnesses read",
    agreement,
    may_choose_nothing=(
        "where most witnesses have the text around and none of this, it was put in by the others, "
        "as a "
        "running head or a caption is. That two lose the same words by chance is rarer."
    ),
)

RULES: Final[tuple[ChoosingRule, ...]] = (
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
        "latest_edition",
        "in numbers, dates, names and negations, the witness that says it is latest",
        latest_edition,
        may_choose_nothing=(
            'the latest edition struck out a "not", or a figure. A passage that it lacks is '
            "another matter, since "
            "text is lost more often than taken out; there this rule is silent."
        ),
    ),
    FORMULA,
    AGREEMENT,
    ChoosingRule(
        "consensus",
        "without a majority, what is nearest to all the others",
        consensus,
        may_choose_nothing=(
            "of a word or two (the mark of a list, the number of a page) and of pieces of formulas "
            "the silent are "
            "as likely to be right as the others, and are compared with them. Where some have a "
            "passage of words, "
            "only those that read something are."
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
            "list, the number "
            "of a page) as lost. Passages and addresses are not decided here."
        ),
    ),
)
"""In order: the first rule that has something to say decides."""


def choose(locus: Locus) -> Choice:
    """The reading of the first rule that decides, with the rule's name and reason."""
    if len({reading.text for reading in locus.readings}) == 1:
        reason = "all witnesses read so that are near enough to each other here to be heard"
        return Choice(locus.readings[0].text, AGREEMENT.name, reason)
    for rule in RULES:
        decided = rule.function(locus)
        if decided is not None:
            return Choice(decided[0], rule.name, decided[1])
    raise AssertionError("base_witness always decides")


def variant_type(texts: set[str]) -> VariantType:
    """What the readings differ in: breaks only, typography and spelling of the same letters, or
    words.
    """
    if len({" ".join(text.split()) for text in texts}) == 1:
        return "layout"
    if (
        len({straighten(text) for text in texts}) == 1
        or len({_letters(text) for text in texts}) == 1
    ):
        return "orthographic"
    return "substantive"


def _letters(text: str) -> str:
    """Case, hyphens and spaces do not change what is said; marks that end or part sentences do."""
    return re.sub(r"[-\s]", "", straighten(text).casefold())
