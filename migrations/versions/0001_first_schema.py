"""First schema: deck, learners, review log, memories and running totals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.Column("rev", sa.Integer(), server_default="1", nullable=False),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("why_html", sa.Text(), nullable=False),
        sa.Column("sources_html", sa.Text(), nullable=False),
        sa.Column("rendered_by", sa.String(length=20), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cards_number_id"), ["number", "id"], unique=True)
        batch_op.create_index(
            batch_op.f("ix_cards_topic_position"), ["topic", "position"], unique=False
        )

    op.create_table(
        "guides",
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_guides")),
    )
    op.create_table(
        "learners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("zone", sa.String(length=64), server_default="UTC", nullable=False),
        sa.Column("rollover_hour", sa.Integer(), server_default="4", nullable=False),
        sa.Column("new_per_day", sa.Integer(), server_default="10", nullable=False),
        sa.Column("minutes_per_day", sa.Integer(), server_default="15", nullable=False),
        sa.Column("scheduler", sa.String(length=10), server_default="sm2", nullable=False),
        sa.Column("retention", sa.Float(), server_default="0.9", nullable=False),
        sa.Column("grade_scale", sa.Integer(), server_default="4", nullable=False),
        sa.Column("shortcuts", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("theme", sa.String(length=10), server_default="system", nullable=False),
        sa.Column("last_seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_study_day", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("scheduler IN ('sm2', 'fsrs')", name=op.f("ck_learners_scheduler")),
        sa.CheckConstraint("theme IN ('system', 'light', 'dark')", name=op.f("ck_learners_theme")),
        sa.CheckConstraint("grade_scale IN (4, 6)", name=op.f("ck_learners_scale")),
        sa.CheckConstraint("retention BETWEEN 0.7 AND 0.97", name=op.f("ck_learners_retention")),
        sa.CheckConstraint(
            "rollover_hour BETWEEN 0 AND 23", name=op.f("ck_learners_rollover_hour")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learners")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("group_name", sa.String(length=40), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.Column("prompts", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    op.create_table(
        "card_changes",
        sa.Column("card_id", sa.String(length=40), nullable=False),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("change", sa.String(length=10), nullable=False),
        sa.Column("old_source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name=op.f("fk_card_changes_card_id_cards")
        ),
        sa.PrimaryKeyConstraint("card_id", "content_hash", name=op.f("pk_card_changes")),
    )
    op.create_table(
        "day_totals",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("study_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("new_prompts", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_day_totals_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", "study_day", name=op.f("pk_day_totals")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "due_counts",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("prompts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_due_counts_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", "due_day", "topic", name=op.f("pk_due_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "prompts",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("card_id", sa.String(length=40), nullable=False),
        sa.Column("card_number", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("face", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_prompts_card_id_cards")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompts")),
    )
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prompts_card_id"), ["card_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_prompts_card_number_retired_position_id"),
            ["card_number", "retired", "position", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_prompts_position"), ["position"], unique=False)
        batch_op.create_index(batch_op.f("ix_prompts_topic"), ["topic"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("after_seq", sa.Integer(), nullable=False),
        sa.Column("seconds_per_prompt", sa.Float(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_sessions_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_sessions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "topic_recalls",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("as_of_day", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("set_aside", sa.Integer(), nullable=False),
        sa.Column("recall_millionths", sa.BigInteger(), nullable=False),
        sa.Column("variance_millionths", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_topic_recalls_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", "topic", name=op.f("pk_topic_recalls")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "memories",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prompt_id", sa.String(length=60), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=16), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("easiness", sa.Integer(), nullable=False),
        sa.Column("sm2_interval_days", sa.Integer(), nullable=False),
        sa.Column("stability", sa.Float(), nullable=True),
        sa.Column("difficulty", sa.Float(), nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("interval_days", sa.Integer(), nullable=False),
        sa.Column("fuzz_days", sa.Integer(), nullable=False),
        sa.Column("scheduled_day", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("drill_day", sa.Integer(), nullable=True),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("buried_until", sa.Integer(), nullable=True),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_memories_learner_id_learners")
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompts.id"], name=op.f("fk_memories_prompt_id_prompts")
        ),
        sa.PrimaryKeyConstraint("learner_id", "prompt_id", name=op.f("pk_memories")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("memories", schema=None) as batch_op:
        batch_op.create_index(
            "ix_memories_drills",
            ["learner_id", "drill_day"],
            unique=False,
            sqlite_where=sa.text("drill_day IS NOT NULL"),
            postgresql_where=sa.text("drill_day IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_memories_learner_id_due_day"), ["learner_id", "due_day"], unique=False
        )

    op.create_table(
        "reviews",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prompt_id", sa.String(length=60), nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("quality", sa.Integer(), nullable=True),
        sa.Column("scale", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("offset_minutes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=16), nullable=False),
        sa.Column("answer_id", sa.String(length=64), nullable=False),
        sa.Column("batch", sa.String(length=64), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("retracted_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(occasion IN ('drill', 'import', 'placement', 'quiz', 'review')) = (quality IS NOT NULL)",
            name=op.f("ck_reviews_quality_of_answers"),
        ),
        sa.CheckConstraint(
            "occasion IN ('review', 'drill', 'quiz', 'placement', 'import', 'suspend', 'unsuspend', 'bury', 'flag', 'unflag', 'reset', 'due', 'revised')",
            name=op.f("ck_reviews_occasion"),
        ),
        sa.CheckConstraint("quality BETWEEN 0 AND 5", name=op.f("ck_reviews_quality")),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_reviews_learner_id_learners")
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompts.id"], name=op.f("fk_reviews_prompt_id_prompts")
        ),
        sa.PrimaryKeyConstraint("learner_id", "seq", name=op.f("pk_reviews")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reviews_learner_id_answer_id"), ["learner_id", "answer_id"], unique=True
        )
        batch_op.create_index(
            batch_op.f("ix_reviews_learner_id_prompt_id_seq"),
            ["learner_id", "prompt_id", "seq"],
            unique=False,
        )
    _create_search_index()


def downgrade() -> None:
    _drop_search_index()
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reviews_learner_id_prompt_id_seq"))
        batch_op.drop_index(batch_op.f("ix_reviews_learner_id_answer_id"))

    op.drop_table("reviews")
    with op.batch_alter_table("memories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memories_learner_id_due_day"))
        batch_op.drop_index(
            "ix_memories_drills",
            sqlite_where=sa.text("drill_day IS NOT NULL"),
            postgresql_where=sa.text("drill_day IS NOT NULL"),
        )

    op.drop_table("memories")
    op.drop_table("topic_recalls")
    op.drop_table("sessions")
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prompts_topic"))
        batch_op.drop_index(batch_op.f("ix_prompts_position"))
        batch_op.drop_index(batch_op.f("ix_prompts_card_number_retired_position_id"))
        batch_op.drop_index(batch_op.f("ix_prompts_card_id"))

    op.drop_table("prompts")
    op.drop_table("due_counts")
    op.drop_table("day_totals")
    op.drop_table("card_changes")
    op.drop_table("topics")
    op.drop_table("learners")
    op.drop_table("guides")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cards_topic_position"))
        batch_op.drop_index(batch_op.f("ix_cards_number_id"))

    op.drop_table("cards")


_SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE card_search USING fts5(
        search_text, content='cards', content_rowid='number', tokenize='unicode61')""",
    """CREATE TRIGGER card_search_added AFTER INSERT ON cards BEGIN
        INSERT INTO card_search(rowid, search_text) VALUES (new.number, new.search_text);
    END""",
    """CREATE TRIGGER card_search_changed AFTER UPDATE OF search_text ON cards BEGIN
        INSERT INTO card_search(card_search, rowid, search_text)
            VALUES ('delete', old.number, old.search_text);
        INSERT INTO card_search(rowid, search_text) VALUES (new.number, new.search_text);
    END""",
    """CREATE TRIGGER card_search_removed AFTER DELETE ON cards BEGIN
        INSERT INTO card_search(card_search, rowid, search_text)
            VALUES ('delete', old.number, old.search_text);
    END""",
)


