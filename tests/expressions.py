"""Every regular expression of the program and the ways in which it is used, as the source has them:
no list by hand."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import briefing_ingest

ROOT = Path(briefing_ingest.__file__).parent
SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
WAYS = frozenset({"match", "fullmatch", *SEARCHING})


@dataclass(frozen=True)
class Expression:
    """A compiled expression, where it was found, and the methods of it that are called."""

    pattern: re.Pattern[Any]
    where: str
    ways: frozenset[str]


@cache
def modules() -> dict[str, tuple[ModuleType, ast.Module]]:
    """Every module of the program by name, with its syntax tree."""
    found = {}
    for file in sorted(ROOT.rglob("*.py")):
        parts = file.relative_to(ROOT.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if not name.endswith("__main__"):
            found[name] = (
                importlib.import_module(name),
                ast.parse(file.read_text(encoding="utf-8")),
            )
    return found


@cache
def called_in(module: str) -> dict[str, frozenset[str]]:
    """For each name in ``module`` the methods of expressions called on it: ``_WORD.finditer(...)``.

    Names that it imports count for what they are called where they come from: ``text._WORD``.
    """
    _, tree = modules()[module]
    origin = imports(module)
    found: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in WAYS:
            owner = node.value
            if isinstance(owner, ast.Name):
                found[origin.get(owner.id, owner.id)].add(node.attr)
            elif isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name):
                found[f"{origin.get(owner.value.id, owner.value.id)}.{owner.attr}"].add(node.attr)
            else:
                found[""].add(node.attr)  # what a call gives: `_names().finditer(...)`
    return {name: frozenset(ways) for name, ways in found.items()}


def ways_of(module: str, name: str, *, direct: bool) -> frozenset[str]:
    """How what ``module`` keeps as ``name`` is used, there and wherever it is imported.

    An expression of its own (``direct``) is used by its name. One in a table, behind a function or
    handed over as an argument comes to its use under some local name, so what is called on any such
    name in these modules counts.
    """
    by_name: set[str] = set()
    by_any_name: set[str] = set()
    for other, (holder, _) in modules().items():
        calls = called_in(other)
        by_name |= calls.get(f"{module}.{name}", frozenset())
        if other == module:
            by_name |= calls.get(name, frozenset())
        if other == module or f"{module}.{name}" in imports(other).values():
            own = {key for key, value in vars(holder).items() if isinstance(value, re.Pattern)}
            for owner, called in calls.items():
                if owner != "re" and owner not in own and "." not in owner:
                    by_any_name |= called - {"split"}  # texts have a method of that name
    return frozenset((direct and by_name) or by_any_name or WAYS)


@cache
def imports(module: str) -> dict[str, str]:
    """What ``module`` imports by name: the name it has there, and module and name it comes from."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(modules()[module][1])
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def compiled_in(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The expressions in ``value``: itself, or what lists, tables and records hold."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for pair in value.items():
            yield from compiled_in(pair, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset) and len(value) < 1000:
        for item in value:
            yield from compiled_in(item, depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from compiled_in(getattr(value, field.name, None), depth + 1)


def kept() -> Iterator[Expression]:
    """What modules keep: under a name of their own, in a table, or behind a function that remembers
    it."""
    for name, (module, _) in modules().items():
        for key, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                if key not in imports(name):
                    yield Expression(value, f"{name}.{key}", ways_of(name, key, direct=True))
                continue
            for pattern in compiled_in(value):
                yield Expression(pattern, f"{name}.{key}", ways_of(name, key, direct=False))
            if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                for pattern in compiled_in(value()):
                    yield Expression(pattern, f"{name}.{key}()", ways_of(name, key, direct=False))


@cache
def calls() -> tuple[tuple[str, ModuleType, ast.Call], ...]:
    """Every call of a function of `re` that takes an expression, with its place."""
    return tuple(_calls())


def _calls() -> Iterator[tuple[str, ModuleType, ast.Call]]:
    for name, (module, tree) in modules().items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in {*WAYS, "compile"}
            ):
                yield f"{name}:{node.lineno}", module, node


def written() -> Iterator[Expression]:
    """What is written where it is used, ``re.sub(r"\\s+", ...)``, as far as it can be told without
    running it."""
    for where, module, call in calls():
        assert isinstance(call.func, ast.Attribute)
        pattern = evaluated(call, module)
        if pattern is not None and call.func.attr != "compile":
            yield Expression(pattern, where, frozenset({call.func.attr}))


def evaluated(call: ast.Call, module: ModuleType) -> re.Pattern[Any] | None:
    """The expression that ``call`` is given; None if it is made of what only the running program
    knows."""
    flags = next((keyword.value for keyword in call.keywords if keyword.arg == "flags"), None)
    assert isinstance(call.func, ast.Attribute)
    position = {"sub": 4, "subn": 4, "split": 3, "compile": 1}.get(call.func.attr, 2)
    if len(call.args) > position:
        flags = call.args[position]
    try:
        given = _value(call.args[0], module)
        return (
            given
            if isinstance(given, re.Pattern)
            else re.compile(given, _value(flags, module) if flags else 0)
        )
    except NameError:
        return None


def made_while_running() -> set[str]:
    """Functions with arguments that make an expression of them, as ``module.function``."""
    found = set()
    for name, (module, tree) in modules().items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef) or not function.args.args:
                continue
            inside = {id(node) for node in ast.walk(function)}
            for _, _, call in calls():
                if id(call) in inside and evaluated(call, module) is None:
                    found.add(f"{name}.{function.name}".removeprefix("briefing_ingest."))
    return found


def _value(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), "expression", "eval"), dict(vars(module)))


@cache
def expressions() -> tuple[Expression, ...]:
    """Every expression once, with all the ways in which it is used."""
    found: dict[re.Pattern[Any], Expression] = {}
    for new in (*kept(), *written()):
        old = found.get(new.pattern)
        found[new.pattern] = Expression(new.pattern, old.where, old.ways | new.ways) if old else new
    return tuple(found.values())
