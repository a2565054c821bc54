"""The rules by which a reading is chosen, in their order."""

from collections import Counter
from collections.abc import Callable
from operator import attrgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_ingest.model import Reading
from briefing_ingest.reconcile.authority import Authority
from briefing_ingest.reconcile.by_words import known_words, listed_words
from briefing_ingest.reconcile.choose import RULES, choose
from briefing_ingest.reconcile.locus import ChoosingRule, Locus, is_silent, lacks_passage
from briefing_ingest.text import fold
from briefing_ingest.traced import TracedText


def _locus(*texts: str, after: str = "", elsewhere: str = "") -> Locus:
    readings = tuple(
        Reading(name, TracedText.copied(text, 0))
        for name, text in zip("abcdef", texts, strict=False)
    )
    return Locus(readings, after, Counter(fold(" ".join((*texts, elsewhere))).split()))


@pytest.mark.parametrize(
    ("locus", "lemma", "rule"),
    [
        (_locus("\n\n", " "), " ", "unbroken"),
        (
            _locus("", "a passage that is long enough "),
            "a passage that is long enough ",
            "fuller_text",
        ),
        (_locus("www.x.org/ab", "www.x.org/a-b"), "www.x.org/a-b", "well_formed_url"),
        (_locus("www.x.org/ a", "www.x.org/a"), "www.x.org/a", "well_formed_url"),
        (
            _locus("preference", "prefer](https://x.org/a)ence", "preference"),
            "preference",
            "agreement",
        ),
        (_locus("search.", "search,", after=" which may help"), "search,", "sentence_flow"),
        (_locus("search,", "search.", after=" which may help"), "search,", "sentence_flow"),
        (_locus("Women's", "Women’s"), "Women’s", "typography"),
        (_locus("n− 1)×", "n − 1)", "n − 1)"), "n− 1)×", "formula"),
        (_locus("", "= σ(a) × f "), "= σ(a) × f ", "fuller_text"),
        (_locus("by 5 − 7 % of stops", "by 5 - 7 % of stops"), "by 5 − 7 % of stops", "typography"),
        (_locus("2018", "2018"), "2018", "agreement"),
        (_locus("2018", "2013", "2018"), "2018", "agreement"),
        (_locus("2013", "2018", "2018"), "2018", "agreement"),
        (
            _locus("navlgator", "navigator", elsewhere="the navigator came"),
            "navigator",
            "known_words",
        ),
        (
            _locus("in 2018 there", "in 2O18 there", "xx", "in 20l8 there"),
            "in 2018 there",
            "consensus",
        ),
        (_locus("some words stand here", "", "", "so"), "some words stand here", "consensus"),
        (_locus("", "a long passage that one has", ""), "", "agreement"),
        (_locus("comrnunity", "community"), "community", "listed_words"),
        (_locus("form", "from"), "form", "base_witness"),
        (_locus("2018", "2013"), "2018", "base_witness"),
        (_locus("a word", ""), "a word", "base_witness"),
        (_locus("", "on request "), "", "base_witness"),
        (
            _locus("", "see www.x.org/a for all of it, "),
            "see www.x.org/a for all of it, ",
            "fuller_text",
        ),
        (_locus("", "(www.x.org/a) "), "(www.x.org/a) ", "fuller_text"),
        (_locus("", "post@x.org, "), "post@x.org, ", "fuller_text"),
        (_locus("", "doi:10.1000/182 "), "doi:10.1000/182 ", "fuller_text"),
        (
            _locus("months,", "months, see x.org/a for more,"),
            "months, see x.org/a for more,",
            "fuller_text",
        ),
        (
            _locus("week", "week by week, in the open", elsewhere="week"),
            "week by week, in the open",
            "fuller_text",
        ),
        (_locus("www.x.org/ab", "www.x.org/a-b", ""), "www.x.org/a-b", "well_formed_url"),
        (_locus("(www.x.org/ ab)", "(www.x.org/ab)"), "(www.x.org/ab)", "well_formed_url"),
        (_locus("10.1000/ 182", "10.1000/182"), "10.1000/182", "well_formed_url"),
        (_locus("front- desk@x.org", "front-desk@x.org"), "front-desk@x.org", "well_formed_url"),
        (_locus("www.x.org/a b.", "www.y.org/a-c."), "www.x.org/a b.", "base_witness"),
        (
            _locus("for all see www.x.org", "forallsee www.x.org"),
            "for all see www.x.org",
            "base_witness",
        ),
        (_locus("", "\n\n"), "\n\n", "unbroken"),
        (_locus("", "+44 20 7946 0018 "), "+44 20 7946 0018 ", "fuller_text"),
        (_locus("grizzled", "grey", elsewhere="the grey cat"), "grizzled", "base_witness"),
        (_locus("l0", "10"), "10", "clean_number"),
        (_locus("2O18", "2018"), "2018", "clean_number"),
        (_locus("in 20184", "in 2018"), "in 2018", "clean_number"),
        (_locus("31%4", "31%"), "31%", "clean_number"),
        (_locus("deaths.12", "deaths."), "deaths.", "clean_number"),
        (_locus("313", "31", elsewhere="31"), "313", "base_witness"),
        (_locus("3", "8", elsewhere="8"), "3", "base_witness"),
        (_locus("47", "52", "49"), "47", "base_witness"),
        (_locus("47", "52", "47", "49"), "47", "consensus"),
    ],
)
def test_the_rule_that_decides(locus: Locus, lemma: str, rule: str) -> None:
    choice = choose(locus)
    assert (choice.text, choice.rule) == (lemma, rule)
    assert choice.reason


