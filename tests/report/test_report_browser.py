"""The review page in a real browser: every feature is used as a reader would, with mouse and
keyboard."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image

import example_dataset as example
from briefing_ingest.dataset import Block, Cell, Coordinates, Dataset
from briefing_ingest.diff import compare
from briefing_ingest.report import Comparison, content, render_page
from briefing_ingest.review import Answer, Doubt, Picture, as_toml

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
playwright = pytest.importorskip(
    "playwright.sync_api", reason="the package playwright is not installed"
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def spanning() -> Block:
    """A table whose head has a cell of two rows and one of two columns."""
    rows = [["Force", "Cost"], ["2017", "2018"], ["Kent", "5", "6"]]
    text = "\n".join("\t".join(row) for row in rows)
    columns = {"Force": 0, "Cost": 1, "2017": 1, "2018": 2, "Kent": 0, "5": 1, "6": 2}
    cells = [
        Cell(
            row=number,
            column=columns[said],
            start=(start := text.index(said)),
            end=start + len(said),
        )
        for number, row in enumerate(rows)
        for said in row
    ]
    cells[0] = cells[0].model_copy(update={"rows": 2})
    cells[1] = cells[1].model_copy(update={"columns": 2})
    return Block(id="table-2", kind="table", text=text, cells=tuple(cells))


def crowded() -> Block:
    """A paragraph with additions of one witness that were not taken, side by side: each is a small
    mark."""
    text = "It was read twice."
    added = [
        example.variant(text, "", name, "post", "other").model_copy(update={"start": at, "end": at})
        for at, name in ((11, "once"), (11, "again"), (12, "more"))
    ]
    return Block(id="paragraph-crowded", kind="paragraph", text=text, variants=tuple(added))


def judged(blocks: list[Block]) -> list[Block]:
    """The blocks, every mention doubtful."""
    doubt = {"confidence": "doubtful", "reason": "only the model finds it"}
    return [
        block.model_copy(
            update={
                "mentions": tuple(mention.model_copy(update=doubt) for mention in block.mentions)
            }
        )
        for block in blocks
    ]


def new_dataset() -> Dataset:
    """The example with Kent on the map, doubtful mentions and a table with spanning cells."""
    kent, trust = example.entities()
    place = Coordinates(latitude=51_200_000, longitude=700_000)
    works = (
        example.briefing(judged(example.briefing_blocks())),
        example.post([*example.post_blocks(), spanning(), crowded()]),
    )
    return example.dataset(*works, entities=(kent.model_copy(update={"coordinates": place}), trust))


def picture() -> str:
    """A blank page of 200 by 300 points, as the page carries its pictures."""
    content = io.BytesIO()
    Image.new("L", (250, 375), 255).save(content, "WEBP")
    return f"data:image/webp;base64,{base64.b64encode(content.getvalue()).decode()}"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with differences: a reworded paragraph and a removed one."""
    blocks = judged(example.briefing_blocks())
    blocks[3] = example.paragraph("paragraph-costs", example.COSTS.replace("39", "38"))
    blocks.insert(
        4,
        example.paragraph(
            "paragraph-gone", "This paragraph of the older text is not in the newer one."
        ),
    )
    new = new_dataset()
    old = example.dataset(example.briefing(blocks), new.works[1], entities=new.entities)
    beside = Comparison(changes=compare(old, new), pictures={"first/1": picture()})
    briefings = example.ExampleBriefings(new)
    address = "safer-streets/paragraph-opening"
    record = briefings.provenance.blocks[address]
    boxed = tuple(
        place.model_copy(update={"box": (5000, 9000, 9000, 10000)}) for place in record.places
    )
    traced = {**briefings.provenance.blocks, address: record.model_copy(update={"places": boxed})}
    briefings.provenance = briefings.provenance.model_copy(update={"blocks": traced})
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_bytes(render_page(content(briefings, beside, digest="sha256:0")))
    return file


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(color_scheme="light", viewport={"width": 1300, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on(
        "request",
        lambda request: None if request.url.startswith("file:") else complaints.append(request.url),
    )
    page.goto(file.as_uri())
    yield page
    context.close()
    assert complaints == []


def test_the_overview_leads_to_the_works(page: Page) -> None:
    assert "forbids derivatives" in page.inner_text("#main .finding")
    page.click(".card a:has-text('Safer Streets')")
    playwright.expect(page.locator("article h1")).to_have_text("Safer Streets")
    page.click("#contents a:has-text('Introduction')")
    playwright.expect(page.locator("#b-introduction")).to_be_focused()


def test_a_variant_opens_by_hover_click_and_keyboard(page: Page) -> None:
    page.click(".card a:has-text('Safer Streets')")
    variant = page.locator(".variant", has_text="St Giles").first
    variant.hover()
    page.wait_for_selector("#popover:not([hidden])")
    assert "“St. Giles” first" in page.inner_text("#popover")
    assert "the typeset form is kept" in page.inner_text("#popover")
    page.mouse.move(5, 5)
    page.wait_for_selector("#popover", state="hidden")
    variant.click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(350)
    assert page.is_visible("#popover")
    page.keyboard.press("Escape")
    assert page.is_hidden("#popover")
    variant.press("Enter")
    playwright.expect(page.locator("#popover")).to_be_focused()
    page.keyboard.press("Escape")
    playwright.expect(page.locator(":focus")).to_have_class(re.compile(r"^variant"))


def test_the_source_stands_beside_the_text(page: Page) -> None:
    page.click(".card a:has-text('Safer Streets')")
    page.locator("#b-paragraph-opening").hover()
    page.click("#b-paragraph-opening .source-of")
    panel = page.inner_text("#panel")
    assert "seeds/first.txt" in panel
    assert "Trust to reduce harm.1" in panel
    assert "typography" in panel
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    playwright.expect(page.locator(":focus")).to_have_class("source-of")


def test_a_box_is_drawn_on_the_picture_of_the_page(page: Page) -> None:
    page.click(".card a:has-text('Safer Streets')")
    page.locator("#b-paragraph-opening").hover()
    page.click("#b-paragraph-opening .source-of")
    frame = page.locator("#panel .picture rect")
    frame.wait_for()
    assert page.locator("#panel .picture svg").get_attribute("viewBox") == "0 0 200 300"
    assert [frame.get_attribute(side) for side in ("x", "y", "width", "height")] == [
        "48",
        "88",
        "44",
        "14",
    ]
    assert "This file has no picture of page 1" in page.inner_text("#panel"), (
        "of the second source it has none"
    )


def test_notes_lead_there_and_back(page: Page) -> None:
    page.click(".card a:has-text('Safer Streets')")
    page.click("sup a")
    playwright.expect(page.locator("#b-note-1")).to_be_focused()
    page.click("#b-note-1 a:has-text('↩')")
    playwright.expect(page.locator("#b-paragraph-opening")).to_be_focused()


def test_a_finding_names_the_page_and_the_line(browser: Browser, tmp_path: Path) -> None:
    finding = {
        "code": "E211",
        "severity": "warning",
        "path": "a.pdf",
        "page": 3,
        "line": 7,
        "cause": "x",
        "fix": "y",
    }
    file = tmp_path / "found.html"
    beside = Comparison(findings=[finding])
    file.write_bytes(
        render_page(content(example.ExampleBriefings(None), beside, digest="sha256:0"))
    )
    page = browser.new_page()
    page.goto(file.as_uri())
    playwright.expect(page.locator(".finding p >> nth=0")).to_have_text(
        "warning E211 a.pdf, page 3, line 7"
    )
    page.close()


def test_what_is_shown_can_be_chosen(page: Page) -> None:
    page.click(".card a:has-text('Safer Streets')")
    page.wait_for_selector(".place")
    shown = "getComputedStyle(document.querySelector('.place')).backgroundColor"
    before = page.evaluate(shown)
    page.click("button:has-text('Places')")
    page.wait_for_timeout(300)  # the colour fades
    assert page.evaluate(shown) != before
    assert page.locator(".repairs").count() == 0
    page.click("button:has-text('Repairs')")
    assert page.is_visible(".repairs >> nth=0")


def test_names_have_an_index_with_a_filter(page: Page) -> None:
    page.click("#contents a:has-text('Names')")
    playwright.expect(page.locator(".index > li")).to_have_count(2)
    page.select_option("#type", "place")
    playwright.expect(page.locator(".index > li")).to_have_count(1)
    page.select_option("#type", "all")
    page.fill("#filter", "st. giles")
    playwright.expect(page.locator(".index > li")).to_have_count(1)
    page.click(".index summary")
    page.click(".index details a")
    playwright.expect(page.locator("article h1")).to_have_text("Safer Streets")


def test_the_map_leads_to_the_name(page: Page) -> None:
    page.click("#contents a:has-text('Map')")
    page.wait_for_selector(".map .town")
    assert page.locator(".map .coast").count() > 3
    playwright.expect(page.locator(".map .town-name").first).to_have_text("London")
    page.locator(".map a", has_text="Kent").click()
    playwright.expect(page.locator("#n-kent")).to_be_focused()


def test_no_word_on_the_map_covers_another(page: Page) -> None:
    page.click("#contents a:has-text('Map')")
    page.wait_for_selector(".map .town-name")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.map .town-name, .map a text')].map((word) => "
        "word.getBBox())"
        ".map(({ x, y, width, height }) => [x, y, x + width, y + height])"
    )
    assert len(boxes) > 5
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:index]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_it_is_told_how_sure_a_name_is(page: Page) -> None:
    page.click(".card a:has-text('Safer Streets')")
    assert "doubtful: only the model finds it" in str(
        page.get_attribute("a.mention.doubtful >> nth=0", "title")
    )
    page.click("#contents a:has-text('Names')")
    page.select_option("#sureness", "doubtful")
    playwright.expect(page.locator(".index > li")).to_have_count(2)
    page.click(".index summary >> nth=0")
    assert "doubtful only the model finds it" in page.inner_text(".index > li >> nth=0")


