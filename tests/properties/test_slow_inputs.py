"""Malformed decks take time in proportion to their length (F2 of the test catalogue)."""

from __future__ import annotations

import pytest

from quizapp.core.deck_text import mint_ids, parse_file
from quizapp.core.guides import parse_guide
from quizapp.core.page_checks import problems_of_pages
from quizapp.core.page_links import with_addresses
from quizapp.core.pages import parse_page
from tests.support.growth import Shape, check_growth

SIZE = 30_000
#: A file of many short lines is refused unread, so it would show nothing.
CHARACTERS_A_LINE = 7
MOST_SECONDS = 1.0

#: Ids of a deck, of which a page may name others.
KNOWN = [f"known-{number}" for number in range(500)]

HEAD = "## Question? {#one}\n"
TAIL = "\n\n> Why\n\nSource: x\n"


def card(braces: str, body: str) -> str:
    return f"## Question? {{{braces}}}\n{body}{TAIL}"


def repeated(piece: str, before: str = "", after: str = "") -> Shape:
    """As many pieces as it takes to fill the size, within the limit of lines."""
    length = max(len(piece), CHARACTERS_A_LINE * piece.count("\n"))
    return lambda size: before + piece * (size // length) + after


def numbered(pattern: str, before: str = "", after: str = "") -> Shape:
    """Pieces that all differ."""
    length = max(len(pattern) + 3, CHARACTERS_A_LINE * pattern.count("\n"))
    return lambda size: before + "".join(pattern % n for n in range(size // length)) + after


def stairs(sign: str, info: str = "") -> Shape:
    """Runs of a sign that become shorter, so none closes the one before it."""

    def build(size: int) -> str:
        longest = int((2 * size) ** 0.5)
        return HEAD + "".join(f"{sign * n}{info}\n" for n in range(longest, 2, -1))

    return build


def both_halves(left: str, right: str, before: str = "", after: str = "") -> Shape:
    return lambda size: before + left * (size // 2) + right * (size // 2) + after


SHAPES: dict[str, Shape] = {
    "one long word": repeated("a"),
    "one long heading": repeated("a", "## "),
    "blank lines": repeated("\n"),
    "lines of spaces": repeated("    \n", HEAD),
    "one line of spaces": repeated(" ", HEAD, "x"),
    "tabs": repeated("\t", HEAD, "x"),
    "carriage returns": repeated("\r", HEAD),
    "mixed line ends": repeated("a\r\nb\n", HEAD),
    "NUL": repeated("\x00"),
    "control characters in lines": repeated("\x01\n", HEAD),
    "surrogates": repeated("\ud800 \n", HEAD),
    "marks of byte order": repeated("\ufeff"),
    "headings without text": repeated("##\n"),
    "headings without ids": repeated("## a\n"),
    "headings without space": repeated("##a\n", HEAD),
    "indented headings": repeated(" ## a\n", HEAD),
    "level-1 headings": repeated("# a\n"),
    "cards without anything": numbered("## a {#id-%d}\n"),
    "cards with one id": repeated(card("#one", "Yes.")),
    "cards without a source": numbered("## a {#id-%d}\nYes.\n\n> Why\n"),
    "cards of unknown kinds": numbered("## a {#id-%d .chioce}\n"),
    "different unknown fields": numbered("## a {#one levl%d=1}\n"),
    "unknown fields in one heading": numbered("x%d=1 ", "## a {", "}\n"),
    "open braces": repeated("{", "## a ", "\n"),
    "closed braces": repeated("}", "## a {", "\n"),
    "pairs of braces": repeated("{} ", "## a ", "{#one}\n"),
    "braces in each heading": repeated("## a {b} {c} {#\n"),
    "hash signs": repeated("#"),
    "ids in one heading": repeated("#one ", "## a {", "}\n"),
    "open front matter": repeated("a: b\n", "---\n"),
    "keys of front matter": numbered("k%d: v\n", "---\n", "---\n"),
    "unclosed fences": numbered("## a {#id-%d}\n```python\n"),
    "fences that become shorter": stairs("`"),
    "fences with names that become shorter": stairs("`", "x"),
    "waves that become shorter": stairs("~", "x"),
    "fences of two signs in turn": repeated("```a\n~~~b\n", HEAD),
    "one fence of backticks": repeated("`", HEAD),
    "backticks of all lengths": lambda size: (
        HEAD + " ".join("`" * n for n in range(1, int((2 * size) ** 0.5)))
    ),
    "setext lines": repeated("a\n---\n", HEAD),
    "rules": repeated("- - - ", HEAD, "x"),
    "lines of stars": repeated("***\n", HEAD),
    "quotations": repeated("> a\n", HEAD),
    "quotations apart": repeated("> a\n\n", HEAD),
    "quotation signs": repeated(">", HEAD),
    "sources": repeated("Source: x\n", HEAD),
    "open links in a source": repeated("](", f"{HEAD}Source: "),
    "links to pages": repeated("](guide.md#", f"{HEAD}Source: "),
    "proofs": repeated("Proof: proofs/a\n", HEAD),
    "one long proof": repeated("a/", f"{HEAD}Proof: proofs/", "!"),
    "options that repeat": repeated("- [x] a\n", "## Q {#one .choice}\n"),
    "explanations": repeated("  > a\n", "## Q {#one .choice}\n- [x] a\n"),
    "option lines": repeated("  a\n", "## Q {#one .choice}\n- [x] a\n"),
    "open options": repeated("- [", "## Q {#one .choice}\n"),
    "steps": numbered("%d. a\n", "## Q {#one .order}\n", TAIL),
    "accepted answers": numbered("= a%d\n", "## Q {#one .typed}\n", TAIL),
    "accepted answer of one line": repeated("a", "## Q {#one .typed}\n= ", TAIL),
    "patterns": repeated("=~ (a*)*(b|c)?[d-f]{2}\n", "## Q {#one .typed}\n"),
    "open groups": repeated("(", "## Q {#one .typed}\n=~ "),
    "open gaps": repeated("==a ", "## Q {#one .cloze}\n"),
    "gaps without numbers": repeated("==a== ", "## Q {#one .cloze}\n"),
    "gaps of one number": repeated("==a=={1} ", "## Q {#one .cloze}\n", TAIL),
    "equal signs": repeated("=", "## Q {#one .cloze}\n"),
    "hidden pieces": lambda size: card(
        "#one .cloze", f"```\n{'ab' * (size // 4)}\n```\n" + "Hide: `abab`\n" * (size // 26)
    ),
    "hidden piece that almost fits": both_halves(
        "a", "a", "## Q {#one .cloze}\n```\n", "\n```\nHide: `" + "a" * 30 + "b`\n"
    ),
    "fences of output": repeated("```output\n1\n```\n", "## Q {#one .output}\n", TAIL),
    "long output": repeated("1\n", "## Q {#one .output}\n```sh run\nx\n```\n```output\n", "```\n"),
    "errors of a repair": repeated(
        "x\n", "## Q {#one .fix}\n```sh broken\nx\n```\n```error\n", "```\n"
    ),
    "links in sections of a page": repeated("[a](", "# T\n## "),
    "sections of one name": repeated("## a\n", "# T\n"),
    "unknown cards of a page": numbered("Cards: id-%d\n", "# T\n## A\n"),
    "unknown cards on one line": numbered("id-%d, ", "# T\n## A\nCards: ", "a"),
    "unknown topics of a page": numbered("t-%d, ", "---\ntopics: ", "a\n---\n# T\n"),
    "sections that no page has": numbered("## a%d\n", "# T\n"),
    "dead links of a page": numbered("[a](b%d.md) ", "# T\n"),
    "links that do not end": repeated('[a](b.md "', "# T\n"),
    "open links of a page": repeated("](", "# T\n"),
    "includes of a page": numbered("```python include=a%d.py\n```\n", "# T\n"),
    "steps of a flow": numbered("a%d -> b\n", '# T\n```diagram flow "T"\n', "```\n"),
    "programs of a page": repeated("```python run\n1\n```\n", "# T\n"),
    "combining characters": repeated("a\u0301\u0323", "## "),
}


def read(text: str) -> None:
    """All that a file of the deck goes through."""
    parse_file(text, "file.md", topic="alpha")
    parse_guide(text, "guide.md")
    page, _ = parse_page(text, "concepts/page.md")
    problems_of_pages([page], cards=KNOWN, topics=KNOWN, files={})
    with_addresses(text, "concepts/page.md")
    mint_ids(text, ())


def test_it_is_tried_with_sixty_shapes() -> None:
    assert len(SHAPES) >= 60


@pytest.mark.parametrize("name", SHAPES)
def test_it_reads_malformed_decks_in_linear_time(name: str) -> None:
    check_growth(read, SHAPES[name], SIZE, MOST_SECONDS)
