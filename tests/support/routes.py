"""Routes are compiled once in a run, not once for each app that a test makes."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.routing import Rule

_Builder = Callable[..., tuple[str, str]]
_compile = Rule._compile_builder
_known: dict[tuple[object, ...], _Builder] = {}


def _compiled(rule: Rule, append_unknown: bool = True) -> _Builder:
    # What builds an address depends on these alone; the converters it finds in its own rule.
    key = (tuple(rule._trace), repr(rule.defaults), append_unknown)
    if key not in _known:
        _known[key] = _compile(rule, append_unknown)
    return _known[key]


def keep_compiled_routes() -> None:
    """Let each rule find what a rule like it was compiled to."""
    Rule._compile_builder = _compiled  # type: ignore[method-assign, assignment]
