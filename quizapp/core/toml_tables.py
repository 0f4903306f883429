"""Files of the deck that are lists of TOML tables with known keys: roadmap, sources, pairs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from quizapp.core.card_fields import near_miss
from quizapp.core.errors import Problem
from quizapp.core.kinds.block import shortened

_LINE_OF_ERROR = re.compile(r"at line ([0-9]+)")


@dataclass(frozen=True, slots=True)
class TableForm:
    """What a file's tables are called, and the keys of one: type of the value, how to write it.

    `noun` names one table in a message, `file` the file, `beside` other tables that it may hold.
    """

    name: str
    noun: str
    file: str
    keys: Mapping[str, tuple[type, str]]
    required: tuple[str, ...]
    beside: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table's line in its file and its values, lists as tuples."""

    line: int
    values: dict[str, Any]


def read_tables(text: str, path: str, form: TableForm) -> tuple[list[Table], list[Problem]]:
    """The good tables of a file in their order, and what is wrong with the others."""
    try:
        document = tomllib.loads(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        return [], [_unreadable(str(error), path, form)]
    except RecursionError:
        return [], [_unreadable("Its values are nested too deep.", path, form)]
    known = (form.name, *form.beside)
    problems = [
        Problem(path, 1, f"{form.file} has no key `{shortened(key)}`.", near_miss(key, known))
        for key in document
        if key not in known
    ]
    tables = document.get(form.name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        message = f"`{form.name}` is no list of {form.noun}s."
        remedy = f"Begin each {form.noun} with a line `[[{form.name}]]`."
        return [], [*problems, Problem(path, 1, message, remedy)]
    good: list[Table] = []
    for values, line in zip(tables, _lines_of_tables(text, form, len(tables)), strict=True):
        found = _faults_of(values, form)
        problems += [Problem(path, line, *fault) for fault in found]
        if not found:
            listed = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
            good.append(Table(line, listed))
    return good, problems


def _faults_of(values: Mapping[str, Any], form: TableForm) -> list[tuple[str, str]]:
    faults = []
    for key, value in values.items():
        if key not in form.keys:
            faults.append(
                (f"A {form.noun} has no key `{shortened(key)}`.", near_miss(key, form.keys))
            )
        elif not _is_of(form.keys[key][0], value):
            faults.append((f"The {form.noun}'s `{key}` has the wrong type.", form.keys[key][1]))
    faults += [
        (f"The {form.noun} has no {key}.", form.keys[key][1])
        for key in form.required
        if values.get(key) in (None, "")
    ]
    return faults


def _is_of(kind: type, value: object) -> bool:
    if isinstance(value, list) and kind is list:
        return all(isinstance(item, str) for item in value)
    return type(value) is kind


def _lines_of_tables(text: str, form: TableForm, count: int) -> list[int]:
    """Where the tables begin; `tomllib` does not say."""
    begin = re.compile(rf"[ \t]*\[\[[ \t]*{form.name}[ \t]*\]\]")
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if begin.match(line)]
    return (lines + [1] * count)[:count]


def _unreadable(reason: str, path: str, form: TableForm) -> Problem:
    found = _LINE_OF_ERROR.search(reason)
    line = int(found[1]) if found else 1
    return Problem(path, line, f"{form.file} is not valid TOML: {reason}", "Mend this line.")
