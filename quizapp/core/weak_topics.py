"""Weak topics, one definition for every page: begun, and recalled or answered less than well.

What the cards promise and what Check quizzes found both count; neither excuses the other.
"""

from __future__ import annotations

from quizapp.core.levels import KEEP, LevelState, Standing, wants_refresh
from quizapp.core.mastery import ENOUGH_SEEN

#: A share of right answers below this is less than well.
WEAK_BELOW = 0.85
#: Fewer checked answers say nothing against a topic.
FEWEST_ANSWERS = ENOUGH_SEEN


def is_weak(state: LevelState, standing: Standing) -> bool:
    """Whether a topic is recalled less than well, found so by checks, or wants a refresh."""
    if not standing.estimate.seen:
        return False
    recall = standing.estimate.recall
    is_forgotten = recall is not None and recall < WEAK_BELOW
    return is_forgotten or is_found_weak(standing) or wants_refresh(state, standing)


def is_found_weak(standing: Standing) -> bool:
    """Whether the last checked answers are too few right, even by the upper end of their range."""
    checked, age = standing.checked, standing.check_age_days
    if checked.high is None or age is None or checked.answers < FEWEST_ANSWERS:
        return False
    return checked.high < WEAK_BELOW and age <= KEEP.check_days


def strength(standing: Standing) -> float:
    """By what weak topics are put in order: recall, or the share that checks found if lower."""
    found = [1.0]
    if standing.estimate.recall is not None:
        found.append(standing.estimate.recall)
    if is_found_weak(standing) and standing.checked.share is not None:
        found.append(standing.checked.share)
    return min(found)
