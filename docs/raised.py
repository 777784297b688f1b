"""Every error that is raised on purpose, found where it is made: its code, its class, its words and its mend."""

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeGuard

_CODE = re.compile(r"[a-z]+\.([a-z-]+|…)")
_VALUE = "…"  # where a value will stand
_MISSING = "?"
_TOLD = ("code", "what", "mend")

Told = Mapping[str, ast.expr | None]


class Raised(NamedTuple):
    """One way in which an error is made; "…" is what only a run can tell, "?" what is missing."""

    code: str
    kind: str
    what: str
    mend: str


def raised(source: Path) -> set[Raised]:
    """All errors that the code of a folder makes."""
    return {one for path in sorted(source.rglob("*.py")) for one in _Module(path).raised()}


class _Module:
    """One file of code: its calls, and the function that each of them stands in."""

    def __init__(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        self._calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        self._within = {id(node): function for function in functions for node in ast.walk(function)}

    def raised(self) -> Iterator[Raised]:
        for call in self._calls:
            kind = _name(call.func)
            told = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg in _TOLD}
            told = {"what": call.args[0], **told} if call.args else told
            if not _is_ours(kind, told) or _hands_on(told):
                continue
            for at, each in self._by_caller(call, told):
                code, what, mend = (self._words(each.get(name), at) for name in _TOLD)
                yield Raised(code, kind if kind.endswith("Error") else "DatelineError", what, mend)

    def _by_caller(self, call: ast.Call, told: Told) -> Iterator[tuple[ast.Call, Told]]:
        """What an error is told; of a function that makes errors for others, what each of its callers tells."""
        function = self._within.get(id(call))
        names = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)] if function else []
        asked = {name: node.id for name, node in told.items() if isinstance(node, ast.Name) and node.id in names}
        if function is None or not asked or not any(self._callers(function)):
            yield call, told
            return
        names = names[1:] if names[0] in ("self", "cls") else names
        for caller in self._callers(function):
            yield caller, {**told, **{name: _argument(caller, of, names.index(of)) for name, of in asked.items()}}

    def _callers(self, function: ast.FunctionDef) -> Iterator[ast.Call]:
        return (call for call in self._calls if _name(call.func) == function.name)

    def _words(self, node: ast.expr | None, at: ast.Call) -> str:
        """The words of a message; of a variable, those that it was given last before."""
        function = self._within.get(id(at))
        if isinstance(node, ast.Name) and function is not None:
            given = [one for one in ast.walk(function) if _gives(one, node) and one.lineno < at.lineno]
            return _said(max(given, key=lambda one: one.lineno).value) if given else _VALUE
        return _MISSING if node is None else _said(node)


def _is_ours(kind: str, told: Told) -> bool:
    """Whether a call makes an error of ours, or what a page shows in the place of one."""
    if "what" not in told or hasattr(builtins, kind):
        return False
    named = kind.endswith("Error") and ("mend" in told or "code" in told)
    return named or bool(_CODE.fullmatch(_said(told.get("code"))))


def _hands_on(told: Told) -> bool:
    """Whether an error is made of another one: ``ArticleError(fault.what, …, code=fault.code)``."""
    return isinstance(told.get("code"), ast.Attribute)


def _gives(node: ast.AST, name: ast.Name) -> TypeGuard[ast.Assign]:
    return isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name.id for to in node.targets)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _argument(call: ast.Call, name: str, place: int) -> ast.expr:
    named = (keyword.value for keyword in call.keywords if keyword.arg == name)
    return next(named, call.args[place] if place < len(call.args) else ast.Constant(_VALUE))  # else its default


def _said(node: ast.expr | None) -> str:
    """The words of a text, with … where a value will stand."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else _VALUE for part in node.values)
    if isinstance(node, ast.BinOp):
        return _said(node.left) + _said(node.right)
    return str(node.value) if isinstance(node, ast.Constant) else _VALUE