def test_a_cell_takes_up_as_many_rows_and_columns_as_it_says(page: Page) -> None:
    page.click(".card a:has-text('Why streets matter')")
    page.wait_for_selector("#b-table-2")
    rows = page.locator("#b-table-2 tr")
    assert [rows.nth(n).locator("th, td").all_inner_texts() for n in range(3)] == [
        ["Force", "Cost"],
        ["2017", "2018"],
        ["Kent", "5", "6"],
    ]
    widths = (
        "[...document.querySelectorAll('#b-table-2 th, #b-table-2 td')].map((cell) => "
        "[cell.rowSpan, cell.colSpan])"
    )
    assert page.evaluate(widths) == [[2, 1], [1, 2], *[[1, 1]] * 5]


def test_the_page_says_where_to_look_and_what_settles_it(browser: Browser, tmp_path: Path) -> None:
    keep = Answer("It is part of the briefing.", {"source": "first", "keep": "The panel met."})
    place = Picture("first", 1, (100, 100, 5000, 900))
    doubt = Doubt(
        9, "left out", "first, line 3", "first", "The panel met.", "Left out.", (keep,), place
    )
    doubts = [doubt, *(doubt._replace(text=f"Passage {n}") for n in range(24))]
    beside = Comparison(doubts=doubts, pictures={"first/1": picture()})
    file = tmp_path / "doubts.html"
    file.write_bytes(
        render_page(content(example.ExampleBriefings(None), beside, digest="sha256:0"))
    )
    page = browser.new_page()
    page.goto(file.as_uri())
    playwright.expect(page.locator("#doubts")).to_have_text("Where to look")
    playwright.expect(page.locator(".doubts > li")).to_have_count(20)
    page.click("summary:has-text('It is part of the briefing.') >> nth=0")
    playwright.expect(page.locator(".doubts code").first).to_have_text(as_toml(keep.decision))
    page.click("summary:has-text('Picture') >> nth=0")
    playwright.expect(page.locator(".doubts .picture svg rect")).to_have_count(1)
    page.click("summary:has-text('5 more')")
    playwright.expect(page.locator(".doubts > li")).to_have_count(25)
    page.close()