#: Without statistics SQLite takes a learner's log for ten rows and reads it whole for one prompt.
#: These rows say what it looks like; a real ANALYZE would have to be repeated as it grows.
_SQLITE_STATISTICS = (
    ("reviews", "reviews", "1000000 1000000 1"),
    ("reviews", "ix_reviews_learner_id_prompt_id_seq", "1000000 1000000 11 1"),
    ("reviews", "ix_reviews_learner_id_answer_id", "1000000 1000000 1"),
    ("memories", "ix_memories_drills", "5 5 2 1"),
)


def _create_search_index() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE_SEARCH:
            op.execute(statement)
        op.execute("ANALYZE sqlite_schema")
        table = sa.table("sqlite_stat1", sa.column("tbl"), sa.column("idx"), sa.column("stat"))
        rows = [dict(zip(("tbl", "idx", "stat"), row, strict=True)) for row in _SQLITE_STATISTICS]
        op.bulk_insert(table, rows)
    else:
        op.execute(
            "CREATE INDEX card_search ON cards USING gin (to_tsvector('simple', search_text))"
        )


def _drop_search_index() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("added", "changed", "removed"):
            op.execute(f"DROP TRIGGER card_search_{name}")
        op.execute("DROP TABLE card_search")
    else:
        op.execute("DROP INDEX card_search")
