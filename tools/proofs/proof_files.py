"""The proofs of the deck: the test functions in `topics/<topic>/proofs/*.py`."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path

from quizapp.core import proof_functions


def proof_files(cards: Path) -> list[Path]:
    """The files that hold proofs, in order of their names."""
    return [path for path in sorted(cards.glob("topics/*/proofs/*.py")) if proofs_in(path)]


def proofs_in(path: Path) -> list[str]:
    """The names of a file's proofs, read without running it."""
    return proof_functions.proofs_in(path.read_text(encoding="utf-8"))


def arguments_of(path: Path, function: str) -> list[str]:
    """The names of the arguments of a file's function; none when it is not there."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == function:
            return [argument.arg for argument in node.args.args]
    return []


def proof_texts(cards: Path) -> dict[str, str]:
    """The texts of all that proofs and practices' examples are made of, by path in the deck."""
    found = [*cards.glob("topics/*/proofs/*"), *cards.glob("practices/*/*")]
    return {
        path.relative_to(cards).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(found)
        if path.is_file()
    }


def executed_by(path: str, texts: Mapping[str, str]) -> list[str]:
    """The files whose tests execute a file of `proof_texts`: itself, or those that name it."""
    folder, _, name = path.rpartition("/")
    if name.startswith(("prove_", "test_")):
        return [path]
    if path.startswith("practices/") and name.startswith(("before.", "after.")):
        return [f"{folder}/test_example.py"]
    names = (name, name.removesuffix(".py")) if name.endswith(".py") else (name,)
    return [
        other
        for other, text in texts.items()
        if other.startswith(f"{folder}/")
        and other.rpartition("/")[2].startswith(("prove_", "test_"))
        and any(re.search(rf"\b{re.escape(one)}\b", text) for one in names)
    ]
