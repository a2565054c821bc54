"""Each repair on both sides of what it turns on: a text it changes, a near one it must leave."""

from dataclasses import replace

import pytest

from briefing_ingest.model import Block, BlockKind, Box, Line, Place, Witness
from briefing_ingest.repair.capitals import drop_capitals
from briefing_ingest.repair.flow import page_breaks
from briefing_ingest.repair.markers import note_markers
from briefing_ingest.repair.pages import page_numbers, recurring_heads, running_heads
from briefing_ingest.repair.urls import lost_hyphens, url_spaces
from briefing_ingest.traced import TracedText
from set_lines import reset, set_line

COLUMN = Box(0, 0, 10000, 10000)


def _block(
    text: str, page: int = 1, box: Box | None = COLUMN, kind: BlockKind = "paragraph", size: int = 0
) -> Block:
    return replace(Block(kind, TracedText.copied(text, 0), (Place(page, 1, 1, box),)), size=size)


def _joins(*blocks: Block) -> bool:
    witness = Witness("a", "application/pdf", "", blocks)
    return len(page_breaks(witness).blocks) < len(blocks)


CAPTION = _block("Offences", kind="caption")
EIGHT = "one two three four five six seven the"


@pytest.mark.parametrize(
    ("blocks", "joined"),
    [
        # a last line of four words goes on over the page, one of three does not
        ((_block("all of the four"), _block("Others came", 2)), True),
        ((_block("only three words"), _block("Others came", 2)), False),
        ((_block("all of the four"), _block("Others came", 1)), False),
        # behind a caption a text of nine words that needs another goes on, one of eight does not
        ((_block(f"zero {EIGHT}"), CAPTION, _block("Others came", 2)), True),
        ((_block(EIGHT), CAPTION, _block("Others came", 2)), False),
        ((_block(f"zero {EIGHT}"), CAPTION, _block("Others came", 3)), False),
        ((_block("zero one two three four five six seven eight"), CAPTION, _block("A", 2)), False),
        # three blocks float between two parts, not four
        ((_block("they went to"), CAPTION, CAPTION, CAPTION, _block("the sea")), True),
        ((_block("they went to"), *[CAPTION] * 4, _block("the sea")), False),
        # where nothing says where the text stood, no caption is passed over
        ((_block("they went to", box=None), _block("the sea")), True),
        ((_block("they went to", box=None), CAPTION, _block("the sea")), False),
        # print of 84 hundredths is smaller, of 85 is not
        (
            (_block("they went", size=1000), _block("to x", size=849), _block("the", size=1000)),
            True,
        ),
        ((_block("They.", size=1000), _block("to x", size=850), _block("the", size=1000)), True),
        ((_block("They.", size=1000), _block("to x", size=849), _block("the", size=1000)), False),
        # kinds that do not flow
        ((_block("they went to", kind="heading"), _block("the sea")), False),
        ((_block("they went to"), _block("the sea", kind="heading")), False),
        ((_block("they went to"), _block("the sea", kind="list_item")), False),
    ],
)
def test_a_paragraph_goes_on(blocks: tuple[Block, ...], joined: bool) -> None:
    assert _joins(*blocks) == joined


@pytest.mark.parametrize(
    ("box", "joined"),
    [
        (Box(10000, -1, 20000, 5000), True),
        (Box(10000, 0, 20000, 5000), False),  # not higher up
        (Box(9999, -1, 19999, 5000), False),  # not to the right
        (Box(10000, -1, 21499, 5000), True),
        (Box(10000, -1, 21500, 5000), False),  # wider by 15 in 100
        (Box(10000, -1, 18500, 5000), False),  # narrower by as much
    ],
)
def test_a_column_goes_on_in_the_next_if_that_is_as_wide(box: Box, joined: bool) -> None:
    assert _joins(_block("all of the four"), _block("Others came", 1, box)) == joined


@pytest.mark.parametrize(
    ("box", "joined"),
    [
        (Box(0, 10000, 10000, 20000), True),
        (Box(0, 9999, 10000, 20000), False),
        (Box(499, 10000, 10000, 20000), True),
        (Box(500, 10000, 10000, 20000), False),
    ],
)
def test_a_side_box_parts_no_text(box: Box, joined: bool) -> None:
    side = replace(_block("Beside it.", kind="labelled"), aside=True)
    assert _joins(_block("all of the four"), side, _block("Others came", 1, box)) == joined


# --- large initials -------------------------------------------------------------------------------


def _initial(size: int, gap: int, letter: str = "T", rest: str = "he council") -> list[str]:
    def line(text: str, number: int, box: Box, size: int) -> Line:
        return set_line(TracedText.copied(text, 100 * number), 1, number, box, size)

    lines = (
        line(letter, 1, Box(0, 0, 1000, 3000), size),
        line(f"{rest}\n", 2, Box(1000 + gap, 0, 9000, 1000), 1000),
        line("met again\n", 3, Box(1000 + gap, 1000, 9000, 2000), 1000),
    )
    return [line.text for line in drop_capitals(lines)]


