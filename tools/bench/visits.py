"""What a learner asks of the server: answering cards, Today, searching, starting a session."""

from __future__ import annotations

import re
import time
from random import Random
from statistics import median

from quizapp.core import answer_ids
from tools.bench.client import Client, Reply, fields_of
from tools.bench.deck_rows import RARE_WORD
from tools.bench.figures import Paired, Row, in_turns, ratio_row

ANSWERS = 450
CARDS_EACH_SESSION = 150
PAGES = 150
ANSWERS_BETWEEN = 15
_GRADES, _WEIGHTS = ("again", "hard", "good", "easy"), (10, 15, 60, 15)


class Floor:
    """Asks the floor for its one page."""

    def __init__(self, port: int) -> None:
        self._client = Client(port)

    def hello(self) -> float:
        reply = self._client.get("/")
        assert reply.status == 200
        return reply.ms

    def close(self) -> None:
        self._client.close()


class Learner:
    """One learner in one window."""

    def __init__(self, port: int, seed: int) -> None:
        self._client = Client(port)
        self._random = Random(seed)
        self._token = fields_of(self._client.get("/settings").text)["csrf_token"]
        self._fields: dict[str, str] = {}
        self._left = 0
        self.starts: list[float] = []
        page = self._client.get("/quiz").text
        self._topics = re.findall(r'type="checkbox" name="topic" value="([^"]+)"', page)

    def today(self) -> float:
        return self._page("/", "Roadmap and mastery")

    def roadmap(self) -> float:
        return self._page("/roadmap", "Which topics")

    def search(self) -> float:
        return self._page(f"/cards?q={RARE_WORD}", RARE_WORD)

    def statistics(self) -> float:
        return self._page("/stats", "True retention")

    def draw_quiz(self) -> float:
        """Draw ten questions of a topic; the reply leads to the first of them."""
        nonce = f"{self._random.getrandbits(96):024x}"[:16]
        fields = {
            "csrf_token": self._token,
            "purpose": "topics",
            "topic": self._random.choice(self._topics),
            "size": "10",
            "mode": "practice",
            "start_id": answer_ids.mint(time.time_ns() // 1_000_000, "0" * 16, nonce),
        }
        reply = self._client.post("/quiz", fields)
        assert reply.status == 303, f"status {reply.status}: {reply.text[:200]}"
        return reply.ms

    def answer(self) -> float:
        """Answer the card on show; the reply must hold the next one."""
        if not self._left:
            self.start()
        (grade,) = self._random.choices(_GRADES, _WEIGHTS)
        reply = self._client.post("/review/answers", {**self._fields, "grade": grade})
        self._take_card(reply)
        self._left -= 1
        return reply.ms

    def start(self, cards: int = CARDS_EACH_SESSION) -> None:
        """Open a session of some cards more."""
        fields = {"csrf_token": self._token, "more": str(cards)}
        reply = self._client.post("/review/sessions", fields)
        self._fields = {}
        self._take_card(reply)
        self.starts.append(reply.ms)
        self._left = cards - 1

    def close(self) -> None:
        self._client.close()

    def _page(self, path: str, must_hold: str) -> float:
        reply = self._client.get(path)
        assert reply.status == 200, f"{path} was answered with {reply.status}"
        assert must_hold in reply.text, f"{path} does not hold {must_hold!r}"
        return reply.ms

    def _take_card(self, reply: Reply) -> None:
        assert reply.status == 200, f"status {reply.status}: {reply.text[:200]}"
        fields = fields_of(reply.text)
        assert fields.keys() >= {"prompt_id", "answer_id", "seen"}, reply.text[:400]
        assert fields["answer_id"] != self._fields.get("answer_id"), "the same card again"
        self._fields = fields


def today_rows(floor: Floor, learner: Learner, when: str, bar: float | None) -> list[Row]:
    """Today: the very first time, and again and again."""
    first = learner.today()
    paired = in_turns(floor.hello, PAGES, learner.today)
    return [ratio_row(f"Today, {when}", paired, bar, note=f"the first one {first:.0f} ms")]


def statistics_rows(floor: Floor, learner: Learner, name: str, bar: float | None) -> list[Row]:
    """Statistics: the first look, again and again, and each time after an answer."""
    first = learner.statistics()
    paired = in_turns(floor.hello, PAGES, learner.statistics)
    counted = []
    for _ in range(ANSWERS_BETWEEN):
        learner.answer()
        counted.append(learner.statistics())
    note = f"counted anew after each of {len(counted)} answers; worst {max(counted):.0f} ms"
    return [
        ratio_row(f"Statistics, {name}", paired, bar, note=f"the first one {first:.0f} ms"),
        Row(f"Statistics after an answer, {name}", median(counted), "ms", note=note),
    ]


def roadmap_row(floor: Floor, learner: Learner, when: str, bar: float | None) -> Row:
    """The roadmap with all its topics, each with its figures."""
    first = learner.roadmap()
    paired = in_turns(floor.hello, PAGES, learner.roadmap)
    return ratio_row(f"Roadmap, {when}", paired, bar, note=f"the first one {first:.0f} ms")


def quiz_row(floor: Floor, learner: Learner, when: str, bar: float | None) -> Row:
    """Drawing a quiz of ten questions on a topic, and committing it."""
    learner.draw_quiz()
    paired = in_turns(floor.hello, PAGES, learner.draw_quiz)
    return ratio_row(f"Quiz draw, {when}", paired, bar)


def search_row(floor: Floor, learner: Learner, hits: int, bar: float | None) -> Row:
    """Searching for a word that one card in a hundred holds."""
    try:
        learner.search()
    except AssertionError as reason:
        return Row("Search", float("nan"), "× floor", bar, note=f"not measured: {reason}")
    paired = in_turns(floor.hello, PAGES, learner.search)
    return ratio_row(f"Search with {hits:,} hits", paired, bar)


def answering(floor: Floor, learner: Learner, number: int = ANSWERS) -> Paired:
    """Answers, each committed and followed by the next card."""
    learner.answer()
    return in_turns(floor.hello, number, learner.answer)
