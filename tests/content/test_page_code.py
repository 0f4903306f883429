"""The code on pages was run: it prints what stands below it, or is part of a tested file."""

from __future__ import annotations

import pytest

from quizapp.core.page_parts import Program
from quizapp.core.pages import HubPage, parse_page
from tests.support.built_in import CARDS, reading
from tests.support.proving import run
from tools.proofs.page_code import faulty_includes, programs_on, unexecuted_files, untested_code
from tools.proofs.proof_files import proof_texts
from tools.proofs.running import Ran

PROGRAMS = programs_on(reading().pages)
TEXTS = proof_texts(CARDS)


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_on_a_page_prints_what_stands_below_it_and_nothing_else(
    program: Program,
) -> None:
    assert run(program.language, program.code) == Ran(f"{program.output}\n", "", 0)


def test_pages_show_no_code_but_what_tests_run() -> None:
    found = {page.path: untested_code(page) for page in reading().pages}
    assert {path: fences for path, fences in found.items() if fences} == {}


def test_pages_include_only_what_is_there_and_tested() -> None:
    found = {page.path: faulty_includes(page, TEXTS) for page in reading().pages}
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_every_file_beside_proofs_and_examples_is_executed_by_a_test() -> None:
    assert unexecuted_files(TEXTS) == []


FILES = {
    "topics/http/proofs/prove_it.py": "from pair import two\n# region: a\ntwo()\n# endregion",
    "topics/http/proofs/pair.py": "def two(): ...",
    "topics/http/proofs/old_pair.py": "def two(): ...",
    "topics/sql/proofs/prove_it.py": "old_pair = 1",
    "practices/git/before.sh": "git add .",
    "practices/git/test_example.py": "read('data.csv')",
    "practices/git/data.csv": "1,2",
}


def page_with(*fences: str) -> HubPage:
    body = "\n".join(f"```{info}\n```" for info in fences)
    return parse_page(f"# Title\n\n## Example\n\n{body}\n", "hub/home.md")[0]


def test_a_file_that_no_test_names_is_found() -> None:
    assert unexecuted_files(FILES) == ["topics/http/proofs/old_pair.py"]


def test_an_include_of_what_is_not_there_or_not_tested_is_found() -> None:
    page = page_with(
        "python include=topics/http/proofs/prove_it.py#a",
        "python include=topics/http/proofs/pair.py",
        "sh include=practices/git/before.sh",
        "python include=topics/http/proofs/prove_it.py#b",
        "python include=topics/http/proofs/none.py",
        "python include=topics/http/proofs/old_pair.py",
    )
    assert faulty_includes(page, FILES) == [
        "line 11: topics/http/proofs/prove_it.py#b is no region of that file",
        "line 13: topics/http/proofs/none.py is no file of proofs or of a practice",
        "line 15: topics/http/proofs/old_pair.py is executed by no test",
    ]


def test_a_fence_that_no_test_runs_is_found() -> None:
    tested = ("text", "python run", "output", 'diagram flow "A"', "sh include=a.sh#b")
    assert untested_code(page_with(*tested)) == []
    assert untested_code(page_with("python", "", "json run")) == [
        "line 5: python",
        "line 7: ",
        "line 9: json run",
    ]
