"""Circles of needs: every group of names that lead back to each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.circles import MOST_NAMED, circles, in_words

NAMES = st.sampled_from(["a", "b", "c", "d", "e", "f"])


def ring(size: int) -> dict[str, list[str]]:
    return {f"n{n}": [f"n{(n + 1) % size}"] for n in range(size)}


def reached(needs: dict[str, list[str]], name: str) -> set[str]:
    """All that a name leads to in one step or more."""
    found: set[str] = set()
    waiting = list(needs.get(name, ()))
    while waiting:
        one = waiting.pop()
        if one in needs and one not in found:
            found.add(one)
            waiting += needs[one]
    return found


def test_it_finds_all_circles_and_those_who_need_themselves() -> None:
    needs = {"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["c"], "e": ["e"], "f": ["a", "gone"]}
    assert circles(needs) == [["a", "b"], ["c", "d"], ["e"]]


@given(st.dictionaries(NAMES, st.lists(NAMES)))
def test_members_are_those_who_lead_back_to_each_other(needs: dict[str, list[str]]) -> None:
    to = {name: reached(needs, name) for name in needs}
    expected = {
        name: [other for other in needs if other in to[name] and name in to[other]]
        for name in needs
        if name in to[name]
    }
    found = circles(needs)
    assert {name: group for group in found for name in group} == expected
    assert [group[0] for group in found] == [name for name in expected if expected[name][0] == name]


def test_a_circle_is_told_as_a_path_and_as_a_list_where_there_are_several_ways_round() -> None:
    assert in_words(["a", "b", "c"], {"a": ["c", "x"], "b": ["a"], "c": ["b"]}) == "a → c → b → a"
    assert in_words(["a"], {"a": ["a"]}) == "a → a"
    assert in_words(["a", "b", "c"], {"a": ["b", "c"], "b": ["a"], "c": ["a"]}) == "a, b, c"


def test_a_long_circle_is_found_and_told_by_its_first_members() -> None:
    needs = ring(20_000)
    (circle,) = circles(needs)
    told = in_words(circle, needs)
    assert told.startswith("n0, n1, n2, ")
    assert told.endswith(f"n{MOST_NAMED - 1} and 19,988 more")