@pytest.mark.parametrize(
    ("size", "gap", "moved"),
    [
        (1700, 0, True),
        (1699, 0, False),
        (1700, 1359, True),
        (1700, 1360, False),
        (1700, -424, True),
        (1700, -425, False),
    ],
)
def test_a_large_initial_stands_beside_its_word(size: int, gap: int, moved: bool) -> None:
    assert (_initial(size, gap)[0] == "The council\n") == moved


@pytest.mark.parametrize(
    ("letter", "rest", "first"),
    [
        ("A", "council met", "A council met\n"),
        ("A", "ll of them", "All of them\n"),
        ("I", "n the town", "In the town\n"),
        ("I", " was there", "I was there\n"),
        ("T", "THE COUNCIL", "TTHE COUNCIL\n"),
        ("T", "Council met", "T"),  # another word begins there
        ("3", "he council", "3"),
    ],
)
def test_a_large_initial_that_is_a_word_keeps_its_space(letter: str, rest: str, first: str) -> None:
    assert _initial(2000, 0, letter, rest)[0] == first


@pytest.mark.parametrize(("between", "moved"), [(9, True), (10, False)])
def test_eleven_lines_behind_an_initial_are_looked_at(between: int, moved: bool) -> None:
    def line(text: str, number: int, box: Box, size: int = 1000) -> Line:
        return set_line(TracedText.copied(f"{text}\n", 100 * number), 1, number, box, size)

    lines = (
        set_line(TracedText.copied("T", 0), 1, 1, Box(0, 0, 1000, 3000), 2000),
        line("he council", 2, Box(1000, 0, 9000, 1000)),
        *(line("far away", n, Box(20000, 0, 29000, 1000)) for n in range(3, 3 + between)),
        line("met again", 20, Box(1000, 1000, 9000, 2000)),
    )
    assert (drop_capitals(lines)[0].text == "The council\n") == moved


@pytest.mark.parametrize(
    ("rest", "first"),
    [
        # "live" is ten times as common as "alive", "drift" nine times as common as "adrift"
        ("live show", "A live show\n"),
        ("drift of ships", "Adrift of ships\n"),
        ("waiting them", "Awaiting them\n"),
        ("side of it", "A side of it\n"),
    ],
)
def test_an_initial_is_a_word_where_both_make_a_far_rarer_one(rest: str, first: str) -> None:
    assert _initial(2000, 0, "A", rest)[0] == first


# --- note markers ---------------------------------------------------------------------------------


def _numbers(text: str, notes: int, media_type: str = "text/plain") -> list[str]:
    listed = tuple(
        Block("note", TracedText.copied("x", 0), number=str(n)) for n in range(1, notes + 1)
    )
    witness = Witness("a", media_type, text, (_block(text),), listed)
    return [marker.number for marker in note_markers(witness).blocks[0].markers]


@pytest.mark.parametrize(
    ("text", "notes", "numbers"),
    [
        ("So.3 And.4", 0, ["3", "4"]),
        ("So.4 And.5", 0, []),  # begins too late
        ("So.3 and", 0, []),  # one is no sequence
        ("So.⁷ and", 0, ["7"]),
        ("policing2 is.⁵ So", 9, ["2", "5"]),
        ("policing2 is.⁶ So", 9, ["6"]),  # a weak one needs a neighbour
        ("So.⁹ and", 9, ["9"]),
        ("So.⁹ and", 8, []),
        ("So.2 and.¹ and", 2, ["1"]),  # the raised one weighs more
        ("So.1 And.2 and [3] so", 3, ["1", "2", "3"]),
        # a raised marker outweighs three glued ones, five outweigh it
        ("policing2 policing3 policing4 is.¹ so", 9, ["1"]),
        ("policing2 policing3 policing4 policing5 policing6 is.¹ so", 9, ["2", "3", "4", "5", "6"]),
        # one behind a full stop outweighs a glued one, three outweigh it
        ("policing3 is.2 so", 9, ["2"]),
        ("policing3 policing4 policing5 is.2 so", 9, ["3", "4", "5"]),
        # a raised one outweighs one behind a full stop, three outweigh it
        ("So.2 is.¹ so", 9, ["1"]),
        ("So.2 And.3 And.4 is.¹ so", 9, ["2", "3", "4"]),
        # units and abbreviations before a number
        ("So.¹ it is 40 m² wide and 9.⁴ so", 9, ["1", "4"]),
        ("So.¹ see para.² so", 9, ["1"]),
        ("So.¹ see xpara.² so", 9, ["1", "2"]),
        ("So.¹ see www.example.org/lamps² so", 9, ["1"]),
    ],
)
def test_what_makes_a_sequence(text: str, notes: int, numbers: list[str]) -> None:
    assert _numbers(text, notes) == numbers


