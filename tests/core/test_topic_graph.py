"""The drawing of prerequisites: every need is a path downwards, and lanes never collide."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizapp.config import bundled
from quizapp.core.cards import Topic
from quizapp.core.roadmap import Choice, is_counted, next_topics, parse_roadmap, stages
from quizapp.core.topic_graph import LANE, draw

NAMES = [f"t{n}" for n in range(8)]


@st.composite
def graphs(make: st.DrawFn) -> list[Topic]:
    """Topics without circles, in any order."""
    topics = []
    for place, name in enumerate(NAMES):
        needs = make(st.sets(st.sampled_from(NAMES[:place]))) if place else set()
        topics.append(Topic(name, name, needs=tuple(sorted(needs))))
    return make(st.permutations(topics))


def path_of(path: str) -> tuple[int, int, int]:
    """The lane's place, and where the path begins and ends."""
    found = re.match(r"M\d+ (\d+)H(-?\d+)q.*?V(-?\d+)q", path)
    assert found, path
    bend = LANE // 2
    return int(found[2]) - bend, int(found[1]), int(found[3]) + bend


@given(graphs())
def test_it_draws_each_need_once_and_downwards(topics: list[Topic]) -> None:
    drawing = draw(topics)
    y_of = {node.topic.id: node.y for node in drawing.nodes}
    assert len(y_of) == len(topics)
    for node in drawing.nodes:
        assert len(node.needs) == len(node.topic.needs)
        for need, path in zip(node.topic.needs, node.needs, strict=True):
            lane, start, end = path_of(path)
            assert (start, end) == (y_of[need], node.y)
            assert start < end
            assert 0 <= lane < drawing.text_x


@given(graphs())
def test_two_topics_share_a_lane_only_after_each_other(topics: list[Topic]) -> None:
    used: dict[int, dict[int, int]] = {}
    for node in draw(topics).nodes:
        for path in node.needs:
            lane, start, end = path_of(path)
            spans = used.setdefault(lane, {})
            spans[start] = max(end, spans.get(start, 0))
    for spans in used.values():
        ordered = sorted(spans.items())
        assert all(end <= start for (_, end), (start, _) in pairwise(ordered))


def test_a_circle_is_drawn_without_lines_upwards() -> None:
    topics = [Topic("a1", "A", needs=("b1",)), Topic("b1", "B", needs=("a1",))]
    assert sum(len(node.needs) for node in draw(topics).nodes) == 1
    assert draw([]).height == 0


@given(graphs())
def test_stages_put_each_topic_after_its_needs(topics: list[Topic]) -> None:
    place = {topic.id: n for n, stage in enumerate(stages(topics)) for topic in stage}
    assert len(place) == len(topics)
    assert all(place[need] < place[topic.id] for topic in topics for need in topic.needs)


def test_topics_in_a_circle_share_the_last_stage() -> None:
    topics = [Topic("a1", "A", needs=("b1",)), Topic("b1", "B", needs=("a1",)), Topic("c1", "C")]
    assert [[topic.id for topic in stage] for stage in stages(topics)] == [["c1"], ["a1", "b1"]]


@given(graphs(), st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES)))
def test_something_is_next_as_long_as_something_does_not_hold(
    topics: list[Topic], holding: set[str], left_out: set[str]
) -> None:
    counted = set(NAMES) - left_out
    found = [topic.id for topic in next_topics(topics, holding, counted)]
    assert bool(found) == bool(counted - holding)
    assert set(found) <= counted - holding
    ready = {t.id for t in topics if all(n in holding or n not in counted for n in t.needs)}
    assert set(found) <= ready or not ready & (counted - holding)


def test_what_more_topics_build_on_comes_first() -> None:
    topics = [Topic("a1", "A"), Topic("b1", "B"), Topic("c1", "C", needs=("b1",))]
    assert [one.id for one in next_topics(topics, (), {"a1", "b1", "c1"})] == ["b1", "a1"]


def test_optional_topics_count_only_when_they_are_taken() -> None:
    plain, optional = Topic("a1", "A"), Topic("b1", "B", optional=True)
    assert is_counted(plain, None)
    assert not is_counted(plain, Choice.SKIP)
    assert not is_counted(optional, None)
    assert is_counted(optional, Choice.TAKE)


def test_the_deck_leaves_room_for_titles_on_the_narrowest_phone() -> None:
    path = bundled("cards") / "roadmap.toml"
    topics, problems = parse_roadmap(path.read_text(encoding="utf-8"), "roadmap.toml")
    assert problems == []
    # A window of 320 pixels has 304 to its right padding; 18 bold letters take 152 of them.
    assert 16 + draw(topics).text_x + 152 <= 304
