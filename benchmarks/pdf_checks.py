"""`python -m benchmarks pdf_checks`: figures on PDFs made here, whose truth is known, where no
corpus has one.

Line-end hyphens, running heads and feet, paragraphs over page breaks, headings, and peak memory of
600 pages. The words and layouts are chosen here and stand in no list of the program.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.pdf_tagged import tagged
from briefing_ingest.model import Source, Witness
from briefing_ingest.pipeline import read_source

_SUBJECTS: Final = (
    "the commissioner", "a court in the north", "every local authority", "the review panel", (
        "our partners in "
        "health"
    ),
    "the Ministry of "
    "Examples", "a small charity", "those who answered", "the London office", "staff on night duty",
)  # fmt: skip
_VERBS: Final = (
    "found",
    "reported",
    "argued",
    "accepted",
    "warned",
    "told us",
    "concluded",
    "said in 2019",
)
_ENDS: Final = (
    "that costs had fallen by a third since the scheme began",
    "that few of the people concerned had been asked what they needed",
    "that the figures of 1,250 cases were neither complete nor wrong",
    "that trust grows slowly, is lost in a day and cannot be bought",
    "that Birmingham and Leeds had gone further than any other place",
)
_CLOSED: Final = (
    "commis-sioner depart-ment infor-mation consul-tation neigh-bourhood respon-sible "
    "environ-mental pro-bation "
    "sen-tencing safe-guarding govern-ment employ-ment evalu-ation recom-mendation parlia-mentary "
    "magis-trates "
    "reof-fending rehabili-tation account-ability trans-parency community-based restora-tive "
    "diver-sionary particu-lar "
    "house-hold under-stand over-crowding out-comes with-out some-times every-one work-force "
    "frame-work guide-lines "
    "police-man sub-stantial inter-vention pre-vention pro-fessional con-ditions dis-parities "
    "im-provement "
    "un-employed re-search anti-cipated mis-conduct non-sense co-ordinate over-sight under-lying "
    "through-out "
    "broad-band land-lord week-end news-paper under-taken high-light back-ground stake-holders "
    "head-quarters"
).replace("community-based ", "").split()  # fmt: skip
_COMPOUNDS: Final = (
    "long-term short-term well-being community-based evidence-based decision-making face-to-face "
    "high-quality "
    "low-income data-driven non-custodial co-operation self-employed part-time full-time "
    "post-release cross-party "
    "work-related peer-led cost-effective trauma-informed follow-up one-third mother-in-law "
    "policy-maker anti-social "
    "large-scale hard-to-reach pre-trial so-called day-to-day British-born award-winning "
    "multi-agency"
).split()  # fmt: skip


_UNSEEN_CLOSED: Final = (
    "imple-mentation commu-nities organi-sations proce-dures consid-eration col-laboration "
    "strate-gic "
    "profes-sionals volun-teers investi-gation accommo-dation oppor-tunities develop-ments "
    "par-ticipants "
    "relation-ships independ-ent legis-lation ef-fectiveness reduc-tion victim-isation crimi-nal "
    "exclu-sion "
    "prison-ers offend-ers reset-tlement super-vision com-pliance mea-sured statis-tical "
    "quali-tative method-ology "
    "foot-print home-less child-hood teen-agers mid-wives pre-dict re-duce de-crease sub-sequent "
    "inter-national "
    "multi-ple under-mine sig-nificantly over-all co-herent none-theless pro-portion re-sponse "
    "ex-pected "
    "per-formance coun-try bound-aries black-mail day-light life-style grand-parents check-list "
    "spread-sheet "
    "out-reach up-date in-sight by-passed off-spring on-going mean-while more-over who-ever "
    "any-where with-drawn "
    "pay-ments sea-side"
).split()  # fmt: skip
_UNSEEN_COMPOUNDS: Final = (
    "year-on-year one-to-one state-of-the-art door-to-door up-to-date well-known middle-aged "
    "first-time second-hand "
    "problem-solving fact-finding law-abiding self-esteem self-reported co-produced non-violent "
    "non-governmental "
    "ex-offenders pre-sentence post-war anti-terrorism mid-term semi-structured user-friendly "
    "drug-related "
    "gang-related sixty-two age-appropriate risk-based victim-centred police-led government-funded "
    "two-thirds "
    "three-year twenty-five north-east south-west vice-chair by-election start-up drop-in run-up "
    "Anglo-Saxon "
    "Stratford-upon-Avon Stoke-on-Trent Jean-Claude Smith-Jones COVID-19 non-EU pre-1990 post-2015 "
    "mid-1970s "
    "A-level T-shirt e-commerce x-rays U-turn 10-year 24-hour under-18s decision-makers "
    "lone-parent low-level "
    "high-risk real-time in-depth on-site off-street cross-border inter-agency all-party "
    "non-profit quasi-judicial "
    "cost-benefit win-win trade-off knock-on stop-and-search step-by-step case-by-case end-to-end "
    "ring-fenced "
    "short-lived long-standing far-reaching wide-ranging hard-won African-American Asian-owned "
    "London-wide"
).split()  # fmt: skip
"""Words on which the rules were never tried while they were made."""


def run(arguments: list[str]) -> int:
    """Prints a line for each check; ``--no-memory`` leaves the long one out."""
    for name, check in (
        ("hyphens", hyphens),
        ("hyphens of other words", unseen_hyphens),
        ("running heads", heads),
        ("joins", joins),
        ("headings", headings),
    ):
        print(f"{name}: {check()}")  # noqa: T201
    print(f"tagged: {tagged([sentence(number) for number in range(150)])}")  # noqa: T201
    if "--no-memory" not in arguments:
        print(f"memory: {memory()}")  # noqa: T201
    return 0


# --- pages ----------------------------------------------------------------------------------------


@dataclass
class Pages:
    """Lines set on A4 pages in one or two columns, each page with what ``furniture`` prints on
    it.
    """

    columns: int = 1
    furniture: Callable[[int], Sequence[tuple[float, float, str]]] = lambda _: ()
    size: float = 10.0
    paper: object = field(init=False)
    column: int = 0
    y: float = 80.0

    def __post_init__(self) -> None:
        from fpdf import FPDF

        self.paper = FPDF(unit="pt", format="A4")
        self._turn()

    @property
    def width(self) -> float:
        """The width of a column."""
        return (475.0 - 25 * (self.columns - 1)) / self.columns

    def line(
        self,
        text: str,
        *,
        size: float = 0.0,
        bold: bool = False,
        after: float = 0.0,
        indent: float = 0.0,
    ) -> None:
        """One line, and so much space after it."""
        size = size or self.size
        if self.y > 745:
            self.next_column()
        self._font(size, bold=bold)
        self.paper.text(60 + indent + self.column * (self.width + 25), self.y, text)  # type: ignore[attr-defined]
        self.y += 1.3 * size + after

    def mark(self, line: str, number: str) -> None:
        """A raised number at the end of the line that was set last."""
        self._font(self.size)
        end = self.paper.get_string_width(line)  # type: ignore[attr-defined]
        self._font(0.6 * self.size)
        self.paper.text(  # type: ignore[attr-defined]
            60 + self.column * (self.width + 25) + end, self.y - 1.3 * self.size - 4, number
        )

    def next_column(self) -> None:
        """Goes on at the top of the next column or page."""
        self.column, self.y = self.column + 1, 80.0
        if self.column >= self.columns:
            self._turn()

    def paragraph(self, text: str, *, indent: float = 0.0, after: float = 6.0) -> None:
        """The text broken into lines."""
        lines = self.broken(text, indent)
        for number, line in enumerate(lines, 1):
            self.line(
                line,
                indent=indent if number == 1 else 0.0,
                after=after if number == len(lines) else 0.0,
            )

    def broken(self, text: str, indent: float = 0.0) -> list[str]:
        """The text in lines as wide as the column."""
        self._font(self.size)
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            room = self.width - (indent if len(lines) == 1 else 0.0)
            if self.paper.get_string_width(longer) <= room:  # type: ignore[attr-defined]
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def witness(self) -> Witness:
        """What is read of the pages."""
        content = bytes(self.paper.output())  # type: ignore[attr-defined]
        return read_source(Source(id="made", path="made.pdf"), content)

    def _turn(self) -> None:
        self.paper.add_page()  # type: ignore[attr-defined]
        self.column, self.y = 0, 80.0
        self._font(8)
        for x, y, text in self.furniture(self.paper.page_no()):  # type: ignore[attr-defined]
            self.paper.text(x, y, text)  # type: ignore[attr-defined]

    def _font(self, size: float, *, bold: bool = False) -> None:
        self.paper.set_font("Helvetica", style="B" if bold else "", size=size)  # type: ignore[attr-defined]


def sentence(number: int) -> str:
    """A sentence; each number gives another one."""
    words = (
        f"{_SUBJECTS[number % 10]} {_VERBS[number // 3 % 8]} {_ENDS[number // 7 % 5]}, in part "
        f"{number}"
    )
    return words[0].upper() + words[1:] + "."


def prose(number: int, sentences: int = 4) -> str:
    """A paragraph of so many sentences."""
    return " ".join(sentence(sentences * number + i) for i in range(sentences))


# --- checks ---------------------------------------------------------------------------------------


def hyphens() -> str:
    """The share of words divided at line ends that come out as they are written."""
    return _hyphens(_CLOSED, _COMPOUNDS)


def unseen_hyphens() -> str:
    """The same share of words that were chosen before the rules were tried on them."""
    return _hyphens(_UNSEEN_CLOSED, _UNSEEN_COMPOUNDS)


def _hyphens(closed: Sequence[str], compounds: Sequence[str]) -> str:
    right, wrong = 0, []
    for divided, kept in [(word, False) for word in closed] + [(word, True) for word in compounds]:
        first, second = divided.rsplit("-", 1)
        written = divided if kept else first + second
        pages = Pages()
        for text in (
            f"Of all this it was said in the course of the year that the {first}-",
            f"{second} of those concerned is",
        ):
            pages.line(text)
        pages.paragraph(f"not what it was. {prose(len(divided), 3)}")
        text = " ".join(block.text for block in pages.witness().blocks)
        if re.search(rf"\bthe {re.escape(written)} of those\b", text):
            right += 1
        else:
            wrong.append(written)
    return (
        f"{right / (right + len(wrong)):.3f} of {right + len(wrong)} right; wrong: "
        f"{', '.join(wrong) or 'none'}"
    )


_FURNITURE: Final[tuple[Callable[[int], Sequence[tuple[float, float, str]]], ...]] = (
    lambda n: ((60, 40, "Annual report of the panel"), (290, 810, str(n))),
    lambda n: (
        (60 if n % 2 else 420, 40, "Trust and courts" if n % 2 else "The review panel"),
        (60, 810, f"{n} | Page"),
    ),
    lambda n: ((60, 40, f"Chapter {1 + n // 4}: {_SUBJECTS[n // 4]}"), (500, 40, str(n + 12))),
    lambda n: ((60, 815, f"OFFICIAL - page {n} of 12"), (400, 815, "12 March 2021")),
    lambda n: (
        ((60, 40, f"{n}    Trust and courts"),)
        if n % 2 == 0
        else ((400, 40, f"Chapter heads here    {n}"),)
    ),
    lambda n: (
        (60, 805, "(c) The review panel 2021. All rights reserved."),
        (500, 805, "ivxlc"[n % 5] + "ii"),
    ),
    lambda n: ((60, 40, "DRAFT"), (250, 40, "www.example.org/report"), (500, 812, f"-{n}-")),
    lambda n: (
        ()
        if n == 1
        else ((60, 42, "Trust and courts: a second look at what works"), (540, 812, f"{n}"))
    ),
)


_SECTIONS: Final = ("Who was asked", "What they said", "What it cost", "What comes next")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# What reports print on their pages in smaller type; pages, and what each page has.
_HARDER: Final[tuple[tuple[int, Callable[[int], Sequence[tuple[float, float, str]]]], ...]] = (
    (10, lambda n: ((290, 810, _ROMAN[n - 1]),)),
    (10, lambda n: ((60, 40, _SECTIONS[n * 7 % 4]), (290, 810, f"- {n} -"))),
    (10, lambda n: ((60, 810, f"{_SECTIONS[n // 3]} | {n + 4}"),)),
    (
        10,
        lambda n: (
            ((60, 810, f"{n}  {_SECTIONS[n // 3]}"),)
            if n % 2
            else ((400, 810, f"{_SUBJECTS[n % 10]}  {n}"),)
        ),
    ),
    (
        6,
        lambda n: (
            (60, 30, "12/03/2021, 14:05"),
            (300, 30, "Trust and courts"),
            (500, 815, f"{n}/6"),
        ),
    ),
    (6, lambda n: ((480, 810, f"Page {n} of 6"),)),
    (6, lambda n: ((280, 810, f"A-{n}"),)),
    (6, lambda n: ((280, 810, f"[{n}]"),) if n > 1 else ()),
    (2, lambda n: ((60, 40, "Briefing note"), (290, 810, f"Page {n} of 2"))),
    (2, lambda n: () if n == 1 else ((60, 40, "A report on trust"), (290, 810, "2"))),
    (3, lambda n: () if n == 1 else ((60, 40, "Trust and courts"), (290, 810, f"{n}"))),
    (3, lambda n: ((60, 810, f"OFFICIAL {'ABC'[n - 1]}"), (290, 810, f"{n}"))),
)


def heads() -> str:
    """The share of running heads and feet that are left in the text of reports of two to ten
    pages.
    """
    left, total, lost = 0, 0, 0
    made = [(pages, furniture) for furniture in _FURNITURE for pages in (6, 7)]
    for number, (most, furniture) in enumerate([*made, *_HARDER, *_HARDER]):
        columns = 1 + number % 2 if number < len(made) else 1 + (number - len(made)) // len(_HARDER)
        pages, said = _report(most, columns, furniture, 100 * number)
        witness = pages.witness()
        text = "\n".join(" ".join(block.text.split()) for block in witness.blocks)
        printed = [t for page in range(1, pages.paper.page_no() + 1) for _, _, t in furniture(page)]  # type: ignore[attr-defined]
        away = "".join("".join(witness.raw_text[a:b].split()) for a, b, _ in witness.furniture)
        total += len(printed)
        left += sum("".join(t.split()) not in away for t in printed)
        lost += sum(words not in text for words in said)
    return f"{left / total:.3f} of {total} left in the text; sentences and headings lost: {lost}"


def _report(
    most: int,
    columns: int,
    furniture: Callable[[int], Sequence[tuple[float, float, str]]],
    first: int,
) -> tuple[Pages, list[str]]:
    """A report of so many pages whose chapters begin at the top of a page; and what must stay in
    its text.
    """
    pages = Pages(columns, furniture)
    pages.line("A report on trust", size=18, bold=True, after=10)
    said = ["A report on trust"]
    for number in range(60):
        if most > 3 and number % 9 == 8 and pages.paper.page_no() < most:  # type: ignore[attr-defined]
            while pages.column < columns - 1:
                pages.next_column()
            pages.next_column()
            said.append(f"{number // 9 + 1}. {_SUBJECTS[number // 9].capitalize()} and others")
            pages.line(said[-1], size=14, bold=True, after=6)
        text = prose(first + number, 5)
        room = 745 - pages.y - 13 * (len(pages.broken(text)) + 1)
        if room < 0 and pages.column == columns - 1 and pages.paper.page_no() == most:  # type: ignore[attr-defined]
            break
        pages.paragraph(text)
        said.append(text[-20:])
    return pages, said


def joins() -> str:
    """How many of 35 paragraphs broken by a page are whole, and how many of 35 that end there are
    left alone.
    """
    whole = sum(_is_joined(number, ended=False) for number in range(35))
    apart = sum(not _is_joined(number, ended=True) for number in range(35))
    return f"{whole} of 35 joined; {apart} of 35 that end with the page kept apart"


def _is_joined(number: int, *, ended: bool) -> bool:
    pages = Pages(1 + number % 2, _FURNITURE[number % 4])
    indent = 12.0 if number % 3 == 0 else 0.0
    after = 0.0 if indent else 6.0
    target = prose(1000 + number, 6)
    lines = pages.broken(target, indent)
    cut = next(
        i
        for i in range(3 + number % (len(lines) - 5), len(lines))
        if not lines[i - 1].endswith(".")
    )
    pages.line(f"A report of number {number}", size=18, bold=True, after=10)
    while pages.column < pages.columns - 1 or pages.y < 745 - 13 * (cut + 7):
        pages.paragraph(
            prose(int(pages.y) + 700 * pages.column, 1 + number % 2), indent=indent, after=after
        )
    if ended:
        pages.paragraph(target, indent=indent, after=after)
        first, second = target, prose(2000 + number)
    else:
        for index, line in enumerate(lines[:cut]):
            pages.line(line, indent=indent if index == 0 else 0.0)
        first, second = lines[cut - 1], lines[cut]
    _foot_note(pages, number, first)
    while pages.column < pages.columns - 1:
        pages.next_column()
    pages.next_column()
    _caption(pages, number)
    if ended:
        pages.paragraph(second, indent=indent, after=after)
    for index, line in enumerate(() if ended else lines[cut:]):
        pages.line(line, after=after if index == len(lines) - cut - 1 else 0.0)
    for more in range(16):  # pages enough for running heads to repeat
        pages.paragraph(prose(3000 + number + more), indent=indent, after=after)
    return any(
        f"{first} {second}" in " ".join(block.text.split()) for block in pages.witness().blocks
    )


def _foot_note(pages: Pages, number: int, last: str) -> None:
    """Calls a note at the end of the ``last`` line that was set, and prints it at the foot."""
    if number % 5 == 1 and pages.y > 100:
        pages.mark(last.splitlines()[-1], "1")
        pages.y = 735.0
        pages.line("1  Ministry of Examples, Report of the year, 2018, page 4.", size=7)


def _caption(pages: Pages, number: int) -> None:
    if number % 7 == 3:
        pages.y = 200.0  # a picture stands above
        pages.line("Figure 2: What the figures of the year were", size=8, after=14)


_STYLES: Final[tuple[tuple[tuple[float, bool], ...], ...]] = (
    ((18, True), (14, True), (11, True)),
    ((20, False), (15, False), (12, False)),
    ((16, True), (12, True), (10, True)),
    ((22, True), (13, False), (10, True)),
)


def headings() -> str:
    """Of the headings of reports in four styles, numbered or not: how many are found, right, and of
    the right level.
    """
    found = printed = claimed = right = levelled = 0
    for style in _STYLES:
        for numbered in (False, True):
            pages = Pages(1, _FURNITURE[0])
            truth = list(_outline(pages, style, numbered=numbered))
            blocks = [block for block in pages.witness().blocks if block.kind == "heading"]
            told = {" ".join(block.text.split()): block.level for block in blocks}
            claimed += len(blocks)
            right += sum(text in dict(truth) for text in told)
            printed += len(truth)
            hits = [(told[text], level) for text, level in truth if text in told]
            found += len(hits)
            levelled += sum(a - min(told.values(), default=1) == b for a, b in hits)
    level = levelled / max(1, found)
    return (
        f"found {found / printed:.2f}, right {right / max(1, claimed):.2f}, of the right level "
        f"{level:.2f}"
    )


def _outline(
    pages: Pages, style: Sequence[tuple[float, bool]], *, numbered: bool
) -> Iterator[tuple[str, int]]:
    """Sets a report with chapters, sections and subsections; yields its headings with their depth
    from 0.
    """
    counts = [0, 0, 0]
    pages.line("A report on trust in courts", size=26, bold=True, after=30)
    for place, depth in enumerate((0, 1, 2, 2, 1, 0, 1, 1, 2, 0, 1, 2, 0, 1, 1)):
        counts = [*counts[:depth], counts[depth] + 1, *[0] * (2 - depth)]
        words = f"{_SUBJECTS[place % 10]} and {_SUBJECTS[(place * 3 + 4) % 10]}"
        number = ".".join(map(str, counts[: depth + 1])) + " "
        text = (number if numbered else "") + words[0].upper() + words[1:]
        size, bold = style[depth]
        pages.y += 8
        if pages.y > 640:
            pages.next_column()
        pages.line(text, size=size, bold=bold, after=5)
        yield text, depth
        for paragraph in range(2):
            pages.paragraph(prose(20 * place + paragraph))
        if place % 4 == 2:
            pages.line(f"Table {place}: Cases by year and place", size=9, bold=True)


def memory() -> str:
    """Peak memory of reading a report of 600 pages, in a process of its own."""
    from benchmarks.speed import made_report, measured_apart, read_blocks

    with tempfile.TemporaryDirectory() as folder:
        figure = measured_apart(read_blocks, made_report(Path(folder) / "made.pdf"), 0)
    return (
        f"{figure.pages} pages, peak {figure.megabytes} MB, {figure.pages / figure.seconds:.0f} "
        f"pages a CPU-second"
    )


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
