"""What a section of a page holds: prose, code that is included or run, and diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.core.diagrams import Diagram, read_diagram
from quizapp.core.kinds.block import Fault, Line, shortened, text_of
from quizapp.core.kinds.fences import Opening, opening_of

_INCLUDE = re.compile(r"([a-z]+) include=([\w][\w./-]*)(?:#([\w-]+))?")
_PROGRAM = re.compile(r"(python|sql|sh) run")
_INCLUDE_REMEDY = "Write ```python include=topics/http/proofs/prove_x.py#region with nothing in it."
_BEGIN = re.compile(r"\s*(?:#|--|//) region: ([\w-]+)\s*")
_END = re.compile(r"\s*(?:#|--|//) endregion\s*")


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown; `line` is where it begins."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Include:
    """Code of a tested file; `path` is seen from the deck's folder, `region` may be empty."""

    line: int
    language: str
    path: str
    region: str

    @property
    def target(self) -> str:
        return f"{self.path}#{self.region}" if self.region else self.path


@dataclass(frozen=True, slots=True)
class Program:
    """Code that the tests run, with exactly what it prints."""

    line: int
    language: str
    code: str
    output: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram where it stands."""

    line: int
    diagram: Diagram


Part = Prose | Include | Program | Drawing


def parts_of(lines: Iterable[Line], *, pasted_code: bool = True) -> tuple[list[Part], list[Fault]]:
    """The parts of a section in order, with a fault for each fence that cannot be read.

    `pasted_code` says whether code may stand there that no test runs.
    """
    reader = _Reader(pasted_code)
    for line in lines:
        reader.read(line)
    return reader.finished()


def region_of(text: str, region: str) -> str | None:
    """The lines between `# region: name` and `# endregion`, or a whole file; None if missing."""
    if not region:
        return _without_regions(text.split("\n"))
    found: list[str] | None = None
    for line in text.split("\n"):
        begin = _BEGIN.fullmatch(line)
        if found is None and begin is not None and begin[1] == region:
            found = []
        elif found is not None and _END.fullmatch(line):
            return _without_regions(found)
        elif found is not None:
            found.append(line)
    return None


def _without_regions(lines: list[str]) -> str:
    """The lines moved to the left edge, without the marks of regions."""
    kept = [line.rstrip() for line in lines if not (_BEGIN.fullmatch(line) or _END.fullmatch(line))]
    indent = min((len(one) - len(one.lstrip()) for one in kept if one), default=0)
    return "\n".join(one[indent:] for one in kept).strip("\n")


class _Reader:
    def __init__(self, pasted_code: bool) -> None:
        self._pasted_code = pasted_code
        self._parts: list[Part] = []
        self._faults: list[Fault] = []
        self._prose: list[Line] = []
        self._opened: Opening | None = None
        self._opened_at = Line(0, "")
        self._code: list[Line] = []
        self._waiting: tuple[Line, str, str] | None = None  # a program without its output yet

    def read(self, line: Line) -> None:
        if self._opened is None:
            self._opened = opening_of(line.text)
            if self._opened is None:
                self._read_prose(line)
            else:
                self._opened_at, self._code = line, []
        elif self._opened.is_closed_by(line.text):
            self._close(self._opened, line)
            self._opened = None
        else:
            self._code.append(line)

    def finished(self) -> tuple[list[Part], list[Fault]]:
        if self._opened is not None:
            self._close(self._opened, None)
        self._end_program()
        self._end_prose()
        return self._parts, self._faults

    def _read_prose(self, line: Line) -> None:
        if line.text.strip():
            self._end_program()
        self._prose.append(line)

    def _close(self, opened: Opening, last: Line | None) -> None:
        info, line = opened.info, self._opened_at.number
        words = info.split()
        if "run" in words:
            self._end_program()
            program = _PROGRAM.fullmatch(info)
            if program is None:
                remedy = "Write ```python run, ```sql run or ```sh run."
                self._refuse(f"```{shortened(info)} is not run.", remedy)
            else:
                self._waiting = (self._opened_at, program[1], self._text())
        elif info == "output":
            self._take_output()
        elif len(words) > 1 and words[1].startswith("include"):
            self._end_program()
            self._include(info)
        elif words[:1] == ["diagram"]:
            self._end_program()
            diagram, faults = read_diagram(info, self._code, line)
            self._faults += faults
            if diagram is not None:
                self._add(Drawing(line, diagram))
        else:
            self._end_program()
            self._keep_fence(info, last)

    def _keep_fence(self, info: str, last: Line | None) -> None:
        """Other fences stay in the prose that they belong to."""
        if info != "text" and not self._pasted_code:
            remedy = "Include it from a tested file, mark it `run`, or call it ```text."
            self._refuse(f"The code ```{shortened(info)} is not tested.", remedy)
        self._prose += [self._opened_at, *self._code]
        if last is not None:
            self._prose.append(last)

    def _include(self, info: str) -> None:
        found = _INCLUDE.fullmatch(info)
        if found is None or ".." in found[2].split("/"):
            self._refuse(f"```{shortened(info, 80)} includes nothing.", _INCLUDE_REMEDY)
        elif any(line.text.strip() for line in self._code):
            self._refuse("Code stands where a file is included.", _INCLUDE_REMEDY)
        else:
            self._add(Include(self._opened_at.number, found[1], found[2], found[3] or ""))

    def _take_output(self) -> None:
        if self._waiting is None:
            self._refuse("No program stands above this output.", "Write ```python run above it.")
            return
        opened, language, code = self._waiting
        self._waiting = None
        self._add(Program(opened.number, language, code, self._text()))

    def _end_program(self) -> None:
        if self._waiting is not None:
            opened, language, code = self._waiting
            self._waiting = None
            remedy = "Add the fence ```output with exactly what it prints."
            self._faults.append(Fault(opened.number, "This program has no output.", remedy))
            self._add(Program(opened.number, language, code, ""))

    def _add(self, part: Part) -> None:
        self._end_prose()
        self._parts.append(part)

    def _end_prose(self) -> None:
        if text_of(self._prose):
            first = next(line for line in self._prose if line.text.strip())
            self._parts.append(Prose(first.number, text_of(self._prose)))
        self._prose = []

    def _text(self) -> str:
        return "\n".join(line.text for line in self._code)

    def _refuse(self, message: str, remedy: str) -> None:
        self._faults.append(Fault(self._opened_at.number, message, remedy))
