"""The law of traced text: every character is a copy, part of a named substitution, or a named
insertion."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from briefing_ingest.traced import TracedText, concat, joined

RAW = (
    "Young people aged 14-\r\n25 have  lower levels of trust.15 \nCase study 13: Youth "
    "Commissions\n"
)


def accounted(traced: TracedText, raw: str) -> None:
    """Copies equal the raw text, changes are named, and no raw character serves twice."""
    taken: set[int] = set()
    for piece in traced.pieces:
        span = range(piece.raw_start, piece.raw_end)
        assert not taken.intersection(span)
        taken.update(span)
        if not piece.repairs:
            assert piece.text == raw[piece.raw_start : piece.raw_end]
        assert piece.text or piece.raw_end > piece.raw_start


class Edits(RuleBasedStateMachine):
    """Any sequence of operations keeps the law, and the text is what a plain string would be."""

    def __init__(self) -> None:
        super().__init__()
        self.traced = TracedText.copied(RAW, 0)
        self.plain = RAW

    @rule(a=st.integers(0, 100), b=st.integers(0, 100), new=st.sampled_from(["", " ", "X", "ab"]))
    def substitute(self, a: int, b: int, new: str) -> None:
        start, end = sorted((min(a, len(self.plain)), min(b, len(self.plain))))
        self.traced = self.traced.substitute(start, end, new, "edit")
        self.plain = self.plain[:start] + new + self.plain[end:]

    @rule(
        places=st.lists(st.integers(0, 100), min_size=2, max_size=12, unique=True),
        new=st.sampled_from(["", " ", "ab"]),
        apart=st.sampled_from([1, 2]),
    )
    def substitute_all(self, places: list[int], new: str, apart: int) -> None:
        inside = sorted(place for place in places if place <= len(self.plain))
        edits = [(start, end, new) for start, end in list(pairwise(inside))[::apart]]
        one_by_one = self.traced
        for start, end, _ in reversed(edits):
            one_by_one = one_by_one.substitute(start, end, new, "edits")
            self.plain = self.plain[:start] + new + self.plain[end:]
        self.traced = self.traced.substitute_all(edits, "edits")
        assert self.traced == one_by_one

    @rule(at=st.integers(0, 100))
    def split_and_concat(self, at: int) -> None:
        at = min(at, len(self.plain))
        if self.traced.text:
            self.traced = concat((self.traced.slice(0, at), self.traced._after(at)))

    @rule(at=st.integers(0, 100))
    def swap_halves(self, at: int) -> None:
        at = min(at, len(self.plain))
        if 0 < at < len(self.plain):
            self.traced = concat((self.traced._after(at), self.traced.slice(0, at)))
            self.plain = self.plain[at:] + self.plain[:at]

    @rule(new=st.text("aeiou X", max_size=20))
    def replace(self, new: str) -> None:
        self.traced = self.traced.replace_with(new, "rewrite")
        self.plain = new

    @invariant()
    def law(self) -> None:
        assert self.traced.text == self.plain
        assert len(self.traced) == len(self.plain)
        accounted(self.traced, RAW)


TestEdits = Edits.TestCase


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_slices_share_out_every_raw_character(a: int, b: int, at: int) -> None:
    start, end = sorted((a, b))
    traced = TracedText.copied(RAW, 0).cut(start, end, "cut")
    at = min(at, len(traced))
    whole = concat((traced.slice(0, at), traced._after(at)))
    assert whole.text == traced.text
    assert whole.raw_spans() == traced.raw_spans()


def test_a_cut_says_what_was_cut_and_where() -> None:
    traced = TracedText.copied("trust.15 Case", 40).cut(6, 8, "note_markers")
    assert traced.text == "trust. Case"
    assert [(at, piece.raw_start, piece.raw_end) for at, piece in traced.cuts("note_markers")] == [
        (6, 46, 48)
    ]


def test_a_later_repair_keeps_the_names_of_earlier_ones() -> None:
    traced = (
        TracedText.copied("donâ€™t", 0)
        .substitute(3, 6, "’", "encoding")
        .substitute(3, 4, "'", "quotes")
    )
    assert traced.text == "don't"
    assert traced.pieces[1].repairs == ("encoding", "quotes")
    assert (traced.pieces[1].raw_start, traced.pieces[1].raw_end) == (3, 6)


def test_only_what_differs_is_a_substitution() -> None:
    traced = TracedText.copied("the policeâ€™s use", 10).replace_with(
        "the police’s use", "encoding"
    )
    assert [(p.text, p.raw_start, p.raw_end) for p in traced.pieces] == [
        ("the police", 10, 20),
        ("’", 20, 23),
        ("s use", 23, 28),
    ]


def test_joining_puts_the_glue_in_the_place_of_the_line_end() -> None:
    left, right = (
        TracedText.copied("patients affected by violence \n", 0),
        TracedText.copied("  to programmes", 40),
    )
    whole = joined(left, right, " ", "page_breaks")
    assert whole.text == "patients affected by violence to programmes"
    accounted(whole, "patients affected by violence \n".ljust(40) + "  to programmes")


def test_a_raw_span_is_found_again() -> None:
    traced = TracedText.copied("see www.x.org/a b.pdf", 100).cut(15, 16, "url_spaces")
    assert traced.locate(104, 121) == (4, 20)
    assert traced.locate(115, 116) is None
