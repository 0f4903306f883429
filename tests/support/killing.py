"""R1: a server that is killed again and again while people answer, and what is left afterwards.

What is killed, with SIGKILL, at a random 0.05 to 1.2 seconds after the server has answered a
request, early moments oftener, since there caches fill and files are opened: every eighth time the
whole process group of `quizapp run` (parent and worker at once), which is then started anew; the
other times the worker process alone, which holds the database and answers every request; its
parent starts the next one.
"""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.decks import big_deck
from tests.support.posting import GONE, Poster, minted
from tests.support.served import Served, run_command

CARDS = 400
CLIENTS = 8
WHOLE_EVERY = 8
EARLIEST, LATEST = 0.05, 1.2
#: What an answer is acknowledged with: the way to the next card.
ACKNOWLEDGED = 303
#: Statuses after which a client sends the same answer again.
TRY_AGAIN = frozenset({503})


@dataclass
class Report:
    """What happened, and how log and acknowledgements compare."""

    kills: int = 0
    whole: int = 0
    answers: int = 0
    sent_again: int = 0
    seconds: float = 0.0
    slowest_start: float = 0.0
    slowest_return: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    never_acknowledged: list[str] = field(default_factory=list)
    integrity: str = ""
    doctor: int = -1
    doctor_said: str = ""
    exit_code: int = -1

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.whole} of parent and worker), {self.answers:,} answers "
            f"acknowledged in {self.seconds:.0f} s, {self.sent_again:,} sent again; "
            f"{len(self.lost)} lost, {len(self.double)} double, "
            f"{len(self.never_acknowledged)} never acknowledged, refused {dict(self.refused)}; "
            f"integrity {self.integrity}, doctor {self.doctor}; "
            f"slowest start {self.slowest_start:.2f} s, worker {self.slowest_return:.2f} s"
        )


class Learner(threading.Thread):
    """One client with cards of its own; each answer is sent until it is acknowledged."""

    def __init__(self, number: int, port: int, enough: threading.Event) -> None:
        super().__init__(name=f"client {number}", daemon=True)
        self.enough = enough
        self.poster = Poster(port)
        self.prompts = [f"card-{card}" for card in range(number, CARDS, CLIENTS)]
        self.dice = random.Random(number)
        self.acknowledged: list[str] = []
        self.sent_again = 0
        self.refused: Counter[str] = Counter()

    def run(self) -> None:
        self._signed_in()
        seen = dict.fromkeys(self.prompts, 0)
        while not self.enough.is_set():
            prompt = self.dice.choice(self.prompts)
            answer_id, grade = minted(), self.dice.choice(["again", "hard", "good", "easy"])
            if self._sent(prompt, answer_id, seen[prompt], grade):
                self.acknowledged.append(answer_id)
                seen[prompt] += 1
        self.poster.close()

    def _sent(self, prompt: str, answer_id: str, seen: int, grade: str) -> bool:
        while True:
            try:
                status = self.poster.answer(prompt, answer_id, seen, grade)
            except GONE:
                self.sent_again += 1
                self.enough.wait(0.03)
                continue
            if status == ACKNOWLEDGED:
                return True
            if status not in TRY_AGAIN:
                self.refused[f"{status}: {self.poster.text[-300:]}"] += 1
                return False
            self.sent_again += 1

    def _signed_in(self) -> None:
        while True:
            try:
                return self.poster.sign_in()
            except GONE:
                self.enough.wait(0.03)


def run(kills: int, answers: int, folder: Path, seed: int = 1) -> Report:
    """Kill the server so often while at least so many answers are acknowledged, then compare."""
    report, dice = Report(), random.Random(seed)
    data = folder / "data"
    server = Served(data, big_deck(folder / "cards", CARDS))
    enough = threading.Event()
    try:
        server.start()
        begun = time.perf_counter()
        learners = [Learner(number, server.port, enough) for number in range(CLIENTS)]
        for learner in learners:
            learner.start()
        while report.kills < kills or _acknowledged(learners) < answers:
            assert all(learner.is_alive() for learner in learners), "a client has given up"
            enough.wait(EARLIEST + (LATEST - EARLIEST) * dice.random() ** 4)
            if report.kills < kills:
                _kill(server, report)
        enough.set()
        for learner in learners:
            learner.join(60)
        report.seconds = time.perf_counter() - begun
        report.exit_code = server.stop()
    finally:
        enough.set()
        server.close()
    _compare(report, learners, data / "quizapp.db")
    done = run_command(["doctor"], server.environment)
    report.doctor, report.doctor_said = done.returncode, done.stdout + done.stderr
    return report


def _acknowledged(learners: list[Learner]) -> int:
    return sum(len(learner.acknowledged) for learner in learners)


def _kill(server: Served, report: Report) -> None:
    report.kills += 1
    if report.kills % WHOLE_EVERY == 0:
        report.whole += 1
        server.kill_all()
        report.slowest_start = max(report.slowest_start, server.start())
        return
    server.kill_worker()
    begun = time.perf_counter()
    server.wait_until_it_answers()
    report.slowest_return = max(report.slowest_return, time.perf_counter() - begun)


def _compare(report: Report, learners: list[Learner], database: Path) -> None:
    connection = sqlite3.connect(database)
    try:
        logged = Counter(one for (one,) in connection.execute("SELECT answer_id FROM reviews"))
        report.integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
    acknowledged = [one for learner in learners for one in learner.acknowledged]
    report.answers = len(acknowledged)
    report.sent_again = sum(learner.sent_again for learner in learners)
    for learner in learners:
        report.refused += learner.refused
    report.lost = [one for one in acknowledged if one not in logged]
    report.double = [one for one, number in logged.items() if number > 1]
    report.never_acknowledged = sorted(logged.keys() - set(acknowledged))
