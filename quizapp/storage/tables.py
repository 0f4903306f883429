"""Every table.  Private to storage: the rest of the product sees plain values.

`learner_id` comes first in every key of what belongs to a learner.  Moments are milliseconds
since 1970 (UTC) and days are study-day numbers, so both databases keep the same integers.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
    true,
)

from quizapp.core.grades import GradeScale
from quizapp.core.quizzes.evidence import Confidence, Mode, Purpose
from quizapp.core.reviews import ANSWERS, Occasion
from quizapp.core.scheduling import SCHEDULERS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, values: list[str]) -> str:
    """The SQL that a column holds one of these words."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({allowed})"


learners = Table(
    "learners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("zone", String(64), nullable=False, server_default="UTC"),
    Column("rollover_hour", Integer, nullable=False, server_default="4"),
    Column("new_per_day", Integer, nullable=False, server_default="10"),
    Column("minutes_per_day", Integer, nullable=False, server_default="15"),
    Column("scheduler", String(10), nullable=False, server_default="sm2"),
    Column("retention", Float, nullable=False, server_default="0.9"),
    Column("grade_scale", Integer, nullable=False, server_default="4"),
    Column("shortcuts", Boolean, nullable=False, server_default=true()),
    Column("theme", String(10), nullable=False, server_default="system"),
    Column("last_seq", Integer, nullable=False, server_default="0"),
    Column("last_study_day", Integer, nullable=False, server_default="0"),
    CheckConstraint("rollover_hour BETWEEN 0 AND 23", name="rollover_hour"),
    CheckConstraint("retention BETWEEN 0.7 AND 0.97", name="retention"),
    CheckConstraint(one_of("scheduler", list(SCHEDULERS)), name="scheduler"),
    CheckConstraint(f"grade_scale IN ({', '.join(str(int(s)) for s in GradeScale)})", name="scale"),
    CheckConstraint(one_of("theme", ["system", "light", "dark"]), name="theme"),
)

topics = Table(
    "topics",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", String(120), nullable=False),
    Column("group_name", String(40), nullable=False),
    Column("needs", Text, nullable=False),
    Column("hub", Text, nullable=False),
    Column("optional", Boolean, nullable=False),
    Column("prompts", Integer, nullable=False, server_default="0"),
)

