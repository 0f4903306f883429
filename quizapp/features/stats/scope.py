"""What statistics are asked for: a topic or all, and a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from quizapp.core.errors import InvalidInput
from quizapp.core.study_statistics import PERIODS, USUAL_PERIOD, Period
from quizapp.storage.card_store import TopicLine
from quizapp.web.forms import Form, read_choice


@dataclass(frozen=True, slots=True)
class Scope:
    """One topic, or all with an empty id, over a period; `prompts` is how many the deck has."""

    topic: str
    title: str
    period: Period
    prompts: int

    def first_day(self, today: int) -> int:
        return self.period.first_day(today)

    def url(self, page: str, *, topic: str | None = None, period: str | None = None) -> str:
        """The address of a page of statistics with this scope, or with one part of it changed."""
        wanted = {
            "topic": self.topic if topic is None else topic,
            "period": period or self.period.name,
        }
        usual = {"topic": "", "period": USUAL_PERIOD}
        query = urlencode({name: value for name, value in wanted.items() if value != usual[name]})
        return f"{page}?{query}" if query else page


def read_scope(form: Form, lines: Sequence[TopicLine]) -> Scope:
    """The scope that an address asks for.  Raises InvalidInput with what is allowed."""
    name = read_choice(form, "period", list(PERIODS)) if form.get("period") else USUAL_PERIOD
    topic = form.get("topic", "")
    known = {line.topic.id: line for line in lines}
    if topic and topic not in known:
        raise InvalidInput(_unknown(topic, list(known)))
    title = known[topic].topic.title if topic else "All topics"
    prompts = known[topic].prompts if topic else sum(line.prompts for line in lines)
    return Scope(topic, title, PERIODS[name], prompts)


def _unknown(topic: str, known: Sequence[str]) -> str:
    allowed = ", ".join(known) if known else "none, the deck has no topics yet"
    return f"topic is {topic[:60]!r}; it must be one of: {allowed}."
