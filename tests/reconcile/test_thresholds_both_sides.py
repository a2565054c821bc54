"""What makes versions, editions, rows and relations, on both sides of the numbers that decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from briefing_ingest.model import (
    MANIFEST,
    Block,
    BlockKind,
    Fact,
    MergedBlock,
    Reading,
    Stretch,
    Witness,
    Work,
)
from briefing_ingest.reconcile.authority import authorities
from briefing_ingest.reconcile.by_words import known_words, listed_words
from briefing_ingest.reconcile.cluster import group_texts
from briefing_ingest.reconcile.compare import Texts
from briefing_ingest.reconcile.coverage import covered, run_index, share
from briefing_ingest.reconcile.edition import edition_of
from briefing_ingest.reconcile.editions import edition_marks
from briefing_ingest.reconcile.elsewhere import runs_of
from briefing_ingest.reconcile.fit import fit_witness
from briefing_ingest.reconcile.locus import Locus
from briefing_ingest.reconcile.outvoted import drop_outvoted
from briefing_ingest.reconcile.rank import by_rank
from briefing_ingest.reconcile.relations import relate
from briefing_ingest.reconcile.row import Row, whole_of
from briefing_ingest.reconcile.rows import rows_of
from briefing_ingest.reconcile.signatures import candidates, sketch
from briefing_ingest.traced import TracedText


def _own(name: str, count: int, start: int = 0) -> list[str]:
    """Words that no other text has."""
    return [f"{name}{n}" for n in range(start, start + count)]


def _block(text: str, kind: BlockKind = "paragraph") -> Block:
    return Block(kind, TracedText.copied(text, 0))


def _witness(name: str, *texts: str, facts: tuple[Fact, ...] = (), notes: int = 0) -> Witness:
    listed = tuple(_block("x") for _ in range(notes))
    return Witness(name, "text/plain", "", tuple(map(_block, texts)), listed, facts=facts)


# --- what texts share -----------------------------------------------------------------------------


@pytest.mark.parametrize(("gap", "marked"), [(12, 18), (13, 6)])
def test_a_gap_of_twelve_words_between_runs_is_covered(gap: int, marked: int) -> None:
    one = [*_own("a", 3), *_own("x", gap), *_own("b", 3)]
    other = [*_own("a", 3), *_own("y", gap), *_own("b", 3)]
    assert covered(one, run_index(other)).count(1) == marked
    assert covered(one, run_index(other), run_index(one)).count(1) == marked


def test_a_gap_is_covered_if_it_is_as_wide_in_both() -> None:
    one = [*_own("a", 3), *_own("x", 5), *_own("b", 3)]
    assert covered(one, run_index([*_own("b", 3), *_own("y", 5), *_own("a", 3)])).count(1) == 6
    assert covered(one, run_index([*_own("a", 3), *_own("y", 13), *_own("b", 3)])).count(1) == 6


@pytest.mark.parametrize(("times", "found"), [(6, 3), (7, 0)])
def test_what_the_other_has_six_times_tells_of_a_place(times: int, found: int) -> None:
    other = [word for n in range(times) for word in (*_own("a", 3), f"x{n}")]
    assert covered(_own("a", 3), run_index(other)).count(1) == found


@pytest.mark.parametrize(("times", "found"), [(60, 180), (61, 0)])
def test_what_a_text_has_sixty_times_tells_of_a_place(times: int, found: int) -> None:
    own = [word for n in range(times) for word in (*_own("a", 3), *_own(f"x{n}-", 20))]
    assert covered(own, run_index(_own("a", 3)), run_index(own)).count(1) == found


def test_the_share_of_nothing() -> None:
    assert (share(bytearray()), share(bytearray(b"\1\0"))) == (0.0, 0.5)


@pytest.mark.parametrize(("words", "least", "most"), [(299, 297, 297), (300, 40, 110)])
def test_of_three_hundred_words_a_quarter_of_the_runs_is_kept(
    words: int, least: int, most: int
) -> None:
    assert least <= len(sketch(_own("w", words))) <= most


def test_a_sketch_knows_words_and_their_order() -> None:
    one = set(sketch(["a", "b", "c"]).tolist())
    assert one.isdisjoint(sketch(["a", "c", "b"]).tolist())
    assert one == set(sketch(["a", "b", "c", "a", "b", "c"]).tolist()) & one
    assert len(sketch([])) == 0


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert sketch(["a", "b", "c"]).tolist() == [14075766680499805949]
    assert sketch("the lamps of the town".split()).tolist() == [
        84138019433582112,
        3967250930917729554,
        17002899682019621864,
    ]


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        (3, 3),
        (12, 12 * 11 // 2),
        (13, 3 * 13 - 6),  # of more each is paired with the next three
    ],
)
def test_how_many_texts_are_paired_by_a_run_they_share(texts: int, pairs: int) -> None:
    same = sketch(_own("w", 5))
    assert len(candidates([same] * texts, least=0.1)) == pairs


@pytest.mark.parametrize(("shared", "pairs"), [(5, [(0, 1)]), (4, [])])
def test_texts_that_share_a_tenth_of_their_runs_are_compared(
    shared: int, pairs: list[tuple[int, int]]
) -> None:
    # of 98 runs; a long text keeps one in four, so each that is kept stands for four
    texts = [[*_own("c", shared), *_own(name, 100 - shared)] for name in "xy"]
    assert Texts(texts).candidates() == pairs


# --- works ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shared", "groups"), [(100, 1), (99, 2)])
def test_versions_cover_half_of_each_other(shared: int, groups: int) -> None:
    texts = [[*_own(name, 200 - shared), *_own("c", shared)] for name in "xy"]
    assert len(group_texts(texts)) == groups


CORE = _own("c", 200)


@pytest.mark.parametrize(("inside", "groups"), [(80, 1), (79, 2)])
def test_a_part_lies_within_a_core_by_four_fifths(inside: int, groups: int) -> None:
    part = [*_own("x", 100 - inside), *CORE[50 : 50 + inside]]
    assert len(group_texts([CORE, CORE, part])) == groups


@pytest.mark.parametrize(("alike", "groups"), [(13, 1), (12, 2), (25, 1)])
def test_a_copy_that_was_cut_off_begins_as_the_whole_does(alike: int, groups: int) -> None:
    # half of the 25 words at the head
    part = [*CORE[:alike], *_own("x", 25 - alike), *CORE[25:90]]
    assert len(group_texts([CORE, part])) == groups


def test_what_is_declared_goes_before_the_text() -> None:
    assert group_texts([CORE, _own("x", 50)], together=[(0, 1)]) == [[0, 1]]
    assert group_texts([CORE, CORE], apart=[(0, 1)]) == [[0], [1]]
    assert group_texts([CORE, CORE, CORE], apart=[(0, 2)], together=[(0, 1)]) == [[0, 1], [2]]
    assert group_texts([CORE, CORE], strangers=[[0, 1]]) == [[0], [1]]


# --- editions -------------------------------------------------------------------------------------


def _exchanged(times: int, old: Sequence[str], new: Sequence[str], between: int = 5) -> list[str]:
    texts = [
        [word for n in range(times) for word in (*_own(f"w{n}-", between), *said)]
        for said in (old, new)
    ]
    return edition_marks(*texts)


@pytest.mark.parametrize(
    ("times", "old", "new", "between", "marked"),
    [
        (3, ["leeds"], ["hull"], 5, True),
        (2, ["leeds"], ["hull"], 5, False),
        # six words on either side
        (3, "aa bb cc dd ee ff".split(), "gg hh ii jj kk ll".split(), 9, True),
        (3, "aa bb cc dd ee ff mm".split(), "gg hh ii jj kk ll".split(), 9, False),
        (3, "aa bb cc dd ee ff".split(), "gg hh ii jj kk ll mm".split(), 9, False),
        # spellings that are half alike are no misreading
        (3, ["abcd"], ["abxy"], 5, True),
        (3, ["abcde"], ["abcxy"], 5, False),
        (3, ["leeds"], ["leedsx"], 5, False),
        # in a book once in 2500 words
        (3, ["leeds"], ["hull"], 2499, True),
        (3, ["leeds"], ["hull"], 2510, False),
        (4, ["leeds"], ["hull"], 2499, True),
        (4, ["leeds"], ["hull"], 2510, False),
    ],
)
def test_what_is_exchanged_again_and_again(
    times: int, old: list[str], new: list[str], between: int, marked: bool
) -> None:
    assert bool(_exchanged(times, old, new, between)) == marked


@pytest.mark.parametrize(("before", "marked"), [(59, True), (60, False)])
def test_the_head_of_an_edition_has_sixty_words(before: int, marked: bool) -> None:
    head = _own("w", before)
    texts = [[*head, year, *_own("v", 100)] for year in ("2019", "2020")]
    assert bool(edition_marks(*texts)) == marked


STATEMENT = "Updated 3 June 2024"


@pytest.mark.parametrize(
    ("before", "behind", "found"),
    [(11, 40, True), (12, 40, False), (40, 11, True), (40, 12, False), (0, 0, True)],
)
def test_a_statement_of_revision_stands_among_twelve_blocks_at_an_end(
    before: int, behind: int, found: bool
) -> None:
    texts = [*["The lamps."] * before, STATEMENT, *["The lamps."] * behind]
    edition = edition_of(_witness("a", *texts))
    assert (edition.statement == STATEMENT) == found
    assert edition.date == ("2024-06-03" if found else "")


@pytest.mark.parametrize(("characters", "quoted"), [(80, 80), (81, 80)])
def test_eighty_characters_of_a_statement_are_quoted(characters: int, quoted: int) -> None:
    said = "Correction: " + "x" * (characters - 12)
    (found,) = authorities([_witness("a", said), _witness("b", "The lamps.")])
    assert f"“{said[:quoted]}{'…' * (characters > 80)}”" in found.reason


@pytest.mark.parametrize(("before", "found"), [(370, True), (390, False)])
def test_four_hundred_characters_of_a_sentence_are_read(before: int, found: bool) -> None:
    said = "x" * before + " this version replaces the one of May"
    assert bool(edition_of(_witness("a", said)).statement) == found


# --- the base -------------------------------------------------------------------------------------


def _ranked(*witnesses: Witness) -> str:
    return "".join(witness.source_id for witness in by_rank(witnesses))


def _noisy(words: int, wrong: int) -> str:
    return " ".join([*_own("x", wrong), *_own("w", words, wrong)][:words])


LATER = (Fact("published", "2024-01-01", MANIFEST),)
EARLIER = (Fact("published", "2023-01-01", MANIFEST),)


def test_of_two_witnesses_the_fuller_is_the_base() -> None:
    assert _ranked(_witness("a", _noisy(9, 0)), _witness("b", _noisy(10, 0))) == "ba"
    assert _ranked(_witness("a", _noisy(9, 0), notes=1), _witness("b", _noisy(10, 0))) == "ab"


@pytest.mark.parametrize(("words", "order"), [(80, "ba"), (79, "ab")])
def test_the_latest_edition_is_the_base_if_it_is_nearly_whole(words: int, order: str) -> None:
    early = _witness("a", _noisy(100, 0), facts=EARLIER)
    late = _witness("b", _noisy(words, 0), facts=LATER)
    assert _ranked(early, late) == order


@pytest.mark.parametrize(("wrong", "base"), [(20, "c"), (24, "a")])
def test_the_base_falls_short_of_the_best_by_ten_in_a_hundred(wrong: int, base: str) -> None:
    # a and b agree with each other, c with both of them less by half of its wrong words
    alike = [_witness(name, _noisy(100, 0), facts=EARLIER) for name in "ab"]
    other = _witness("c", _noisy(100, wrong), facts=LATER)
    assert _ranked(*alike, other)[0] == base


def test_of_three_the_one_that_the_others_agree_with_is_the_base() -> None:
    damaged = _witness("a", _noisy(100, 50), notes=3)
    assert _ranked(damaged, _witness("b", _noisy(100, 0)), _witness("c", _noisy(100, 0)))[0] == "b"


@pytest.mark.parametrize(
    ("first", "behind", "base"),
    [
        # the first four read one thing, the six behind them another: those agree with four of
        # eight others, the first with three of eight, though with three of the next four
        (4, 6, "e"),
        # five and six: the first agree with four of eight others, though with four of all ten
        (5, 6, "a"),
    ],
)
def test_each_is_compared_with_eight_others(first: int, behind: int, base: str) -> None:
    names = "abcdefghijk"[: first + behind]
    texts = [" ".join(_own("p" if n < first else "q", 20)) for n in range(len(names))]
    found = by_rank([_witness(name, text) for name, text in zip(names, texts, strict=True)])
    assert found[0].source_id == base


# --- rows -----------------------------------------------------------------------------------------


def _rows(*texts: str) -> list[Row]:
    return [Row(block, {"a": [whole_of(block)]}) for block in map(_block, texts)]


def _fits(row: Sequence[str], block: Sequence[str], behind: Sequence[str] = ()) -> bool:
    fit = fit_witness(_rows(" ".join(row), *behind), _witness("b", " ".join(block)))
    return bool(fit.where[0])


@pytest.mark.parametrize(
    ("row", "block", "fits"),
    [
        # two words in five agree in order
        ([*_own("c", 4), *_own("x", 6)], [*_own("c", 4), *_own("y", 6)], True),
        ([*_own("c", 4), *_own("x", 7)], [*_own("c", 4), *_own("y", 7)], False),
        ([*_own("c", 4), *_own("x", 90)], [*_own("c", 4), *_own("y", 6)], True),
        # or five on end
        ([*_own("c", 5), *_own("x", 90)], [*_own("c", 5), *_own("y", 90)], True),
        ([*_own("c", 4), *_own("x", 90)], [*_own("c", 4), *_own("y", 90)], False),
    ],
)
def test_what_belongs_to_a_row(row: list[str], block: list[str], fits: bool) -> None:
    assert _fits(row, block) == fits


@pytest.mark.parametrize(("shared", "moved"), [(7, True), (6, False)])
def test_a_block_in_another_place_has_seven_in_ten_words(shared: int, moved: bool) -> None:
    anchor = " ".join(_own("anchor", 20))
    row = " ".join([*_own("c", shared), *_own("x", 10 - shared)])
    block = " ".join([*reversed(_own("c", shared)), *_own("y", 10 - shared)])
    fit = fit_witness(_rows(row, anchor), _witness("b", anchor, block))
    assert (bool(fit.where[1]) and fit.where[1][0][0] == 0) == moved


ENGLISH = "lamps towns streets roads people police council money house water".split()


def _sound(agreeing: int, known: int, witnesses: int = 3) -> bool:
    """Whether a witness, so many of whose hundred words agree and so many of whose others are
    words, adds its passage.
    """
    base = " ".join(_own("c", 100))
    new = [ENGLISH[n % 10] if n < known else f"xqz{n}" for n in range(100 - agreeing)]
    noisy = _witness("z", " ".join(_own("c", agreeing)), " ".join(new))
    group = [_witness(name, base) for name in "abcdef"[: witnesses - 1]] + [noisy]
    held = {witness.source_id: runs_of(witness) for witness in group}
    rows = rows_of(group, held)
    return not any(addition.rule.name == "noise" for row in rows for addition in row.additions)


@pytest.mark.parametrize(
    ("agreeing", "known", "witnesses", "sound"),
    [
        (50, 0, 3, True),  # half of its words agree
        (49, 0, 3, False),
        (40, 21, 3, True),  # or 35 in 100 of the others are words
        (40, 20, 3, False),
        (10, 0, 2, True),  # of two neither is noise
        (10, 0, 3, False),
    ],
)
def test_which_witness_is_noise(agreeing: int, known: int, witnesses: int, sound: bool) -> None:
    assert _sound(agreeing, known, witnesses) == sound


@pytest.mark.parametrize(
    ("same", "displaced"),
    [
        (6, True),  # of ten words
        (5, False),
    ],
)
def test_words_that_stand_elsewhere_are_not_taken_again(same: int, displaced: bool) -> None:
    shared = _own("anchor", 30)
    words, scattered = _own("k", 10), []
    for n, word in enumerate(words):
        scattered += [word, *_own(f"f{n}-", 3)]
    base = _witness("a", " ".join(shared), " ".join(scattered))
    block = [*words[:same], *_own("y", 10 - same)][::-1]
    other = _witness("b", " ".join(shared), " ".join(block))
    rows = rows_of([base, other], {})
    assert any(row.additions for row in rows) == displaced


@pytest.mark.parametrize(("same", "type_"), [(10, "layout"), (9, "substantive")])
def test_words_that_all_stand_elsewhere_have_only_moved(same: int, type_: str) -> None:
    shared = _own("anchor", 30)
    words, scattered = _own("k", 10), []
    for n, word in enumerate(words):
        scattered += [word, *_own(f"f{n}-", 3)]
    base = _witness("a", " ".join(shared), " ".join(scattered))
    block = [*words[:same], *_own("y", 10 - same)][::-1]
    other = _witness("b", " ".join(shared), " ".join(block))
    (addition,) = (each for row in rows_of([base, other], {}) for each in row.additions)
    assert addition.type == type_


@pytest.mark.parametrize(
    ("new", "displaced"),
    [
        # words that occur 50 to 100 million times must be lacking too, those of more need not
        ("analysis agreement activities article", True),
        ("agency advice airport album", False),
    ],
)
def test_common_words_alone_stand_elsewhere(new: str, displaced: bool) -> None:
    shared, lacking = _own("anchor", 30), "which about would there their other".split()
    base = _witness(
        "a",
        " ".join(shared),
        " ".join(w for n, word in enumerate(lacking) for w in (word, *_own(f"f{n}-", 3))),
    )
    other = _witness("b", " ".join(shared), " ".join([*reversed(lacking), *new.split()]))
    assert any(row.additions for row in rows_of([base, other], {})) == displaced


@pytest.mark.parametrize(
    ("having", "lacking", "stays"),
    [(1, 1, True), (1, 2, False), (2, 2, True), (2, 3, False)],
)
def test_a_row_that_more_lack_than_have_is_taken_out(
    having: int, lacking: int, stays: bool
) -> None:
    names = "abcdef"[: having + lacking]
    around = {name: [whole_of(_block("x"))] for name in names}
    own = {name: around[name] for name in names[-having:]}
    rows = [Row(_block("one"), around), Row(_block("two"), own), Row(_block("three"), around)]
    assert (len(drop_outvoted(rows, names, {})) == 3) == stays


@pytest.mark.parametrize(
    ("having", "lacking", "stays"), [(1, 1, True), (1, 2, False), (2, 3, True), (2, 4, False)]
)
def test_at_an_end_twice_as_many_must_lack_it(having: int, lacking: int, stays: bool) -> None:
    names = "abcdef"[: having + lacking]
    around = {name: [whole_of(_block("x"))] for name in names}
    own = {name: around[name] for name in names[-having:]}
    rows = [Row(_block("one"), around), Row(_block("two"), own)]
    assert (len(drop_outvoted(rows, names, {})) == 2) == stays


@pytest.mark.parametrize(("apart", "covers"), [(2, True), (3, False)])
def test_a_witness_covers_a_place_within_three_shared_rows(apart: int, covers: bool) -> None:
    part = [whole_of(_block("x"))]
    everyone, most = dict.fromkeys("abcd", part), dict.fromkeys("ab", part)
    # c and d have a row only so many shared rows away
    rows = [
        Row(_block("first"), everyone),
        *[Row(_block("between"), most)] * apart,
        Row(_block("odd"), {"b": part}),
        *[Row(_block("between"), most)] * apart,
        Row(_block("last"), everyone),
    ]
    kept = drop_outvoted(rows, "abcd", {})
    assert (len(kept) < len(rows)) == covers


def _broken(name: str, *texts: str, blank: bool = True) -> Witness:
    """Blocks one behind the other, with a blank line between them or none."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block("paragraph", TracedText.copied(text, at)))
        at += len(text) + (2 if blank else 0)
    return Witness(name, "text/plain", "", tuple(blocks))


