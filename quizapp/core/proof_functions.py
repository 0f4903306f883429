"""The proofs of a file: its functions `test_…`, read without running any of it."""

from __future__ import annotations

import ast
import warnings


def proofs_in(text: str) -> list[str]:
    """The names of a file's proofs, in their order.  Raises SyntaxError for what is no Python."""
    try:
        with warnings.catch_warnings():
            # What Python only warns of keeps no proof from being run.
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(str(error)) from error
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node.name
        for node in tree.body
        if isinstance(node, functions) and node.name.startswith("test_")
    ]
