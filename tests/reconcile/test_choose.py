"""The rules by which a reading is chosen, in their order."""

from collections import Counter

import pytest

from briefing_ingest.model import Reading
from briefing_ingest.reconcile.choose import RULES, Locus, choose, variant_type
from briefing_ingest.text import fold
from briefing_ingest.traced import TracedText


def _locus(*texts: str, after: str = "", elsewhere: str = "") -> Locus:
    readings = tuple(Reading(name, TracedText.copied(text, 0)) for name, text in zip("abcdef", texts, strict=False))
    return Locus(readings, after, Counter(fold(" ".join((*texts, elsewhere))).split()))


@pytest.mark.parametrize(
    ("locus", "lemma", "rule"),
    [
        (_locus("\n\n", " "), " ", "unbroken"),
        (_locus("", "a passage that is long enough "), "a passage that is long enough ", "fuller_text"),
        (_locus("www.x.org/ab", "www.x.org/a-b"), "www.x.org/a-b", "well_formed_url"),
        (_locus("www.x.org/ a", "www.x.org/a"), "www.x.org/a", "well_formed_url"),
        (_locus("preference", "prefer](https://x.org/a)ence", "preference"), "preference", "agreement"),
        (_locus("search.", "search,", after=" which may help"), "search,", "sentence_flow"),
        (_locus("search,", "search.", after=" which may help"), "search,", "sentence_flow"),
        (_locus("Women's", "Women’s"), "Women’s", "typography"),
        (_locus("n− 1)×", "n − 1)", "n − 1)"), "n− 1)×", "formula"),
        (_locus("", "= σ(a) × f "), "", "formula"),
        (_locus("by 5 − 7 % of stops", "by 5 - 7 % of stops"), "by 5 − 7 % of stops", "typography"),
        (_locus("2018", "2018"), "2018", "agreement"),
        (_locus("2018", "2013", "2018"), "2018", "agreement"),
        (_locus("2013", "2018", "2018"), "2018", "agreement"),
        (_locus("navlgator", "navigator", elsewhere="the navigator came"), "navigator", "known_words"),
        (_locus("in 2018 there", "in 2O18 there", "xx", "in 20l8 there"), "in 2018 there", "consensus"),
        (_locus("a long passage that one has", "", "", "a"), "", "consensus"),
        (_locus("comrnunity", "community"), "community", "listed_words"),
        (_locus("form", "from"), "form", "base_witness"),
        (_locus("2018", "2013"), "2018", "base_witness"),
        (_locus("a word", ""), "a word", "base_witness"),
    ],
)
def test_the_rule_that_decides(locus: Locus, lemma: str, rule: str) -> None:
    choice = choose(locus)
    assert (choice.text, choice.rule) == (lemma, rule)
    assert choice.reason


def test_rules_say_when_they_apply() -> None:
    assert all(rule.__doc__ for rule in RULES)
    assert RULES[-1].__name__ == "base_witness"


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ({"\n\n", " "}, "layout"),
        ({"Women's", "Women’s"}, "orthographic"),
        ({"re-offending", "reoffending"}, "orthographic"),
        ({"The", "the"}, "orthographic"),
        ({"search,", "search."}, "substantive"),
        ({"2018", "2013"}, "substantive"),
        ({"", "not "}, "substantive"),
    ],
)
def test_types_of_variants(texts: set[str], kind: str) -> None:
    assert variant_type(texts) == kind
