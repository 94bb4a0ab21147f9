"""What a step is able to store: the writing methods of stores that are reached from it, read off the source.

For `test_rights.py`: a button that is said to show something only, and yet can store, would be taken at its word.
"""

import ast
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import storage.unit
from handlers.kit import Notice

WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE|DELETE FROM)\b|\.(?:run|many|changed)\(")
IN_STORE = re.compile(r"(?:^|\.)store\.(\w+)(?:\.(\w+))?$")
BROUGHT_UP_TO_DATE = {
    "up_to_date": "whoever left no longer acts on the roll of a ballot; kept by whoever looks at it first",
    "with_roll_of_today": "until it is opened, the roll of a ballot is the roster's; kept by whoever prepares it",
}
"""What a look may store, whoever looks: not an act of theirs. Each has its reason."""


def stores(step: Callable[..., Any]) -> list[str]:
    """“campaigns.save”, and “Notice” where others are told: sorted, without what is only brought up to date."""
    seen, found, waiting = set[FunctionType](), set[str](), [inspect.unwrap(step)]
    while waiting:
        function = waiting.pop()
        if (
            not isinstance(function, FunctionType)
            or function in seen
            or function.__name__ in BROUGHT_UP_TO_DATE
        ):
            continue
        seen.add(function)
        found |= _stored(function)
        waiting += _named(function)
    return sorted(found)


@cache
def _definitions(file: str) -> Mapping[int, ast.AST]:
    """Every function of a file by its first line."""
    nodes = ast.walk(ast.parse(Path(file).read_text("utf-8")))
    found = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {min([node.lineno, *(one.lineno for one in node.decorator_list)]): node for node in found}


def _nodes(function: FunctionType) -> Sequence[ast.AST]:
    code = function.__code__
    definition = _definitions(code.co_filename).get(code.co_firstlineno)
    return [] if definition is None else list(ast.walk(definition))


@cache
def _stored(function: FunctionType) -> frozenset[str]:
    """The calls of writing methods in this function itself."""
    nodes, found = _nodes(function), set[str]()
    nicknames = {
        target.id: store[1]
        for node in nodes
        if isinstance(node, ast.Assign) and (store := IN_STORE.search(ast.unparse(node.value)))
        for target in node.targets
        if isinstance(target, ast.Name) and not store[2]
    }
    for called in (ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)):
        first, _, rest = called.partition(".")
        store = IN_STORE.search(f"store.{nicknames[first]}.{rest}" if first in nicknames else called)
        if store and store[2] in _writing(store[1]):
            found.add(f"{store[1]}.{store[2]}")
        if function.__globals__.get(called) is Notice:
            found.add("Notice")
    return frozenset(found)


@cache
def _named(function: FunctionType) -> frozenset[FunctionType]:
    """The functions of the flows that it names."""
    known, found = function.__globals__, set[FunctionType]()
    for node in _nodes(function):
        named: object = None
        if isinstance(node, ast.Name):
            named = known.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = known.get(node.value.id)
            named = getattr(owner, node.attr, None) if isinstance(owner, ModuleType | type) else None
        if isinstance(named, FunctionType) and named.__module__.startswith("handlers."):
            found.add(inspect.unwrap(named))
    return frozenset(found)


@cache
def _writing(attribute: str) -> frozenset[str]:
    """The methods of this store that write, by themselves or by another one."""
    kind = _stores()[attribute]
    sources = {
        name: inspect.getsource(inspect.unwrap(method))
        for name, method in inspect.getmembers(kind, inspect.isfunction)
    }
    writing = {name for name, source in sources.items() if WRITES.search(source)}
    while more := {
        name
        for name, source in sources.items()
        if name not in writing and any(f"self.{other}(" in source for other in writing)
    }:
        writing |= more
    return frozenset(writing)


@cache
def _stores() -> dict[str, type]:
    """The class of every store of a unit."""
    made = _nodes(storage.unit.Unit.__init__)  # type: ignore[arg-type]
    pairs = [
        (node.targets[0].attr, node.value.func.id)
        for node in made
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Attribute)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
    ]
    return {attribute: vars(storage.unit)[name] for attribute, name in pairs}
