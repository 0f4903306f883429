"""An index of the answers that were Again, for the cards forgotten most often in a period.

It holds all that the count needs, so the log itself is not read.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FORGOTTEN = sa.text("quality < 3 AND retracted_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_reviews_forgotten",
        "reviews",
        ["learner_id", "prompt_id", "study_day", "quality", "retracted_at"],
        sqlite_where=_FORGOTTEN,
        postgresql_where=_FORGOTTEN,
    )


def downgrade() -> None:
    op.drop_index("ix_reviews_forgotten", table_name="reviews")
