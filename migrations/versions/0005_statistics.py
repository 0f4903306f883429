"""What statistics count of each answer, by day and by week.

Both tables follow from the log, which is replayed at the next start to fill them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_days",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("study_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("new_prompts", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.Column("young", sa.Integer(), nullable=False),
        sa.Column("young_recalled", sa.Integer(), nullable=False),
        sa.Column("mature", sa.Integer(), nullable=False),
        sa.Column("mature_recalled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_answer_days_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", "study_day", "topic", name=op.f("pk_answer_days")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer_weeks",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("hard", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("easy", sa.Integer(), nullable=False),
        sa.Column("predicted_millionths", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_answer_weeks_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint(
            "learner_id", "week", "topic", "hour", "band", name=op.f("pk_answer_weeks")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("answer_weeks")
    op.drop_table("answer_days")
