"""Tables of mastery: milestones, what a learner skips, levels with their log, the measured error.

They belong to `tables.py` and are as private; they stand here because that file is long enough.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from quizapp.core.levels import Level
from quizapp.core.roadmap import Choice
from quizapp.storage.tables import metadata as metadata
from quizapp.storage.tables import one_of

_LEVELS = [one.value for one in Level]

milestones = Table(
    "milestones",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", String(120), nullable=False),
    Column("topics", Text, nullable=False),
)

topic_choices = Table(
    "topic_choices",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("topic", String(40), primary_key=True),
    Column("choice", String(10), nullable=False),
    CheckConstraint(one_of("choice", [one.value for one in Choice]), name="choice"),
    sqlite_with_rowid=False,
)

# Where a topic stands: its level, since when, and since when it falls short of keeping it.
topic_levels = Table(
    "topic_levels",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("topic", String(40), primary_key=True),
    Column("level", String(12), nullable=False),
    Column("since_day", Integer, nullable=False),
    Column("short_since", Integer),
    CheckConstraint(one_of("level", _LEVELS), name="level"),
    sqlite_with_rowid=False,
)

# How it came there: one row for each change, never changed again.
level_changes = Table(
    "level_changes",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(40), nullable=False),
    Column("study_day", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("old_level", String(12), nullable=False),
    Column("new_level", String(12), nullable=False),
    Column("cause", Text, nullable=False),
    CheckConstraint(one_of("old_level", _LEVELS), name="old_level"),
    CheckConstraint(one_of("new_level", _LEVELS), name="new_level"),
    Index(None, "learner_id", "topic", "number"),
    sqlite_with_rowid=False,
)

# How far predictions were off for a learner: measured when the day's first session starts.
recall_errors = Table(
    "recall_errors",
    metadata,
    Column("learner_id", ForeignKey("learners.id"), primary_key=True, autoincrement=False),
    Column("as_of_day", Integer, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("expected_misses", Float, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("blocks", Integer, nullable=False),
    Column("squares", Float, nullable=False),
)