@pytest.mark.parametrize(
    ("text", "notes", "numbers"),
    [("So.1 And.2", 0, []), ("So.¹ And [2] so", 0, ["1", "2"]), ("So.1 And.2", 2, ["1", "2"])],
)
def test_a_page_without_notes_raises_or_brackets_its_markers(
    text: str, notes: int, numbers: list[str]
) -> None:
    assert _numbers(text, notes, "text/html") == numbers


# --- pages ----------------------------------------------------------------------------------------


def _page_lines(*pages: list[tuple[str, int]]) -> tuple[Line, ...]:
    """Lines at heights (hundredths of a point) on pages."""
    lines, at = [], 0
    for page, texts in enumerate(pages, start=1):
        for number, (text, top) in enumerate(texts, start=1):
            box = Box(5000, top, 30000, top + 1000)
            lines.append(set_line(TracedText.copied(f"{text}\n", at), page, number, box, 1000))
            at += len(text) + 1
    return tuple(lines)


def _marked(lines: tuple[Line, ...], text: str) -> list[int]:
    return [line.page for line in lines if line.role and line.text.strip() == text]


def _prose(page: int) -> list[tuple[str, int]]:
    return [(f"of {word} they heard {'in' * page} it", 20000 + n) for n, word in enumerate("abcde")]


@pytest.mark.parametrize(
    ("tops", "pages"),
    [([3000, 3000, 3600], [1, 2, 3]), ([3000, 3000, 3601], []), ([3000, 3000], [])],
)
def test_a_head_stands_on_three_pages_at_one_height(tops: list[int], pages: list[int]) -> None:
    heads = [[("The report", top)] for top in tops] + [[]] * (8 - len(tops))
    lines = _page_lines(*([*head, *_prose(n)] for n, head in enumerate(heads)))
    assert _marked(running_heads(lines), "The report") == pages


@pytest.mark.parametrize(
    ("on", "marked"),
    [
        ([1, 3, 5], True),
        ([1, 3, 6], False),  # three pages apart
        ([1, 3, 5, 8], True),  # on half of the pages
    ],
)
def test_heads_on_three_pages_are_near_each_other(on: list[int], marked: bool) -> None:
    heads = [[("The report", 3000)] if page in on else [] for page in range(1, 9)]
    lines = _page_lines(*([*head, *_prose(n)] for n, head in enumerate(heads)))
    assert bool(_marked(running_heads(lines), "The report")) == marked


@pytest.mark.parametrize(
    ("sizes", "gap", "pages"),
    [
        # in larger type than all text the head of the first page is the title
        ([1151, 1151, 1151], 0, [2, 3]),
        ([1150, 1150, 1150], 0, [1, 2, 3]),
        # unless it falls into columns
        ([1151, 1151, 1151], 249, [2, 3]),
        ([1151, 1151, 1151], 250, [1, 2, 3]),
        # a larger line is what the others repeat
        ([1150, 1000, 1000, 1000], 0, [1, 2, 3, 4]),
        ([1151, 1000, 1000, 1000], 0, [2, 3, 4]),
    ],
)
def test_a_large_head_is_a_title(sizes: list[int], gap: int, pages: list[int]) -> None:
    heads = [[("The report", 3000)]] * len(sizes)
    lines = _page_lines(*([*head, *_prose(n)] for n, head in enumerate(heads)))
    lines = tuple(
        reset(line, size=sizes[line.page - 1], gap=gap) if line.text == "The report\n" else line
        for line in lines
    )
    assert _marked(running_heads(lines), "The report") == pages


@pytest.mark.parametrize(
    ("size", "numbers", "marked"),
    [
        (1150, [1, 1, 2, 2], False),  # large, and the numbers count no pages: chapters
        (1149, [1, 1, 2, 2], True),
        (1150, [1, 2, 3, 4], True),
        (1150, [1, 1, 1, 1], True),
    ],
)
def test_large_heads_whose_numbers_count_no_pages_are_chapters(
    size: int, numbers: list[int], marked: bool
) -> None:
    lines = _page_lines(*([(f"Chapter {n}", 3000), *_prose(i)] for i, n in enumerate(numbers)))
    lines = tuple(
        reset(line, size=size) if line.text.startswith("Chapter") else line for line in lines
    )
    roles = {
        bool(line.role) for line in running_heads(lines) if "Chapter" in line.text and line.page > 1
    }
    assert roles == {marked}


