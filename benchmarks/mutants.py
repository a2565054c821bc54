"""How many small faults the tests notice: `make mutants`.

A fixed sample of mutants (one number doubled or halved, one comparison, `and`, `or`, `not`, truth
value, `break` or `continue` turned) in the five rooms that decide what a text says. Each mutant is
tried, in a copy of the checkout, against the tests of its own room and those of the seeds.

The parser, the operators and the replacement are those of cosmic-ray; its own replacement of
numbers adds one, which says nothing about a threshold of 2000 characters, so numbers are doubled
and halved here.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple

from cosmic_ray.ast import get_ast, is_number
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator
from parso.python.tree import Number

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = ("extract", "reconcile", "repair", "structure", "tag")
SEED: Final = 20
THRESHOLDS_PER_ROOM: Final = 12
OTHERS_PER_ROOM: Final = 28
SECONDS_PER_MUTANT: Final = 600
"""A mutant that loops is noticed too; the slowest room's tests take a third of this."""
LEAST_KILLED: Final = {"all": 75, "thresholds": 60}
"""Percent."""

TURNS: Final = (
    "AddNot",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_Lt_GtE",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_LtE",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBinaryOperator_Mul_Div",
    "ReplaceBinaryOperator_Div_Mul",
)


class Scaled(Operator):  # type: ignore[misc]
    """Doubles or halves a number that is a threshold: the value of a constant of the module."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """Two places for each number of a constant: doubled and halved."""
        if is_number(node) and _is_constant(node):
            yield node.start_pos, node.end_pos
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The number doubled (``index`` 0) or halved (1); whole numbers stay whole and change."""
        value = float(node.value) if "." in node.value else int(node.value, 0)
        if isinstance(value, float):
            scaled: float = value * 2 if index == 0 else value / 2
        else:
            scaled = value * 2 or 1 if index == 0 else value // 2 if value > 1 else value + 1
        return Number(f" {scaled!r}", node.start_pos)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """What becomes of a constant, in the form of cosmic-ray."""
        return (
            Example("MOST_WORDS = 8", "MOST_WORDS = 16"),
            Example("MOST_WORDS = 8", "MOST_WORDS = 4", occurrence=1),
            Example("LEAST_SHARE = 0.5", "LEAST_SHARE = 0.25", occurrence=1),
        )


def _is_constant(node: Any) -> bool:
    """Whether the number stands in a statement of the module itself that gives a name in capitals
    a value.
    """
    statement = node
    while statement.parent is not None and statement.parent.type != "file_input":
        if statement.parent.type in {"funcdef", "classdef"}:
            return False
        statement = statement.parent
    name = statement.get_first_leaf().value.lstrip("_")
    return bool(name) and name == name.upper() and name[0].isalpha()


class Mutant(NamedTuple):
    """One change: the file, below the package; the operator; which of its places in the file."""

    room: str
    file: str
    operator: str
    occurrence: int

    @property
    def is_threshold(self) -> bool:
        """Whether it scales a number that decides."""
        return self.operator == "Scaled"


def _operator(name: str) -> Operator:
    return Scaled() if name == "Scaled" else get_operator(f"core/{name}")()


def _occurrences(operator: Operator, tree: Any) -> int:
    count = sum(1 for _ in operator.mutation_positions(tree))
    return count + sum(_occurrences(operator, child) for child in getattr(tree, "children", ()))


def mutants(package: Path, room: str, names: tuple[str, ...]) -> list[Mutant]:
    """Every mutant that the operators make of the files of a room, in a fixed order."""
    made = []
    for path in sorted((package / room).rglob("*.py")):
        tree = get_ast(path.read_text(encoding="utf-8"))
        file = path.relative_to(package).as_posix()
        for name in names:
            count = _occurrences(_operator(name), tree)
            made += [Mutant(room, file, name, place) for place in range(count)]
    return made


def sample(package: Path) -> list[Mutant]:
    """The fixed sample: the same number of thresholds and of other mutants from each room."""
    chosen = []
    for room in ROOMS:
        draw = random.Random(f"{SEED} {room}")
        chosen += draw.sample(mutants(package, room, ("Scaled",)), THRESHOLDS_PER_ROOM)
        chosen += draw.sample(mutants(package, room, TURNS), OTHERS_PER_ROOM)
    return chosen


def _copy(to: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the maintainer's own git
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, to / name)


def _is_noticed(copy: Path, room: str) -> bool:
    """Whether a test of the room or of the seeds fails, or the tests run longer than allowed."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "INGEST_CACHE_DIR": str(copy / ".cache"),
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    shutil.rmtree(copy / ".cache", ignore_errors=True)
    try:
        return (
            subprocess.run(  # noqa: S603 - our own tests
                [*command, f"tests/{room}", "tests/test_seeds.py"],
                cwd=copy,
                env=environment,
                check=False,
                capture_output=True,
                timeout=SECONDS_PER_MUTANT,
            ).returncode
            != 0
        )
    except subprocess.TimeoutExpired:
        return True


def _tried(copy: Path, mutant: Mutant) -> bool:
    """Whether the tests notice the mutant; the copy is whole again afterwards."""
    path = copy / "src" / "briefing_ingest" / mutant.file
    source = path.read_text(encoding="utf-8")
    changed = mutate_code(source, _operator(mutant.operator), mutant.occurrence)
    path.write_text(changed, encoding="utf-8")
    try:
        return _is_noticed(copy, mutant.room)
    finally:
        path.write_text(source, encoding="utf-8")


def _line(mutant: Mutant, *, noticed: bool) -> str:
    mark = "killed  " if noticed else "survived"
    return f"{mark} {mutant.file} {mutant.operator} {mutant.occurrence}\n"


def _try_all(copy: Path, part: list[Mutant]) -> list[tuple[Mutant, bool]]:
    _copy(copy)
    results = []
    for mutant in part:
        noticed = _tried(copy, mutant)
        sys.stdout.write(_line(mutant, noticed=noticed))
        sys.stdout.flush()
        results.append((mutant, noticed))
    return results


def _share(results: list[tuple[Mutant, bool]]) -> int:
    return 100 * sum(noticed for _, noticed in results) // len(results) if results else 100


def run(arguments: list[str]) -> int:
    """`python -m benchmarks mutants [ROOM ...]`: one line a mutant, then the shares killed; 1 where
    a share lies below the least.
    """
    rooms = arguments or list(ROOMS)
    chosen = [each for each in sample(ROOT / "src" / "briefing_ingest") if each.room in rooms]
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        copies = [Path(folder) / str(number) for number in range(workers)]
        parts = [chosen[number::workers] for number in range(workers)]
        results = [each for part in pool.map(_try_all, copies, parts) for each in part]
    shares = {
        "all": _share(results),
        "thresholds": _share([each for each in results if each[0].is_threshold]),
    }
    for room in rooms:
        share = _share([each for each in results if each[0].room == room])
        sys.stdout.write(f"{room}: {share} % killed\n")
    for kind, share in shares.items():
        sys.stdout.write(f"{kind}: {share} % killed, aim {LEAST_KILLED[kind]} %\n")
    return int(any(shares[kind] < least for kind, least in LEAST_KILLED.items()))
