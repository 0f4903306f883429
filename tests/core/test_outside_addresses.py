"""Addresses outside of the app: found in a text, looked at, and looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.outside_addresses import Listing, addresses_in, is_whole

LISTED = Listing(["https://docs.example.org/3/", "https://example.org", "https://"])


def test_it_finds_addresses_with_their_lines_and_leaves_code_out() -> None:
    text = (
        "# See https://a.example/x.\n"
        "[b](https://b.example/y_(z)), <HTTP://c.example> and `https://in.example`\n"
        "```text\nhttps://fenced.example\n```\n\n"
        "*https://d.example*\n\n"
        '[e]: https://e.example "E"\n'
        "[f](https:) [g](http:nowhere) https:/one.slash\n"
        "Over https: or http there is more.\n"
    )
    assert [(one.line, one.address) for one in addresses_in(text)] == [
        (1, "https://a.example/x"),
        (2, "https://b.example/y"),
        (2, "HTTP://c.example"),
        (7, "https://d.example"),
        (9, "https://e.example"),
        (10, "https:"),
        (10, "http:nowhere"),
        (10, "https:/one.slash"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://a-b.example:8080/x?y#z",
        "https://größe.example/",
        "HTTPS://X.Y",
    ],
)
def test_an_address_with_a_host_is_whole(address: str) -> None:
    assert is_whole(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://",
        "https:",
        "https:/example.org",
        "https:///path",
        "https://?q",
        "https://.org",
        "https://a..b",
        "https://-a.example",
        "https://a.example:port/",
        "https://[::1",
        "//example.org",
    ],
)
def test_an_address_without_a_valid_host_is_not_whole(address: str) -> None:
    assert not is_whole(address)


@pytest.mark.parametrize(
    ("address", "is_held"),
    [
        ("https://docs.example.org/3/", True),
        ("https://docs.example.org/3", True),
        ("https://docs.example.org/3/library/asyncio.html#tasks", True),
        ("https://DOCS.example.org/3/", True),
        ("https://example.org/anything", True),
        ("https://docs.example.org/30/", False),
        ("https://docs.example.org/", False),
        ("https://docs.example.org/3/../2/", False),
        ("http://docs.example.org/3/", False),
        ("https://docs.example.org:8080/3/", False),
        ("https://docs.example.org@evil.example/3/", False),
        ("https://user@docs.example.org/3/", False),
        ("https://evil.example/https://docs.example.org/3/", False),
        ("https://", False),
    ],
)
def test_a_listed_address_stands_for_all_below_it(address: str, is_held: bool) -> None:
    assert LISTED.holds(address) is is_held


@given(st.text(max_size=200))
def test_it_looks_at_anything_without_failing(text: str) -> None:
    LISTED.holds(f"https://{text}")
    for found in addresses_in(f"https://{text}"):
        assert 1 <= found.line <= text.count("\n") + 1
        is_whole(found.address)
