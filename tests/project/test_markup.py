"""The reader of HTML that every page of the tests passes through finds what is wrong."""

from __future__ import annotations

import pytest

from tests.support.markup import faults_of, read

PAGE = '<!doctype html>\n<html lang="en"><head><title>A page</title></head><body>{}</body></html>'
SOUND = [
    "<p>One &amp; two, 1 &lt; 2<br>three</p>",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
    '<svg viewBox="0 0 1 1"><title>Line</title><path d="M0 0"/><linearGradient/></svg>',
    '<ul role="list"><li><a href="/a?b=1&amp;c=2">b</a></li></ul>',
    "<textarea><b></textarea><pre>a\n  b</pre>",
]
FAULTY = {
    "a block inside a paragraph": "<p><div>x</div></p>",
    "tags that cross": "<b><i>x</b></i>",
    "an item never closed": "<ul><li>a</ul>",
    "an end without a beginning": "<p>x</p></p>",
    "an element never closed": "<div><span>x</span>",
    "text never closed": "<textarea>x",
    "a row outside its table": "<tr><td>x</td></tr>",
    "a body that the browser makes": "<table><tr><td>x</td></tr></table>",
    "a paragraph in a table": "<table><tbody><tr><td>a</td></tr></tbody><p>x</p></table>",
    "a link in a link": '<a href="/a"><a href="/b">x</a></a>',
    "a form in a form": "<form><form></form></form>",
    "a button in a button": "<button><button>x</button></button>",
    "HTML in a drawing": "<svg><p>x</p></svg>",
    "an attribute twice": "<p class=a class=b>x</p>",
    "an id twice": '<p id="a">x</p><p id="a">y</p>',
    "an unknown entity": "<p>&nosuch;</p>",
    "an entity without its end": "<p>a &amp b</p>",
    "a quote inside a name": '<p a=b"c>x</p>',
    "a div that closes itself": "<div/>x",
    "an end of what has none": "<br></br>",
    "a tag cut short": "<p>x</p><div",
    "an image without words": '<img src="a.png">',
    "a heading with nothing in it": "<h2></h2>",
    "a comment": "<!-- x -->",
    "an instruction": "<?php x ?>",
    "a character that is none": "<p>\x00</p>",
}


@pytest.mark.parametrize("text", SOUND)
def test_it_has_nothing_against_sound_html(text: str) -> None:
    assert faults_of(text) == []
    assert faults_of(PAGE.format(f"<main>{text}</main>")) == []


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY)
def test_it_names_what_a_browser_has_to_guess(text: str) -> None:
    assert faults_of(text) != []
    assert faults_of(PAGE.format(f"<main>{text}</main>")) != []


def test_it_reads_parts_and_pages_as_a_browser_does() -> None:
    assert [one.tag for one in read("<p>a<table></table>").iterdescendants()] == ["p", "table"]
    page = read(PAGE.format("<p>a"))
    assert [one.tag for one in page.iter()] == ["html", "head", "title", "body", "p"]
