"""The documents tell the truth: they name every command, their examples run, their excerpts are
what is printed."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

import example_dataset
from briefing_ingest import errors, load
from briefing_ingest.canonical import dataset_bytes
from briefing_ingest.cli.root import ingest as root
from briefing_ingest.dataset import Block
from briefing_ingest.errors import CODES
from briefing_ingest.reconcile.choose import RULES
from briefing_ingest.repair import BLOCK_REPAIRS, LINE_REPAIRS, characters
from briefing_ingest.rule import Rule
from commandline import ingest
from witnesses import lines_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING}
LEFT_OUT = "[...]"


class Fence(NamedTuple):
    """A fenced block: its language, its content, and where it stands."""

    language: str
    content: str
    place: str


def fences(*languages: str) -> list[Fence]:
    found = []
    for name, text in DOCUMENTS.items():
        for match in re.finditer(r"^( *)```(\w*)\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Fence(match[2], textwrap.dedent(match[3]), f"{name}:{line}"))
    return [fence for fence in found if fence.language in languages]


def one_of(language: str, holding: str) -> str:
    (content,) = [fence.content for fence in fences(language) if holding in fence.content]
    return content


def commands(
    group: click.Group = root, path: str = "ingest"
) -> Iterator[tuple[str, click.Command]]:
    """Every command with what one types for it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


COMMANDS = dict(commands())


def options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


# --- every command and option is documented -------------------------------------------------------


def table_row(path: str) -> str:
    """The row of the README's table for that command, and not for one of its subcommands."""
    rows = [
        row for row in README.splitlines() if re.match(rf"\| `{path}(?: \[?[A-Z][^`]*)?` \|", row)
    ]
    assert len(rows) == 1, f"the README's table of commands has {len(rows)} rows for `{path}`"
    return rows[0]


@pytest.mark.parametrize("path", COMMANDS)
def test_the_readme_names_every_command_and_option(path: str) -> None:
    row = table_row(path)
    missing = [
        option.opts
        for option in options(COMMANDS[path])
        if f"`{max(option.opts, key=len)}`" not in row
    ]
    assert not missing


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_has_help(path: str) -> None:
    command = COMMANDS[path]
    assert command.help
    assert not [option.opts for option in options(command) if not option.help]


def test_the_readme_promises_no_option_that_is_not_there() -> None:
    for path, command in COMMANDS.items():
        known = {name for option in options(command) for name in option.opts}
        assert set(re.findall(r"`(--?[a-z-]+)`", table_row(path))) <= known, path


def test_the_readme_gives_every_exit_code() -> None:
    codes = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    table = README.partition("## Exit codes")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == codes


# --- commands in examples exist -------------------------------------------------------------------

MAKE_TARGETS = set(
    re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)


def shell_lines() -> list[tuple[str, str]]:
    typed = []
    for fence in fences("sh", "console"):
        for line in fence.content.splitlines():
            if fence.language == "sh":
                typed.append((fence.place, line))
            elif line.startswith("$ "):
                typed.append((fence.place, line.removeprefix("$ ")))
    return typed


def quoted_commands() -> list[tuple[str, str]]:
    """Commands in running text: `ingest ...` and `make ...` in backticks."""
    found = []
    for name, text in DOCUMENTS.items():
        prose = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL).replace(
            "\\|", "|"
        )
        found += [(name, typed) for typed in re.findall(r"`((?:ingest|make) [^`]+)`", prose)]
    return found


@pytest.mark.parametrize(("place", "typed"), shell_lines() + quoted_commands())
def test_commands_in_the_documents_exist(place: str, typed: str) -> None:
    words = shlex.split(typed)
    program, arguments = words[0].removeprefix(".venv/bin/"), words[1:]
    if program == "make":
        assert set(arguments) <= MAKE_TARGETS
    elif program == "ingest":
        assert_ingest_has(arguments)
    elif program == "pytest":
        assert all((ROOT / argument).exists() for argument in arguments)
    else:
        assert typed == ". .venv/bin/activate"