def test_rules_say_when_they_apply() -> None:
    assert all(rule.function.__doc__ for rule in RULES)
    assert RULES[-1].name == "base_witness"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("47", "52"), ("£37", "£29"), ("1,250", "1,520"), ("40%", "60%"), ("2.5", "25")),
        *(("twenty", "thirty"), ("a third", "a half"), ("first", "third"), ("million", "billion")),
        *(("$40", "£40"), ("3m", "3bn"), ("1998", "1989"), ("14th", "15th"), ("May", "June")),
        *(("Monday", "Friday"), ("is", "is not"), ("can", "can't"), ("with", "without")),
        *(("ever", "never"), ("lawful", "unlawful"), ("Miller", "Millar"), ("Denholm", "Hexley")),
        *(("NHS", "MOD"), ("not ", ""), ("few", "no"), ("", "twelve ")),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_no_count_of_words_decides_a_fact(one: str, other: str, turned: bool) -> None:
    first, second = (other, one) if turned else (one, other)
    for known in (first, second):
        locus = _locus(first, second, after=" of them", elsewhere=f"{known} {known} {known}")
        choice = choose(locus._replace(before="in the year "))
        assert (choice.text, choice.rule) == (first, "base_witness")


@pytest.mark.parametrize("rule", [known_words, listed_words])
@pytest.mark.parametrize(
    ("one", "other"), [("Smith", "Smyth"), ("fifty", "fifly seven"), ("not safe", "safe")]
)
def test_rules_that_go_by_vocabulary_are_silent_on_facts(
    rule: Callable[[Locus], tuple[str, str] | None], one: str, other: str
) -> None:
    assert rule(_locus(one, other, elsewhere=one)._replace(before="the ")) is None


# --- no rule prefers silence without an argument --------------------------------------------------

NAME = attrgetter("name")
_PIECES = (
    *(
        "www.x.org/a",
        "https://x.org/a-b",
        "post@x.org",
        "10.1000/182",
        "doi:10.1000/182",
        "x.org/a",
    ),
    *(".", ",", "—", "‘so’", "'so'", "n − 1", "×", "+44 20", "2018", "2O18", "£3m", "40%"),
    *(
        "not",
        "never",
        "the",
        "word",
        "wrod",
        "Miller",
        "word4",
        "and so on",
        "it ends.",
        "(see",
        "all)",
    ),
    *("\u00ad", "\u200b", "\ufffd", "\n\n", "| 5 |"),
)
_SPOKEN = st.one_of(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map(" ".join),
    st.text(min_size=1, max_size=20),
).filter(lambda text: not is_silent(text))
_SILENT = st.text(alphabet=" \n\t\u00a0\u2009", max_size=3)


@st.composite
def _loci(draw: st.DrawFn) -> Locus:
    """Loci of two to five witnesses, at least one of them silent and at least one not."""
    texts = [draw(_SILENT), draw(_SPOKEN)]
    texts += draw(st.lists(st.one_of(_SILENT, _SPOKEN, st.just(texts[1])), max_size=3))
    locus = _locus(
        *draw(st.permutations(texts)),
        after=draw(st.sampled_from(["", " which may", " = 5", " The"])),
    )
    names = draw(st.permutations([reading.source_id for reading in locus.readings]))
    return locus._replace(
        vocabulary=locus.vocabulary + Counter(fold(draw(_SPOKEN)).split() * 3),
        before=draw(st.sampled_from(["", "before ", "It ends. "])),
        authorities=tuple(
            Authority(name, "it says so") for name in names[: draw(st.integers(0, 2))]
        ),
    )


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.may_choose_nothing], ids=NAME)
@settings(max_examples=60, deadline=None)
@given(locus=_loci())
def test_no_rule_prefers_a_silent_reading(rule: ChoosingRule, locus: Locus) -> None:
    decided = rule.function(locus)
    assert decided is None or not is_silent(decided[0])


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.may_choose_nothing], ids=NAME)
def test_a_rule_that_may_choose_nothing_argues_for_it(rule: ChoosingRule) -> None:
    assert len(rule.may_choose_nothing.split()) > 8
    assert rule.may_choose_nothing.endswith(".")


@settings(max_examples=60, deadline=None)
@given(locus=_loci())
def test_of_two_witnesses_no_passage_is_lost_where_one_is_silent(locus: Locus) -> None:
    silent = next(reading for reading in locus.readings if is_silent(reading.text))
    spoken = next(reading for reading in locus.readings if not is_silent(reading.text))
    for readings in ((silent, spoken), (spoken, silent)):
        if lacks_passage(silent.text, spoken.text):
            assert choose(locus._replace(readings=readings)).text == spoken.text


@pytest.mark.parametrize(("after", "before"), [("", ""), (" and so on", "and "), ("", "It ends. ")])
@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.may_choose_nothing], ids=NAME)
def test_no_rule_prefers_a_reading_that_lacks_most_of_the_words(
    rule: ChoosingRule, after: str, before: str
) -> None:
    whole = "shelters, as www.x.org/a says of the 40 that opened,"
    for short in ("shelters,", "shelters", "of", "opened,", "www.x.org/a"):
        for texts in ((short, whole), (whole, short), (short, whole, whole + " too")):
            decided = rule.function(
                _locus(*texts, after=after, elsewhere="shelters of opened")._replace(before=before)
            )
            assert decided is None or decided[0] != short