ONE, TWO = " ".join(_own("c", 20)), " ".join(_own("d", 20))


@pytest.mark.parametrize(
    ("witnesses", "rows"),
    [
        ([_broken("a", ONE, TWO), _broken("b", ONE, TWO)], 2),
        # of as many for a break as against it a weak one goes
        ([_broken("a", ONE, TWO), _broken("b", f"{ONE} {TWO}")], 2),
        ([_broken("a", ONE, TWO, blank=False), _broken("b", f"{ONE} {TWO}")], 1),
        # of more for it than against it none goes, of fewer any
        (
            [
                _broken("a", ONE, TWO, blank=False),
                _broken("b", ONE, TWO),
                _broken("c", f"{ONE} {TWO}"),
            ],
            2,
        ),
        (
            [_broken("a", ONE, TWO), _broken("b", f"{ONE} {TWO}"), _broken("c", f"{ONE} {TWO}")],
            1,
        ),
        # where no witness has both, nothing tells
        ([_broken("a", ONE), _broken("b", TWO)], 2),
    ],
)
def test_where_rows_run_on(witnesses: list[Witness], rows: int) -> None:
    assert len(rows_of(witnesses, {})) == rows


# --- spellings ------------------------------------------------------------------------------------


def test_what_spellings_are() -> None:
    def locus(*texts: str, known: str = "") -> Locus:
        named = zip("abc", texts, strict=False)
        readings = tuple(Reading(name, TracedText.copied(text, 0)) for name, text in named)
        return Locus(readings, "", Counter(known.split()))

    assert listed_words(locus("street", "strcet"))
    assert listed_words(locus("street", "lamps")) is None
    assert listed_words(locus("ab", "street")) is None
    assert known_words(locus("abcd", "abxy", known="abxy abxy")) is None  # half of the letters
    assert known_words(locus("abcde", "abcxy", known="abcxy abcxy"))


