"""Names say what is inside, files stay short, and what belongs together is called alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from quizapp.app import FEATURES
from tests.support.repository import ROOT, tracked

#: Words that say nothing of what is inside.
EMPTY = {"helper", "helpers", "util", "utils", "manager", "managers", "data", "misc", "common"}
LONGEST = 400
USUAL = 200
CODE = (".py", ".html", ".css", ".js")
#: The pages at the root of the site.
AT_THE_ROOT = "today"


def _code() -> list[Path]:
    """Our code; cards hold examples and proofs of another kind."""
    found = [one for one in tracked() if one.suffix in CODE and one.parts[0] != "cards"]
    assert len(found) > 150
    return found


def _lines(path: Path) -> int:
    return (ROOT / path).read_bytes().count(b"\n")


def test_it_has_no_name_that_says_nothing() -> None:
    for path in _code():
        for part in (*path.parts[:-1], path.stem):
            words = set(re.split(r"[_\-.]", part.lower()))
            assert not words & EMPTY, path


def test_it_has_no_module_named_like_one_of_pythons_own() -> None:
    import sys

    taken = sys.stdlib_module_names - {"__init__", "__main__"}
    assert not [path for path in _code() if path.parts[0] == "quizapp" and path.stem in taken]


def test_it_has_no_file_of_more_than_400_lines() -> None:
    assert not {str(one): _lines(one) for one in _code() if _lines(one) > LONGEST}


def test_it_keeps_nine_of_ten_files_under_200_lines() -> None:
    counts = [_lines(one) for one in _code()]
    assert sum(count < USUAL for count in counts) >= 0.9 * len(counts)


@pytest.mark.parametrize("folder", ["css", "css-hub", "css-quiz", "css-stats", "css-roadmap", "js"])
def test_it_lists_each_static_file_once_in_its_order(folder: str) -> None:
    place = ROOT / "static" / folder
    order = (place / "ORDER").read_text(encoding="utf-8").split()
    assert len(order) == len(set(order))
    assert sorted(order) == sorted(one.name for one in place.iterdir() if one.name != "ORDER")


@pytest.mark.parametrize("blueprint", FEATURES, ids=lambda one: one.name)
def test_it_calls_a_feature_the_same_everywhere(blueprint, app: Flask) -> None:  # type: ignore[no-untyped-def]
    name = blueprint.name
    folder = ROOT / "quizapp" / "features" / name
    assert blueprint.import_name == f"quizapp.features.{name}.routes"
    assert (folder / "routes.py").is_file()
    assert (folder / f"{name}.html").is_file()
    assert len([*(ROOT / "tests" / "features").rglob(f"test_{name}_pages.py")]) == 1
    prefix = "/" if name == AT_THE_ROOT else f"/{name}"
    rules = [one.rule for one in app.url_map.iter_rules() if one.endpoint.startswith(f"{name}.")]
    assert rules
    assert all(rule == prefix or rule.startswith(f"{prefix.rstrip('/')}/") for rule in rules)


def test_it_has_registered_every_feature_that_has_pages() -> None:
    folders = (ROOT / "quizapp" / "features").glob("*/routes.py")
    assert {path.parent.name for path in folders} == {one.name for one in FEATURES}


def test_it_wires_everything_on_one_screen() -> None:
    assert _lines(Path("quizapp/app.py")) <= 70


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda p: p.name)
def test_it_names_tests_by_what_they_say(path: Path) -> None:
    names = re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    short = [name for name in names if len(name.split("_")) < 4]
    assert not short, f"{path.name}: {short}"


def test_it_opens_each_module_with_a_sentence() -> None:
    for path in _code():
        if path.suffix == ".py" and path.parts[0] in ("quizapp", "tools"):
            assert (ROOT / path).read_text(encoding="utf-8").startswith('"""'), path
