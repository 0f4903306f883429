"""Any text can be a page: it is read without an error, and what is served of it is harmless."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.deck_blocks import visible
from quizapp.core.page_checks import problems_of_pages
from quizapp.core.page_lists import lists_of
from quizapp.core.pages import parse_page
from quizapp.storage.page_sync import around
from quizapp.web.page_html import PageHtml
from tests.support.client import check_page
from tests.support.pages import HUB_DECK

PIECES = st.sampled_from(
    """# T|## Why|## Check yourself|Cards: a, b|Source: x|```python run|```|```output|A -> B: c
```diagram flow "T"|B -> A|```text|```python include=a.py#b|- [a](b.md): c|- {x} of 3|<b>|> q
[a](../topics/b/guide.md#c)|---|topics: a|`|==|| a | b ||-|-||\x00|\u202e""".replace(
        "\n", "|"
    ).split("|")
).map(lambda piece: f"{piece}\n")
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join)
PATHS = st.sampled_from(["hub/home.md", "practices/one.md", "concepts/x.md", "topics/a/guide.md"])


@settings(max_examples=150)
@given(TEXTS, PATHS)
def test_any_text_can_be_read_checked_and_shown(text: str, path: str) -> None:
    page, problems = parse_page(visible(text), path)
    assert all(one.message and one.remedy and one.line >= 1 for one in problems)
    assert problems == sorted(problems)
    problems_of_pages([page], cards=("a",), topics=("a",), files={"a.py": "1"})
    renderer = PageHtml()
    its = around(page, {"a.py": "# region: b\n1\n# endregion"}, "")
    for section in page.sections:
        check_page(renderer.page(lists_of(section.parts, path).parts, its))


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_page_never_hides_the_rest_of_it(data: st.DataObject) -> None:
    text = HUB_DECK["technologies/alpha.md"]
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines)))
    piece = data.draw(PIECES).strip("\n").replace("\x00", "")
    page, _ = parse_page("\n".join([*lines[:at], piece, *lines[at:]]), "technologies/alpha.md")
    if not piece.startswith("```"):
        titles = [section.title for section in page.sections]
        assert sum(title in titles for title in ("Mental model", "Sources")) >= 1