# --- relations ------------------------------------------------------------------------------------


def _work(title: str, *texts: str, items: Sequence[str] = (), headings: Sequence[str] = ()) -> Work:
    blocks = [("paragraph", text) for text in texts]
    blocks += [("list_item", text) for text in items]
    blocks += [("heading", text) for text in headings]
    made = tuple(MergedBlock(kind, (Stretch(text, ()),), ()) for kind, text in blocks)  # type: ignore[arg-type]
    return Work("briefing", title, (title,), made)


def _types(*works: Work) -> list[tuple[int, str, int]]:
    return [(found.subject, found.type, found.object) for found in relate(works)]


@pytest.mark.parametrize(
    ("title", "texts", "items", "headings", "types"),
    [
        ("Why lamps matter", ["It says Why Lamps Matter."], [], [], ["cites"]),
        ("Why lamps matter", ["In Why lamps matter, or Why Lamps Matter."], [], [], ["about"]),
        ("Why lamps matter", ["It shows why lamps matter."], [], [], []),
        ("Why lamps matter", ["Why lamps matter is known. Why lamps matter!"], [], [], []),
        ("Why lamps matter", ["A paper, “why lamps matter”."], [], [], ["cites"]),
        ("Why lamps matter", ["In Why lamps: matter."], [], [], ["cites"]),
        ("Why lamps", ["It says Why Lamps."], [], [], []),
        ("Why lamps matter", ["In Why lamps matter."], ["One", "Two"], ["One", "Two"], ["about"]),
        ("Why lamps matter", ["In Why lamps matter."], ["One", "Two"], ["One"], ["cites"]),
        ("Why lamps matter", [], ["One", "Two"], ["One", "Two"], []),
    ],
)
def test_which_work_speaks_of_which(
    title: str, texts: list[str], items: list[str], headings: list[str], types: list[str]
) -> None:
    found = _types(_work("Other", *texts, items=items), _work(title, headings=headings))
    assert found == [(0, each, 1) for each in types]