cards = Table(
    "cards",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("number", Integer, nullable=False),  # the full-text index's row number
    Column("topic", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("level", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("content_hash", String(16), nullable=False),
    Column("rev", Integer, nullable=False, server_default="1"),
    Column("anchor", Text),
    Column("proof", Text),
    Column("why_html", Text, nullable=False),
    Column("sources_html", Text, nullable=False),
    Column("rendered_by", String(20), nullable=False),
    Column("retired_at", BigInteger),
    # The versions that its proof has passed on, in words; empty without one.
    Column("proved_on", Text, nullable=False, server_default=""),
    Index(None, "topic", "position"),
    # Search goes from the full-text index to prompts through these two without reading a row.
    Index(None, "number", "id", unique=True),
)

prompts = Table(
    "prompts",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("card_id", ForeignKey("cards.id"), nullable=False, index=True),
    # The card's number, so that a search goes from the index of words straight to its prompts.
    Column("card_number", Integer, nullable=False),
    Column("part", String(20), nullable=False),
    Column("topic", String(40), nullable=False, index=True),
    Column("position", Integer, nullable=False, index=True),
    Column("face", Text, nullable=False),
    Column("retired", Boolean, nullable=False, server_default=false()),
    Index(None, "card_number", "retired", "position", "id"),
)

card_changes = Table(
    "card_changes",
    metadata,
    Column("card_id", ForeignKey("cards.id"), primary_key=True),
    Column("content_hash", String(16), primary_key=True),
    Column("changed_at", BigInteger, nullable=False),
    Column("change", String(10), nullable=False),
    Column("old_source", Text, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("path", Text, primary_key=True),
    Column("folder", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("topics", Text, nullable=False),
    Column("intro_html", Text, nullable=False),
    Column("content_hash", String(16), nullable=False),
)

page_sections = Table(
    "page_sections",
    metadata,
    Column("path", ForeignKey("pages.path"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False, unique=True),  # the full-text index's row number
    Column("anchor", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("cards", Text, nullable=False),
    Column("sources_html", Text, nullable=False),
    Column("lists", Text, nullable=False),
    Column("programs", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("search_title", Text, nullable=False),
    Column("search_text", Text, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("prompt_id", ForeignKey("prompts.id"), nullable=False),
    Column("occasion", String(10), nullable=False),
    Column("quality", Integer),
    Column("scale", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("study_day", Integer, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("offset_minutes", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("given", Text, nullable=False),
    Column("content_hash", String(16), nullable=False),
    Column("answer_id", String(64), nullable=False),
    Column("batch", String(64)),
    Column("value", Integer),
    Column("retracted_at", BigInteger),
    CheckConstraint(one_of("occasion", [one.value for one in Occasion]), name="occasion"),
    CheckConstraint(
        f"({one_of('occasion', sorted(one.value for one in ANSWERS))}) = (quality IS NOT NULL)",
        name="quality_of_answers",
    ),
    CheckConstraint("quality BETWEEN 0 AND 5", name="quality"),
    Index(None, "learner_id", "answer_id", unique=True),
    Index(None, "learner_id", "prompt_id", "seq"),
    # Answers that were Again, with all that a count of them asks for.
    Index(
        "ix_reviews_forgotten",
        *("learner_id", "prompt_id", "study_day", "quality", "retracted_at"),
        sqlite_where=text("quality < 3 AND retracted_at IS NULL"),
        postgresql_where=text("quality < 3 AND retracted_at IS NULL"),
    ),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

memories = Table(
    "memories",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("prompt_id", ForeignKey("prompts.id"), primary_key=True),
    Column("topic", String(40), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("model", String(16), nullable=False),
    Column("repetitions", Integer, nullable=False),
    Column("easiness", Integer, nullable=False),
    Column("sm2_interval_days", Integer, nullable=False),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("interval_days", Integer, nullable=False),
    Column("fuzz_days", Integer, nullable=False),
    Column("scheduled_day", Integer),
    Column("due_day", Integer),
    Column("drill_day", Integer),
    Column("lapses", Integer, nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("buried_until", Integer),
    Column("content_hash", String(16), nullable=False),
    Index(None, "learner_id", "due_day"),
    Index(
        "ix_memories_drills",
        "learner_id",
        "drill_day",
        sqlite_where=text("drill_day IS NOT NULL"),
        postgresql_where=text("drill_day IS NOT NULL"),
    ),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

due_counts = Table(
    "due_counts",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("due_day", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(40), primary_key=True),
    Column("prompts", Integer, nullable=False),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

topic_recalls = Table(
    "topic_recalls",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("topic", String(40), primary_key=True),
    Column("as_of_day", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("set_aside", Integer, nullable=False),
    Column("recall_millionths", BigInteger, nullable=False),
    Column("variance_millionths", BigInteger, nullable=False),
    Column("steady", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

day_totals = Table(
    "day_totals",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("study_day", Integer, primary_key=True, autoincrement=False),
    Column("answers", Integer, nullable=False),
    Column("new_prompts", Integer, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

# What statistics count of each answer: by day, and by week with the hour and the predicted recall.
answer_days = Table(
    "answer_days",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("study_day", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(40), primary_key=True),
    Column("answers", Integer, nullable=False),
    Column("new_prompts", Integer, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
    Column("young", Integer, nullable=False),
    Column("young_recalled", Integer, nullable=False),
    Column("mature", Integer, nullable=False),
    Column("mature_recalled", Integer, nullable=False),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

answer_weeks = Table(
    "answer_weeks",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(40), primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("answers", Integer, nullable=False),
    Column("again", Integer, nullable=False),
    Column("hard", Integer, nullable=False),
    Column("good", Integer, nullable=False),
    Column("easy", Integer, nullable=False),
    Column("predicted_millionths", BigInteger, nullable=False),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

sessions = Table(
    "sessions",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("study_day", Integer, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("after_seq", Integer, nullable=False),
    Column("seconds_per_prompt", Float, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("plan", Text, nullable=False),
    sqlite_with_rowid=False,  # kept in the order of its key: one tree less to write
)

quizzes = Table(
    "quizzes",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("start_id", String(64), nullable=False),
    Column("purpose", String(10), nullable=False),
    Column("mode", String(10), nullable=False),
    Column("title", Text, nullable=False),
    Column("topics", Text, nullable=False),
    Column("seed", String(32), nullable=False),
    Column("plan", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("study_day", Integer, nullable=False),
    Column("finished_at", BigInteger),
    CheckConstraint(one_of("purpose", [one.value for one in Purpose]), name="purpose"),
    CheckConstraint(one_of("mode", [one.value for one in Mode]), name="mode"),
    Index(None, "learner_id", "start_id", unique=True),
    sqlite_with_rowid=False,
)

quiz_answers = Table(
    "quiz_answers",
    metadata,
    Column("learner_id", Integer, primary_key=True, autoincrement=False),
    Column("quiz_id", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("answer_id", String(64), nullable=False),
    Column("prompt_id", ForeignKey("prompts.id"), nullable=False),
    Column("content_hash", String(16), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("anchor", Text),
    Column("kind", String(20), nullable=False),
    Column("given", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("options", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("unknown", Boolean, nullable=False),
    Column("confidence", String(10)),
    Column("self_marked", Boolean, nullable=False),
    Column("first_of_day", Boolean, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("study_day", Integer, nullable=False),
    Column("predicted", Float),
    Column("ways", Integer, nullable=False, server_default="0"),
    ForeignKeyConstraint(["learner_id", "quiz_id"], ["quizzes.learner_id", "quizzes.id"]),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    CheckConstraint(
        f"confidence IS NULL OR {one_of('confidence', [one.value for one in Confidence])}",
        name="confidence",
    ),
    Index(None, "learner_id", "answer_id", unique=True),
    Index(None, "learner_id", "prompt_id", "at"),
    Index(None, "learner_id", "topic", "at"),
    sqlite_with_rowid=False,
)
