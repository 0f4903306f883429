"""Milestones, skipped topics, levels with their log, the measured error, and steady prompts.

Recall by topic is a cache; it is emptied, since what it held does not count steady prompts.  It is
counted again when the next session starts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LEVELS = "('not-started', 'learning', 'holding', 'mastered')"


def upgrade() -> None:
    op.create_table(
        "milestones",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
    )
    op.create_table(
        "topic_choices",
        _learner_id(),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.CheckConstraint("choice IN ('skip', 'take')", name=op.f("ck_topic_choices_choice")),
        _of_learner("topic_choices"),
        sa.PrimaryKeyConstraint("learner_id", "topic", name=op.f("pk_topic_choices")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "topic_levels",
        _learner_id(),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("since_day", sa.Integer(), nullable=False),
        sa.Column("short_since", sa.Integer()),
        sa.CheckConstraint(f"level IN {_LEVELS}", name=op.f("ck_topic_levels_level")),
        _of_learner("topic_levels"),
        sa.PrimaryKeyConstraint("learner_id", "topic", name=op.f("pk_topic_levels")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "level_changes",
        _learner_id(),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("old_level", sa.String(length=12), nullable=False),
        sa.Column("new_level", sa.String(length=12), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.CheckConstraint(f"old_level IN {_LEVELS}", name=op.f("ck_level_changes_old_level")),
        sa.CheckConstraint(f"new_level IN {_LEVELS}", name=op.f("ck_level_changes_new_level")),
        _of_learner("level_changes"),
        sa.PrimaryKeyConstraint("learner_id", "number", name=op.f("pk_level_changes")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_level_changes_learner_id_topic_number"),
        "level_changes",
        ["learner_id", "topic", "number"],
    )
    op.create_table(
        "recall_errors",
        _learner_id(),
        sa.Column("as_of_day", sa.Integer(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("expected_misses", sa.Float(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("blocks", sa.Integer(), nullable=False),
        sa.Column("squares", sa.Float(), nullable=False),
        _of_learner("recall_errors"),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_recall_errors")),
    )
    op.execute("DELETE FROM topic_recalls")
    op.add_column(
        "topic_recalls", sa.Column("steady", sa.Integer(), server_default="0", nullable=False)
    )


def downgrade() -> None:
    # Not by Alembic's batch: it would make the table anew with a rowid.
    op.execute("ALTER TABLE topic_recalls DROP COLUMN steady")
    op.drop_table("recall_errors")
    op.drop_table("level_changes")
    op.drop_table("topic_levels")
    op.drop_table("topic_choices")
    op.drop_table("milestones")


def _learner_id() -> sa.Column[int]:
    return sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False)


def _of_learner(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_learner_id_learners")
    return sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=name)