@pytest.mark.parametrize(("inside", "excerpt"), [(90, True), (89, False)])
def test_an_excerpt_has_nine_in_ten_words_of_another(inside: int, excerpt: bool) -> None:
    whole = _work("Whole", " ".join(_own("c", 400)))
    part = _work("Part", " ".join([*_own("c", inside, 100), *_own("x", 100 - inside)]))
    assert _types(whole, part) == ([(1, "excerpt_of", 0)] if excerpt else [])


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        # nearly all of each stands in the other
        ([*_own("c", 95), *_own("x", 5)], [*_own("c", 95), *_own("y", 5)], "edition_of"),
        ([*_own("c", 60), *_own("x", 40)], [*_own("c", 60), *_own("y", 40)], "edition_of"),
        ([*_own("c", 49), *_own("x", 51)], [*_own("c", 49), *_own("y", 51)], ""),
        # one is a part of the other
        (_own("c", 100), [*_own("c", 100), *_own("y", 50)], "excerpt_of"),
        (_own("c", 100), [*_own("c", 100), *_own("y", 25)], "edition_of"),
        (_own("c", 100), [*_own("c", 100), *_own("y", 26)], "excerpt_of"),
    ],
)
def test_what_two_works_share_says_how_they_are_related(
    first: list[str], second: list[str], relation: str
) -> None:
    found = _types(_work("Lamps", " ".join(first)), _work("Lamps", " ".join(second)))
    assert [each for _, each, _ in found] == ([relation] if relation else [])
