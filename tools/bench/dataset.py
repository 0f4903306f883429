"""A database of a given size, made once and kept in a cache folder outside the repository."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TypeVar

from flask import Flask
from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Connection, Table, text, update

from quizapp.app import create_app
from quizapp.config import PACKAGE, Settings, bundled
from quizapp.storage import memory_rows
from quizapp.storage.database import db, transaction
from quizapp.storage.learners import LOCAL_LEARNER, locked_learner
from quizapp.storage.rebuild import rebuild
from quizapp.storage.tables import cards, learners, prompts, reviews, topics
from quizapp.web.markdown import MarkdownRenderer
from tools.bench.deck_rows import deck_rows, topic_rows
from tools.bench.log_rows import Size, answers, review_rows
from tools.bench.moments import TODAY, clock

SEED = 20_261_102
CHUNK = 5_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class DataSet:
    """A finished database; `rebuild_seconds` is 0 when it came out of the cache."""

    size: Size
    folder: Path
    rebuild_seconds: float = 0.0

    def copy_to(self, folder: Path) -> Path:
        """A working copy that measurements may change."""
        shutil.copytree(self.folder, folder)
        return folder


def settings_for(folder: Path, port: int = 5000) -> Settings:
    """Settings of an app over a data folder, with a deck of no files."""
    deck = folder / "no-cards"
    deck.mkdir(parents=True, exist_ok=True)
    return Settings("127.0.0.1", port, folder, f"sqlite:///{folder / 'quizapp.db'}", deck)


def data_set(size: Size, console: Console) -> DataSet:
    """The data set of a size, out of the cache where it is there."""
    home = user_cache_path("nexus-quizapp-bench", appauthor=False)
    folder = home / f"{size.cards}-{size.reviews}-{_key()}"
    if folder.is_dir():
        return DataSet(size, folder)
    for old in home.glob(f"{size.cards}-{size.reviews}-*"):
        shutil.rmtree(old)
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    seconds = _write(size, part, console)
    part.rename(folder)
    return DataSet(size, folder, seconds)


def _key() -> str:
    """Names everything that the rows depend on: schema, replay, rendering and this writer."""
    here = Path(__file__).parent
    files = [here / name for name in ("dataset.py", "deck_rows.py", "log_rows.py", "moments.py")]
    files += sorted(bundled("migrations").glob("versions/*.py"))
    files += [PACKAGE / "core" / "replay.py", *sorted(PACKAGE.glob("core/scheduling/*.py"))]
    digest = sha256(f"{MarkdownRenderer.version} {memory_rows.MODEL}".encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _write(size: Size, folder: Path, console: Console) -> float:
    app = create_app(settings_for(folder), CLOCK=clock)
    with app.app_context(), Progress(console=console, transient=True) as progress:
        with transaction() as connection:
            _write_rows(connection, size, progress)
        seconds = _rebuild(size, progress)
        with transaction() as connection:
            connection.exec_driver_sql("ANALYZE")
        db.engine.dispose()
    console.print(
        f"Wrote {size.name} with {size.reviews:,} reviews; "
        f"rebuilding all memories and totals took {seconds:.1f} s."
    )
    return seconds


def _write_rows(connection: Connection, size: Size, progress: Progress) -> None:
    _insert(connection, topics, topic_rows(size.cards))
    task = progress.add_task(f"Cards ({size.name})", total=size.cards)
    hashes: list[str] = []
    names: list[str] = []
    for made in _chunks(deck_rows(size.cards, SEED)):
        _insert(connection, cards, (one.card for one in made))
        _insert(connection, prompts, (one.prompt for one in made))
        hashes += [str(one.card["content_hash"]) for one in made]
        names += [str(one.prompt["id"]) for one in made]
        progress.advance(task, len(made))
    log = answers(size, SEED)
    task = progress.add_task("Reviews", total=len(log))
    for chunk in _chunks(review_rows(log, hashes, names, LOCAL_LEARNER, SEED)):
        _insert(connection, reviews, chunk)
        progress.advance(task, len(chunk))
    values = {"last_seq": len(log), "last_study_day": TODAY - 1}
    connection.execute(update(learners).where(learners.c.id == LOCAL_LEARNER).values(values))


def _rebuild(size: Size, progress: Progress) -> float:
    """Build memories and totals as of yesterday: today has not been counted yet."""
    task = progress.add_task("Memories, from the log", total=None)
    start = time.perf_counter()
    with transaction() as connection:
        made = rebuild(connection, locked_learner(connection), TODAY - 1)
        due = connection.scalar(
            text("SELECT count(*) FROM memories WHERE due_day <= :today"), {"today": TODAY}
        )
    progress.update(task, total=1, completed=1)
    assert made == size.cards - size.unseen, made
    assert due == size.overdue, due
    return time.perf_counter() - start


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, object]]) -> None:
    names = [column.name for column in table.columns]
    values = [tuple(row[name] for name in names) for row in rows]
    places = ", ".join("?" * len(names))
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})", values
    )


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def application(folder: Path, port: int = 5000) -> tuple[Flask, Settings]:
    """The product over a data folder, at noon of the day of measurement."""
    settings = settings_for(folder, port)
    return create_app(settings, CLOCK=clock), settings
