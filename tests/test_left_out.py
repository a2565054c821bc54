"""What is left out of a briefing on one sign alone, what is said of it, and how it is put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from fpdf import FPDF

from briefing_ingest.english.sentences import reads_as_sentence
from briefing_ingest.extract.html.article.doubt import spared
from briefing_ingest.extract.html.article.mask import Verdict, judge, probability, weighed_most
from briefing_ingest.extract.html.page.lines import PlacedLines, placed_lines
from briefing_ingest.extract.html.page.page import parse_page
from briefing_ingest.model import Box, DoubtfulPassage, Line, LineRole, Source, Witness
from briefing_ingest.notices import left_out_text
from briefing_ingest.outcome import Outcome
from briefing_ingest.pipeline import read_source
from briefing_ingest.repair.pages import artifacts
from briefing_ingest.traced import TracedText
from set_lines import set_line

PROSE = [
    f"Street number {n} of the town has had new lamps since the spring, and those who live there "
    f"say that they walk home at night with less worry than before; the council counted {n * 7} "
    f"fewer reports in the year that followed."
    for n in range(2, 12)
]

KEPT = "kept as the manifest says"


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [
        ("Most of the lamps in the old town were mended in the spring.", True),
        ("Home. Most of the lamps in the old town were mended in the spring. News", True),
        ("“Were most of the lamps in the old town mended in spring?”", True),
        ("Most of the lamps in the old town were mended in the spring", False),
        ("Most of the lamps were mended again.", False),  # seven words
        ("Lamps Mended In Spring By The Council And The Town.", False),
        ("Lamps, roads, parks, news, events, council, contact, jobs, map.", False),
        ("Die meisten Lampen der alten Stadt wurden im Frühling repariert.", False),
        ("", False),
    ],
)
def test_sentences_are_told_from_titles_menus_and_other_languages(
    text: str, *, is_sentence: bool
) -> None:
    assert reads_as_sentence(text) is is_sentence


# --- web pages ------------------------------------------------------------------------------------

ASIDE = "The panel of the county met twice in the old hall and agreed on the plan for the lamps."


def _page(extra: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    return (
        "<html><head><title>On lamps</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>On lamps</h1>{paragraphs}{extra}{paragraphs.replace('lamp', 'light')}"
        "</article><footer><p>© 2024 Elm</p></footer></body></html>"
    )


def _read(
    content: str | bytes,
    path: str = "page.html",
    *,
    keep: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
) -> Witness:
    raw = content.encode() if isinstance(content, str) else content
    return read_source(Source(id="a", path=path, keep=keep, drop=drop), raw)


def _texts(witness: Witness) -> list[str]:
    return [block.text for block in witness.blocks]


@pytest.mark.parametrize(
    ("markup", "stays"),
    [
        ('<div class="{}"><p>{}</p></div>', True),  # one sign: what a class is called
        ("<aside><p>{1}</p></aside>", True),  # one sign: an element
        ('<aside class="{0}"><p>{1}</p></aside>', False),
        ('<div class="{0}"><p><a href="/x">{1}</a></p></div>', False),
        ('<div class="{0}" hidden><p>{1}</p></div>', False),
    ],
)
@pytest.mark.parametrize("name", ["newsletter-box", "promo", "post-tags"])
def test_what_all_extractors_kept_goes_by_two_signs_only(
    markup: str, name: str, *, stays: bool
) -> None:
    placed, verdicts = _judged(
        markup.replace("{}", "{0}", 1).replace("{}", "{1}").format(name, ASIDE)
    )
    index = next(i for i, line in enumerate(placed.lines) if ASIDE in line.text)
    everyone = [verdict._replace(kept=False, votes=3) for verdict in verdicts]
    others = {i for i in range(len(placed)) if i != index}
    assert (index in spared(placed, everyone, others)) is stays


def _judged(extra: str) -> tuple[PlacedLines, Sequence[Verdict]]:
    text = _page(extra)
    placed = placed_lines(parse_page(text), text, "")
    verdicts = judge(placed, text)
    assert verdicts
    return placed, verdicts


@pytest.mark.parametrize(("likelihood", "stays"), [(300, True), (100, False)])
def test_a_sentence_within_the_article_is_left_out_where_it_is_unlikely_to_be_text(
    likelihood: int, *, stays: bool
) -> None:
    placed, verdicts = _judged(f"<p>{ASIDE}</p>")
    index = next(i for i, line in enumerate(placed.lines) if ASIDE in line.text)
    score = next(score for score in range(-5000, 5000) if probability(score) >= likelihood)
    doubted = [verdict._replace(kept=False, votes=1, score=score) for verdict in verdicts]
    others = {i for i in range(len(placed)) if i != index}
    assert (index in spared(placed, doubted, others)) is stays


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        (["votes=000", "tag=li"], "extractors left it out"),
        (["near:newsletter", "votes=111"], "classes"),
        (["before=1", "after=1", "previous=0 next=0"], "lines around it"),
        (["bars"], "how it is worded"),
        (["votes=111", "after=4"], ""),
        ([], ""),
    ],
)
def test_the_reason_that_weighed_most_is_told(signs: list[str], said: str) -> None:
    assert said in weighed_most(signs)
    assert bool(weighed_most(signs)) is bool(said)


# --- pages of PDF files ---------------------------------------------------------------------------


def _tagged(texts: list[tuple[str, str]]) -> tuple[Line, ...]:
    lines, at = list[Line](), 0
    for number, (text, tag) in enumerate(texts, start=1):
        traced = TracedText.copied(f"{text}\n", at)
        at += len(text) + 1
        box = Box(5000, 1000 * number, 50000, 1000 * number + 900)
        lines.append(set_line(traced, 1, number, box, 1000, tag=tag))
    return tuple(lines)


def test_a_tag_alone_takes_no_sentence() -> None:
    body = [(text, "P") for text in PROSE]
    said = ("The panel of the county met in the old hall and agreed", "Artifact")
    rest = ("on the plan for the lamps.", "Artifact")
    lines = artifacts(_tagged([*body, said, rest]))
    assert [line.role for line in lines[-2:]] == [LineRole.UNKNOWN, LineRole.UNKNOWN]
    assert all("only its tag" in line.doubt for line in lines[-2:])


def test_what_a_tag_takes_reads_like_no_sentence() -> None:
    body = [(text, "P") for text in PROSE]
    lines = artifacts(_tagged([*body, ("Elm County Council | Lamps | 4", "Artifact")]))
    assert lines[-1].reason == "artifact"


# --- the maintainer's decisions -------------------------------------------------------------------

PLAIN = """The lamps of Elm

