"""The registry of sources, and the lines that cite them."""

from __future__ import annotations

import pytest

from quizapp.core.sources import Citation, RegisteredSource, citation_of, parse_links, parse_sources


def table(name: str = "Manual", more: str = "", **changed: str) -> str:
    values = {
        "home": '"https://example.org"',
        "licence": '"MIT"',
        "kind": '"paper"',
        "primary": "true",
    } | changed
    lines = "\n".join(f"{key} = {value}" for key, value in values.items())
    return f'[[source]]\nname = "{name}"\n{lines}\n{more}\n'


def source(*versions: str) -> RegisteredSource:
    return RegisteredSource("Manual", "https://example.org", "MIT", "paper", True, versions)


def wrong_in(text: str) -> list[str]:
    _, problems = parse_sources(text, "sources.toml")
    assert all(problem.path == "sources.toml" and problem.remedy for problem in problems)
    return [f"{problem.line}: {problem.message}" for problem in problems]


def test_it_reads_sources_by_name() -> None:
    sources, problems = parse_sources(table(more='versions = ["2", "commit"]'), "sources.toml")
    assert problems == []
    assert sources == {"Manual": source("2", "commit")}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("name = ", "1: The registry of sources is not valid TOML"),
        ("[[sources]]", "1: The registry of sources has no key `sources`."),
        ("source = 1", "1: `source` is no list of sources."),
        (table(primary='"yes"'), "1: The source's `primary` has the wrong type."),
        (table(kind='"book"'), "1: `book` is no kind of source."),
        (table(home='"http://example.org"'), "1: The home of `Manual` is no https address."),
        (table(home='"https://"'), "1: The home of `Manual` is no https address."),
        (table() + table(), "8: The source `Manual` is registered twice."),
        ('[[source]]\nname = "A"', "1: The source has no home."),
    ],
)
def test_it_says_what_is_wrong_and_keeps_the_rest(text: str, wrong: str) -> None:
    assert any(line.startswith(wrong) for line in wrong_in(text))


def test_it_reads_links_beside_the_sources() -> None:
    link = '[[link]]\nname = "Somebody"\naddress = "https://x.example/"\n'
    assert wrong_in(link + table()) == []
    assert parse_links(link + table(), "sources.toml") == (("https://x.example/",), [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[[link]]\nname = "A"', ["1: The link has no address."]),
        (
            '[[link]]\nname = "A"\naddress = "https://"',
            ["1: The address of `A` is no https address."],
        ),
        ("link = 1", ["1: `link` is no list of links."]),
        ("links = 1", []),
        ("name = ", []),
    ],
)
def test_faults_of_the_file_are_not_told_again_with_its_links(text: str, wrong: list[str]) -> None:
    links, problems = parse_links(text, "sources.toml")
    assert ([f"{one.line}: {one.message}" for one in problems], links) == (wrong, ())


@pytest.mark.parametrize(
    ("versions", "version", "is_allowed"),
    [
        ((), "", True),
        ((), "2", False),
        (("2", "3"), "3", True),
        (("2", "3"), "", False),
        (("2", "3"), "23", False),
        (("commit",), "fcaf07b4", True),
        (("commit",), "fcaf0", False),
        (("commit",), "commit", False),
        (("month",), "2026-08", True),
        (("month",), "2026-13", False),
        (("2", "month"), "2", True),
    ],
)
def test_a_version_is_one_of_the_list_or_fits_its_pattern(
    versions: tuple[str, ...], version: str, *, is_allowed: bool
) -> None:
    assert source(*versions).allows(version) is is_allowed


def test_it_says_in_words_what_is_allowed() -> None:
    assert source().allowed == "no version"
    assert source("2", "month").allowed == "2, a month such as 2026-08"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Manual 2, 3.1 Rows, checked 2026-11", ("Manual", "2", "3.1 Rows", "2026-11")),
        ("Manual 2nd edition, 3, 4", ("Manual", "2nd edition", "3, 4", "")),
        ("Manual, 3, checked 2026-11", ("Manual", "", "3", "2026-11")),
        ("Manual of Rows 2, 3, checked 2026-11", ("Manual of Rows", "2", "3", "2026-11")),
        ("A and B, Rows 1999, 3, checked 2026-11", ("A and B, Rows", "1999", "3", "2026-11")),
        ("Manuals 2, 3, checked 2026-11", ("Manuals 2", "", "3", "2026-11")),
        ("Manual 2, checked 2026-11", ("Manual", "2", "", "2026-11")),
        ("Manual 2, 3, checked in 2026", ("Manual", "2", "3, checked in 2026", "")),
        (", checked 2026-11", ("", "", "checked 2026-11", "")),
    ],
)
def test_it_reads_the_parts_of_a_line(text: str, parts: tuple[str, ...]) -> None:
    names = ("Manual", "Manual of Rows", "A and B, Rows")
    registry, _ = parse_sources("".join(map(table, names)), "sources.toml")
    assert citation_of(text, registry) == Citation(*parts)


def test_without_a_registry_the_name_is_what_stands_before_the_first_comma() -> None:
    assert citation_of("A book 2, 3, checked 2026-11", None) == ("A book 2", "", "3", "2026-11")
