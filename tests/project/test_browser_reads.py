"""Browser tests read a page only by tests/browser/reading.py, which waits until it has arrived."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.repository import ROOT

FOLDER = ROOT / "tests" / "browser"
#: The one file that may read at once, since it is the one that waits.
WAITS = "reading.py"
#: What answers at once, with what is there at that moment.
AT_ONCE = {
    *("count", "all", "all_text_contents", "all_inner_texts", "text_content", "inner_text"),
    *("inner_html", "input_value", "get_attribute", "bounding_box", "aria_snapshot"),
    *("evaluate", "evaluate_all", "evaluate_handle", "query_selector", "query_selector_all"),
    *("is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled", "is_editable"),
    *("content", "title"),
}
#: The same without a call.
ADDRESS = "url"


def bare_reads(code: str) -> list[str]:
    """Each place of some code that reads a page at once."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            # A list's count() takes what to count, a locator's takes nothing.
            if name in AT_ONCE and not (name == "count" and node.args):
                found.append(ast.unparse(node.func))
        elif isinstance(node, ast.Attribute) and node.attr == ADDRESS:
            owner = ast.unparse(node.value).rpartition(".")[2]
            if owner == "page":
                found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda one: one.name)
def test_it_has_no_read_that_may_come_too_early(path: Path) -> None:
    found = bare_reads(path.read_text(encoding="utf-8"))
    assert bool(found) == (path.name == WAITS), found


@pytest.mark.parametrize(
    ("line", "is_bare"),
    [
        ("if page.locator('#typed').count(): pass", True),
        ("names = learner.page.locator('li').all_text_contents()", True),
        ("assert plain.page.url.endswith('/review')", True),
        ("page.evaluate('1')", True),
        ("if there(page.locator('#typed')): pass", False),
        ("expect(page).to_have_url(live.url)", False),
        ("assert names.count('Good') == 1", False),
    ],
)
def test_it_would_notice_one(line: str, is_bare: bool) -> None:
    assert bool(bare_reads(line)) == is_bare
