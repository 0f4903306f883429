"""Quizzes and their answers: facts beside the review log, which move no memory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quizzes",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_id", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('topics', 'milestone', 'weak', 'mistakes', 'retake', 'placement', 'final')",
            name=op.f("ck_quizzes_purpose"),
        ),
        sa.CheckConstraint("mode IN ('practice', 'check')", name=op.f("ck_quizzes_mode")),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_quizzes_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_quizzes")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_quizzes_learner_id_start_id"), "quizzes", ["learner_id", "start_id"], unique=True
    )
    op.create_table(
        "quiz_answers",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quiz_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer_id", sa.String(length=64), nullable=False),
        sa.Column("prompt_id", sa.String(length=60), nullable=False),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("options", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("unknown", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.String(length=10), nullable=True),
        sa.Column("self_marked", sa.Boolean(), nullable=False),
        sa.Column("first_of_day", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("predicted", sa.Float(), nullable=True),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_quiz_answers_score")),
        sa.CheckConstraint(
            "confidence IS NULL OR confidence IN ('sure', 'think', 'guess')",
            name=op.f("ck_quiz_answers_confidence"),
        ),
        sa.ForeignKeyConstraint(
            ["learner_id", "quiz_id"],
            ["quizzes.learner_id", "quizzes.id"],
            name=op.f("fk_quiz_answers_learner_id_quiz_id_quizzes"),
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompts.id"], name=op.f("fk_quiz_answers_prompt_id_prompts")
        ),
        sa.PrimaryKeyConstraint("learner_id", "quiz_id", "place", name=op.f("pk_quiz_answers")),
        sqlite_with_rowid=False,
    )
    for columns, unique in _INDEXES:
        name = op.f(f"ix_quiz_answers_{'_'.join(columns)}")
        op.create_index(name, "quiz_answers", columns, unique=unique)


def downgrade() -> None:
    op.drop_table("quiz_answers")
    op.drop_table("quizzes")


_INDEXES = (
    (["learner_id", "answer_id"], True),
    (["learner_id", "prompt_id", "at"], False),
    (["learner_id", "topic", "at"], False),
)