The lamps of the town stand in every street of it, and the council pays for them.

Home

The panel met twice in the old hall and it agreed
on a plan for all the lamps of the town.

The last of the lamps was lit in the spring of the year before.
"""


@pytest.mark.parametrize(
    "words",
    [
        "The panel met twice in the old hall and it agreed on a plan for all the lamps of the town",
        "the panel met ... lamps of the town",
        "The panel met twice … of the town.",
    ],
)
def test_a_passage_is_left_out_by_its_words_over_line_ends(words: str) -> None:
    witness = _read(PLAIN, "a.txt", drop=(words,))
    assert not any("panel" in text for text in _texts(witness))
    assert [(p.text[:13], p.kept, p.doubt) for p in witness.doubtful] == [
        ("The panel met", False, "")
    ]
    assert {item.reason for item in witness.furniture} == {"left out as the manifest says"}


def test_words_are_whole_words() -> None:
    witness = _read(PLAIN, "a.txt", drop=("panel met twi",))
    assert any("panel" in text for text in _texts(witness))
    assert [finding.code for finding in witness.findings] == ["N622"]


@pytest.mark.parametrize(
    ("words", "number"), [("Home", 1), ("hall", 0), ("The panel", 0), ("The panel met", 1)]
)
def test_a_word_or_two_name_only_lines_that_say_nothing_else(words: str, number: int) -> None:
    witness = _read(PLAIN, "a.txt", drop=(words,))
    assert sum(not passage.kept for passage in witness.doubtful) == number


def test_what_was_left_out_is_put_back_as_what_its_element_says() -> None:
    menu = "<nav><ul><li>Street lamps of the county and who mends them</li></ul></nav>"
    content = _page("").replace("<article>", f"{menu}<article>")
    words = "Street lamps of the county and who mends them"
    assert words not in _texts(_read(content))
    put_back = _read(content, keep=(words,))
    block = next(block for block in put_back.blocks if block.text == words)
    assert block.kind == "list_item"
    assert [(p.text, p.kept, p.reason) for p in put_back.doubtful if p.text == words] == [
        (words, True, KEPT)
    ]


def test_a_running_head_is_put_back_in_a_pdf_file() -> None:
    pdf = FPDF(format=(300, 300))
    pdf.set_font("Helvetica", size=11)
    for text in (*PLAIN.split("\n\n")[1:2], *PLAIN.split("\n\n")[3:], PROSE[0]):
        pdf.add_page()
        pdf.cell(0, 12, "Elm Lamps Review", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(30)
        pdf.multi_cell(0, 14, text)
    content = bytes(pdf.output())
    assert not any("Elm Lamps Review" in text for text in _texts(_read(content, "a.pdf"))[1:])
    kept = _read(content, "a.pdf", keep=("Elm Lamps Review",))
    assert sum("Elm Lamps Review" in text for text in _texts(kept)) == 4


# --- what the build says --------------------------------------------------------------------------


def _doubtful(text: str) -> DoubtfulPassage:
    witness = _read(PLAIN, "a.txt", drop=("Home",))
    return witness.doubtful[0]._replace(text=text, doubt="it reads as a sentence")


def test_a_finding_says_place_words_reason_and_the_line_that_puts_it_back() -> None:
    text = "One two three four five six seven eight nine ten eleven twelve."
    witness = _read(PLAIN, "a.txt")
    doubtful = (_doubtful(text),) * 5
    outcome = Outcome(Source("a", "s/a.txt"), replace(witness, doubtful=doubtful), None, None)
    findings = left_out_text([outcome])
    assert len(findings) == 3
    first = findings[0]
    assert first.where
    assert (first.where.path, first.where.line) == ("s/a.txt", 5)
    assert "left out as the manifest says" in first.cause
    assert "2 more" in first.cause
    assert 'keep = ["One two three four five … eight nine ten eleven twelve."]' in first.fix