def test_search_finds_words_wherever_they_stand(page: Page) -> None:
    page.fill("#query", "costs FELL")
    page.wait_for_selector("h1:has-text('costs FELL')")
    playwright.expect(page.locator("main mark")).to_have_text("Costs fell")


def test_a_long_work_is_whole_wherever_one_enters_it(browser: Browser, tmp_path: Path) -> None:
    numbers = range(300)
    blocks = [
        example.paragraph(f"paragraph-{number}", f"Passage {number} of many.", None)
        for number in numbers
    ]
    work = example.post([*example.post_blocks(), *blocks])
    whole = content(
        example.ExampleBriefings(example.dataset(example.briefing(), work)),
        Comparison(),
        digest="x",
    )
    file = tmp_path / "long.html"
    file.write_bytes(render_page(whole))
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(f"{file.as_uri()}#/work/why-streets-matter/paragraph-290")
    playwright.expect(page.locator("#b-paragraph-290")).to_be_focused()
    page.wait_for_selector("article:not([aria-busy])")
    playwright.expect(page.locator("#b-paragraph-290")).to_be_in_viewport()
    shown = page.evaluate("[...document.querySelectorAll('.block')].map((block) => block.id)")
    assert shown == [f"b-{block.id}" for block in work.blocks]
    page.locator("#b-paragraph-290").hover()
    page.click("#b-paragraph-290 .source-of", timeout=3000)
    assert page.is_visible("#panel")
    page.close()


