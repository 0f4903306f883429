"""A learner's log on a real database, written by the same steps as the pages take."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from quizapp.core import answer_ids
from quizapp.core.grades import GradeScale
from quizapp.core.replay import Memory, Policy, replay
from quizapp.core.reviews import Occasion, Review
from quizapp.features.review import actions
from quizapp.features.settings.actions import save
from quizapp.storage import card_store, memory_rows, review_log
from quizapp.storage.database import reading, transaction
from quizapp.storage.inspection import inspect
from quizapp.storage.learners import LOCAL_LEARNER, learner, locked_learner
from quizapp.storage.tables import learners, metadata
from quizapp.web.clock import now
from quizapp.web.current import moment_of

Rows = dict[str, list[dict[str, Any]]]

HASH = "0123456789abcdef"
_COUNTERS = ("last_seq", "last_study_day")
_nonces = count(10_000_000)


class Logbook:
    """One learner's log.  Every step is a transaction; the app's clock says when it happens."""

    def __init__(self, app: Flask, learner_id: int = LOCAL_LEARNER) -> None:
        self.app = app
        self.learner_id = learner_id
        if learner_id != LOCAL_LEARNER:
            with app.app_context(), transaction() as connection:
                row = {"id": learner_id, "name": f"Learner {learner_id}"}
                connection.execute(insert(learners), row)

    def minted(self) -> str:
        """A new answer id, of a prompt shown five seconds ago."""
        with self.app.app_context():
            return answer_ids.mint(now() - 5000, HASH, str(next(_nonces)))

    def start(self) -> None:
        """Open a session."""
        with self.app.app_context(), transaction() as connection:
            who = locked_learner(connection, self.learner_id)
            actions.start(connection, who, moment_of(who))

    def answer(
        self, prompt_id: str, quality: int = 4, answer_id: str = "", seen: int | None = None
    ) -> bool:
        """Answer a prompt; True when that was new.  `seen` is what the page showed, else right."""
        given = self._given(prompt_id, answer_id, seen)
        with self.app.app_context(), transaction() as connection:
            who = locked_learner(connection, self.learner_id)
            scale = GradeScale.SIX
            return actions.answer(connection, who, moment_of(who), given, quality, scale)

    def mark(self, prompt_id: str, occasion: Occasion, answer_id: str = "") -> bool:
        """Put a mark on a prompt; True when that was new."""
        given = self._given(prompt_id, answer_id, None)
        with self.app.app_context(), transaction() as connection:
            who = locked_learner(connection, self.learner_id)
            return actions.mark(connection, who, moment_of(who), given, occasion)

    def write(self, *entries: Review) -> None:
        """Append entries as they are, in one transaction; only moment and day are filled in."""
        with self.app.app_context(), transaction() as connection:
            for entry in entries:
                who = locked_learner(connection, self.learner_id)
                present = moment_of(who)
                entry = replace(entry, at=present.at, study_day=present.day)
                before = actions.memory_now(connection, who, entry.prompt_id)
                topic = card_store.topic_of(connection, entry.prompt_id)
                review_log.append(connection, who, entry, topic, before)

    def undo(self) -> list[Review]:
        """Take back the newest action."""
        with self.app.app_context(), transaction() as connection:
            who = locked_learner(connection, self.learner_id)
            return actions.undo(connection, who, moment_of(who))

    def choose(self, policy: Policy) -> None:
        """Choose another scheduler or aim."""
        with self.app.app_context(), transaction() as connection:
            who = locked_learner(connection, self.learner_id)
            chosen = replace(
                who.preferences, scheduler=policy.scheduler, retention=policy.retention
            )
            save(connection, who, chosen, moment_of(who))

    def history(self, prompt_id: str) -> list[Review]:
        """The entries of a prompt that count."""
        with self.app.app_context(), reading() as connection:
            return review_log.history(connection, self.learner_id, prompt_id)

    def kept(self, prompt_id: str) -> Memory:
        """The memory as the cache has it."""
        with self.app.app_context(), reading() as connection:
            return memory_rows.memory_of(connection, self.learner_id, prompt_id)

    def replayed(self, prompt_id: str) -> Memory:
        """The memory as the log has it."""
        with self.app.app_context(), reading() as connection:
            policy = learner(connection, self.learner_id).preferences.policy
        return replay(self.history(prompt_id), policy)

    def faults(self) -> list[str]:
        """What the doctor finds wrong."""
        with self.app.app_context(), reading() as connection:
            who = learner(connection, self.learner_id)
            return [one for found in inspect(connection, who) for one in found.differences]

    def tables(self, learner_id: int | None = None, only: Collection[str] = ()) -> Rows:
        """Every row of every table, or those of one learner alone, or of some tables only."""
        rows: Rows = {}
        with self.app.app_context(), reading() as connection:
            for table in metadata.sorted_tables:
                if only and table.name not in only:
                    continue
                statement = select(table).order_by(*table.primary_key)
                owner = table.c.id if table is learners else table.c.get("learner_id")
                if learner_id is not None:
                    if owner is None:
                        continue
                    statement = statement.where(owner == learner_id)
                found = connection.execute(statement).mappings()
                rows[table.name] = [dict(row) for row in found]
        return rows

    def row(self, table: str, **key: Any) -> dict[str, Any]:
        """The one row of a table with these values."""
        [row] = [row for row in self.tables()[table] if key.items() <= row.items()]
        return row

    def state(self) -> Rows:
        """All that counts: no entry that was taken back, no counter, no total of nothing."""
        rows = self.tables()
        rows["reviews"] = [row for row in rows["reviews"] if row["retracted_at"] is None]
        rows["due_counts"] = [row for row in rows["due_counts"] if row["prompts"]]
        for row in rows["learners"]:
            for name in _COUNTERS:
                del row[name]
        return rows

    def _given(self, prompt_id: str, answer_id: str, seen: int | None) -> actions.Given:
        entries = len(self.history(prompt_id)) if seen is None else seen
        return actions.Given(prompt_id, answer_ids.parse(answer_id or self.minted()), entries)
