"""What the files of the program import, by their syntax: the measure for lists that must not forget
anything."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "briefing_ingest"
BY_NAME = {"import_module", "__import__", "find_spec", "files", "importorskip"}
"""Functions that import the module whose name they are given, or read its data."""


def imports_of(tree: ast.AST) -> Iterator[str]:
    """The modules that ``tree`` imports, wherever it does, by their whole names."""
    for node in ast.walk(tree):
        yield from names_in(node)
        if isinstance(node, ast.Call) and node.args and _name(node.func) in BY_NAME:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def names_in(node: ast.AST) -> Iterator[str]:
    """The modules that ``node`` imports, if it is a statement that does."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""


def third_party(folder: Path = SOURCE) -> frozenset[str]:
    """Top-level modules that the files in ``folder`` import and that are neither Python's nor
    ours."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in folder.rglob("*.py"))
    found = {name.partition(".")[0] for tree in trees for name in imports_of(tree)}
    return frozenset(found - sys.stdlib_module_names - {"", "briefing_ingest"})


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
