"""The code on pages: what is run where it stands, what is included, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quizapp.core.deck_blocks import lines_of
from quizapp.core.kinds.fences import Fence, pieces_of
from quizapp.core.page_parts import Include, Program, region_of
from quizapp.core.pages import HubPage
from quizapp.core.proof_results import executed_parts
from tools.proofs.proof_files import executed_by

#: Messages and trees, programs with their output, included files, diagrams.
_TESTED = re.compile(r"text|output|error|(python|sql|sh) run|\w+ include=\S+|diagram .*")


def programs_on(pages: Iterable[HubPage]) -> dict[str, Program]:
    """The programs that are run as they stand, by id."""
    parts = (one for page in pages for one in executed_parts(page))
    return {name: part for name, part in parts if isinstance(part, Program)}


def untested_code(page: HubPage) -> list[str]:
    """The page's fences that no test runs, as `line 12: python`."""
    pieces = pieces_of(line for _, line in lines_of(page.text))
    fences = [piece for piece in pieces if isinstance(piece, Fence)]
    return [f"line {one.line}: {one.info}" for one in fences if not _TESTED.fullmatch(one.info)]


def faulty_includes(page: HubPage, texts: Mapping[str, str]) -> list[str]:
    """What the page includes and is not there, or is executed by no test; `texts` are all files."""
    faults = []
    for _, part in executed_parts(page):
        if isinstance(part, Include):
            where = f"line {part.line}: {part.target}"
            if part.path not in texts:
                faults.append(f"{where} is no file of proofs or of a practice")
            elif region_of(texts[part.path], part.region) is None:
                faults.append(f"{where} is no region of that file")
            elif not executed_by(part.path, texts):
                faults.append(f"{where} is executed by no test")
    return faults


def unexecuted_files(texts: Mapping[str, str]) -> list[str]:
    """The files beside proofs and examples that no test there executes or reads."""
    return [path for path in texts if not executed_by(path, texts)]
