"""The runs over a small and a big data set, each on a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console

from tools.bench.dataset import DataSet, data_set
from tools.bench.deck_rows import RARE_EACH
from tools.bench.figures import Row, in_turns, ratio_row
from tools.bench.log_rows import LARGE, SMALL, Size
from tools.bench.page_rows import page_rows
from tools.bench.plans import plan_rows
from tools.bench.processes import Serving, serving, weight
from tools.bench.starting import big_start_row
from tools.bench.visits import (
    ANSWERS,
    Floor,
    Learner,
    answering,
    quiz_row,
    roadmap_row,
    search_row,
    statistics_rows,
    today_rows,
)

ANSWER_RATIO = 4.0
GROWTH_RATIO = 1.2
TODAY_RATIO = 12.0
ROADMAP_RATIO = 12.0
SEARCH_RATIO = 8.0
QUIZ_RATIO = 8.0
STATISTICS_RATIO = 30.0
MEGABYTES = 150.0
SEED = 7
#: Enough for every card that the browser answers.
CARDS_FOR_PAGES = 450


@dataclass(frozen=True, slots=True)
class _Run:
    """Both servers and a client of each."""

    server: Serving
    floor: Floor
    learner: Learner


class Bench:
    """Runs in a folder that is thrown away after them."""

    def __init__(self, home: Path, console: Console) -> None:
        self._home = home
        self._console = console

    def small(self, *, browser: bool) -> list[Row]:
        """What is measured with 1,000 cards."""
        made = data_set(SMALL, self._console)
        with self._run(made, "small") as run:
            rows = self._server_rows(run, SMALL)
        if browser:
            with self._run(made, "pages") as run:
                run.learner.start(CARDS_FOR_PAGES)
                rows += page_rows(run.server.port)
        return rows

    def large(self) -> list[Row]:
        """What is measured with 100,000 cards."""
        made = data_set(LARGE, self._console)
        with self._run(made, "large") as run:
            rows = self._server_rows(run, LARGE)
            heavy = weight(run.server)
            rows.append(self._growth(run.learner))
        note = (
            f"serving process, after all of it; with its parent {heavy.both:.0f} MB, of which "
            f"{heavy.shared_once:.0f} MB when shared pages count once"
        )
        rows.append(Row(f"Memory, {LARGE.name}", heavy.worker, "MB", MEGABYTES, note=note))
        rows.append(big_start_row(self._home / "large", LARGE.name))
        rows += plan_rows(self._home / "large")
        if made.rebuild_seconds:
            note = f"{LARGE.reviews:,} reviews"
            rows.append(Row("Rebuild from the log", made.rebuild_seconds, "s", note=note))
        return rows

    def _server_rows(self, run: _Run, size: Size) -> list[Row]:
        is_big = size is LARGE
        bar = TODAY_RATIO if is_big else None
        rows = today_rows(run.floor, run.learner, f"{size.name}, before a session", bar)
        roadmap_bar = ROADMAP_RATIO if is_big else None
        rows.append(roadmap_row(run.floor, run.learner, size.name, roadmap_bar))
        rows.append(quiz_row(run.floor, run.learner, size.name, QUIZ_RATIO if is_big else None))
        search_bar = SEARCH_RATIO if is_big else None
        rows.append(search_row(run.floor, run.learner, size.cards // RARE_EACH, search_bar))
        answers = answering(run.floor, run.learner)
        rows.append(ratio_row(f"Answering, {size.name}", answers, None if is_big else ANSWER_RATIO))
        rows += today_rows(run.floor, run.learner, f"{size.name}, in a session", bar)
        statistics_bar = STATISTICS_RATIO if is_big else None
        rows += statistics_rows(run.floor, run.learner, size.name, statistics_bar)
        starts = run.learner.starts
        note = f"median of {len(starts)}, worst {max(starts):.0f} ms"
        rows.append(Row(f"Starting a session, {size.name}", median(starts), "ms", note=note))
        return rows

    def _growth(self, big: Learner) -> Row:
        """Answers with the big data set, in turns with answers to a server with the small one."""
        with self._run(data_set(SMALL, self._console), "beside") as run:
            run.learner.answer()
            paired = in_turns(run.learner.answer, ANSWERS, big.answer)
        name = f"Answering, {LARGE.name} over {SMALL.name}"
        note = f"{paired.measured} in turns with {paired.floor}"
        return Row(name, paired.ratio, "×", GROWTH_RATIO, note=note)

    @contextmanager
    def _run(self, made: DataSet, name: str) -> Iterator[_Run]:
        folder = made.copy_to(self._home / name)
        with serving("floor", folder) as bare, serving("app", folder) as server:
            floor, learner = Floor(bare.port), Learner(server.port, SEED)
            try:
                yield _Run(server, floor, learner)
            finally:
                floor.close()
                learner.close()
