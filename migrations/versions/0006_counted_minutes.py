"""A day's minutes count at most a minute for each answer; until now a card left open ate them.

Only what longer answers were counted too much is taken off, so a day that did not add up before
does not seem to add up now.  The log keeps the whole time.
"""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_LONGEST_MS = 60_000
_LONG = sa.text(
    "SELECT learner_id, study_day, seconds FROM reviews WHERE seconds > 60"
    " AND quality IS NOT NULL AND occasion <> 'placement' AND retracted_at IS NULL"
)
_CHANGE = sa.text(
    "UPDATE day_totals SET milliseconds = milliseconds + :change"
    " WHERE learner_id = :learner AND study_day = :day"
)


def upgrade() -> None:
    _change(-1)


def downgrade() -> None:
    _change(1)


def _change(sign: int) -> None:
    connection = op.get_bind()
    beyond: Counter[tuple[int, int]] = Counter()
    for learner, day, seconds in connection.execute(_LONG):
        beyond[learner, day] += round(seconds * 1000) - _LONGEST_MS
    for (learner, day), milliseconds in sorted(beyond.items()):
        values = {"learner": learner, "day": day, "change": sign * milliseconds}
        connection.execute(_CHANGE, values)