def test_what_was_left_out_is_told(page: Page) -> None:
    page.click("#contents a:has-text('Sources')")
    page.click("main summary >> nth=0")
    assert "Page 2" in page.inner_text("main")


def test_differences_are_answered_and_saved(page: Page) -> None:
    page.click("#contents a:has-text('Differences')")
    playwright.expect(page.locator(".change")).to_have_count(2)
    playwright.expect(page.locator(".change del >> nth=0")).to_have_text("38")
    page.check(".change >> nth=0 >> input[type=radio] >> nth=0")
    page.check(".change >> nth=1 >> input[type=radio] >> nth=1")
    page.fill(".change >> nth=1 >> input[type=text]", "Why?")
    playwright.expect(page.locator("#answered")).to_have_text("2 of 2 answered")
    with page.expect_download() as download:
        page.click("#download")
    saved = json.loads(Path(download.value.path()).read_text())
    assert [item["rule"] for item in saved["approved"]] == ["block.reworded"]
    assert [item["remark"] for item in saved["questioned"]] == ["Why?"]
    page.click("#contents a:has-text('Safer Streets')")
    page.click("#b-paragraph-costs summary")
    assert page.is_checked("#b-paragraph-costs input[type=radio] >> nth=0")
    page.click("summary:has-text('1 passage removed here')")
    assert page.is_visible("del:has-text('not in the newer one')")


def test_dark_follows_the_system_and_the_switch(page: Page, browser: Browser, file: Path) -> None:
    playwright.expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.click("#theme")
    playwright.expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    playwright.expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context = browser.new_context(color_scheme="dark")
    other = context.new_page()
    other.goto(file.as_uri())
    playwright.expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1300), ("dark", 380)])
def test_axe_finds_nothing(
    browser: Browser, file: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(axe)
    rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}"
    for view in (
        "#/",
        "#/work/safer-streets",
        "#/work/why-streets-matter",
        "#/names",
        "#/map",
        "#/sources",
        "#/changes",
        "#/search/the",
    ):
        page.evaluate(f"location.hash = '{view}'")
        page.wait_for_timeout(30)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), view
        found = page.evaluate(f"axe.run({rules})")["violations"]
        assert [(view, item["id"], item["nodes"][0]["html"]) for item in found] == []
    context.close()


def test_on_paper_there_is_only_the_text(page: Page) -> None:
    page.click(".card a:has-text('Safer Streets')")
    page.emulate_media(media="print")
    assert page.is_hidden("#contents")
    assert page.is_hidden(".bar")
    assert page.is_visible("article")
