"""Proofs that run pytest, Hypothesis and coverage.py on small programs."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def start(folder, *arguments):
    command = [sys.executable, "-B", "-m", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def results(folder, *tests):
    """The last line of a pytest run, such as `1 failed, 2 passed`."""
    ran = start(folder, "pytest", "-q", "-p", "no:cacheprovider", *tests)
    return ran.stdout.splitlines()[-1].partition(" in ")[0]


def test_a_loop_stops_and_parametrize_goes_on(tmp_path):
    inputs = "[0, 1, 2, 3, 4]"
    program = tmp_path / "test_it.py"
    program.write_text(f"def test_it():\n    for n in {inputs}:\n        assert n % 2 == 0, n\n")
    assert results(tmp_path) == "1 failed"
    program.write_text(
        "import pytest\n"
        f"@pytest.mark.parametrize('n', {inputs})\n"
        "def test_it(n):\n    assert n % 2 == 0, n\n"
    )
    assert results(tmp_path) == "2 failed, 3 passed"  # so input 3 failed as well
    assert results(tmp_path, "test_it.py::test_it[3]") == "1 failed"


def test_hypothesis_reports_a_simple_input():
    from hypothesis import given, settings, strategies

    tried = []

    @settings(database=None, derandomize=True)
    @given(strategies.lists(strategies.integers()))
    def sums_stay_small(numbers):
        tried.append((sum(numbers) < 1000, numbers))
        assert sum(numbers) < 1000

    with pytest.raises(AssertionError) as failure:
        sums_stay_small()
    failing = [numbers for small, numbers in tried if not small]
    assert failing[0] != [1000]
    assert failing[-1] == [1000]
    assert "numbers=[1000]" in "".join(failure.value.__notes__)


RATES = """
import pytest
rates = {"EUR": 50}

@pytest.fixture(autouse=RESET)
def same_rates(monkeypatch):
    monkeypatch.setattr(__import__(__name__), "rates", dict(rates))

def test_update():
    rates["EUR"] = 55
    assert rates["EUR"] == 55

def test_price_in_euro():
    assert 100 / rates["EUR"] == 2
"""


@pytest.mark.parametrize(("reset", "in_order"), [(False, "1 failed, 1 passed"), (True, "2 passed")])
def test_shared_state_makes_the_order_matter(tmp_path, reset, in_order):
    (tmp_path / "test_rates.py").write_text(RATES.replace("RESET", str(reset)))
    price, update = "test_rates.py::test_price_in_euro", "test_rates.py::test_update"
    assert results(tmp_path, price) == "1 passed"
    assert results(tmp_path, price, update) == "2 passed"
    assert results(tmp_path, update, price) == in_order


@cache
def covered(code):
    """What coverage.py counts of the code, and the error without a discount."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "shop.py").write_text(code)
        (folder / "test.py").write_text("from shop import total\nassert total(100, 0.1) == 90\n")
        start(folder, "coverage", "run", "--branch", "--include=shop.py", "test.py")
        start(folder, "coverage", "json", "-o", "report.json")
        report = json.loads((folder / "report.json").read_text())["files"]["shop.py"]
        failed = start(
            folder, "timeit", "-n1", "-r1", "-s", "from shop import total", "total(1, 0)"
        )
    return report["summary"], failed.stderr


def test_full_line_coverage_misses_a_branch(fence, options):
    counts, error = covered(fence)
    assert counts["num_branches"] == 2
    found = (counts["missing_lines"], counts["covered_branches"])
    truth = {
        "All lines run, one of two branches": found == (0, 1),
        "All lines run, both of the branches": found == (0, 2),
        "Two of three lines, one of two branches": found == (1, 1),
    }
    assert truth == dict(options)
    # The path that is missing is the one that fails.
    assert "UnboundLocalError" in error
