"""Pages against the deck that they stand in."""

from __future__ import annotations

from quizapp.core.page_checks import problems_of_pages
from quizapp.core.pages import HubPage, parse_page
from tests.support.pages import PROOF, TECHNOLOGY

CARDS = {
    "sky", "idempotent", "pick", "cloze-two", "prints", "fails", "full-disk", "in-order",
    "list-files",
}  # fmt: skip
FILES = {"topics/alpha/proofs/prove_alpha.py": PROOF}
GUIDE = "# About\n\n## First things\n\nWords.\n"


def read(text: str, path: str) -> HubPage:
    return parse_page(text, path)[0]


def wrong(*pages: HubPage, files: dict[str, str] | None = None) -> list[str]:
    found = problems_of_pages(
        [*pages, read(GUIDE, "topics/alpha/guide.md")],
        cards=CARDS,
        topics={"alpha", "beta"},
        files=FILES if files is None else files,
    )
    return [f"{one.path}:{one.line}: {one.message} {one.remedy}" for one in found]


def page(body: str) -> HubPage:
    return read(f"# T\n\n## One\n\n{body}\n", "hub/one.md")


def test_it_finds_nothing_wrong_with_a_page_that_fits() -> None:
    assert wrong(read(TECHNOLOGY, "technologies/alpha.md")) == []


def test_it_names_unknown_topics_and_cards_with_what_was_meant() -> None:
    text = TECHNOLOGY.replace("topics: alpha", "topics: alhpa").replace(
        "Cards: fails", "Cards: fail"
    )
    first, second = wrong(read(text, "technologies/alpha.md"))
    assert first.endswith("2: `alhpa` is no topic of the roadmap. Did you mean `alpha`?")
    assert second.endswith("`fail` is the id of no card. Did you mean `fails`?")


def test_it_names_dead_links_and_anchors_with_their_lines() -> None:
    body = "[a](../topics/alpha/guide.md#first-thing)\n[b](two.md) [c](#one)\n[d](../sources.toml)"
    first, second = wrong(page(body))
    assert first.startswith("hub/one.md:5: topics/alpha/guide.md has no section #first-thing.")
    assert "`first-things`" in first
    assert second.startswith("hub/one.md:6: The link leads to hub/two.md, which is no page.")


def test_it_names_includes_of_what_is_not_there() -> None:
    missing = page("```python include=topics/alpha/proofs/prove_alpha.py#nothing\n```")
    assert "has no region `nothing`" in wrong(missing)[0]
    assert "There is no file topics/alpha/proofs/prove_alpha.py" in wrong(missing, files={})[0]


def test_it_likens_only_some_of_many_unknown_names() -> None:
    body = "\n".join(f"Cards: skyy-{number}" for number in range(60))
    found = wrong(page(body))
    assert len(found) == 60
    assert found[-1].endswith("Name one that exists.")