def assert_ingest_has(arguments: list[str]) -> None:
    path = "ingest"
    while arguments and f"{path} {arguments[0]}" in COMMANDS:
        path = f"{path} {arguments.pop(0)}"
    assert path in COMMANDS or all(argument.startswith("-") for argument in arguments)
    known = {name for option in options(COMMANDS.get(path, root)) for name in option.opts} | {
        "--help",
        "-h",
    }
    assert {argument for argument in arguments if argument.startswith("-")} <= known


# --- excerpts are what the program prints ---------------------------------------------------------


def transcripts() -> list[tuple[str, str, str]]:
    """Place, command and output of each example with output."""
    shown = []
    for fence in fences("console"):
        command, _, output = fence.content.partition("\n")
        shown.append((fence.place, command.removeprefix("$ "), output))
    return shown


def pattern(excerpt: str) -> re.Pattern[str]:
    """Matches what ``excerpt`` shows: on a line `[...]` stands for any text, alone on one for any
    lines."""
    parts = []
    for line in excerpt.splitlines(keepends=True):
        if line.strip() == LEFT_OUT:
            parts.append(r"(?s:.*)")
        else:
            parts.append(r"[^\n]*".join(re.escape(part) for part in line.split(LEFT_OUT)))
    return re.compile("".join(parts))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the seeds and what a build makes of them, and what the build says."""
    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run = ingest("build", "seeds", "--jobs", "0")
    assert run.code == 0, run.err
    return folder, run.err


@pytest.mark.parametrize(("place", "typed", "output"), transcripts())
def test_excerpts_are_what_is_printed(
    place: str, typed: str, output: str, built: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, summary = built
    monkeypatch.chdir(folder)
    if typed == "make build":
        printed = summary
    else:
        run = ingest(*shlex.split(typed)[1:])
        printed = run.out + run.err
    assert pattern(output).fullmatch(printed), printed


@pytest.mark.parametrize("fence", fences("json"), ids=lambda fence: fence.place)
def test_json_excerpts_are_in_the_dataset(fence: Fence, built: tuple[Path, str]) -> None:
    dataset = json.loads((built[0] / "out" / "dataset.json").read_bytes())
    assert any(holds(node, json.loads(fence.content)) for node in nodes(dataset))


def nodes(value: Any) -> Iterator[Any]:
    yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from nodes(inner)


def holds(value: Any, excerpt: Any) -> bool:
    """True if ``value`` has all of ``excerpt``, which may leave out keys of objects and parts of
    strings."""
    if isinstance(excerpt, dict):
        return isinstance(value, dict) and all(
            key in value and holds(value[key], excerpt[key]) for key in excerpt
        )
    if isinstance(excerpt, list):
        same = isinstance(value, list) and len(value) == len(excerpt)
        return same and all(holds(*pair) for pair in zip(value, excerpt, strict=True))
    if isinstance(excerpt, str) and isinstance(value, str):
        return bool(pattern(excerpt).fullmatch(value))
    return bool(value == excerpt)


# --- examples run ---------------------------------------------------------------------------------

BEYOND = "🚲 and 𝒳 came to Kent with St Giles Trust."
"""Two characters outside the basic plane stand before the names."""


@pytest.fixture
def beyond_plane(tmp_path: Path) -> Path:
    """A folder with a dataset whose mentions stand behind characters that JavaScript counts
    twice."""
    mentions = (
        example_dataset.mention(BEYOND, "Kent", "kent"),
        example_dataset.mention(BEYOND, "St Giles Trust", "st-giles-trust"),
    )
    block = Block(id="paragraph-beyond", kind="paragraph", text=BEYOND, mentions=mentions)
    work = example_dataset.post(blocks=(block,), contacts=())
    (tmp_path / "out").mkdir()
    made = example_dataset.dataset(work, relations=())
    (tmp_path / "out" / "dataset.json").write_bytes(dataset_bytes(made))
    return tmp_path


def test_the_javascript_example_counts_code_points(beyond_plane: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the JavaScript example cannot be run")
    (beyond_plane / "example.mjs").write_text(one_of("javascript", "mentions"), encoding="utf-8")
    run = subprocess.run(
        [node, "example.mjs"], cwd=beyond_plane, capture_output=True, timeout=60, check=False
    )
    assert run.stderr == b""
    address = "why-streets-matter/paragraph-beyond"
    expected = [f"{address}\tKent\tkent", f"{address}\tSt Giles Trust\tst-giles-trust"]
    assert run.stdout.decode().splitlines() == expected


def test_the_python_example_runs(built: tuple[Path, str]) -> None:
    program = one_of("python", "load(")
    run = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", program],
        cwd=built[0],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert run.stderr == b""
    lines = run.stdout.decode().splitlines()
    briefings = load(built[0] / "out" / "dataset.json")
    works, mentions = (
        len(briefings.dataset.works),
        len(list(briefings.mentions_of("st-giles-trust"))),
    )
    assert lines[:works] == [f"{work.id} {work.licence.id}" for work in briefings.dataset.works]
    assert mentions
    assert all(re.search(r" St\.? Giles Trust$", line) for line in lines[works:])
    assert len(lines) == works + mentions + 2


def test_the_repair_that_contributing_shows_works() -> None:
    names = dict(vars(characters))
    exec(one_of("python", "def leader_dots"), names)
    (line,) = names["leader_dots"](lines_of("Introduction ....... 3\n"))
    assert line.text == "Introduction 3\n"
    assert [piece.repairs for piece in line.traced.pieces if piece.repairs] == [("leader_dots",)]
    assert "rong" in names["leader_dots"].__doc__
    assert names["leader_dots"](lines_of("He waited .... 3 of them came\n"))[0].text.startswith(
        "He waited ...."
    )


@pytest.mark.parametrize(
    "rules", [LINE_REPAIRS, BLOCK_REPAIRS, RULES], ids=["lines", "blocks", "choice"]
)
def test_contributing_shows_the_lists_as_they_are(rules: tuple[Rule, ...]) -> None:
    listed = ", ".join(rule.name for rule in rules)
    assert any(" ".join(fence.content.split()) == listed for fence in fences("text")), listed


# --- error codes ----------------------------------------------------------------------------------


def raised_codes() -> set[str]:
    """Codes that stand as a string in the program, outside their table."""
    files = [file for file in (ROOT / "src").rglob("*.py") if file.name != "errors.py"]
    return {
        code
        for file in files
        for code in re.findall(r'"([EWN]\d{3})"', file.read_text(encoding="utf-8"))
    }


def test_the_table_has_the_codes_that_are_raised_and_no_others() -> None:
    assert raised_codes() == CODES.keys()


@pytest.mark.parametrize("code", CODES)
def test_explain_says_more_about_a_code_than_its_title(code: str) -> None:
    run = ingest("explain", code)
    assert run.code == 0
    said = " ".join(run.out.split())
    assert CODES[code].title in said
    assert " ".join(CODES[code].about.split()) in said
    assert len(CODES[code].about) > len(CODES[code].title)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_codes_in_the_documents_exist(name: str) -> None:
    assert set(re.findall(r"\b[EWN]\d{3}\b", DOCUMENTS[name])) <= CODES.keys()


# --- links ----------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """What headings can be linked by: lower case, hyphens for spaces, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> list[tuple[str, str]]:
    return [
        (name, link)
        for name, text in DOCUMENTS.items()
        for link in re.findall(r"\]\(([^)\s]+)\)", text)
    ]


@pytest.mark.parametrize(("name", "link"), links())
def test_links_between_documents_resolve(name: str, link: str) -> None:
    file, _, anchor = link.partition("#")
    target = ROOT / file if file else ROOT / name
    assert target.resolve().is_relative_to(ROOT), "links stay inside the project"
    assert target.exists()
    if anchor:
        assert anchor in anchors(target.read_text(encoding="utf-8"))


def test_the_documents_link_to_each_other() -> None:
    assert {
        ("README.md", "CONTRIBUTING.md"),
        ("README.md", "LICENSE"),
        ("CONTRIBUTING.md", "README.md"),
    } <= {*links()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_name_no_place_on_a_machine(name: str) -> None:
    assert not re.search(r"(?<![\w.`])/(?:home|root|tmp|usr|work|Users)\b", DOCUMENTS[name])
