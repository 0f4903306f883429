"""What would have been recalled on days gone by."""

from __future__ import annotations

import pytest

from quizapp.core.knowledge_history import KnowledgeHistory
from quizapp.core.mastery import MOST_CERTAIN
from quizapp.core.recall_error import UNMEASURED
from quizapp.core.replay import Policy, replay
from quizapp.core.reviews import Occasion, Review

DAY = 739_768


def log_of(*days: int) -> list[Review]:
    return [Review("a", Occasion.REVIEW, 0, DAY + day, f"{day}", 4) for day in days]


def test_a_day_counts_its_own_answers_and_none_that_came_later() -> None:
    history = KnowledgeHistory([DAY - 1, DAY, DAY + 5, DAY + 9])
    entries = log_of(0, 6)
    history.add("alpha", entries, Policy())
    sums = history.topics["alpha"]
    early = replay(entries[:1], Policy())
    late = replay(entries, Policy())
    assert sums.seen == [0, 1, 1, 1]
    assert sums.recall == [
        0.0,
        MOST_CERTAIN,
        pytest.approx(min(MOST_CERTAIN, early.recall(DAY + 5))),
        pytest.approx(min(MOST_CERTAIN, late.recall(DAY + 9))),
    ]


def test_topics_add_up_to_the_whole() -> None:
    history = KnowledgeHistory([DAY, DAY + 20])
    for topic, days in (("alpha", (0, 1)), ("beta", (0, 1)), ("beta", (15,))):
        history.add(topic, log_of(*days), Policy())
    whole = history.together()
    assert whole.prompts == 3
    assert whole.seen == [2, 3]
    for place in range(2):
        assert whole.recall[place] == pytest.approx(
            sum(one.recall[place] for one in history.topics.values())
        )


def test_too_few_seen_give_no_estimate() -> None:
    history = KnowledgeHistory([DAY])
    history.add("alpha", log_of(0), Policy())
    [estimate] = history.topics["alpha"].estimates(40, UNMEASURED)
    assert estimate.recall is None
    [known] = history.topics["alpha"].estimates(1, UNMEASURED)
    assert known.knowledge is not None
