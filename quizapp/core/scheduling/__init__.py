"""The rules that turn grades into days: SM-2, FSRS-6, and the fuzz that spreads due days.

Each scheduler is one module of pure functions.  `review` takes what was known of a prompt and
one grade, and returns what is known now; nothing is changed in place and no clock is read.
Both memories are kept for every prompt; the learner chooses which one decides the due day.
"""

from __future__ import annotations

#: The names by which a learner chooses what decides the due day; the first is the default.
SCHEDULERS = ("sm2", "fsrs")

#: What a page calls each of them.
SCHEDULER_TITLES = {
    "sm2": "SM-2 (the SuperMemo rules of 1990)",
    "fsrs": "FSRS-6 (a model of memory that aims at a chosen recall)",
}
