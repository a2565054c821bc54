"""The house stands as it was planned: layers, late imports, docstrings that argue, schemas that are
current."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefing_ingest.cli.root import COMMANDS
from briefing_ingest.diff.contract import diff_schema
from briefing_ingest.reconcile import passage_rules
from briefing_ingest.reconcile.choose import RULES as CHOOSING
from briefing_ingest.reconcile.locus import ChoosingRule
from briefing_ingest.repair import BLOCK_REPAIRS, LINE_REPAIRS, BlockRepair, LineRepair
from briefing_ingest.rule import Rule
from briefing_ingest.schema import DIALECT, schemas
from briefing_ingest.tag.judge.rulebook import REFUSALS, Refusal
from briefing_ingest.tag.read.evidence_of_people import EVIDENCE, PersonRule
from briefing_ingest.tag.rulebook import RULES as FINDING
from imports import SOURCE, imports_of, names_in, third_party

ROOT = Path(__file__).parents[1]
HEAVY = third_party() - {"click"}
"""All that we import from elsewhere but what the command line is made of: `ingest --help` must wait
for none of it."""
AT_ONCE = {
    **dict.fromkeys(
        (
            "canonical.py",
            "dataset/entity.py",
            "dataset/record.py",
            "dataset/relation.py",
            "dataset/source.py",
            "dataset/text.py",
            "dataset/whole.py",
            "diff/contract.py",
            "provenance.py",
        ),
        frozenset({"pydantic"}),
    ),
    "tag/recogniser/spacy_parts.py": frozenset({"spacy"}),
}
"""The published contract is made of pydantic's models, the recogniser of parts of spaCy: these
modules import them."""


# --- imports --------------------------------------------------------------------------------------


@cache
def tree_of(file: Path) -> ast.Module:
    """The syntax of a module, parsed once for all tests."""
    return ast.parse(file.read_text(encoding="utf-8"))


def modules_after(arguments: list[str]) -> set[str]:
    """Top-level packages that are loaded after `ingest` ran with these arguments in a process of
    its own."""
    program = (
        "import contextlib, io, json, sys\n"
        "from briefing_ingest.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    code = main({arguments!r})\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=60, check=True
    )
    code, names = json.loads(run.stdout)
    assert code == 0
    return set(names)


@pytest.mark.parametrize(
    "arguments", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join
)
def test_help_waits_for_no_heavy_import(arguments: list[str]) -> None:
    loaded = modules_after(arguments)
    assert "click" in loaded
    assert not loaded & HEAVY


def imports_at_once(file: Path) -> Iterator[str]:
    """Top-level packages that ``file`` imports when it is itself imported."""
    waiting: list[ast.AST] = [tree_of(file)]
    while waiting:
        node = waiting.pop()
        yield from (name.partition(".")[0] for name in names_in(node))
        if not isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
        ) and not _for_types(node):
            waiting.extend(ast.iter_child_nodes(node))


def _for_types(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


@pytest.mark.parametrize(
    "file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE))
)
def test_heavy_packages_are_imported_where_they_are_used(file: Path) -> None:
    late = HEAVY - AT_ONCE.get(file.relative_to(SOURCE).as_posix(), frozenset())
    assert not late & set(imports_at_once(file))


def test_only_one_module_imports_onnxruntime_which_reports_to_its_maker_unless_told_not_to() -> (
    None
):
    folders = (SOURCE, ROOT / "training", ROOT / "benchmarks", ROOT / "tests")
    importing = [
        file.relative_to(ROOT).as_posix()
        for folder in folders
        for file in folder.rglob("*.py")
        if any(name.partition(".")[0] == "onnxruntime" for name in imports_of(tree_of(file)))
    ]
    assert importing == ["src/briefing_ingest/tag/recogniser/onnx_runtime.py"]


def test_only_the_recogniser_knows_spacy() -> None:
    knowing = [
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if re.search(r"^\s*(?:import|from) spacy\b", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(knowing) == ["tag/recogniser/pipeline.py", "tag/recogniser/spacy_parts.py"]


# What reads objects of any class, and so runs what a file says.
RUNNING = {"cloudpickle", "dill", "jsonpickle", "joblib", "marshal", "pickle", "_pickle", "shelve"}
RUNNING_CALLS = re.compile(
    r"""
    allow_pickle \s* = \s* True            # numpy.load(file, allow_pickle=True)
    | weights_only \s* = \s* False         # torch.load(file, weights_only=False)
    | \b torch \. load \( (?! [^()]* weights_only )
    | \b (?: read_pickle | load_pickle | from_pickle\w* | unsafe_load | full_load ) \(
    """,
    re.VERBOSE,
)


def imports_anywhere(file: Path) -> Iterator[str]:
    """Top-level packages that ``file`` imports, at once or later."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_only_the_pool_knows_pickles_and_no_file_is_read_as_code() -> None:
    programs = [
        file
        for folder in (SOURCE, ROOT / "training", ROOT / "benchmarks")
        for file in folder.rglob("*.py")
    ]
    assert len(programs) > 200
    knowing = [file for file in programs if RUNNING & set(imports_anywhere(file))]
    assert knowing == [SOURCE / "engine" / "local.py"]
    assert [
        file for file in programs if RUNNING_CALLS.search(file.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("code", "runs"),
    [
        ("known = torch.load(given.teacher)", True),
        ("known = torch.load(given.teacher, weights_only=True)", False),
        ("numpy.load(file, allow_pickle=True)", True),
        ("numpy.load(file, allow_pickle=False)", False),
        ("torch.load(file, weights_only=False)", True),
        ("speller.load_pickle(file)", True),
        ("json.load(file)", False),
    ],
)
def test_calls_that_read_objects_are_seen(code: str, runs: bool) -> None:
    assert bool(RUNNING_CALLS.search(code)) == runs


def test_imports_go_downward_only() -> None:
    program = (
        "import sys; from importlinter.cli import lint_imports; "
        "sys.exit(lint_imports(no_cache=True))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=120, check=False
    )
    said = run.stdout.decode()
    assert run.returncode == 0, said
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    assert f"{len(contracts)} kept, 0 broken" in said


# --- docstrings that argue ------------------------------------------------------------------------

ARGUES = re.compile(r"\b(?:wrong|because|since|nothing else decides|so that)\b|: ", re.IGNORECASE)


NAME = attrgetter("name")


@pytest.mark.parametrize("repair", [*LINE_REPAIRS, *BLOCK_REPAIRS], ids=NAME)
def test_a_repair_says_when_it_would_be_wrong(repair: LineRepair | BlockRepair) -> None:
    assert re.search(r"\bwrong\b", inspect.getdoc(repair.function) or "", re.IGNORECASE)


@pytest.mark.parametrize("rule", CHOOSING, ids=NAME)
def test_a_rule_of_choice_says_why_it_holds_or_when_it_would_be_wrong(rule: ChoosingRule) -> None:
    assert ARGUES.search(inspect.getdoc(rule.function) or "")


# --- rules are records ----------------------------------------------------------------------------

LISTS: dict[str, tuple[Rule, ...]] = {
    "repairs": (*LINE_REPAIRS, *BLOCK_REPAIRS),
    "rules of choice": CHOOSING,
    "passage rules": tuple(rule for rule in vars(passage_rules).values() if isinstance(rule, Rule)),
    "finding rules": FINDING,
    "refusals": REFUSALS,
    "evidence of people": EVIDENCE,
}


@pytest.mark.parametrize("rules", LISTS.values(), ids=LISTS)
def test_rules_have_names_of_their_own_and_say_what_they_do(rules: tuple[Rule, ...]) -> None:
    assert rules
    assert len({rule.name for rule in rules}) == len({rule.does for rule in rules}) == len(rules)
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", rule.name) for rule in rules)
    assert all(re.search(r"\w \w", rule.does) for rule in rules)


@pytest.mark.parametrize("rules", LISTS.values(), ids=LISTS)
def test_no_rule_runs_under_two_names(rules: tuple[Rule, ...]) -> None:
    functions = [rule.function for rule in rules if hasattr(rule, "function")]
    assert len(set(functions)) == len(functions)


def rules_made(file: Path) -> int:
    """How many records of rules ``file`` makes."""
    kinds = {kind.__name__ for kind in kinds_of_rule(Rule)}
    calls = (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call))
    return sum(isinstance(call.func, ast.Name) and call.func.id in kinds for call in calls)


def kinds_of_rule(kind: type[Rule]) -> Iterator[type[Rule]]:
    """All classes made of ``kind``."""
    for narrower in kind.__subclasses__():
        yield narrower
        yield from kinds_of_rule(narrower)


def test_every_record_of_a_rule_stands_in_its_list() -> None:
    made = sum(map(rules_made, SOURCE.rglob("*.py")))
    assert made == sum(map(len, LISTS.values()))


def test_only_records_make_mentions_so_that_each_has_the_name_of_a_rule() -> None:
    assert makers_of("Mention") == {"tag/rulebook.py"}
    naming = [
        file.relative_to(SOURCE).as_posix()
        for file in (SOURCE / "tag").rglob("*.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.keyword) and node.arg == "rule"
    ]
    assert naming == ["tag/rulebook.py"]


EDITS = {
    "cut",
    "edit",
    "inserted",
    "join",
    "joined",
    "replace_with",
    "substitute",
    "substitute_all",
    "_replaced",
}
"""What changes traced text; the name of the repair is the last argument."""


def names_of_edits(file: Path) -> Iterator[str]:
    """The names under which ``file`` changes traced text, where they are written out."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call) and node.args:
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            last = node.args[-1]
            if called in EDITS and isinstance(last, ast.Constant) and isinstance(last.value, str):
                yield last.value


def test_repairs_change_text_under_the_names_of_their_records() -> None:
    used = {name for file in (SOURCE / "repair").rglob("*.py") for name in names_of_edits(file)}
    assert (
        {"spaces", "line_end_hyphens", "page_breaks"}
        <= used
        <= {rule.name for rule in LISTS["repairs"]}
    )


@pytest.mark.parametrize(
    "rules",
    [(*LINE_REPAIRS, *BLOCK_REPAIRS), CHOOSING, REFUSALS, EVIDENCE],
    ids=["repairs", "rules of choice", "refusals", "evidence of people"],
)
def test_a_rule_is_called_as_its_function(
    rules: tuple[LineRepair | BlockRepair | ChoosingRule | Refusal | PersonRule, ...],
) -> None:
    assert [rule.name for rule in rules] == [rule.function.__name__ for rule in rules]


FORGETFUL = """
from briefing_ingest.repair import LineRepair
from briefing_ingest.repair.characters import spaces
from briefing_ingest.reconcile.by_witnesses import agreement
from briefing_ingest.reconcile.locus import ChoosingRule
from briefing_ingest.tag.finders.places import area_names
from briefing_ingest.tag.judge.rulebook import Refusal
from briefing_ingest.tag.judge.surroundings import on_street
from briefing_ingest.tag.rulebook import TextRule

LineRepair("spaces", spaces)
ChoosingRule("agreement", "what most read", agreement)
Refusal("on_street", "a street", on_street)
TextRule(name="area", does="areas", function=area_names, evidence="exact", confidence="sure")
TextRule(name="area", does="areas", function=on_street, evidence="exact", confidence="sure", reason="it is listed")
"""


def test_a_forgotten_part_of_a_rule_is_a_type_error(tmp_path: Path) -> None:
    program = tmp_path / "forgetful.py"
    program.write_text(FORGETFUL, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", str(program)],
        cwd=ROOT, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    wrong = {int(line) for line in re.findall(r"forgetful\.py:(\d+): error", run.stdout.decode())}
    assert wrong == {11, 12, 13, 14, 15}, run.stdout.decode()


# --- the published contract -----------------------------------------------------------------------


SCHEMAS: dict[str, bytes] = {**schemas(), **diff_schema()}


def schema(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ROOT / "schemas" / name).read_bytes())
    return read


def test_the_schemas_are_current() -> None:
    written = {file.name: file.read_bytes() for file in (ROOT / "schemas").glob("*.json")}
    assert written == SCHEMAS, "run `ingest schema`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_json_schemas_of_2020_12(name: str) -> None:
    assert schema(name)["$schema"] == DIALECT == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", ["dataset", "provenance"])
def test_the_committed_output_fits_its_schema(name: str) -> None:
    content = json.loads((ROOT / "out" / f"{name}.json").read_bytes())
    problems = Draft202012Validator(schema(f"{name}.schema.json")).iter_errors(content)
    assert [f"{problem.json_path}: {problem.message}" for problem in problems] == []


@pytest.mark.parametrize(
    ("name", "path", "wrong"),
    [
        ("dataset", ("works", 0, "id"), "No Slug"),
        ("dataset", ("works", 0, "blocks", 0, "kind"), "chapter"),
        ("dataset", ("sources", 0, "sha256"), "md5:0"),
        ("dataset", ("schema_version",), "2.0"),
        ("provenance", ("dataset",), ""),
        ("provenance", ("witnesses", 0, "length"), -1),
    ],
)
def test_the_schemas_refuse_what_breaks_them(
    name: str, path: tuple[str | int, ...], wrong: object
) -> None:
    content = json.loads((ROOT / "out" / f"{name}.json").read_bytes())
    inner = content
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = wrong
    assert not Draft202012Validator(schema(f"{name}.schema.json")).is_valid(content)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_a_description(name: str) -> None:
    described = json.loads(SCHEMAS[name])
    records = [described, *described["$defs"].values()]
    bare = [
        f"{record.get('title')}.{field}"
        for record in records
        for field, about in record.get("properties", {}).items()
        if "description" not in about
    ]
    assert bare == []


# --- each piece of knowledge once -----------------------------------------------------------------

OF_ENGLISH = {
    "names of months": re.compile(
        r"jan(?:uary)?\W.{0,12}\bfeb(?:ruary)?\b|\bjune.{0,12}\bjuly", re.I | re.S
    ),
    "days of the week": re.compile(r"\bmonday\W.{0,12}\btuesday\b", re.I | re.S),
    "what announces an author": re.compile(r"\b(?:written|authored)\||\|(?:written|authored)\b"),
    "letters behind names": re.compile(r"\bPh\\?\.?\??D\b"),
    "particles of names": re.compile(r"\bvan\W{1,4}von\b"),
    "function words": re.compile(r"\bthe of and\b"),
    "share buttons": re.compile(r"\btweet\|pin\b"),
}
"""Lists and expressions that belong in `english`; the last words of a message or a comment do not
look like these."""

TOLD_ELSEWHERE = {
    (
        "what announces an author",
        "tag/read/publishers.py",
    ),  # what bodies do with a text, such as to publish it
    (
        "particles of names",
        "tag/read/names_of_people.py",
    ),  # of names anywhere in a text, where "y" and "i" would do harm
}


@cache
def code_of(file: Path) -> str:
    """``file`` without its docstrings and comments."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(body := getattr(node, "body", None), list):
            node.body = [  # type: ignore[attr-defined]
                each
                for each in body
                if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
            ] or [ast.Pass()]
    return ast.unparse(tree)


@pytest.mark.parametrize("kind", OF_ENGLISH)
def test_what_english_looks_like_stands_in_one_room(kind: str) -> None:
    files = [*SOURCE.rglob("*.py"), *SOURCE.glob("*/data/*.t*")]
    knowing = {
        file.relative_to(SOURCE).as_posix()
        for file in files
        if OF_ENGLISH[kind].search(
            code_of(file) if file.suffix == ".py" else file.read_text("utf-8")
        )
    }
    assert any(name.startswith("english/") for name in knowing), (
        "the expression finds what it looks for"
    )
    elsewhere = {name for name in knowing if not name.startswith("english/")}
    assert elsewhere == {name for told, name in TOLD_ELSEWHERE if told == kind}


# --- one way to edit a block ----------------------------------------------------------------------

HELD_BY_OFFSETS = {"traced", "cells", "spans", "stretches"}


def blocks_edited_past_the_one_way(file: Path) -> Iterator[int]:
    """Lines on which a record is replaced by one of another text; only `Line`, which has no offsets
    into it, may be."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call) and any(
            word.arg in HELD_BY_OFFSETS for word in node.keywords
        ):
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            if called in {"replace", "__replace__", "setattr"}:
                yield node.lineno


def makers_of(name: str) -> set[str]:
    """Modules that make records of the class ``name``."""
    return {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    }


def test_the_text_of_a_block_is_edited_in_one_place() -> None:
    editing = {
        file.relative_to(SOURCE).as_posix(): lines
        for file in SOURCE.rglob("*.py")
        if (lines := list(blocks_edited_past_the_one_way(file)))
    }
    assert set(editing) == {"blocks.py"}


def test_blocks_and_merged_blocks_are_made_where_their_cells_are() -> None:
    assert makers_of("Block") == {
        "structure/kinds.py",
        "structure/notes/notes.py",
        "structure/verbatim.py",
    }
    assert makers_of("MergedBlock") == {"reconcile/merge.py"}