@pytest.mark.parametrize(
    ("numbers", "marked"), [({1: "3", 3: "5"}, True), ({1: "3", 3: "6"}, False), ({1: "3"}, False)]
)
def test_page_numbers_rise_with_the_pages(numbers: dict[int, str], marked: bool) -> None:
    pages = [[*_prose(n), *([(numbers[n], 70000)] if n in numbers else [])] for n in range(5)]
    assert bool(_marked(page_numbers(_page_lines(*pages)), "3")) == marked


def _dump(head: str, times: int, between: int) -> bool:
    texts = [
        text
        for n in range(times)
        for text in (head.replace("N", str(n + 2)), *[f"line {'x' * n}"] * between)
    ]
    lines = tuple(Line(TracedText.copied(f"{t}\n", 0), 1, i) for i, t in enumerate(texts, start=1))
    return any(line.role for line in recurring_heads(lines))


@pytest.mark.parametrize(
    ("head", "times", "between", "marked"),
    [
        ("N Smith, lights", 3, 4, True),
        ("N Smith, lights", 2, 4, False),
        ("N Smith, lights", 3, 3, True),
        ("N Smith, lights", 3, 2, False),
        ("N Smith", 3, 4, False),
        (f"N {'word ' * 15}", 3, 4, True),
        (f"N {'word ' * 16}", 3, 4, False),
    ],
)
def test_heads_of_a_dump_recur_apart(head: str, times: int, between: int, marked: bool) -> None:
    assert _dump(head, times, between) == marked


# --- addresses ------------------------------------------------------------------------------------


def _closed(text: str) -> str:
    return url_spaces(Witness("a", "text/plain", text, (_block(text),))).blocks[0].text


FULL = "http://www.example.org/" + "a" * 17  # 40 characters


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        (f"{FULL}\nb/c so", f"{FULL}b/c so"),
        (f"{FULL[:-1]}\nb/c so", f"{FULL[:-1]}\nb/c so"),
        (f"{FULL}\nand so", f"{FULL}\nand so"),
        (f"{FULL}\nab so", f"{FULL}ab so"),
        (f"{FULL} path/of-many-x so", f"{FULL}path/of-many-x so"),
        (f"{FULL} path/of-man so", f"{FULL} path/of-man so"),
        (f"{FULL} Path/of-many-x so", f"{FULL} Path/of-many-x so"),
        ("www.x.org/a- b/c so", "www.x.org/a-b/c so"),
        ("www.x.org/a- so on", "www.x.org/a- so on"),
        (f"www.x.org/ {'a ' * 9}b.pdf", f"www.x.org/{'a ' * 9}b.pdf"),
        (f"www.x.org/ {'a ' * 10}b.pdf", f"www.x.org/ {'a ' * 10}b.pdf"),
    ],
)
def test_where_an_address_goes_on(text: str, closed: str) -> None:
    assert _closed(text) == closed


@pytest.mark.parametrize(
    ("host", "mended"), [("www.exampl.gov.uk", True), ("x.exampl.gov.uk", False)]
)
def test_a_lost_hyphen_stands_a_line_from_the_start(host: str, mended: bool) -> None:
    url = f"{host}/practical-proposals-totackle-it"
    assert (url.index("tackle") == 40) == mended
    assert (lost_hyphens(url, frozenset()).url != url) == mended


@pytest.mark.parametrize(
    ("segment", "mended"),
    [
        ("practical-proposals-for-tosail", "practical-proposals-for-to-sail"),
        ("practical-proposals-for-toage", "practical-proposals-for-toage"),  # five letters
        # halves of more and of less than 1.1 million occurrences
        ("practical-proposals-for-theeruption", "practical-proposals-for-the-eruption"),
        ("practical-proposals-for-thecadets", "practical-proposals-for-thecadets"),
        # acronyms of the words before, of three to five letters
        ("crime-reduction-board-crbreport", "crime-reduction-board-crb-report"),
        ("practical-reduction-board-rbreport", "practical-reduction-board-rbreport"),
        ("crime-reduction-board-crcreport", "crime-reduction-board-crcreport"),
        (
            "a-crime-reduction-board-jury-kit-crbjkreport",
            "a-crime-reduction-board-jury-kit-crbjk-report",
        ),
        (
            "a-crime-reduction-board-jury-kit-acrbjkreport",
            "a-crime-reduction-board-jury-kit-acrbjkreport",
        ),
        # one hyphen before is no row of words
        ("practical-totackle", "practical-totackle"),
        ("practical-proposals-totackle", "practical-proposals-to-tackle"),
        # endings of files
        ("practical-proposals-focuspdf", "practical-proposals-focuspdf"),
    ],
)
def test_which_words_have_grown_together(segment: str, mended: str) -> None:
    host = "https://www.example.gov.uk/of-the-home/"
    assert lost_hyphens(host + segment, frozenset()).url == host + mended
