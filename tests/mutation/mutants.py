"""Makes mutants of a module: its syntax tree with one small mistake each. It runs nothing.

The mistakes are those of mutmut and cosmic-ray (operators, constants, conditions, arguments, results, statements), with
the members of enumerations exchanged as well.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
}
_ENUMERATIONS = {
    "Outcome": ("APPLIED", "MERGED", "CONFLICT"),
    "Policy": ("LATEST", "ASK", "UNION", "ADD", "TEXT", "FURTHEST", "APPEND", "STRICTEST", "SERVER"),
}

Where = tuple[str | int, ...]
"""The way from the tree's root to a node: names of attributes and places in lists."""


@dataclass(frozen=True)
class Mutant:
    """A module with one mistake. `name` says which, and stays the same while the code around it changes."""

    name: str
    line: int
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its code; several of one name are numbered."""
    tree = ast.parse(source)
    named: dict[str, int] = {}
    for where, node, function in _walk(tree, (), ""):
        for changed in _changes(node):
            if ast.dump(changed) == ast.dump(node):
                continue  # an argument that was None before
            name = f"{function}: {_text(node)} -> {_text(changed)}"
            named[name] = named.get(name, 0) + 1
            if named[name] > 1:
                name = f"{name} ({named[name]})"
            yield Mutant(name, getattr(node, "lineno", 0), _with(tree, where, changed))


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:160]


def _walk(node: ast.AST, where: Where, function: str) -> Iterator[tuple[Where, ast.AST, str]]:
    """Nodes of functions' bodies and of what is assigned in modules; annotations and docstrings left out."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "ctx", "type_comment"):
            continue
        listed = value if isinstance(value, list) else [value]
        for index, child in enumerate(listed):
            if (
                not isinstance(child, ast.AST)
                or _is_docstring(child)
                or isinstance(child, ast.ImportFrom | ast.Import)
            ):
                continue
            place: Where = (*where, name, index) if isinstance(value, list) else (*where, name)
            inside = (
                f"{function}.{child.name}".strip(".")
                if isinstance(child, ast.FunctionDef | ast.ClassDef)
                else function
            )
            yield place, child, inside
            yield from _walk(child, place, inside)


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _with(tree: ast.Module, where: Where, changed: ast.AST) -> ast.Module:
    result = copy.deepcopy(tree)
    holder = result
    for step in where[:-1]:
        holder = holder[step] if isinstance(step, int) else getattr(holder, step)  # type: ignore[index]
    last = where[-1]
    if isinstance(last, int):
        holder[last] = changed  # type: ignore[index]
    else:
        setattr(holder, last, changed)
    return ast.fix_missing_locations(result)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    for kind, change in _CHANGES:
        if isinstance(node, kind):
            for changed in change(copy.deepcopy(node)):
                yield ast.fix_missing_locations(ast.copy_location(changed, node))


def _of_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for index, operator in enumerate(node.ops):
        other = _COMPARISONS.get(type(operator))
        if other is not None:
            changed = copy.deepcopy(node)
            changed.ops[index] = other()
            yield changed


def _of_condition(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for index in range(len(node.values)):
        left = [value for place, value in enumerate(node.values) if place != index]
        yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def _of_negation(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def _of_operation(node: ast.BinOp) -> Iterator[ast.AST]:
    other = _OPERATORS.get(type(node.op))
    if other is not None:
        yield ast.BinOp(node.left, other(), node.right)


def _of_constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node.value, str):
        yield ast.Constant(f"XX{node.value}")


def _of_choice(node: ast.IfExp) -> Iterator[ast.AST]:
    yield ast.IfExp(node.test, node.orelse, node.body)


def _of_branch(node: ast.If | ast.While) -> Iterator[ast.AST]:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    yield node


def _of_result(node: ast.Return | ast.Assign | ast.AnnAssign) -> Iterator[ast.AST]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        node.value = ast.Constant(None)
        yield node


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    for index, argument in enumerate(node.args):
        if not isinstance(argument, ast.Starred):
            changed = copy.deepcopy(node)
            changed.args[index] = ast.Constant(None)
            yield changed
    for index in range(len(node.keywords)):
        changed = copy.deepcopy(node)
        del changed.keywords[index]
        yield changed


def _of_filter(node: ast.comprehension) -> Iterator[ast.AST]:
    for index in range(len(node.ifs)):
        changed = copy.deepcopy(node)
        del changed.ifs[index]
        yield changed


def _of_member(node: ast.Attribute) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Name) and node.attr in _ENUMERATIONS.get(node.value.id, ()):
        members = _ENUMERATIONS[node.value.id]
        node.attr = members[(members.index(node.attr) + 1) % len(members)]
        yield node


def _of_increase(node: ast.AugAssign) -> Iterator[ast.AST]:
    yield ast.Assign([node.target], node.value)
    other = _OPERATORS.get(type(node.op))
    if other is not None:
        yield ast.AugAssign(node.target, other(), node.value)


def _of_statement(node: ast.Expr | ast.Continue | ast.Break) -> Iterator[ast.AST]:
    yield ast.Pass()


_CHANGES = (
    (ast.Compare, _of_comparison),
    (ast.BoolOp, _of_condition),
    (ast.UnaryOp, _of_negation),
    (ast.BinOp, _of_operation),
    (ast.Constant, _of_constant),
    (ast.IfExp, _of_choice),
    ((ast.If, ast.While), _of_branch),
    ((ast.Return, ast.Assign, ast.AnnAssign), _of_result),
    (ast.Call, _of_call),
    (ast.comprehension, _of_filter),
    (ast.Attribute, _of_member),
    (ast.AugAssign, _of_increase),
    ((ast.Expr, ast.Continue, ast.Break), _of_statement),
)
